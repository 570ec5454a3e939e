"""Shows a list of texts to read, such as the processing notes of a release, and finds words in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from hcpcs_desktop.ui.dialog_size import resize_within
from hcpcs_desktop.ui.page import Block, Row, render_blocks
from hcpcs_desktop.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcpcs_desktop.ui.appearance import Appearance

Line = tuple[str, str]
"""A number or code, and its text."""

_LABEL = 10


class ReadingDialog(QDialog):
    """Lines of number and text; those stay that have every word of the box."""

    def __init__(self, title: str, lines: Sequence[Line], appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._lines = lines
        self._appearance = appearance
        self.box = QLineEdit()
        self.count = QLabel()
        self.count.setObjectName("count")
        self.text = QTextBrowser()
        self._set_up(title)
        self._lay_out()
        resize_within(self, appearance.metrics.columns(104), appearance.metrics.gap(76))
        self.show_matching("")

    def _set_up(self, title: str) -> None:
        self.box.setObjectName("wordField")
        self.box.setAccessibleName(f"Find in {title}")
        self.box.setPlaceholderText("Find a number or words")
        self.box.setClearButtonEnabled(True)
        self.box.textChanged.connect(self.show_matching)
        self.text.setObjectName("dialogText")
        self.text.setAccessibleName(title)
        self.text.setOpenLinks(False)
        self.text.document().setDefaultFont(self._appearance.metrics.body)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.go_to_box)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # Enter in the box stays
        column = QVBoxLayout(self)
        for widget in (self.box, self.count, self.text, buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.text, 1)

    def go_to_box(self) -> None:
        """Go to the box with what it holds marked."""
        self.box.setFocus()
        self.box.selectAll()

    def show_matching(self, typed: str) -> None:
        """Show the lines that have every word of `typed`, all if there is none."""
        words = typed.lower().split()
        shown = [line for line in self._lines if all(word in " ".join(line).lower() for word in words)]
        rows = tuple(Row(number, text, mono=True) for number, text in shown)
        self.text.setHtml(render_blocks((Block(rows=rows),), self._appearance, _LABEL))
        self.count.setText(_counted(len(shown), len(self._lines), chosen=bool(words)))


def _counted(shown: int, whole: int, *, chosen: bool) -> str:
    """Return how many lines there are, or how many of them have every word that is typed."""
    if not chosen:
        return counted(whole, "line", "lines")
    return f"{shown:,} of {whole:,} lines" if shown else "No line has all of these words."
