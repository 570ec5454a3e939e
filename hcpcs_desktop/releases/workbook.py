"""Reads the release as a workbook (.xlsx, .xls) or as CSV of it (cms-files 3)."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

from hcpcs_desktop.codes.records import CodeRecord, Problem
from hcpcs_desktop.releases.assembly import Assembly, Row
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.facts import VITAL, date_problems, interpret
from hcpcs_desktop.releases.sheet_bounds import demand_bounded

_NEEDED = ("HCPC", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION", "ADD DT", "TERM DT")
_WIDTHS = {"PRICE": 2, "LABCERT": 3, "PROCNOTE": 4, "XREF": 5}
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

Cells = Sequence[object]


def read_workbook(data: bytes, file: str) -> tuple[list[CodeRecord], list[Problem]]:
    """Return the records of the first sheet of an .xlsx or .xls and what was put aside.

    Raises:
        RefusedFile: it is no workbook, has no header row that begins with HCPC, or is damaged.

    """
    return _read(sheet_rows(data), file)


def read_csv(data: bytes, file: str) -> tuple[list[CodeRecord], list[Problem]]:
    """Return the records of a workbook saved as CSV (UTF-8, else Windows-1252), as `read_workbook`."""
    return _read(csv_rows(data), file)


def sheet_rows(data: bytes) -> list[list[object]]:
    """Return the cells of the first sheet, row by row from the sheet's first row.

    Raises:
        RefusedFile: the bytes are no workbook that can be read.

    """
    return next(iter(sheets(data)), ("", []))[1]


def sheets(data: bytes) -> Iterator[tuple[str, list[list[object]]]]:
    """Return the name and the cells of each sheet in turn; a sheet that is not asked for is not read.

    Raises:
        RefusedFile: the bytes are no workbook that can be read.

    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only loads need it

    if zipfile.is_zipfile(io.BytesIO(data)):
        demand_bounded(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            cells = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, [list(row) for row in cells]
    except (CalamineError, ValueError, OSError, IndexError) as error:
        raise RefusedFile(f"It is no workbook that can be read ({error}). Get a fresh copy.") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own breakdown, no Exception
            raise
        raise RefusedFile("It is no workbook that can be read. Get a fresh copy.") from error


def csv_rows(data: bytes) -> list[list[object]]:
    """Return the cells of a CSV text.

    Raises:
        RefusedFile: a field is beyond all bounds.

    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as error:
        raise RefusedFile(
            f"It is no CSV that can be read ({error}). Save it again from the workbook."
        ) from error


def _read(rows: list[list[object]], file: str) -> tuple[list[CodeRecord], list[Problem]]:
    start = header_at(rows, "HCPC")
    if start is None:
        if rows and rows[0] and str(rows[0][0]).upper().startswith("HCPC;"):
            raise RefusedFile("Its columns are separated by semicolons. Save it as CSV with commas.")
        raise RefusedFile("It has no header row that begins with HCPC, so it is not CMS's release workbook.")
    header = [cell_text(cell).upper() for cell in rows[start]]
    missing = [name for name in _NEEDED if name not in header]
    if missing:
        raise RefusedFile(f"Its header lacks {', '.join(missing)}; get CMS's own workbook.", start + 1)
    assembly = Assembly(file)
    assembly.run(_Sheet(header, assembly).rows(rows[start + 1 :], start + 2))
    if not assembly.records:
        raise RefusedFile("It has the header of CMS's workbook, but no HCPCS record below it.")
    return assembly.records, assembly.problems


def header_at(rows: list[list[object]], first: str) -> int | None:
    """Return the index of the row whose first cell is `first`, None if there is none."""
    for index, row in enumerate(rows):
        if row and cell_text(row[0]).upper() == first:
            return index
    return None


def cell_text(cell: object) -> str:
    """Return a cell as the text it shows: whole numbers without a point, dates as YYYYMMDD."""
    if isinstance(cell, bool) or cell is None:
        return "" if cell is None else str(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return cell.strftime("%Y%m%d")
    return str(cell).strip()


class _Sheet:
    """Turns sheet rows under a header into rows of the assembly."""

    def __init__(self, header: list[str], assembly: Assembly) -> None:
        self._at = {name: index for index, name in enumerate(header) if name}
        self._assembly = assembly
        self._file = assembly.file

    def rows(self, rows: list[list[object]], first_number: int) -> Iterator[Row]:
        for number, cells in enumerate(rows, start=first_number):
            code, record_id = self._text(cells, "HCPC").upper(), self._text(cells, "RECID")
            if record_id in ("3", "4", "7", "8") and code:
                yield self._row(number, cells, code, record_id)
            elif any(cell_text(cell) for cell in cells):
                self._assembly.problems.append(
                    Problem(
                        self._file,
                        number,
                        "A row below the header is no record and was put aside.",
                        "Compare it with CMS's copy.",
                    )
                )

    def _row(self, number: int, cells: Cells, code: str, record_id: str) -> Row:
        long, short = self._text(cells, "LONG DESCRIPTION"), self._text(cells, "SHORT DESCRIPTION")
        if record_id in "48":
            return Row(number, code, None, record_id, long, "", ())
        facts, bad = interpret(self._facts(cells))
        self._assembly.problems += date_problems(self._file, number, code, bad)
        trusted = None if any(one.field in VITAL for one in bad) else facts
        return Row(number, code, None, record_id, long, short, trusted)

    def _facts(self, cells: Cells) -> dict[str, Sequence[str] | str]:
        def text(name: str) -> str:
            return self._text(cells, name)

        def several(name: str, count: int) -> list[str]:
            return [self._text(cells, f"{name}{number}") for number in range(1, count + 1)]

        return {
            "pricing": several("PRICE", 4),
            "multiple_pricing": text("MULT_PI"),
            "cim": several("CIM", 3),
            "mcm": several("MCM", 3),
            "statute": text("STATUTE"),
            "lab_certification": several("LABCERT", 8),
            "cross_reference": several("XREF", 5),
            "coverage": text("COV"),
            "asc_group": text("ASC_GRP"),
            "asc_date": _day(text("ASC_DT")),
            "mog_group": text("OPPS"),
            "mog_policy": text("OPPS_PI"),
            "mog_date": _day(text("OPPS_DT")),
            "processing_note": text("PROCNOTE"),
            "betos": text("BETOS"),
            "type_of_service": several("TOS", 5),
            "anesthesia_units": text("ANEST_BU"),
            "added": _day(text("ADD DT")),
            "action_effective": _day(text("ACT EFF DT")),
            "ended": _day(text("TERM DT")),
            "action": text("ACTION CD"),
        }

    def _text(self, cells: Cells, name: str) -> str:
        at = self._at.get(name)
        if at is None or at >= len(cells):
            return ""
        text = cell_text(cells[at])
        width = _WIDTHS.get(name.rstrip("0123456789"))
        return text.zfill(width) if width and text.isdigit() else text


def _day(text: str) -> str:
    """Return a date cell as YYYYMMDD; a spreadsheet may have turned it into month/day/year."""
    found = _SLASHED.fullmatch(text)
    if found:
        return f"{found[3]}{int(found[1]):02d}{int(found[2]):02d}"
    return text.replace("-", "")
