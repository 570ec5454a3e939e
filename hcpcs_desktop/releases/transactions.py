"""Reads CMS's transaction report: what each code and modifier went through in a release (cms-files 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hcpcs_desktop.codes.action_words import folded, letter_of
from hcpcs_desktop.codes.records import Change, Problem, TransactionReport
from hcpcs_desktop.releases.corrections import is_code_or_modifier
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.refusals import PRINTED
from hcpcs_desktop.releases.workbook import cell_text, csv_rows, sheets

Rows = list[list[object]]
_Pair = tuple[int, str, str]

_HEAD = re.compile(r"HCPCS?\s*/\s*MOD(IFIER)?( CODE)?|HCPCS?( CODE)?", re.IGNORECASE)
_LETTER = re.compile(r"[A-Z]")
_KEY = "key"
_MOST_PROBLEMS = 50
_NO_HEADER = "It has no header row that begins with HCPCS/MOD, so it is not CMS's transaction report."
_NO_ROW = "It has the header of CMS's transaction report, but no code or modifier with a change below it."
_PUT_ASIDE = "A row of the report names no Level II code or modifier, or no change, and was put aside."
_COMPARE = "Compare it with CMS's copy."


def read_transactions(data: bytes, name: str) -> tuple[TransactionReport, list[Problem]]:
    """Return the report by code, and the rows that were put aside; descriptions in it are not read.

    The words of each change get their letter from the report's own key, else from the usual words. Of a
    code that stands twice the first row counts.

    Raises:
        RefusedFile: it is a print edition, has no header row that begins with HCPCS/MOD, or no change.

    """
    rows, key = _table(data, name.lower())
    pairs = list(_pairs(rows))
    words = {code: text for _, code, text in reversed(pairs) if is_code_or_modifier(code) and text}
    if not words:
        raise RefusedFile(_NO_ROW)
    aside = [line for line, code, text in pairs if not (is_code_or_modifier(code) and text)]
    changes = {code: Change(letter_of(words[code], key), words[code]) for code in sorted(words)}
    problems = [Problem(name, line, _PUT_ASIDE, _COMPARE) for line in aside[:_MOST_PROBLEMS]]
    return TransactionReport(name, changes), problems


def _table(data: bytes, name: str) -> tuple[Rows, dict[str, str]]:
    """Return the rows of the changes and the key, which a CSV has not."""
    if name.endswith((".xlsx", ".xls")):
        return _book(data)
    if name.endswith(".csv"):
        return csv_rows(data), {}
    raise RefusedFile(PRINTED)


def _book(data: bytes) -> tuple[Rows, dict[str, str]]:
    """Return the sheet of the changes, by code where there is one, and the key.

    The sheet by action holds the same rows in another order, so only the first of the two is looked at.
    """
    changes: Rows | None = None
    by_code = False
    key: dict[str, str] = {}
    for name, rows in sheets(data):
        if _KEY in name.lower():
            key = _key(rows)
        elif not by_code and _start(rows) is not None:
            changes, by_code = rows, "hcpc" in name.lower()
    if changes is None:
        raise RefusedFile(_NO_HEADER)
    return changes, key


def _key(rows: Rows) -> dict[str, str]:
    """Return the letters of the sheet 'Action Code Key' by their folded words."""
    pairs = ((cell_text(row[0]).upper(), cell_text(row[1])) for row in rows if len(row) > 1)
    return {folded(words): letter for letter, words in pairs if _LETTER.fullmatch(letter) and words}


def _start(rows: Rows) -> int | None:
    return next((at for at, row in enumerate(rows) if row and _HEAD.fullmatch(cell_text(row[0]))), None)


def _pairs(rows: Rows) -> Iterator[_Pair]:
    """Return line, code and words of each row below the header that is not blank."""
    start = _start(rows)
    if start is None:
        raise RefusedFile(_NO_HEADER)
    for line, row in enumerate(rows[start + 1 :], start=start + 2):
        code, words = (cell_text(row[at]) if at < len(row) else "" for at in (0, 1))
        if code or words:
            yield line, code.upper(), " ".join(words.split())
