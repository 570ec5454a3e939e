"""Writes files whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def whole(file: Path) -> Iterator[Path]:
    """Give a name to write to; what was written there takes the place of `file` at the end.

    Where anything fails, the file that was there stays. A link stays a link.

    Raises:
        OSError: it cannot be written, or is no ordinary file; the name is the file's.

    """
    place = Path(os.path.realpath(file))
    beside = place.with_name(f".hcpcs-{os.getpid()}.new")
    try:
        with _named(file):
            _demand_ordinary(place)
            yield beside
            beside.replace(place)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


@contextlib.contextmanager
def _named(file: Path) -> Iterator[None]:
    """Name `file` in whatever fails, not the name beside it that no one chose."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(file)) from error


def _demand_ordinary(place: Path) -> None:
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not place.exists():
        return
    if not place.is_file():
        raise OSError(errno.EINVAL, "it is no ordinary file")
    if not os.access(place, os.W_OK):  # a folder that can be written would let it be replaced all the same
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def put(file: Path, content: bytes) -> None:
    """Write `content` to `file` in one step, or into the pipe or device of that name.

    Raises:
        OSError: it cannot be written; the name is the file's, and what was there before stays.

    """
    if file.exists() and not file.is_file() and not file.is_dir():
        with _named(file), file.open("wb", buffering=0) as device:
            device.write(content)
        return
    with whole(file) as new:
        new.write_bytes(content)
