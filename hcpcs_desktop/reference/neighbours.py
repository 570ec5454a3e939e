"""Finds the codes around a code and those whose official text differs from its own by few words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hcpcs_desktop.cache.postings import lowest
from hcpcs_desktop.cache.textindex import Doc, Layer, TextIndex
from hcpcs_desktop.codes.branches import narrowest
from hcpcs_desktop.codes.choosing import Step, which_one
from hcpcs_desktop.codes.differences import gap, runs_against
from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference.answers import Neighbour, Neighbours
from hcpcs_desktop.reference.filtering import Passing
from hcpcs_desktop.reference.standing import Days
from hcpcs_desktop.search.filters import NONE
from hcpcs_desktop.search.folding import words
from hcpcs_desktop.search.likeness import Likeness, Shared

AROUND = 2
"""Codes shown before and behind by number."""

MOST_ALIKE = 7
"""Codes shown whose text differs by few words."""

_CATCH_ALL = frozenset(
    ("not", "otherwise", "specified", "classified", "nos", "noc", "unlisted", "miscellaneous")
)
_INJECTION = "injection"
_NEAR = 12
_NEAR_IN_TIME = 60
"""Entries looked at where the texts of all releases are among them."""

_LOOKED_AT = 80
_WORDS_SHARED = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4)
_MOST_APART, _MOST_APART_ELSEWHERE = 24, 8
_FEWEST_TO_CHOOSE, _MOST_TO_CHOOSE = 3, 12
_LONGEST_TO_CHOOSE = 20_000
"""Characters of all texts together; the longest three of CMS have 13,500."""


def neighbours_of(days: Days, explanation: Explanation) -> Neighbours:
    """Return what stands near an explained code on its day; only Level II codes have neighbours.

    The texts compared are the official ones, or the plain names where no release is loaded.
    """
    code = explanation.code or ""
    text = explanation.long_description or explanation.plain_name
    if explanation.code_set != "HCPCS Level II" or not code or not text:
        return Neighbours(code)
    with days.reader.steady():
        looking = _Looking(days, explanation.on)
        alike = looking.alike(code, text)
        around = looking.around(code)
    texts = {one.code: one.text for one in alike if one.status == "active"}
    if explanation.status == "active":
        texts[code] = text
    return Neighbours(
        code, around, alike[:MOST_ALIKE], _choice(texts), official=bool(explanation.long_description)
    )


def _choice(texts: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the questions that lead to each text; none where they would be too few or too many to help."""
    if not _FEWEST_TO_CHOOSE <= len(texts) <= _MOST_TO_CHOOSE:
        return ()
    if sum(map(len, texts.values())) > _LONGEST_TO_CHOOSE:
        return ()
    return which_one(dict(sorted(texts.items())))


