"""Tables as files: text stays text, nothing is calculated, and a file is there whole or not at all."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from hcpcs_desktop.reference.sheets import as_csv, as_workbook, harmless

CELLS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=12)
ROWS = st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5)
HARMFUL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def read(content: bytes) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


@given(ROWS)
def test_csv_keeps_every_cell_but_harmful_ones(rows: list[list[str]]) -> None:
    text = as_csv(rows).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert found == [[harmless(cell) for cell in row] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in found for cell in row)


@pytest.mark.parametrize("cell", HARMFUL)
def test_what_would_be_calculated_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "0001", "E0143", "a=b", "'", "10 mg"])
def test_what_is_harmless_stays(cell: str) -> None:
    assert harmless(cell) == cell


def test_csv_names_its_encoding() -> None:
    assert as_csv([["é"]]).startswith(b"\xef\xbb\xbf")


def test_a_workbook_holds_text_alone() -> None:
    rows = [["code", "title"], ["0001", "=1+1"], ["E0143", "@x"], ["01", "https://invented.example"]]
    content = as_workbook(rows, "Changes")
    assert read(content) == rows
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert 't="s"' in sheet


def test_a_long_text_is_kept_whole() -> None:
    rows = [["code", "title"], ["G0556", "invented " * 500]]
    assert read(as_workbook(rows, "Changes")) == rows
