"""The tables of one state of the cache, and how a record's fields are packed into one text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hcpcs_desktop.codes.records import CodeRecord

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE release (
    id INTEGER PRIMARY KEY, year INTEGER NOT NULL, month INTEGER NOT NULL, annual INTEGER NOT NULL,
    revision TEXT, file TEXT NOT NULL, loaded TEXT NOT NULL, codes INTEGER NOT NULL,
    modifiers INTEGER NOT NULL, rebuilt INTEGER NOT NULL, sha256 TEXT NOT NULL
);
CREATE TABLE text (id INTEGER PRIMARY KEY, short TEXT NOT NULL, long TEXT NOT NULL);
CREATE TABLE facts (id INTEGER PRIMARY KEY, packed TEXT NOT NULL);
-- one row a version of a record; bit N of 'releases' (little endian) is set where release N holds it
CREATE TABLE record (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL,
    text INTEGER NOT NULL, facts INTEGER NOT NULL, releases BLOB NOT NULL
);
CREATE INDEX record_code ON record (code);
CREATE TABLE note (
    number TEXT NOT NULL, text TEXT NOT NULL, releases BLOB NOT NULL, PRIMARY KEY (number, text)
) WITHOUT ROWID;
CREATE TABLE noc (code TEXT PRIMARY KEY, releases BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE plain (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, words TEXT NOT NULL, hint TEXT NOT NULL,
    added TEXT, ended TEXT, coverage TEXT NOT NULL
) WITHOUT ROWID;
"""

INDEX = """
DROP TABLE IF EXISTS doc;
DROP TABLE IF EXISTS words;
-- what a hit shows and what ranking looks at, so that a keystroke reads this table alone.
-- 'latest' tells that the newest release with such records lists it; ids follow the order
-- that holds whatever was asked; texts of older releases begin at OLDER
CREATE TABLE doc (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL, text INTEGER,
    latest INTEGER NOT NULL, aside INTEGER NOT NULL, names TEXT NOT NULL,
    title TEXT NOT NULL, added TEXT, ended TEXT, coverage TEXT NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5 (
    names, long, content='', detail='column', prefix='1 2 3', tokenize="unicode61 remove_diacritics 2"
);
"""

CONFIGURE = "INSERT INTO words (words, rank) VALUES ('hashsize', 67108864)"
"""Lets FTS5 gather all words before it writes: one segment, no merging, no free pages."""

OLDER = 10_000_000
"""The first id of texts that only older releases hold."""

_FIELD = "\x1f"
_ITEM = "\x1e"
_FACTS = CodeRecord._fields[4:]
_LISTS = frozenset(
    index for index, name in enumerate(_FACTS) if isinstance(CodeRecord._field_defaults[name], tuple)
)
_DATES = frozenset(index for index, name in enumerate(_FACTS) if CodeRecord._field_defaults[name] is None)

_ADDED = _FACTS.index("added")
_ENDED = _FACTS.index("ended")
_COVERAGE = _FACTS.index("coverage")


@lru_cache(maxsize=16384)
def pack(facts: tuple[object, ...]) -> str:
    """Return the fields of a record from `pricing` on as one text."""
    return _FIELD.join(_ITEM.join(one) if isinstance(one, tuple) else str(one or "") for one in facts)


@lru_cache(maxsize=16384)
def unpack(packed: str) -> tuple[Any, ...]:
    """Return the fields that `pack` made a text of."""
    return tuple(_value(index, text) for index, text in enumerate(packed.split(_FIELD)))


def _value(index: int, text: str) -> object:
    if index in _LISTS:
        return tuple(text.split(_ITEM)) if text else ()
    return (text or None) if index in _DATES else text


def shown_facts(packed: str) -> tuple[str | None, str | None, str]:
    """Return added date, end date and coverage of fields that `pack` made a text of."""
    fields = packed.split(_FIELD)
    return (fields[_ADDED] or None, fields[_ENDED] or None, fields[_COVERAGE])


def mask_bytes(mask: int) -> bytes:
    """Return a set of release numbers, one bit each, as bytes."""
    return mask.to_bytes((mask.bit_length() + 7) // 8 or 1, "little")


def mask_of(data: bytes) -> int:
    """Return the set of release numbers that `mask_bytes` wrote."""
    return int.from_bytes(data, "little")
