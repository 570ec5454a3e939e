"""Reads and writes the text files of own words, whole or not at all, and says what stands in the way."""

from __future__ import annotations

from pathlib import Path

from hcpcs_desktop.cache.faults import EnvironmentFault
from hcpcs_desktop.reference.errors import RefusedWords
from hcpcs_desktop.reference.whole_files import put

LARGEST = 4_000_000
"""Bytes that are read of one file."""


def read_whole(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        EnvironmentFault: it is not there, no ordinary file, or may not be read.
        RefusedWords: it is too large.

    """
    try:
        if path.exists() and not path.is_file():
            raise EnvironmentFault(f"{path} is no ordinary file. Name a text file with a word on each line.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or error
        raise EnvironmentFault(f"{path}: {what}. Check the name and your permission to read it.") from error
    if len(data) > LARGEST:
        raise RefusedWords(
            f"{path} is larger than {LARGEST:,} bytes; own words are not so many. Split the file."
        )
    return data


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step: where that fails, the one that was there stays.

    Raises:
        EnvironmentFault: it cannot be written.

    """
    try:
        put(path, text.encode())
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or error
        raise EnvironmentFault(
            f"{path}: {what}. Check the name, the free space and your permission to write there."
        ) from error
