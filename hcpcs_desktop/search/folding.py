"""Folds text for comparison: case and accents do not count, words are runs of letters and digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W_]+")
_SEPARATORS = {number: " " for number in range(128) if not chr(number).isalnum()}
_BUT_LINES = {number: " " for number in _SEPARATORS if number != ord("\n")}
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
    if text.isascii():
        return tuple(text.lower().translate(_SEPARATORS).split())
    return tuple(_WORD.findall(fold(text)))


def words_of_each(texts: Sequence[str]) -> list[list[str]]:
    """Return what `words` returns for each text, for thousands of texts at a time."""
    joined = "\n".join(text if text.isascii() else "" for text in texts)
    found = [line.split() for line in joined.lower().translate(_BUT_LINES).split("\n")]
    if len(found) != len(texts):  # a text holds an end of line
        return [list(words(text)) for text in texts]
    for number, text in enumerate(texts):
        if not text.isascii():
            found[number] = list(words(text))
    return found
