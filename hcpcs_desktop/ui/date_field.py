"""The date of service: always in sight, typed in any usual form."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from hcpcs_desktop.ui.words import day

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

_ADVICE = "is not a date. Type 2026-03-02, 3/2/2026, 2 Mar 2026, Jul 2019, 2019-Q3 or t for today."
_LONGEST = 30
"""Characters of a wrong text that are repeated, so that the advice stays in sight."""
_NO_DAY = "There is no day beyond this one."


class DateField(QLineEdit):
    """A line that holds a day; `day_changed` when it is another, `complained` when the text is no day."""

    day_changed = Signal()
    complained = Signal(str)
    left = Signal()

    def __init__(self, today: date | None = None) -> None:
        super().__init__()
        self._today = today
        self._state = "today"
        self._outside = False
        self._day = today or date.today()
        self.setObjectName("dateField")
        self.setAccessibleName("Date of service")
        self.setAccessibleDescription(
            "Type a date; t is today, plus and minus go by a quarter, Up and Down by a day."
        )
        self.setToolTip(
            "2026-03-02, 3/2/2026, 2 Mar 2026, 2019-Q3; t today; + and - a quarter; Up and Down a day"
        )
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
        from hcpcs_desktop.ui.days import read_day  # noqa: PLC0415 - not needed for the first paint

        chosen = read_day(self.text(), self.today)
        if chosen is None:
            self._mark(True)
            typed = self.text().strip()
            named = typed if len(typed) <= _LONGEST else f"{typed[:_LONGEST]}…"
            self.complained.emit(f"“{named}” {_ADVICE}")
            return False
        self.set_day(chosen)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the day, Esc keeps the old one; t, + and - act while everything is selected."""
        from hcpcs_desktop.ui.keys import date_key  # noqa: PLC0415 - not needed for the first paint

        if not date_key(self, event):
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the day when the field is left; a text that is no day gives way to the old day."""
        from hcpcs_desktop.ui.keys import left_for_another_window  # noqa: PLC0415 - as above

        if not left_for_another_window(event.reason()) and not self.commit():
            self._show()
        super().focusOutEvent(event)

    def enter(self) -> None:
        """Take what is typed and leave the field; stay where it is no day."""
        if self.commit():
            self.left.emit()
        else:
            self.selectAll()

    def keep(self) -> None:
        """Go back to the day before typing and leave the field."""
        self._show()
        self.left.emit()

    def step(self, days: int) -> None:
        """Take what is typed and go so many days on."""
        if self.commit():
            try:
                self.set_day(self._day + timedelta(days=days))
            except OverflowError:
                self.complained.emit(_NO_DAY)
            self._select()

    def step_quarters(self, quarters: int) -> None:
        """Take what is typed and go so many quarters on, to the same day of the month."""
        from hcpcs_desktop.ui.days import quarters_on  # noqa: PLC0415 - not needed for the first paint

        if self.commit():
            try:
                self.set_day(quarters_on(self._day, quarters))
            except ValueError:
                self.complained.emit(_NO_DAY)
            self._select()

    def go_today(self) -> None:
        """Answer for the present day, whatever is typed."""
        self.set_day(self.today)
        self._select()

    def show_outside(self, outside: bool) -> None:
        """Say by the colour whether the day lies outside what the loaded releases cover."""
        self._outside = outside
        self._mark(self._state == "wrong")

    def _select(self) -> None:
        """Select everything for the next key; without the focus the line stays as it is."""
        if self.hasFocus():
            self.selectAll()

    def _show(self) -> None:
        self.setText(day(self._day))
        self.setCursorPosition(0)
        self._mark(False)

    def _mark(self, wrong: bool) -> None:
        """Show by the colour whether the text is a day, and whether that day is outside or not today."""
        days = "outside" if self._outside else ("other" if self._day != self.today else "today")
        state = "wrong" if wrong else days
        if state != self._state:
            self._state = state
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
