"""Reads CMS's lists of corrections to a release (cms-files 4); what they say is kept as CMS wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from typing import NamedTuple

from hcpcs_desktop.codes.families import is_level_two
from hcpcs_desktop.codes.records import Correction, Problem
from hcpcs_desktop.codes.tables import rows as table
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.refusals import PRINTED
from hcpcs_desktop.releases.workbook import cell_text, csv_rows, header_at, sheets

Cells = Sequence[object]

_MODIFIER = re.compile(r"[A-Z0-9]{2}")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BY_RULE = {"CODE", "ACTION", "EFF DATE", "COMMENTS"}
_MOST_PROBLEMS = 50
_NO_HEADER = "It has no header row that begins with CODE, so it is not CMS's list of corrections."
_NO_ROW = "It has the header of CMS's list of corrections, but no code or modifier below it."
_PUT_ASIDE = "A row below the header names no Level II code or modifier and was put aside."
_COMPARE = "Compare it with CMS's copy."


def is_code_or_modifier(text: str) -> bool:
    """Tell whether `text` has the shape of what CMS's file lists."""
    return is_level_two(text) or _MODIFIER.fullmatch(text) is not None


def read_corrections(data: bytes, name: str) -> tuple[tuple[Correction, ...], list[Problem]]:
    """Return the corrections of a workbook or CSV in the file's order, and the rows that were put aside.

    Raises:
        RefusedFile: it is a print edition, has no header row that begins with CODE, or no row below it.

    """
    rows, start = _sheet(data, name.lower())
    columns = _columns(rows[start])
    found = [one for at, cells in enumerate(rows[start + 1 :]) if (one := _read(columns, cells, at + start))]
    named = [one for one in found if is_code_or_modifier(one.code)]
    if not named:
        raise RefusedFile(_NO_ROW)
    aside = [one.line for one in found if not is_code_or_modifier(one.code)][:_MOST_PROBLEMS]
    problems = [Problem(name, line, _PUT_ASIDE, _COMPARE) for line in aside]
    return tuple(one._replace(file=name) for one in named), problems


def _sheet(data: bytes, name: str) -> tuple[list[list[object]], int]:
    """Return the cells of the sheet that holds the list, and the index of its header row."""
    if not name.endswith((".xlsx", ".xls", ".csv")):
        raise RefusedFile(PRINTED)
    found: Iterable[list[list[object]]] = (
        (csv_rows(data),) if name.endswith(".csv") else (rows for _, rows in sheets(data))
    )
    for rows in found:
        start = header_at(rows, "CODE")
        if start is not None:
            return rows, start
    raise RefusedFile(_NO_HEADER)


class _Columns(NamedTuple):
    """Where a list has what: the columns by their headings, those that give values in their order."""

    at: dict[str, int]
    values: tuple[tuple[str, int], ...]


def _columns(header: Cells) -> _Columns:
    at: dict[str, int] = {}
    for index, cell in enumerate(header):
        at.setdefault(" ".join(cell_text(cell).upper().split()), index)
    values = tuple((_fields().get(head, head), index) for head, index in at.items() if head not in _BY_RULE)
    return _Columns(at, tuple(one for one in values if one[0]))


def _read(columns: _Columns, cells: Cells, before: int) -> Correction | None:
    """Return a row as a correction, whatever its first cell holds; None for a blank row."""

    def text(heading: str) -> str:
        return _text(cells, columns.at.get(heading, len(cells)))

    given = ((name, _text(cells, index)) for name, index in columns.values)
    fields = tuple(pair for pair in given if pair[1])
    one = Correction(
        text("CODE").upper(), text("ACTION"), text("EFF DATE"), fields, text("COMMENTS"), "", before + 2
    )
    return one if any(one[:5]) else None


def _text(cells: Cells, index: int) -> str:
    """Return a cell with its white space folded; a day as ISO, what is no day as it stands."""
    if index >= len(cells):
        return ""
    cell = cells[index]
    if isinstance(cell, date):
        return cell.isoformat()[:10]
    text = " ".join(cell_text(cell).split())
    found = _SLASHED.fullmatch(text)
    if found:
        with suppress(ValueError):
            return date(int(found[3]), int(found[1]), int(found[2])).isoformat()
    return text


@cache
def _fields() -> dict[str, str]:
    return {row["heading"]: row["field"] for row in table("structure/correction_columns.tsv")}
