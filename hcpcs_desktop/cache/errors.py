"""Turns SQLite's failures into those of the environment, of a damaged file, or of the program itself."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from hcpcs_desktop.cache.faults import DamagedFile, EnvironmentFault, Interrupted, os_fault

__all__ = ["DamagedFile", "EnvironmentFault", "Interrupted", "guarded", "os_fault"]


_DAMAGED = (
    "malformed",
    "not a database",
    "disk image",
    "file is encrypted",
    "no such table",
    "no such column",
    "could not decode",
)
_ADVICE = (
    (
        "locked",
        "{path} is in use by another program. Close it, or wait until its load has ended, and try again.",
    ),
    ("full", "The disk with {path} is full. Free some space and try again; nothing was changed."),
    (
        "readonly",
        "{path} cannot be written. Ask for permission to write there, or choose another data folder.",
    ),
    ("unable to open", "{path} cannot be opened. Check that the folder exists and that you may write there."),
    ("disk i/o", "The disk with {path} failed while reading or writing. Check the disk and try again."),
)


@contextlib.contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Turn SQLite's and the system's failures at `path` into the three classes above; bugs pass through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _translated(error, path) from error
    except OSError as error:
        raise os_fault(error, path) from error


def _translated(error: sqlite3.DatabaseError, path: Path) -> Exception:
    text = str(error).lower()
    if "interrupted" in text:
        return Interrupted(text)
    if any(word in text for word in _DAMAGED):
        return DamagedFile(path)
    for word, advice in _ADVICE:
        if word in text:
            return EnvironmentFault(advice.format(path=path))
    return error
