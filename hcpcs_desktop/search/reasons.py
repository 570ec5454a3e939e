"""Says why a hit is there: its words, the facts that brought it, the slip that was corrected."""

from __future__ import annotations

from collections.abc import Sequence

from hcpcs_desktop.search.facts import OWN, Fact
from hcpcs_desktop.search.folding import words
from hcpcs_desktop.search.matching import Matcher
from hcpcs_desktop.search.stemming import plain, stems

Reason = tuple[str, tuple[str, ...]]
"""A reason in words, and the terms of the facts in it."""

_BY_FACT = ("brand", "synonym")
_Key = tuple[str, int, tuple[tuple[Fact, tuple[str, ...]], ...], tuple[str, ...]]


def facts_of(matcher: Matcher, number: int) -> tuple[Fact, ...]:
    """Return the facts that entry `number` needs to answer all the words, those of most words first."""
    if matcher.as_typed >> number & 1:
        return ()
    missing = {place for place in matcher.needed if not matcher.postings[place].anywhere >> number & 1}
    used = []
    for fact, covered, entries, _ in matcher.fired:
        if entries.anywhere >> number & 1 and not missing.isdisjoint(covered):
            used.append(fact)
            missing -= covered
    return tuple(used)


def stands_for(matcher: Matcher, number: int, official: str) -> tuple[Fact, ...]:
    """Return the fact that puts CMS's words for a query that only the plain name of entry `number` has.

    `official` is the opening of its official text; nothing where that has the words too.
    """
    there = {stem for word in words(official) for stem in stems(word)}
    if all(not there.isdisjoint(stems(matcher.asked.words[place])) for place in matcher.telling):
        return ()
    whole = set(matcher.telling)
    fitting = (
        one.fact for one in matcher.fired if whole <= one.covered and one.entries.anywhere >> number & 1
    )
    return tuple(fitting)[:1]


class Reasons:
    """Makes the reasons of one answer; the same words are made once. `corrected` are (typed, read as)."""

    def __init__(self, corrected: Sequence[tuple[str, str]]) -> None:
        self._corrected = tuple(f"{typed} read as {meant}" for typed, meant in corrected)
        self._known: dict[_Key, Reason] = {}
        self._by_words: dict[tuple[str, Matcher], Reason] = {}

    def of(self, tier: str, matcher: Matcher, number: int, left_out: tuple[str, ...]) -> Reason:
        """Return why entry `number` stands in `tier`; `left_out` are words it does not answer."""
        by_words = matcher.as_typed >> number & 1 and not left_out and tier != OWN and tier not in _BY_FACT
        if by_words and (tier, matcher) in self._by_words:  # most hits: the words alone
            return self._by_words[tier, matcher]
        facts = facts_of(matcher, number)
        if tier == OWN or (tier in _BY_FACT and not facts):
            facts = _whole(matcher, number, own=tier == OWN)
        used = tuple((fact, _meant(fact, matcher, number)) for fact in facts)
        key = (tier, id(matcher), used, left_out)
        if key not in self._known:
            self._known[key] = self._told(tier, matcher, used, left_out), tuple(fact.term for fact in facts)
        if by_words:
            self._by_words[tier, matcher] = self._known[key]
        return self._known[key]

    def _told(
        self,
        tier: str,
        matcher: Matcher,
        used: Sequence[tuple[Fact, tuple[str, ...]]],
        left_out: tuple[str, ...],
    ) -> str:
        told = [*self._corrected, *(_fact_told(fact, meant) for fact, meant in used)]
        if not told:
            needed = (matcher.asked.words[place] for place in matcher.needed)
            said = [plain(word) for word in needed if word not in left_out]
            told = [f"{'words in the text' if tier == 'text' else 'words'}: {', '.join(said)}"]
        if left_out:
            told.insert(0, "not in its text: " + ", ".join(plain(word) for word in left_out))
        return "; ".join(told)


def _fact_told(fact: Fact, meant: tuple[str, ...]) -> str:
    if fact.kind != OWN:
        return f"{fact.term} → {' '.join(meant)}"
    between = ", " if meant is fact.codes else " "
    return f"{fact.term} → {between.join(meant)} (own word)"


def _whole(matcher: Matcher, number: int, *, own: bool) -> tuple[Fact, ...]:
    """Return the first fact, or own one, that an entry satisfies, though it has the words themselves too."""
    satisfied = (one.fact for one in matcher.fired if one.entries.anywhere >> number & 1)
    return tuple(fact for fact in satisfied if fact.kind == OWN or not own)[:1]


def _meant(fact: Fact, matcher: Matcher, number: int) -> tuple[str, ...]:
    """Return what a fact stands for in an entry: the alternative that it has, else the code."""
    if len(fact.means) == 1 and not (fact.kind == OWN and fact.codes):
        return fact.means[0]
    best = fact.codes if fact.kind == OWN and fact.codes else fact.means[0] if fact.means else fact.codes
    return matcher.alternative_of(fact, number) or best
