"""Builds a new state of the cache and makes it current in one step, or leaves everything as it was."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from hcpcs_desktop.cache import versions
from hcpcs_desktop.cache.companions import add_companions
from hcpcs_desktop.cache.errors import guarded
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.index import build_index
from hcpcs_desktop.cache.schema import TABLES, pack_fact
from hcpcs_desktop.codes.records import Companions, PlainName
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.search.facts import Fact, keys
from hcpcs_desktop.search.indexing import index_words
from hcpcs_desktop.search.stemming import stems

_LOOSE = 20
"""One free page in so many is worth writing the file anew."""


class FactRows(NamedTuple):
    """The facts of search as rows: packed, by the stems they are kept under, and all their words."""

    packed: Sequence[tuple[int, int, str]]
    keyed: Sequence[tuple[str, int]]
    words: Sequence[tuple[str, bool]]


def fact_rows(facts: Sequence[Fact]) -> FactRows:
    """Return facts as the rows of their tables."""
    told = [fact for fact in facts if fact.words]
    packed = [(number, len(fact.words), pack_fact(fact)) for number, fact in enumerate(told)]
    keyed = sorted({(key, number) for number, own in enumerate(keys(told)) for key in own})
    words = {word for fact in told for word in fact.words}
    forms = sorted({stem for word in words for stem in stems(word)})
    return FactRows(packed, keyed, [(form, form in words) for form in forms])


def _marks(row: Sequence[object]) -> str:
    return ",".join("?" * len(row))


class Build:
    """A state that is being built; made by `building`."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.changed = False

    def releases(self) -> tuple[Release, ...]:
        """Return the releases that the state holds now."""
        return tuple(versions.release_ids(self._db).values())

    def add(self, delivery: versions.Delivery) -> None:
        """Add a release; one of the same identity is replaced."""
        self.remove(delivery.release)
        self.changed = True
        versions.add_release(self._db, delivery)

    def remove(self, release: Release) -> None:
        """Take out the release with the identity of `release`, if it is there."""
        for number in self._numbers(release):
            versions.remove_release(self._db, number)
            self.changed = True

    def add_companions(self, release: Release, said: Companions) -> None:
        """Add what companions say to a release that is there."""
        for number in self._numbers(release):
            add_companions(self._db, number, said)
            self.changed = True

    def companions(self, release: Release) -> set[tuple[str, str, int]]:
        """Return kind, file and number of rows of each companion that the state holds of a release."""
        wanted = self._numbers(release)
        rows = self._db.execute("SELECT release, kind, file, rows FROM companion").fetchall()
        return {(kind, file, count) for number, kind, file, count in rows if number in wanted}

    def _numbers(self, release: Release) -> list[int]:
        held = versions.release_ids(self._db)
        return [number for number, one in held.items() if one.exact_name == release.exact_name]

    def set_builtin(self, names: Sequence[PlainName], facts: FactRows, marks: dict[str, str]) -> None:
        """Replace the built-in set and the facts of search; remember the marks of their tables."""
        self.changed = True
        self._db.execute("DELETE FROM plain")
        indexed = index_words([f"{one.name}, {one.words}" for one in names])
        rows = [(*one, " ".join(words)) for one, words in zip(names, indexed, strict=True)]
        self._db.executemany("INSERT INTO plain VALUES (?,?,?,?,?,?,?,?)", rows)
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", marks.items())
        for table, values in zip(("fact", "fact_key", "fact_word"), facts, strict=True):
            self._db.execute(f"DELETE FROM {table}")
            if values:
                self._db.executemany(f"INSERT INTO {table} VALUES ({_marks(values[0])})", values)


@contextlib.contextmanager
def building(folder: Folder, *, afresh: bool = False, patience: float = 0) -> Iterator[Build]:
    """Give a copy of the current state (an empty one if `afresh`) to change; publish it at the end.

    Where nothing was changed nothing is published. `patience` is how many seconds to wait for another load.
    If the body raises, or the disk fails, the state before stays and nothing is left behind.

    Raises:
        EnvironmentFault: the disk is full, the folder cannot be written, or another load is running.
        DamagedFile: the current state cannot be read.

    """
    with folder.locked(patience):
        path = folder.unfinished()
        current = None if afresh else folder.current()
        try:
            with guarded(path):
                path.unlink(missing_ok=True)
                if current is not None:
                    shutil.copyfile(current, path)
                with contextlib.closing(_opened(path, fresh=current is None)) as db:
                    build = Build(db)
                    yield build
                    if not build.changed:
                        return
                    build_index(db)
                    db.execute("COMMIT")
                    if _is_loose(db):
                        db.execute("VACUUM")
            folder.publish(path)
        finally:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _is_loose(db: sqlite3.Connection) -> bool:
    """Tell whether enough of the file is free pages to be worth writing it anew."""
    free, pages = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    return bool(free * _LOOSE > pages)


def _opened(path: Path, *, fresh: bool) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None)
    # the file is no one's until it is published, and is thrown away on any failure
    for pragma in (
        "journal_mode = OFF",
        "synchronous = OFF",
        "locking_mode = EXCLUSIVE",
        "cache_size = -65536",
    ):
        db.execute(f"PRAGMA {pragma}")
    if fresh:
        db.executescript(TABLES)
    db.execute("BEGIN")
    return db
