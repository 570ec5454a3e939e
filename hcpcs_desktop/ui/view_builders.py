"""Builds each view when it is first shown, and says what every view can do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.look import Look
    from hcpcs_desktop.ui.paper import Sheet
    from hcpcs_desktop.ui.window import Window


class View(Protocol):
    """What the window asks of a view beside the look-up; each is a widget too.

    `opened` gives a code to be looked up, `left` asks for the view before.
    """

    opened: SignalInstance
    left: SignalInstance

    def setVisible(self, visible: bool) -> None:
        """Show or hide it."""

    def ask(self, reference: Reference, on: date) -> None:
        """Show what holds on a day."""

    def take_focus(self, *, returning: bool = False) -> None:
        """Put the focus where work begins, or `returning` where a code was opened from."""

    def panes(self) -> list[QWidget]:
        """Return what F6 goes round."""

    def jump(self, text: str) -> bool:
        """Go to `text`, as the command line gave it; False where there is no such thing."""

    def find_here(self) -> None:
        """Search within what is shown or chosen."""

    def paper(self, look: Look) -> tuple[str, str] | Sheet | None:
        """Return title and HTML of what is shown, drawn in `look`; None where it is not for paper.

        A view whose foot is another than release and date of service returns a sheet.
        """

    def show_message(self, text: str) -> None:
        """Say what stands in the way."""


def _browse(window: Window) -> View:
    from hcpcs_desktop.ui.browse_view import BrowseView  # noqa: PLC0415 - only once it is wanted

    view = BrowseView(window.appearance)
    view.search_here.connect(window.views.search_section)
    window.add_view(view)
    view.share_width(window.width())
    window.actions_by_name["show_map"].setChecked(view.map.wanted)
    view.map_wanted.connect(window.actions_by_name["show_map"].setChecked)
    return view


def _learn(window: Window) -> View:
    from hcpcs_desktop.ui.learn_view import LearnView  # noqa: PLC0415 - only once it is wanted

    view = LearnView(window.appearance)
    window.add_view(view)
    view.share_width(window.width())
    return view


def _compare(window: Window) -> View:
    from hcpcs_desktop.ui.compare_view import CompareView  # noqa: PLC0415 - only once it is wanted

    view = CompareView(window.appearance, window.pins)
    window.add_view(view)
    return view


def _changes(window: Window) -> View:
    from hcpcs_desktop.ui.changes_view import ChangesView  # noqa: PLC0415 - only once it is wanted

    view = ChangesView(window.appearance)
    view.load_wanted.connect(window.loading.choose_files)
    window.loading.changed.connect(view.forget)
    window.add_view(view)
    view.share_width(window.width())
    return view


def _settings(window: Window) -> View:
    from hcpcs_desktop.ui.settings_view import SettingsView  # noqa: PLC0415 - only once it is wanted

    view = SettingsView(window.appearance, window.data_dir)
    view.load_wanted.connect(window.loading.choose_files)
    view.licence_changed.connect(window.lookup.ask_again)
    window.add_view(view)
    return view


BUILDERS: dict[str, Callable[[Window], View]] = {
    "browse": _browse,
    "compare": _compare,
    "learn": _learn,
    "changes": _changes,
    "settings": _settings,
}

ENABLED = {
    "lookup": frozenset(("copy_code", "copy_source", "copy_link", "favourite", "pin", "print", "save_pdf")),
    "browse": frozenset(("search_here", "show_map")),
    "compare": frozenset(("hide_codes", "print", "save_pdf")),
    "learn": frozenset(("search_here", "print", "save_pdf")),
    "changes": frozenset(("search_here", "print", "save_pdf", "save_table")),
    "settings": frozenset(),
}
"""The actions that work in some views only; each is disabled in the others."""
