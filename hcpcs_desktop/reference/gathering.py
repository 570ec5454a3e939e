"""Gathers what answers a query of words from the layers of the index, tier by tier, until there is enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from hcpcs_desktop.cache.postings import lowest
from hcpcs_desktop.cache.textindex import Doc, Layer, TextIndex
from hcpcs_desktop.reference.filtering import Passing
from hcpcs_desktop.search.asking import ask, is_whole_dead_end, respelt, splits
from hcpcs_desktop.search.facts import Fact
from hcpcs_desktop.search.headnoun import of_query
from hcpcs_desktop.search.matching import Asked, Level, Matcher
from hcpcs_desktop.search.own_facts import OwnFacts
from hcpcs_desktop.search.ranking import Wanted, wanted
from hcpcs_desktop.search.typos import corrections, is_one_slip

_FEW = 5
_SHOWN = 8
_PARTS = 12
_TRIED = 6
_INSIDE = 56
_SHORTEST_INSIDE = 3
_REST = 12


class Found(NamedTuple):
    """One entry that answers, with the tier and what is needed to say why."""

    tier: str
    doc: Doc
    why: str = ""
    matcher: Matcher | None = None
    number: int = 0
    inner: str = "name"
    left_out: tuple[str, ...] = ()
    lack: int = 0


class Gathered(NamedTuple):
    """All that was found: `total` counts beyond it, `facts` fired, `corrected` are words replaced."""

    found: tuple[Found, ...] = ()
    total: int = 0
    facts: tuple[Fact, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    wanted: Wanted = Wanted()


class Gatherer:
    """Gathers for one query; `facts` are the user's own, `refused` the terms and words switched off."""

    def __init__(self, index: TextIndex, own: OwnFacts, refused: frozenset[str]) -> None:
        self._index = index
        self._own = own
        self._refused = refused

    def gather(
        self, words: tuple[str, ...], *, open_end: bool, older: bool, enough: int, passing: Passing
    ) -> Gathered:
        """Return what answers the folded `words`; with `open_end` the last may be a beginning."""
        layers = self._index.layers(older=older)
        asked = self._both(words, layers, open_end)
        found, total = self._all(asked, layers, enough, passing)
        corrected: tuple[tuple[str, str], ...] = ()
        if not found and any(word.isalpha() for word in words):
            asked, corrected = self._corrected(words, layers, asked, open_end)
            found, total = self._all(asked, layers, enough, passing)
            found = [one._replace(tier="spelling", inner=one.tier) for one in found] if corrected else found
        if len(found) < _FEW and not any(is_whole_dead_end(one) for one in asked):
            most = _PARTS if not found else _SHOWN - len(found)
            more = self._some_words(asked[0], layers, passing, {one.doc.id for one in found}, most)
            found, total = found + more, total + len(more)
        if not found and len(words) == 1 and len(words[0]) >= _SHORTEST_INSIDE and words[0].isalpha():
            found = self._inside(words[0], layers, passing)
            total = len(found)
        fired = _fired(asked)
        return Gathered(tuple(found), total, fired, corrected, _wanted(asked[-1]))

    def _both(self, words: tuple[str, ...], layers: Sequence[Layer], open_end: bool) -> tuple[Asked, ...]:
        """Return the question with the last word whole, and the one with it as a beginning."""
        asked = tuple(self._ask(words, unfinished=unfinished) for unfinished in (False, True)[: 1 + open_end])
        _fetch(layers, asked)
        return asked

    def _ask(self, words: tuple[str, ...], *, unfinished: bool) -> Asked:
        shipped = self._index.facts(words, unfinished=unfinished)
        known = {fact.words for fact in shipped}
        spelt = [fact for fact in respelt(words) if fact.words not in known]
        own = self._own.may_fire(words, unfinished=unfinished)
        facts = [*own, *self._own.instead([*shipped, *spelt])]
        return ask(words, facts, self._refused, unfinished=unfinished)

    def _all(
        self, asked: Sequence[Asked], layers: Sequence[Layer], enough: int, passing: Passing
    ) -> tuple[list[Found], int]:
        """Return what answers; the beginning of a word counts only where whole words are not enough."""
        found: list[Found] = []
        seen: dict[int, int] = {}
        for one in asked:
            if len(found) < enough:
                more, seen = self._tiers(one, layers, enough - len(found), passing, seen)
                found += more
        return found, sum(mask.bit_count() for mask in seen.values())

    def _tiers(
        self, asked: Asked, layers: Sequence[Layer], enough: int, passing: Passing, before: dict[int, int]
    ) -> tuple[list[Found], dict[int, int]]:
        found: list[Found] = []
        seen = dict(before)
        for place, layer in enumerate(layers):
            matcher = Matcher(asked, layer)
            allowed = passing.of(layer)
            taken = 0
            for level in matcher.levels():
                fresh = level.entries & allowed & ~seen.get(place, 0)
                seen[place] = seen.get(place, 0) | fresh
                if fresh and taken < enough:
                    new = _found(level._replace(entries=fresh), matcher, layer, passing, enough - taken)
                    taken += len(new)
                    found += new
        return found, seen

    def _some_words(
        self, asked: Asked, layers: Sequence[Layer], passing: Passing, known: set[int], most: int
    ) -> list[Found]:
        """Return at most so many entries that answer the most telling of the words, best first."""
        found: list[Found] = []
        for layer in layers:
            matcher = Matcher(asked, layer)
            for level in matcher.parts(layer.size, passing.of(layer)):
                new = _found(level, matcher, layer, passing, most + len(known))
                found += [one for one in new if one.doc.id not in known]
                known |= {one.doc.id for one in new}
                if len(found) >= most:
                    break
        return found[:most]

    def _inside(self, letters: str, layers: Sequence[Layer], passing: Passing) -> list[Found]:
        """Return what has the letters inside a word; with a digit it would be a code that is being typed."""
        found: list[Found] = []
        for layer in layers:
            numbers = lowest(layer.inside(letters) & passing.of(layer), _INSIDE)
            why = f"letters inside a word: {letters}"
            found += [Found("substring", doc, why) for doc in layer.docs(numbers)]
        return found

    def _corrected(
        self, words: tuple[str, ...], layers: Sequence[Layer], asked: tuple[Asked, ...], open_end: bool
    ) -> tuple[tuple[Asked, ...], tuple[tuple[str, str], ...]]:
        """Return the question with unknown words replaced, where that answers, and what was replaced."""
        for proposed in self._proposals(words, layers, open_end):
            corrected = tuple((old, new) for old, new in zip(words, proposed, strict=True) if old != new)
            taken = self._both(tuple(part for word in proposed for part in word.split()), layers, open_end)
            if any(next(Matcher(one, layer).levels(), None) for layer in layers for one in taken):
                return taken, corrected
        return asked, ()

    def _proposals(
        self, words: tuple[str, ...], layers: Sequence[Layer], open_end: bool
    ) -> list[tuple[str, ...]]:
        """Return the words with the unknown replaced by what may have been meant, likeliest first."""
        choices: list[tuple[str, ...]] = []
        for place, word in enumerate(words):
            last = open_end and place == len(words) - 1
            choices.append((word,) if self._is_known(word, layers, last) else self._near(word, layers, last))
        return [one for one in islice(product(*choices), _TRIED) if one != words]

    def _is_known(self, word: str, layers: Sequence[Layer], last: bool) -> bool:
        if any(layer.whole(word).anywhere or (last and layer.beginning(word).anywhere) for layer in layers):
            return True
        in_a_fact = self._own.has(word, unfinished=last) or self._index.in_a_fact(word, unfinished=last)
        return in_a_fact or word in self._refused

    def _near(self, word: str, layers: Sequence[Layer], last: bool) -> tuple[str, ...]:
        """Return what an unknown word may be: a slip of one letter, two words in one, another slip."""
        bounds = word[0], len(word) - 2, len(word) + (_REST if last else 2)
        dictionary = [*self._own.spellings(*bounds), *self._index.spellings(*bounds)]
        near = corrections(word, dictionary, unfinished=last)
        apart = [
            f"{first} {rest}"
            for first, rest in splits(word)
            if any(one.has(first) and one.has(rest) for one in layers)
        ]
        slips = [one for one in near if is_one_slip(word, one)]
        return tuple(dict.fromkeys((*slips, *apart[:1], *near))) or (word,)


