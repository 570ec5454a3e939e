"""The floors of design.md: the plainest thing that does the same work."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

_RECORD = re.compile(rb"([A-Z][0-9]{4}|   [A-Z0-9]{2})([0-9]{5})([3478])")
_WORD = re.compile(r"\w+")


def bare_rows(path: Path) -> list[tuple[str, str, str]]:
    """Return code, short and long text of every record by slicing alone."""
    rows: list[tuple[str, str, str]] = []
    for line in path.read_bytes().split(b"\r\n"):
        found = _RECORD.match(line)
        if found is None:
            continue
        text = line.decode("cp1252").ljust(320)
        if found[3] in b"37":
            rows.append((text[:5].strip(), text[91:119].strip(), text[11:91].strip()))
        else:
            code, short, long = rows[-1]
            rows[-1] = (code, short, f"{long} {text[11:91].strip()}")
    return rows


def index(rows: list[tuple[str, str, str]], file: str = ":memory:") -> sqlite3.Connection:
    """Return the floor's FTS5 table over the rows."""
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("CREATE VIRTUAL TABLE words USING fts5 (code, short, long, prefix='1 2 3')")
    db.execute("BEGIN")
    db.executemany("INSERT INTO words VALUES (?,?,?)", rows)
    db.execute("COMMIT")
    return db


def ask(db: sqlite3.Connection, text: str) -> list[tuple[str, str, str]]:
    """Return the floor's answer: words quoted and ANDed, ``*`` on the last, 50 rows, no order."""
    words = _WORD.findall(text)
    if not words:
        return []
    match = " AND ".join(f'"{word}"' for word in words) + "*"
    return db.execute("SELECT code, short, long FROM words WHERE words MATCH ? LIMIT 50", (match,)).fetchall()
