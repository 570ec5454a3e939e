"""Builds the text index of a state: one entry for each text of each code, in an order fit for every query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from hcpcs_desktop.cache.postings import LAYER
from hcpcs_desktop.cache.schema import INDEX, OLDER, filtered_facts, mask_of, shown_facts
from hcpcs_desktop.cache.terms import Terms
from hcpcs_desktop.cache.versions import release_ids
from hcpcs_desktop.codes.records import PlainName
from hcpcs_desktop.codes.release import newest_revisions
from hcpcs_desktop.search.indexing import index_words
from hcpcs_desktop.search.ranking import Standing, standing

_TITLE = 160
_OPENING = 11
_NO_NAME = ("", "", None, None, "")
_PLAIN = "SELECT code, name, indexed, added, ended, coverage FROM plain"


class Entry(NamedTuple):
    """One text of one code: its place in the order, its row of `doc` without the id, and its texts.

    `short` and `long` are CMS's, `ours` are the indexed words of our name and lay words. `attributes` are
    what filters ask for.
    """

    place: tuple[bool, Standing, int]
    doc: tuple[object, ...]
    short: str
    ours: str
    long: str
    attributes: tuple[str, ...]


class _Version(NamedTuple):
    """A text of a code with its facts in the newest release that has it; `place` orders releases."""

    place: int
    text: int
    facts: int


def build_index(db: sqlite3.Connection) -> None:
    """Build the tables `doc` and `term` anew from records and built-in names."""
    for statement in INDEX.split(";\n"):
        if statement.strip():
            db.execute(statement)
    entries = sorted(_entries(db))
    newest = sum(not entry.place[0] for entry in entries)
    numbered = [
        (number if number < newest else number - newest + OLDER, entry)
        for number, entry in enumerate(entries)
    ]
    db.executemany(
        "INSERT INTO doc VALUES (?,?,?,?,?,?,?,?,?,?,?)", [(number, *entry.doc) for number, entry in numbered]
    )
    layers = []
    for layer, members in groupby(numbered, lambda one: one[0] // LAYER):
        rows = sorted(_terms(members).rows(layer))
        db.executemany("INSERT INTO term VALUES (?,?,?,?,?)", rows)
        layers.append(layer)
    db.execute("INSERT OR REPLACE INTO meta VALUES ('layers', ?)", (" ".join(map(str, layers)),))
    db.execute("CREATE INDEX doc_code ON doc (code)")


def _terms(members: Iterable[tuple[int, Entry]]) -> Terms:
    """Return the words of a layer; the opening of a long text counts as a name.

    It names in full what the short text abbreviates.
    """
    terms = Terms()
    numbered = list(members)
    shorts = index_words([entry.short for _, entry in numbered])
    own = [entry.ours.split() for _, entry in numbered]
    longs = index_words([entry.long for _, entry in numbered])
    for (number, entry), named, ours, told in zip(numbered, shorts, own, longs, strict=True):
        within = {*named, *ours, *told[:_OPENING]}
        terms.add(number % LAYER, within, within.union(told))
        terms.mark(number % LAYER, entry.attributes)
    whole = (short for (_, entry), short in zip(numbered, shorts, strict=True) if not entry.long)
    terms.tell(set().union(*longs, *own, *whole))
    return terms


def _entries(db: sqlite3.Connection) -> Iterator[Entry]:
    texts = {row[0]: row[1:] for row in db.execute("SELECT id, short, long FROM text")}
    packed = dict(db.execute("SELECT id, packed FROM facts").fetchall())
    facts = {number: shown_facts(one) for number, one in packed.items()}
    plain = {row[0]: row[1:] for row in db.execute(_PLAIN)}
    versions = _versions(db)
    last = {kind: _last_place(versions, kind) for kind in ("code", "modifier")}
    for (kind, code), of_code in versions.items():
        own = plain.pop(code, _NO_NAME) if kind == "code" else _NO_NAME
        for version in of_code:
            name, ours = _of_meaning(own, facts[version.facts][0])
            short, long = texts[version.text]
            older = version is not of_code[0]
            key = standing(kind, code, long or short, facts[version.facts][1])
            official = _title(long or short) if name else ""
            shown = (version.place == last[kind], key.aside, official, _title(name or long or short))
            doc = (code, kind, version.text, *shown, *facts[version.facts])
            marks = attributes(kind, code, key, packed[version.facts])
            yield Entry((older, key, version.text), doc, short, ours, long, marks)
    for code, (name, ours, *days) in plain.items():
        key = standing("code", code, name, days[1])
        doc = (code, "code", None, True, key.aside, "", name, *days)
        marks = (*_marks("code", code, key), f"coverage={days[2]}")
        yield Entry((False, key, 0), doc, "", ours, "", marks)


def _of_meaning(own: tuple[str, str, str | None, str | None, str], added: str | None) -> tuple[str, str]:
    """Return our name and words, empty where they are of another code that has the same number."""
    name, ours, since = own[:3]
    return (name, ours) if PlainName("", name, "", "", since, None, "").speaks_of(added) else ("", "")


def attributes(kind: str, code: str, key: Standing, packed: str) -> tuple[str, ...]:
    """Return the attributes of an entry that filters ask for."""
    coverage, prices = filtered_facts(packed)
    return (*_marks(kind, code, key), f"coverage={coverage}", *(f"pricing={one}" for one in prices))


def _marks(kind: str, code: str, key: Standing) -> tuple[str, ...]:
    own = (f"kind={kind}",) if kind != "code" else (f"kind={kind}", f"section={code[0]}")
    over = ("over",) if key.over else ()
    return (*own, *over, "aside") if key.aside else (*own, *over)


def _last_place(versions: dict[tuple[str, str], list[_Version]], kind: str) -> int:
    """Return the place of the newest release that lists any code, or any modifier."""
    return max((one[0].place for (of, _), one in versions.items() if of == kind), default=-1)


def _title(text: str) -> str:
    if len(text) <= _TITLE:
        return text
    return text[:_TITLE].rsplit(" ", 1)[0] + "…"


def _versions(db: sqlite3.Connection) -> dict[tuple[str, str], list[_Version]]:
    """Return the texts of each kind and code, the newest first, each with its newest facts."""
    places = {"code": _places(db, "codes"), "modifier": _places(db, "modifiers")}
    newest_of: dict[tuple[str, bytes], int] = {}
    found: dict[tuple[str, str], list[_Version]] = {}
    for code, kind, text, facts, mask in db.execute("SELECT code, kind, text, facts, releases FROM record"):
        newest = newest_of.get((kind, mask))
        if newest is None:
            held = mask_of(mask)
            newest = max((place for bit, place in places[kind] if held & bit), default=-1)
            newest_of[kind, mask] = newest
        if newest >= 0:
            found.setdefault((kind, code), []).append(_Version(newest, text, facts))
    for key, versions in found.items():
        if len(versions) > 1:
            found[key] = _newest_of_each_text(versions)
    return found


def _places(db: sqlite3.Connection, counted: str) -> list[tuple[int, int]]:
    """Return bit and place in time of each release that answers: of a quarter the newest that lists any."""
    releases = release_ids(db)
    answering = newest_revisions(one for one in releases.values() if getattr(one, counted))
    order = {release: place for place, release in enumerate(answering)}
    return [(1 << number, order[release]) for number, release in releases.items() if release in order]


def _newest_of_each_text(versions: list[_Version]) -> list[_Version]:
    best: dict[int, _Version] = {}
    for version in sorted(versions, reverse=True):
        best.setdefault(version.text, version)
    return list(best.values())
