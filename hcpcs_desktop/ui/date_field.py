"""The date of service: always in sight, typed in any usual form."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from hcpcs_desktop.ui.days import read_day
from hcpcs_desktop.ui.words import day

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_ADVICE = "is not a date. Type 2026-03-02, 3/2/2026, 2 Mar 2026 or t for today."


class DateField(QLineEdit):
    """A line that holds a day; `day_changed` when it is another, `complained` when the text is no day."""

    day_changed = Signal()
    complained = Signal(str)
    left = Signal()

    def __init__(self, today: date | None = None) -> None:
        super().__init__()
        self._today = today
        self._day = today or date.today()
        self.setObjectName("dateField")
        self.setAccessibleName("Date of service")
        self.setAccessibleDescription("Type a date; t is today, Up and Down change it by a day.")
        self.setToolTip("2026-03-02, 3/2/2026, 2 Mar 2026; t for today; Up and Down by a day")
        self.setAcceptDrops(False)
        self._show()

    @property
    def day(self) -> date:
        """The day that answers are for."""
        return self._day

    @property
    def today(self) -> date:
        """The present day."""
        return self._today or date.today()

    def set_day(self, chosen: date) -> None:
        """Answer for `chosen` from now on."""
        changed = chosen != self._day
        self._day = chosen
        self._show()
        if changed:
            self.day_changed.emit()

    def commit(self) -> bool:
        """Take what is typed; where it is no day, say so, keep the old one and return False."""
        if self.text().strip() == day(self._day):
            return True
        chosen = read_day(self.text(), self.today)
        if chosen is None:
            self._mark(True)
            self.complained.emit(f"“{self.text().strip()}” {_ADVICE}")
            return False
        self.set_day(chosen)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the day, Esc keeps the old one, Up and Down change it by a day."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._entered()
        elif key == Qt.Key.Key_Escape:
            self._show()
            self.left.emit()
        elif key in _STEPS:
            self._step(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the day when the field is left; a text that is no day gives way to the old day."""
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason and not self.commit():
            self._show()
        super().focusOutEvent(event)

    def _entered(self) -> None:
        if self.commit():
            self.left.emit()
        else:
            self.selectAll()

    def _step(self, days: int) -> None:
        if self.commit():
            try:
                self.set_day(self._day + timedelta(days=days))
            except OverflowError:
                self.complained.emit("There is no day beyond this one.")
            self.selectAll()

    def _show(self) -> None:
        self.setText(day(self._day))
        self.setCursorPosition(0)
        self._mark(False)

    def _mark(self, wrong: bool) -> None:
        """Show by the frame whether the text is a day, and whether that day is another than today."""
        state = "wrong" if wrong else ("other" if self._day != self.today else "today")
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
