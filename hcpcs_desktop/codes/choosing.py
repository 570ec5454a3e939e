"""Makes a small tree of questions, "does it say …?", from the wording of codes that are easily confused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:[-.'\u2019/]\w+)*%?")
_JOINED = re.compile(r"\s*")
_LONGEST_PHRASE = 4
_EMPTY_WORDS = (
    "a an and any are as at been by each for from has if in into is it its of on or other per than that the "
    "this to type using when which with"
)
_EMPTY = frozenset(re.findall(r"\w+", _EMPTY_WORDS))
"""Words that no phrase ends with; "without" is not among them, for it decides."""

_EMPTY_FIRST = _EMPTY - {"other"}
"""Words that no phrase begins with; "other than silicone" is one that decides."""


class Step(NamedTuple):
    """One line of the tree: how deep it is, the words that are asked for, and what they lead to.

    The lines of one depth are tried one after the other. The last quotes words too, so that a text that is
    not in the tree falls out of it; only where the codes left have no words of their own it has none.
    `codes` is empty where deeper lines follow.
    """

    depth: int
    words: str
    codes: tuple[str, ...]


class _Phrase(NamedTuple):
    """Words in a row, as they are folded and as the first text writes them, and who says them."""

    folded: tuple[str, ...]
    shown: str
    place: int
    codes: frozenset[str]


_NO_PHRASE = _Phrase((), "", 0, frozenset())


def which_one(texts: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the questions that lead to each code of `texts` (code to official text).

    Each question quotes words of the texts; it splits the codes as evenly as the wording allows. Codes with
    the same words stay together. Without two texts that differ there is nothing to ask.
    """
    return tuple(_steps(dict(texts), 0))


def _steps(texts: dict[str, str], depth: int) -> Iterator[Step]:
    """Yield the lines for `texts`, group after group, each split off from those that are left."""
    phrases = _phrases(texts)
    left, split = dict(texts), False
    while (best := _best(phrases, left)) is not None:
        split = True
        said = {code: left.pop(code) for code in tuple(left) if code in best.codes}
        deeper = tuple(_steps(said, depth + 1))
        yield Step(depth, best.shown, () if deeper else tuple(said))
        yield from deeper
    if split:
        yield Step(depth, _own_words(phrases, left, len(texts)), tuple(left))


def _best(phrases: Sequence[_Phrase], left: Mapping[str, str]) -> _Phrase | None:
    """Return the phrase that splits best: most evenly, then the longest, then the earliest."""
    total = len(left)
    found = (one._replace(codes=one.codes & left.keys()) for one in phrases)
    return min((one for one in found if 0 < len(one.codes) < total), key=partial(_rank, total), default=None)


def _own_words(phrases: Sequence[_Phrase], left: Mapping[str, str], total: int) -> str:
    """Return a phrase of all codes left that few others of the group say, '' where all of them say it.

    Those others were asked for before, so that the phrase need not tell them apart.
    """
    own = (one for one in phrases if one.codes >= left.keys() and len(one.codes) < total)
    return min(own, key=lambda one: (len(one.codes), -len(one.folded), one.place), default=_NO_PHRASE).shown


def _rank(total: int, phrase: _Phrase) -> tuple[int, int, int, tuple[str, ...]]:
    said = len(phrase.codes)
    return (-min(said, total - said), -len(phrase.folded), phrase.place, phrase.folded)


def _phrases(texts: Mapping[str, str]) -> list[_Phrase]:
    """Return every phrase of the texts with who says it.

    A phrase that another text has only within longer words is no good to ask for: "emergency transport"
    does not tell emergency from non-emergency transport, nor "999 cc" 1999 from 2999 cc.
    """
    shown: dict[tuple[str, ...], tuple[str, int]] = {}
    sayers: dict[tuple[str, ...], set[str]] = {}
    for code, text in texts.items():
        for folded, words, place in _phrases_of(text):
            shown.setdefault(folded, (words, place))
            sayers.setdefault(folded, set()).add(code)
    whole = {code: text.casefold() for code, text in texts.items()}
    return [
        _Phrase(folded, words, place, frozenset(sayers[folded]))
        for folded, (words, place) in shown.items()
        if sayers[folded] == {code for code in whole if words.casefold() in whole[code]}
    ]


def _phrases_of(text: str) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Yield words in a row, with nothing but blanks between them: folded, as written, and where."""
    places = list(_WORD.finditer(text))
    for start, first in enumerate(places):
        folded, before = tuple[str, ...](), first.start()
        for last in places[start : start + _LONGEST_PHRASE]:
            if folded and not _JOINED.fullmatch(text, before, last.start()):
                break
            before = last.end()
            folded = (*folded, last[0].casefold())
            if folded[0] not in _EMPTY_FIRST and folded[-1] not in _EMPTY:
                yield folded, text[first.start() : before], start
