"""Help: the keys, made from the actions themselves, and what this program is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

import hcpcs_desktop
from hcpcs_desktop import paths
from hcpcs_desktop.ui import actions
from hcpcs_desktop.ui.bars import NOTICE
from hcpcs_desktop.ui.dialog_size import resize_within
from hcpcs_desktop.ui.page import Block, Row, render_blocks

if TYPE_CHECKING:
    from hcpcs_desktop.ui.appearance import Appearance

_BOX_KEYS = (
    Row("Up, Down, Page Up, Page Down", "Move through the list while the caret stays in the box"),
    Row("Enter", "Open the explanation of the chosen code"),
    Row("Esc", "Back to the search box; in the box: clear it; in Browse: back, and then to the look-up"),
    Row("Tab", "In an explanation: the next link"),
    Row("Right, Left", "In Browse: unfold a section, fold it again"),
    Row("A to V, then digits", "In Browse: jump to the letter, then to where such codes begin"),
    Row("Arrows, Page Down, Page Up", "On the map: what lies beside, the next by code, the one before"),
    Row("Enter, Backspace, Home", "On the map: into a section, up again, to the letters"),
    Row("F3, Shift+F3", "In Learn and Changes: the next hit, the one before"),
    Row("A to V", "In Changes: jump to the section; Enter reads it"),
    Row("Ctrl+F", "In processing notes and catch-all codes: find words"),
    Row("Insert, F2 or Enter, Delete", "In the own words: add, change, remove"),
    Row("T, Up, Down", "In the date of service: today, a day later, a day earlier"),
    Row("+, - or Page Up, Page Down", "In the date of service: a quarter later, a quarter earlier"),
)
_SEARCHING = (
    (
        "What can be typed",
        (
            Row("E0143, a4253kx, EO143", "A code, with modifiers, with O for 0"),
            Row("E06, E0100-E0159, 0143", "The beginning of a code, a range, four digits in every letter"),
            Row("LT", "A modifier; its meaning finds it too: left side"),
            Row("walker with wheels", "Words, whole and in any order; the last may be unfinished"),
            Row("Enbrel, hoyer lift, afo", "Brands, everyday words and abbreviations"),
        ),
    ),
    (
        "Why a hit is there",
        (
            Row("words", "Its plain name, the words beside that or its short text has them all"),
            Row("words in the text", "Its long text has them"),
            Row("hoyer lift → patient lift", "A fact of this program, or a word of your own, brought it"),
            Row("hoyr read as hoyer", "A slip was corrected, because no text and no fact has the word"),
            Row("not in its text", "It has most of the words, and these are missing"),
        ),
    ),
    (
        "What you can change",
        (
            Row(
                "A chip", "Press it: the filter goes, the fact or correction is switched off for this search"
            ),
            Row(
                "Ctrl+Shift+F", "Filter by section, status, coverage, pricing, dates; an empty box lists all"
            ),
            Row("Ctrl+T", "Your own words; they stand before the program's"),
        ),
    ),
)
_NOTICES = (
    NOTICE,
    "HCPCS Level II texts come from the files of the Centers for Medicare & Medicaid Services that you load; "
    "they are not part of this program.",
    "CPT is copyright of the American Medical Association. CDT is copyright of the American Dental "
    "Association. No wording of either is part of this program.",
    "This program works offline. Only Check for a new release and the command hcpcs fetch use the network: "
    "one request to CMS's site each time you ask for it, and nothing else is sent.",
    "The window is drawn by Qt for Python (LGPL version 3). This program itself is under the MIT licence.",
)


class PageDialog(QDialog):
    """A page of text with one button to close it."""

    def __init__(
        self, title: str, blocks: tuple[Block, ...], appearance: Appearance, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.text = QTextBrowser()
        self.text.setObjectName("dialogText")
        self.text.setAccessibleName(title)
        self.text.setOpenLinks(False)
        self.text.document().setDefaultFont(appearance.metrics.body)
        self.text.setHtml(render_blocks(blocks, appearance))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        resize_within(self, appearance.metrics.columns(104), appearance.metrics.gap(76))


def keys_page() -> tuple[Block, ...]:
    """Return the keys: those of the panes, then every action that has one, menu by menu."""
    blocks = [Block(title="Keys"), Block("In the panes", rows=_BOX_KEYS)]
    for menu in dict.fromkeys(row.menu for row in actions.TABLE):
        rows = tuple(_key_row(row) for row in actions.TABLE if row.menu == menu and row.keys)
        if rows:
            blocks.append(Block(menu.replace("&", ""), rows=rows))
    return tuple(blocks)


def _key_row(row: actions.Row) -> Row:
    native = QKeySequence.SequenceFormat.NativeText
    shown = " or ".join(QKeySequence(key).toString(native) for key in row.keys)
    text = row.text.replace("&", "").rstrip("…")
    return Row(shown, text, more=row.help)


def searching_page() -> tuple[Block, ...]:
    """Return how a search reads what is typed, and what each tier of hits means."""
    return (Block(title="Searching"), *(Block(title, rows=rows) for title, rows in _SEARCHING))


def about_page(data_dir: Path) -> tuple[Block, ...]:
    """Return what this program is, its notices and where its files lie."""
    folders = (
        Row("Version", hcpcs_desktop.__version__),
        Row("Data folder", str(data_dir)),
        Row("Log folder", str(paths.log_dir(data_dir))),
    )
    return (
        Block(title="HCPCS Desktop", lead="An offline reference that explains US medical procedure codes."),
        Block("Notices", _NOTICES),
        Block("This installation", rows=folders),
    )
