"""Finds among thousands of the user's own facts the few that a query may be about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from hcpcs_desktop.search.facts import Fact
from hcpcs_desktop.search.stemming import stems

_SHORTEST_START = 3
_BEGINNINGS = 96


class OwnFacts:
    """The facts made of the user's own words; they stand in the place of others with the same term.

    Each is kept under the stems of its rarest word, so that a query meets few that do not fire.
    """

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        known = [fact for fact in facts if fact.words]
        self._terms = {fact.words for fact in known}
        self._words = sorted({word for fact in known for word in fact.words})
        self._forms = {stem for word in self._words for stem in stems(word)}
        counts = Counter(word for fact in known for word in fact.words)
        self._by_key: dict[str, list[tuple[int, Fact]]] = {}
        for fact in known:
            for key in stems(max(fact.words, key=lambda word: (-counts[word], len(word)))):
                self._by_key.setdefault(key, []).append((len(fact.words), fact))
        self._keys = sorted(self._by_key)

    def __bool__(self) -> bool:
        return bool(self._terms)

    def may_fire(self, query: Sequence[str], *, unfinished: bool) -> list[Fact]:
        """Return the facts that may fire for these words; the last may be a beginning."""
        keys = [stem for word in query for stem in stems(word)]
        if unfinished and query and len(query[-1]) >= _SHORTEST_START:
            keys += islice(_beginning(self._keys, query[-1]), _BEGINNINGS)
        found = [fact for key in keys for size, fact in self._by_key.get(key, ()) if size <= len(query)]
        return list(dict.fromkeys(found))

    def instead(self, others: Iterable[Fact]) -> list[Fact]:
        """Return the facts of `others` whose term is not one of these."""
        return [fact for fact in others if fact.words not in self._terms]

    def has(self, word: str, *, unfinished: bool) -> bool:
        """Tell whether a fact has `word`, or one that begins so if `unfinished`."""
        if not self._forms.isdisjoint(stems(word)):
            return True
        return unfinished and any(True for _ in _beginning(self._words, word))

    def spellings(self, first: str, shortest: int, longest: int) -> list[str]:
        """Return the words that begin with the letter `first`, of a length."""
        return [word for word in _beginning(self._words, first) if shortest <= len(word) <= longest]


def _beginning(ordered: Sequence[str], start: str) -> Iterable[str]:
    """Yield those of the sorted texts that begin with `start`."""
    for word in islice(ordered, bisect_left(ordered, start), None):
        if not word.startswith(start):
            return
        yield word
