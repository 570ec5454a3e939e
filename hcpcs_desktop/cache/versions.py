"""Adds and removes releases in a state that is being built: each version of a record is stored once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from hcpcs_desktop.cache.schema import mask_bytes, mask_of, pack
from hcpcs_desktop.codes.records import CodeRecord, Companions
from hcpcs_desktop.codes.release import Release

_Key = tuple[str, str, int, int]


def release_ids(db: sqlite3.Connection) -> dict[int, Release]:
    """Return the loaded releases by their number in the masks."""
    rows = db.execute(
        "SELECT id, year, month, annual, revision, file, loaded, codes, modifiers, rebuilt FROM release"
    )
    return {row[0]: Release._make((*row[1:3], bool(row[3]), *row[4:9], bool(row[9]))) for row in rows}


class Delivery(NamedTuple):
    """What one release brings: its records, and what the files beside it say.

    `sha256` is the hash of the file it was read from.
    """

    release: Release
    sha256: str
    records: Sequence[CodeRecord] = ()
    companions: Companions = Companions()


def add_release(db: sqlite3.Connection, delivery: Delivery) -> None:
    """Add a release and what it brings."""
    release = delivery.release
    used = {row[0] for row in db.execute("SELECT id FROM release")}
    number = next(n for n in range(len(used) + 1) if n not in used)
    db.execute(
        "INSERT INTO release VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        (
            number,
            release.year,
            release.month,
            release.annual,
            *release[3:8],
            release.rebuilt,
            delivery.sha256,
        ),
    )
    _add_records(db, delivery.records, 1 << number)
    from hcpcs_desktop.cache.companions import add_companions  # noqa: PLC0415 - a reader needs none

    add_companions(db, number, delivery.companions)


def _add_records(db: sqlite3.Connection, records: Iterable[CodeRecord], bit: int) -> None:
    texts = {(row[1], row[2]): row[0] for row in db.execute("SELECT id, short, long FROM text")}
    facts = {row[1]: row[0] for row in db.execute("SELECT id, packed FROM facts")}
    known: dict[_Key, tuple[int, int]] = {
        (row[1], row[2], row[3], row[4]): (row[0], mask_of(row[5]))
        for row in db.execute("SELECT id, code, kind, text, facts, releases FROM record")
    }
    old_texts, old_facts = len(texts), len(facts)
    next_text, next_fact = max(texts.values(), default=0) + 1, max(facts.values(), default=0) + 1
    new_records, grown = [], []
    for record in records:
        text = texts.setdefault(
            (record.short_description, record.long_description), next_text + len(texts) - old_texts
        )
        fact = facts.setdefault(pack(record[4:]), next_fact + len(facts) - old_facts)
        key = (record.code, record.kind, text, fact)
        if key in known:
            grown.append((mask_bytes(known[key][1] | bit), known[key][0]))
        else:
            new_records.append((*key, mask_bytes(bit)))
    db.executemany(
        "INSERT INTO text VALUES (?,?,?)",
        [(number, *key) for key, number in texts.items() if number >= next_text],
    )
    db.executemany(
        "INSERT INTO facts VALUES (?,?)",
        [(number, key) for key, number in facts.items() if number >= next_fact],
    )
    db.executemany("INSERT INTO record (code, kind, text, facts, releases) VALUES (?,?,?,?,?)", new_records)
    db.executemany("UPDATE record SET releases = ? WHERE id = ?", grown)


def remove_release(db: sqlite3.Connection, number: int) -> None:
    """Take the release `number` out, with all that only it held; the rest is as before it came."""
    from hcpcs_desktop.cache.companions import clear_bit, remove_companions  # noqa: PLC0415 - as above

    clear_bit(db, "record", ("id",), 1 << number)
    remove_companions(db, number)
    db.execute("DELETE FROM release WHERE id = ?", (number,))
    db.execute("DELETE FROM text WHERE id NOT IN (SELECT text FROM record)")
    db.execute("DELETE FROM facts WHERE id NOT IN (SELECT facts FROM record)")
