"""Finds what answers a question, level by level: sets of entries, as bits of integers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from math import log
from typing import NamedTuple, Protocol

from hcpcs_desktop.search.facts import OWN, RESPELT, Fact

Firing = tuple[Fact, frozenset[int]]
"""A fact and the places of the words in the query for which it stands."""


class Posting(NamedTuple):
    """The entries that hold a word: in their names, anywhere."""

    names: int
    anywhere: int


_BY_WORDS = 99
_COMBINATIONS = 200
_COMMON = 20
_DRUGS = frozenset("JQ")
NOWHERE = Posting(0, 0)


class Vocabulary(Protocol):
    """What matching asks the index."""

    def whole(self, word: str) -> Posting:
        """Return the entries with a form of `word`."""

    def beginning(self, start: str) -> Posting:
        """Return the entries with a word that begins with `start`."""

    def with_codes(self, codes: Sequence[str]) -> int:
        """Return the entries of these codes and modifiers."""


class Asked(NamedTuple):
    """The words of a query, the facts that fire, and the places of the words that a text need not have.

    `function` words never have to be there, `generic` ones only in the better tiers. `unfinished` tells
    that the last word may be a beginning.
    """

    words: tuple[str, ...]
    facts: tuple[Firing, ...] = ()
    function: frozenset[int] = frozenset()
    generic: frozenset[int] = frozenset()
    unfinished: bool = False


class Level(NamedTuple):
    """Entries of one tier, none of them in an earlier level; `left_out` are words they do not answer.

    `lack` is the weight of those words, in tenths.
    """

    tier: str
    entries: int
    left_out: tuple[str, ...] = ()
    lack: int = 0


class Reached(NamedTuple):
    """A fact that fires, the places of the words it stands for, and the entries that satisfy it.

    `codes` are the entries of the fact's codes among them.
    """

    fact: Fact
    covered: frozenset[int]
    entries: Posting
    codes: int


class Matcher:
    """Answers one question from one vocabulary."""

    def __init__(self, asked: Asked, vocabulary: Vocabulary) -> None:
        self.asked = asked
        self._vocabulary = vocabulary
        last = len(asked.words) - 1
        self.postings = tuple(
            vocabulary.beginning(word) if asked.unfinished and place == last else vocabulary.whole(word)
            for place, word in enumerate(asked.words)
        )
        reached = [self._reach(fact, covered) for fact, covered in asked.facts]
        self.fired = sorted(
            (one for one in reached if one.entries.anywhere), key=lambda one: -len(one.covered)
        )
        places = range(len(asked.words))
        self.needed = [place for place in places if place not in asked.function] or list(places)
        self.telling = [place for place in self.needed if place not in asked.generic] or self.needed
        self._by_fact = [0] * len(asked.words)
        for one in self.fired:
            for place in one.covered:
                self._by_fact[place] |= one.entries.anywhere
        self._spelt = self._otherwise_spelt()
        self.as_typed = -1
        for place in self.needed:
            self.as_typed &= self.postings[place].anywhere
        self._drug_facts = [one for one in self.fired if len(one.fact.means) > 1]
        self._ranks: dict[str, int] = {}
        for one in self.fired:
            for rank, code in enumerate(one.fact.codes):
                self._ranks[code] = min(rank, self._ranks.get(code, rank))

    def _otherwise_spelt(self) -> dict[int, Posting]:
        """Return for the places of words the entries that hold them in another spelling."""
        spelt: dict[int, Posting] = {}
        for fact, covered, entries, _ in self.fired:
            if fact.kind in RESPELT:
                for place in covered:
                    before = spelt.get(place, NOWHERE)
                    spelt[place] = Posting(before.names | entries.names, before.anywhere | entries.anywhere)
        return spelt

    def _reach(self, fact: Fact, covered: frozenset[int]) -> Reached:
        """Return the entries that satisfy a fact."""
        codes = self._vocabulary.with_codes(fact.codes) if fact.codes else 0
        names = anywhere = 0
        for alternative in fact.means:
            if self._is_scattered(fact, alternative):
                continue
            here = there = -1
            for word in alternative:
                posting = self._vocabulary.whole(word)
                here &= posting.names
                there &= posting.anywhere
            names |= here
            anywhere |= there
        return Reached(fact, covered, Posting(codes | names, codes | anywhere), codes)

    def _is_scattered(self, fact: Fact, alternative: tuple[str, ...]) -> bool:
        """Tell whether a common word stands for its parts, which texts have far apart: wheel, chair."""
        if len(fact.words) != 1 or len(alternative) == 1 or "".join(alternative) != fact.words[0]:
            return False
        return self._vocabulary.whole(fact.words[0]).anywhere.bit_count() > _COMMON

    def alternative_of(self, fact: Fact, number: int) -> tuple[str, ...]:
        """Return the first alternative of a fact that entry `number` has, () for none."""
        for alternative in fact.means:
            if all(self._vocabulary.whole(word).anywhere >> number & 1 for word in alternative):
                return alternative
        return ()

    def place_of(self, code: str, number: int) -> int:
        """Return how near the best an entry stands among those of the facts that bring it; 0 is best.

        Codes of a fact count in their order. So do its alternatives for drugs, where each is another drug;
        elsewhere they are other words for one thing.
        """
        best = self._ranks.get(code, _BY_WORDS if self._ranks else 0)
        if self._drug_facts and code[:1] in _DRUGS:
            for fact, _, entries, codes in self._drug_facts:
                if entries.anywhere >> number & 1 and not codes >> number & 1:
                    best = max(best, fact.means.index(self.alternative_of(fact, number)))
        return best

    def levels(self) -> Iterator[Level]:
        """Yield the levels, best first."""
        seen = 0
        for tier, entries in self._tiers():
            fresh = entries & ~seen
            if fresh:
                seen |= fresh
                yield Level(tier, fresh)

    def _tiers(self) -> Iterator[tuple[str, int]]:
        yield OWN, self._by_own_words()
        yield "brand", self._whole_facts(by_code=True)
        yield "name", self._all("names")
        yield "synonym", self._whole_facts()
        yield "text", self._all("anywhere")
        yield "expansion", self._expanded(self.needed)
        if self.telling != self.needed:
            yield "fewer words", self._expanded(self.telling)

    def _all(self, where: str) -> int:
        found = -1
        for place in self.needed:
            other = getattr(self._spelt[place], where) if place in self._spelt else 0
            found &= getattr(self.postings[place], where) | other
        return found

    def _by_own_words(self) -> int:
        """Return what the user's own word for the whole query stands for, once it is typed to its end."""
        needed = set(self.needed)
        found = 0
        for one in self.fired:
            if one.fact.kind == OWN and not self.asked.unfinished and needed <= one.covered:
                found |= one.entries.anywhere
        return found

    def _whole_facts(self, *, by_code: bool = False) -> int:
        """Return what satisfies a fact that stands for all the words that tell; if `by_code` its codes."""
        telling = set(self.telling)
        found = 0
        for _, covered, entries, codes in self.fired:
            if telling <= covered:
                found |= codes if by_code else entries.anywhere
        return found

    def satisfied(self, place: int) -> int:
        """Return the entries that answer the word at `place`, as it stands or by a fact."""
        return self.postings[place].anywhere | self._by_fact[place]

    def _expanded(self, places: Sequence[int]) -> int:
        found = -1
        for place in places:
            found &= self.satisfied(place)
        return found

    def parts(self, size: int, allowed: int) -> Iterator[Level]:
        """Yield what answers at least half of the known telling words, by the weight of those it lacks.

        The weight of a word is how seldom it is among the `size` entries; `allowed` are those to look at.
        """
        masks = {place: self.satisfied(place) & allowed for place in self.telling}
        unknown = tuple(place for place, mask in masks.items() if not mask)
        places = [place for place in self.telling if masks[place]]
        weights = {place: log((size + 1) / (mask.bit_count() + 1)) for place, mask in masks.items()}
        by_weight = sorted(places, key=lambda place: weights[place])
        lacks = [
            (sum(weights[place] for place in dropped), dropped)
            for count in range(0 if unknown else 1, len(places) // 2 + 1)
            for dropped in islice(combinations(by_weight, count), _COMBINATIONS)
        ]
        seen = 0
        for lack, dropped in sorted(lacks) if places else ():
            entries = allowed & ~seen
            for place in places:
                if place not in dropped:
                    entries &= masks[place]
            if entries:
                seen |= entries
                left_out = tuple(self.asked.words[place] for place in sorted((*dropped, *unknown)))
                yield Level("some words", entries, left_out, int(lack * 10))
