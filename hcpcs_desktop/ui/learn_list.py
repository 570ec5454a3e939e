"""The left side of Learn: the box to find something, and the quiet list of chapters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from hcpcs_desktop.ui.keys import side_key
from hcpcs_desktop.ui.learn_chapters import chapters
from hcpcs_desktop.ui.plain import show_plain
from hcpcs_desktop.ui.words import counted

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from hcpcs_desktop.ui.appearance import Appearance

_KEY = Qt.ItemDataRole.UserRole
_PADDING = (2.5, 1)
_TALL = 10_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindBox(QLineEdit):
    """What is looked for; `entered` on Enter, `moved` for the arrow keys, `left` on Esc where it is empty."""

    entered = Signal()
    moved = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next hit, the arrows move the list, Esc clears and then leaves."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in _ENTER:
            self.entered.emit()
        elif event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    def escape(self) -> None:
        """Clear what is there, or leave where nothing is."""
        if self.text():
            self.clear()
        else:
            self.left.emit()


class _Headings(QStyledItemDelegate):
    """Gives a heading as many lines as it needs; Qt's own hint forgets the padding of the style sheet."""

    def __init__(self, appearance: Appearance, chapters: QListWidget) -> None:
        super().__init__(chapters)
        self._appearance = appearance
        self._list = chapters

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the size of the wrapped heading and its padding."""
        gap = self._appearance.metrics.gap
        width = self._list.viewport().width()
        room = QRect(0, 0, width - gap(_PADDING[0]), _TALL)
        wrapped = Qt.TextFlag.TextWordWrap.value
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        height = QFontMetrics(self._list.font()).boundingRect(room, wrapped, text).height()
        return QSize(width, height + gap(_PADDING[1]))


class ChapterList(QListWidget):
    """The chapters; `opened` on Enter, `left` on Esc, `typed` for what belongs into the box."""

    opened = Signal()
    left = Signal()
    typed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("chapters")
        self.setAccessibleName("Chapters")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setItemDelegate(_Headings(appearance, self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for chapter in chapters():
            item = QListWidgetItem(self)
            item.setData(_KEY, chapter.key)
        self.count_hits({})

    @property
    def key(self) -> str:
        """The key of the chosen chapter."""
        return str(self.currentItem().data(_KEY)) if self.currentItem() is not None else ""

    def choose(self, key: str) -> None:
        """Choose the chapter `key`."""
        self.setCurrentRow(next(chapter.number for chapter in chapters() if chapter.key == key) - 1)

    def step(self, steps: int) -> None:
        """Go so many shown chapters down or up, as far as there are any."""
        shown = [row for row in range(self.count()) if not self.isRowHidden(row)]
        if self.currentRow() in shown:
            place = shown.index(self.currentRow()) + steps
            self.setCurrentRow(shown[max(0, min(len(shown) - 1, place))])

    def count_hits(self, hits: Mapping[str, int]) -> None:
        """Show how many hits a chapter has; where something is looked for, only chapters with hits."""
        for row, chapter in enumerate(chapters()):
            item = self.item(row)
            number = hits.get(chapter.key, 0)
            found = counted(number, "hit", "hits")
            item.setText(chapter.heading + (f"  ·  {found}" if number else ""))
            spoken = f"Chapter {chapter.number}, {chapter.heading}" + (f", {found}" if number else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            item.setHidden(bool(hits) and not number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter reads the chapter, Esc leaves; everything else as every list does."""
        if not side_key(self, event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Give typed characters to the box."""
        if search.strip():
            self.typed.emit(search)


class LearnSide(QWidget):
    """The box above the list, and between them what there is to say."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("searchPane")
        self._appearance = appearance
        self.box, self.list, self.message = FindBox(), ChapterList(appearance), QLabel()
        self.box.setObjectName("learnBox")
        self.box.setPlaceholderText("Find in Learn")
        self.box.setAccessibleName("Find in Learn")
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.setMinimumWidth(1)
        self.message.hide()
        self._column = QVBoxLayout(self)
        for widget in (self.box, self.message, self.list):
            self._column.addWidget(widget, int(widget is self.list))
        appearance.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take the gaps from the appearance."""
        gap = self._appearance.metrics.gap
        self._column.setContentsMargins(gap(1.5), gap(1.8), gap(1.5), 0)
        self._column.setSpacing(gap(1.2))
        self.list.doItemsLayout()

    def say(self, text: str, kind: str = "plain") -> None:
        """Say `text` between box and list; nothing without it."""
        show_plain(self.message, text, kind)
        self.message.setVisible(bool(text))
