"""Lists the user's own words; adds, changes, removes, loads and saves them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from hcpcs_desktop.reference.errors import EnvironmentFault, RefusedWords
from hcpcs_desktop.search.own_words import OwnWord, key_of
from hcpcs_desktop.ui.dialog_size import resize_within
from hcpcs_desktop.ui.own_word_entry import OwnWordEntry
from hcpcs_desktop.ui.own_words_model import OTHER, OwnWordsModel
from hcpcs_desktop.ui.own_words_report import blocks_of, clashing, headline, is_telling, question, together
from hcpcs_desktop.ui.plain import show_plain
from hcpcs_desktop.ui.words import counted

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hcpcs_desktop.reference.answers import OwnWordsReport
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance

_ABOUT = "What your office says, and what it means. A search uses these words before the program's own."
_EMPTY = "No own word is kept. Add one with Insert, or load a list from a text file."
_FILES = "Text files (*.txt *.tsv *.csv);;All files (*)"
_NAME = "own-words.txt"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OwnWordsDialog(QDialog):
    """The own words, sorted; `changed` when it closes and a word was added, changed or removed."""

    changed = Signal()

    def __init__(self, reference: Reference, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Own words")
        self._reference = reference
        self._appearance = appearance
        self._is_changed = False
        self.model = OwnWordsModel(appearance, self)
        self.table = QTreeView()
        self.message = QLabel()
        self._set_up_table()
        self._lay_out()
        resize_within(self, appearance.metrics.columns(130), appearance.metrics.gap(52))
        self.fill()

    def _set_up_table(self) -> None:
        self.table.setModel(self.model)
        self.table.setAccessibleName("Own words")
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setAllColumnsShowFocus(True)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        columns = self._appearance.metrics.columns
        self.table.header().setStretchLastSection(True)
        self.table.setColumnWidth(0, columns(30))
        self.table.setColumnWidth(1, columns(48))
        self.table.doubleClicked.connect(self.change)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)

    def _lay_out(self) -> None:
        gap = self._appearance.metrics.gap
        about = QLabel(_ABOUT)
        about.setObjectName("quiet")
        about.setWordWrap(True)
        self.message.setObjectName("wordMessage")
        self.message.setWordWrap(True)
        self.message.setMinimumHeight(gap(4))
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(2), gap(2), gap(2), gap(2))
        column.setSpacing(gap(1))
        column.addWidget(about)
        column.addWidget(self.table, 1)
        column.addWidget(self.message)
        column.addWidget(self._buttons())

    def _buttons(self) -> QDialogButtonBox:
        self.add_button = QPushButton("&Add…")
        self.change_button = QPushButton("Chan&ge…")
        self.remove_button = QPushButton("&Remove")
        self.load_button = QPushButton("&Load…")
        self.save_button = QPushButton("&Save…")
        slots = {
            self.add_button: self.add,
            self.change_button: self.change,
            self.remove_button: self.ask_to_remove,
            self.load_button: self.choose_and_load,
            self.save_button: self.choose_and_save,
        }
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button, slot in slots.items():
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(slot)
        for button in buttons.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter in the table changes the word there
        buttons.rejected.connect(self.reject)
        return buttons

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add, change and remove with the keys that lists have for it."""
        key = event.key()
        if key == Qt.Key.Key_Insert:
            self.add()
        elif key == Qt.Key.Key_Delete:
            self.ask_to_remove()
        elif key == Qt.Key.Key_F2 or (key in _ENTER and self.focusWidget() is self.table):
            self.change()
        else:
            super().keyPressEvent(event)

    @property
    def current(self) -> OwnWord | None:
        """The word that is chosen."""
        return self.model.word(self.table.currentIndex().row())

    def fill(self, term: str = "") -> None:
        """List what is kept now and choose `term`, or the first."""
        trouble = self._read()
        words = () if trouble else self.model.words
        self.table.setColumnHidden(OTHER, not self.model.has_conflicts)
        for button in (self.change_button, self.remove_button, self.save_button):
            button.setEnabled(bool(words))
        (self.table if words else self.add_button).setFocus()
        self._choose(self.model.row_of(term))
        if trouble or not words:
            self._say(trouble or _EMPTY, "trouble" if trouble else "note")

    def _read(self) -> str:
        """Show the words of the notebook; return why they cannot be read, '' where they were."""
        try:
            words = self._reference.own_words()
            self.model.show(words, self._reference.own_word_conflicts(words))
        except EnvironmentFault as fault:
            return str(fault)
        return ""

    def _choose(self, row: int) -> None:
        whole_row = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = self.model.index(row, 0)
        self.table.selectionModel().setCurrentIndex(index, whole_row)
        self.table.scrollTo(index)
        self._row_chosen()  # the row may be the same and its word another

    def _row_chosen(self) -> None:
        conflict = self.model.conflict(self.table.currentIndex().row())
        self._say(conflict.text if conflict else "")

    def add(self) -> None:
        """Ask for a new word."""
        self._open_entry(None)

    def change(self) -> None:
        """Ask for another meaning, or another name, of the chosen word; for a new one where none is."""
        self._open_entry(self.current)

    def _open_entry(self, before: OwnWord | None) -> None:
        others = {key_of(word.term): word for word in self.model.words}
        entry = OwnWordEntry(self._reference, before, others, self._appearance, self)
        entry.kept.connect(self._kept)
        entry.open()

    def _kept(self, term: str) -> None:
        self._is_changed = True
        self.fill(term)

    def ask_to_remove(self) -> None:
        """Remove the chosen word after a question."""
        word = self.current
        if word is None:
            return
        answer = QMessageBox.question(
            self, "Remove own word", f"Remove “{word.term}”, which means {word.means}?"
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.remove(word.term)

    def remove(self, term: str) -> None:
        """Remove a word, or say why that failed."""
        row = self.model.row_of(term)
        near = self.model.word(row + 1) or self.model.word(row - 1)
        try:
            self._reference.remove_own_word(term)
        except (RefusedWords, EnvironmentFault) as fault:
            self._say(str(fault), "trouble")
            return
        self._is_changed = True
        self.fill(near.term if near else "")

    def choose_and_load(self) -> None:
        """Ask for a text file and keep its words."""
        name, _ = QFileDialog.getOpenFileName(self, "Load own words", "", _FILES)
        if name:
            self.load(Path(name))

    def load(self, path: Path) -> None:
        """Keep the words of a file; where kept ones have another meaning, ask which one counts."""
        try:
            report = self._reference.load_own_words(path)
            if clashing(report) and self._wants(question(report)):
                report = together(report, self._reference.load_own_words(path, replace=True))
        except (RefusedWords, EnvironmentFault) as fault:
            self._say(str(fault), "trouble")
            return
        self._is_changed = self._is_changed or bool(report.added or report.changed)
        self.fill()
        self._tell(report)

    def _wants(self, asked: str) -> bool:
        return QMessageBox.question(self, "Load own words", asked) == QMessageBox.StandardButton.Yes

    def _tell(self, report: OwnWordsReport) -> None:
        """Say how many words were taken; list what was not on a page of its own."""
        self._say(headline(report))
        if is_telling(report):
            from hcpcs_desktop.ui.help_dialogs import PageDialog  # noqa: PLC0415 - rarely needed

            PageDialog("Loaded own words", blocks_of(report), self._appearance, self).open()

    def choose_and_save(self) -> None:
        """Ask for a file and write the words there."""
        name, _ = QFileDialog.getSaveFileName(self, "Save own words", _NAME, _FILES)
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Write the words to a file, or say why that failed."""
        try:
            count = self._reference.save_own_words(path)
        except EnvironmentFault as fault:
            self._say(str(fault), "trouble")
            return
        self._say(f"{counted(count, 'word', 'words')} written to {path}.")

    def done(self, result: int) -> None:
        """Close, and say so where a search may have other answers now."""
        super().done(result)
        if self._is_changed:
            self._is_changed = False
            self.changed.emit()

    def _say(self, text: str, kind: str = "note") -> None:
        show_plain(self.message, text, kind)
        self.message.setAccessibleName(text or "No message")
