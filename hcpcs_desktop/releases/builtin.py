"""Reads the built-in set: this program's own plain-language names, a table a letter."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from functools import cache

from hcpcs_desktop import __version__, assets
from hcpcs_desktop.codes.records import PlainName
from hcpcs_desktop.codes.tables import Row, parse
from hcpcs_desktop.search.facts import FOLDER as FACTS

NAME = "builtin"
"""The name under which the built-in set stands beside releases."""

_FOLDER = "builtin"


@cache
def fingerprint() -> str:
    """Return a checksum of the tables of names and search; a cache built from others is rebuilt."""
    checksum = length = 0
    for name in _tables():
        data = assets.path(name).read_bytes()
        checksum, length = zlib.crc32(data, checksum), length + len(data)
    return f"{checksum:08x}-{length}"


@cache
def stamp() -> str:
    """Return a checksum of version, place, sizes and times of these tables: while it holds, so do they.

    Reading two megabytes for the checksum of what they hold would cost each start four milliseconds.
    """
    told = [__version__, str(assets.root())]
    for name in _tables():
        status = assets.path(name).stat()
        told.append(f"{name} {status.st_size} {status.st_mtime_ns}")
    return f"{zlib.crc32(chr(10).join(told).encode()):08x}"


def _tables() -> Iterator[str]:
    return (name for folder in (_FOLDER, FACTS) for name in assets.names(folder))


def read_builtin() -> tuple[PlainName, ...]:
    """Return the plain names of all letters, by code."""
    found = [_plain_name(row) for name in assets.names(_FOLDER) for row in parse(assets.text(name))]
    return tuple(sorted(found, key=lambda one: one.code))


def _plain_name(row: Row) -> PlainName:
    return PlainName(
        row["code"],
        row["name"],
        row["words"],
        row["hint"],
        row["added"] or None,
        row["ended"] or None,
        row["coverage"],
    )
