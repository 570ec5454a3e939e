"""Says which words of a text stand in the index; those that it denies are kept apart (search.md)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hcpcs_desktop.search.folding import fold, words, words_of_each
from hcpcs_desktop.search.stemming import NOT

_DENIED = re.compile(
    r"(?<!with or )(?<!with and )(?<!with/)"
    r"\b(?:without|w/o|wo|no|other than|except|excluding|not including)\b"
    r"((?: (?!with)[^\W_][\w-]*){1,4})"
)
_DENIES = re.compile(r"(?i)w/o|without|\bwo?\b|\bno\b|other than|exce|exclud|not incl")
_JOINED = re.compile(r"([0-9]+)([a-z]+)")
_OPENING = frozenset(
    (
        "injection",
        "infusion",
        "injectable",
        "supply",
        "replacement",
        "accessory",
        "wheelchair",
        "addition",
        "unlisted",
    )
)
_DENYING = re.compile(r"\bw/o\b|\bother than\b|\bexcept\b|\bexcluding\b|\bnot including\b")
_WITHOUT = frozenset(("without", "wo"))
_HEAD = 5


def index_words(texts: Sequence[str]) -> list[set[str]]:
    """Return the words of each text for the index, folded; a denied word only as such.

    >>> [sorted(found) for found in index_words(["Walker, without wheels"])]
    [['!wheels', 'walker', 'without']]
    """
    found = [set(words) for words in words_of_each(texts)]
    for number, text in enumerate(texts):
        if _DENIES.search(text):
            found[number] = _with_denials(fold(text))
    return found


def _with_denials(folded: str) -> set[str]:
    denied = [word for match in _DENIED.finditer(folded) for word in words(match[1])]
    if not denied:
        return set(words(folded))
    rest = _DENIED.sub(" without ", folded)
    return {*words(rest), *(NOT + word for word in denied)}


def apart(word: str) -> tuple[str, ...]:
    """Return number and unit of a joined word such as ``10mg``, nothing for others."""
    found = _JOINED.fullmatch(word)
    return (found[1], found[2]) if found else ()


def head_words(found: Sequence[str]) -> Sequence[str]:
    """Return the words with which a text names the thing: its first, but those that open many texts.

    >>> head_words(["injection", "etanercept", "25", "mg"])
    ['etanercept', '25', 'mg']
    """
    start = 0
    while start < len(found) - 1 and found[start] in _OPENING:
        start += 1
    return found[start : start + _HEAD]


def asked_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a query; one that it denies is marked like those of texts.

    >>> asked_words("walker w/o wheels")
    ('walker', '!wheels')
    """
    found: list[str] = []
    denied = False
    for word in words(_DENYING.sub(" without ", text.lower())):
        if word in _WITHOUT:
            denied = True
        else:
            found.append(NOT + word if denied else word)
            denied = False
    return tuple(found) if found or not denied else ("without",)
