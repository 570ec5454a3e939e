"""The quiet row on top: views on the left, what every answer depends on at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QToolButton

from hcpcs_desktop.ui.date_field import DateField

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hcpcs_desktop.ui.appearance import Appearance

VIEWS = {
    "lookup": "Look up",
    "browse": "Browse",
    "compare": "Compare",
    "learn": "Learn",
    "changes": "Changes",
}

_DATE_CHARACTERS = 15


class TopRow(QFrame):
    """View buttons, date of service and the release that answers, each pressed one told by a signal."""

    view_chosen = Signal(str)
    release_pressed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("topRow")
        self._appearance = appearance
        self.date = DateField()
        self.release = QToolButton()
        self.release.setObjectName("release")
        self.release.clicked.connect(self.release_pressed)
        self._forms: tuple[str, ...] = ("",)
        self._label = QLabel("Date of service")
        self._label.setObjectName("quiet")
        self._label.setBuddy(self.date)
        self._row, self._buttons, self._facts = QHBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        self._row.addLayout(self._buttons)
        self._row.addStretch(1)
        self._row.addLayout(self._facts)
        self._view = "lookup"
        self._views = {name: _view_button(text) for name, text in VIEWS.items()}
        for button in self._views.values():
            button.clicked.connect(self._button_pressed)
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.show_view("lookup")
        for widget in (self._label, self.date, self.release):
            self._facts.addWidget(widget)
        self._facts.addStretch(1)
        appearance.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the gaps from the appearance."""
        metrics = self._appearance.metrics
        self._row.setContentsMargins(metrics.gap(1.3), metrics.gap(0.7), metrics.gap(1.8), metrics.gap(0.7))
        for row in (self._buttons, self._facts):
            row.setSpacing(metrics.gap(1))
        self.date.setFixedWidth(metrics.columns(_DATE_CHARACTERS) + metrics.gap(1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put date and release below the views where they do not fit beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange anew when the style or a text has changed what is needed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        margins = self._row.contentsMargins()
        room = self.width() - margins.left() - margins.right() - self._appearance.metrics.gap(2)
        self._say_what_fits(room)
        fits = self._buttons.sizeHint().width() + self._facts.sizeHint().width() <= room
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        if self._row.direction() != (beside if fits else below):
            self._row.setDirection(beside if fits else below)

    @property
    def view(self) -> str:
        """The name of the view whose button is down."""
        return self._view

    def show_view(self, name: str) -> None:
        """Put the button of a view down; a view without a button leaves all of them up."""
        self._view = name
        for other, button in self._views.items():
            button.setChecked(other == name)

    def start_with(self, name: str) -> None:
        """Put the button of a view down at the start; a name that is none changes nothing."""
        if name in VIEWS:
            self.show_view(name)

    def _button_pressed(self) -> None:
        """Tell which button was pressed, which is down now though it was before."""
        pressed = self.sender()
        name = next(name for name, button in self._views.items() if button is pressed)
        self.show_view(name)
        self.view_chosen.emit(name)

    def show_release(self, *forms: str, state: str = "", told: str = "") -> None:
        """Name what the answers rest on: the longest of `forms` that fits, longest first.

        `state` is ``outside`` or ``pinned`` for its colour; `told` says all of it.
        """
        self._forms = forms
        self.release.setToolTip(told)
        self.release.setAccessibleName(f"Answers rest on {forms[0]}")
        self.release.setAccessibleDescription(told)
        if self.release.property("state") != state:
            self.release.setProperty("state", state)
            self.release.style().unpolish(self.release)
            self.release.style().polish(self.release)
        self._arrange()

    def _say_what_fits(self, room: int) -> None:
        """Take the longest form that fits into a row of its own; the shortest where none does."""
        others = self._facts.sizeHint().width() - self.release.sizeHint().width()
        measure = self.release.fontMetrics().horizontalAdvance
        frame = self.release.sizeHint().width() - measure(self.release.text())
        fitting = (one for one in self._forms if others + frame + measure(one) <= room)
        text = next(fitting, self._forms[-1])
        if text != self.release.text():
            self.release.setText(text)


def _view_button(text: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("view")
    button.setText(text)
    button.setCheckable(True)
    return button
