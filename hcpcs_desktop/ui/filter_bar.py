"""Puts chips and the filter button into the search pane and joins them to what narrows the results."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from hcpcs_desktop.ui.chips import Chips, chips_of
from hcpcs_desktop.ui.filter_menu import CLEAR, fill

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from hcpcs_desktop.search.answer import Answer
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.date_field import DateField
    from hcpcs_desktop.ui.narrowing import Narrowing
    from hcpcs_desktop.ui.search_pane import SearchPane


class FilterBar(QObject):
    """Chips above the count, the button beside it; `date` holds the asked day."""

    def __init__(
        self, pane: SearchPane, narrowing: Narrowing, appearance: Appearance, date: DateField
    ) -> None:
        super().__init__(pane)
        self._pane = pane
        self._narrowing = narrowing
        self._date = date
        self._answer: Answer | None = None
        self.chips = Chips(appearance)
        self.button = QToolButton()
        self.menu = QMenu("F&ilter", self.button)
        self._set_up_button()
        self._lay_out()
        self.chips.pressed.connect(self._pressed)
        self.menu.aboutToShow.connect(self._fill)
        self.menu.triggered.connect(self._choose)
        narrowing.changed.connect(self.refresh)
        self.refresh()

    def _set_up_button(self) -> None:
        self.button.setObjectName("filterButton")
        self.button.setText("Filter ▾")
        self.button.setAccessibleName("Filter the results")
        self.button.setToolTip("Narrow the results (Ctrl+Shift+F)")
        self.button.setMenu(self.menu)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        self._pane.put_filters(self.chips, row)
        row.addWidget(self._pane.count, 1)
        row.addStretch(0)
        row.addWidget(self.button)

    def _fill(self) -> None:
        fill(self.menu, self._narrowing, self._date.day)

    def _choose(self, action: QAction) -> None:
        name, value = action.data()
        if (name, value) == CLEAR:
            self._narrowing.clear()
        else:
            self._narrowing.set(name, value or None)

    def open_menu(self) -> None:
        """Open the choices, for the keyboard."""
        self.button.showMenu()

    def show_reading(self, answer: Answer | None) -> None:
        """Show how the words of an answer were read."""
        self._answer = answer
        self.refresh()

    def refresh(self) -> None:
        """Show the chips that hold now."""
        if self.chips.show_chips(chips_of(self._narrowing, self._answer)):
            order = (self._pane.box, *self.chips.buttons(), self.button, self._pane.list)
            for one, other in pairwise(order):
                QWidget.setTabOrder(one, other)

    def _pressed(self, of: str, key: str) -> None:
        if of == "filter":
            self._narrowing.set(key, None)
        else:
            self._narrowing.toggle(key)
        if not self.chips.isVisible():
            self._pane.focus_box()
