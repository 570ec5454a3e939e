"""The top of an explanation: the anatomy, and the pills beside or below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from hcpcs_desktop.ui.anatomy import Anatomy, Box

if TYPE_CHECKING:
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.words import Pill

_WIDE = 84
_MOST_PILLS = 3


class DetailHeader(QWidget):
    """Anatomy, pills and the favourite button; the pills flow below where the pane is narrow."""

    favourite_wanted = Signal()
    pin_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.anatomy = Anatomy(appearance)
        self.anatomy.setParent(self)
        self.pills = tuple(_pill_label(self) for _ in range(_MOST_PILLS))
        self.favourite, self.pin = _quiet_button(self), _quiet_button(self)
        self.favourite.clicked.connect(self.favourite_wanted)
        self.pin.clicked.connect(self.pin_wanted)

    def fit(self, width: int) -> int:
        """Arrange everything in `width` and return the height that is needed."""
        side: list[QWidget] = [
            widget for widget in (*self.pills, self.favourite, self.pin) if not widget.isHidden()
        ]
        if width >= self._appearance.metrics.columns(_WIDE) and not self.anatomy.isHidden():
            return self._fit_beside(width, side)
        return self._fit_below(width, side)

    def _fit_beside(self, width: int, side: list[QWidget]) -> int:
        gap = self._appearance.metrics.gap
        column = max((widget.sizeHint().width() for widget in side), default=0)
        room = width - column - gap(2)
        height = self.anatomy.heightForWidth(room)
        self.anatomy.setGeometry(0, 0, room, height)
        top = 0
        for widget in side:
            widget.setGeometry(width - column, top, column, widget.sizeHint().height())
            top += widget.height() + gap(0.7)
        return max(height, top)

    def _fit_below(self, width: int, side: list[QWidget]) -> int:
        gap = self._appearance.metrics.gap
        top, left, tallest = 0, 0, 0
        if not self.anatomy.isHidden():
            height = self.anatomy.heightForWidth(width)
            self.anatomy.setGeometry(0, 0, width, height)
            top = height + gap(1.2)
        for widget in side:
            size = widget.sizeHint()
            own_row = widget is self.favourite  # what can be done begins a row below what is said
            if left and (own_row or left + size.width() > width):
                top, left = top + tallest + gap(0.7), 0
            widget.setGeometry(left, top, min(size.width(), width), size.height())
            left += size.width() + gap(1)
            tallest = size.height()
        return top + tallest

    def show_code(self, boxes: tuple[Box, ...], pills: tuple[Pill, ...]) -> None:
        """Show the boxes and up to three pills."""
        self.anatomy.show_boxes(boxes)
        self.anatomy.setVisible(bool(boxes))
        for index, label in enumerate(self.pills):
            label.setVisible(index < len(pills))
            if index < len(pills):
                _say(label, pills[index])

    def show_favourite(self, marked: bool | None) -> None:
        """Say whether the shown code is a favourite; None where there is no code to mark."""
        self.favourite.setVisible(marked is not None)
        self.favourite.setText("★ Favourite" if marked else "☆ Mark as favourite")
        self.favourite.setAccessibleName("Favourite: marked" if marked else "Mark as favourite")
        if marked is None:
            self.pin.hide()

    def show_pin(self, pinned: bool) -> None:
        """Say whether the shown code is pinned to be compared."""
        self.pin.setVisible(True)
        self.pin.setText("◆ Pinned to compare" if pinned else "◇ Pin to compare")
        self.pin.setAccessibleName("Pinned to compare" if pinned else "Pin to compare")


def _quiet_button(parent: QWidget) -> QPushButton:
    button = QPushButton(parent)
    button.setObjectName("favourite")
    button.setFlat(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.hide()
    return button


def _pill_label(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName("pill")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.hide()
    return label


def _say(label: QLabel, pill: Pill) -> None:
    label.setText(pill.text)
    if label.property("token") != pill.token:
        label.setProperty("token", pill.token)
        label.style().unpolish(label)
        label.style().polish(label)
