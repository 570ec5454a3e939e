"""The left pane: the box, what was found, and the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from hcpcs_desktop.ui.hit_delegate import HitDelegate
from hcpcs_desktop.ui.hit_model import HitModel

if TYPE_CHECKING:
    from hcpcs_desktop.search.answer import Hit
    from hcpcs_desktop.ui.appearance import Appearance

_PLACEHOLDER = "Code or words: E0143, walker, LT"
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchBox(QLineEdit):
    """The line that is typed in; keys that move the list go there while the caret stays."""

    moved = Signal(int, bool)
    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand arrows, pages, Enter and Esc on; everything else is typing."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and key in _MOVES:
            self.moved.emit(_MOVES[key], False)
        elif plain and key in _PAGES:
            self.moved.emit(_PAGES[key], True)
        elif key in _ENTER:
            self.opened.emit()
        elif plain and key == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class HitList(QListView):
    """The list; Enter opens, and typing in it goes to the box."""

    opened = Signal()
    left = Signal()
    typed = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, go back on Esc, pass characters to the box."""
        if Qt.Key(event.key()) in _ENTER:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().isprintable() and event.text():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)


class SearchPane(QWidget):
    """Box, count, message and list; `typed` on each change, `chosen` and `opened` for a row."""

    typed = Signal(str)
    chosen = Signal()
    opened = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("searchPane")
        self._appearance = appearance
        self._quiet = False
        self.model = HitModel(self)
        self.delegate = HitDelegate(appearance)
        self.box = SearchBox()
        self.count = QLabel()
        self.message = QLabel()
        self.list = HitList()
        self._set_up_box()
        self._set_up_list()
        self._set_up_labels()
        self._lay_out()
        appearance.changed.connect(self.restyle)

    def _set_up_box(self) -> None:
        self.box.setObjectName("searchBox")
        self.box.setAccessibleName("Search codes")
        self.box.setAccessibleDescription(
            "A code, a modifier or words. Up and Down move the list, Enter opens."
        )
        self.box.setPlaceholderText(_PLACEHOLDER)
        self.box.setAcceptDrops(False)
        self.box.setClearButtonEnabled(False)
        self.box.textChanged.connect(self.typed)
        self.box.moved.connect(self.move_choice)
        self.box.opened.connect(self.opened)

    def _set_up_list(self) -> None:
        self.list.setObjectName("hits")
        self.list.setAccessibleName("Results")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.list.selectionModel().currentChanged.connect(self._current_changed)
        self.list.opened.connect(self.opened)
        self.list.doubleClicked.connect(self._double_clicked)
        self.list.left.connect(self.focus_box)
        self.list.typed.connect(self._typed_in_list)

    def _set_up_labels(self) -> None:
        self.count.setObjectName("count")
        self.message.setObjectName("message")
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.setAccessibleName("Message")
        self.message.hide()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        for widget in (self.box, self.count, self.message):
            self._column.addWidget(widget)
        self._column.addWidget(self.list, 1)
        self.restyle()

    def restyle(self) -> None:
        """Take the gaps from the appearance."""
        gap = self._appearance.metrics.gap
        self._column.setContentsMargins(gap(1.5), gap(1.8), gap(1.5), 0)
        self._column.setSpacing(gap(1))
        self.list.setMinimumWidth(gap(24))
        self.list.doItemsLayout()

    def show_hits(self, hits: tuple[Hit, ...], count: str, message: str = "", choose: int = 0) -> None:
        """Replace the list, say how many there are, and choose row `choose` (-1: none) without a signal."""
        self._quiet = True
        self.model.show(hits)
        self.count.setText(count)
        self.count.setVisible(bool(count))
        self.show_message(message)
        self._choose(choose if choose < len(hits) else 0)
        self.list.scrollToTop() if choose <= 0 else None
        self._quiet = False

    def show_message(self, text: str, *, trouble: bool = False) -> None:
        """Say `text` between the box and the list; the list stays as it is."""
        if self.message.property("trouble") != trouble:
            self.message.setProperty("trouble", trouble)
            self.message.style().unpolish(self.message)
            self.message.style().polish(self.message)
        self.message.setText(text)
        self.message.setAccessibleName(text or "Message")
        self.message.setVisible(bool(text))

    def current(self) -> Hit | None:
        """Return the chosen row, None where none is chosen."""
        return self.model.hit(self.list.currentIndex().row())

    def choose_none(self) -> None:
        """Take the choice away; what is shown is no row of the list."""
        self._quiet = True
        self.list.setCurrentIndex(QModelIndex())
        self._quiet = False

    def move_choice(self, steps: int, pages: bool = False) -> None:
        """Choose the row so many rows or pages on, held inside the list."""
        page = max(1, self.list.viewport().height() // max(1, self.delegate.row_height) - 1)
        row = self.list.currentIndex().row() + steps * (page if pages else 1)
        self._choose(max(0, min(self.model.rowCount() - 1, row)))

    def focus_box(self) -> None:
        """Put the caret in the box and select what is there."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0)
        selection = self.list.selectionModel()
        selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if index.isValid():
            self.list.scrollTo(index)

    def _current_changed(self, current: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit()

    def _double_clicked(self) -> None:
        self.opened.emit()

    def _typed_in_list(self, text: str) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.insert(text)
