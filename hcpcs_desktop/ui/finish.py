"""Builds what the window needs after its first answer: page, bars, loading and menus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from hcpcs_desktop.ui import actions
from hcpcs_desktop.ui.announce import Voice
from hcpcs_desktop.ui.answering import Answering
from hcpcs_desktop.ui.bars import Bar
from hcpcs_desktop.ui.detail_pane import DetailPane
from hcpcs_desktop.ui.filter_bar import FilterBar
from hcpcs_desktop.ui.loading import Loading
from hcpcs_desktop.ui.menu_slots import MenuSlots
from hcpcs_desktop.ui.outlet import Outlet
from hcpcs_desktop.ui.pins import Pins
from hcpcs_desktop.ui.views import Views

if TYPE_CHECKING:
    from hcpcs_desktop.ui.window import Window


def finish(window: Window) -> None:
    """Complete `window`; afterwards everything in it is there and connected."""
    _build(window)
    window.actions_by_name = actions.build(window, window.menus, MenuSlots(window).table())
    _connect(window)
    window.setAcceptDrops(True)


def _build(window: Window) -> None:
    appearance = window.appearance
    window.detail = DetailPane(appearance)
    window.builtin_bar = Bar(appearance, "builtin", "Load &release…")
    window.notice_bar = Bar(appearance, "notice", "&Understood")
    window.add_bars(window.builtin_bar, window.notice_bar)
    window.filter_bar = FilterBar(window.search, window.lookup.narrowing, appearance, window.top.date)
    window.lookup.show_reading_in(window.filter_bar)
    window.pins = Pins(window, lambda: window.reference)
    window.views = Views(window)
    window.outlet = Outlet(window)
    window.answering = Answering(window.top, window)
    window.loading = Loading(appearance, window, window.bars)
    if window.reference is not None:
        window.loading.begin(window.reference)


def _connect(window: Window) -> None:
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.focusChanged.connect(window.focus_moved)
    window.status_line.focus_moved(window.focusWidget())
    window.lookup.said.connect(window.status_line.say)
    window.pins.said.connect(window.status_line.say)
    window.outlet.said.connect(window.status_line.say)
    window.lookup.compare_wanted.connect(window.views.compare)
    window.lookup.pin_in(window.pins)
    window.views.search_here.connect(window.lookup.narrowing.set_section)
    window.lookup.announced.connect(Voice(window.search.box).say)
    window.loading.said.connect(window.status_line.say)
    window.loading.trouble.connect(window.say_trouble)
    window.loading.changed.connect(window.releases_changed)
    window.answering.said.connect(window.status_line.say)
    window.answering.changed.connect(window.releases_changed)
    window.builtin_bar.pressed.connect(window.loading.choose_files)
    window.notice_bar.pressed.connect(window.notice_read)
    window.top.date.complained.connect(window.status_line.say)
    window.top.date.left.connect(window.views.focus)
    if window.reference is not None:
        window.answering.begin(window.reference)
