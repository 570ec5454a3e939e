"""Finds entries by words, by number and by letters in the text index of the current state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from hcpcs_desktop.cache.postings import LAYER, bits, counted, unpacked
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import OLDER, unpack_fact
from hcpcs_desktop.cache.terms import ATTRIBUTE, BEGINNING
from hcpcs_desktop.search.facts import Fact
from hcpcs_desktop.search.matching import NOWHERE, Posting
from hcpcs_desktop.search.stemming import EITHER, stems

_DOC = (
    "SELECT doc.id, doc.code, doc.kind, doc.text, latest, aside, official, "
    "title, added, ended, coverage FROM doc "
)
_TERM = "SELECT word, names, anywhere FROM term WHERE layer = ? AND "
_KEYED = "FROM fact_key JOIN fact USING (number)"
_LAST = "\U0010ffff"
_KEPT = 4_000
_AT_ONCE = 10_000
"""Words asked for in one statement; SQLite takes some 32,000 values."""

_FACTS = 32
_SHORTEST_START = 3


class Doc(NamedTuple):
    """One text of one code: what a hit shows and what ranking looks at.

    `id` follows the standing order. `text` is None where only the built-in set knows the code. `latest`
    tells that the newest release with such records lists it in this form. `aside` marks accessories and
    measures of quality. `official` is the opening of the official text where `title` is a plain name.
    """

    id: int
    code: str
    kind: str
    text: int | None
    latest: bool
    aside: bool
    official: str
    title: str
    added: str | None
    ended: str | None
    coverage: str


class Layer:
    """One layer of the index: sets of entries as bits, numbered from the layer's first id.

    What was read is kept for the next keystroke.
    """

    def __init__(self, reader: Reader, number: int) -> None:
        self._reader = reader
        self.number = number
        self._first = number * LAYER
        self._rows: dict[str, Posting] = {}
        self._beginnings: dict[str, Posting] = {}
        self._docs: dict[int, Doc] = {}
        self._codes: dict[tuple[str, ...], int] = {}

    def fetch(self, wanted: Iterable[str]) -> None:
        """Read the rows of many words at once."""
        missing = {stem for word in wanted for stem in stems(word)}.difference(self._rows)
        if not missing:
            return
        if len(self._rows) > _KEPT:
            self._rows.clear()
        self._rows.update(dict.fromkeys(missing, NOWHERE))
        marks = ",".join("?" * len(missing))
        rows = self._reader.rows(f"{_TERM} word IN ({marks})", (self.number, *missing))
        self._rows.update((row[0], _posting(row)) for row in rows)

    def whole(self, word: str) -> Posting:
        """Return the entries with a form of `word`."""
        return _united([self._row(stem) for stem in stems(word)])

    def frequencies(self, words: Iterable[str]) -> dict[str, int]:
        """Return for each word how many entries hold it, by its most frequent form; nothing is kept."""
        forms = {word: stems(word) for word in words}
        wanted = sorted({stem for one in forms.values() for stem in one})
        found: dict[str, int] = {}
        for first in range(0, len(wanted), _AT_ONCE):
            part = wanted[first : first + _AT_ONCE]
            marks = ",".join("?" * len(part))
            statement = f"SELECT word, anywhere FROM term WHERE layer = ? AND word IN ({marks})"
            found.update(
                (row[0], counted(row[1])) for row in self._reader.rows(statement, (self.number, *part))
            )
        return {word: max(found.get(stem, 0) for stem in one) for word, one in forms.items()}

    def has(self, word: str) -> bool:
        """Tell whether a text holds a form of `word`."""
        return bool(self.whole(word).anywhere)

    @cached_property
    def everything(self) -> int:
        """All entries of the layer."""
        return self.where("1", ())

    @cached_property
    def size(self) -> int:
        """How many entries the layer holds."""
        bounds = (self._first, self._first + LAYER - 1)
        return int(self._reader.rows("SELECT count(*) FROM doc WHERE id BETWEEN ? AND ?", bounds)[0][0])

    def _row(self, key: str) -> Posting:
        if key not in self._rows:
            self.fetch((key,))
        return self._rows[key]

    def beginning(self, start: str) -> Posting:
        """Return the entries with a word that begins with `start`."""
        start = start.removeprefix(EITHER)
        found = self._beginnings.get(start)
        if found is None:
            if len(self._beginnings) > _KEPT:
                self._beginnings.clear()
            found = self._beginnings[start] = self._read_beginning(start)
        return found

    def _read_beginning(self, start: str) -> Posting:
        rows = self._reader.rows(f"{_TERM} word = ?", (self.number, start + BEGINNING))
        if not rows:
            rows = self._reader.rows(
                f"{_TERM} own > 0 AND word BETWEEN ? AND ?", (self.number, start, start + _LAST)
            )
        return _united([_posting(row) for row in rows])

    def inside(self, letters: str) -> int:
        """Return the entries with a word that has `letters` behind its first."""
        statement = f"{_TERM} own > 0 AND instr(word, ?) > 1"
        return _united(
            [_posting(row) for row in self._reader.rows(statement, (self.number, letters))]
        ).anywhere

    def attribute(self, name: str) -> int:
        """Return the entries with an attribute such as ``coverage=C``."""
        return self._row(ATTRIBUTE + name).anywhere

    def with_codes(self, codes: Sequence[str]) -> int:
        """Return the entries of these codes and modifiers."""
        wanted = tuple(codes)
        if wanted not in self._codes:
            if len(self._codes) > _KEPT:
                self._codes.clear()
            self._codes[wanted] = self.where(f"code IN ({','.join('?' * len(wanted))})", wanted)
        return self._codes[wanted]

    def where(self, condition: str, values: Sequence[object]) -> int:
        """Return the entries for which a condition on the table `doc` holds."""
        statement = f"SELECT id FROM doc WHERE id BETWEEN ? AND ? AND {condition}"
        rows = self._reader.rows(statement, (self._first, self._first + LAYER - 1, *values))
        return bits([row[0] - self._first for row in rows] or [])

    def docs(self, numbers: Sequence[int]) -> list[Doc]:
        """Return the entries with these numbers, in this order."""
        missing = [self._first + number for number in numbers if number not in self._docs]
        if missing:
            if len(self._docs) > _KEPT:
                self._docs.clear()
                missing = [self._first + number for number in numbers]
            marks = ",".join("?" * len(missing))
            for doc in _docs(self._reader.rows(f"{_DOC} WHERE id IN ({marks})", missing)):
                self._docs[doc.id - self._first] = doc
        return [self._docs[number] for number in numbers]


class TextIndex:
    """The searchable side of the state that `reader` reads."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._state: Path | None = None
        self._layers: list[Layer] = []
        self._newest = 0
        self._facts: dict[str, list[tuple[int, Fact]]] = {}

    def layers(self, *, older: bool) -> list[Layer]:
        """Return the layers of the newest texts, with those of older texts if `older`."""
        self._reader.refresh()
        if self._reader.path != self._state:
            numbers = self._reader.rows("SELECT value FROM meta WHERE key = 'layers'")[0][0].split()
            self._layers = [Layer(self._reader, int(number)) for number in numbers]
            self._newest = sum(int(number) * LAYER < OLDER for number in numbers)
            self._facts = {}
            self._state = self._reader.path
        return self._layers if older else self._layers[: self._newest]

    def facts(self, query: Sequence[str], *, unfinished: bool) -> list[Fact]:
        """Return the shipped facts that may fire for these words; the last may be a beginning."""
        self.layers(older=False)
        if len(self._facts) > _KEPT:
            self._facts.clear()
        wanted = dict.fromkeys(stem for word in query for stem in stems(word))
        missing = [stem for stem in wanted if stem not in self._facts]
        if missing:
            self._read_facts(missing)
        count = len(query)
        found = [fact for stem in wanted for size, fact in self._facts[stem] if size <= count]
        if unfinished and query and len(query[-1]) >= _SHORTEST_START:
            found += self._beginning_facts(query[-1], count)
        return list(dict.fromkeys(found))

    def in_a_fact(self, word: str, *, unfinished: bool) -> bool:
        """Tell whether a shipped fact has `word`, or one that begins so if `unfinished`."""
        forms = stems(word)
        marks = ",".join("?" * len(forms))
        if self._reader.rows(f"SELECT 1 FROM fact_word WHERE word IN ({marks}) LIMIT 1", forms):
            return True
        beginning = "SELECT 1 FROM fact_word WHERE word BETWEEN ? AND ? LIMIT 1"
        return unfinished and bool(self._reader.rows(beginning, (word, word + _LAST)))

    def _read_facts(self, missing: Sequence[str]) -> None:
        self._facts.update((stem, []) for stem in missing)
        marks = ",".join("?" * len(missing))
        statement = f"SELECT key, size, packed {_KEYED} WHERE key IN ({marks}) ORDER BY number"
        for key, size, packed in self._reader.rows(statement, tuple(missing)):
            self._facts[key].append((size, unpack_fact(packed)))

    def _beginning_facts(self, start: str, count: int) -> list[Fact]:
        statement = f"SELECT packed {_KEYED} WHERE key > ? AND key <= ? AND size <= ? LIMIT ?"
        values = (start, start + _LAST, count, _FACTS)
        return [unpack_fact(row[0]) for row in self._reader.rows(statement, values)]

    def spellings(self, first: str, shortest: int, longest: int) -> list[str]:
        """Return the words of texts and facts that begin with the letter `first`, of a length."""
        bounds = (first, first + _LAST, shortest, longest)
        statement = (
            "SELECT word FROM term WHERE own > 0 AND word BETWEEN ?1 AND ?2 "
            "AND length(word) BETWEEN ?3 AND ?4 "
            "UNION SELECT word FROM fact_word WHERE own AND word BETWEEN ?1 AND ?2 "
            "AND length(word) BETWEEN ?3 AND ?4"
        )
        return [row[0] for row in self._reader.rows(statement, bounds)]

    def between(self, first: str, last: str, *, limit: int = -1, older: bool = False) -> list[Doc]:
        """Return the newest entries of the codes from `first` to `last`, all entries if `older`.

        By code, those that are over behind the others, and at most `limit` (all if negative).
        """
        where = (
            "WHERE doc.code BETWEEN ? AND ? AND doc.id < ? AND doc.kind = 'code' "
            "ORDER BY doc.ended IS NOT NULL, doc.code LIMIT ?"
        )
        return _docs(self._reader.rows(_DOC + where, (first, last, _end(older=older), limit)))

    def ids_between(self, first: str, last: str) -> list[int]:
        """Return the ids of all entries of the codes from `first` to `last`, by code."""
        statement = "SELECT id FROM doc WHERE code BETWEEN ? AND ? AND kind = 'code' ORDER BY code"
        return [row[0] for row in self._reader.rows(statement, (first, last))]

    def docs(self, ids: Sequence[int]) -> list[Doc]:
        """Return the entries with these ids, in this order."""
        found = {doc.id: doc for doc in _docs(self._reader.rows(f"{_DOC} WHERE id IN ({_marks(ids)})", ids))}
        return [found[number] for number in ids]

    def around(
        self, code: str, most: int, *, listed: bool, older: bool = False
    ) -> tuple[list[Doc], list[Doc]]:
        """Return the newest entries of the same letter before and behind `code`, nearest first.

        At most `most` on either side; all entries if `older`; if `listed`, only what a release lists.
        """
        known = "AND doc.text IS NOT NULL " if listed else ""
        end = _end(older=older)
        where = "WHERE doc.code > ? AND doc.code < ? AND doc.id < ? AND doc.kind = 'code' "
        statement = f"{_DOC} {where} {known} ORDER BY doc.code {{}} LIMIT ?"
        before = self._reader.rows(statement.format("DESC"), (code[0], code, end, most))
        behind = self._reader.rows(statement.format("ASC"), (code, code[0] + _LAST, end, most))
        return _docs(before), _docs(behind)

    def count_between(self, first: str, last: str) -> int:
        """Return how many codes lie from `first` to `last`."""
        statement = "SELECT count(*) FROM doc WHERE code BETWEEN ? AND ? AND id < ? AND kind = 'code'"
        return int(self._reader.rows(statement, (first, last, OLDER))[0][0])

    def of_codes(self, codes: Sequence[str], *, older: bool = False) -> list[Doc]:
        """Return the newest entries of these codes and modifiers; all entries if `older`."""
        marks = ",".join("?" * len(codes))
        statement = _DOC + f"WHERE doc.code IN ({marks}) AND doc.id < ?"
        return _docs(self._reader.rows(statement, (*codes, _end(older=older))))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _posting(row: Sequence[Any]) -> Posting:
    return Posting(unpacked(row[1]), unpacked(row[2]))


def _united(found: Sequence[Posting]) -> Posting:
    if len(found) == 1:
        return found[0]
    names = anywhere = 0
    for one in found:
        names |= one.names
        anywhere |= one.anywhere
    return Posting(names, anywhere)


def _end(*, older: bool) -> int:
    return OLDER * 2 if older else OLDER


def _docs(rows: list[tuple[Any, ...]]) -> list[Doc]:
    return [Doc._make(row) for row in rows]
