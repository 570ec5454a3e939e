"""Keeps the files that releases were read from, compressed, so that the cache can be rebuilt at will."""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hcpcs_desktop.cache.errors import DamagedFile, guarded
from hcpcs_desktop.cache.files import Folder

_TABLE = """
CREATE TABLE IF NOT EXISTS original (
    release TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL, loaded TEXT NOT NULL,
    sha256 TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (release, role)
)
"""
_LEVEL = 1  # the fastest: a load is waited for, and a release packs to under a megabyte all the same


Packed = list[tuple[object, ...]]


class Kept(NamedTuple):
    """One kept file of a release; `role` is ``release`` or that of a companion, such as ``noc-list``."""

    role: str
    name: str
    data: bytes


class Originals:
    """The kept files of all releases, by the release's exact name."""

    def __init__(self, folder: Folder) -> None:
        self._path = folder.originals

    def keep(self, release: str, loaded: str, files: Sequence[tuple[str, str, str, bytes]]) -> None:
        """Keep the files (role, name, SHA-256, bytes) of a release in place of any kept for the same role.

        A damaged file is set aside and a new one begun; what it held has to be loaded again.
        """
        rows = [
            (release, role, name, loaded, sha256, zlib.compress(data, _LEVEL))
            for role, name, sha256, data in files
        ]
        try:
            self._write(rows)
        except DamagedFile:
            with guarded(self._path):
                self._path.replace(self._path.with_name("originals-damaged.sqlite"))
            self._write(rows)

    def _write(self, rows: Sequence[Sequence[object]]) -> None:
        with self._opened() as db:
            db.executemany("INSERT OR REPLACE INTO original VALUES (?,?,?,?,?,?)", rows)

    def packed(self, release: str) -> Packed:
        """Return what is kept of a release, for `restore`."""
        if not self._path.exists():
            return []
        with self._opened() as db:
            return db.execute("SELECT * FROM original WHERE release = ?", (release,)).fetchall()

    def restore(self, release: str, rows: Packed) -> None:
        """Keep of a release what `packed` returned, and nothing else."""
        self.drop(release)
        if rows:
            self._write(rows)

    def drop(self, release: str) -> None:
        """Forget the files of a release."""
        if self._path.exists():
            with self._opened() as db:
                db.execute("DELETE FROM original WHERE release = ?", (release,))

    def releases(self) -> dict[str, str]:
        """Return the exact names of the releases kept, with the times they were loaded, in order."""
        if not self._path.exists():
            return {}
        with self._opened() as db:
            return dict(
                db.execute("SELECT release, loaded FROM original WHERE role = 'release' ORDER BY release")
            )

    def files(self, release: str) -> tuple[Kept, ...]:
        """Return the kept files of a release, the release file first.

        Raises:
            DamagedFile: the kept bytes cannot be unpacked.

        """
        with self._opened() as db:
            rows = db.execute(
                "SELECT role, name, content FROM original WHERE release = ? ORDER BY role <> 'release', role",
                (release,),
            ).fetchall()
        try:
            return tuple(Kept(role, name, zlib.decompress(content)) for role, name, content in rows)
        except zlib.error as error:
            raise DamagedFile(self._path) from error

    @contextlib.contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with guarded(self._path), contextlib.closing(sqlite3.connect(self._path, timeout=5)) as db, db:
            db.execute(_TABLE)
            yield db
