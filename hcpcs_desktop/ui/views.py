"""Goes from one view to another; every view but the look-up is built when it is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hcpcs_desktop.ui.view_builders import BUILDERS, ENABLED, View

if TYPE_CHECKING:
    from hcpcs_desktop.ui.browse_view import BrowseView
    from hcpcs_desktop.ui.changes_view import ChangesView
    from hcpcs_desktop.ui.compare_view import CompareView
    from hcpcs_desktop.ui.look import Look
    from hcpcs_desktop.ui.paper import Sheet
    from hcpcs_desktop.ui.window import Window

LOOKUP = "lookup"
_VIEW = "view:"
"""Before the name of a view in the trail; no code begins so."""


class Views(QObject):
    """The views of the window by their names; `search_here` passes on in which section to search."""

    search_here = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._trouble = ""
        self.current = LOOKUP
        self.built: dict[str, View] = {}
        window.top.view_chosen.connect(self.show)
        window.top.date.day_changed.connect(self.refresh)
        window.ready.connect(self._begin)

    @property
    def browse(self) -> BrowseView | None:
        """The sections, once they were shown."""
        return cast("BrowseView | None", self.built.get("browse"))

    @property
    def compared(self) -> CompareView | None:
        """The codes side by side, once they were shown."""
        return cast("CompareView | None", self.built.get("compare"))

    @property
    def changes(self) -> ChangesView | None:
        """What differs between two releases, once it was shown."""
        return cast("ChangesView | None", self.built.get("changes"))

    def _begin(self) -> None:
        """Show the view that was asked for before there was one, at what was typed."""
        if self._window.top.view != LOOKUP:
            self.show(self._window.top.view)
            self.built[self.current].jump(self._window.search.box.text())

    def show(self, name: str) -> None:
        """Show a view and put the focus into it; Compare begins with what is pinned."""
        self._change_to(name)
        if name != LOOKUP:
            self._window.lookup.trail.open(f"{_VIEW}{name}")
        if self.compared is not None and name == "compare":
            self.compared.show_pinned()
        self.focus()

    def _change_to(self, name: str) -> None:
        window = self._window
        self.current = name
        window.top.show_view(name)
        for action in frozenset().union(*ENABLED.values()):
            window.actions_by_name[action].setEnabled(action in ENABLED[name])
        window.actions_by_name[f"view_{name}"].setChecked(True)
        if name != LOOKUP and name not in self.built:
            self.built[name] = self._build(name)
        for built, view in self.built.items():
            view.setVisible(built == name)
        window.splitter.setVisible(name == LOOKUP)
        self.refresh()

    def _build(self, name: str) -> View:
        view = BUILDERS[name](self._window)
        view.opened.connect(self.open)
        view.left.connect(self.leave)
        return view

    @property
    def shown(self) -> View | None:
        """The view that is shown, None for the look-up."""
        return self.built.get(self.current)

    def refresh(self) -> None:
        """Ask again for the present day and releases, where the view shows any."""
        if self.shown is None:
            return
        if self._window.reference is None:
            self.shown.show_message(self._trouble)
        else:
            self.shown.ask(self._window.reference, self._window.top.date.day)

    def focus(self) -> None:
        """Put the focus where work in the present view begins."""
        if self.shown is None:
            self._window.search.focus_box()
        else:
            self.shown.take_focus()

    def panes(self) -> list[QWidget]:
        """Return what F6 goes round in the present view."""
        window = self._window
        if self.shown is None:
            return [window.search.box, window.search.list, window.detail.page, window.top.date]
        return [*self.shown.panes(), window.top.date]

    def say_trouble(self, text: str) -> None:
        """Say what stands in the way where it is seen."""
        self._trouble = text
        self._window.search.show_message(text, trouble=True)
        for view in self.built.values():
            view.show_message(text)

    def open(self, code: str) -> None:
        """Look up a code of the present view."""
        self.show(LOOKUP)
        self._window.lookup.open(code)

    def leave(self) -> None:
        """Go back to the look-up."""
        self.show(LOOKUP)

    def find_here(self) -> None:
        """Search within what the present view shows."""
        if self.shown is not None:
            self.shown.find_here()

    def compare(self, codes: str) -> None:
        """Show codes, separated by commas, side by side."""
        self.show("compare")
        self.built["compare"].jump(codes)
        self.focus()

    def cover_or_reveal(self) -> None:
        """Cover the codes that are compared, or reveal the next."""
        if self.compared is not None:
            self.compared.cover_or_reveal()

    def paper(self, look: Look) -> tuple[str, str] | Sheet | None:
        """Return title and HTML of what the present view would print, or its sheet with a foot of its own."""
        if self.shown is not None:
            return self.shown.paper(look)
        from hcpcs_desktop.ui.paper import card, card_title  # noqa: PLC0415 - rarely needed

        reference, shown = self._window.reference, self._window.detail.shown
        if reference is None or shown is None or shown.kind == "not_a_code":
            return None
        return card_title(shown), card(reference, shown, look)

    def step(self, steps: int) -> None:
        """Go back or forward through the codes that were opened and the views that were shown."""
        place = self._window.lookup.trail.step(steps)
        if place is None and steps < 0 and self.shown is not None:
            self.show(LOOKUP)
        elif place is None:
            self._window.status_line.say("Nothing further back" if steps < 0 else "Nothing further on")
        elif place.startswith(_VIEW):
            name = place.removeprefix(_VIEW)
            self._change_to(name)
            self.built[name].take_focus(returning=True)
        else:
            self._return_to(place)

    def _return_to(self, code: str) -> None:
        """Show a code again; from another view the focus goes to its page."""
        elsewhere = self.shown is not None
        self._change_to(LOOKUP)
        self._window.lookup.return_to(code)
        if elsewhere:
            self._window.detail.page.setFocus()

    def search_section(self, section: str) -> None:
        """Search in a section, from now on in the look-up."""
        self.show(LOOKUP)
        self.search_here.emit(section)
