"""The view Settings: theme, size, start view, licensed files and folders, each explained in a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from hcpcs_desktop import paths
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.appearance import ZOOM_STEPS
from hcpcs_desktop.ui.choice_box import ChoiceBox
from hcpcs_desktop.ui.keys import view_key
from hcpcs_desktop.ui.licence_words import files_sentence
from hcpcs_desktop.ui.memory import START_VIEW
from hcpcs_desktop.ui.paragraph import Paragraph
from hcpcs_desktop.ui.plain import show_trouble
from hcpcs_desktop.ui.top_row import VIEWS

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.look import Look

THEMES = {
    "system": "As the system",
    "light": "Light",
    "dark": "Dark",
    "contrast": "High contrast",
}

_COLUMN, _CHOICE = 80, 26
_ASK = (
    "Remove the CPT files? Their wording is deleted from this computer's data folder. "
    "Your own files stay where they are, and can be loaded again."
)


class _Sheet(QWidget):
    """The settings below each other; it is as tall as its lines are in the width that it has."""

    def minimumSizeHint(self) -> QSize:
        """Return the height for the present width; that of narrow lines, which is usual, is far too much."""
        layout, pane = self.layout(), self.parentWidget()
        if layout is None or pane is None:
            return super().minimumSizeHint()
        return QSize(layout.totalMinimumSize().width(), layout.totalHeightForWidth(pane.width()))


class SettingsView(QScrollArea):
    """Few choices, each kept at once; `opened` is never sent, `left` asks for the view before."""

    opened = Signal(str)
    left = Signal()
    load_wanted = Signal()
    licence_changed = Signal()

    def __init__(self, appearance: Appearance, data_dir: Path) -> None:
        super().__init__()
        self.setObjectName("detailPane")
        self._appearance = appearance
        self._data_dir = data_dir
        self._reference: Reference | None = None
        self.theme, self.text_size, self.start = (ChoiceBox(appearance) for _ in range(3))
        self.load, self.remove = QPushButton("&Load CPT files…"), QPushButton("R&emove CPT files…")
        self.data, self.logs = QPushButton("&Open the data folder"), QPushButton("Open the lo&g folder")
        self.licensed, self.message, self.title = Paragraph(), QLabel(), QLabel("Settings")
        self._set_up()
        self._lay_out()
        self._connect()
        self.restyle()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title.setObjectName("branchTitle")
        self.message.setObjectName("message")
        self.message.hide()
        for name, text in THEMES.items():
            self.theme.addItem(text, name)
        for step in ZOOM_STEPS:
            self.text_size.addItem(f"{step} %", step)
        for name, text in VIEWS.items():
            self.start.addItem(text, name)
        for box, name in (
            (self.theme, "Colours"),
            (self.text_size, "Size of text"),
            (self.start, "Start with"),
        ):
            box.setAccessibleName(name)
        for button in (self.load, self.remove, self.data, self.logs):
            button.setObjectName("settingButton")

    def _lay_out(self) -> None:
        self._sheet = _Sheet()
        self._sheet.setObjectName("sheet")
        self.setWidget(self._sheet)
        self._column = QVBoxLayout(self._sheet)
        self._sections: list[QVBoxLayout] = []
        self._column.addWidget(self.title)
        self._column.addWidget(self.message)
        self._add("&Colours", "Light or dark as the system asks, or always the same.", self.theme)
        self._add("&Size of text", "Everything grows with it; Ctrl and + or - do the same.", self.text_size)
        self._add("Start &with", "The view that is shown when the program starts without a code.", self.start)
        self._add("CPT files", self.licensed, self.load, self.remove)
        folder = f"Releases, favourites, words and settings lie in {self._data_dir}"
        self._add("Data folder", folder, self.data)
        told = f"If the program fails, what happened is written to {paths.log_dir(self._data_dir)}"
        self._add("Log folder", told, self.logs)
        self._column.addStretch(1)

    def _add(self, title: str, told: str | QLabel, *widgets: QWidget) -> None:
        """Add a setting: its name, what it does in one line, and its controls in a row."""
        heading, section, row = QLabel(title), QVBoxLayout(), QHBoxLayout()
        heading.setObjectName("settingName")
        if isinstance(widgets[0], ChoiceBox):
            heading.setBuddy(widgets[0])
        line = told if isinstance(told, QLabel) else Paragraph(told)
        line.setObjectName("settingLine")
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.setWordWrap(True)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        section.addWidget(heading)
        section.addWidget(line)
        section.addLayout(row)
        self._sections.append(section)
        self._column.addLayout(section)

    def _connect(self) -> None:
        self.theme.activated.connect(lambda _: self._appearance.set_theme(self.theme.currentData()))
        self.text_size.activated.connect(lambda _: self._appearance.set_zoom(self.text_size.currentData()))
        self.start.activated.connect(lambda _: self._try(self._keep_start))
        self.load.clicked.connect(self.load_wanted)
        self.remove.clicked.connect(self.ask_to_remove)
        self.data.clicked.connect(lambda: self.open_folder(self._data_dir))
        self.logs.clicked.connect(lambda: self.open_folder(paths.log_dir(self._data_dir)))
        self._appearance.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take gaps and widths from the appearance, and show what it is set to."""
        metrics = self._appearance.metrics
        gap = metrics.gap
        self._column.setContentsMargins(gap(3), gap(2.2), gap(3), gap(3))
        self._column.setSpacing(gap(2.4))
        for section in self._sections:
            section.setSpacing(gap(0.6))
        for line in self._sheet.findChildren(QLabel, "settingLine"):
            line.setMaximumWidth(metrics.columns(_COLUMN))
        for box in (self.theme, self.text_size, self.start):
            box.setMinimumWidth(metrics.columns(_CHOICE))
        self.theme.setCurrentIndex(self.theme.findData(self._appearance.theme))
        steps = [abs(step - self._appearance.zoom) for step in ZOOM_STEPS]
        self.text_size.setCurrentIndex(steps.index(min(steps)))

    def ask(self, reference: Reference, on: date) -> None:
        """Show what is kept now."""
        self._reference = reference
        self._try(self._show)

    def _show(self) -> None:
        assert self._reference is not None, "asked before the reference was open"
        kept = self.start.findData(self._reference.setting(START_VIEW, "lookup"))
        self.start.setCurrentIndex(max(0, kept))
        files = self._reference.licensed()
        self.licensed.setText(files_sentence(files))
        self.remove.setEnabled(files is not None)

    def _keep_start(self) -> None:
        if self._reference is not None:
            self._reference.set_setting(START_VIEW, self.start.currentData())

    def ask_to_remove(self) -> None:
        """Remove the licensee's files after a question."""
        if QMessageBox.question(self, "Remove CPT files", _ASK) == QMessageBox.StandardButton.Yes:
            self._try(self.remove_licensed)

    def remove_licensed(self) -> None:
        """Remove everything of the licensee's files."""
        if self._reference is not None:
            self._reference.remove_licensed()
            self.licence_changed.emit()
            self._show()

    def open_folder(self, folder: Path) -> None:
        """Open a folder in the desktop's file manager; it is made where it is not there yet."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            self.show_message(f"{folder} could not be made: {error.strerror or error}.")
        else:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _try(self, work: Callable[[], object]) -> None:
        try:
            work()
        except EnvironmentFault as fault:
            self.show_message(str(fault))
        else:
            self.show_message("")

    def take_focus(self, *, returning: bool = False) -> None:
        """Go to the first choice."""
        self.theme.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        """Return what F6 goes round."""
        return [self.theme]

    def jump(self, text: str) -> bool:
        """Go nowhere."""
        return False

    def find_here(self) -> None:
        """There is nothing to search in the settings."""

    def paper(self, look: Look) -> None:
        """Return nothing: settings are not for paper."""

    def show_message(self, text: str) -> None:
        """Say above the settings what stands in the way; without text nothing does."""
        show_trouble(self.message, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if not view_key(self, event):
            super().keyPressEvent(event)
