"""The sections with how much of them changed: a list to choose from and a small chart in one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate

from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.reference.what_changed import MODIFIERS, Count
from hcpcs_desktop.ui import text_line
from hcpcs_desktop.ui.keys import side_key
from hcpcs_desktop.ui.metrics import MUTED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from hcpcs_desktop.ui.appearance import Appearance

ALL = ""
_ROW = int(Qt.ItemDataRole.UserRole)
_CDT = "D"
_BAR, _WIDEST = 0.45, "8,888"
_NONE = Count()


class Section(NamedTuple):
    """A row: its key, the words, how much changed, and the largest sum of any section."""

    key: str
    words: str
    changed: Count
    most: int

    @property
    def stretches(self) -> tuple[tuple[int, str], ...]:
        """The parts of the bar with their tokens: what came, what went, what is different."""
        one = self.changed
        return (
            (one.added, "good"),
            (one.ended + one.gone, "warning"),
            (one.reactivated + one.changed + one.letter, "accent"),
        )

    @property
    def spoken(self) -> str:
        """The row as a screen reader says it."""
        named = f"Section {self.key}, {self.words}" if self.key in letters() else self.words
        names = ("added", "discontinued", "gone", "in use again", "changed", "letter only")
        told = [f"{number:,} {name}" for number, name in zip(self.changed, names, strict=True) if number]
        return ", ".join([named, *(told or ["nothing"])])


def legend(colours: Mapping[str, str]) -> str:
    """Return what the colours of the bars mean, as rich text of this program's own."""
    parts = (("good", "added"), ("warning", "ended or gone"), ("accent", "changed"))
    named = (
        f'<span style="color: {colours[token]};">■</span>&nbsp;{name.replace(" ", "&nbsp;")}'
        for token, name in parts
    )
    return " &nbsp; ".join(named)


class SectionList(QListWidget):
    """All, the letters and the modifiers; `opened` on Enter, `left` on Esc.

    A typed letter jumps to its section.
    """

    opened = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("changeSections")
        self.setAccessibleName("Sections")
        self.setAccessibleDescription("How much changed in each section of HCPCS Level II")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self._bars = _Bars(appearance, self)
        self.setItemDelegate(self._bars)
        named = {key: one.section for key, one in letters().items() if key != _CDT}
        self._words = {ALL: "All sections", **named, MODIFIERS: "Modifiers"}
        for _ in self._words:
            QListWidgetItem(self)
        self.show_counts({})
        self.setCurrentRow(0)

    def restyle(self) -> None:
        """Take fonts and colours from the appearance."""
        self._bars.restyle()
        self.doItemsLayout()

    def show_counts(self, counts: Mapping[str, Count]) -> None:
        """Show how much each section changed, and the sum in the first row."""
        most = max((one.all for one in counts.values()), default=0)
        whole = Count(*(sum(part) for part in zip(*counts.values(), strict=True))) if counts else _NONE
        for place, (key, words) in enumerate(self._words.items()):
            count = whole if key == ALL else counts.get(key, _NONE)
            section = Section(key, words, count, whole.all if key == ALL else most)
            item = self.item(place)
            item.setData(_ROW, section)
            item.setToolTip(section.spoken)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, section.spoken)

    @property
    def key(self) -> str:
        """The chosen section: a letter, `MODIFIERS`, or '' for all."""
        item = self.currentItem()
        return str(item.data(_ROW).key) if item is not None else ALL

    def choose(self, key: str) -> bool:
        """Choose a section; False where there is none of that name."""
        if key in self._words:
            self.setCurrentRow(list(self._words).index(key))
        return key in self._words

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the page, Esc leaves; everything else as every list does."""
        if not side_key(self, event):
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Jump to the section of a typed letter."""
        self.choose(search.strip().upper())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()


class _Bars(QStyledItemDelegate):
    """Draws a row: letter, words and number, and below them the bar."""

    def __init__(self, appearance: Appearance, sections: SectionList) -> None:
        super().__init__(sections)
        self._appearance = appearance
        self._list = sections
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and colours from the appearance anew."""
        metrics, colours = self._appearance.metrics, self._appearance.colours
        self._fonts = metrics.code_font(), metrics.font(), metrics.font(MUTED)
        self._tokens = {
            name: text_line.brush(colours.colour(name))
            for name in ("good", "warning", "accent", "accent_soft", "text", "muted")
        }
        letter, words = QFontMetricsF(self._fonts[0]), QFontMetricsF(self._fonts[1])
        self._letter_width = letter.horizontalAdvance("0") + metrics.gap(1.2)
        self._number_width = words.horizontalAdvance(_WIDEST)
        self._line = max(letter.height(), words.height())
        self._drop = letter.ascent() - words.ascent()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for every row; the width is the list's."""
        gap = self._appearance.metrics.gap
        return QSize(gap(10), round(self._line) + gap(_BAR) + gap(1.25))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        section, rect = index.data(_ROW), QRectF(option.rect)
        if section is None:
            return
        if self._list.currentIndex().row() == index.row():
            ring = self._list.hasFocus() or self._appearance.colours.theme == "contrast"
            strong, soft = self._tokens["accent"], self._tokens["accent_soft"]
            text_line.draw_choice(painter, rect, self._appearance.metrics, (strong, soft), ring=ring)
        gap = self._appearance.metrics.gap
        inner = rect.adjusted(gap(1.3), gap(0.45), -gap(1), 0)
        self._draw_words(painter, inner, section)
        top = inner.top() + self._line + gap(0.15)
        left = inner.left() + self._letter_width
        self._draw_bar(painter, QRectF(left, top, inner.right() - left, gap(_BAR)), section)

    def _draw_words(self, painter: QPainter, inner: QRectF, section: Section) -> None:
        form = text_line.style(self._tokens["text" if section.changed.all else "muted"])
        letter, words, _ = self._fonts
        key = section.key if section.key in letters() else ""
        left = inner.left() + self._letter_width
        number = text_line.line([(f"{section.changed.all:,}", form)], words, self._number_width * 2)
        wide = number.lineAt(0).naturalTextWidth()
        room = inner.right() - left - max(wide, self._number_width) - self._appearance.metrics.gap(0.8)
        first = text_line.line([(key, form)], letter, inner.width())
        text_line.draw(painter, first, inner.left(), inner.top())
        named = text_line.line([(section.words, form)], words, room)
        text_line.draw(painter, named, left, inner.top() + self._drop)
        text_line.draw(painter, number, inner.right() - wide, inner.top() + self._drop)

    def _draw_bar(self, painter: QPainter, bar: QRectF, section: Section) -> None:
        """Draw the parts one behind the other, parted by a hairline, as long as the numbers are."""
        thin, left = self._appearance.metrics.hairline, bar.left()
        for number, token in section.stretches:
            if number:
                width = max(2.0 * thin, bar.width() * number / section.most - thin)
                painter.fillRect(QRectF(left, bar.top(), width, bar.height()), self._tokens[token])
                left += width + thin
