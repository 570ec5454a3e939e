"""Searches for days in older releases against searches for today, five of CMS's releases loaded."""

from __future__ import annotations

import tempfile

from hcpcs_desktop.reference import Reference, open_reference
from tests.benchmarks.common import (
    DATA,
    JANUARY_2026,
    OLDER,
    keystrokes,
    milliseconds,
    need,
    percentile,
    told,
)
from tests.benchmarks.floors import ask, bare_rows, index

_OLDER = ("2018-06-01", "2019-06-01", "2024-08-01")
_ROUNDS = 3


def main() -> None:
    """Print for each older day the times against the floor's and against today's, and that of a new day."""
    newest = need(JANUARY_2026)
    floor = index(bare_rows(newest))
    with tempfile.TemporaryDirectory() as folder:
        reference = open_reference(folder)
        reference.load([newest, *(need(DATA / name) for name in OLDER)])
        plain: list[float] = []
        times: dict[str | None, list[float]] = {day: [] for day in (None, *_OLDER)}
        for round_number in range(_ROUNDS + 1):
            for day, kept in times.items():  # one day at a time, as people type
                for text in keystrokes():
                    bare = milliseconds(lambda text=text: ask(floor, text))  # type: ignore[misc] # bound now
                    taken = _search(reference, text, day)
                    if round_number:  # the first round fills the caches
                        plain.append(bare)
                        kept.append(taken)
        _tell(times, plain)
        print(f"{'first search on a new day, older release':<46} {_new_day(reference):9.2f} ms")
        reference.close()


def _search(reference: Reference, text: str, day: str | None) -> float:
    return milliseconds(lambda: reference.search(text, on=day))


def _tell(times: dict[str | None, list[float]], plain: list[float]) -> None:
    for day in _OLDER:
        for share in (0.50, 0.95):
            name = f"search on {day}, p{share * 100:.0f}"
            ours = percentile(times[day], share)
            told(f"{name}, floor FTS5", ours, percentile(plain, share), 5.0)
            told(f"{name}, floor today", ours, percentile(times[None], share), 2.0)


def _new_day(reference: Reference) -> float:
    """Return how long the first search takes on a day that was not asked for before, in the middle."""
    days = [f"2019-{month:02d}-15" for month in range(1, 13)]
    return percentile([_search(reference, "walker", day) for day in days], 0.5)
