"""Compares two texts word by word and marks what only one of them says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\d")
_MOST_PAIRS = 4_000
"""Places with the same word beyond which two stretches count as different: no text of CMS comes near it."""


class Run(NamedTuple):
    """A stretch of a text; `marked` where the other text does not say it."""

    text: str
    marked: bool


def runs_against(text: str, others: Sequence[str]) -> tuple[Run, ...]:
    """Return `text` in stretches, marked where the words differ from half of `others` or more.

    Among many texts every word is missing somewhere; what most of them say is no difference. Case and
    punctuation do not count. The stretches joined are `text`.

    >>> runs_against("Walker, folding", ["Walker, rigid"])
    (Run(text='Walker, ', marked=False), Run(text='folding', marked=True))
    """
    places = list(_WORD.finditer(text))
    missing = [0] * len(places)
    for other in others:
        for start, end in _only_here(_folded(places), _words(other)):
            for index in range(start, end):
                missing[index] += 1
    marked = [count > 0 and 2 * count >= len(others) for count in missing]
    return tuple(_stretches(text, places, marked))


class Gap(NamedTuple):
    """How far two texts are apart: in stretches of words that only one has, and in those words."""

    stretches: int
    words: int


def gap(one: str, other: str, most: int) -> Gap:
    """Return how far two texts are apart, word by word in order.

    Where more than `most` words are certainly different, the answer is only some greater number.

    >>> gap("Walker, folding, each", "Walker, with wheels, each", 9)
    Gap(stretches=2, words=3)
    """
    first, second = _words(one), _words(other)
    surplus = Counter(first)
    surplus.subtract(second)
    least = sum(map(abs, surplus.values()))
    if least > most:
        return Gap(least, least)
    found = [*_only_here(first, second), *_only_here(second, first)]
    return Gap(len(found), sum(end - start for start, end in found))


def words_apart(one: str, other: str) -> float:
    """Return the share of the words of two texts that only one of them has: 0 the same, 1 nothing in common.

    >>> words_apart("Walker, folding", "Walker, rigid")
    0.5
    """
    first, second = _words(one), _words(other)
    found = [*_only_here(first, second), *_only_here(second, first)]
    return sum(end - start for start, end in found) / max(1, len(first) + len(second))


def _words(text: str) -> list[str]:
    return _folded(_WORD.finditer(text))


def _folded(places: Iterable[re.Match[str]]) -> list[str]:
    return [place[0].casefold() for place in places]


def _only_here(words: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches of `words` that `others` do not have there."""
    begin = _common(words, others)
    end = _common(words[begin:][::-1], others[begin:][::-1])
    own, other = words[begin : len(words) - end], others[begin : len(others) - end]
    if not own:
        return []
    if _pairs(own, other) > _MOST_PAIRS:
        return [(begin, begin + len(own))]
    codes = SequenceMatcher(None, own, other, autojunk=False).get_opcodes()
    only = ("replace", "delete")
    return [(begin + first, begin + last) for kind, first, last, _, _ in codes if kind in only]


def _common(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many words both begin with."""
    count = 0
    for word, other in zip(words, others, strict=False):
        if word != other:
            break
        count += 1
    return count


def _pairs(words: Sequence[str], others: Sequence[str]) -> int:
    """Return how many places of both have the same word, which is what comparing them costs."""
    counts = Counter(others)
    return sum(counts[word] for word in words)


def _stretches(text: str, places: Sequence[re.Match[str]], marked: Sequence[bool]) -> Iterable[Run]:
    """Join words that follow each other and are alike; a mark begins and ends at a word."""
    begin, index = 0, 0
    while index < len(places):
        if not marked[index]:
            index += 1
            continue
        last = index
        while last + 1 < len(places) and marked[last + 1]:
            last += 1
        start, end = places[index].start(), places[last].end()
        if start > begin:
            yield Run(text[begin:start], False)
        yield Run(text[start:end], True)
        begin, index = end, last + 1
    if begin < len(text):
        yield Run(text[begin:], False)
