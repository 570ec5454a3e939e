"""The command `hcpcs words`: its words, its JSON and its exit statuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Protocol

import pytest

from hcpcs_desktop.app import command_main


class Hcpcs(Protocol):
    """Runs ``hcpcs words`` in the test's data folder."""

    def __call__(self, *words: str, status: int = 0) -> str:
        """Return what it wrote: to standard output, or where it failed to standard error."""


@pytest.fixture
def words(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Hcpcs:
    def run(*arguments: str, status: int = 0) -> str:
        assert command_main(["--data-dir", str(data_dir), "words", *arguments]) == status
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return told.out or told.err

    return run


def said(text: str) -> Any:  # noqa: ANN401 - JSON is untyped
    return json.loads(text)


def test_an_empty_list(words: Hcpcs) -> None:
    assert "Add one: hcpcs words add" in words()
    assert said(words("list", "--json")) == said(words("--json")) == {"words": []}


def test_a_word_is_added_changed_listed_and_removed(words: Hcpcs) -> None:
    assert words("add", "Flurbel", "e0143") == "Flurbel means E0143.\n"
    assert words("add", "flurbel", "E0143,", "E0100") == "flurbel means E0143, E0100 (before: E0143).\n"
    done = said(words("add", "hoyer lift", "E0143; walker", "--json"))
    assert done["word"] == {"term": "hoyer lift", "means": "E0143; walker"}
    assert done["before"] is None
    assert "yours is used" in done["conflict"]
    assert "yours is used" in words("add", "hoyer lift", "E0143")
    listed = said(words("--json"))["words"]
    assert [(one["term"], one["means"]) for one in listed] == [
        ("flurbel", "E0143, E0100"),
        ("hoyer lift", "E0143"),
    ]
    assert [one["conflict"] is None for one in listed] == [True, False]
    shown = words("list").splitlines()
    assert shown[0].split() == ["flurbel", "E0143,", "E0100"]
    assert "yours is used" in shown[2]
    assert words("remove", "FLURBEL") == "flurbel removed.\n"
    assert said(words("remove", "hoyer lift", "--json"))["removed"]["term"] == "hoyer lift"
    assert said(words("--json")) == {"words": []}


def test_an_added_word_is_searched_by(
    words: Hcpcs, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words("add", "zimmer", "E0143")
    assert command_main(["search", "zimmer", "--json", "--data-dir", str(data_dir)]) == 0
    hit = said(capsys.readouterr().out)["hits"][0]
    assert (hit["code"], hit["tier"], hit["why"]) == ("E0143", "own word", "zimmer → E0143 (own word)")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "E0143", "walker"), "the code E0143"),
        (("add", "", "walker"), "term is empty"),
        (("add", "zimmer", " "), "has no meaning"),
        (("add", "caf\udce9 \udcff", "x E0143"), "mixes words and codes"),
        (("remove", "nix"), "No own word is called"),
    ],
)
def test_what_cannot_be_done_is_a_no(words: Hcpcs, arguments: tuple[str, ...], told: str) -> None:
    assert told in words(*arguments, status=1)


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("add",), ("add", "x"), ("remove",), ("load",), ("save",), ("list", "--replace")],
)
def test_wrong_usage(words: Hcpcs, arguments: tuple[str, ...]) -> None:
    assert words(*arguments, status=2).strip()


def test_a_list_is_loaded_and_saved(words: Hcpcs, tmp_path: Path) -> None:
    file, saved = tmp_path / "in.txt", tmp_path / "out.txt"
    file.write_text("flurbel\tE0143\nquokka\tE0100\n", encoding="utf-8")
    assert words("load", str(file)) == "2 added, 0 changed, 0 kept already.\n"
    assert said(words("load", str(file), "--json")) == {
        "added": 0, "changed": 0, "unchanged": 2, "conflicts": [], "problems": [],
    }  # fmt: skip
    assert said(words("save", str(saved), "--json")) == {"saved": 2, "file": str(saved)}
    assert "2 own words written" in words("save", str(saved))
    assert saved.read_text(encoding="utf-8").endswith("flurbel\tE0143\nquokka\tE0100\n")


def test_conflicts_and_bad_lines_are_told_and_stop_nothing(words: Hcpcs, tmp_path: Path) -> None:
    words("add", "flurbel", "E0143")
    file = tmp_path / "in.txt"
    file.write_text("flurbel\twalker\nbad line\nquokka\tE0100\nhoyer lift\tcane\n", encoding="utf-8")
    told = words("load", str(file), status=1)
    assert told.startswith("2 added, 0 changed, 0 kept already.")
    assert "line 1: “flurbel” is kept as: E0143. The file says: walker. Yours stays." in told
    assert "line 2: The line has nothing between a term and its meaning. Write" in told
    assert "“hoyer lift” also stands in the program's words" in told
    done = said(words("load", str(file), "--replace", "--json", status=1))
    assert (done["added"], done["changed"], done["unchanged"]) == (0, 1, 2)
    assert done["problems"][0].keys() == {"file", "line", "text", "remedy"}
    assert done["conflicts"] == []


def test_what_only_replaces_the_programs_words_is_well(words: Hcpcs, tmp_path: Path) -> None:
    file = tmp_path / "in.txt"
    file.write_text("hoyer lift = cane\n", encoding="utf-8")
    (conflict,) = said(words("load", str(file), "--json"))["conflicts"]
    assert conflict.keys() == {"term", "means", "other", "against", "text", "line"}
    assert conflict["against"] == "program"


def test_files_that_cannot_be_used(words: Hcpcs, tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing" / "x"):
        assert str(path) in words("load", str(path), status=3)
        assert str(path) in words("save", str(path), status=3)
    binary = tmp_path / "x.bin"
    binary.write_bytes(bytes(9))
    assert "no text file" in words("load", str(binary), status=1)


def test_a_damaged_notebook(words: Hcpcs, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words("add", "flurbel", "E0143")
    (data_dir / "notebook.sqlite").write_bytes(b"garbage " * 900)
    for arguments in (
        ("list",),
        ("add", "x y", "cane"),
        ("remove", "x y"),
        ("save", str(data_dir / "o.txt")),
    ):
        assert "damaged. Move it away" in words(*arguments, status=3)
    assert command_main(["search", "walker", "--json", "--data-dir", str(data_dir)]) == 0
    told = capsys.readouterr()
    assert said(told.out)["hits"]
    assert told.err.count("Your own words are not used") == 1


@pytest.mark.parametrize("arguments", [["words", "--help"], ["words", "load", "--help"], ["--help"]])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command_main(arguments)
    assert left.value.code == 0
    assert "own word" in capsys.readouterr().out.replace("\n", " ") or arguments[1:2] == ["load"]
