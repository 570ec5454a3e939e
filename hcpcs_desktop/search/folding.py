"""Folds text for comparison: case and accents do not count, words are runs of letters and digits."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_MARKS = str.maketrans("\u2122\u2120", "  ")
"""The marks of trade and service, which would else become letters of the brand before them."""


def fold(text: str) -> str:
    """Return `text` without case and accents; plain ASCII keeps its length, so that places still fit."""
    if text.isascii():
        return text.lower()
    spread = unicodedata.normalize("NFKD", text.translate(_MARKS))
    small = unicodedata.normalize("NFKD", spread.casefold())
    return "".join(character for character in small if not unicodedata.combining(character))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of `text` in order."""
    return tuple(_WORD.findall(fold(text)))


def places(text: str, wanted: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of `text` where a word begins with one of `wanted`; the last may be unfinished.

    Whole words must match but for the last of `wanted`, which matches the beginning of a word.
    """
    if not wanted or not text.isascii():
        return ()
    found = []
    for match in _WORD.finditer(text.lower()):
        if match[0] in wanted:
            found.append(match.span())
        elif match[0].startswith(wanted[-1]):
            found.append((match.start(), match.start() + len(wanted[-1])))
    return tuple(found)
