"""Divides a frame into areas as large as the numbers they stand for, and says which lies beside which.

The areas are laid out as "squarified treemaps" (Bruls, Huizing, van Wijk 2000): rows along the shorter side,
each as long as its areas come nearer to squares.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

LEFT, UP, RIGHT, DOWN = "left", "up", "right", "down"


class Rect(NamedTuple):
    """An upright rectangle, in the unit of the frame."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends at the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends at the bottom."""
        return self.top + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return self.left + self.width / 2, self.top + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


def divided(values: Sequence[float], frame: Rect) -> tuple[Rect, ...]:
    """Return a rectangle for each of the values, in their order and in proportion; all together fill `frame`.

    The largest lies at the upper left; equal ones keep their order. Raises ValueError for a value that is
    not above 0.
    """
    if any(value <= 0 for value in values):
        raise ValueError("An area needs a number above 0.")
    order = sorted(range(len(values)), key=lambda place: -values[place])
    placed = dict(zip(order, _rows([values[place] for place in order], frame), strict=True))
    return tuple(placed[place] for place in range(len(values)))


def _rows(values: Sequence[float], frame: Rect) -> Iterator[Rect]:
    """Give the rectangles of falling values, row by row."""
    rest = float(sum(values))
    start = 0
    while start < len(values):
        scale = frame.width * frame.height / rest
        end = _row_end(values, start, scale, min(frame.width, frame.height))
        total = sum(values[start:end])
        row, frame = _cut(frame, 1.0 if end == len(values) else total / rest)
        yield from _along(row, [value / total for value in values[start:end]])
        rest -= total
        start = end


def _row_end(values: Sequence[float], start: int, scale: float, side: float) -> int:
    """Return where the row that begins at `start` should end: before the value that makes it worse."""
    end = start + 1
    while end < len(values) and _worst(values[start : end + 1], scale, side) <= _worst(
        values[start:end], scale, side
    ):
        end += 1
    return end


def _worst(row: Sequence[float], scale: float, side: float) -> float:
    """Return how far the longest area of a row along `side` is from a square, which is 1."""
    total = sum(row) * scale
    across = side * side
    if not total or not across or not row[-1] * scale:
        return float("inf")
    return max(across * row[0] * scale / total / total, total / across * total / (row[-1] * scale))


def _cut(frame: Rect, share: float) -> tuple[Rect, Rect]:
    """Return a strip with this share of the frame along its shorter side, and the rest."""
    left, top, width, height = frame
    if width >= height:
        part = width * share
        return Rect(left, top, part, height), Rect(left + part, top, width - part, height)
    part = height * share
    return Rect(left, top, width, part), Rect(left, top + part, width, height - part)


def _along(row: Rect, shares: Sequence[float]) -> Iterator[Rect]:
    """Divide a strip along its longer side."""
    left, top, width, height = row
    done = 0.0
    for share in shares:
        if height >= width:
            yield Rect(left, top + height * done, width, height * share)
        else:
            yield Rect(left + width * done, top, width * share, height)
        done += share


def beside(rects: Sequence[Rect], place: int, towards: str) -> int:
    """Return the number of the nearest rectangle on one side of that at `place`, `place` where none is.

    Those that lie across from its middle come first, then the nearest of the others.
    """
    here = rects[place]
    ways = [
        (_apart(here, other, towards), number)
        for number, other in enumerate(rects)
        if number != place and _ahead(here, other, towards)
    ]
    return min(ways)[1] if ways else place


def _ahead(here: Rect, other: Rect, towards: str) -> bool:
    """Tell whether the other begins where this one ends, or further on."""
    slack = max(here.width, here.height) * 1e-6
    return {
        LEFT: other.right <= here.left + slack,
        RIGHT: other.left >= here.right - slack,
        UP: other.bottom <= here.top + slack,
        DOWN: other.top >= here.bottom - slack,
    }[towards]


def _apart(here: Rect, other: Rect, towards: str) -> tuple[float, float]:
    """Return how far the other is off this one's middle line, and how far ahead."""
    x, y = here.middle
    gaps = {LEFT: here.left - other.right, RIGHT: other.left - here.right}
    if towards in gaps:
        return max(other.top - y, y - other.bottom, 0.0), gaps[towards]
    gaps = {UP: here.top - other.bottom, DOWN: other.top - here.bottom}
    return max(other.left - x, x - other.right, 0.0), gaps[towards]
