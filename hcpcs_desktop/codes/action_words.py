"""Finds the action letter that the words of a transaction report stand for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from hcpcs_desktop.codes.tables import rows


def folded(words: str) -> str:
    """Return `words` as they are compared: in small letters, with single blanks."""
    return " ".join(words.lower().split())


def letter_of(words: str, key: Mapping[str, str]) -> str:
    """Return the action letter for `words`, '' where neither the report's `key` nor this program knows it.

    `key` maps the folded words of the report's own key to its letters; it comes before the shipped table.
    """
    found = folded(words)
    return key.get(found) or _usual().get(found, "")


@cache
def _usual() -> dict[str, str]:
    return {row["words"]: row["letter"] for row in rows("structure/action_words.tsv")}
