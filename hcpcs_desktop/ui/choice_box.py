"""A list to choose one entry from, with an arrow that has the text's colour and grows with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QComboBox

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from hcpcs_desktop.ui.appearance import Appearance


class ChoiceBox(QComboBox):
    """A stock combo box, which the wheel does not change while the page around it is scrolled.

    With the bevel around the arrow the style sheet takes the arrow away too, so it is drawn here.
    """

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("choice")
        self._appearance = appearance

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box as the style does, and the arrow at its end."""
        super().paintEvent(event)
        gap = self._appearance.metrics.unit
        tip = QPointF(self.width() - 1.4 * gap, self.height() / 2 + 0.25 * gap)
        arrow = QPainterPath(tip)
        arrow.lineTo(tip + QPointF(-0.5 * gap, -0.5 * gap))
        arrow.lineTo(tip + QPointF(0.5 * gap, -0.5 * gap))
        arrow.closeSubpath()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(arrow, self.palette().brush(QPalette.ColorRole.Text))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
