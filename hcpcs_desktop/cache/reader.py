"""Answers questions from the current state of the cache; it never waits for a load."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from hcpcs_desktop.cache.errors import DamagedFile, EnvironmentFault, guarded
from hcpcs_desktop.cache.files import Folder, Stamp
from hcpcs_desktop.cache.schema import mask_of, unpack
from hcpcs_desktop.cache.versions import release_ids
from hcpcs_desktop.codes.records import CodeRecord, PlainName
from hcpcs_desktop.codes.release import Release, newest_revisions

_RACES = 3
_VERSIONS = (
    "SELECT record.code, kind, short, long, packed, releases FROM record "
    "JOIN text ON text.id = record.text JOIN facts ON facts.id = record.facts "
)

_PLAIN = "SELECT code, name, words, hint, added, ended, coverage FROM plain"


class Reader:
    """Reads the current state in `folder`; looks before each question whether another became current.

    Threads wait for each other; only `interrupt` does not.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._stamp: Stamp | None = None
        self._db: sqlite3.Connection | None = None
        self.path: Path = folder.path
        self._releases: dict[int, Release] = {}
        self._answering: dict[str, tuple[Release, ...]] = {}
        self._bearers: dict[tuple[str, Release], int] = {}
        self._lock = threading.RLock()
        self._steady = 0

    @property
    def pinned(self) -> Release | None:
        """The release that alone answers, None where all do."""
        return None

    def refresh(self) -> None:
        """Open the state that is current now, if it is another.

        Raises:
            EnvironmentFault: there is none or it cannot be opened.
            DamagedFile: it is no cache any more.

        """
        with self._lock:
            if self._steady and self._db is not None:
                return
            stamp = self._folder.stamp()
            if self._db is None or stamp != self._stamp:
                self._open_current(stamp)

    @contextlib.contextmanager
    def steady(self) -> Iterator[None]:
        """Answer all questions inside from one state, looking only once whether another became current."""
        with self._lock:
            self.refresh()
            self._steady += 1
            try:
                yield
            finally:
                self._steady -= 1

    def _open_current(self, stamp: Stamp | None) -> None:
        for _ in range(_RACES):
            path = self._folder.current()
            if path is None:
                break
            try:
                self._open(path)
            except EnvironmentFault:
                continue  # a load replaced the state between the look at the pointer and the opening
            self._stamp = stamp
            return
        raise EnvironmentFault(f"No cache can be opened in {self._folder.path}. Check that you may read it.")

    def _open(self, path: Path) -> None:
        # a published state never changes, so no lock is needed and none is taken, even on a read-only disk
        with guarded(path):
            db = self._connected(path)
            try:
                releases = release_ids(db)
            except sqlite3.Error:
                db.close()
                raise
        self.close()
        self._db, self.path, self._releases, self._bearers = db, path, releases, {}
        self._answering = {
            "code": newest_revisions(one for one in releases.values() if one.codes),
            "modifier": newest_revisions(one for one in releases.values() if one.modifiers),
        }

    def _connected(self, path: Path) -> sqlite3.Connection:
        """Return a connection to the state at `path`."""
        return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def close(self) -> None:
        """Close the file; the next question opens it again."""
        with self._lock:
            if self._db is not None:
                self._db.close()
                self._db = None

    def interrupt(self) -> None:
        """Stop a running question; it raises `Interrupted`."""
        db = self._db
        if db is not None:
            with contextlib.suppress(sqlite3.ProgrammingError):  # it was closed a moment ago
                db.interrupt()

    def rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a statement on the current state; SQLite does not type them."""
        with self._lock:
            self.refresh()
            assert self._db is not None
            with guarded(self.path):
                return self._db.execute(statement, values).fetchall()

    def releases(self) -> tuple[Release, ...]:
        """Return all loaded releases, oldest first."""
        self.refresh()
        return tuple(sorted(self._releases.values(), key=lambda one: one.order))

    def answering(self, kind: str = "code") -> tuple[Release, ...]:
        """Return the releases that can answer for codes or modifiers: the newest revisions that hold any."""
        self.refresh()
        return self._answering[kind]

    def listed(self, code: str, kind: str) -> dict[Release, CodeRecord]:
        """Return the record of `code` in each answering release that lists it."""
        rows = self.rows(_VERSIONS + "WHERE record.code = ? AND kind = ?", (code, kind))
        return self._by_release(rows)

    def listed_anywhere(self, code: str, kind: str) -> dict[Release, CodeRecord]:
        """Return the record of `code` in each loaded release that lists it, older revisions too."""
        rows = self.rows(_VERSIONS + "WHERE record.code = ? AND kind = ?", (code, kind))
        versions = [(mask_of(row[5]), _record(row)) for row in rows]
        return {
            release: record
            for number, release in self._releases.items()
            for mask, record in versions
            if mask >> number & 1
        }

    def listed_many(self, codes: Sequence[str]) -> dict[tuple[str, str], dict[Release, CodeRecord]]:
        """Return for each code and kind what `listed` gives."""
        marks = ",".join("?" * len(codes))
        grouped: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
        for row in self.rows(_VERSIONS + f"WHERE record.code IN ({marks})", codes):
            grouped.setdefault((str(row[0]), str(row[1])), []).append(row)
        return {key: self._by_release(rows) for key, rows in grouped.items()}

    def referring(self, code: str) -> tuple[CodeRecord, ...]:
        """Return every stored record of a code, in whatever release, whose cross reference names `code`."""
        within = "WHERE kind = 'code' AND record.facts IN (SELECT id FROM facts WHERE instr(packed, ?))"
        found = (_record(row) for row in self.rows(_VERSIONS + within, (code,)))
        return tuple(one for one in found if code in one.cross_reference)

    def texts(self, ids: Sequence[int | None]) -> dict[int | None, tuple[str, str]]:
        """Return short and long text of each text by its number."""
        marks = ",".join("?" * len(ids))
        rows = self.rows(f"SELECT id, short, long FROM text WHERE id IN ({marks})", ids)
        return {row[0]: (row[1], row[2]) for row in rows}

    def _by_release(self, rows: Sequence[tuple[Any, ...]]) -> dict[Release, CodeRecord]:
        found: dict[Release, CodeRecord] = {}
        for row in rows:
            record = _record(row)
            found.update(dict.fromkeys(self.holding(row[5], record.kind), record))
        return found

    def holding(self, mask: bytes, kind: str = "code") -> tuple[Release, ...]:
        """Return the releases of a stored set that can answer for codes or modifiers."""
        held, answering = mask_of(mask), self._answering[kind]
        return tuple(one for number, one in self._releases.items() if held >> number & 1 and one in answering)

    def records(self, release: Release) -> Iterator[CodeRecord]:
        """Return the records of one release, modifiers first, each kind by code."""
        number = self.number(release)
        for row in self.rows(_VERSIONS + "ORDER BY kind DESC, record.code"):
            if mask_of(row[5]) >> number & 1:
                yield _record(row)

    def differing(self, old: Release, new: Release) -> tuple[list[CodeRecord], list[CodeRecord]]:
        """Return the records of two releases without those versions that both hold."""
        bits = [next(1 << number for number, one in self._releases.items() if one == r) for r in (old, new)]
        found: tuple[list[CodeRecord], list[CodeRecord]] = ([], [])
        for row in self.rows(_VERSIONS):
            held = mask_of(row[5])
            holding = [bool(held & bit) for bit in bits]
            if holding[0] != holding[1]:
                found[holding[1]].append(_record(row))
        return found

    def plain(self, code: str) -> PlainName | None:
        """Return this program's own words for `code`."""
        rows = self.rows(f"{_PLAIN} WHERE code = ?", (code,))
        return PlainName(*rows[0]) if rows else None

    def plain_names(self) -> tuple[PlainName, ...]:
        """Return the built-in set by code."""
        return tuple(PlainName(*row) for row in self.rows(f"{_PLAIN} ORDER BY code"))

    def plain_count(self) -> int:
        """Return how many codes the built-in set has."""
        return int(self.rows("SELECT count(*) FROM plain")[0][0])

    def mark(self, key: str) -> str:
        """Return what this state was built from, such as the checksum of the built-in tables."""
        rows = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else ""

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of each release's file by the release's exact name."""
        rows = dict(self.rows("SELECT id, sha256 FROM release"))
        return {release.exact_name: str(rows[number]) for number, release in self._releases.items()}

    def note(self, release: Release, number: str) -> str | None:
        """Return the processing note `number` of a release, None if none was loaded."""
        rows = self.rows("SELECT text, releases FROM note WHERE number = ?", (number,))
        bit = 1 << self.bearer("processing-notes", release) if rows else 0
        return next((str(row[0]) for row in rows if mask_of(row[1]) & bit), None)

    def is_noc(self, release: Release, code: str) -> bool:
        """Tell whether CMS's list of catch-all codes of a release names `code`."""
        rows = self.rows("SELECT releases FROM noc WHERE code = ?", (code,))
        return any(mask_of(row[0]) >> self.bearer("noc-list", release) & 1 for row in rows)

    def numbers(self) -> dict[int, Release]:
        """Return the loaded releases by their numbers in this state."""
        self.refresh()
        return self._releases

    def number(self, release: Release) -> int:
        """Return the number of a loaded release in this state."""
        return next(number for number, one in self._releases.items() if one == release)

    def bearer(self, kind: str, release: Release) -> int:
        """Return the number of the release whose companion of a kind speaks for `release`.

        That is its own, else the newest revision of its quarter that has one, else its own again.
        """
        if (kind, release) not in self._bearers:
            having = [row[0] for row in self.rows("SELECT release FROM companion WHERE kind = ?", (kind,))]
            own = self.number(release)
            loaded = self._releases  # of a pinned one alone, while files beside the others stand in the state
            sisters = [one for one in having if one in loaded and loaded[one].name == release.name]
            best = max(sisters, key=lambda one: self._releases[one].order, default=own)
            self._bearers[kind, release] = own if own in having else best
        return self._bearers[kind, release]

    def check(self) -> str:
        """Return what SQLite finds wrong with the file, '' if nothing."""
        try:
            result = str(self.rows("PRAGMA quick_check")[0][0])
        except (DamagedFile, EnvironmentFault) as error:
            return str(error)
        return "" if result == "ok" else result


def _record(row: tuple[Any, ...]) -> CodeRecord:
    return CodeRecord(row[0], row[1], row[2], row[3], *unpack(str(row[4])))
