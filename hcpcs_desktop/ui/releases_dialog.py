"""Lists the loaded releases, removes one, shows the folder they lie in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from hcpcs_desktop.reference.errors import EnvironmentFault, UnknownRelease
from hcpcs_desktop.ui.words import dated

if TYPE_CHECKING:
    from hcpcs_desktop.reference.answers import ReleaseInfo
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance

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
        self._pinned: ReleaseInfo | None = None
        self.list = QTreeWidget()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self._set_up_list()
        self._lay_out()
        self.resize(appearance.metrics.columns(150), appearance.metrics.gap(42))
        self.fill()

    def _set_up_list(self) -> None:
        self.list.setAccessibleName("Loaded releases")
        self.list.setHeaderLabels(_COLUMNS)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.remove_button = QPushButton("&Remove")
        self.pin_button = QPushButton("&Pin")
        self.folder_button = QPushButton("Show &folder")
        buttons.addButton(self.pin_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.remove_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.folder_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.pin_button.clicked.connect(self.pin)
        self.list.currentItemChanged.connect(self._offer_pin)
        self.remove_button.clicked.connect(self.ask_to_remove)
        self.folder_button.clicked.connect(self.show_folder)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 1)
        column.addWidget(self.message)
        column.addWidget(buttons)

    def fill(self) -> None:
        """List what is loaded now."""
        self.list.clear()
        self._pinned = self._reference.pinned()
        for info in reversed(self._reference.releases()):
            self.list.addTopLevelItem(_item(info, pinned=info == self._pinned))
        for column in range(len(_COLUMNS)):
            self.list.resizeColumnToContents(column)
        first = self.list.topLevelItem(0)
        some = first is not None
        if first is not None:
            self.list.setCurrentItem(first)
        self.remove_button.setEnabled(some)
        self.pin_button.setEnabled(some)
        self.message.setText("" if some else "No release is loaded; the built-in plain-language set answers.")

    def _offer_pin(self) -> None:
        """Name the button after what it does to the chosen release."""
        chosen = self._chosen()
        self.pin_button.setText("Un&pin" if chosen is not None and chosen == self._pinned else "&Pin")

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


def _name(info: ReleaseInfo) -> str:
    return info.exact_name or info.release


def _item(info: ReleaseInfo, *, pinned: bool) -> QTreeWidgetItem:
    name = info.label or info.release
    newest = f"{name}, newest" if info.newest else name
    newest = f"{newest}, pinned" if pinned else newest
    cells = [
        newest,
        f"{info.codes:,}",
        f"{info.modifiers:,}",
        dated(info.checked_through),
        Path(info.file).name,
        dated(info.loaded),
    ]
    item = QTreeWidgetItem(cells)
    for number in (1, 2):
        item.setTextAlignment(number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    item.setData(0, Qt.ItemDataRole.UserRole, _name(info))
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(cells))
    return item
