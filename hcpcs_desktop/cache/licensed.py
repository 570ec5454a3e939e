"""Keeps the licensee's CPT wording in a file of its own, apart from everything that is copied or exported."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeVar

from hcpcs_desktop.cache.errors import DamagedFile, EnvironmentFault, guarded, os_fault
from hcpcs_desktop.cache.files import patiently

VERSION = 1

_TABLES = (
    "CREATE TABLE IF NOT EXISTS file (length TEXT PRIMARY KEY, name TEXT NOT NULL, year TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, loaded TEXT NOT NULL, notice TEXT NOT NULL, codes INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS wording "
    "(code TEXT, length TEXT, text TEXT NOT NULL, PRIMARY KEY (code, length)) WITHOUT ROWID",
    f"PRAGMA user_version = {VERSION}",
)
_FILES = "SELECT length, name, year, sha256, loaded, notice, codes FROM file ORDER BY length"
_DAMAGED = "{path} with your CPT files is damaged. Remove the CPT files and load them again."
_PATIENCE = 5

T = TypeVar("T")


class KeptWording(NamedTuple):
    """One file of the licensee as it is kept; `length` is ``long``, ``medium`` or ``short``."""

    length: str
    name: str
    year: str
    sha256: str
    loaded: str
    notice: str
    codes: int


class LicensedStore:
    """The file at `path`; it is made by the first load and gone after `remove`.

    It is opened for each question and closed again, so that every thread sees a load at once, and so that
    it can be removed. Every method raises `EnvironmentFault` where the file cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def files(self) -> tuple[KeptWording, ...]:
        """Return the kept files."""
        return self._ask(_files, ())

    def texts(self, code: str) -> tuple[tuple[KeptWording, ...], dict[str, str]]:
        """Return the kept files, and the texts of `code` by their length."""
        nothing: tuple[tuple[KeptWording, ...], dict[str, str]] = ((), {})
        return self._ask(lambda db: (_files(db), _texts(db, code)), nothing)

    def codes(self) -> int:
        """Return how many codes any of the files lists."""
        return self._ask(_count, 0)

    @contextlib.contextmanager
    def changing(self) -> Iterator[LicensedChange]:
        """Change the file in one step: all that is done inside is kept, or after an exception nothing."""
        with _translated(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            db = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        with contextlib.closing(db):
            with _translated(self.path):
                db.execute("PRAGMA secure_delete = ON")  # what is replaced leaves no wording in free pages
                db.execute("BEGIN IMMEDIATE")
                self._demand_version(db)
                for statement in _TABLES:
                    db.execute(statement)
            yield LicensedChange(self.path, db)
            with _translated(self.path):
                db.execute("COMMIT")

    def remove(self) -> int:
        """Remove the file with everything in it and return how many files it held; a damaged one counts one.

        Raises:
            EnvironmentFault: the disk or a permission stands in the way.

        """
        with _translated(self.path):
            if not self.path.exists():
                return 0
        try:
            held = len(self.files())
        except EnvironmentFault:
            held = 1
        for path in (self.path, self.path.with_name(f"{self.path.name}-journal")):
            _unlink(path)
        return held

    def check(self) -> str:
        """Return what is wrong with the file, '' if nothing is."""
        try:
            told = self._ask(lambda db: str(db.execute("PRAGMA quick_check").fetchone()[0]), "ok")
            self.files()
        except EnvironmentFault as error:
            return str(error)
        return "" if told == "ok" else _DAMAGED.format(path=self.path)

    def _ask(self, question: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """Answer from the file; where there is none yet, or a load was stopped at once, there is nothing."""
        with _translated(self.path):
            if not self.path.exists():
                return nothing
            with contextlib.closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as db:
                return question(db) if self._demand_version(db) else nothing

    def _demand_version(self, db: sqlite3.Connection) -> int:
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
        if version > VERSION:
            raise EnvironmentFault(
                f"{self.path} was made by a newer version of this program. Update the program."
            )
        return version


class LicensedChange:
    """A change under way; it sees what it has changed."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self._path = path
        self._db = db

    def files(self) -> tuple[KeptWording, ...]:
        """Return the files that are kept now."""
        return self._do(_files)

    def codes(self) -> int:
        """Return how many codes any of the files lists."""
        return self._do(_count)

    def put(self, kept: KeptWording, texts: Iterable[tuple[str, str]]) -> None:
        """Keep a file with its (code, text) in the place of one of the same length."""

        def work(db: sqlite3.Connection) -> None:
            self._forget(kept.length)
            db.execute("INSERT INTO file VALUES (?,?,?,?,?,?,?)", kept)
            rows = [(code, kept.length, text) for code, text in texts]
            db.executemany("INSERT INTO wording VALUES (?,?,?)", rows)

        self._do(work)

    def drop(self, length: str) -> None:
        """Forget the file with texts of this length."""
        self._do(lambda _: self._forget(length))

    def _forget(self, length: str) -> None:
        self._db.execute("DELETE FROM file WHERE length = ?", (length,))
        self._db.execute("DELETE FROM wording WHERE length = ?", (length,))

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with _translated(self._path):
            return work(self._db)


@contextlib.contextmanager
def _translated(path: Path) -> Iterator[None]:
    """Turn failures at `path` into faults; this file, unlike the cache, is not rebuilt but removed."""
    try:
        with guarded(path):
            yield
    except DamagedFile as error:
        raise EnvironmentFault(_DAMAGED.format(path=path)) from error


def _files(db: sqlite3.Connection) -> tuple[KeptWording, ...]:
    return tuple(KeptWording(*row) for row in db.execute(_FILES))


def _texts(db: sqlite3.Connection, code: str) -> dict[str, str]:
    return dict(db.execute("SELECT length, text FROM wording WHERE code = ?", (code,)))


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(DISTINCT code) FROM wording").fetchone()[0])


def _unlink(path: Path) -> None:
    try:
        patiently(lambda: path.unlink(missing_ok=True))
    except OSError as error:
        raise os_fault(error, path) from error
