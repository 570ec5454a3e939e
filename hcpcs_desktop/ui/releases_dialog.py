"""Lists the loaded releases with what lies beside them, removes one, shows the folder they lie in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from hcpcs_desktop.reference.errors import EnvironmentFault, UnknownRelease
from hcpcs_desktop.ui.companion_words import companion_words
from hcpcs_desktop.ui.dialog_size import resize_within
from hcpcs_desktop.ui.words import dated

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hcpcs_desktop.reference.answers import CompanionFile, ReleaseInfo
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LABEL = Qt.ItemDataRole.UserRole + 1
_BESIDE = Qt.ItemDataRole.UserRole + 2
_KINDS = Qt.ItemDataRole.UserRole + 3
_NONE_LOADED = "No release is loaded; the built-in plain-language set answers."
_NUMBERS = (1, 2)
_COLUMNS = ("Release", "Codes", "Modifiers", "Checked through", "File", "Loaded")


class ReleasesDialog(QDialog):
    """The releases, newest first; `changed` after one was removed, `pin_wanted` with one or None."""

    changed = Signal()
    pin_wanted = Signal(object)

    def __init__(self, reference: Reference, folder: Path, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Releases")
        self._reference = reference
        self._folder = folder
        self._appearance = appearance
        self._pinned: ReleaseInfo | None = None
        self.list = QTreeWidget()
        self.beside = _line_of_text()
        self.message = _line_of_text()
        self._set_up_list()
        self._lay_out()
        resize_within(self, appearance.metrics.columns(164), appearance.metrics.gap(42))
        self.fill()

    def _set_up_list(self) -> None:
        self.list.setAccessibleName("Loaded releases")
        self.list.setHeaderLabels(_COLUMNS)
        for number in _NUMBERS:
            self.list.headerItem().setTextAlignment(number, _RIGHT)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.currentItemChanged.connect(self._show_beside)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.remove_button = QPushButton("&Remove")
        self.pin_button = QPushButton("&Pin release")
        self.folder_button = QPushButton("Show &folder")
        for button, work in (
            (self.pin_button, self.pin),
            (self.remove_button, self.ask_to_remove),
            (self.folder_button, self.show_folder),
        ):
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            button.clicked.connect(work)
        self.list.currentItemChanged.connect(self._offer_pin)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addLayout(self._beside_row())
        column.addWidget(self.message)
        column.addWidget(buttons)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)  # not the first of them all

    def _beside_row(self) -> QHBoxLayout:
        """Return the line that says what was loaded with a release, with what of it can be read."""
        self.notes_button = QPushButton("Processing &notes")
        self.noc_button = QPushButton("Catch-&all codes")
        row = QHBoxLayout()
        row.addWidget(self.beside, 1)
        for button, work in ((self.notes_button, self.read_notes), (self.noc_button, self.read_noc)):
            row.addWidget(button)
            button.clicked.connect(work)
        return row

    def fill(self) -> None:
        """List what is loaded now."""
        self.list.clear()
        self._pinned = self._reference.pinned()
        for info in reversed(self._reference.releases()):
            self.list.addTopLevelItem(_item(info, self._files_of(info), pinned=info == self._pinned))
        for column in range(len(_COLUMNS)):
            self.list.resizeColumnToContents(column)
        first = self.list.topLevelItem(0)
        some = first is not None
        if first is not None:
            self.list.setCurrentItem(first)
        self.remove_button.setEnabled(some)
        self.pin_button.setEnabled(some)
        self._show_beside(first)
        self.message.setText(self._which_answers() if some else _NONE_LOADED)

    def _which_answers(self) -> str:
        """Return that one release alone answers, '' where each answers for its days."""
        if self._pinned is None:
            return ""
        return f"{_label(self._pinned)} is pinned: it alone answers, whatever the date of service is."

    def _files_of(self, info: ReleaseInfo) -> tuple[CompanionFile, ...]:
        """Return the files that were loaded beside a release; none where that cannot be read now."""
        try:
            return self._reference.companions(_name(info))
        except (UnknownRelease, EnvironmentFault):
            return ()

    def _show_beside(self, item: QTreeWidgetItem | None) -> None:
        """Say below the list what lies beside the release, and offer what of it can be read."""
        kinds = str(item.data(0, _KINDS)).split() if item is not None else ()
        self.beside.setText(f"Loaded with it: {item.data(0, _BESIDE)}." if item is not None else "")
        self.notes_button.setVisible("processing-notes" in kinds)
        self.noc_button.setVisible("noc-list" in kinds)

    def read_notes(self) -> None:
        """Show the processing notes of the chosen release."""
        self._read("Processing notes", lambda name: tuple(self._reference.release_notes(name).items()))

    def read_noc(self) -> None:
        """Show the catch-all codes of the chosen release."""
        self._read("Catch-all codes", self._reference.noc_codes)

    def _read(self, what: str, asked: Callable[[str], Sequence[tuple[str, str]]]) -> None:
        item = self.list.currentItem()
        if item is None:
            return
        from hcpcs_desktop.ui.reading_dialog import ReadingDialog  # noqa: PLC0415 - rarely needed

        try:
            lines = asked(str(item.data(0, Qt.ItemDataRole.UserRole)))
        except (UnknownRelease, EnvironmentFault) as fault:
            self.message.setText(str(fault))
            return
        title = f"{what}, {item.data(0, _LABEL)}"
        ReadingDialog(title, lines, self._appearance, self).open()

    def _offer_pin(self) -> None:
        """Name the button after what it does to the chosen release."""
        chosen = self._chosen()
        self.pin_button.setText(
            "Un&pin release" if chosen is not None and chosen == self._pinned else "&Pin release"
        )

    def _chosen(self) -> ReleaseInfo | None:
        item = self.list.currentItem()
        name = item.data(0, Qt.ItemDataRole.UserRole) if item is not None else None
        return next((one for one in self._reference.releases() if _name(one) == name), None)

    def pin(self) -> None:
        """Let the chosen release alone answer, or no more."""
        chosen = self._chosen()
        if chosen is None:
            return
        self.pin_wanted.emit(None if chosen == self._pinned else chosen)
        row = self.list.currentIndex()
        self.fill()
        self.list.setCurrentIndex(self.list.model().index(row.row(), 0))

    def ask_to_remove(self) -> None:
        """Remove the chosen release after a question; its file can be loaded again."""
        item = self.list.currentItem()
        if item is None:
            return
        answer = QMessageBox.question(
            self,
            "Remove release",
            f"Remove {item.text(0)}? Its codes and dates no longer answer; load it again any time.",
        )
        if answer == QMessageBox.StandardButton.Yes:
            self.remove(str(item.data(0, Qt.ItemDataRole.UserRole)))

    def remove(self, name: str) -> None:
        """Remove the release `name`, or say why that failed."""
        try:
            self._reference.remove(name)
        except (UnknownRelease, EnvironmentFault) as fault:
            self.message.setText(str(fault))
            return
        self.fill()
        self.changed.emit()

    def show_folder(self) -> None:
        """Open the data folder in the desktop's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))


def _line_of_text() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _name(info: ReleaseInfo) -> str:
    return info.exact_name or info.release


def _label(info: ReleaseInfo) -> str:
    return info.label or info.release


def _item(info: ReleaseInfo, files: Sequence[CompanionFile], *, pinned: bool) -> QTreeWidgetItem:
    name = _label(info)
    newest = f"{name}, newest" if info.newest else name
    newest = f"{newest}, pinned" if pinned else newest
    beside = companion_words(files)
    cells = [
        newest,
        f"{info.codes:,}",
        f"{info.modifiers:,}",
        dated(info.checked_through),
        Path(info.file).name,
        dated(info.loaded),
    ]
    item = QTreeWidgetItem(cells)
    for number in _NUMBERS:
        item.setTextAlignment(number, _RIGHT)
    item.setData(0, Qt.ItemDataRole.UserRole, _name(info))
    item.setData(0, _LABEL, name)
    item.setData(0, _BESIDE, beside)
    item.setData(0, _KINDS, " ".join(file.kind for file in files))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join((*cells, beside)))
    return item
