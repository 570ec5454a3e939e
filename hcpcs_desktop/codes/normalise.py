"""Turns what was typed or pasted into the plain form that codes are written in (domain A9)."""

from __future__ import annotations

import re
import unicodedata

_DASHES = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"[\s\u0000-\u001f\u007f]+")
_WRAPPING = "\"'`\u00b4\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb()[]{}<>"
_TRAILING = _WRAPPING + "*+-.,;:!? "

LEADING_MARKS = _WRAPPING + "*+# "
"""Characters that may stand before a code and say nothing of it."""

LONGEST = 20_000
"""Characters that are read of one text: some three thousand pasted codes."""


def plain(text: str) -> str:
    """Return `text` in capitals with plain spaces and dashes, without invisible or wrapping characters.

    The marks of code books at either end (``+`` and ``*`` for an add-on code, a leading ``#`` for one out
    of order), sentence punctuation and a dash with nothing behind it go. A plain text stays as it is.
    """
    seen = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text[:LONGEST]))
    capitals = unicodedata.normalize("NFKC", seen.upper())
    spaced = _SPACE.sub(" ", _DASHES.sub("-", capitals))
    return spaced[:LONGEST].lstrip(LEADING_MARKS).rstrip(_TRAILING)


def parts(text: str) -> list[str]:
    """Split a plain text at white space, commas and semicolons; each part is cleaned like a whole text."""
    cleaned = (piece.lstrip(LEADING_MARKS).rstrip(_TRAILING) for piece in re.split(r"[\s,;]+", text))
    return [piece for piece in cleaned if piece]
