"""`hcpcs changes` and the workbook of `hcpcs export` (contract)."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from python_calamine import CalamineWorkbook

from tests.builders import Entry, a_few, save
from tests.cli.test_commands import LOADED, Hcpcs, hcpcs, run
from tests.cli.test_time import two

__all__ = ["hcpcs", "two"]

PAIR = ("changes", "2026-01", "2026-04")


def rows_of(path: Path) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def test_changes_for_people(two: Hcpcs) -> None:
    told = two(*PAIR).splitlines()
    assert told[0] == "What changed: CMS January 2026 to CMS April 2026"
    assert (
        told[1]
        == "1 code added, 1 discontinued, 1 gone from the file, 1 changed; 1 modifier gone from the file."
    )
    assert told[2] == "CMS's action letter disagrees with this comparison in 3 cases."
    headings = [line for line in told if line.endswith(")") and not line.startswith(" ")]
    assert headings == ["Added (1)", "Discontinued (1)", "Gone from the file (2)", "Changed (1)"]
    assert "       Official text: Invented outside transport, per mile -> Invented other transport" in told
    assert any(line.startswith("       CMS's letter is N (no change), but") for line in told)


def test_changes_as_a_document(two: Hcpcs) -> None:
    found = json.loads(two(*PAIR, "--json", "--what", "ended"))
    assert (found["old"], found["new"], found["direct"], found["reason"]) == (
        "2026-01",
        "2026-04",
        True,
        None,
    )
    assert found["asked"] == {"what": "ended", "field": None, "section": None, "favourites": None}
    assert found["counts"]["ended"] == 1
    assert found["sections"][0]["title"] == "Durable medical equipment"
    (entry,) = found["entries"]
    assert (entry["code"], entry["what"], entry["letter"]) == ("E0130", ["ended", "changed"], "N")
    assert entry["letter_means"] == "No change"
    assert entry["fields"][-1] == {"field": "ended", "old": None, "new": "2026-03-31"}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--section", "e"), ["E0100", "E0130", "E0135"]),
        (("--section", "modifiers"), ["LT"]),
        (("--field", "pricing"), ["E0130"]),
        (("--field", "long_description"), ["A0021"]),
        (("--what", "doubt"), ["A0021", "E0130", "E0135"]),
        (("--favourites",), []),
    ],
)
def test_only_what_is_asked_for(two: Hcpcs, words: tuple[str, ...], codes: list[str]) -> None:
    found = json.loads(two(*PAIR, "--json", *words))
    assert sorted(one["code"] for one in found["entries"]) == codes
    assert "Only this is shown: " in two(*PAIR, *words)


def test_tables(two: Hcpcs, tmp_path: Path) -> None:
    sheet, text = tmp_path / "é.xlsx", tmp_path / "é.csv"
    told = two(*PAIR, "--xlsx", str(sheet), "--csv", str(text), "--section", "E")
    assert told.splitlines() == [f"{text} written, 4 rows.", f"{sheet} written, 4 rows."]
    rows = list(csv.reader(io.StringIO(text.read_bytes().decode("utf-8-sig"), newline="")))
    assert rows_of(sheet) == rows
    assert rows[0][:6] == ["code", "kind", "what", "field", "old", "new"]
    assert [row[3] for row in rows[1:]] == ["", "Medicare pricing", "Ended", ""]
    assert rows[2][4] == "00"


@pytest.mark.usefixtures("qapp")
def test_a_pdf_is_written(two: Hcpcs, tmp_path: Path) -> None:
    path = tmp_path / "changes.pdf"
    assert two(*PAIR, "--pdf", str(path)) == f"{path} written, 1 page.\n"
    assert path.read_bytes().startswith(b"%PDF")


def test_qt_is_loaded_for_a_pdf_alone_and_needs_no_display(
    two: Hcpcs, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    done = run(*PAIR, "--csv", str(tmp_path / "c.csv"), folder=data_dir, code=LOADED)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    done = run(*PAIR, "--pdf", str(tmp_path / "c.pdf"), folder=data_dir, code=LOADED)
    assert done.returncode == 0, done.stderr
    assert "PySide6" in done.stderr
    assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("qapp")
def test_where_nothing_can_be_written(two: Hcpcs, tmp_path: Path) -> None:
    for option in ("--pdf", "--csv", "--xlsx"):
        assert "nowhere" in two(*PAIR, option, str(tmp_path / "nowhere" / "file"), status=3)


@pytest.mark.parametrize("words", [("--what", "new"), ("--field", "x"), ("--section", "EE"), ("--pdf",)])
def test_wrong_usage(two: Hcpcs, words: tuple[str, ...]) -> None:
    assert two(*PAIR, *words, status=2)


def test_a_release_that_is_not_loaded(two: Hcpcs) -> None:
    two("changes", "2026-01", "2019-01", status=1)
    two("changes", "2026-01", status=2)


def test_modifiers_that_cannot_be_told_of(hcpcs: Hcpcs, tmp_path: Path) -> None:
    for quarter in ("JAN", "APR"):
        hcpcs("import", str(save(tmp_path, f"HCPC2026_{quarter}_ANWEB.txt", [Entry("A0021")])))
    assert "hold no modifiers" in hcpcs(*PAIR)
    assert "Nothing differs." in hcpcs(*PAIR)


def test_export_as_a_workbook(hcpcs: Hcpcs, tmp_path: Path) -> None:
    hcpcs("import", str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", a_few(E0100="=1+1"))))
    path = tmp_path / "all.xlsx"
    assert hcpcs("export", "--format", "xlsx", "--out", str(path)) == ""
    rows = rows_of(path)
    assert rows == [*csv.reader(io.StringIO(hcpcs("export"), newline=""))]
    (cane,) = [row for row in rows if row[0] == "E0100"]
    assert cane[3] == "=1+1"
    assert "--out" in hcpcs("export", "--format", "xlsx", status=2)
