"""Builds the text index of a state: one entry for each text of each code, in an order fit for every query."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from hcpcs_desktop.cache.schema import ENDED, INDEX, OLDER, mask_of, unpack
from hcpcs_desktop.cache.versions import release_ids
from hcpcs_desktop.codes.release import newest_revisions
from hcpcs_desktop.search.ranking import standing


class _Version(NamedTuple):
    code: str
    kind: str
    text: int | None
    facts: int | None
    newest: int


class _Entry(NamedTuple):
    version: _Version
    names: str
    long: str
    ended: str | None
    current: bool
    latest: bool


def build_index(db: sqlite3.Connection) -> None:
    """Build the tables `doc` and `words` anew from records and built-in names."""
    for statement in INDEX.split(";\n"):
        if statement.strip():
            db.execute(statement)
    entries = sorted(_entries(db), key=_place)
    docs, words = [], []
    older = 0
    for number, entry in enumerate(entries, start=1):
        older = older or (0 if entry.current else number)
        place = number if entry.current else OLDER + number - older
        docs.append((place, *entry.version[:4], entry.latest))
        words.append((place, entry.names, entry.long))
    db.executemany("INSERT INTO doc VALUES (?,?,?,?,?,?)", docs)
    db.executemany("INSERT INTO words (rowid, names, long) VALUES (?,?,?)", words)
    db.execute("INSERT INTO words (words) VALUES ('optimize')")


def _place(entry: _Entry) -> tuple[object, ...]:
    version = entry.version
    return (not entry.current, *standing(version.kind, version.code, entry.long or entry.names, entry.ended))


def _entries(db: sqlite3.Connection) -> list[_Entry]:
    texts = {row[0]: row[1:] for row in db.execute("SELECT id, short, long FROM text")}
    packed = dict(db.execute("SELECT id, packed FROM facts"))
    plain = {row[0]: row[1:] for row in db.execute("SELECT code, name, words, ended FROM plain")}
    entries = []
    listed = set()
    versions = _texts_of_codes(db)
    last = {
        kind: max((one.newest for one, _ in versions if one.kind == kind), default=-1)
        for kind in ("code", "modifier")
    }
    for version, current in versions:
        listed.add(version.code)
        short, long = texts[version.text]
        name, words, _ = plain.get(version.code, ("", "", None))
        ended = unpack(packed[version.facts])[ENDED]
        entries.append(
            _Entry(
                version,
                f"{short} {name} {words}",
                long,
                ended,
                current,
                current and version.newest == last[version.kind],
            )
        )
    entries += [
        _Entry(_Version(code, "code", None, None, -1), f"{name} {words}", "", ended, True, True)
        for code, (name, words, ended) in plain.items()
        if code not in listed
    ]
    return entries


def _texts_of_codes(db: sqlite3.Connection) -> list[tuple[_Version, bool]]:
    """Return each text of each code with its newest version, and whether it is the code's newest text."""
    releases = release_ids(db)
    order = {release: place for place, release in enumerate(newest_revisions(releases.values()))}
    places = [(1 << number, order[release]) for number, release in releases.items() if release in order]
    best: dict[tuple[str, str, int], _Version] = {}
    newest: dict[tuple[str, str], int] = {}
    for code, kind, text, facts, mask in db.execute("SELECT code, kind, text, facts, releases FROM record"):
        held = mask_of(mask)
        place = max((place for bit, place in places if held & bit), default=-1)
        if place < 0:
            continue
        key = (code, kind, text)
        if key not in best or best[key].newest < place:
            best[key] = _Version(code, kind, text, facts, place)
        newest[code, kind] = max(newest.get((code, kind), -1), place)
    return [(version, version.newest == newest[version.code, version.kind]) for version in best.values()]
