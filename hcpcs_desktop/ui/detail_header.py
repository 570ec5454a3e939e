"""The top of an explanation: the anatomy, and the pills beside or below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from hcpcs_desktop.ui.anatomy import Anatomy, Box

if TYPE_CHECKING:
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.words import Pill

_WIDE = 74


class DetailHeader(QWidget):
    """Anatomy, pills and the favourite button; the pills move below where the pane is narrow."""

    favourite_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._wide: bool | None = None
        self.anatomy = Anatomy(appearance)
        self.pills: tuple[QLabel, ...] = tuple(_pill_label() for _ in range(3))
        self.favourite = QPushButton()
        self._set_up_favourite()
        self._side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        for pill in self.pills:
            self._side.addWidget(pill)
        self._side.addWidget(self.favourite)
        self._side.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(self.anatomy, 1)
        self._row.addLayout(self._side)
        appearance.changed.connect(self.restyle)
        self.restyle()

    def _set_up_favourite(self) -> None:
        self.favourite.setObjectName("favourite")
        self.favourite.setFlat(True)
        self.favourite.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.favourite.clicked.connect(self.favourite_wanted)
        self.favourite.hide()

    def restyle(self) -> None:
        """Take the gaps from the appearance."""
        gap = self._appearance.metrics.gap
        self._side.setSpacing(gap(0.8))
        self._row.setSpacing(gap(2))
        self._row.setContentsMargins(0, 0, 0, 0)

    def fit(self, width: int) -> int:
        """Arrange for `width` and return the height that is needed."""
        wide = width >= self._appearance.metrics.columns(_WIDE)
        if wide != self._wide:
            self._wide = wide
            forth, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            self._row.setDirection(forth if wide else down)
            self._side.setDirection(down if wide else forth)
        self._row.invalidate()
        return self._row.heightForWidth(width) if self._row.hasHeightForWidth() else self.sizeHint().height()

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


def _pill_label() -> QLabel:
    label = QLabel()
    label.setObjectName("pill")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    label.hide()
    return label


def _say(label: QLabel, pill: Pill) -> None:
    label.setText(pill.text)
    if label.property("token") != pill.token:
        label.setProperty("token", pill.token)
        label.style().unpolish(label)
        label.style().polish(label)
