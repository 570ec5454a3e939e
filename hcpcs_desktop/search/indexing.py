"""Says which words of a text stand in the index; those that it denies are kept apart (search.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hcpcs_desktop.search.folding import fold, words, words_of_each
from hcpcs_desktop.search.stemming import EITHER, NOT

_DENIED = re.compile(
    r"(?<!with or )(?<!with and )(?<!with/)"
    r"\b(?:without|w/o|wo|no|other than|except|excluding|not including)\b"
    r"((?: (?!with|for |and |or |but |in |by |followed |per )[^\W_][\w-]*){1,4})"
)
_NON_WORD = re.compile(r"\bnon[- ]([a-z][a-z]+)")
_DENY = frozenset(("wo", "no", "without", "except", "excluding", "non"))
_SECOND = frozenset(("o", "than", "including"))
_DENY_PAIRS = (("w", "o"), ("other", "than"), ("not", "including"))
_DENIES = re.compile(r"(?i)w/o|\bnon\b|without|\bwo?\b|\bno\b|other than|exce|exclud|not incl")
_JOINED = re.compile(r"([0-9]+)([a-z]+)")
_DENYING = re.compile(r"\bw/o\b|\bother than\b|\bexcept\b|\bexcluding\b|\bnot including\b")
_POSSESSIVE = re.compile(r"['\u2019]s\b", re.I)
_NON = re.compile(r"\bnon[- ]+(?=[a-z])", re.I)
_REACH = 4
_BOUNDS = frozenset(("with", "for", "and", "or", "but", "in", "by", "followed", "per"))
_WITHOUT = frozenset(("without", "wo"))


def index_words(texts: Sequence[str]) -> list[Sequence[str]]:
    """Return the words of each text for the index, folded; a denied word only as such.

    >>> index_words(["Walker, without wheels"])
    [['walker', 'without', '!wheels']]
    """
    found: list[Sequence[str]] = list(words_of_each(texts))
    for number, one in enumerate(found):
        if not _DENY.isdisjoint(one) or (not _SECOND.isdisjoint(one) and _has_pair(one)):
            found[number] = _with_denials(fold(texts[number]))
    return found


def _has_pair(found: Sequence[str]) -> bool:
    return any(first in found and second in found for first, second in _DENY_PAIRS)


def _with_denials(folded: str) -> list[str]:
    found: list[str] = []
    for match in _NON_WORD.finditer(folded):
        found += ("non", f"non{match[1]}", NOT + match[1])
    folded = _NON_WORD.sub(" ", folded)
    place = 0
    for match in _DENIED.finditer(folded):
        found += words(folded[place : match.start()])
        found.append("without")
        found += (NOT + word for word in words(match[1]))
        place = match.end()
    return [*found, *words(folded[place:])]


def apart(word: str) -> tuple[str, ...]:
    """Return number and unit of a joined word such as ``10mg``, nothing for others."""
    found = _JOINED.fullmatch(word)
    return (found[1], found[2]) if found else ()


def asked_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a query; one that it denies is marked like those of texts.

    Of the words behind a denied one it is not clear; they are marked as either.

    >>> asked_words("walker w/o wheels")
    ('walker', '!wheels')
    """
    if not _DENIES.search(text):
        return words(_POSSESSIVE.sub("", text))
    text = _NON.sub("non", _POSSESSIVE.sub("", text))
    found: list[str] = []
    behind = _REACH
    for word in words(_DENYING.sub(" without ", text.lower())):
        if word in _WITHOUT:
            behind = 0
            continue
        behind = _REACH if word in _BOUNDS else min(behind + 1, _REACH)
        found.append((NOT if behind == 1 else EITHER if behind < _REACH else "") + word)
    return tuple(found) if found or behind else ("without",)


def asked_words_of_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what `asked_words` returns for each text, for thousands of texts at a time."""
    found = [tuple(one) for one in words_of_each(texts)]
    for number, text in enumerate(texts):
        if _DENIES.search(text) or _POSSESSIVE.search(text):
            found[number] = asked_words(text)
    return found
