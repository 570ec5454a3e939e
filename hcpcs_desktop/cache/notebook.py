"""Keeps what is the user's own: recent codes, favourites, settings and words, in a file never thrown away."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from hcpcs_desktop.cache.errors import DamagedFile, EnvironmentFault, guarded

VERSION = 2
MOST_RECENT = 50

_WORDS_SINCE = 2
_TABLES = f"""
CREATE TABLE IF NOT EXISTS recent (code TEXT PRIMARY KEY, opened TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS favourite (code TEXT PRIMARY KEY, added TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS word
(term TEXT PRIMARY KEY, shown TEXT NOT NULL, means TEXT NOT NULL, added TEXT NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""
_LOST = "Favourites and recent codes are kept only until the program ends, and your own words are not used."

T = TypeVar("T")


class Notebook:
    """The user's own file at `path`; made at the first write.

    Where it cannot be used (no permission, damaged, of a newer program) it is left as it is, what is noted
    is kept until the program ends, and `fault` says so. Only words are then refused: nobody types them twice.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stand_in: sqlite3.Connection | None = None
        self.fault = ""

    def note_opened(self, code: str) -> None:
        """Put `code` first among the recent codes."""

        def work(db: sqlite3.Connection) -> None:
            db.execute("INSERT OR REPLACE INTO recent VALUES (?, ?)", (code, _now()))
            db.execute(
                "DELETE FROM recent WHERE code NOT IN (SELECT code FROM recent ORDER BY opened DESC LIMIT ?)",
                (MOST_RECENT,),
            )

        self._run(work, write=True)

    def recent(self) -> tuple[str, ...]:
        """Return the codes opened last, newest first."""
        return self._column("SELECT code FROM recent ORDER BY opened DESC, code")

    def set_favourite(self, code: str, wanted: bool) -> None:
        """Mark `code` or take the mark away."""

        def work(db: sqlite3.Connection) -> None:
            if wanted:
                db.execute("INSERT OR IGNORE INTO favourite VALUES (?, ?)", (code, _now()))
            else:
                db.execute("DELETE FROM favourite WHERE code = ?", (code,))

        self._run(work, write=True)

    def favourites(self) -> tuple[str, ...]:
        """Return the marked codes, sorted."""
        return self._column("SELECT code FROM favourite ORDER BY code")

    def setting(self, key: str, default: str) -> str:
        """Return a kept setting."""
        found = self._column("SELECT value FROM setting WHERE key = ?", key)
        return found[0] if found else default

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting."""

        def work(db: sqlite3.Connection) -> None:
            db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))

        self._run(work, write=True)

    def words(self) -> tuple[tuple[str, str], ...]:
        """Return the user's own words as (term, meaning), sorted by the folded term.

        Raises:
            EnvironmentFault: the file cannot be read.

        """

        def work(db: sqlite3.Connection) -> tuple[tuple[str, str], ...]:
            if _version(db) < _WORDS_SINCE:
                return ()
            return tuple(db.execute("SELECT shown, means FROM word ORDER BY term"))

        return self._demand(work, write=False) if self._path.exists() else ()

    def set_words(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Keep words, each as (folded term, term, meaning), all or none; a kept one means this from now on.

        Raises:
            EnvironmentFault: the file cannot be written.

        """

        def work(db: sqlite3.Connection) -> None:
            db.executemany(
                "INSERT INTO word VALUES (?, ?, ?, ?) "
                "ON CONFLICT (term) DO UPDATE SET shown = excluded.shown, means = excluded.means",
                [(*row, _now()) for row in rows],
            )

        self._demand(work, write=True)

    def remove_word(self, term: str) -> None:
        """Forget the word with this folded term.

        Raises:
            EnvironmentFault: the file cannot be written.

        """
        self._demand(lambda db: db.execute("DELETE FROM word WHERE term = ?", (term,)).rowcount, write=True)

    def check(self) -> str:
        """Return what is wrong with the file, '' if nothing is."""
        if not self._path.exists():
            return ""
        try:
            result = self._in_file(lambda db: db.execute("PRAGMA quick_check").fetchone()[0], write=False)
        except (DamagedFile, EnvironmentFault) as error:
            return str(error)
        return "" if result == "ok" else f"{self._path} is damaged: {result}"

    def close(self) -> None:
        """Forget what was kept only until now."""
        if self._stand_in is not None:
            self._stand_in.close()
            self._stand_in = None

    def _column(self, statement: str, *values: str) -> tuple[str, ...]:
        return self._run(lambda db: tuple(row[0] for row in db.execute(statement, values)), write=False)

    def _run(self, work: Callable[[sqlite3.Connection], T], *, write: bool) -> T:
        """Do `work` on the user's file, or on the stand-in in memory where the file cannot be used."""
        if self._stand_in is None and (write or self._path.exists()):
            try:
                return self._in_file(work, write=write)
            except (DamagedFile, EnvironmentFault) as error:
                self.fault = f"{error} {_LOST}"
        if self._stand_in is None:
            self._stand_in = sqlite3.connect(":memory:", check_same_thread=False)
            self._stand_in.executescript(_TABLES)
        with self._stand_in as db:
            result = work(db)
        if not self.fault:
            self.close()
        return result

    def _demand(self, work: Callable[[sqlite3.Connection], T], *, write: bool) -> T:
        """Do `work` on the user's file, or raise what stands in the way."""
        try:
            return self._in_file(work, write=write)
        except DamagedFile as error:
            raise EnvironmentFault(str(error)) from error

    def _in_file(self, work: Callable[[sqlite3.Connection], T], *, write: bool) -> T:
        with guarded(self._path):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.closing(sqlite3.connect(self._path, timeout=2)) as db, db:
                version = _version(db)
                if version > VERSION:
                    raise EnvironmentFault(
                        f"{self._path} was made by a newer version of this program. Update the program."
                    )
                # an older file is read as it is, for it may lie where nobody may write
                if version < VERSION and (write or not version):
                    db.executescript(_TABLES)
                return work(db)


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
