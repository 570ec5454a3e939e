"""Compares two texts word by word and marks what only one of them says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

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


class Edit(NamedTuple):
    """A stretch of an edited text: the same in both, taken out of the older or put into the newer."""

    text: str
    kind: Literal["same", "out", "in"]


def edits(old: str, new: str) -> tuple[Edit, ...]:
    """Return both texts as one: what stayed, what went and what came, each where it stood.

    Case and punctuation do not count. The stretches that are not out, joined, are `new`.

    >>> edits("Walker, rigid", "Walker, folding")
    (Edit(text='Walker, ', kind='same'), Edit(text='rigid', kind='out'), Edit(text='folding', kind='in'))
    """
    before, after = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    found, at = [], 0
    for first, last, begin, end in _blocks(_folded(before), _folded(after)):
        start, stop = _place(after, begin, end)
        found.append(Edit(new[at:start], "same"))
        found.append(Edit(_taken_out(old, before, first, last, alone=begin == end), "out"))
        found.append(Edit(new[start:stop], "in"))
        at = stop
    return tuple(one for one in (*found, Edit(new[at:], "same")) if one.text)


def _place(words: Sequence[re.Match[str]], begin: int, end: int) -> tuple[int, int]:
    """Return from where to where the words from `begin` to `end` reach; behind the word before for none."""
    if begin < end:
        return words[begin].start(), words[end - 1].end()
    behind = words[begin - 1].end() if begin else 0
    return behind, behind


def _taken_out(text: str, words: Sequence[re.Match[str]], first: int, last: int, *, alone: bool) -> str:
    """Return the words from `first` to `last`; where they stand `alone` with what parts them from others."""
    if first == last:
        return ""
    start, stop = words[first].start(), words[last - 1].end()
    if alone and first:
        start = words[first - 1].end()
    elif alone and last < len(words):
        stop = words[last].start()
    return text[start:stop]


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
    return [(first, last) for first, last, _, _ in _blocks(words, others) if first < last]


def _blocks(words: Sequence[str], others: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return where the two differ: from and to of the first, from and to of the second."""
    begin = _common(words, others)
    end = _common(words[begin:][::-1], others[begin:][::-1])
    own, other = words[begin : len(words) - end], others[begin : len(others) - end]
    if not own and not other:
        return []
    if not own or not other or _pairs(own, other) > _MOST_PAIRS:
        return [(begin, begin + len(own), begin, begin + len(other))]
    codes = SequenceMatcher(None, own, other, autojunk=False).get_opcodes()
    return [
        (begin + first, begin + last, begin + start, begin + stop)
        for kind, first, last, start, stop in codes
        if kind != "equal"
    ]


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
