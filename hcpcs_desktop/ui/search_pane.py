"""The left pane: the box, what was found, and the list.

The box is there for the first paint; count, message and list follow (`build_list`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QHBoxLayout

    from hcpcs_desktop.search.answer import Hit
    from hcpcs_desktop.ui.appearance import Appearance

_PLACEHOLDER = "Code or words: E0143, walker, LT"


class SearchBox(QLineEdit):
    """The line that is typed in; keys that move the list go there while the caret stays."""

    moved = Signal(int, bool)
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand arrows, pages, Enter and Esc on; everything else is typing."""
        from hcpcs_desktop.ui.keys import box_key  # noqa: PLC0415 - not needed for the first paint

        if not box_key(self, event):
            super().keyPressEvent(event)


class HitList(QListView):
    """The list; Enter opens, and typing in it goes to the box."""

    opened = Signal()
    left = Signal()
    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, go back on Esc, pass characters to the box."""
        from hcpcs_desktop.ui.keys import list_key  # noqa: PLC0415 - not needed for the first paint

        if not list_key(self, event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Choose the first row where none is, and draw the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()


class SearchPane(QWidget):
    """Box, count, message and list.

    `typed` comes at each change, `chosen` and `opened` for a row, `listed` once the list is there.
    """

    typed = Signal(str)
    chosen = Signal()
    opened = Signal()
    listed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("searchPane")
        self._appearance = appearance
        self._quiet = False
        self.box = SearchBox()
        self.box.setObjectName("searchBox")
        self.box.setAccessibleName("Search codes")
        self.box.setPlaceholderText(_PLACEHOLDER)
        self.box.setAcceptDrops(False)
        self.box.textChanged.connect(self.typed)
        self.box.moved.connect(self.move_choice)
        self.box.opened.connect(self.opened)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.box)
        self._column.addStretch(1)
        self._set_gaps()

    def build_list(self) -> None:
        """Add what answers are shown in."""
        from PySide6.QtWidgets import QLabel  # noqa: PLC0415 - not needed for the first paint

        from hcpcs_desktop.ui.hit_delegate import HitDelegate  # noqa: PLC0415 - not needed for the first paint
        from hcpcs_desktop.ui.hit_model import HitModel  # noqa: PLC0415 - not needed for the first paint

        self.count = QLabel()
        self.message = QLabel()
        self.list = HitList()
        self.model = HitModel(self)
        self.delegate = HitDelegate(self._appearance, self.list)
        self._set_up_labels()
        self._set_up_list()
        self._column.takeAt(self._column.count() - 1)
        for widget in (self.count, self.message):
            self._column.addWidget(widget)
        self._column.addWidget(self.list, 1)
        self._appearance.changed.connect(self.restyle)
        self.restyle()
        self.listed.emit()

    def _set_up_labels(self) -> None:
        self.box.setAccessibleDescription(
            "A code, a modifier or words. Up and Down move the list, Enter opens."
        )
        self.count.setObjectName("count")
        self.count.hide()
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.setMinimumWidth(1)  # a long word must not widen the pane
        self.message.hide()

    def _set_up_list(self) -> None:
        self.list.setObjectName("hits")
        self.list.setAccessibleName("Results")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.opened.connect(self.opened)
        self.list.doubleClicked.connect(self._double_clicked)
        self.list.left.connect(self.focus_box)
        self.list.typed.connect(self._typed_in_list)

    def put_filters(self, chips: QWidget, row: QHBoxLayout) -> None:
        """Put `chips` under the box and `row` in the place of the count, which will stand in it."""
        place = self._column.indexOf(self.count)
        self._column.removeWidget(self.count)
        self._column.insertWidget(place, chips)
        self._column.insertLayout(place + 1, row)

    def restyle(self) -> None:
        """Take fonts, colours and gaps from the appearance."""
        self._set_gaps()
        self.delegate.restyle()
        self.list.setMinimumWidth(self._appearance.metrics.gap(24))
        self.list.doItemsLayout()

    def _set_gaps(self) -> None:
        gap = self._appearance.metrics.gap
        self._column.setContentsMargins(gap(1.5), gap(1.8), gap(1.5), 0)
        self._column.setSpacing(gap(1))

    def show_hits(self, hits: tuple[Hit, ...], count: str, message: str = "", choose: int = 0) -> None:
        """Replace the list, say how many there are, and choose row `choose` (-1: none) without a signal."""
        self._quiet = True
        self.model.show(hits)
        self.count.setText(count)
        self.count.setVisible(bool(count))
        self.show_message(message)
        self._choose(choose if choose < len(hits) else 0)
        self._quiet = False

    def show_message(self, text: str, *, trouble: bool = False) -> None:
        """Say `text` between the box and the list; the list stays as it is."""
        if text:
            from hcpcs_desktop.ui.plain import show_plain  # noqa: PLC0415 - not needed for the first answer

            show_plain(self.message, text, "trouble" if trouble else "message")
        self.message.setVisible(bool(text))

    def current(self) -> Hit | None:
        """Return the chosen row, None where none is chosen."""
        return self.model.hit(self.current_row())

    def current_row(self) -> int:
        """Return the number of the chosen row, -1 where none is chosen."""
        return self.list.currentIndex().row()

    def choose_none(self) -> None:
        """Take the choice away; what is shown is no row of the list."""
        self._quiet = True
        self._choose(-1)
        self._quiet = False

    def move_choice(self, steps: int, pages: bool = False) -> None:
        """Choose the row so many rows or pages on, held inside the list."""
        page = max(1, self.list.viewport().height() // max(1, self.delegate.row_height) - 1)
        row = self.current_row() + steps * (page if pages else 1)
        self._choose(max(0, min(self.model.rowCount() - 1, row)))

    def focus_box(self) -> None:
        """Put the caret in the box and select what is there."""
        self.box.setFocus()
        self.box.selectAll()

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row, 0))

    def _current_changed(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit()

    def _double_clicked(self) -> None:
        self.opened.emit()

    def _typed_in_list(self, text: str) -> None:
        self.box.setFocus()
        self.box.insert(text)
