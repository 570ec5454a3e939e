"""Makes a small tree of questions, "does it say …?", from the wording of codes that are easily confused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:[-.'\u2019/]\w+)*%?")
_JOINED = re.compile(r"\s*")
_LONGEST_PHRASE = 4
_EMPTY_WORDS = (
    "a an and any are as at been by each for from has if in into is it its of on or other per than that the "
    "this to type using when which with"
)
_EMPTY = frozenset(re.findall(r"\w+", _EMPTY_WORDS))
"""Words that no phrase begins or ends with; "without" is not among them, for it decides."""


class Step(NamedTuple):
    """One line of the tree: how deep it is, the words that are asked for, and what they lead to.

    The lines of one depth are tried one after the other; the last has no `words` and takes what is left.
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


def which_one(texts: Mapping[str, str]) -> tuple[Step, ...]:
    """Return the questions that lead to each code of `texts` (code to official text).

    Each question quotes words of the texts; it splits the codes as evenly as the wording allows. Codes with
    the same words stay together. Without two texts that differ there is nothing to ask.
    """
    return tuple(_steps(dict(texts), 0))


def _steps(texts: dict[str, str], depth: int) -> Iterator[Step]:
    best = _best(texts)
    if best is None:
        return
    said = {code: text for code, text in texts.items() if code in best.codes}
    rest = {code: text for code, text in texts.items() if code not in best.codes}
    deeper = tuple(_steps(said, depth + 1))
    yield Step(depth, best.shown, () if deeper else tuple(said))
    yield from deeper
    yield from tuple(_steps(rest, depth)) or (Step(depth, "", tuple(rest)),)


def _best(texts: Mapping[str, str]) -> _Phrase | None:
    """Return the phrase that splits best: most evenly, then the longest, then the earliest."""
    total = len(texts)
    found = [phrase for phrase in _phrases(texts) if len(phrase.codes) < total]
    return min(found, key=lambda phrase: _rank(phrase, total), default=None)


def _rank(phrase: _Phrase, total: int) -> tuple[int, int, int, tuple[str, ...]]:
    said = len(phrase.codes)
    return (-min(said, total - said), -len(phrase.folded), phrase.place, phrase.folded)


def _phrases(texts: Mapping[str, str]) -> list[_Phrase]:
    """Return every phrase of the texts; who says it is who has its letters, within longer words too.

    So "emergency transport" does not tell emergency from non-emergency transport.
    """
    shown: dict[tuple[str, ...], tuple[str, int]] = {}
    for text in texts.values():
        for folded, words, place in _phrases_of(text):
            shown.setdefault(folded, (words, place))
    whole = {code: text.casefold() for code, text in texts.items()}
    return [
        _Phrase(folded, words, place, frozenset(code for code in whole if words.casefold() in whole[code]))
        for folded, (words, place) in shown.items()
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
            if folded[0] not in _EMPTY and folded[-1] not in _EMPTY:
                yield folded, text[first.start() : before], start
