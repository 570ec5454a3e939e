"""Builds the text index of a state: one entry for each text of each code, in an order fit for every query."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from hcpcs_desktop.cache.schema import CONFIGURE, INDEX, OLDER, mask_of, shown_facts
from hcpcs_desktop.cache.versions import release_ids
from hcpcs_desktop.codes.release import newest_revisions
from hcpcs_desktop.search.ranking import Standing, standing

_TITLE = 160
_NO_NAME = ("", "")
_PLAIN = "SELECT code, name, words, added, ended, coverage FROM plain"

Entry = tuple[tuple[bool, Standing, int], tuple[object, ...], str, str]
"""The place of an entry, its row of `doc` without the id, and its two texts in `words`."""


class _Version(NamedTuple):
    """A text of a code with its facts in the newest release that has it; `place` orders releases."""

    place: int
    text: int
    facts: int


def build_index(db: sqlite3.Connection) -> None:
    """Build the tables `doc` and `words` anew from records and built-in names."""
    for statement in (*INDEX.split(";\n"), CONFIGURE):
        if statement.strip():
            db.execute(statement)
    entries = sorted(_entries(db))
    older = OLDER - sum(not place[0] for place, *_ in entries)
    docs, texts = [], []
    for number, (place, doc, names, long) in enumerate(entries, start=1):
        row = number + older if place[0] else number
        docs.append((row, *doc))
        texts.append((row, names, long))
    db.executemany("INSERT INTO doc VALUES (?,?,?,?,?,?,?,?,?,?,?)", docs)
    db.executemany("INSERT INTO words (rowid, names, long) VALUES (?,?,?)", texts)
    db.execute("CREATE INDEX doc_code ON doc (code)")


def _entries(db: sqlite3.Connection) -> Iterator[Entry]:
    texts = {row[0]: row[1:] for row in db.execute("SELECT id, short, long FROM text")}
    facts = {row[0]: shown_facts(row[1]) for row in db.execute("SELECT id, packed FROM facts")}
    plain = {row[0]: row[1:] for row in db.execute(_PLAIN)}
    versions = _versions(db)
    last = {kind: _last_place(versions, kind) for kind in ("code", "modifier")}
    for (kind, code), of_code in versions.items():
        name, lay = plain.pop(code, _NO_NAME)[:2] if kind == "code" else _NO_NAME
        for version in of_code:
            short, long = texts[version.text]
            older = version is not of_code[0]
            key = standing(kind, code, long or short, facts[version.facts][1])
            shown = (version.place == last[kind], key.aside, f"{short} {name}", _title(name or long or short))
            doc = (code, kind, version.text, *shown, *facts[version.facts])
            yield (older, key, version.text), doc, f"{short} {name} {lay}", long
    for code, (name, lay, *days) in plain.items():
        key = standing("code", code, name, days[1])
        yield (False, key, 0), (code, "code", None, True, key.aside, name, name, *days), f"{name} {lay}", ""


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
