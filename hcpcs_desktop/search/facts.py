"""The facts that join what people type to the words of CMS's texts: brands, lay words, abbreviations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from hcpcs_desktop import assets
from hcpcs_desktop.codes.tables import Row, parse, rows
from hcpcs_desktop.search.indexing import asked_words, asked_words_of_each
from hcpcs_desktop.search.stemming import stems

FOLDER = "search"
"""The folder of the tables in ``resources/``."""

BRANDS = f"{FOLDER}/brands.tsv"
ROLES = f"{FOLDER}/word_roles.tsv"
BOTH_WAYS = frozenset(("abbreviation", "spelling"))
"""Kinds whose two sides stand for each other."""

TURNED = "other way round"
RESPELT = (*BOTH_WAYS, TURNED)
"""Kinds of facts whose two sides are the same words, written differently."""

OWN = "own word"
DEAD_END = "dead end"
_SHORTEST_START = 3
_TWO = 2
_NO = re.compile(r"\bno ")
FUNCTION, GENERIC = "function", "generic"


class Fact(NamedTuple):
    """One fact: who types all of `words`, in any order, means a code of `codes` or one that has `means`.

    `means` are alternatives, best first, each a tuple of words that a text must all have. `codes` are
    best first. Without either the fact is a dead end, and `note` says why. `term` names it.
    """

    term: str
    words: tuple[str, ...]
    means: tuple[tuple[str, ...], ...]
    codes: tuple[str, ...] = ()
    kind: str = ""
    note: str = ""

    @property
    def is_dead_end(self) -> bool:
        """Tell whether the thing has no code of its own."""
        return not self.codes and self.kind == DEAD_END

    @property
    def told(self) -> str:
        """Return the fact in words, such as ``hoyer lift → patient lift``."""
        codes = ", ".join(self.codes)
        if self.kind == OWN:
            meant = "; ".join(filter(None, (*map(" ".join, self.means), codes))).replace("!", "without ")
        else:
            meant = " ".join(self.means[0]) if self.means else codes
        return f"{self.term} → {meant}" if meant else self.term


def word_fact(term: str, means: str, kind: str, codes: Iterable[str] = ()) -> Fact:
    """Return a fact of texts; the alternatives of `means` are separated by ``; ``."""
    alternatives = meant_words_of_each(means.split(";"))
    return Fact(term, asked_words(term), tuple(one for one in alternatives if one), tuple(codes), kind)


def read_facts() -> list[Fact]:
    """Return every shipped fact; those that hold both ways also turned round."""
    found = [_brand(row) for row in parse(assets.text(BRANDS))]
    listed = [row for name in word_tables() for row in parse(assets.text(name))]
    terms = [_needed(words) for words in asked_words_of_each([row["term"] for row in listed])]
    sides = [row["means"].split("; ") for row in listed]
    meant = iter(meant_words_of_each([one for side in sides for one in side]))
    for row, term, side in zip(listed, terms, sides, strict=True):
        means = tuple(next(meant) for _ in side)
        found.append(Fact(row["term"], term, means, (), row["kind"]))
        if row["kind"] in BOTH_WAYS:
            found += [Fact(text, one, (term,), (), TURNED) for text, one in zip(side, means, strict=True)]
    return found


def meant_words_of_each(texts: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the words of texts as CMS writes them: what has ``no wheels`` is without them."""
    return asked_words_of_each([_NO.sub("without ", text) for text in texts])


def _needed(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a term but its function words, where two or more are left."""
    roles = role_of_words()
    telling = tuple(word for word in words if roles.get(word) != FUNCTION)
    return telling if len(telling) >= _TWO else words


def word_tables() -> tuple[str, ...]:
    """Return the names of the shipped tables of words."""
    return tuple(name for name in assets.names(FOLDER) if name not in (BRANDS, ROLES))


def _brand(row: Row) -> Fact:
    generic = asked_words(row["generic"])
    return Fact(
        row["brand"],
        asked_words(row["brand"]),
        (generic,) if generic else (),
        tuple(row["codes"].split()),
        row["kind"],
        row["note"],
    )


@cache
def role_of_words() -> dict[str, str]:
    """Return the words that a text need not have: ``function`` words never, ``generic`` ones if need be."""
    return {row["word"]: row["role"] for row in rows(ROLES)}


def keys(facts: Sequence[Fact]) -> list[tuple[str, ...]]:
    """Return for each fact the stems of its rarest word, under which it is kept.

    Whoever has the words of a query then meets few facts that do not fire.
    """
    counts = Counter(stem for fact in facts for word in fact.words for stem in stems(word))
    rarest = (min(one.words, key=lambda word: (counts[stems(word)[-1]], -len(word))) for one in facts)
    return [stems(word) for word in rarest]


def firing(
    facts: Iterable[Fact], query: Sequence[str], *, unfinished: bool
) -> list[tuple[Fact, frozenset[int]]]:
    """Return the facts whose words all stand in `query`, each with the places it stands for.

    With `unfinished` the last word of the query may be the beginning of a fact's word.
    """
    places: dict[str, tuple[int, ...]] = {}
    for place, word in enumerate(query):
        for stem in stems(word):
            places[stem] = (*places.get(stem, ()), place)
    start = query[-1] if unfinished and len(query[-1]) >= _SHORTEST_START else ""
    found = []
    for fact in facts:
        covered = _covered(fact.words, places, start, len(query) - 1)
        if covered:
            found.append((fact, frozenset(covered)))
    return found


def _covered(words: Sequence[str], places: dict[str, tuple[int, ...]], start: str, last: int) -> list[int]:
    covered: list[int] = []
    for word in words:
        here = places.get(word)
        if here is None:
            here = tuple(place for stem in stems(word) for place in places.get(stem, ()))
        if not here:
            if not (start and word.startswith(start)):
                return []
            here = (last,)
        covered += here
    return covered
