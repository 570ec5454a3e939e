"""The frame: top row, bars, the two panes, the status line; it wires them and knows no answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from hcpcs_desktop.reference import is_prepared
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.memory import Memory
from hcpcs_desktop.ui.search_pane import SearchPane
from hcpcs_desktop.ui.status_line import StatusLine
from hcpcs_desktop.ui.top_row import TopRow

if TYPE_CHECKING:
    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QWheelEvent

    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.answering import Answering
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.bars import Bar
    from hcpcs_desktop.ui.detail_pane import DetailPane
    from hcpcs_desktop.ui.filter_bar import FilterBar
    from hcpcs_desktop.ui.loading import Loading
    from hcpcs_desktop.ui.lookup import Lookup
    from hcpcs_desktop.ui.outlet import Outlet
    from hcpcs_desktop.ui.pins import Pins
    from hcpcs_desktop.ui.views import Views

_TITLE = "HCPCS Desktop"
_MENUS = ("&File", "&Edit", "&Go", "&View", "&Help")
_START_UNITS = (150, 94)
_SMALLEST_UNITS = (60, 42)
_LIST_SHARE = 0.33
_TIME_TO_PAINT_MS = 25
_PREPARING = "Getting the data ready for this version. It takes some seconds, once."
_FRAMED, _ANSWERING, _COMPLETE, _CLOSED = range(4)


class Window(QMainWindow):
    """The one window, built in three steps so that it stands before anything is loaded.

    The frame with the box is painted first (`painted`). Then the list is built, the reference opened
    and what was typed meanwhile answered. Then comes the rest: page, menus, bars (`ready`).
    """

    painted = Signal()
    ready = Signal()

    lookup: Lookup
    views: Views
    pins: Pins
    outlet: Outlet
    loading: Loading
    answering: Answering
    detail: DetailPane
    builtin_bar: Bar
    notice_bar: Bar
    filter_bar: FilterBar

    def __init__(
        self, appearance: Appearance, open_reference: Callable[[], Reference], data_dir: Path
    ) -> None:
        super().__init__()
        self.appearance = appearance
        self.data_dir = data_dir
        self.reference: Reference | None = None
        self.first_notice = True
        self.memory = Memory(self)
        self._open_reference = open_reference
        self._was_painted = False
        self._trouble = ""
        self._stage = _FRAMED
        self.actions_by_name: dict[str, QAction] = {}
        self._pause = QTimer(self, singleShot=True, interval=_TIME_TO_PAINT_MS)
        self._pause.timeout.connect(self._build_rest)
        self.setWindowTitle(_TITLE)
        self.top = TopRow(appearance)
        self.search = SearchPane(appearance)
        self.splitter = QSplitter()
        self.status_line = StatusLine()
        self._lay_out()
        self.restyle()
        appearance.changed.connect(self.restyle)
        self.resize(*self._units(_START_UNITS))
        self.search.box.setFocus()

    def _lay_out(self) -> None:
        self._blank = QWidget()
        self._blank.setObjectName("sheet")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.search)
        self.splitter.addWidget(self._blank)
        self.splitter.setStretchFactor(1, 1)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.bars = QVBoxLayout()
        self._column.addWidget(self.top)
        self._column.addLayout(self.bars)
        self._column.addWidget(self.splitter, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(self.status_line)
        self.menus = {title: self.menuBar().addMenu(title) for title in _MENUS}

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; after the first time, go on with what the first paint does not need."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._first_painted)

    def _first_painted(self) -> None:
        self.painted.emit()
        QTimer.singleShot(0, self, self._answer_first)

    def _answer_first(self) -> None:
        """Build the list, open the reference and answer what was typed; where that fails, say what to do."""
        from hcpcs_desktop.ui.lookup import Lookup  # noqa: PLC0415 - not needed for the first paint

        if self._stage != _FRAMED:
            return
        self.search.build_list()
        self.lookup = Lookup(self.search, self.top.date)
        self._stage = _ANSWERING
        if not is_prepared(self.data_dir):
            self._say_preparing()
        try:
            self.reference = self._open_reference()
            self.memory.restore(self.reference)
            self.lookup.begin(self.reference)
        except EnvironmentFault as fault:
            self._trouble = str(fault)
        self._pause.start()

    def _say_preparing(self) -> None:
        """Say, before it begins, what takes some seconds at the first start of a version."""
        self.search.show_message(_PREPARING)
        self.repaint()

    def _build_rest(self) -> None:
        from hcpcs_desktop.ui.finish import finish  # noqa: PLC0415 - not needed for the first answer

        if self._stage != _ANSWERING:
            return
        finish(self)
        self.splitter.replaceWidget(1, self.detail)
        self._blank.deleteLater()
        self.appearance.follow_system()
        self._mark_theme()
        self.lookup.show_in(self.detail)
        self._stage = _COMPLETE
        self._show_overview()
        if self._trouble:
            self.say_trouble(self._trouble)
        self.ready.emit()

    def add_bars(self, above: QWidget, below: QWidget) -> None:
        """Put one bar above the panes and one below."""
        self.bars.addWidget(above)
        self._column.addWidget(below)

    def add_view(self, view: QWidget) -> None:
        """Put a view in the place of the two panes; one of them is shown at a time."""
        self._column.insertWidget(self._column.indexOf(self.splitter), view, 1)

    def restyle(self) -> None:
        """Draw in the present theme and zoom."""
        self.setStyleSheet(self.appearance.style_sheet())
        self.splitter.setHandleWidth(self.appearance.metrics.hairline)
        width, height = self._units(_SMALLEST_UNITS)
        self._mark_theme()
        screen = self.screen().availableSize()
        self.setMinimumSize(min(width, screen.width()), min(height, screen.height()))

    def _mark_theme(self) -> None:
        chosen = self.actions_by_name.get(f"theme_{self.appearance.theme}")
        if chosen is not None:
            chosen.setChecked(True)

    def _units(self, size: tuple[int, int]) -> tuple[int, int]:
        gap = self.appearance.metrics.gap
        return gap(size[0]), gap(size[1])

    def share_width(self) -> None:
        """Give list and page their usual shares."""
        share = round(self.width() * _LIST_SHARE)
        self.splitter.setSizes([share, self.width() - share])

    def releases_changed(self) -> None:
        """Ask again, because the loaded releases are others now."""
        self._show_overview()
        self.lookup.ask_again()
        self.views.refresh()

    def _show_overview(self) -> None:
        if self.reference is None:
            return
        from hcpcs_desktop.ui.bars import NOTICE, builtin_sentence  # noqa: PLC0415 - loaded by now

        overview = self.reference.overview()
        self.answering.releases_changed()
        self.builtin_bar.say("" if overview.releases else builtin_sentence(overview.builtin_codes))
        if self.first_notice and not self.memory.notice_seen:
            self.notice_bar.say(NOTICE)
        if overview.warnings:
            self.say_trouble(" ".join(overview.warnings))

    def say_trouble(self, text: str) -> None:
        """Say what stands in the way."""
        self.views.say_trouble(text)

    def notice_read(self) -> None:
        """Put the first notice away for good."""
        self.notice_bar.say("")
        self.memory.notice_seen = True
        self.views.focus()

    def focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Name the keys of the place where the focus is now."""
        if new is None or new.window() is self:
            self.status_line.focus_moved(new)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl and the wheel."""
        from hcpcs_desktop.ui.keys import zoom_steps  # noqa: PLC0415 - not needed for the first paint

        steps = zoom_steps(event)
        if steps:
            self.appearance.zoom_by(steps)
            event.accept()
        else:
            super().wheelEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dropped on the window."""
        from hcpcs_desktop.ui.loading import dropped_paths  # noqa: PLC0415 - not needed for the first paint

        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Load what was dropped."""
        from hcpcs_desktop.ui.loading import dropped_paths  # noqa: PLC0415 - not needed for the first paint

        event.acceptProposedAction()
        self.loading.load(dropped_paths(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop a load, keep the settings and close the reference."""
        if self._stage in (_ANSWERING, _COMPLETE):
            self.lookup.stop()
        if self._stage == _COMPLETE:
            self.loading.finish()
            self.answering.stop()
        self._stage = _CLOSED
        self._pause.stop()
        if self.reference is not None:
            self.memory.keep(self.reference)
            self.reference.close()
            self.reference = None
        super().closeEvent(event)
