"""CMS's lists of corrections: invented ones in CMS's layout, damaged ones, and CMS's own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.fields import meaning
from hcpcs_desktop.codes.records import CodeRecord, Correction
from hcpcs_desktop.codes.tables import rows as table
from hcpcs_desktop.releases.corrections import read_corrections
from hcpcs_desktop.releases.errors import RefusedFile
from tests.builders import book_of, corrections_rows, csv_of, xlsx_of

NAME = "V2_HCPC2026_Corrections.xlsx"
ROW: list[str | float] = [
    "K9100",
    "Invented  change ",
    "01/05/2026",
    "Inv",
    "Invented text",
    1.0,
    "C",
    "51",
    "20260105",
    "Inv remark",
]


def read(*rows: list[str | float]) -> tuple[Correction, ...]:
    return read_corrections(xlsx_of(corrections_rows(rows)), NAME)[0]


def test_a_row_in_full() -> None:
    fields = (
        ("short_description", "Inv"),
        ("long_description", "Invented text"),
        ("type_of_service", "1"),
        ("coverage", "C"),
        ("pricing", "51"),
        ("asc_date", "20260105"),
    )
    expected = Correction("K9100", "Invented change", "2026-01-05", fields, "Inv remark", NAME, 5)
    assert read(ROW) == (expected,)


@pytest.mark.parametrize("text", ["01/0/12019", "13/45/2026", "soon", ""])
def test_what_is_no_day_stays_as_it_stands(text: str) -> None:
    (found,) = read(["ZQ", "Removed in error", text])
    assert (found.code, found.effective, found.fields) == ("ZQ", text, ())


def test_a_heading_that_nothing_corresponds_to_keeps_its_words() -> None:
    rows: list[list[str]] = [
        ["code", "Action", "LC Scope", "", "Xref Code"],
        ["K9100", "Invented", "9", "lost", "K9101"],
    ]
    (found,), _ = read_corrections(csv_of(rows), "HCPC2026_Corrections.csv")
    assert found.fields == (("LC SCOPE", "9"), ("cross_reference", "K9101"))


def test_the_list_may_be_on_a_later_sheet() -> None:
    book = book_of({"Cover": [["Invented cover"]], "List": corrections_rows([ROW])})
    assert [one.code for one in read_corrections(book, NAME)[0]] == ["K9100"]


def test_rows_that_name_no_code_are_put_aside_and_told() -> None:
    book = xlsx_of(
        corrections_rows([["see below", "Invented"], [], ["99213", "Invented"], ROW, ["", "no code"]])
    )
    found, problems = read_corrections(book, NAME)
    assert [one.line for one in found] == [8]
    assert [problem.line for problem in problems] == [5, 7, 9]
    assert all(problem.remedy for problem in problems)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"nothing", NAME, "no workbook"),
        (b"", "HCPC2026_Corrections.csv", "begins with CODE"),
        (xlsx_of([["HCPCS", "LONG DESCRIPTION"], ["K9100", "x"]]), NAME, "begins with CODE"),
        (xlsx_of(corrections_rows([])), NAME, "no code or modifier"),
        (xlsx_of(corrections_rows([["99213", "x"]])), NAME, "no code or modifier"),
        (b" CODE ACTION\r\n K9100 Cut off", "HCPC2026_Corrections.prn", "print edition"),
    ],
)
def test_refused(data: bytes, name: str, words: str) -> None:
    with pytest.raises(RefusedFile, match=words):
        read_corrections(data, name)


@given(st.binary(max_size=300), st.sampled_from(["x.xlsx", "x.csv", "x.xls", "x.prn"]))
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    try:
        found, _ = read_corrections(data, name)
    except RefusedFile:
        return
    assert found


@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=6))
def test_any_cells_below_the_header(cells: list[list[str]]) -> None:
    try:
        found, _ = read_corrections(csv_of(corrections_rows([*cells, ROW])), "x.csv")  # type: ignore[arg-type] # numbers too
    except RefusedFile:
        return
    for one in found:
        assert all("\x1f" not in text and text == " ".join(text.split()) for _, text in one.fields)


def test_the_table_of_headings_names_fields_of_a_record() -> None:
    assert {row["field"] for row in table("structure/correction_columns.tsv")} <= set(CodeRecord._fields)


FILES = {
    "2018": {
        f"V{number}_HCPC2018_Corrections_ANWEB": count for number, count in enumerate((24, 28, 30, 28), 1)
    },
    "2019": {"HCPC2019_Corrections_ALPHA": 11, "HCPC2019_Corrections_ALPHA_v2": 3},
}


@pytest.mark.realdata
@pytest.mark.parametrize("year", FILES)
def test_cms_own_lists(cms_data: Path, year: str) -> None:
    with zipfile.ZipFile(cms_data / f"{year}/{year}-HCPCS-Alpha-Numeric-Corrections.zip") as archive:
        for name, count in FILES[year].items():
            found, problems = read_corrections(archive.read(f"{name}.xlsx"), f"{name}.xlsx")
            assert (len(found), problems) == (count, [])
            assert all(one.action for one in found)
            assert {key for one in found for key, _ in one.fields} <= set(CodeRecord._fields)
            known = [meaning(key, text) for one in found for key, text in one.fields if key == "coverage"]
            assert None not in known
            with pytest.raises(RefusedFile, match="print edition"):
                read_corrections(archive.read(f"{name}.prn"), f"{name}.prn")


@pytest.mark.realdata
def test_rows_of_cms_as_they_stand(cms_data: Path) -> None:
    data = (cms_data / "2019/2019-HCPCS-Alpha-Numeric-Corrections.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found, _ = read_corrections(archive.read("HCPC2019_Corrections_ALPHA.xlsx"), "a.xlsx")
        (removed, *_), _ = read_corrections(archive.read("HCPC2019_Corrections_ALPHA_v2.xlsx"), "b.xlsx")
    by_code = {one.code: one for one in found}
    assert by_code["Q5111"].effective == "01/0/12019"
    assert by_code["C1890"].comment == "Statute 1833(t)"
    assert dict(by_code["C9034"].fields) == {"cross_reference": "J1095"}
    assert dict(by_code["J2186"].fields)["type_of_service"] == "1"
    assert removed[:4] == ("DA", "Removed in error - add back to file", "2011-01-01", ())
