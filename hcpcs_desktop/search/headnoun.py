"""Finds the head noun, the word that says what a thing is, of a text and of a query (search.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from hcpcs_desktop.search.facts import GENERIC, role_of_words
from hcpcs_desktop.search.folding import words

_PARTS = re.compile(
    r"[,;:()]|\b(?:with|without|for|of|in|to|per|by|used|using|including|includes|from|on|at|and/or|as"
    r"|that|which|whose|where|when|into|onto|around|between|during|against|put|worn|added|attached|plus)\b"
)
_OPENING = frozenset(
    (
        "injection",
        "infusion",
        "injectable",
        "replacement",
        "accessory",
        "accessories",
        "addition",
        "additions",
        "supply",
        "supplies",
        "component",
        "unlisted",
        "each",
        "pair",
        "set",
    )
)
_LINKS = frozenset(
    ("for", "with", "of", "in", "to", "per", "by", "on", "at", "from", "using", "after", "without")
)
_READ = 110


@lru_cache(maxsize=8192)
def of_text(title: str) -> tuple[str, str]:
    """Return first and last word of the part of a text that names the thing; CMS names it first.

    >>> of_text("Walker, folding, wheeled"), of_text("Wheelchair accessory, tray, each")
    (('walker', 'walker'), ('tray', 'tray'))
    """
    for part in _PARTS.split(title[:_READ].lower()):
        found = words(part)
        if found and found[-1] not in _OPENING:
            last = next((word for word in reversed(found) if role_of_words().get(word) != GENERIC), found[-1])
            return found[0], last
    return "", ""


def of_query(asked: Sequence[str], telling: Sequence[int]) -> int:
    """Return the place of the head noun in a query: the last word before a link such as ``for``.

    `telling` are the places of the words that count; -1 where there are none.
    """
    last = -1
    for place in telling:
        if last >= 0 and any(word in _LINKS for word in asked[last + 1 : place]):
            break
        last = place
    return last
