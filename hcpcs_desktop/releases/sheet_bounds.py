"""Looks how far the sheets of a workbook reach before another reader makes room for every cell.

That reader keeps each sheet as one full table: a stray cell in the last corner of a sheet, which is some
hundred bytes in the file, asks for hundreds of gigabytes and ends the program.
"""

from __future__ import annotations

import re

from hcpcs_desktop.releases.archive import check_declared_sizes, member_names, read_member
from hcpcs_desktop.releases.errors import RefusedFile

MOST_CELLS = 5_000_000
"""Cells of one sheet with the blank ones between; CMS's largest has some 400,000."""
_TAG = rb"<(?:\w{1,9}:)?%s[^<>]{0,400}(?<!/)>"
_PLACED = rb"""%s\s(?:[^<>]{0,400}?\s)?r\s*=\s*["']%s["']"""
_FILLED = re.compile(_TAG % rb"c(?:\s|(?=>))")
_CELL = re.compile(_TAG % (_PLACED % (b"c", rb"([A-Za-z]{1,7})(\d{1,10})")))
_ROW = re.compile(_TAG % (_PLACED % (b"row", rb"(\d{1,10})")))


def demand_bounded(data: bytes) -> None:
    """Check the declared sizes of a workbook that is a zip, and how far its sheets reach.

    Raises:
        RefusedFile: it is damaged, or beyond the bounds.

    """
    check_declared_sizes(data)
    for name in member_names(data):
        if _reach(read_member(data, name)) > MOST_CELLS:
            raise RefusedFile(
                "A sheet of it reaches far beyond its table. Delete what stands below and beside the table, "
                "or get a fresh copy."
            )


def _reach(sheet: bytes) -> int:
    """Return how many cells the table has from the first row and column to the last that holds anything."""
    cells = _CELL.findall(sheet)
    columns = {letters.upper() for letters, _ in cells}
    rows = {row for _, row in cells}
    if len(_FILLED.findall(sheet)) > len(cells):  # a cell that does not say where it stands is in its row
        rows.update(_ROW.findall(sheet))
    return max(map(_number, columns), default=1) * max(map(int, rows), default=0)


def _number(letters: bytes) -> int:
    """Return the number of a column.

    >>> _number(b"A"), _number(b"AA"), _number(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
