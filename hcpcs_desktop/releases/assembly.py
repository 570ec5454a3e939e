"""Puts the rows of a release file together into records; refuses a damaged file (cms-files 2.2 to 2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from hcpcs_desktop.codes.families import family_of, is_level_two
from hcpcs_desktop.codes.records import CodeRecord, Problem
from hcpcs_desktop.releases.errors import RefusedFile

_MODIFIER = re.compile(r"[A-Z0-9]{2}")
_HEADS = "37"
_STEP = 100
_KIND_OF: dict[str, Literal["code", "modifier"]] = {
    "3": "code",
    "4": "code",
    "7": "modifier",
    "8": "modifier",
}


class Row(NamedTuple):
    """One line of a release file: `sequence` is None where the format does not number its lines strictly.

    `long` is a piece of the long description; `facts` are the fields of `CodeRecord` from `pricing` on, None
    where they cannot be trusted and the row is to be put aside.
    """

    line: int
    code: str
    sequence: int | None
    record_id: str
    long: str
    short: str
    facts: tuple[object, ...] | None


class Assembly:
    """Collects rows into records in the file's order; `records` and `problems` fill while rows come."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.records: list[CodeRecord] = []
        self.problems: list[Problem] = []
        self._head: Row | None = None
        self._pieces: list[str] = []
        self._sequence: int | None = None
        self._skipping = ""
        self._last_code = ""
        self._in_codes = False

    def run(self, rows: Iterable[Row]) -> None:
        """Take all `rows`.

        Raises:
            RefusedFile: the rows are out of order, doubled or torn apart; it names the line.

        """
        for row in rows:
            if row.record_id in _HEADS:
                self._take_head(row)
            else:
                self._take_continuation(row)
        self._finish()

    def _take_head(self, row: Row) -> None:
        self._finish()
        if row.facts is None or not self._belongs(row):
            self._skipping = row.code
            return
        self._skipping = ""
        self._check_order(row)
        self._head, self._pieces, self._sequence = row, [row.long], row.sequence

    def _take_continuation(self, row: Row) -> None:
        if row.code == self._skipping:
            return
        head = self._head
        if head is None or row.code != head.code or _KIND_OF[row.record_id] != _KIND_OF[head.record_id]:
            raise self._damaged(row, f"a continuation of {row.code} does not follow its own first line")
        if row.sequence is not None and self._sequence is not None:
            if row.sequence != self._sequence + _STEP:
                raise self._damaged(row, f"the lines of {row.code} are not numbered without a gap")
            self._sequence = row.sequence
        self._pieces.append(row.long)

    def _belongs(self, row: Row) -> bool:
        """Tell whether the row is CMS's; a row that is not is put aside and told of."""
        kind = _KIND_OF[row.record_id]
        if kind == "modifier" and _MODIFIER.fullmatch(row.code):
            return True
        if kind == "code" and is_level_two(row.code):
            return True
        family = family_of(row.code)
        licensed = family is not None and family.code_set in ("CPT", "CDT")
        other = "not a Level II code" if kind == "code" else "no modifier, though its line is a modifier's,"
        what = f"a {family.code_set} code" if family is not None and licensed else other
        self.problems.append(
            Problem(
                self.file,
                row.line,
                f"{row.code} is {what} and does not belong in CMS's file; the row was put aside.",
                "Load the file as CMS publishes it if you expected this code.",
            )
        )
        return False

    def _check_order(self, row: Row) -> None:
        is_code = _KIND_OF[row.record_id] == "code"
        if self._in_codes and not is_code:
            raise self._damaged(row, f"modifier {row.code} stands after the codes have begun")
        if is_code and not self._in_codes:
            self._in_codes, self._last_code = True, ""
        if row.code == self._last_code:
            raise self._damaged(row, f"{row.code} is listed twice")
        if row.code < self._last_code:
            raise self._damaged(row, f"{row.code} stands after {self._last_code}, out of order")
        if row.sequence is not None and row.sequence != _STEP:
            raise self._damaged(row, f"the first line of {row.code} is missing")
        self._last_code = row.code

    def _finish(self) -> None:
        head, self._head = self._head, None
        if head is not None and head.facts is not None:
            long = " ".join(" ".join(self._pieces).split())
            short = " ".join(head.short.split())
            self.records.append(
                CodeRecord(head.code, _KIND_OF[head.record_id], short, long, *head.facts)  # type: ignore[arg-type] # facts are in field order
            )

    def _damaged(self, row: Row, what: str) -> RefusedFile:
        return RefusedFile(
            f"The file is damaged: in line {row.line} {what}. Get a fresh copy from CMS.", row.line
        )
