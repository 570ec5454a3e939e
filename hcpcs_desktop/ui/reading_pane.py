"""A page to be read: one column of text that scrolls, can be searched and led to a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from hcpcs_desktop.ui.sheet_pane import LINE, SheetPane

if TYPE_CHECKING:
    from hcpcs_desktop.ui.appearance import Appearance

_SHEET = 124

Span = tuple[int, int]
"""Where a stretch of the page's text begins and ends."""


class ReadingPane(SheetPane):
    """Shows HTML of this program's own; `followed` is a link, `left` Esc.

    `least` is the width in pixels below which a page is scrolled sideways, `widest` the most characters
    that a page takes.
    """

    def __init__(self, appearance: Appearance, name: str, spoken: str) -> None:
        super().__init__(appearance)
        self.least, self.widest = 0, _SHEET
        self.page.setObjectName(name)
        self.page.setAccessibleName(spoken)

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

    def _fit(self) -> None:
        """Give the page its place on the sheet; paragraphs stay shorter than tables may be."""
        metrics = self._appearance.metrics
        left, top = metrics.gap(3), metrics.gap(2.6)
        room = max(metrics.gap(20), self.least, self.viewport().width() - left - metrics.gap(2))
        sheet = min(room, max(self.least, metrics.columns(self.widest)))
        height = self.page.fit(sheet, metrics.columns(LINE))
        self.page.setGeometry(left, top, sheet, height)
        whole = max(top + height + metrics.gap(3), self.viewport().height())
        self._sheet.resize(max(self.viewport().width(), left + sheet), whole)
        self.verticalScrollBar().setSingleStep(metrics.gap(4))
