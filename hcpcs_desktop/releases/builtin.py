"""Reads the built-in set: this program's own plain-language names, a table a letter."""

from __future__ import annotations

import zlib
from functools import cache

from hcpcs_desktop import assets
from hcpcs_desktop.codes.records import PlainName
from hcpcs_desktop.codes.tables import Row, parse
from hcpcs_desktop.search.facts import FOLDER as FACTS

NAME = "builtin"
"""The name under which the built-in set stands beside releases."""

_FOLDER = "builtin"


@cache
def fingerprint() -> str:
    """Return a checksum of the tables of names and search; a cache built from others is rebuilt."""
    built_in = (name for folder in (_FOLDER, FACTS) for name in assets.names(folder))
    data = b"".join(assets.path(name).read_bytes() for name in built_in)
    return f"{zlib.crc32(data):08x}-{len(data)}"


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
