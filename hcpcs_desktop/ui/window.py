"""The frame: top row, bars, the two panes, the status line; it wires them and knows no answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QVBoxLayout, QWidget

from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui import actions
from hcpcs_desktop.ui.bars import NOTICE, Bar, builtin_sentence
from hcpcs_desktop.ui.detail_pane import DetailPane
from hcpcs_desktop.ui.loading import Loading, dropped_paths
from hcpcs_desktop.ui.lookup import Lookup
from hcpcs_desktop.ui.memory import Memory
from hcpcs_desktop.ui.menu_slots import MenuSlots
from hcpcs_desktop.ui.search_pane import SearchPane
from hcpcs_desktop.ui.status_line import StatusLine
from hcpcs_desktop.ui.top_row import TopRow

if TYPE_CHECKING:
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance

_TITLE = "HCPCS Desktop"
_START_UNITS = (150, 94)
_SMALLEST_UNITS = (60, 42)
_LIST_SHARE, _DETAIL_SHARE = 33, 67


class Window(QMainWindow):
    """The one window. `open_reference` is called after the first paint; what is typed before is kept."""

    painted = Signal()
    ready = Signal()

    def __init__(
        self, appearance: Appearance, open_reference: Callable[[], Reference], data_dir: Path
    ) -> None:
        super().__init__()
        self.appearance = appearance
        self.data_dir = data_dir
        self.reference: Reference | None = None
        self.first_notice = True
        self._open_reference = open_reference
        self._was_painted = False
        self._build_parts()
        self._lay_out()
        self.lookup = Lookup(self.search, self.detail, self.top.date)
        self.loading = Loading(appearance, self, self._bars)
        self.memory = Memory(self)
        self.slots = MenuSlots(self)
        self.actions_by_name = actions.build(self, self.slots.table())
        self._connect()
        self.restyle()
        self.resize(*self._units(_START_UNITS))
        self.search.box.setFocus()

    def _build_parts(self) -> None:
        self.setWindowTitle(_TITLE)
        self.setAcceptDrops(True)
        self.top = TopRow(self.appearance)
        self.builtin_bar = Bar(self.appearance, "builtin", "Load &release…")
        self.notice_bar = Bar(self.appearance, "notice", "&Understood")
        self.search = SearchPane(self.appearance)
        self.detail = DetailPane(self.appearance)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.status_line = StatusLine()

    def _lay_out(self) -> None:
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.search, self.detail):
            self.splitter.addWidget(pane)
        self.splitter.setStretchFactor(1, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bars = QVBoxLayout()
        self._bars.addWidget(self.builtin_bar)
        column.addWidget(self.top)
        column.addLayout(self._bars)
        column.addWidget(self.splitter, 1)
        column.addWidget(self.notice_bar)
        self.setCentralWidget(whole)
        self.setStatusBar(self.status_line)

    def _connect(self) -> None:
        QApplication.instance().focusChanged.connect(self._focus_changed)  # type: ignore[union-attr]
        self.appearance.changed.connect(self.restyle)
        self.lookup.said.connect(self.status_line.say)
        self.loading.said.connect(self.status_line.say)
        self.loading.trouble.connect(self._say_trouble)
        self.loading.changed.connect(self.releases_changed)
        self.builtin_bar.pressed.connect(self.loading.choose_files)
        self.notice_bar.pressed.connect(self._notice_read)
        self.top.date.complained.connect(self.status_line.say)
        self.top.date.left.connect(self.search.focus_box)

    def restyle(self) -> None:
        """Draw in the present theme and zoom."""
        self.setStyleSheet(self.appearance.style_sheet())
        self.splitter.setHandleWidth(self.appearance.metrics.hairline)
        width, height = self._units(_SMALLEST_UNITS)
        screen = self.screen().availableSize() if self.screen() else QSize(width, height)
        self.setMinimumSize(min(width, screen.width()), min(height, screen.height()))

    def _units(self, size: tuple[int, int]) -> tuple[int, int]:
        gap = self.appearance.metrics.gap
        return gap(size[0]), gap(size[1])

    def share_width(self) -> None:
        """Give list and page their usual shares."""
        self.splitter.setSizes([self.width() * _LIST_SHARE // 100, self.width() * _DETAIL_SHARE // 100])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; after the first time, open the reference."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._first_painted)

    def _first_painted(self) -> None:
        self.painted.emit()
        QTimer.singleShot(0, self, self.open_reference)

    def open_reference(self) -> None:
        """Open the reference and answer what was typed; where that fails, say what to do."""
        try:
            self.reference = self._open_reference()
        except EnvironmentFault as fault:
            self._say_trouble(str(fault))
            self.ready.emit()
            return
        self.memory.restore(self.reference)
        self.loading.begin(self.reference)
        self._show_overview()
        if self.first_notice and not self.memory.notice_seen:
            self.notice_bar.say(NOTICE)
        self.lookup.begin(self.reference)
        self.ready.emit()

    def releases_changed(self) -> None:
        """Ask again, because the loaded releases are others now."""
        self._show_overview()
        self.lookup.ask_again()

    def _show_overview(self) -> None:
        if self.reference is None:
            return
        overview = self.reference.overview()
        self.top.show_release(overview.label if overview.releases else "No release loaded")
        self.builtin_bar.say("" if overview.releases else builtin_sentence(overview.builtin_codes))
        if overview.warnings:
            self._say_trouble(" ".join(overview.warnings))

    def _say_trouble(self, text: str) -> None:
        self.search.show_message(text, trouble=True)

    def _notice_read(self) -> None:
        self.notice_bar.say("")
        self.memory.notice_seen = True
        self.search.focus_box()

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new.window() is self:
            self.status_line.focus_moved(new)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.appearance.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dropped on the window."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Load what was dropped."""
        event.acceptProposedAction()
        self.loading.load(dropped_paths(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop a load, keep the settings and close the reference."""
        QApplication.instance().focusChanged.disconnect(self._focus_changed)  # type: ignore[union-attr]
        self.lookup.stop()
        self.loading.finish()
        if self.reference is not None:
            self.memory.keep(self.reference)
            self.reference.close()
            self.reference = None
        super().closeEvent(event)
