"""Makes a question of the words of a query: which count, which facts fire, which are in no dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hcpcs_desktop.search.facts import FUNCTION, GENERIC, Fact, firing, role_of_words
from hcpcs_desktop.search.matching import Asked
from hcpcs_desktop.search.stemming import NOT, plain

_SHORTEST_PART = 3
_AMOUNT = re.compile(
    r"[0-9]+(?:mg|mcg|ml|g|gm|kg|cc|iu|units?|mci|hr?s?|weeks?|q[0-9]+[hdwm]?)?|q[0-9]+[hdwm]?"
)
"""Numbers, with a unit or without, and how often: they tell which dose, seldom which drug."""
_DENYING = frozenset(("no", "non", "not"))


def ask(
    words: Sequence[str], facts: Iterable[Fact], refused: frozenset[str], *, unfinished: bool = False
) -> Asked:
    """Return the question of these folded words; facts whose term is in `refused` stay out."""
    roles = role_of_words()
    allowed = [fact for fact in facts if fact.term.casefold() not in refused]
    fired = firing(allowed, words, unfinished=unfinished)
    return Asked(
        tuple(words),
        tuple(fired),
        frozenset(place for place, word in enumerate(words) if roles.get(word) == FUNCTION),
        frozenset(
            place for place, word in enumerate(words) if roles.get(word) == GENERIC or _AMOUNT.fullmatch(word)
        ),
        unfinished,
    )


def said(asked: Asked, used: Sequence[Fact]) -> str:
    """Return the query with the words that the facts `used` put in the place of its own."""
    chosen: dict[int, Fact] = {}
    for fact, covered in asked.facts:
        if fact in used and chosen.keys().isdisjoint(covered):
            chosen.update(dict.fromkeys(covered, fact))
    out: list[str] = []
    for place, word in enumerate(asked.words):
        meant = chosen.get(place)
        if meant is None:
            out.append(plain(word))
        elif place == min(other for other, one in chosen.items() if one is meant):
            out.append(" ".join(meant.means[0]) if meant.means else meant.term)
    return " ".join(out)


def is_whole_dead_end(asked: Asked) -> bool:
    """Tell whether all telling words of a question name something that has no code of its own."""
    telling = set(range(len(asked.words))) - asked.function - asked.generic
    return any(fact.is_dead_end and telling <= covered for fact, covered in asked.facts)


def respelt(words: Sequence[str]) -> list[Fact]:
    """Return the facts of spelling that hold for any words: arm rest, armrest; no wheels, without wheels."""
    found: list[Fact] = []
    for count in (2, 3):
        for place in range(len(words) - count + 1):
            parts = tuple(words[place : place + count])
            if all(part.isalpha() for part in parts):
                means: list[tuple[str, ...]] = [("".join(parts),)]
                if count == 2 and parts[0] in _DENYING:  # noqa: PLR2004 - the word and what it denies
                    means += [(NOT + parts[1],), ("not", parts[1])]
                found.append(Fact(" ".join(parts), parts, tuple(means), (), "spelling"))
    return found


def splits(word: str) -> list[tuple[str, str]]:
    """Return the ways to take one word as two, the most even first: bedpan, bed pan."""
    if not word.isalpha():
        return []
    places = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    return [(word[:at], word[at:]) for at in sorted(places, key=lambda at: abs(2 * at - len(word)))]
