"""The failures of the data folder, as classes that cost nothing to import."""

from __future__ import annotations

from pathlib import Path


class EnvironmentFault(Exception):
    """The disk, a permission or a lock stands in the way; the message says what to do. Exit status 3."""


class DamagedFile(Exception):
    """An SQLite file is no longer one; the cache can be rebuilt from the kept originals."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is damaged. Move it away to begin a new one.")
        self.path = path


class Interrupted(Exception):
    """A question was stopped from another thread because a newer one came."""


def os_fault(error: OSError, path: Path) -> EnvironmentFault:
    """Return the fault that says what to do about a failed system call at `path`."""
    what = error.strerror or str(error)
    return EnvironmentFault(
        f"{path}: {what}. Check the disk and your permission to write there, and try again."
    )