class _Looking:
    """Looks around in one state of the cache, on one day."""

    def __init__(self, days: Days, on: str) -> None:
        self._reader = days.reader
        self._index = TextIndex(days.reader)
        self._standing = days.standing(on)
        self._older = self._standing.dated

    def around(self, code: str) -> tuple[Neighbour, ...]:
        """Return the nearest codes by number."""
        near = _NEAR_IN_TIME if self._older else _NEAR
        sides = self._index.around(code, near, listed=bool(self._reader.answering()), older=self._older)
        before, behind = (self._seen(docs)[:AROUND] for docs in sides)
        return (*reversed(before), *behind)

    def alike(self, code: str, text: str) -> tuple[Neighbour, ...]:
        """Return the codes whose text differs least: in fewest places, then words, then nearest by number."""
        own = _telling(text)
        layers = self._index.layers(older=self._older)
        if not own or not layers:
            return ()
        first, last = _subsection(code)
        within = self._index.between(first, last, limit=_LOOKED_AT, older=self._older)
        passing = Passing(NONE, self._standing.table)
        docs = (*_sharing_most(layers, own, passing), *within)
        others = self._seen(doc for doc in docs if doc.kind == "code" and doc.code != code)
        others = [one for one in others if _same_drug(text, one.text)]
        found = {}
        for one in _like(layers[0], own, others):
            most = _MOST_APART if first <= one.code <= last else _MOST_APART_ELSEWHERE
            apart = gap(text, one.text, most)
            if apart.words <= most:
                found[one] = (apart, _distance(code, one.code))
        near = sorted(found, key=found.__getitem__)[: _MOST_TO_CHOOSE + 1]
        return tuple(_compared(one, text) for one in near)

    def _seen(self, docs: Iterable[Doc]) -> list[Neighbour]:
        """Return entries as they are on the day; those that are not valid only where no others are."""
        found = list({doc.id: doc for doc in docs}.values())
        known = self._standing.of(found)
        texts = self._reader.texts([doc.text for doc in found])
        own_only = not self._reader.answering()
        seen = [
            Neighbour(doc.code, doc.title, texts.get(doc.text, ("", doc.title))[1], known[doc.id].status)
            for doc in found
            if known[doc.id].decides and (doc.text is not None or own_only)
        ]
        return [one for one in seen if one.status == "active"] or seen


def _sharing_most(layers: Sequence[Layer], own: Sequence[str], passing: Passing) -> list[Doc]:
    """Return the entries of each layer with most of the words `own`."""
    found: list[Doc] = []
    for layer in layers:
        layer.fetch(own)
        allowed = passing.of(layer)
        found += layer.docs(_numbers_sharing([layer.whole(word).anywhere & allowed for word in own]))
    return found


def _like(layer: Layer, own: Sequence[str], others: Sequence[Neighbour]) -> list[Neighbour]:
    """Return those of `others` whose text is much like one with the words `own`."""
    said = [frozenset(_telling(one.text)) for one in others]
    counts = layer.frequencies(frozenset(own).union(*said))
    likeness = Likeness(own, counts.__getitem__, layer.size)
    return [one for one, its_words in zip(others, said, strict=True) if likeness.holds(its_words)]


def _compared(one: Neighbour, text: str) -> Neighbour:
    """Return a neighbour with what it says otherwise, or with what it leaves out where that is all."""
    runs = runs_against(one.text, (text,))
    if any(run.marked for run in runs):
        return one._replace(runs=runs)
    lacks = tuple(run.text for run in runs_against(text, (one.text,)) if run.marked)
    return one._replace(runs=runs, lacks=lacks)


def _telling(text: str) -> list[str]:
    """Return the words of a text once each, without those that only say that it is a catch-all."""
    return [word for word in dict.fromkeys(words(text)) if word not in _CATCH_ALL]


def _same_drug(text: str, other: str) -> bool:
    """Tell whether two injections begin with the same drug; the maker behind it is no likeness."""
    first, second = (words(one)[:2] for one in (text, other))
    return _INJECTION not in (first[:1] + second[:1]) or first[:1] != second[:1] or first == second


def _numbers_sharing(masks: Sequence[int]) -> list[int]:
    """Return the entries that share most words first, until there are enough to look at."""
    found: dict[int, None] = {}
    shared = Shared(masks)
    for part in _WORDS_SHARED:
        least = max(1, round(len(masks) * part))
        found.update(dict.fromkeys(lowest(shared.by_at_least(least), _LOOKED_AT)))
        if len(found) >= _LOOKED_AT:
            break
    return list(found)[:_LOOKED_AT]


def _subsection(code: str) -> tuple[str, str]:
    """Return first and last number of the narrowest heading over `code`; itself where there is none."""
    branch = narrowest(code)
    return (branch.first, branch.last) if branch is not None else (code, code)


def _distance(code: str, other: str) -> tuple[bool, int, str]:
    """Return how far apart two codes are by letter and number, the lower one first."""
    return code[0] != other[0], abs(int(code[1:]) - int(other[1:])) if code[0] == other[0] else 0, other
