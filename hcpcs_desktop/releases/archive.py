"""Opens zips within bounds: nothing is written to disk, no path of a zip is used, no size is believed."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from typing import BinaryIO

from hcpcs_desktop.releases.errors import RefusedFile

MAX_MEMBERS = 2_000
MAX_MEMBER = 64 * 1024 * 1024
"""Bytes of one unpacked file; CMS's largest is under 4 MB."""
MAX_TOTAL = 512 * 1024 * 1024
MAX_PACKED = 256 * 1024 * 1024
_CHUNK = 1 << 20
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
"""What the standard library raises on a zip whose bytes have changed."""


def read_bounded(stream: BinaryIO, most: int, what: str) -> bytes:
    """Return all of `stream`.

    Raises:
        RefusedFile: it is longer than `most` bytes.

    """
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise RefusedFile(f"{what} is larger than {most // 1024 // 1024} MB; no CMS file is.")
        chunks.append(chunk)
    return b"".join(chunks)


def member_names(data: bytes) -> list[str]:
    """Return the names of a zip's files, folders in front, directories left out; nothing is unpacked.

    Raises:
        RefusedFile: it is no zip or beyond the bounds.

    """
    with _opened(data) as archive:
        return [info.filename for info in archive.infolist() if not info.is_dir()]


def read_member(data: bytes, name: str) -> bytes:
    """Return the content of the member called `name`.

    Raises:
        RefusedFile: the member is damaged, encrypted or larger than it may be.

    """
    with _opened(data) as archive:
        try:
            with archive.open(name) as stream:
                return read_bounded(stream, MAX_MEMBER, f"{_bare(name)} inside the zip")  # type: ignore[arg-type] # a ZipExtFile reads bytes
        except _DAMAGE as error:
            raise RefusedFile(
                f"{_bare(name)} inside the zip is damaged ({error}). Get a fresh copy."
            ) from error
        except RuntimeError as error:
            raise RefusedFile(f"{_bare(name)} inside the zip is locked with a password.") from error


def check_declared_sizes(data: bytes) -> None:
    """Check a zip's declared sizes, such as those of a workbook, before another reader opens it.

    Raises:
        RefusedFile: it is no zip or beyond the bounds.

    """
    with _opened(data):
        pass


class _opened:
    """Opens a zip held in memory and checks its declared sizes."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __enter__(self) -> zipfile.ZipFile:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(self._data))
        except _DAMAGE as error:
            raise RefusedFile(f"The zip is damaged ({error}). Download it again.") from error
        _check(self._archive.infolist())
        return self._archive

    def __exit__(self, *_: object) -> None:
        self._archive.close()


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_MEMBERS:
        raise RefusedFile(f"The zip holds {len(infos)} files; CMS's hold about ten.")
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        raise RefusedFile("The zip would unpack to more than 512 MB; no CMS file does.")


def _bare(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1]
