"""Proposes what an unknown word was meant to be: one edit away, two from eight letters on (search.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

_SHORTEST = 4
_LONG = 8

Near = Callable[[str, Sequence[str], int], list[tuple[str, int]]]
"""Returns the words within so many edits, with their distance."""


def edits_allowed(word: str) -> int:
    """Return how many edits a slip in `word` may be at most: none in short words and numbers."""
    if len(word) < _SHORTEST or not word.isalpha():
        return 0
    return 2 if len(word) >= _LONG - 1 else 1  # the word that was meant may be a letter longer


def within(word: str, dictionary: Sequence[str], edits: int) -> list[tuple[str, int]]:
    """Return the words of `dictionary` within `edits`, with the distance; a swap of neighbours is one."""
    from rapidfuzz import process  # noqa: PLC0415 - most searches have no slip
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found = process.extract(word, dictionary, scorer=OSA.distance, score_cutoff=edits, limit=None)
    near = ((str(match), int(distance)) for match, distance, _ in found)
    return [
        (match, distance) for match, distance in near if distance == 1 or max(len(match), len(word)) >= _LONG
    ]


def corrections(word: str, dictionary: Sequence[str], *, unfinished: bool, most: int = 3) -> tuple[str, ...]:
    """Return what `word` may have been meant to be, nearest first, of a dictionary with its first letter.

    With `unfinished` also words whose beginning it may be, cut to about the same length.
    """
    edits = edits_allowed(word)
    if not edits:
        return ()
    whole = sorted(
        within(word, dictionary, edits),
        key=lambda one: (one[1], not _is_slip(word, one[0]), -len(one[0]), one[0]),
    )
    found = [one for one, _ in whole]
    if unfinished and not found:
        found = _begun(word, dictionary, edits)
    return tuple(dict.fromkeys(found))[:most]


def _begun(word: str, dictionary: Sequence[str], edits: int) -> list[str]:
    starts = sorted(
        {one[: len(word) + change] for one in dictionary for change in (-1, 0, 1) if len(one) > len(word)}
    )
    near = sorted(
        within(word, starts, min(edits, 1)), key=lambda one: (one[1], abs(len(one[0]) - len(word)), one[0])
    )
    return [one for one, _ in near]


def is_one_slip(word: str, other: str) -> bool:
    """Tell whether one edit makes `word` to `other`."""
    return bool(within(word, [other], 1))


def _is_slip(word: str, meant: str) -> bool:
    """Tell whether letters are only missing, too many or in another order, as fingers slip."""
    if sorted(word) == sorted(meant):
        return True
    shorter, longer = sorted((word, meant), key=len)
    rest = iter(longer)
    return len(shorter) < len(longer) and all(letter in rest for letter in shorter)
