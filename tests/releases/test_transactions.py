"""CMS's transaction reports: invented ones in CMS's layout, damaged ones, and CMS's own."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.records import Change, TransactionReport
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.fixed_width import read_fixed_width
from hcpcs_desktop.releases.transactions import read_transactions
from tests.builders import book_of, csv_of, report_sheets, xlsx_of

NAME = "HCPC2026_JAN_Trans.xlsx"
CHANGES = {
    "ZQ": "ADD",
    "K9100": "Invented words for a new text",
    "K9101": "Payment Change",
    "K9102": "Oddity",
}
EXPECTED = {
    "K9100": Change("C", "Invented words for a new text"),
    "K9101": Change("P", "Payment Change"),
    "K9102": Change("", "Oddity"),
    "ZQ": Change("A", "ADD"),
}


def read(data: bytes, name: str = NAME) -> TransactionReport:
    return read_transactions(data, name)[0]


def test_the_sheet_by_code_with_the_key() -> None:
    found = read(book_of(report_sheets(CHANGES)))
    assert found == TransactionReport(NAME, EXPECTED)
    assert list(found.changes) == sorted(EXPECTED)


def test_the_order_of_the_sheets_does_not_matter() -> None:
    sheets = report_sheets(CHANGES)
    assert read(book_of(dict(reversed(sheets.items())))).changes == EXPECTED


def test_a_report_with_the_sheet_by_action_alone() -> None:
    sheets = report_sheets(CHANGES)
    assert read(book_of({"Changes by Action Code": sheets["Changes by Action Code"]})).changes == {
        **EXPECTED,
        "K9100": Change("", "Invented words for a new text"),
    }


@pytest.mark.parametrize("head", ["HCPCS/Modifier Code", "HCPCS/MOD", "HCPC/MOD", "hcpc / mod"])
def test_headings_of_all_years_below_a_preamble(head: str) -> None:
    rows = [["Invented note, K9100"], [], [head, "ACTION CD"], ["", ""], ["   ZQ", " Add "]]
    assert read(xlsx_of(rows)).changes == {"ZQ": Change("A", "Add")}
    assert read(csv_of([[str(cell) for cell in row] for row in rows]), "x.csv").changes == {
        "ZQ": Change("A", "Add")
    }


def test_rows_that_say_nothing_are_put_aside_and_told() -> None:
    rows = [
        ["HCPCS/MOD", "TYPE"],
        ["99213", "ADD"],
        ["K9100", ""],
        ["K9100", "ADD"],
        ["K9100", "Discontinued"],
    ]
    found, problems = read_transactions(xlsx_of(rows), NAME)
    assert found.changes == {"K9100": Change("A", "ADD")}
    assert [problem.line for problem in problems] == [2, 3]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"nothing", NAME, "no workbook"),
        (xlsx_of([["CODE", "ACTION"], ["K9100", "ADD"]]), NAME, "HCPCS/MOD"),
        (xlsx_of([["HCPCS/MOD", "TYPE"]]), NAME, "no code or modifier"),
        (b" HCPCS/MOD   TYPE OF CHANGE\r\n   K9100    ADD", "Changes_by_HCPC.prn", "print edition"),
        (b"", "x.csv", "HCPCS/MOD"),
    ],
)
def test_refused(data: bytes, name: str, words: str) -> None:
    with pytest.raises(RefusedFile, match=words):
        read_transactions(data, name)


@given(st.binary(max_size=300), st.sampled_from(["x.xlsx", "x.csv", "x.xls", "x.prn"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        found = read(data, name)
    except RefusedFile:
        return
    assert found.changes


COUNTS = {
    "2018": {"N": 6231, "A": 152, "P": 64, "C": 50, "D": 40, "S": 19, "F": 2},
    "2019": {"N": 6372, "A": 228, "C": 94, "D": 49, "P": 47, "S": 8, "F": 1, "B": 1},
    "2020": {"N": 6648, "A": 250, "D": 99, "C": 70, "P": 10, "S": 2},
}
NOT_TOLD = {"2018": {"L1"}, "2019": set(), "2020": set()}
"""Modifiers of the release that the report leaves out."""


@pytest.mark.realdata
@pytest.mark.parametrize("year", COUNTS)
def test_cms_own_reports_say_what_the_release_says(cms_data: Path, year: str) -> None:
    with zipfile.ZipFile(cms_data / f"{year}/{year}-Alpha-Numeric-HCPCS-File.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    (book,) = (name for name in files if "trans" in name.lower() and name.endswith(".xlsx"))
    (text,) = (name for name in files if "ANWEB" in name and name.endswith(".txt"))
    found, problems = read_transactions(files[book], book)
    records = {record.code: record.action for record in read_fixed_width(io.BytesIO(files[text]), text)[0]}
    letters = {code: change.letter for code, change in found.changes.items()}
    assert problems == []
    assert Counter(letters.values()) == COUNTS[year]
    assert {code: letter for code, letter in records.items() if code not in NOT_TOLD[year]} == letters
