"""Asks the queries of a file and counts: recall in the first five, and mean reciprocal rank, by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

FIRST = 5


class Case(NamedTuple):
    """A query, the codes that must all be among the first five, and the kind of query."""

    query: str
    codes: tuple[str, ...]
    kind: str


class Result(NamedTuple):
    """What came first for a case; `rank` is the place of the best expected code, 0 where none came."""

    case: Case
    first: tuple[str, ...]
    rank: int

    @property
    def found(self) -> bool:
        """Tell whether all expected codes are among the first five."""
        return set(self.case.codes) <= set(self.first)


def cases(path: Path) -> list[Case]:
    """Return the cases of a tab-separated file: query, codes separated by commas, kind."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    cells = [row for row in rows if len(row) == len(Case._fields) and row[0] != "query"]
    return [Case(query, tuple(codes.split(",")), kind) for query, codes, kind in cells]


def measure(asked: Iterable[Case], search: Callable[[str], Sequence[str]]) -> list[Result]:
    """Return the result of each case; `search` returns codes, best first."""
    results = []
    for case in asked:
        codes = search(case.query)
        places = [codes.index(code) + 1 for code in case.codes if code in codes]
        results.append(Result(case, tuple(codes[:FIRST]), min(places, default=0)))
    return results


def recall(results: Sequence[Result]) -> float:
    """Return the share of results with all expected codes among the first five."""
    return sum(one.found for one in results) / len(results)


def reciprocal_rank(results: Sequence[Result]) -> float:
    """Return the mean of one over the place of the best expected code."""
    return sum(1 / one.rank if one.rank else 0 for one in results) / len(results)


def table(results: Sequence[Result]) -> list[str]:
    """Return a line a kind and one for all."""
    by_kind: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        by_kind[one.case.kind].append(one)
    rows = [*sorted(by_kind.items()), ("all", list(results))]
    return [
        f"{kind:<14} {len(found):>4} queries   recall@{FIRST} {recall(found):.3f}   "
        f"mean reciprocal rank {reciprocal_rank(found):.3f}"
        for kind, found in rows
    ]
