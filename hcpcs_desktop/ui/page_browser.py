"""The text of an explanation, as tall as its content; the pane around it scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRect, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser

from hcpcs_desktop.ui.metrics import BODY, HEADING

if TYPE_CHECKING:
    from hcpcs_desktop.ui.appearance import Appearance

_SCROLLING = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_Space,
)


_NO_WIDTH = "\N{ZERO WIDTH NON-JOINER}"


def _seam() -> QTextBlockFormat:
    """Return the form of a line without height, which the first paragraph of inserted HTML takes on."""
    form = QTextBlockFormat()
    form.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    return form


class PageBrowser(QTextBrowser):
    """Shows one page; `followed` carries a link's scheme and rest, `seen` what should be in sight."""

    followed = Signal(str, str)
    scrolled = Signal(int)
    seen = Signal(QRect)
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._margin = 0
        self.not_copied = ""
        """What a selection gives in the place of its text, where that may not leave the window."""
        self.setObjectName("page")
        self.setAccessibleName("Explanation")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAcceptDrops(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.anchorClicked.connect(self._clicked)

    def show_page(self, html: str) -> None:
        """Show `html`, made by this program's own template, in the present size."""
        document = self.document()
        if (
            document.defaultFont() != self._appearance.metrics.body
        ):  # else the old page would be laid out anew
            document.setDefaultFont(self._appearance.metrics.body)
        self.setHtml(html)
        self._set_margins(self.document().begin())

    def add(self, html: str) -> None:
        """Show further `html` below what is there; what is selected, focused or in sight stays."""
        chosen = self.textCursor()
        place = chosen.anchor(), chosen.position()
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        before = cursor.block()
        cursor.insertBlock(_seam(), QTextCharFormat())
        cursor.insertHtml(html.replace("<body>", f"<body><p>{_NO_WIDTH}</p>", 1))
        self._set_margins(before.next())
        self._choose_again(*place)

    def _choose_again(self, anchor: int, position: int) -> None:
        """Take back a selection that grew with the page because it reached to its end."""
        chosen = self.textCursor()
        if (chosen.anchor(), chosen.position()) != (anchor, position):
            chosen.setPosition(anchor)
            chosen.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(chosen)

    def fit(self, width: int, line: int) -> int:
        """Lay the page out in `width`, paragraphs no wider than `line`; return the height that is needed."""
        margin = max(0, width - line)
        if margin != self._margin:
            self._margin = margin
            self._set_margins(self.document().begin())
        self.document().setTextWidth(width)
        return round(self.document().size().height()) + self._appearance.metrics.gap(1)

    def _set_margins(self, block: QTextBlock) -> None:
        """Keep lines of text short from `block` on; tables, the name and small type take the whole width."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # else each margin lays the page out anew
        while block.isValid():
            cursor.setPosition(block.position())
            if cursor.currentTable() is None and self._is_text(block):
                form = QTextBlockFormat()
                form.setRightMargin(self._margin)
                cursor.mergeBlockFormat(form)
            block = block.next()
        cursor.endEditBlock()

    def _is_text(self, block: QTextBlock) -> bool:
        """Tell by its type whether a paragraph is read line after line."""
        metrics = self._appearance.metrics
        sizes = [QFontMetricsF(part.format.font()).height() for part in block.textFormats()]
        smallest, largest = (QFontMetricsF(metrics.font(ratio)).height() for ratio in (BODY, HEADING))
        return bool(sizes) and smallest <= sizes[0] <= largest

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the pane with the reading keys, leave on Esc; Tab goes from link to link."""
        key = Qt.Key(event.key())
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key in _SCROLLING and plain:
            self.scrolled.emit(int(key))
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return what is selected for the clipboard or to be dragged."""
        if not self.not_copied:
            return super().createMimeDataFromSelection()
        data = QMimeData()
        data.setText(self.not_copied)
        return data

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go to the next link, or out of the page after the last, and keep the link in sight."""
        moved = super().focusNextPrevChild(forward)
        if self.hasFocus():
            self.seen.emit(self.cursorRect())
        return moved

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep the end of a selection in sight while it is drawn."""
        super().mouseMoveEvent(event)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.seen.emit(QRect(event.position().toPoint(), self.cursorRect().size()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the pane around the page; Ctrl and wheel zoom the whole window there."""
        event.ignore()

    def _clicked(self, url: QUrl) -> None:
        self.followed.emit(url.scheme(), url.path(QUrl.ComponentFormattingOption.FullyDecoded))
