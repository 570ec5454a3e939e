"""Marks the words of a title that match a question."""

from __future__ import annotations

import re
from functools import lru_cache

from hcpcs_desktop.search.matching import Asked
from hcpcs_desktop.search.ranking import Wanted
from hcpcs_desktop.search.stemming import stems

_WORD = re.compile(r"[0-9a-z]+")


@lru_cache(maxsize=8192)
def _places(title: str) -> dict[str, list[tuple[int, int]]]:
    """Return where each stem stands in a title, and under '' where every word does."""
    found: dict[str, list[tuple[int, int]]] = {"": []}
    for match in _WORD.finditer(title.lower() if title.isascii() else ""):
        found[""].append(match.span())
        for stem in stems(match[0]):
            found.setdefault(stem, []).append(match.span())
    return found


def spans(title: str, wanted: Wanted, asked: Asked) -> tuple[tuple[int, int], ...]:
    """Return the stretches of `title` that match, as (start, end); of an unfinished word its beginning."""
    places = _places(title)
    found = {span for stem in wanted.forms & places.keys() if stem for span in places[stem]}
    if asked.unfinished and asked.words[-1]:
        whole = {first for first, _ in found}
        starts = _beginning(asked.words[-1]).finditer(title.lower() if places[""] else "")
        found.update(match.span() for match in starts if match.start() not in whole)
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def _beginning(start: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9a-z]){re.escape(start)}")
