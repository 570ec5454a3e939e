"""Reads the current state as if only one of its releases were loaded.

What that release says stands in the state itself. A small file beside it, made when the release is first
asked for, names it and holds the index of its texts; its tables come before those of the state.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.index import build_index
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.versions import release_ids
from hcpcs_desktop.codes.release import Release, find

_NARROWED = """
CREATE TABLE main.release AS SELECT * FROM state.release WHERE id = {number};
CREATE TABLE main.meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO main.meta SELECT * FROM state.meta;
CREATE TABLE main.doc (id);
CREATE TABLE main.term (id);
"""
_FAST = "PRAGMA main.journal_mode = OFF; PRAGMA main.synchronous = OFF;"


class PinnedReader(Reader):
    """Reads one release of the state in `folder`; all of them where that one is not loaded any more.

    `name` is its quarter with its revision, ``YYYY-MM+`` where it has none.
    """

    def __init__(self, folder: Folder, name: str) -> None:
        super().__init__(folder)
        self._name = name
        self._release: Release | None = None

    @property
    def pinned(self) -> Release | None:
        """The release, None where it is not loaded any more."""
        self.refresh()
        return self._release

    def _connected(self, path: Path) -> sqlite3.Connection:
        state = super()._connected(path)
        loaded = release_ids(state)
        self._release = find(loaded.values(), self._name)
        if self._release is None:
            return state
        state.close()
        number = next(number for number, one in loaded.items() if one == self._release)
        return self._narrowed(path, number)

    def _narrowed(self, path: Path, number: int) -> sqlite3.Connection:
        """Return a connection whose tables `release`, `doc` and `term` are those of one release."""
        beside = self._folder.beside(path, self._name)
        if not beside.is_file() and not self._made(path, number, beside):
            db = sqlite3.connect(":memory:", uri=True, check_same_thread=False)
            _attach(db, path)
            _build(db, number)
            return db
        db = sqlite3.connect(f"{beside.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        _attach(db, path)
        return db

    def _made(self, path: Path, number: int, beside: Path) -> bool:
        """Make the file and remove others like it; tell whether the folder took it."""
        new = self._folder.pinning()
        try:
            new.unlink(missing_ok=True)
            with contextlib.closing(sqlite3.connect(new.as_uri(), uri=True)) as db:
                db.executescript(_FAST)
                _attach(db, path)
                _build(db, number)
            new.replace(beside)
        except (OSError, sqlite3.Error):
            with contextlib.suppress(OSError):
                new.unlink(missing_ok=True)
            return False
        self._folder.clean(pinned=beside)
        return True


def _attach(db: sqlite3.Connection, path: Path) -> None:
    db.execute("ATTACH ? AS state", (f"{path.as_uri()}?mode=ro&immutable=1",))


def _build(db: sqlite3.Connection, number: int) -> None:
    db.executescript(_NARROWED.format(number=number))
    build_index(db)
    db.commit()
