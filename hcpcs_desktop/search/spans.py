"""Marks the words of a title that match a question."""

from __future__ import annotations

import re
from functools import lru_cache

from hcpcs_desktop.search.matching import Asked
from hcpcs_desktop.search.ranking import Wanted
from hcpcs_desktop.search.stemming import stems

_WORD = re.compile(r"[0-9a-z]+")


@lru_cache(maxsize=8192)
def _words(title: str) -> tuple[tuple[int, int, tuple[str, ...], str], ...]:
    lower = title.lower() if title.isascii() else ""
    return tuple((*match.span(), stems(match[0]), match[0]) for match in _WORD.finditer(lower))


def spans(title: str, wanted: Wanted, asked: Asked) -> tuple[tuple[int, int], ...]:
    """Return the stretches of `title` that match, as (start, end); of an unfinished word its beginning."""
    start = asked.words[-1] if asked.unfinished else ""
    disjoint = wanted.forms.isdisjoint
    found = []
    for begin, end, stem, word in _words(title):
        if not disjoint(stem):
            found.append((begin, end))
        elif start and word.startswith(start):
            found.append((begin, begin + len(start)))
    return tuple(found)
