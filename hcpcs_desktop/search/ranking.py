"""Orders candidates: a pure function with a total order, so that a list never flickers (search.md)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from hcpcs_desktop.search.folding import words
from hcpcs_desktop.search.headnoun import of_text
from hcpcs_desktop.search.stemming import is_plural, stems

TIERS = (
    "exact code",
    "code prefix",
    "range",
    "number",
    "own word",
    "brand",
    "name",
    "synonym",
    "text",
    "expansion",
    "fewer words",
    "spelling",
    "some words",
    "substring",
)
"""The tiers, best first."""

_GROUPS = (
    ("exact code",),
    ("code prefix",),
    ("range",),
    ("number",),
    ("own word", "brand", "name", "synonym", "text", "expansion", "fewer words"),
    ("spelling",),
    ("some words",),
    ("substring",),
)
_PLACE = {tier: place for place, tier in enumerate(TIERS)}
GROUP = {tier: number for number, tiers in enumerate(_GROUPS) for tier in tiers}
"""The groups of tiers; inside one, codes that are over stand below all that are valid."""

_ACCESSORY = (
    "accessor",
    "replacement",
    "repair",
    "attachment",
    "for use with",
    "component",
    "supply kit",
    "each additional",
    "addition to",
    "addition,",
    "additions",
)
_FIRST_QUALITY = {"G": "G8000", "M": "M1000"}
_CATCH_ALL = (
    "not otherwise",
    "unclassified",
    "unlisted",
    "miscellaneous",
    "not elsewhere",
    "unspecified",
    "noc",
    " nos",
)
_BY_CODE = frozenset(("code prefix", "range", "number"))
_LITERAL = frozenset(("exact code", "own word", "name", "text"))
_TEMPORARY = frozenset("CS")
_HEAD = 5
_READ = 16
_STEP = log(2)
_CODE_LENGTH = 5


class Candidate(NamedTuple):
    """What ranking looks at.

    `title` is what the list shows, `official` the opening of the official text where that is another.
    `over` tells that the code is not valid on the asked day, `aside` that it is an accessory or a measure
    of quality, `standing` its place in the order that holds whatever was asked. `unfinished` tells that
    the last word of the query had to be taken as a beginning, `inner` is the tier among corrected queries,
    `lack` the weight of the words that it does not answer, and `place` how near the best the code stands
    among those of the fact that brought it.
    """

    tier: str
    code: str
    over: bool
    aside: bool
    official: str
    title: str
    standing: int
    unfinished: bool = False
    inner: str = "name"
    place: int = 0
    lack: int = 0


class Wanted(NamedTuple):
    """What the order inside a tier compares texts with.

    `forms` are the stems of all asked words and of what they stand for, `heads` those of the head noun,
    `pairs` each two neighbours, apart and in one word. `plural` tells that the head noun is one,
    `accessory` that an accessory or spare part is asked for.
    """

    forms: frozenset[str] = frozenset()
    heads: frozenset[str] = frozenset()
    pairs: frozenset[str] = frozenset()
    plural: bool = False
    accessory: bool = False


class Standing(NamedTuple):
    """The order that holds whatever was asked; see `standing`."""

    over: bool
    aside: bool
    is_modifier: bool
    temporary: bool
    catch_all: bool
    length: int
    code: str


def standing(kind: str, code: str, text: str, ended: str | None) -> Standing:
    """Return the key of the order that holds whatever was asked; smaller stands higher.

    Codes without an end first, measures of quality and accessories below the things themselves,
    modifiers after codes, temporary C and S codes after the others, shorter texts before longer,
    then by code.
    """
    temporary = kind == "code" and code[:1] in _TEMPORARY
    return Standing(
        ended is not None,
        is_aside(code, text),
        kind != "code",
        temporary,
        is_catch_all(text.lower()),
        _about(len(text)),
        code,
    )


def is_aside(code: str, text: str) -> bool:
    """Tell whether a code is a measure of quality, or its text is of an accessory or a spare part."""
    return is_quality(code) or of_accessory(text.lower())


def is_quality(code: str) -> bool:
    """Tell whether a code is a measure of quality by its number."""
    return len(code) == _CODE_LENGTH and code >= _FIRST_QUALITY.get(code[0], "~")


def of_accessory(lower: str) -> bool:
    """Tell whether a text in lower case speaks of an accessory or a spare part."""
    lower = lower.replace("all components", "")
    for word in _ACCESSORY:  # noqa: SIM110 - any() costs a generator for each of nine thousand texts
        if word in lower:
            return True
    return False


def is_catch_all(lower: str) -> bool:
    """Tell whether a text in lower case is of a code for what has none of its own."""
    if lower.startswith("injection"):  # of a drug with several codes this is the usual one
        return "not therapeutically equivalent" in lower
    for word in _CATCH_ALL:  # noqa: SIM110 - as above
        if word in lower:
            return True
    return False


@lru_cache(maxsize=8192)
def _about(length: int) -> int:
    """Return a length in steps, so that texts of about the same length stand by code."""
    return int(log(max(length, 1)) / _STEP)


def wanted(
    asked: Sequence[str], head: int = -1, meant: Iterable[str] = (), head_means: Iterable[str] = ()
) -> Wanted:
    """Return what to compare texts with.

    `asked` are the words of the query, `head` is the place of its head noun; `meant` and `head_means` are the
    words that the query, and its head noun, stand for.
    """
    of_each = [stems(word) for word in asked]
    noun = asked[head] if head >= 0 else ""
    joined = (first + second for first, second in pairwise(asked))
    return Wanted(
        frozenset(stem for word in meant for stem in stems(word)).union(*of_each),
        frozenset(stem for word in (noun, *head_means) if word for stem in stems(word)),
        _pairs(of_each).union(stem for word in joined for stem in stems(word)),
        is_plural(noun),
        of_accessory(" ".join(asked)),
    )


def order(one: Candidate, asked: Wanted) -> tuple[object, ...]:
    """Return the sort key of one candidate; `standing` makes it total."""
    if one.tier == "exact code":
        return (GROUP[one.tier], one.lack, one.code, one.standing)
    if one.tier in _BY_CODE:
        return (GROUP[one.tier], one.over, one.code, one.standing)
    return (
        GROUP[one.tier],
        one.over,
        one.tier not in _LITERAL and is_quality(one.code),
        one.unfinished,
        _PLACE[one.tier],
        _PLACE[one.inner],
        one.lack,
        one.place,
        _nearness(one, asked),
        one.standing,
    )


class _Opening(NamedTuple):
    """What a code is called, by our name and by CMS's: naming words, all words, each two neighbours.

    As stems. `first` and `last` are the naming words at the beginning and at the end of either text,
    the flags beside them tell whether one is a plural, and whether one is none.
    """

    first: frozenset[str]
    last: frozenset[str]
    first_plural: frozenset[bool]
    last_plural: frozenset[bool]
    words: frozenset[str]
    pairs: frozenset[str]


@lru_cache(maxsize=8192)
def _opening(title: str, official: str) -> _Opening:
    texts = (title, official) if official else (title,)
    nouns = [of_text(text) for text in texts]
    of_each = [[stems(word) for word in words(text)[:_READ]] for text in texts]
    return _Opening(
        frozenset(stem for first, _ in nouns for stem in stems(first)),
        frozenset(stem for _, last in nouns for stem in stems(last)),
        frozenset(is_plural(first) for first, _ in nouns),
        frozenset(is_plural(last) for _, last in nouns),
        frozenset(stem for each in of_each for forms in each[:_HEAD] for stem in forms),
        frozenset().union(*(part for each in of_each for part in (_pairs(each), *each))),
    )


def _pairs(of_each: Sequence[tuple[str, ...]]) -> frozenset[str]:
    """Return each two neighbours, in all their forms."""
    return frozenset(
        f"{one} {other}" for first, second in pairwise(of_each) for one in first for other in second
    )


def _nearness(one: Candidate, asked: Wanted) -> tuple[object, ...]:
    """Return how near a code is to what is asked, smaller is nearer: head noun, phrase, thing or part."""
    opening = _opening(one.title, one.official)
    named_last = not asked.heads.isdisjoint(opening.last)
    plurals = opening.last_plural if named_last else opening.first_plural
    return (
        not named_last and asked.heads.isdisjoint(opening.first),
        -len(asked.pairs & opening.pairs),
        one.aside != asked.accessory,
        not named_last,
        asked.plural not in plurals,
        -len(asked.forms & opening.words),
    )
