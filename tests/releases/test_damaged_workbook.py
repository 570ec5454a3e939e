"""The workbook reader on odd cells, wrong headers and what is no workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.records import CodeRecord, Problem
from hcpcs_desktop.releases import archive
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.workbook import cell_text, read_csv, read_workbook
from tests.builders import HEADER, Entry, a_few, csv_of, row, sheet, xlsx_of, zip_of

NAME = "HCPC2026_JAN_ANWEB.xlsx"
Read = Callable[[list[list[str]]], tuple[list[CodeRecord], list[Problem]]]


def from_csv(rows: list[list[str]]) -> tuple[list[CodeRecord], list[Problem]]:
    return read_csv(csv_of(rows), NAME)


def from_xlsx(rows: list[list[str]]) -> tuple[list[CodeRecord], list[Problem]]:
    return read_workbook(xlsx_of(rows), NAME)


@pytest.fixture(params=[from_csv, from_xlsx])
def read(request: pytest.FixtureRequest) -> Read:
    """Return a reader of rows, through each form."""
    chosen: Read = request.param
    return chosen


def set_cell(cells: list[str], name: str, value: str) -> list[str]:
    return [value if one == name else cell for one, cell in zip(HEADER, cells, strict=True)]


def test_a_workbook(read: Read) -> None:
    records, problems = read(sheet(a_few()))
    assert problems == []
    assert [one.code for one in records] == ["LT", "ZZ", "A0021", "E0100", "E0130", "J0120"]
    assert records[2].pricing == ("00",)
    assert records[2].added == "2015-01-01"


@pytest.mark.parametrize("before", [0, 1, 10, 40])
def test_the_header_may_stand_lower(read: Read, before: int) -> None:
    rows = [["Invented disclaimer"], [""]] * before + sheet(a_few())
    assert read(rows) == read(sheet(a_few()))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no workbook"),
        (b"<html><table><tr><td>HCPC</td></tr></table></html>", "no workbook"),
        (bytes(range(256)) * 30, "no workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 4000, "no workbook"),
        (xlsx_of(sheet(a_few()))[:-60], "no workbook"),
        (zip_of({"anything.txt": b"x"}), "no workbook"),
        (zip_of({}), "no workbook"),
        (xlsx_of([["a", "b"], ["A0021", "x"]]), "no header row"),
        (xlsx_of([]), "no header row"),
        (xlsx_of([["HCPC", "LONG DESCRIPTION"]]), "header lacks RECID, SHORT DESCRIPTION, ADD DT, TERM DT"),
        (xlsx_of([HEADER]), "no HCPCS record below"),
    ],
)
def test_what_is_no_release_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(RefusedFile, match=words):
        read_workbook(data, NAME)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no header row"),
        (b"\x00\x01\x02", "no header row"),
        (csv_of(sheet(a_few())).decode().encode("utf-16"), "no header row"),
        (b'HCPC,"' + b"x" * 200_000 + b'"', "no CSV that can be read"),
        (b"HCPC;SEQNUM;RECID\r\n", "semicolons"),
    ],
)
def test_what_is_no_csv_of_a_release_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(RefusedFile, match=words):
        read_csv(data, NAME)


def test_a_bomb_in_the_form_of_a_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 1000)
    with pytest.raises(RefusedFile, match="would unpack"):
        read_workbook(xlsx_of(sheet(a_few())), NAME)


def with_cell(cell: str) -> bytes:
    """Return a workbook of a release with one more cell far from its table."""
    with zipfile.ZipFile(io.BytesIO(xlsx_of(sheet(a_few())))) as book:
        members = {name: book.read(name) for name in book.namelist()}
    name = "xl/worksheets/sheet1.xml"
    members[name] = members[name].replace(b"</sheetData>", f"{cell}</sheetData>".encode())
    return zip_of(members)


FAR = """<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"""


@pytest.mark.parametrize(
    "cell",
    [
        FAR,
        FAR.lower(),
        FAR.replace("row", "x:row").replace("<c", "<x:c").replace("</c", "</x:c"),
        """<row r='1048576'><c s="1" r = 'XFD1048576' t="n"><v>1</v></c></row>""",
        """<row r="1048576"><c><v>1</v></c></row>""",
    ],
)
def test_a_stray_cell_in_the_last_corner_is_refused_before_room_is_made(cell: str) -> None:
    with pytest.raises(RefusedFile, match="reaches far beyond its table"):
        read_workbook(with_cell(cell), NAME)


def test_a_blank_cell_in_the_last_corner_does_no_harm() -> None:
    blank = """<row r="1048576"><c r="XFD1048576" s="1"/></row>"""
    assert read_workbook(with_cell(blank), NAME) == from_xlsx(sheet(a_few()))


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        ([row(Entry("A0021")), row(Entry("A0021"))], 3, "listed twice"),
        ([row(Entry("B0021")), row(Entry("A0021"))], 3, "out of order"),
        ([row(Entry("A0021")), row(Entry("LT"))], 3, "after the codes"),
        ([set_cell(row(Entry("A0021")), "RECID", "4")], 2, "does not follow"),
    ],
)
def test_a_damaged_workbook_names_the_row(read: Read, rows: list[list[str]], line: int, words: str) -> None:
    with pytest.raises(RefusedFile, match=words) as raised:
        read([HEADER, *rows])
    assert raised.value.line == line


def test_a_text_over_two_rows_is_joined(read: Read) -> None:
    second = set_cell(set_cell([""] * len(HEADER), "HCPC", "A0021"), "RECID", "4")
    second = set_cell(second, "LONG DESCRIPTION", "and  more")
    (record,), problems = read([HEADER, row(Entry("A0021", "Invented")), second])
    assert (record.long_description, problems) == ("Invented and more", [])


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (["merged over the whole sheet"], "is no record"),
        (["", "", "", "only a text"], "is no record"),
        (set_cell(row(Entry("A0022")), "RECID", "9"), "is no record"),
        (set_cell(row(Entry("A0022")), "HCPC", ""), "is no record"),
        (row(Entry("D0120")), "a CDT code"),
        (row(Entry("99213")), "a CPT code"),
        (row(Entry("A0022", added="soon", effective="20150101")), "no date"),
    ],
)
def test_an_odd_row_is_put_aside_and_told(read: Read, odd: list[str], words: str) -> None:
    records, problems = read([HEADER, row(Entry("A0021")), odd, row(Entry("V0001"))])
    assert [one.code for one in records] == ["A0021", "V0001"]
    assert [(one.line, words in one.text) for one in problems] == [(3, True)]


def test_short_rows_wide_rows_and_blank_rows(read: Read) -> None:
    short = row(Entry("A0021"))[:6]
    wide = [*row(Entry("A0022")), "more", "and more"]
    records, problems = read([HEADER, short, [""], wide, []])
    assert [(one.code, one.added) for one in records] == [("A0021", None), ("A0022", "2015-01-01")]
    assert problems == []


def test_the_order_of_columns_does_not_matter(read: Read) -> None:
    order = sorted(range(1, len(HEADER)), key=lambda at: HEADER[at])
    turned = [[cells[0], *(cells[at] for at in order)] for cells in sheet(a_few())]
    assert read(turned) == read(sheet(a_few()))


@pytest.mark.parametrize("day", ["20180304", "2018-03-04", "3/4/2018", "03/04/2018"])
def test_dates_as_spreadsheets_write_them(read: Read, day: str) -> None:
    (record,), _ = read([HEADER, row(Entry("A0021", ended=day))])
    assert record.ended == "2018-03-04"


def test_numbers_get_their_leading_zeros_back() -> None:
    cells: list[Sequence[str | float]] = [HEADER]
    numbers: dict[str, str | float] = {
        "PRICE1": 0,
        "PROCNOTE": 17,
        "LABCERT1": 10,
        "ADD DT": 20180101.0,
        "RECID": 3,
    }
    cells.append([numbers.get(name, cell) for name, cell in zip(HEADER, row(Entry("A0021")), strict=True)])
    (record,), problems = read_workbook(xlsx_of(cells), NAME)
    assert problems == []
    assert (record.pricing, record.processing_note, record.lab_certification) == (("00",), "0017", ("010",))
    assert record.added == "2018-01-01"


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "True"),
        (3.0, "3"),
        (3.5, "3.5"),
        (float("inf"), "inf"),
        (17, "17"),
        (date(2018, 3, 4), "20180304"),
        (datetime(2018, 3, 4, 12), "20180304"),
        ("  A1 ", "A1"),
    ],
)
def test_cells(cell: object, text: str) -> None:
    assert cell_text(cell) == text


def test_windows_csv() -> None:
    data = csv_of(sheet([Entry("A0021", "Invented café")])).decode().encode("cp1252")
    assert read_csv(data, NAME)[0][0].long_description == "Invented café"


@given(st.lists(st.lists(st.text(max_size=6), max_size=5), max_size=6))
def test_no_rows_raise_anything_else(rows: list[list[str]]) -> None:
    full = [HEADER, row(Entry("A0021")), *rows, row(Entry("V0001"))]
    data = csv_of([[cell.replace("\x00", "") for cell in one] for one in full])
    try:
        records, _ = read_csv(data, NAME)
    except RefusedFile as refused:
        assert refused.line  # noqa: PT017 - a row that looks like a record may be out of place
    else:
        assert [one.code for one in records] == ["A0021", "V0001"]


@given(st.binary(max_size=400), st.integers(0, 3000))
def test_no_bytes_of_a_workbook_raise_anything_else(noise: bytes, at: int) -> None:
    data = bytearray(xlsx_of(sheet(a_few())))
    data[at : at + len(noise)] = noise
    try:
        records, _ = read_workbook(bytes(data), NAME)
    except RefusedFile as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right
    else:
        assert records
