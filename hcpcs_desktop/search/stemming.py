"""Tells which forms of a word count as the same word: wheel, wheels and wheeled; nurse and nursing."""

from __future__ import annotations

from functools import lru_cache

NOT = "!"
"""Before a word that a text says is not there: ``without wheels`` holds ``!wheels``."""

EITHER = "~"
"""Before a word of a query of which it is not clear whether it is denied: ``without backup rate``."""

_SHORTEST = 4
_SHORTEST_ABLE = 9
_ENDINGS = frozenset("sgde")
_VOWELS = frozenset("aeiouy")
_SIBILANTS = ("ses", "xes", "zes", "ches", "shes", "oes")


@lru_cache(maxsize=65536)
def stems(word: str) -> tuple[str, ...]:
    """Return the stems of a folded word, itself first; two words are forms of one if they share a stem.

    Several, because spelling alone cannot tell whether ``tubing`` comes from ``tub`` or ``tube``.

    >>> stems("wheels")
    ('wheels', 'wheel')
    >>> stems("tubing")
    ('tubing', 'tub', 'tube')
    """
    if word[-1:] not in _ENDINGS and word[:1] != EITHER:
        return (word,)
    if word.startswith(NOT):
        return tuple(NOT + stem for stem in stems(word[1:]))
    if word.startswith(EITHER):
        return (*stems(word[1:]), *stems(NOT + word[1:]))
    if len(word) < _SHORTEST or not word.isalpha():
        return (word,)
    found = [word, *_singulars(word)]
    for one in tuple(found):
        found += _roots(one)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=65536)
def is_plural(word: str) -> bool:
    """Tell whether a folded word has the form of a plural."""
    return len(word) >= _SHORTEST and bool(_singulars(word))


def _singulars(word: str) -> list[str]:
    if word.endswith(("orthoses", "theses")):
        return [word[:-2] + "is"]
    if word.endswith("ies"):
        return [word[:-3] + "y", word[:-1]]
    if word.endswith(_SIBILANTS):
        return [word[:-1], word[:-2]]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return [word[:-1]]
    return []


def _roots(word: str) -> list[str]:
    """Return what ``-ing``, ``-ed`` or ``-able`` may stand behind: fitting, fit; tubing, tub or tube."""
    if word.endswith("able"):
        return [word[:-4], word[:-3]] if len(word) >= _SHORTEST_ABLE else []
    end = 3 if word.endswith("ing") else 2 if word.endswith("ed") else 0
    root = word[:-end]
    if not end or len(root) < _SHORTEST - 1 or not _VOWELS.intersection(root):
        return []
    if root[-1] == root[-2]:
        return [root, root[:-1]]
    return [root, root + "e"] if len(root) >= _SHORTEST else [root + "e"]


def plain(word: str) -> str:
    """Return a word of a query as it is read: ``!wheels`` is ``without wheels``."""
    return f"without {word[1:]}" if word.startswith(NOT) else word.removeprefix(EITHER)
