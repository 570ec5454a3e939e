"""A licensee's CPT files on the command line: loaded, listed, removed, and never written out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hcpcs_desktop.app import command_main
from tests.ama_files import NOTICE, TEXTS, save_all
from tests.builders import save


class Command:
    """Runs the command line in the test's data folder."""

    def __init__(self, data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._data_dir = data_dir
        self._capsys = capsys

    def __call__(self, *words: str, status: int = 0) -> str:
        """Return what it wrote, to whichever stream."""
        assert command_main(["--data-dir", str(self._data_dir), *words]) == status
        told = self._capsys.readouterr()
        assert "Traceback" not in told.err
        return told.out + told.err


@pytest.fixture
def hcpcs(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(data_dir, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return save_all(tmp_path / "ama")


def test_import_reports_each_file_and_shows_the_notice(hcpcs: Command, folder: Path) -> None:
    done = json.loads(hcpcs("import", str(folder), "--json"))
    keys = ("file", "kind", "release", "codes", "modifiers", "problems", "already")
    rows = [tuple(one[key] for key in keys) for one in done["imported"]]
    names = ("LONGULT.txt", "MEDU.txt", "SHORTU.txt")
    assert rows == [(str(folder / name), "ama", "2026", len(TEXTS), 0, [], False) for name in names]
    again = json.loads(hcpcs("import", str(folder / "MEDU.txt"), "--json"))
    assert [one["already"] for one in again["imported"]] == [True]
    told = hcpcs("import", str(folder))
    assert "LONGULT.txt: was there already, CPT file of 2026, long texts, 4 codes\n" in told
    assert told.count(NOTICE[0]) == 1


def test_releases_list_them(hcpcs: Command, folder: Path) -> None:
    assert json.loads(hcpcs("releases", "--json")) == {"releases": []}
    hcpcs("import", str(folder))
    found = json.loads(hcpcs("releases", "--json"))["licensed"]
    assert (found["year"], found["codes"]) == ("2026", len(TEXTS))
    assert [one["length"] for one in found["files"]] == ["long", "medium", "short"]
    assert "CPT © 2026 American Medical Association." in hcpcs("releases")
    assert "licensed files: LONGULT.txt, MEDU.txt, SHORTU.txt" in hcpcs("doctor")


def test_no_command_writes_the_wording(hcpcs: Command, folder: Path, tmp_path: Path) -> None:
    hcpcs("import", str(folder), str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt")))
    told = [
        hcpcs("explain", *TEXTS, *form) + hcpcs("search", code, *form) + hcpcs("export", *form)
        for form in ((), ("--json",))
        for code in TEXTS
    ]
    told += [hcpcs("export", "--release", "builtin"), hcpcs("doctor", "--json"), hcpcs("releases", "--json")]
    for text in TEXTS.values():
        assert not [one for one in told if text in one or text.upper()[:28] in one]
    found = json.loads(hcpcs("explain", "99213", "--json"))
    assert [found[f"{length}_description"] for length in ("long", "medium", "short")] == [None] * 3
    assert (found["licensed"], found["licence_notice"], found["description_source"]) == (False, None, None)
    assert found["licence"].startswith("CPT © 2026 American Medical Association.")
    assert found["licence"].endswith("shown in the window only.")
    assert found["status_reason"].startswith("Listed in your CPT file of 2026")


def test_remove_cpt(hcpcs: Command, folder: Path) -> None:
    assert "No CPT files are loaded" in hcpcs("remove", "cpt", status=1)
    hcpcs("import", str(folder))
    assert json.loads(hcpcs("remove", "CPT", "--json")) == {"removed": {"licensed": 3}}
    assert json.loads(hcpcs("releases", "--json")) == {"releases": []}
    hcpcs("import", str(folder))
    assert hcpcs("remove", "cpt") == "CPT files removed: 3.\n"


def test_the_help_names_both(capsys: pytest.CaptureFixture[str]) -> None:
    for command, word in (("remove", "cpt for all of your CPT files"), ("import", "LONGULT")):
        with pytest.raises(SystemExit):
            command_main([command, "--help"])
        assert word in " ".join(capsys.readouterr().out.split())
