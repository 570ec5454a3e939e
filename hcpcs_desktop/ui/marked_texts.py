"""Shortens texts in which words are marked, so that the marked ones show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.codes.differences import Run

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAME = 160
_AROUND = 60


def shortened(runs: Sequence[Run]) -> tuple[Run, ...]:
    """Return `runs` with the middle of long stretches left out that are the same, so that the others show."""
    return tuple(
        run
        if run.marked or len(run.text) <= _SAME
        else Run(_ends(run.text, index > 0, run is not runs[-1]), False)
        for index, run in enumerate(runs)
    )


def _ends(text: str, head: bool, tail: bool) -> str:
    """Return the words of `text` next to what is marked before and after it."""
    first = text[:_AROUND].rpartition(" ")[0] if head or not tail else ""
    last = text[-_AROUND:].partition(" ")[2] if tail else ""
    return f"{first} … {last}" if first else f"… {last}"
