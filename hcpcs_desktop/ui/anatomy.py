"""Draws the characters of a code in boxes, each with a line to what it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hcpcs_desktop.ui.metrics import ANATOMY
from hcpcs_desktop.ui.words import capital, dated, owner_token, spelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcpcs_desktop.codes.explanation import Explanation, ModifierNote
    from hcpcs_desktop.ui.appearance import Appearance

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_TALL = 100_000


class Box(NamedTuple):
    """Characters that belong together, their meaning, and the token they are drawn in."""

    text: str
    meaning: str
    token: str
    apart: bool = False


class _Placed(NamedTuple):
    """A box with its frame, where its line goes down, and the area of its label."""

    box: Box
    frame: QRectF
    line_left: float
    label: QRectF


def boxes_of(explanation: Explanation) -> tuple[Box, ...]:
    """Return the boxes of a code's characters, then one for each modifier behind it."""
    owner = owner_token(explanation)
    parts = explanation.structure
    boxes = [
        Box(
            part.text, capital(dated(part.meaning)), owner if index == 0 or len(part.text) == 1 else "neutral"
        )
        for index, part in enumerate(parts)
    ]
    if explanation.kind == "code":
        boxes += [_modifier_box(note) for note in explanation.modifiers]
    return tuple(boxes)


def _modifier_box(note: ModifierNote) -> Box:
    token = "accent" if note.maintainer == "CMS" else "neutral"
    return Box(note.modifier, f"Modifier {note.modifier}: {modifier_meaning(note)}", token, apart=True)


def modifier_meaning(note: ModifierNote) -> str:
    """Return what a modifier says, or whose it is where its wording is licensed or unknown."""
    if note.description:
        return note.description
    return f"Level {note.level}, {note.maintainer}" if note.maintainer else note.note


class Anatomy(QWidget):
    """The painted code; its accessible name says the same in words."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._boxes: tuple[Box, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        appearance.changed.connect(self.restyle)

    @property
    def boxes(self) -> tuple[Box, ...]:
        """What is drawn, left to right."""
        return self._boxes

    def show_boxes(self, boxes: tuple[Box, ...]) -> None:
        """Draw `boxes` and nothing else."""
        self._boxes = boxes
        whole = spelled("".join(box.text for box in boxes if not box.apart))
        meanings = [f"{spelled(box.text)}: {box.meaning}" for box in boxes]
        self.setAccessibleName(". ".join(["Parts of the code " + whole, *meanings]))
        self.restyle()

    def restyle(self) -> None:
        """Measure and draw anew."""
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Return True: narrow labels wrap and need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of boxes and labels in `width`."""
        placed = self._place(width)
        bottoms = [max(place.frame.bottom(), place.label.bottom()) for place in placed]
        return round(max(bottoms, default=0) + self._appearance.metrics.gap(0.5))

    def sizeHint(self) -> QSize:
        """Return a comfortable width and the height that goes with it."""
        width = self._appearance.metrics.columns(52)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the width that the boxes alone need."""
        metrics = self._appearance.metrics
        width = max((place.frame.right() for place in self._place(_TALL)), default=0)
        return QSize(round(width) + metrics.gap(1), metrics.gap(6))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw boxes, characters, lines and labels."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in self._place(self.width()):
            self._draw_box(painter, place)
            self._draw_label(painter, place)
        painter.end()

    def _draw_box(self, painter: QPainter, place: _Placed) -> None:
        metrics, colours = self._appearance.metrics, self._appearance.colours
        painter.setPen(QPen(colours.colour(place.box.token), metrics.hairline * 1.5))
        painter.setBrush(colours.colour(f"{place.box.token}_soft"))
        painter.drawRoundedRect(place.frame, metrics.gap(0.7), metrics.gap(0.7))
        painter.setPen(colours.colour("text"))
        painter.setFont(metrics.code_font(ANATOMY))
        cell = place.frame.width() / len(place.box.text)
        for index, character in enumerate(place.box.text):
            area = QRectF(place.frame.left() + index * cell, place.frame.top(), cell, place.frame.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, character)

    def _draw_label(self, painter: QPainter, place: _Placed) -> None:
        metrics, colours = self._appearance.metrics, self._appearance.colours
        middle = place.label.top() + metrics.unit
        corner = QPointF(place.line_left, middle)
        painter.setPen(QPen(colours.colour("muted"), metrics.hairline))
        painter.drawLine(QPointF(place.line_left, place.frame.bottom()), corner)
        painter.drawLine(corner, QPointF(place.label.left() - metrics.gap(0.6), middle))
        painter.setPen(colours.colour("text"))
        painter.setFont(metrics.font())
        painter.drawText(place.label, int(_WRAP), place.box.meaning)

    def _place(self, width: int) -> list[_Placed]:
        """Put boxes left to right and labels from the last box's at the top to the first's at the bottom."""
        metrics = self._appearance.metrics
        frames = self._frames()
        measure = QFontMetricsF(metrics.font())
        top = frames[-1].bottom() + metrics.gap(1) if frames else 0.0
        placed = []
        for index in range(len(frames) - 1, -1, -1):
            line = self._line_left(frames[index])
            left = self._label_left(frames, index)
            room = max(float(metrics.gap(12)), width - left)
            box = self._boxes[index]
            needed = measure.boundingRect(QRectF(0, 0, room, _TALL), int(_WRAP), box.meaning)
            placed.append(_Placed(box, frames[index], line, QRectF(left, top, room, needed.height() + 1)))
            top += needed.height() + metrics.gap(0.5)
        return placed

    def _frames(self) -> list[QRectF]:
        metrics = self._appearance.metrics
        measure = QFontMetricsF(metrics.code_font(ANATOMY))
        cell = measure.horizontalAdvance("0") + metrics.gap(0.9)
        height = measure.height() + metrics.gap(0.8)
        frames, left = [], float(metrics.hairline)
        for box in self._boxes:
            left += metrics.gap(1.6) if box.apart else 0
            frames.append(QRectF(left, metrics.hairline, cell * len(box.text) + metrics.gap(0.4), height))
            left = frames[-1].right() + metrics.gap(0.6)
        return frames

    def _line_left(self, frame: QRectF) -> float:
        measure = QFontMetricsF(self._appearance.metrics.code_font(ANATOMY))
        return frame.left() + (measure.horizontalAdvance("0") + self._appearance.metrics.gap(1.3)) / 2

    def _label_left(self, frames: Sequence[QRectF], index: int) -> float:
        """Return where a label begins: one column for the code's own parts, its own for each modifier."""
        own = [number for number, box in enumerate(self._boxes) if not box.apart]
        last = index if self._boxes[index].apart or not own else own[-1]
        return self._line_left(frames[last]) + self._appearance.metrics.gap(2.5)
