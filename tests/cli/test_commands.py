"""The command line through its entry point: words, JSON, exit statuses, never a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Protocol

import pytest

from hcpcs_desktop import __version__
from hcpcs_desktop.app import command_main
from hcpcs_desktop.cli.arguments import NOT_YET
from tests.builders import Entry, a_few, corrections_rows, encrypted, save, xlsx_of, zip_of

REPOSITORY = Path(__file__).parents[2]
ON = ["--on", "2026-02-01"]


class Hcpcs(Protocol):
    """Runs the command line in the test's data folder."""

    def __call__(self, *words: str, status: int = 0) -> str:
        """Return what it wrote to standard output."""


@pytest.fixture
def hcpcs(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Hcpcs:
    """Return the command line."""

    def run(*words: str, status: int = 0) -> str:
        assert command_main(["--data-dir", str(data_dir), *words]) == status
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return told.out if status in (0, 1) else told.err

    return run


@pytest.fixture
def loaded(hcpcs: Hcpcs, tmp_path: Path) -> Hcpcs:
    """Return the command line over one invented release."""
    hcpcs("import", str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt")))
    return hcpcs


def said(text: str) -> Any:  # noqa: ANN401 - JSON is untyped
    """Return the one JSON document that `text` is."""
    return json.loads(text)


EXPLAIN = {
    "input", "read_as", "on", "kind", "code", "modifiers", "level", "code_set", "category", "section",
    "subsection", "maintainer", "structure", "well_formed", "in_section", "status", "covered",
    "checked_through", "status_reason", "added", "ended", "short_description", "long_description",
    "plain_name", "description_source", "fields", "notes", "lookalikes", "suggestions", "sources",
}  # fmt: skip


def test_explain_as_json(loaded: Hcpcs) -> None:
    found = said(loaded("explain", "e0100-lt", *ON, "--json"))
    assert found.keys() >= EXPLAIN
    assert found["modifiers"][0].keys() >= {"modifier", "level", "maintainer", "description", "known"}
    assert found["structure"][0].keys() == {"text", "meaning"}
    assert found["fields"][0].keys() >= {"name", "value", "meaning"}
    assert found["sources"][0].keys() == {"release", "file", "loaded"}
    assert (found["input"], found["read_as"], found["code"]) == ("e0100-lt", "E0100-LT", "E0100")
    assert (found["kind"], found["level"], found["code_set"]) == ("code", "II", "HCPCS Level II")
    assert (found["status"], found["covered"], found["checked_through"]) == ("active", True, "2026-03-31")
    assert found["description_source"] == "CMS January 2026"
    assert found["sources"][0]["file"] == "HCPC2026_JAN_ANWEB.txt"


@pytest.mark.parametrize(
    ("text", "status", "expected"),
    [
        ("LT", 0, {"kind": "modifier", "code": None, "level": "II", "maintainer": "CMS"}),
        ("25", 0, {"kind": "modifier", "level": "I", "maintainer": "AMA"}),
        (
            "99213",
            0,
            {"kind": "code", "level": "I", "code_set": "CPT", "status": "unknown", "maintainer": "AMA"},
        ),
        ("00100", 0, {"kind": "code", "code": "00100", "level": "I"}),
        ("D0120", 0, {"kind": "code", "code_set": "CDT", "maintainer": "ADA", "status": "unknown"}),
        ("X1234", 0, {"kind": "code", "level": "III", "status": "ended", "maintainer": None}),
        ("0001A", 0, {"kind": "code", "status": "ended", "ended": "2023-10-31"}),
        ("A0000", 0, {"kind": "code", "status": "absent"}),
        ("F1234", 1, {"kind": "not_a_code"}),
        ("O1234", 1, {"kind": "not_a_code"}),
        ("", 1, {"kind": "not_a_code"}),
        ("hello", 1, {"kind": "not_a_code"}),
    ],
)
def test_explain_any_text(loaded: Hcpcs, text: str, status: int, expected: dict[str, object]) -> None:
    found = said(loaded("explain", text, *ON, "--json", status=status))
    assert {key: found[key] for key in expected} == expected
    assert loaded("explain", text, *ON, status=status).strip()


def test_a_plain_name_is_said_to_be_ours(hcpcs: Hcpcs, tmp_path: Path) -> None:
    cane = Entry("E0100", "Invented cane", added="19860101")
    hcpcs("import", str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", [cane])))
    lines = " ".join(hcpcs("explain", "E0100", *ON).split())
    assert "Plain name Walking cane of any material, adjustable or fixed, with tip (this" in lines
    assert "Found also as walking stick" in lines
    assert said(hcpcs("explain", "E0100", *ON, "--json"))["plain_words"][0] == "walking stick"


def test_corrections_stand_at_their_codes_and_change_nothing(loaded: Hcpcs, tmp_path: Path) -> None:
    list_of = tmp_path / "HCPC2026_JAN_Corrections_v2.xlsx"
    row: list[str | float] = [
        "E0100",
        "Invented: revise",
        "01/05/2026",
        "Inv",
        "",
        1.0,
        "C",
        "",
        "",
        "Inv remark",
    ]
    list_of.write_bytes(xlsx_of(corrections_rows([row, ["ZZ", "Invented: put back"]])))
    assert "loaded, CMS January 2026, 2 corrections" in loaded("import", str(list_of))
    text = loaded("explain", "E0100", "--on", "2026-02-01")
    for words in ('"Invented: revise"', "Effective 2026-01-05", list_of.name, "never applied", "Inv remark"):
        assert words in " ".join(text.split())
    assert "No effective date given" in loaded("explain", "ZZ", "--on", "2026-02-01")
    assert "corrections" not in loaded("explain", "E0130", "--on", "2026-02-01")
    answer = said(loaded("explain", "E0100", "--on", "2026-02-01", "--json"))
    assert answer["short_description"] == "Invented E0100"
    assert answer["corrections"] == [
        {
            "release": "2026-01",
            "label": "CMS January 2026",
            "code": "E0100",
            "action": "Invented: revise",
            "effective": "2026-01-05",
            "fields": {"short_description": "Inv", "type_of_service": "1", "coverage": "C"},
            "comment": "Inv remark",
            "file": list_of.name,
            "line": 5,
        }
    ]


def test_explain_without_any_release(hcpcs: Hcpcs) -> None:
    found = said(hcpcs("explain", "E0100", "--json"))
    assert (found["covered"], found["description_source"]) == (False, "plain-language name of this program")
    assert said(hcpcs("explain", "V9999", "--json"))["status"] == "unknown"


def test_several_codes_are_an_array(loaded: Hcpcs) -> None:
    found = said(loaded("explain", "E0100, E0130 hello", "--json", *ON))
    assert [one["code"] for one in found][:2] == ["E0100", "E0130"]
    assert [one["code"] for one in said(loaded("explain", "E0100", "E0130", "--json"))] == ["E0100", "E0130"]


def test_search_as_json(loaded: Hcpcs) -> None:
    found = said(loaded("search", "invented", "cane", "--json", *ON, "--limit", "1"))
    assert found.keys() >= {"query", "read_as", "on", "total", "took_ms", "hits"}
    assert found["hits"][0].keys() >= {
        "code", "kind", "title", "status", "section", "tier", "why", "spans",
    }  # fmt: skip
    assert (found["query"], found["on"], len(found["hits"])) == ("invented cane", "2026-02-01", 1)
    assert "card" not in found


def test_search_statuses(loaded: Hcpcs) -> None:
    assert said(loaded("search", "99213", "--json"))["card"].keys() >= EXPLAIN
    assert said(loaded("search", "99213", "--json"))["hits"] == []
    assert said(loaded("search", "qqqqqq", "--json", status=1))["total"] == 0
    assert said(loaded("search", "LT", "--json"))["hits"][0]["kind"] == "modifier"
    assert "E0100" in loaded("search", "invented cane")
    assert "Try fewer words" in loaded("search", "qqqqqq", status=1)
    assert "Near:" in loaded("search", "E0139", *ON, status=1)
    assert loaded("search", "99213").startswith("99213")
    assert "found; the first 1 are shown" in loaded("search", "invented", "--limit", "1")
    for option in (["--kind", "modifier"], ["--section", "e"], ["--status", "active"], ["--coverage", "c"]):
        assert said(loaded("search", "invented", "--json", *ON, *option))["total"] >= 1
    assert said(loaded("search", "invented", "--json", *ON, "--limit", "0"))["total"] == 6


@pytest.mark.parametrize("word", NOT_YET)
def test_the_words_of_later_commands_can_be_searched_for(loaded: Hcpcs, word: str) -> None:
    loaded("explain", word, status=1)
    assert said(loaded("search", word, "--json", status=0 if word == "check" else 1))["query"] == word
    loaded("search", "--json", word, "zzzz", status=0 if word == "check" else 1)


def test_batch_keeps_the_order(loaded: Hcpcs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    queries = ["invented cane", "", "99213", "qqqq", "E0100", "\u202eabc", "%"]
    file = tmp_path / "queries.txt"
    file.write_text("\n".join(queries) + "\n", encoding="utf-8-sig")
    lines = [
        said(line) for line in loaded("search", "--batch", str(file), "--json", "--limit", "3").splitlines()
    ]
    assert [line["query"] for line in lines] == queries
    assert all(len(line["hits"]) <= 3 for line in lines)
    monkeypatch.setattr(sys, "stdin", io.StringIO("E0100\nE0130\n"))
    lines = [said(line) for line in loaded("search", "--batch", "-", "--json").splitlines()]
    assert [line["hits"][0]["code"] for line in lines] == ["E0100", "E0130"]


def test_releases(hcpcs: Hcpcs, tmp_path: Path) -> None:
    assert said(hcpcs("releases", "--json")) == {"releases": []}
    assert "No release is loaded" in hcpcs("releases")
    for name in ("HCPC2019_CONTR_ANWEB.txt", "HCPC2026_JAN_ANWEB_v2.txt"):
        hcpcs("import", str(save(tmp_path, name)))
    first, second = said(hcpcs("releases", "--json"))["releases"]
    assert first.keys() >= {"release", "revision", "file", "loaded", "codes", "modifiers", "newest"}
    assert (first["release"], first["revision"], first["newest"]) == ("2019-01", None, False)
    assert (second["release"], second["revision"], second["newest"]) == ("2026-01", "v2", True)
    assert (second["codes"], second["modifiers"]) == (4, 2)
    assert "2026-01+v2" in hcpcs("releases")


def test_what_lies_beside_a_release_is_listed_with_it(hcpcs: Hcpcs, tmp_path: Path) -> None:
    release = save(tmp_path, "HCPC2026_JAN_ANWEB.txt")
    (tmp_path / "NOC_Codes_JAN2026.csv").write_text("HCPCS\nA0021\n", encoding="utf-8")
    hcpcs("import", str(release))
    (listed,) = said(hcpcs("releases", "--json"))["releases"]
    assert listed["companions"] == [{"kind": "noc-list", "file": "NOC_Codes_JAN2026.csv", "rows": 1}]
    assert "  with NOC_Codes_JAN2026.csv: 1 rows" in hcpcs("releases").splitlines()


def test_import_as_json(hcpcs: Hcpcs, tmp_path: Path) -> None:
    file = save(tmp_path, "HCPC2019_CONTR_ANWEB.txt", [*a_few(), Entry("J0121", effective="20191399")])
    done = said(hcpcs("import", str(file), "--json"))
    assert done.keys() >= {"imported", "refused", "skipped"}
    (taken,) = done["imported"]
    assert taken["file"] == str(file)
    assert (taken["kind"], taken["release"], taken["codes"]) == ("hcpcs-release", "2019-01", 5)
    assert taken["problems"][0].keys() >= {"line", "text"}
    assert said(hcpcs("import", str(file), "--json"))["imported"][0]["already"] is True
    assert "was there already" in hcpcs("import", str(file))


BAD = {
    "HCPC2026_APR_ANWEB.txt": b"<html>not found</html>",
    "HCPC2026_JUL_ANWEB.txt": b"",
    "HCPC2026_OCT_ANWEB.xlsx": b"%PDF-1.7",
    "HCPC2025_APR_ANWEB.csv": b"a;b;c",
    "april-2026-alpha-numeric-hcpcs-file.zip": b"PK\x03\x04 no zip",
    "empty.zip": zip_of({}),
    "locked.zip": encrypted(zip_of({"HCPC2026_APR_ANWEB.txt": b"x"})),
    "hollow.zip": zip_of({"HCPC2026_APR_ANWEB.txt": b""}),
    "nested.zip": zip_of({"inner.zip": zip_of({"HCPC2026_APR_ANWEB.txt": b"x"})}),
    "ccipra-v323r0-f1.txt": b"x",
    "LONGULT.txt": b"x",
    "HCPC2026_README.txt": b"x",
    "photo of a fax.jpg": bytes(range(256)),
    "HCPC_ANWEB.txt": b"x",
    "proc_notes_JAN2030.txt": b"  0001--Invented note",
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_by_name_and_the_rest_is_loaded(
    hcpcs: Hcpcs, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "with blanks é"
    good = save(folder, "HCPC2026_JAN_ANWEB.txt")
    bad = folder / name
    bad.write_bytes(BAD[name])
    done = said(hcpcs("import", str(bad), str(good), "--json", status=1))
    (refused,) = done["refused"]
    assert refused["file"].startswith(str(bad))
    assert len(refused["why"]) > 20
    assert "line" in refused
    assert [taken["release"] for taken in done["imported"]] == ["2026-01"]
    assert "refused." in hcpcs("import", str(bad), status=1)
    assert sorted(entry.name for entry in folder.iterdir()) == sorted([name, good.name])


def test_a_damaged_release_names_its_line(hcpcs: Hcpcs, tmp_path: Path) -> None:
    file = save(tmp_path, "HCPC2026_JAN_ANWEB.txt")
    file.write_bytes(file.read_bytes() * 2)
    (refused,) = said(hcpcs("import", str(file), "--json", status=1))["refused"]
    assert refused["line"] == 7
    assert "line 7" in refused["why"]


@pytest.mark.parametrize("hostile", ["../../evil/", "/tmp/evil/", "C:\\evil\\", "..\\..\\", "a/../../"])
def test_a_hostile_name_in_a_zip_writes_nothing_outside(
    hcpcs: Hcpcs, tmp_path: Path, data_dir: Path, hostile: str
) -> None:
    release = save(tmp_path / "made", "HCPC2026_JAN_ANWEB.txt").read_bytes()
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "x.zip").write_bytes(
        zip_of({f"{hostile}HCPC2026_JAN_ANWEB.txt": release, f"{hostile}x.txt": b"evil"})
    )
    (taken,) = said(hcpcs("import", str(folder / "x.zip"), "--json"))["imported"]
    assert taken["release"] == "2026-01"
    written = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*")}
    assert {name for name in written if not name.startswith(("made", data_dir.name))} == {
        "hostile",
        "hostile/x.zip",
    }
    assert not Path("/tmp/evil").exists()


def test_a_folder_of_mixed_files(hcpcs: Hcpcs, tmp_path: Path) -> None:
    folder = tmp_path / "Mixed files ñ"
    save(folder, "HCPC2026_JAN_ANWEB.txt")
    save(folder / "below", "HCPC2026_APR_ANWEB.xlsx")
    for name in (
        "HCPC2026_README.txt",
        "HCPCS2026_recordlayout.txt",
        "photo.jpg",
        ".hidden",
        "ccipra-v323r0-f1.txt",
    ):
        (folder / name).write_bytes(b"x")
    done = said(hcpcs("import", str(folder), "--json"))
    assert [taken["release"] for taken in done["imported"]] == ["2026-01", "2026-04"]
    assert done["refused"] == []
    assert {Path(one["file"]).name for one in done["skipped"]} == {
        "HCPC2026_README.txt", "HCPCS2026_recordlayout.txt", "photo.jpg", "ccipra-v323r0-f1.txt",
    }  # fmt: skip
    assert all(one["why"] for one in done["skipped"])
    assert "skipped." in hcpcs("import", str(folder))


def test_an_empty_folder_and_a_missing_file(hcpcs: Hcpcs, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = said(hcpcs("import", str(tmp_path / "empty"), str(tmp_path / "nothing"), "--json", status=1))
    assert len(done["refused"]) == 2


def test_remove(loaded: Hcpcs) -> None:
    assert said(loaded("remove", "2026-01", "--json"))["removed"]["release"] == "2026-01"
    assert said(loaded("releases", "--json")) == {"releases": []}
    assert command_main(["remove", "2026-01", "--data-dir", "/dev/null/x"]) == 3


@pytest.mark.parametrize(
    "words", [["remove", "2030-01"], ["remove", "nonsense"], ["export", "--release", "2026-01+v9"]]
)
def test_an_unknown_release(
    loaded: Hcpcs, words: list[str], capsys: pytest.CaptureFixture[str], data_dir: Path
) -> None:
    assert command_main(["--data-dir", str(data_dir), *words]) == 1
    assert "Loaded: 2026-01." in capsys.readouterr().err


def test_export(loaded: Hcpcs, tmp_path: Path) -> None:
    found = said(loaded("export", "--format", "json"))
    assert found["release"] == "2026-01"
    record = next(one for one in found["records"] if one["code"] == "A0021")
    assert record.keys() >= {
        "code", "kind", "short_description", "long_description", "plain_name", "coverage", "betos", "pricing",
        "type_of_service", "added", "ended", "action",
    }  # fmt: skip
    assert (record["pricing"], record["type_of_service"], record["ended"]) == (["00"], ["9"], None)
    file = tmp_path / "out é.csv"
    assert loaded("export", "--format", "csv", "--out", str(file)) == ""
    rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")))
    assert [row["code"] for row in rows] == [one["code"] for one in found["records"]]
    assert rows[2]["pricing"] == "00"
    assert loaded("export") == file.read_bytes().decode("utf-8")
    assert said(loaded("export", "--json"))["release"] == "2026-01"


def test_export_of_the_built_in_set(loaded: Hcpcs) -> None:
    found = said(loaded("export", "--format", "json", "--release", "builtin"))
    assert found["release"] == "builtin"
    assert all(one["plain_name"] and not one["long_description"] for one in found["records"])
    walker = next(one for one in found["records"] if one["code"] == "E0135")
    assert (walker["plain_words"][0], walker["hint"]) == ("standard walker", "With wheels it is E0143")
    assert all("hint" in one and one["plain_words"] for one in found["records"])
    rows = list(csv.DictReader(io.StringIO(loaded("export", "--release", "builtin"), newline="")))
    walker = next(row for row in rows if row["code"] == "E0135")
    assert walker["plain_words"].startswith("standard walker; ")
    assert len(found["records"]) > 100


def test_doctor(loaded: Hcpcs, data_dir: Path) -> None:
    found = said(loaded("doctor", "--json"))
    assert found.keys() >= {"ok", "version", "data_dir", "releases", "checks"}
    assert found["checks"][0].keys() >= {"name", "ok", "text"}
    assert (found["ok"], found["version"], found["data_dir"]) == (True, __version__, str(data_dir))
    assert [one["release"] for one in found["releases"]] == ["2026-01"]
    (data_dir / "notebook.sqlite").write_bytes(b"garbage " * 900)
    assert "BAD  notebook" in loaded("doctor", status=1)


def test_doctor_of_an_empty_folder(hcpcs: Hcpcs) -> None:
    assert said(hcpcs("doctor", "--json"))["ok"] is True


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["explain"],
        ["search"],
        ["search", "x", "--limit", "-1"],
        ["search", "x", "--limit", "many"],
        ["search", "x", "--limit", "9999999"],
        ["search", "x", "--on", "yesterday"],
        ["search", "x", "--on", "2026-02-30"],
        ["search", "x", "--kind", "drug"],
        ["search", "x", "--section", "EE"],
        ["search", "x", "--batch", "y"],
        ["export", "--format", "xlsx"],
        ["export", "--format", "word"],
        ["import"],
        ["explain", "x", "--nonsense"],
        *([word] for word in NOT_YET),
        *(["--json", word, "x"] for word in NOT_YET),
    ],
)
def test_wrong_usage(hcpcs: Hcpcs, words: list[str]) -> None:
    assert hcpcs(*words, status=2).strip()


def test_a_later_command_is_told_and_not_listed(hcpcs: Hcpcs, capsys: pytest.CaptureFixture[str]) -> None:
    assert "not yet in this version" in hcpcs("drill", "a", "b", status=2)
    assert command_main(["diff", "--data-dir", "x"]) == 2
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        command_main(["--help"])
    assert left.value.code == 0
    listed = capsys.readouterr().out
    assert not [word for word in NOT_YET if f"\n    {word} " in listed]
    assert all(
        word in listed for word in ("explain", "search", "releases", "import", "remove", "export", "doctor")
    )


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        command_main(["--version"])
    assert (left.value.code, capsys.readouterr().out) == (0, f"hcpcs {__version__}\n")


def test_where_the_data_folder_comes_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    monkeypatch.setenv("HCPCS_DESKTOP_DATA_DIR", str(third))
    for words, folder in (
        (["--data-dir", str(first), "doctor", "--json"], first),
        (["doctor", "--json", "--data-dir", str(second)], second),
        (["--json", "doctor"], third),
    ):
        assert command_main(words) == 0
        assert said(capsys.readouterr().out)["data_dir"] == str(folder)
        assert folder.is_dir()


@pytest.mark.parametrize("words", [["search", "--batch"], ["export", "--out"]])
def test_files_that_cannot_be_used(loaded: Hcpcs, tmp_path: Path, words: list[str]) -> None:
    for path in (tmp_path, tmp_path / "missing" / "x"):
        assert str(path) in loaded(*words, str(path), status=3)


def run(*words: str, folder: Path, code: str = "") -> subprocess.CompletedProcess[str]:
    command = code or "import sys; from hcpcs_desktop.app import command_main; sys.exit(command_main())"
    return subprocess.run(
        [sys.executable, "-c", command, *words],
        cwd=REPOSITORY,
        env=os.environ
        | {"PYTHONPATH": str(REPOSITORY), "HCPCS_DESKTOP_DATA_DIR": str(folder), "LC_ALL": "C"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


LOADED = """
import sys
from hcpcs_desktop.app import command_main
status = command_main(sys.argv[1:])
print([name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")], file=sys.stderr)
sys.exit(status)
"""


@pytest.mark.parametrize("words", [["explain", "E0100"], ["search", "cane"], ["doctor"], ["releases"]])
def test_no_qt_is_loaded(data_dir: Path, words: list[str]) -> None:
    done = run(*words, folder=data_dir, code=LOADED)
    assert (done.returncode, done.stderr) == (0, "[]\n")


BLOCKED = """
import importlib, pkgutil, sys
class Block:
    def find_spec(self, name, *_):
        if name.split(".")[0] in ("PySide6", "shiboken6"):
            raise ImportError(name)
sys.meta_path.insert(0, Block())
import hcpcs_desktop
for module in pkgutil.walk_packages(hcpcs_desktop.__path__, "hcpcs_desktop.", onerror=lambda _: None):
    if not module.name.startswith("hcpcs_desktop.ui") and not module.name.endswith("__main__"):
        importlib.import_module(module.name)
        print(module.name)
"""


def test_everything_below_the_window_imports_without_qt(data_dir: Path) -> None:
    done = run(folder=data_dir, code=BLOCKED)
    assert (done.returncode, done.stderr) == (0, "")
    assert "hcpcs_desktop.cli.main" in done.stdout.splitlines()


def test_the_program_itself_with_strange_words_and_a_plain_locale(data_dir: Path) -> None:
    done = run("explain", "caf\u00e9 \udcff", "--json", folder=data_dir)
    assert (done.returncode, done.stderr) == (1, "")
    assert said(done.stdout)["kind"] == "not_a_code"
    done = run("search", "zzzq\udcff", folder=data_dir)
    assert (done.returncode, done.stderr) == (1, "")


def test_a_reader_that_goes_away(data_dir: Path) -> None:
    code = LOADED.replace(
        "status = command_main",
        "import os; os.close(1); os.open(os.devnull, os.O_RDONLY)\nstatus = command_main",
    )
    done = run("export", folder=data_dir, code=code)
    assert "Traceback" not in done.stderr
