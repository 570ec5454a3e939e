"""Writes tables as CSV or as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WIDEST = 60
_MARGIN = 2

Row = Sequence[str]


def as_csv(rows: Iterable[Row]) -> bytes:
    """Return rows as CSV in UTF-8 with a mark at the beginning, by which spreadsheets know the encoding.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    file = io.StringIO(newline="")
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """Return a cell so that no spreadsheet calculates it.

    >>> harmless("=1+1"), harmless("0001")
    ("'=1+1", '0001')
    """
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_workbook(rows: Iterable[Row], name: str) -> bytes:
    """Return rows as a workbook with one sheet `name`, the first row fixed and in bold.

    Every cell is text: a code keeps its zeros, and nothing is a formula or a link.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - seldom needed

    file, listed = io.BytesIO(), [list(row) for row in rows]
    with Workbook(file, {"in_memory": True}) as book:
        sheet = book.add_worksheet(name)
        bold = book.add_format({"bold": True})
        for number, row in enumerate(listed):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, bold if number == 0 else None)
        sheet.freeze_panes(1, 0)
        for column, cells in enumerate(zip(*listed, strict=True)):
            sheet.set_column(column, column, min(_WIDEST, max(map(len, cells)) + _MARGIN))
    return file.getvalue()
