"""What each action of the table does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtWidgets import QLineEdit, QWidget

from hcpcs_desktop.ui import clipboard
from hcpcs_desktop.ui.theme import THEMES

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.ui.page import Block
    from hcpcs_desktop.ui.window import Window


class MenuSlots(QObject):
    """One method an action, named in `table`."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def table(self) -> dict[str, Callable[[], object]]:
        """Return the method of every action by its name."""
        loading = {
            "load_release": self._window.loading.choose_files,
            "load_folder": self._window.loading.choose_folder,
            "fetch_release": self._window.loading.check_for_release,
        }
        own = {name: getattr(self, name) for name in _OWN}
        themes = {f"theme_{name}": getattr(self, f"theme_{name}") for name in ("system", *THEMES)}
        paper = {"print": self._window.outlet.print, "save_pdf": self._window.outlet.save_pdf}
        paper["save_table"] = self._window.outlet.save_table
        return {**loading, **paper, **own, **themes, "quit": self._window.close}

    def releases(self) -> None:
        """List the releases."""
        window = self._window
        if window.reference is None or window.loading.running:
            window.status_line.say("The releases can be listed when the load is done.")
            return
        from hcpcs_desktop.ui.releases_dialog import ReleasesDialog  # noqa: PLC0415 - rarely needed

        dialog = ReleasesDialog(window.reference, window.data_dir, window.appearance, window)
        dialog.changed.connect(window.releases_changed)
        dialog.pin_wanted.connect(window.answering.choose)
        dialog.open()

    def copy_code(self) -> None:
        """Copy the code that is shown."""
        self._copy(clipboard.code_text, "{}")

    def copy_source(self) -> None:
        """Copy the code with its text, status and source."""
        self._copy(clipboard.with_source, "{} with its source")

    def _copy(self, made: Callable[[Explanation], str], told: str) -> None:
        """Copy what `made` makes of the shown code; `told` names it with the code at {}."""
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - rarely needed

        shown = self._window.detail.shown
        if shown is None or shown.kind == "not_a_code":
            self._window.status_line.say("No code is shown that could be copied")
            return
        QGuiApplication.clipboard().setText(made(shown))
        self._window.status_line.say(f"Copied {told.format(clipboard.code_text(shown))}")

    def copy_link(self) -> None:
        """Copy the command that opens what is shown."""
        self._copy(clipboard.link, "the command that opens {}")

    def pin(self) -> None:
        """Pin what is shown for the comparison, or unpin it."""
        self._window.lookup.toggle_pin()

    def favourite(self) -> None:
        """Mark or unmark what is shown."""
        self._window.lookup.toggle_favourite()

    def own_words(self) -> None:
        """List the user's own words."""
        window = self._window
        if window.reference is None:
            window.status_line.say("There are no own words, because the data folder could not be opened.")
            return
        from hcpcs_desktop.ui.own_words_dialog import OwnWordsDialog  # noqa: PLC0415 - rarely needed

        dialog = OwnWordsDialog(window.reference, window.appearance, window)
        dialog.changed.connect(window.lookup.ask_again)
        dialog.open()

    def find(self) -> None:
        """Go to the box."""
        self._window.views.show("lookup")

    def view_lookup(self) -> None:
        """Go to the look-up."""
        self._window.views.show("lookup")

    def view_compare(self) -> None:
        """Go to the codes side by side: the pinned ones, if there are any."""
        self._window.views.show("compare")

    def view_settings(self) -> None:
        """Go to the settings."""
        self._window.views.show("settings")

    def hide_codes(self) -> None:
        """Cover the compared codes, or reveal the next."""
        self._window.views.cover_or_reveal()

    def view_browse(self) -> None:
        """Go to the sections."""
        self._window.views.show("browse")

    def view_learn(self) -> None:
        """Go to the chapters."""
        self._window.views.show("learn")

    def view_changes(self) -> None:
        """Go to what differs between two releases."""
        self._window.views.show("changes")

    def show_map(self) -> None:
        """Show or hide the map of sections."""
        browse = self._window.views.browse
        if browse is not None and not browse.toggle_map():
            self._window.status_line.say("The map needs more room: a larger window or a smaller zoom")

    def search_here(self) -> None:
        """Search within the chosen section."""
        self._window.views.find_here()

    def filter(self) -> None:
        """Open the choices of filters."""
        self._window.filter_bar.open_menu()

    def clear_filters(self) -> None:
        """Take all filters away."""
        self._window.lookup.narrowing.clear()

    def date_of_service(self) -> None:
        """Go to the date of service."""
        self._focus(self._window.top.date)

    def today(self) -> None:
        """Answer for the present day."""
        self._window.top.date.go_today()

    def quarter_earlier(self) -> None:
        """Answer for three months before."""
        self._window.top.date.step_quarters(-1)

    def quarter_later(self) -> None:
        """Answer for three months after."""
        self._window.top.date.step_quarters(1)

    def answering_release(self) -> None:
        """Offer the releases that may answer alone."""
        self._window.answering.open_menu()

    def next_pane(self) -> None:
        """Go round the panes."""
        self._step_pane(1)

    def previous_pane(self) -> None:
        """Go round the panes the other way."""
        self._step_pane(-1)

    def _step_pane(self, steps: int) -> None:
        window = self._window
        panes = window.views.panes()
        focused = window.focusWidget()
        place = panes.index(focused) if focused in panes else -steps if steps < 0 else -1
        self._focus(panes[(place + steps) % len(panes)])

    def _focus(self, pane: QWidget) -> None:
        pane.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(pane, QLineEdit):
            pane.selectAll()

    def back(self) -> None:
        """Show the code opened before."""
        self._window.views.step(-1)

    def forward(self) -> None:
        """Show the code opened after."""
        self._window.views.step(1)

    def zoom_in(self) -> None:
        """Draw everything larger."""
        self._window.appearance.zoom_by(1)

    def zoom_out(self) -> None:
        """Draw everything smaller."""
        self._window.appearance.zoom_by(-1)

    def zoom_reset(self) -> None:
        """Draw in the size of the system's font."""
        self._window.appearance.set_zoom(100)

    def theme_system(self) -> None:
        """Follow the desktop."""
        self._window.appearance.set_theme("system")

    def theme_light(self) -> None:
        """Draw light."""
        self._window.appearance.set_theme("light")

    def theme_dark(self) -> None:
        """Draw dark."""
        self._window.appearance.set_theme("dark")

    def theme_contrast(self) -> None:
        """Draw in high contrast."""
        self._window.appearance.set_theme("contrast")

    def keys(self) -> None:
        """Show the keys."""
        from hcpcs_desktop.ui.help_dialogs import keys_page  # noqa: PLC0415 - rarely needed

        self._show_page("Keys", keys_page())

    def searching(self) -> None:
        """Show how a search reads words."""
        from hcpcs_desktop.ui.help_dialogs import searching_page  # noqa: PLC0415 - rarely needed

        self._show_page("Searching", searching_page())

    def about(self) -> None:
        """Show what this program is."""
        from hcpcs_desktop.ui.help_dialogs import about_page  # noqa: PLC0415 - rarely needed

        self._show_page("About HCPCS Desktop", about_page(self._window.data_dir))

    def _show_page(self, title: str, blocks: tuple[Block, ...]) -> None:
        from hcpcs_desktop.ui.help_dialogs import PageDialog  # noqa: PLC0415 - rarely needed

        PageDialog(title, blocks, self._window.appearance, self._window).open()

    def data_folder(self) -> None:
        """Open the data folder in the desktop's file manager."""
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 - rarely needed

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._window.data_dir)))


_OWN = (
    "releases",
    "copy_code",
    "copy_source",
    "favourite",
    "own_words",
    "find",
    "filter",
    "clear_filters",
    "view_lookup",
    "view_browse",
    "view_compare",
    "view_learn",
    "view_changes",
    "view_settings",
    "hide_codes",
    "copy_link",
    "pin",
    "show_map",
    "search_here",
    "date_of_service",
    "today",
    "quarter_earlier",
    "quarter_later",
    "answering_release",
    "next_pane",
    "previous_pane",
    "back",
    "forward",
    "zoom_in",
    "zoom_out",
    "zoom_reset",
    "keys",
    "searching",
    "about",
    "data_folder",
)
