"""Marks the words of a title that match a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import overload

from hcpcs_desktop.search.matching import Asked
from hcpcs_desktop.search.ranking import Wanted
from hcpcs_desktop.search.stemming import stems

_WORD = re.compile(r"[0-9a-z]+")


@lru_cache(maxsize=8192)
def _places(title: str) -> dict[str, list[tuple[int, int]]]:
    """Return where each stem stands in a title, and under '' where every word does."""
    found: dict[str, list[tuple[int, int]]] = {"": []}
    for match in _WORD.finditer(title.lower() if title.isascii() else ""):
        found[""].append(match.span())
        for stem in stems(match[0]):
            found.setdefault(stem, []).append(match.span())
    return found


class Spans(Sequence[tuple[int, int]]):
    """The stretches of a title that match, found when first looked at: of fifty hits a dozen are seen."""

    __slots__ = ("_asked", "_found", "_title", "_wanted")

    def __init__(self, title: str, wanted: Wanted, asked: Asked) -> None:
        self._title = title
        self._wanted = wanted
        self._asked = asked
        self._found: tuple[tuple[int, int], ...] | None = None

    def found(self) -> tuple[tuple[int, int], ...]:
        """Return the stretches as a tuple."""
        if self._found is None:
            self._found = spans(self._title, self._wanted, self._asked)
        return self._found

    def __len__(self) -> int:
        return len(self.found())

    @overload
    def __getitem__(self, index: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[tuple[int, int], ...]: ...
    def __getitem__(self, index: int | slice) -> tuple[int, int] | tuple[tuple[int, int], ...]:
        return self.found()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans | tuple) and self.found() == tuple(other)

    def __hash__(self) -> int:
        return hash(self.found())


def spans(title: str, wanted: Wanted, asked: Asked) -> tuple[tuple[int, int], ...]:
    """Return the stretches of `title` that match, as (start, end); of an unfinished word its beginning."""
    places = _places(title)
    found = {span for stem in wanted.forms & places.keys() if stem for span in places[stem]}
    if asked.unfinished and asked.words[-1]:
        whole = {first for first, _ in found}
        starts = _beginning(asked.words[-1]).finditer(title.lower() if places[""] else "")
        found.update(match.span() for match in starts if match.start() not in whole)
    return tuple(sorted(found))


@lru_cache(maxsize=64)
def _beginning(start: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9a-z]){re.escape(start)}")
