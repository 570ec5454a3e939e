"""A page to be read: one column of text that scrolls, can be searched and led to a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QTextEdit, QWidget

from hcpcs_desktop.ui.page_browser import PageBrowser

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hcpcs_desktop.ui.appearance import Appearance

_LINE = 80
_SHEET = 124
_SCROLLS = {
    int(Qt.Key.Key_Up): QAbstractSlider.SliderAction.SliderSingleStepSub,
    int(Qt.Key.Key_Down): QAbstractSlider.SliderAction.SliderSingleStepAdd,
    int(Qt.Key.Key_PageUp): QAbstractSlider.SliderAction.SliderPageStepSub,
    int(Qt.Key.Key_PageDown): QAbstractSlider.SliderAction.SliderPageStepAdd,
    int(Qt.Key.Key_Space): QAbstractSlider.SliderAction.SliderPageStepAdd,
    int(Qt.Key.Key_Home): QAbstractSlider.SliderAction.SliderToMinimum,
    int(Qt.Key.Key_End): QAbstractSlider.SliderAction.SliderToMaximum,
}

Span = tuple[int, int]
"""Where a stretch of the page's text begins and ends."""


class ReadingPane(QScrollArea):
    """Shows HTML of this program's own; `followed` is a link, `left` Esc.

    `least` is the width in pixels below which a page is scrolled sideways, `widest` the most characters
    that a page takes.
    """

    followed = Signal(str, str)
    left = Signal()

    def __init__(self, appearance: Appearance, name: str, spoken: str) -> None:
        super().__init__()
        self._appearance = appearance
        self.least, self.widest = 0, _SHEET
        self.setObjectName("detailPane")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = QWidget()
        self._sheet.setObjectName("sheet")
        self.page = PageBrowser(appearance)
        self.page.setObjectName(name)
        self.page.setAccessibleName(spoken)
        self.page.setParent(self._sheet)
        self.setWidget(self._sheet)
        self.setFocusProxy(self.page)
        self.page.followed.connect(self.followed)
        self.page.left.connect(self.left)
        self.page.scrolled.connect(self._scroll)
        self.page.seen.connect(self._keep_in_sight)

    def show_html(self, html: str, *, keep_place: bool = False) -> None:
        """Show a page from its beginning, or where the one before it was scrolled to."""
        place = self.verticalScrollBar().value() if keep_place else 0
        self.page.setExtraSelections([])
        self.page.show_page(html)
        self._fit()
        self.verticalScrollBar().setValue(place)

    def mark(self, spans: Sequence[Span], chosen: Span | None = None) -> None:
        """Mark stretches of the text softly and one of them strongly, which is brought into sight."""
        found = [self._selection(span, "text", "accent_soft") for span in spans if span != chosen]
        if chosen is not None:
            found.append(self._selection(chosen, "base", "accent"))
        self.page.setExtraSelections(found)
        if chosen is not None:
            self._show_place(chosen[0])

    def _selection(self, span: Span, colour: str, ground: str) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setForeground(self._appearance.colours.colour(colour))
        form.setBackground(self._appearance.colours.colour(ground))
        made.cursor, made.format = cursor, form
        return made

    def _show_place(self, position: int) -> None:
        """Bring a position of the text into sight, with some lines around it."""
        cursor = QTextCursor(self.page.document())
        cursor.setPosition(position)
        self._keep_in_sight(self.page.cursorRect(cursor), lines=6)

    def go_to(self, name: str) -> bool:
        """Scroll to the anchor `name` and mark what stands there; False where there is none."""
        block = self.page.document().begin()
        while block.isValid():
            if any(name in part.format.anchorNames() for part in block.textFormats()):
                span = (block.position(), block.position() + block.length() - 1)
                self.mark([span])
                top = self.page.cursorRect(QTextCursor(block)).top() + self.page.y()
                self.verticalScrollBar().setValue(top - self._appearance.metrics.gap(4))
                return True
            block = block.next()
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the page its place on the sheet; paragraphs stay shorter than tables may be."""
        metrics = self._appearance.metrics
        left, top = metrics.gap(3), metrics.gap(2.6)
        room = max(metrics.gap(20), self.least, self.viewport().width() - left - metrics.gap(2))
        sheet = min(room, max(self.least, metrics.columns(self.widest)))
        height = self.page.fit(sheet, metrics.columns(_LINE))
        self.page.setGeometry(left, top, sheet, height)
        whole = max(top + height + metrics.gap(3), self.viewport().height())
        self._sheet.resize(max(self.viewport().width(), left + sheet), whole)
        self.verticalScrollBar().setSingleStep(metrics.gap(4))

    def _scroll(self, key: int) -> None:
        self.verticalScrollBar().triggerAction(_SCROLLS[key])

    def _keep_in_sight(self, area: QRect, lines: int = 1) -> None:
        place = area.translated(self.page.pos())
        margin = min(self._appearance.metrics.gap(2 * lines + 1), self.viewport().height() // 3)
        self.ensureVisible(place.center().x(), place.center().y(), 0, margin)
