"""Finds entries that share most of their words, over sets of entries that are bits of integers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from math import log2

_OF_ITS_OWN = 0.6
_OF_THE_OTHER = 0.75
_AT_LEAST = 0.3
_WITH_A_RARE_WORD = 0.45
_RARE = 8.5
"""The weight of a word that one text of 360 holds."""


class Shared:
    """Counts for all entries at once in how many of the sets `masks` each stands.

    The counter of an entry is spread over one bit of each plane.
    """

    def __init__(self, masks: Iterable[int]) -> None:
        self._planes: list[int] = []
        for mask in masks:
            _add(self._planes, mask)

    def by_at_least(self, least: int) -> int:
        """Return the entries that stand in at least `least` of the sets; `least` is 1 or more."""
        if least < 1:
            raise ValueError("every entry stands in no set at least")
        return _at_least(self._planes, least)


def _add(planes: list[int], mask: int) -> None:
    for place, plane in enumerate(planes):
        planes[place], mask = plane ^ mask, plane & mask
    if mask:
        planes.append(mask)


def _at_least(planes: Sequence[int], least: int) -> int:
    """Compare each counter with `least`, highest bit first."""
    if least >> len(planes):
        return 0
    more, equal = 0, -1
    for place in range(len(planes) - 1, -1, -1):
        if least >> place & 1:
            equal &= planes[place]
        else:
            more |= equal & planes[place]
            equal &= ~planes[place]
    return more | equal


class Likeness:
    """Judges whether a text is much like another one, rare words counting more than common ones."""

    def __init__(self, own: Iterable[str], count: Callable[[str], int], entries: int) -> None:
        """Take the words of the one text; `count` tells how many of all `entries` hold a word."""
        self._own = frozenset(own)
        self._weight = cache(lambda word: log2(1 + entries / max(1, count(word))))

    def holds(self, words: Iterable[str]) -> bool:
        """Tell whether `words` are most of the text's words, or say little that the text does not say.

        The second is what a shorter text is like. Where a rare word is shared, such as a drug, less will do.
        """
        others = frozenset(words)
        common = self._own & others
        shared, whole = self._sum(common), self._sum(self._own)
        if shared >= whole * _OF_ITS_OWN:
            return True
        if shared >= whole * _AT_LEAST and shared >= self._sum(others) * _OF_THE_OTHER:
            return True
        return shared >= whole * _WITH_A_RARE_WORD and any(self._weight(word) >= _RARE for word in common)

    def _sum(self, words: Iterable[str]) -> float:
        return sum(map(self._weight, words))
