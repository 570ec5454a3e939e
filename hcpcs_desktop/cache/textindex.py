"""Finds codes by words, by number and by letters in the text index of the current state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import OLDER, unpack
from hcpcs_desktop.codes.records import CodeRecord

_DOCS = (
    "SELECT doc.id, doc.code, doc.kind, latest, short, long, packed, "
    "name, plain.ended, plain.added, plain.coverage "
    "FROM doc LEFT JOIN text ON text.id = doc.text LEFT JOIN facts ON facts.id = doc.facts "
    "LEFT JOIN plain ON plain.code = doc.code "
)


class Doc(NamedTuple):
    """One text of one code as the index holds it, with the newest record that has it.

    `record` is None where only the built-in set knows the code; `plain` is the plain name or None.
    """

    id: int
    code: str
    kind: str
    record: CodeRecord | None
    plain: str | None
    added: str | None
    ended: str | None
    coverage: str
    latest: bool


class TextIndex:
    """The searchable side of the state that `reader` reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def ids_of_words(self, match: str, *, limit: int, older: bool) -> list[int]:
        """Return the first index entries for an FTS5 expression, in standing order."""
        rows = self._reader.rows(
            "SELECT rowid FROM words WHERE words MATCH ? AND rowid < ? LIMIT ?",
            (match, _end(older=older), limit),
        )
        return [row[0] for row in rows]

    def count_words(self, match: str) -> int:
        """Return how many codes and modifiers answer an FTS5 expression by their newest text."""
        rows = self._reader.rows(
            "SELECT count(*) FROM words WHERE words MATCH ? AND rowid < ?", (match, OLDER)
        )
        return int(rows[0][0])

    def docs(self, ids: Sequence[int]) -> list[Doc]:
        """Return the index entries with these ids."""
        marks = ",".join("?" * len(ids))
        return [_doc(row) for row in self._reader.rows(_DOCS + f"WHERE doc.id IN ({marks})", ids)]

    def docs_between(self, first: str, last: str, limit: int, *, older: bool = False) -> list[Doc]:
        """Return the newest entries of the codes from `first` to `last`, by code; all entries if `older`."""
        rows = self._reader.rows(
            _DOCS
            + "WHERE doc.code BETWEEN ? AND ? AND doc.id < ? AND doc.kind = 'code' ORDER BY doc.code LIMIT ?",
            (first, last, _end(older=older), limit),
        )
        return [_doc(row) for row in rows]

    def count_between(self, first: str, last: str) -> int:
        """Return how many codes lie from `first` to `last`."""
        statement = "SELECT count(*) FROM doc WHERE code BETWEEN ? AND ? AND id < ? AND kind = 'code'"
        return int(self._reader.rows(statement, (first, last, OLDER))[0][0])

    def docs_of(self, codes: Sequence[str], *, older: bool = False) -> list[Doc]:
        """Return the newest entries of these codes and modifiers; all entries if `older`."""
        marks = ",".join("?" * len(codes))
        statement = _DOCS + f"WHERE doc.code IN ({marks}) AND doc.id < ?"
        return [_doc(row) for row in self._reader.rows(statement, (*codes, _end(older=older)))]

    def docs_containing(self, text: str, limit: int) -> list[Doc]:
        """Return the newest entries whose official texts contain `text` anywhere, in standing order."""
        statement = (
            _DOCS
            + "WHERE doc.id < ? AND (instr(lower(short), ?) OR instr(lower(long), ?)) ORDER BY doc.id LIMIT ?"
        )
        return [_doc(row) for row in self._reader.rows(statement, (OLDER, text, text, limit))]


def _end(*, older: bool) -> int:
    return OLDER * 2 if older else OLDER


def _doc(row: tuple[Any, ...]) -> Doc:
    number, code, kind, latest, short, long, packed, plain, ended, added, coverage = row
    if packed is None:
        return Doc(number, code, kind, None, plain, added, ended, coverage, True)
    record = CodeRecord(code, kind, short, long, *unpack(packed))
    return Doc(
        number,
        record.code,
        record.kind,
        record,
        plain,
        record.added,
        record.ended,
        record.coverage,
        bool(latest),
    )
