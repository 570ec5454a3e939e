"""One line of text in several colours and weights, laid out once and drawn often.

Everything here stays clear of the `Qt` namespace (so of pens), whose first use takes a sixth of the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPainter,
    QPainterPath,
    QPalette,
    QTextCharFormat,
    QTextLayout,
)

if TYPE_CHECKING:
    from hcpcs_desktop.ui.metrics import Metrics

ELLIPSIS = "…"

Run = tuple[str, QTextCharFormat]
"""A stretch of text and how it is set."""


def brush(colour: QColor) -> QBrush:
    """Return a brush that fills with `colour`; a brush made directly would load the `Qt` namespace."""
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, colour)
    return palette.window()


def style(colour: QBrush, *, bold: bool = False, struck: bool = False) -> QTextCharFormat:
    """Return the format of a run."""
    made = QTextCharFormat()
    made.setForeground(colour)
    if bold:
        made.setFontWeight(QFont.Weight.Bold)
    if struck:
        made.setFontStrikeOut(True)
    return made


def line(runs: Sequence[Run], font: QFont, width: float) -> QTextLayout:
    """Return the runs laid out in one line, cut with an ellipsis where it is wider than `width`."""
    layout = _laid_out(runs, font)
    if _width(layout) <= width:
        return layout
    end = layout.lineAt(0).xToCursor(max(0.0, width))
    while end > 0:
        shorter = _laid_out(_cut(runs, end), font)
        if _width(shorter) <= width:
            return shorter
        end -= 1
    return _laid_out(_cut(runs, 0), font)


def _width(layout: QTextLayout) -> float:
    """Return the width of the only line; the line must not outlive its layout, so it stays in here."""
    return layout.lineAt(0).naturalTextWidth()


def _cut(runs: Sequence[Run], end: int) -> list[Run]:
    """Return the first `end` characters of the runs and an ellipsis in the last one's format."""
    kept: list[Run] = []
    for text, form in runs:
        kept.append((text[: max(0, end)], form))
        end -= len(text)
        if end <= 0:
            break
    text, form = kept.pop()
    return [*kept, (text.rstrip() + ELLIPSIS, form)]


def _laid_out(runs: Sequence[Run], font: QFont) -> QTextLayout:
    layout = QTextLayout("".join(text for text, _ in runs), font)
    layout.setFormats(_ranges(runs))
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout


def _ranges(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
    ranges, start = [], 0
    for text, form in runs:
        made = QTextLayout.FormatRange()
        made.start, made.length, made.format = start, len(text), form
        ranges.append(made)
        start += len(text)
    return ranges


def draw(painter: QPainter, layout: QTextLayout, left: float, top: float) -> None:
    """Draw a line with its upper left corner at a point."""
    layout.draw(painter, QPointF(left, top))


def draw_choice(
    painter: QPainter, row: QRectF, metrics: Metrics, colours: tuple[QBrush, QBrush], *, ring: bool
) -> None:
    """Fill a chosen row and put a bar before it, and a ring around it; `colours` are strong and soft."""
    strong, soft = colours
    radius, thin = metrics.gap(0.7), metrics.hairline
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = row.adjusted(0, metrics.gap(0.15), 0, -metrics.gap(0.15))
    if ring:
        fill_rounded(painter, frame, radius, strong)
        frame = frame.adjusted(thin, thin, -thin, -thin)
    fill_rounded(painter, frame, radius, soft)
    inset = min(metrics.gap(1), row.height() / 4)
    fill_rounded(painter, row.adjusted(0, inset, metrics.gap(0.4) - row.width(), -inset), 0, strong)
    painter.restore()


def fill_rounded(painter: QPainter, rect: QRectF, radius: float, colour: QBrush) -> None:
    """Fill a rectangle with round corners."""
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    painter.fillPath(path, colour)
