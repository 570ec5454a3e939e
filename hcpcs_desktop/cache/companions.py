"""Keeps in a state of the cache what the files beside a release say, and how that is packed."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Mapping

from hcpcs_desktop.cache.schema import mask_bytes, mask_of
from hcpcs_desktop.codes.records import Change, Companions, Correction, TransactionReport

_FIELD, _ITEM = "\x1f", "\x1e"


def add_companions(db: sqlite3.Connection, number: int, said: Companions) -> None:
    """Add what companions of the release `number` say, in place of what it has of the same kind.

    Corrections take the place only of those of a file of the same name.
    """
    if said.notes:
        _add_notes(db, said.notes, number)
    if said.noc:
        _add_noc(db, said.noc, number)
    if said.report is not None:
        db.execute("INSERT OR REPLACE INTO report VALUES (?,?)", (number, pack_report(said.report)))
    _add_corrections(db, said.corrections, number)
    _note_files(db, number, said)


def remove_companions(db: sqlite3.Connection, number: int) -> None:
    """Take out all that the companions of the release `number` said."""
    clear_bit(db, "note", ("number", "text"), 1 << number)
    clear_bit(db, "noc", ("code",), 1 << number)
    for table in ("correction", "report", "companion"):
        db.execute(f"DELETE FROM {table} WHERE release = ?", (number,))


def _add_notes(db: sqlite3.Connection, notes: Mapping[str, str], number: int) -> None:
    clear_bit(db, "note", ("number", "text"), 1 << number)
    known = {row[:2]: mask_of(row[2]) for row in db.execute("SELECT number, text, releases FROM note")}
    db.executemany(
        "INSERT OR REPLACE INTO note VALUES (?,?,?)",
        [(*note, mask_bytes(known.get(note, 0) | 1 << number)) for note in notes.items()],
    )


def _add_noc(db: sqlite3.Connection, codes: Iterable[str], number: int) -> None:
    clear_bit(db, "noc", ("code",), 1 << number)
    listed = {row[0]: mask_of(row[1]) for row in db.execute("SELECT code, releases FROM noc")}
    db.executemany(
        "INSERT OR REPLACE INTO noc VALUES (?,?)",
        [(code, mask_bytes(listed.get(code, 0) | 1 << number)) for code in codes],
    )


def _add_corrections(db: sqlite3.Connection, corrections: Iterable[Correction], number: int) -> None:
    rows = [(one.code, number, one.file, one.line, pack_correction(one)) for one in corrections]
    files = {(number, one.file) for one in corrections}
    db.executemany("DELETE FROM correction WHERE release = ? AND file = ?", files)
    db.executemany("INSERT INTO correction VALUES (?,?,?,?,?)", rows)


def _note_files(db: sqlite3.Connection, number: int, said: Companions) -> None:
    """Note which files gave how much; of one kind there is one file, but for corrections."""
    files = said.files()
    single = [(number, kind) for kind, _, _ in files if kind != "corrections"]
    db.executemany("DELETE FROM companion WHERE release = ? AND kind = ?", single)
    db.executemany("INSERT OR REPLACE INTO companion VALUES (?,?,?,?)", [(number, *one) for one in files])


def clear_bit(db: sqlite3.Connection, table: str, key: tuple[str, ...], bit: int) -> None:
    """Take a release out of the sets of a table; what no other release holds goes."""
    where = " AND ".join(f"{column} = ?" for column in key)
    rows = db.execute(f"SELECT {', '.join(key)}, releases FROM {table}").fetchall()
    held = [(row[:-1], mask_of(row[-1])) for row in rows if mask_of(row[-1]) & bit]
    db.executemany(f"DELETE FROM {table} WHERE {where}", [names for names, mask in held if mask == bit])
    db.executemany(
        f"UPDATE {table} SET releases = ? WHERE {where}",
        [(mask_bytes(mask & ~bit), *names) for names, mask in held if mask != bit],
    )


def pack_correction(one: Correction) -> str:
    """Return what follows the code as one text; white space is folded, so nothing has the marks."""
    fields = (_ITEM.join(pair) for pair in one.fields)
    return _FIELD.join((one.action, one.effective, one.comment, *fields))


def unpack_correction(code: str, file: str, line: int, packed: str) -> Correction:
    """Return the correction that `pack_correction` made a text of."""
    action, effective, comment, *fields = packed.split(_FIELD)
    pairs = (field.split(_ITEM) for field in fields)
    return Correction(
        code, action, effective, tuple((name, text) for name, text in pairs), comment, file, line
    )


def pack_report(report: TransactionReport) -> bytes:
    """Return a transaction report as few bytes: the file, then each change with its codes."""
    by_change: dict[Change, list[str]] = {}
    for code, change in report.changes.items():
        by_change.setdefault(change, []).append(code)
    groups = (_ITEM.join((*change, " ".join(codes))) for change, codes in by_change.items())
    return zlib.compress(_FIELD.join((report.file, *groups)).encode())


def unpack_report(packed: bytes) -> TransactionReport:
    """Return the report that `pack_report` packed, by code."""
    file, *groups = zlib.decompress(packed).decode().split(_FIELD)
    changes = {}
    for group in groups:
        letter, words, codes = group.split(_ITEM)
        changes.update(dict.fromkeys(codes.split(), Change(letter, words)))
    return TransactionReport(file, dict(sorted(changes.items())))
