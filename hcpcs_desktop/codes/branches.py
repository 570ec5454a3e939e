"""Builds the tree of letters, sections and subsections of Level II, and counts codes into it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.codes.tables import rows

_BEGINNING = re.compile(r"[A-Z][0-9]{0,4}")
_LENGTH = 5
_LOWEST, _HIGHEST = "0000", "9999"
_NONE = " "
_COVERAGE = "CDIMS"


class Branch(NamedTuple):
    """A letter, a section or a subsection, with the narrower ones inside it.

    `codes` counts those that are listed from `first` to `last`, those of narrower branches and of none
    included; `valid` counts how many of them are valid on the asked day, and `coverage` counts those by
    CMS's letter, '' where the record has none.
    """

    first: str
    last: str
    title: str
    note: str = ""
    codes: int = 0
    valid: int = 0
    branches: tuple[Branch, ...] = ()
    coverage: tuple[tuple[str, int], ...] = ()

    @property
    def letter(self) -> str:
        """The letter where the branch is a whole letter, else ''."""
        return self.first[0] if (self.first[1:], self.last[1:]) == (_LOWEST, _HIGHEST) else ""

    @property
    def section(self) -> str:
        """What a filter by section takes: the letter, or the stretch such as ``E0950-E1034``."""
        return self.letter or f"{self.first}-{self.last}"


def nested(stretches: Iterable[Branch]) -> tuple[Branch, ...]:
    """Return the stretches with each inside the narrowest other that holds it; none may partly overlap."""
    waiting = deque(sorted(sorted(stretches, key=lambda one: one.last, reverse=True), key=_first))
    return _inside("Z" + _HIGHEST, waiting)


def _first(branch: Branch) -> str:
    return branch.first


def _inside(last: str, waiting: deque[Branch]) -> tuple[Branch, ...]:
    """Take from `waiting` the branches up to the code `last`, each with those inside it."""
    found = []
    while waiting and waiting[0].last <= last:
        branch = waiting.popleft()
        found.append(branch._replace(branches=_inside(branch.last, waiting)))
    return tuple(found)


@cache
def outline() -> tuple[Branch, ...]:
    """Return the letters of Level II with their sections and subsections, nothing counted."""
    whole = (
        Branch(letter + _LOWEST, letter + _HIGHEST, row.section, row.note)
        for letter, row in letters().items()
    )
    stretches = (
        Branch(row["first"], row["last"], row["heading"]) for row in rows("structure/level2_ranges.tsv")
    )
    return nested((*whole, *stretches))


def narrowest(code: str) -> Branch | None:
    """Return the narrowest branch of the outline that holds `code`, None for a code of no letter."""
    found, inside = None, outline()
    while inside:
        number = bisect_right(inside, code, key=_first) - 1
        if number < 0 or inside[number].last < code:
            break
        found = inside[number]
        inside = found.branches
    return found


class _Counts(NamedTuple):
    """What is counted: the listed codes, the valid ones, and beside each valid one its coverage letter."""

    listed: Sequence[str]
    valid: Sequence[str]
    coverage: str

    def of(self, branch: Branch) -> Branch:
        """Return the branch and all inside it with their counts."""
        low, high = bisect_left(self.valid, branch.first), bisect_right(self.valid, branch.last)
        return branch._replace(
            codes=bisect_right(self.listed, branch.last) - bisect_left(self.listed, branch.first),
            valid=high - low,
            branches=tuple(map(self.of, branch.branches)),
            coverage=self._by_letter(low, high),
        )

    def _by_letter(self, low: int, high: int) -> tuple[tuple[str, int], ...]:
        known = [(letter, self.coverage.count(letter, low, high)) for letter in _COVERAGE]
        none = high - low - sum(count for _, count in known)
        return tuple(one for one in (*known, ("", none)) if one[1])


def counted(
    codes: Iterable[str], valid: Iterable[str], coverage: Mapping[str, str] | None = None
) -> tuple[Branch, ...]:
    """Return the outline with its counts of the listed codes and of the valid ones.

    `coverage` has CMS's letter of each valid code; a letter that CMS does not use counts as none.
    """
    listed, holding = sorted(set(codes)), sorted(set(valid))
    by_code = coverage or {}
    beside = "".join([by_code.get(code, "")[:1] or _NONE for code in holding])
    return tuple(map(_Counts(listed, holding, beside).of, outline()))


def with_codes(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    """Return all of `branches`, below them only those that hold a code."""
    return tuple(
        one._replace(branches=with_codes(below for below in one.branches if below.codes)) for one in branches
    )


def way_to(branches: Sequence[Branch], beginning: str) -> tuple[int, ...]:
    """Return the numbers that lead down to where codes with this `beginning` begin, () where none is.

    The way ends at the first branch whose codes all have the beginning, else at the narrowest around them.

    >>> [outline()[4].title, way_to(outline(), "E")]
    ['Durable medical equipment', (4,)]
    """
    if not _BEGINNING.fullmatch(beginning):
        return ()
    low, high = beginning.ljust(_LENGTH, "0"), beginning.ljust(_LENGTH, "9")
    for number, one in enumerate(branches):
        if one.first <= high and one.last >= low:
            if low <= one.first and one.last <= high:
                return (number,)
            return (number, *way_to(one.branches, beginning))
    return ()
