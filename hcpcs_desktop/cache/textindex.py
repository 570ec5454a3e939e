"""Finds codes by words, by number and by letters in the text index of the current state."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import OLDER

_DOC = (
    "SELECT doc.id, doc.code, doc.kind, doc.text, latest, aside, doc.names, "
    "title, added, ended, coverage FROM doc "
)


class Doc(NamedTuple):
    """One text of one code: what a hit shows and what ranking looks at.

    `id` follows the standing order. `text` is None where only the built-in set knows the code. `latest`
    tells that the newest release with such records lists it in this form. `aside` marks accessories and
    measures of quality. `names` are the short and the plain name.
    """

    id: int
    code: str
    kind: str
    text: int | None
    latest: bool
    aside: bool
    names: str
    title: str
    added: str | None
    ended: str | None
    coverage: str


class TextIndex:
    """The searchable side of the state that `reader` reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def by_words(self, match: str, *, limit: int, older: bool) -> list[Doc]:
        """Return the first entries for an FTS5 expression in standing order; `older` admits older texts."""
        rows = self._reader.rows(
            _DOC.replace("FROM doc", "FROM words JOIN doc ON doc.id = words.rowid")
            + "WHERE words MATCH ? AND words.rowid < ? LIMIT ?",
            (match, _end(older=older), limit),
        )
        return _docs(rows)

    def count_words(self, match: str) -> int:
        """Return how many codes and modifiers answer an FTS5 expression by their newest text."""
        statement = "SELECT count(*) FROM words WHERE words MATCH ? AND rowid < ?"
        return int(self._reader.rows(statement, (match, OLDER))[0][0])

    def between(self, first: str, last: str, limit: int, *, older: bool = False) -> list[Doc]:
        """Return the newest entries of the codes from `first` to `last`, by code; all entries if `older`."""
        where = (
            "WHERE doc.code BETWEEN ? AND ? AND doc.id < ? AND doc.kind = 'code' ORDER BY doc.code LIMIT ?"
        )
        return _docs(self._reader.rows(_DOC + where, (first, last, _end(older=older), limit)))

    def count_between(self, first: str, last: str) -> int:
        """Return how many codes lie from `first` to `last`."""
        statement = "SELECT count(*) FROM doc WHERE code BETWEEN ? AND ? AND id < ? AND kind = 'code'"
        return int(self._reader.rows(statement, (first, last, OLDER))[0][0])

    def of_codes(self, codes: Sequence[str], *, older: bool = False) -> list[Doc]:
        """Return the newest entries of these codes and modifiers; all entries if `older`."""
        marks = ",".join("?" * len(codes))
        statement = _DOC + f"WHERE doc.code IN ({marks}) AND doc.id < ?"
        return _docs(self._reader.rows(statement, (*codes, _end(older=older))))

    def containing(self, text: str, limit: int) -> list[Doc]:
        """Return the newest entries with `text` anywhere in names or official text, in standing order."""
        like = "%" + "".join(f"\\{one}" if one in "%_\\" else one for one in text) + "%"
        where = (
            "LEFT JOIN text ON text.id = doc.text WHERE doc.id < ? "
            "AND (doc.names LIKE ? ESCAPE '\\' OR long LIKE ? ESCAPE '\\') ORDER BY doc.id LIMIT ?"
        )
        return _docs(self._reader.rows(_DOC + where, (OLDER, like, like, limit)))


def _end(*, older: bool) -> int:
    return OLDER * 2 if older else OLDER


def _docs(rows: list[tuple[Any, ...]]) -> list[Doc]:
    return [Doc._make(row) for row in rows]
