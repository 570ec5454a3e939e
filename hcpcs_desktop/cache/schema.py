"""The tables of one state of the cache, and how a record's fields are packed into one text."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.search.facts import Fact

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
-- the rows of CMS's lists of corrections; 'packed' is what follows the code in a correction
CREATE TABLE correction (
    code TEXT NOT NULL, release INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL,
    packed TEXT NOT NULL, PRIMARY KEY (code, release, file, line)
) WITHOUT ROWID;
-- a transaction report as one compressed text: it is asked for as a whole, and seldom
CREATE TABLE report (release INTEGER PRIMARY KEY, packed BLOB NOT NULL);
-- the files beside a release, each with how many notes, codes or rows it gave
CREATE TABLE companion (
    release INTEGER NOT NULL, kind TEXT NOT NULL, file TEXT NOT NULL, rows INTEGER NOT NULL,
    PRIMARY KEY (release, kind, file)
) WITHOUT ROWID;
-- what people type for the words of texts; 'key' is a stem of the fact's rarest word, 'size' counts its words
CREATE TABLE fact (number INTEGER PRIMARY KEY, size INTEGER NOT NULL, packed TEXT NOT NULL);
CREATE TABLE fact_key (key TEXT NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (key, number)) WITHOUT ROWID;
CREATE TABLE fact_word (word TEXT PRIMARY KEY, own INTEGER NOT NULL) WITHOUT ROWID;
-- 'indexed' are the words of name and words as the index has them, so that a load need not find them
CREATE TABLE plain (
    code TEXT PRIMARY KEY, name TEXT NOT NULL, words TEXT NOT NULL, hint TEXT NOT NULL,
    added TEXT, ended TEXT, coverage TEXT NOT NULL, indexed TEXT NOT NULL
) WITHOUT ROWID;
"""

INDEX = """
DROP TABLE IF EXISTS doc;
DROP TABLE IF EXISTS term;
-- what a hit shows and what ranking looks at, so that a keystroke reads this table and 'term' alone.
-- 'official' is the opening of the official text where the title is a plain name;
-- 'latest' tells that the newest release with such records lists it; ids follow the order
-- that holds whatever was asked; texts of older releases begin at OLDER
CREATE TABLE doc (
    id INTEGER PRIMARY KEY, code TEXT NOT NULL, kind TEXT NOT NULL, text INTEGER,
    latest INTEGER NOT NULL, aside INTEGER NOT NULL, official TEXT NOT NULL,
    title TEXT NOT NULL, added TEXT, ended TEXT, coverage TEXT NOT NULL
);
-- the entries of a layer (id / LAYER) that hold a word, by its forms: in the names, anywhere;
-- 'own' counts those with exactly this word, where more than a short text has it;
-- 'word' may also be a beginning (with *) or an attribute (with #)
CREATE TABLE term (
    word TEXT NOT NULL, layer INTEGER NOT NULL, own INTEGER NOT NULL,
    names BLOB NOT NULL, anywhere BLOB NOT NULL, PRIMARY KEY (word, layer)
) WITHOUT ROWID;
"""

OLDER = 1 << 22
"""The first id of texts that only older releases hold."""

FINGERPRINT, STAMP = "builtin", "builtin files"
"""The keys in `meta` of the checksum of what the built-in tables hold, and of their sizes and times."""

_FIELD = "\x1f"
_ITEM = "\x1e"
_FACTS = CodeRecord._fields[4:]
_LISTS = frozenset(
    index for index, name in enumerate(_FACTS) if isinstance(CodeRecord._field_defaults[name], tuple)
)
_DATES = frozenset(index for index, name in enumerate(_FACTS) if CodeRecord._field_defaults[name] is None)

_ADDED = _FACTS.index("added")
_ENDED = _FACTS.index("ended")
_PRICING = _FACTS.index("pricing")
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


def pack_fact(fact: Fact) -> str:
    """Return a fact of search as one text."""
    means = _ITEM.join(" ".join(one) for one in fact.means)
    return _FIELD.join((fact.term, " ".join(fact.words), means, " ".join(fact.codes), fact.kind, fact.note))


@lru_cache(maxsize=4096)
def unpack_fact(packed: str) -> Fact:
    """Return the fact that `pack_fact` made a text of."""
    term, words, means, codes, kind, note = packed.split(_FIELD)
    alternatives = tuple(tuple(one.split()) for one in means.split(_ITEM)) if means else ()
    return Fact(term, tuple(words.split()), alternatives, tuple(codes.split()), kind, note)


def shown_facts(packed: str) -> tuple[str | None, str | None, str]:
    """Return added date, end date and coverage of fields that `pack` made a text of."""
    fields = packed.split(_FIELD)
    return (fields[_ADDED] or None, fields[_ENDED] or None, fields[_COVERAGE])


def day_facts(packed: str) -> CodeRecord:
    """Return dates, coverage and pricing of fields that `pack` made a text of, as a bare record."""
    added, ended, coverage = shown_facts(packed)
    prices = filtered_facts(packed)[1]
    return CodeRecord("", "code", "", "", pricing=prices, coverage=coverage, added=added, ended=ended)


def filtered_facts(packed: str) -> tuple[str, tuple[str, ...]]:
    """Return coverage and pricing indicators of fields that `pack` made a text of."""
    fields = packed.split(_FIELD)
    prices = fields[_PRICING]
    return fields[_COVERAGE], tuple(prices.split(_ITEM)) if prices else ()


def mask_bytes(mask: int) -> bytes:
    """Return a set of release numbers, one bit each, as bytes."""
    return mask.to_bytes((mask.bit_length() + 7) // 8 or 1, "little")


def mask_of(data: bytes) -> int:
    """Return the set of release numbers that `mask_bytes` wrote."""
    return int.from_bytes(data, "little")
