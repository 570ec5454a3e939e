"""Goes from one view to another; every view but the look-up is built when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from hcpcs_desktop.ui.browse_view import BrowseView
    from hcpcs_desktop.ui.window import Window

LOOKUP, BROWSE = "lookup", "browse"
_OF_THE_PAGE = ("copy_code", "copy_source", "favourite")


class Views(QObject):
    """The views of the window by their names; `search_here` passes on in which section to search."""

    search_here = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._opened = self._trouble = ""
        self.current = LOOKUP
        self.browse: BrowseView | None = None
        window.top.view_chosen.connect(self.show)
        window.top.date.day_changed.connect(self.refresh)
        window.ready.connect(self._begin)

    def _begin(self) -> None:
        """Show the view that was asked for before there was one, at what was typed."""
        if self._window.top.view != LOOKUP:
            self.show(self._window.top.view)
            if self.browse is not None:
                self.browse.jump(self._window.search.box.text())

    def show(self, name: str) -> None:
        """Show a view and put the focus into it."""
        window = self._window
        self.current = name
        window.top.show_view(name)
        for action in _OF_THE_PAGE:
            window.actions_by_name[action].setEnabled(name == LOOKUP)
        window.actions_by_name["search_here"].setEnabled(name == BROWSE)
        window.actions_by_name[f"view_{name}"].setChecked(True)
        if name == BROWSE and self.browse is None:
            self.browse = self._build_browse()
        if self.browse is not None:
            self.browse.setVisible(name == BROWSE)
        window.splitter.setVisible(name == LOOKUP)
        self.refresh()
        self.focus()

    def _build_browse(self) -> BrowseView:
        from hcpcs_desktop.ui.browse_view import BrowseView  # noqa: PLC0415 - only once it is wanted

        view = BrowseView(self._window.appearance)
        view.opened.connect(self.open)
        view.search_here.connect(self._search_here)
        view.left.connect(self.leave)
        self._window.add_view(view)
        view.share_width(self._window.width())
        return view

    def refresh(self) -> None:
        """Ask again for the present day and releases, where the view shows any."""
        if self.current != BROWSE or self.browse is None:
            return
        if self._window.reference is None:
            self.browse.show_message(self._trouble)
        else:
            self.browse.ask(self._window.reference, self._window.top.date.day)

    def focus(self) -> None:
        """Put the focus where work in the present view begins."""
        if self.current == BROWSE and self.browse is not None:
            self.browse.focus_tree()
        else:
            self._window.search.focus_box()

    def panes(self) -> list[QWidget]:
        """Return what F6 goes round in the present view."""
        window = self._window
        if self.current == BROWSE and self.browse is not None:
            return [self.browse.tree, self.browse.list, window.top.date]
        return [window.search.box, window.search.list, window.detail.page, window.top.date]

    def say_trouble(self, text: str) -> None:
        """Say what stands in the way where it is seen."""
        self._trouble = text
        self._window.search.show_message(text, trouble=True)
        if self.browse is not None:
            self.browse.show_message(text)

    def open(self, code: str) -> None:
        """Look up a code of this view."""
        self.show(LOOKUP)
        self._window.lookup.open(code)
        self._opened = code

    def leave(self) -> None:
        """Go back to the look-up."""
        self.show(LOOKUP)

    def ask_search_here(self) -> None:
        """Search within what is chosen in Browse."""
        if self.browse is not None:
            self.browse.ask_search_here()

    def step(self, steps: int) -> bool:
        """Go back to where the shown code was opened, or from there to it; False where neither is so."""
        if self.current == BROWSE:
            self.show(LOOKUP)
            return True
        shown = self._window.detail.shown
        if steps > 0 or not self._opened or shown is None or shown.read_as != self._opened:
            return False
        self.show(BROWSE)
        if self.browse is not None:
            self.browse.focus_codes()
        return True

    def _search_here(self, section: str) -> None:
        self.show(LOOKUP)
        self.search_here.emit(section)
