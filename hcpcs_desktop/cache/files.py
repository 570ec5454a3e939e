"""Names and changes the files of the data folder: each state of the cache is a file of its own.

A load builds a new file; a small pointer file then names it. Readers look at the pointer before each question
and keep the file they began with, so that they never wait and never see half a load.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from hcpcs_desktop.cache.errors import EnvironmentFault, guarded, os_fault

SCHEMA = 4
"""Raised whenever a file of this version could not be read by the program before; older files are rebuilt."""

_POINTER = f"current-{SCHEMA}"
_OLD_POINTER = re.compile(r"current-(\d+)")
_STATE = re.compile(r"cache-(\d+)-(\d+)\.sqlite")
_UNFINISHED = re.compile(r"(building|pinning)-\d+-\d+\.sqlite(-journal)?|current-\d+\.new")
_PINNED = re.compile(r"pinned-(\d+)-(\d+)-.+\.sqlite")
_ATTEMPTS = 20
_PAUSE = 0.05

Stamp = tuple[int, int, int]


class Folder:
    """The data folder of one user; only paths and renames, no SQL but the lock."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notebook = path / "notebook.sqlite"
        self.originals = path / "originals.sqlite"
        self.licensed = path / "licensed.sqlite"
        self.downloads = path / "downloads"

    def prepare(self) -> None:
        """Make the folder.

        Raises:
            EnvironmentFault: it can be neither made nor written.

        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            probe = self.path / f"probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise os_fault(error, self.path) from error

    def stamp(self) -> Stamp | None:
        """Return what changes whenever another state becomes current; None without a cache."""
        try:
            seen = (self.path / _POINTER).stat()
        except OSError:
            return None
        return (seen.st_mtime_ns, seen.st_ino, seen.st_size)

    def current(self) -> Path | None:
        """Return the file of the current state, None if there is none."""
        try:
            name = (self.path / _POINTER).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        found = _STATE.fullmatch(name)
        path = self.path / name
        return path if found and path.is_file() else None

    def unfinished(self) -> Path:
        """Return the name for a state that is being built."""
        return self.path / f"building-{SCHEMA}-{os.getpid()}.sqlite"

    def pinning(self) -> Path:
        """Return the name for the index of a pinned release that is being built."""
        return self.path / f"pinning-{SCHEMA}-{os.getpid()}.sqlite"

    def beside(self, state: Path, release: str) -> Path:
        """Return the name of the index of one release of the state at `state`."""
        return self.path / f"pinned-{state.stem.removeprefix('cache-')}-{release}.sqlite"

    def publish(self, built: Path) -> None:
        """Make the file `built` the current state; on failure the state before stays."""
        with guarded(self.path):
            with built.open("rb+") as stream:
                os.fsync(stream.fileno())
            final = self.path / f"cache-{SCHEMA}-{self._next_number():06d}.sqlite"
            built.rename(final)
            new = self.path / f"{_POINTER}.new"
            new.write_text(final.name + "\n", encoding="ascii")
            patiently(lambda: new.replace(self.path / _POINTER))
        self.clean(keep=final)

    def _next_number(self) -> int:
        found = (_STATE.fullmatch(file.name) for file in self.path.iterdir())
        return max((int(match[2]) for match in found if match and int(match[1]) == SCHEMA), default=0) + 1

    def leftovers(self, keep: Path | None = None, pinned: Path | None = None) -> list[Path]:
        """Return files that no one needs: unfinished states, states before the current, older schemas.

        With them go the indexes of pinned releases of other states, and all but `pinned` if that is named.
        """
        current = keep or self.current()
        found = []
        for file in self._listed():
            state = _STATE.fullmatch(file.name)
            pointer = _OLD_POINTER.fullmatch(file.name)
            old = state is not None and int(state[1]) <= SCHEMA and file != current
            old = old or (pointer is not None and int(pointer[1]) < SCHEMA)
            if old or self._is_stale(file, current, pinned) or _UNFINISHED.fullmatch(file.name):
                found.append(file)
        return sorted(found)

    @staticmethod
    def _is_stale(file: Path, current: Path | None, pinned: Path | None) -> bool:
        """Tell whether a file is the index of a pinned release that no one asks for any more."""
        found = _PINNED.fullmatch(file.name)
        if found is None or int(found[1]) > SCHEMA or current is None:
            return False
        return current.stem != f"cache-{found[1]}-{found[2]}" or (pinned is not None and file != pinned)

    def has_newer(self) -> bool:
        """Tell whether a newer version of the program keeps a state of its own here."""
        found = (_STATE.fullmatch(file.name) for file in self._listed())
        return any(state and int(state[1]) > SCHEMA for state in found)

    def has_older(self) -> bool:
        """Tell whether an older version of the program has a current state here.

        A state of this version that is made or changed clears such files up, so the older one ran since.
        """
        found = (_OLD_POINTER.fullmatch(file.name) for file in self._listed())
        return any(pointer and int(pointer[1]) < SCHEMA for pointer in found)

    def _listed(self) -> list[Path]:
        try:
            return list(self.path.iterdir())
        except OSError:
            return []

    def clean(self, keep: Path | None = None, pinned: Path | None = None) -> list[Path]:
        """Remove the leftovers and return those that went; Windows keeps open files for a later time."""
        gone = []
        for file in self.leftovers(keep, pinned):
            with contextlib.suppress(OSError):
                file.unlink()
                gone.append(file)
        return gone

    @contextlib.contextmanager
    def locked(self, patience: float = 0) -> Iterator[None]:
        """Hold the right to change the cache; it falls back by itself when the program ends.

        `patience` is how many seconds to wait for another program.

        Raises:
            EnvironmentFault: another program holds it, or the folder cannot be written.

        """
        self.prepare()
        path = self.path / "lock.sqlite"
        with (
            guarded(path),
            contextlib.closing(sqlite3.connect(path, timeout=patience, isolation_level=None)) as lock,
        ):
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
                raise EnvironmentFault(
                    f"Another program is loading into {self.path}. Wait until it has ended and try again."
                ) from error
            yield


def patiently(work: Callable[[], object]) -> None:
    """Rename or remove a file; Windows refuses for a moment while someone reads it."""
    for attempt in range(_ATTEMPTS):
        try:
            work()
        except PermissionError:
            if attempt == _ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE)
        else:
            return
