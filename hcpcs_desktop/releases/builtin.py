"""Reads the built-in set: this program's own plain-language names, a table a letter."""

from __future__ import annotations

import hashlib
from functools import cache

from hcpcs_desktop import assets
from hcpcs_desktop.codes.records import PlainName
from hcpcs_desktop.codes.tables import Row, parse

_FOLDER = "builtin"


@cache
def fingerprint() -> str:
    """Return a hash of the tables; a cache that was built from others is rebuilt."""
    digest = hashlib.sha256()
    for name in assets.names(_FOLDER):
        digest.update(assets.text(name).encode())
    return digest.hexdigest()


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
