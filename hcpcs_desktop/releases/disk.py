"""Looks at files and folders on the disk without being held up or led astray by what lies there."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from hcpcs_desktop.releases.archive import MAX_MEMBER, MAX_PACKED, read_bounded

_MOST_FILES = 20_000
_NO_ARCHIVES = (".xlsx", ".xls", ".txt", ".csv", ".prn")

Trouble = Callable[[str, str], None]
"""Takes the name of a file or folder and why it cannot be read."""


def printable(name: str) -> str:
    """Return `name` to show and keep: bytes that are no UTF-8 and control characters become a mark."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(one if one.isprintable() else "\ufffd" for one in text)


def is_regular(path: Path) -> bool:
    """Tell whether `path` is an ordinary file: not a pipe or a device, which may never end.

    Raises:
        OSError: the system does not say.

    """
    return stat.S_ISREG(path.stat().st_mode)


def is_archive(path: Path) -> bool:
    """Tell whether the ordinary file `path` is a zip to look into; a workbook is one too, but no archive."""
    if path.suffix.lower() in _NO_ARCHIVES:
        return False
    return path.suffix.lower() == ".zip" or zipfile.is_zipfile(path)


def files_below(folder: Path, trouble: Trouble) -> Iterator[Path]:
    """Return the ordinary files below `folder` in a fixed order, without hidden ones and links' folders.

    What cannot be read, and what lies beyond 20,000 files, is told to `trouble`.
    """

    def unreadable(error: OSError) -> None:
        trouble(printable(str(error.filename)), reason(error))

    met = 0
    for here, folders, files in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".")):
            met += 1
            if met > _MOST_FILES:
                trouble(
                    printable(str(folder)), f"It holds more than {_MOST_FILES} files. Name a smaller folder."
                )
                return
            path = Path(here) / name
            if _is_ordinary(path):
                yield path


def _is_ordinary(path: Path) -> bool:
    try:
        return is_regular(path)
    except OSError:
        return True  # reading it says what is wrong


def read_file(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        RefusedFile: it is larger than any file of CMS.
        OSError: the disk does not give it.

    """
    with path.open("rb") as stream:
        return read_bounded(stream, MAX_MEMBER, "The file")


def read_packed(path: Path) -> bytes:
    """Return the bytes of a zip; raises as `read_file`."""
    with path.open("rb") as stream:
        return read_bounded(stream, MAX_PACKED, "The zip")


def reason(error: Exception) -> str:
    """Return why a file was not read, for the user."""
    if isinstance(error, OSError):
        return f"It cannot be read: {error.strerror or error}. Check that you may open it."
    return str(error)