def _fired(asked: Sequence[Asked]) -> tuple[Fact, ...]:
    """Return the facts that fired; a dead end only where its whole words stand in the query."""
    whole = [fact for fact, _ in asked[0].facts]
    begun = [fact for one in asked[1:] for fact, _ in one.facts if not fact.is_dead_end]
    return tuple(dict.fromkeys([*whole, *begun]))


def _wanted(asked: Asked) -> Wanted:
    """Return what the order inside a tier compares texts with."""
    places = range(len(asked.words))
    telling = [place for place in places if place not in asked.function and place not in asked.generic]
    head = of_query(asked.words, telling or places)
    meant = [
        (word, covered)
        for fact, covered in asked.facts
        for one in fact.means
        if "".join(one) != fact.words[0]
        for word in one
    ]
    heads = [word for word, covered in meant if head in covered]
    return wanted(asked.words, head, [word for word, _ in meant], heads)


def _fetch(layers: Sequence[Layer], questions: Iterable[Asked]) -> None:
    """Read every word that the questions need at once."""
    needed = {word for asked in questions for word in _words(asked)}
    for layer in layers:
        layer.fetch(needed)


def _words(asked: Asked) -> Iterator[str]:
    yield from asked.words
    for fact, _ in asked.facts:
        for alternative in fact.means:
            yield from alternative


def _found(level: Level, matcher: Matcher, layer: Layer, passing: Passing, enough: int) -> list[Found]:
    """Return the first entries of a level, valid things before accessories and what is over."""
    aside = passing.behind(layer)
    numbers: list[int] = []
    for part in (level.entries & ~aside, level.entries & aside):
        if part:
            numbers += lowest(part, enough - len(numbers))
    return [
        Found(level.tier, doc, "", matcher, number, "name", level.left_out, level.lack)
        for number, doc in zip(numbers, layer.docs(numbers), strict=True)
    ]
