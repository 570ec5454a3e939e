"""The view Compare: pinned codes, or those of a link, side by side; codes can be covered and revealed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from hcpcs_desktop.codes.reading import read
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui import compare_page
from hcpcs_desktop.ui.compare_page import MOST, Column
from hcpcs_desktop.ui.keys import view_key
from hcpcs_desktop.ui.plain import show_trouble
from hcpcs_desktop.ui.reading_pane import ReadingPane
from hcpcs_desktop.ui.words import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.look import Look
    from hcpcs_desktop.ui.pins import Pins

_LABELS, _NARROWEST, _WIDEST, _FEWEST = 18, 24, 44, 3


class CompareView(QWidget):
    """Shows the pinned codes; a link shows others for a while and leaves the pins alone."""

    opened = Signal(str)
    left = Signal()

    def __init__(self, appearance: Appearance, pins: Pins) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._pins = pins
        self._reference: Reference | None = None
        self._on = date.today()
        self._asked: tuple[str, ...] = ()
        self.found: tuple[Explanation, ...] = ()
        self.covered = 0
        self.message = QLabel()
        self.cover, self.keep = QPushButton(), QPushButton()
        self.pane = ReadingPane(appearance, "comparePage", "Codes side by side")
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.hide()
        for button in (self.cover, self.keep):
            button.setObjectName("compareButton")
        self._bar = QHBoxLayout()
        self._bar.addStretch(1)
        self._bar.addWidget(self.keep)
        self._bar.addWidget(self.cover)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.message)
        self._column.addLayout(self._bar)
        self._column.addWidget(self.pane, 1)
        self.restyle()

    def _connect(self) -> None:
        self.pane.followed.connect(self.follow)
        self.pane.left.connect(self.left)
        self.cover.clicked.connect(self.cover_or_reveal)
        self.keep.clicked.connect(self._keep_or_clear)
        self._pins.changed.connect(self._pins_changed)
        self._appearance.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the gaps from the appearance and draw anew."""
        gap = self._appearance.metrics.gap
        self._column.setContentsMargins(0, gap(1), 0, 0)
        self._column.setSpacing(0)
        self._bar.setContentsMargins(gap(2), 0, gap(2), 0)
        self._bar.setSpacing(gap(1))
        self._show()

    def ask(self, reference: Reference, on: date) -> None:
        """Show the codes as they are on a day."""
        self._reference, self._on = reference, on
        try:
            self.found = tuple(self._explained(code) for code in self._asked or self._pins.codes())
        except EnvironmentFault as fault:
            self.show_message(str(fault))
            return
        self.covered = min(self.covered, len(self.found))
        self.show_message("")
        self._show()

    def _explained(self, code: str) -> Explanation:
        assert self._reference is not None, "asked before the reference was open"
        return self._reference.explain_each(code, on=self._on)[0]

    def show_pinned(self) -> None:
        """Show the pinned codes from now on; without any what was shown stays."""
        self._try(self._show_pinned)

    def _show_pinned(self) -> None:
        if self._pins.codes():
            self._asked = ()
            self._ask_again()

    def jump(self, text: str) -> bool:
        """Show the codes of `text`, however they are separated; False where it holds none.

        What is no code, or has no room, is said above the page.
        """
        if not text.strip():
            return False
        parts = [one for part in text.split(",") if part.strip() for one in read(part)]
        codes = list(dict.fromkeys(one.read_as for one in parts if one.kind != "not_a_code"))
        if codes:
            self._asked, self.covered = tuple(codes[:MOST]), 0
            self._ask_again()
        unread = [one.read_as for one in parts if one.kind == "not_a_code"]
        told = [f"{', '.join(map(shortened, unread))}: no code."] if unread else []
        told += [f"Only {MOST} codes have room; without {', '.join(codes[MOST:])}."] if codes[MOST:] else []
        self.show_message(" ".join(told))
        return bool(codes)

    def follow(self, scheme: str, text: str) -> None:
        """Follow a link of the page: open a code, take one off, or compare others."""
        if scheme == "code":
            self.opened.emit(text)
        elif scheme == "unpin":
            self._try(lambda: self._pins.toggle(text))
        elif scheme == "compare":
            self.jump(text)

    def cover_or_reveal(self) -> None:
        """Cover all codes; where some are covered, reveal the next from the left."""
        self.covered = self.covered - 1 if self.covered else len(self.found)
        self._show(keep_place=True)

    def _keep_or_clear(self) -> None:
        self._try(self._pin_asked if self._asked else self._pins.clear)

    def _pin_asked(self) -> None:
        """Pin what a link showed, and show the pins from now on."""
        self._pins.pin(self._asked)
        self._asked = ()
        self._ask_again()

    def _try(self, work: Callable[[], object]) -> None:
        """Change the pins; where disk or permission stand in the way, say so above the page."""
        try:
            work()
        except EnvironmentFault as fault:
            self.show_message(str(fault))

    def _pins_changed(self) -> None:
        if not self._asked:
            self._ask_again()

    def _ask_again(self) -> None:
        if self._reference is not None:
            self.ask(self._reference, self._on)

    def _show(self, *, keep_place: bool = False) -> None:
        metrics = self._appearance.metrics
        shown = len(self.found) - self.covered
        self.cover.setText(f"&Reveal {compare_page.letter(shown)}" if self.covered else "&Hide the codes")
        self.keep.setText("&Pin these" if self._asked else "&Unpin all")
        for button in (self.cover, self.keep):
            button.setVisible(bool(self.found))
        self.pane.least = metrics.columns(_LABELS + _NARROWEST * len(self.found))
        self.pane.widest = _LABELS + _WIDEST * max(_FEWEST, len(self.found))
        self.pane.show_html(self.html(self._appearance), keep_place=keep_place)

    def paper(self, look: Look) -> tuple[str, str] | None:
        """Return title and HTML of the comparison, drawn in `look`; None while there is none.

        The title, which also names a file, gives no covered code away; links are for the window.
        """
        if not self.found:
            return None
        codes = " ".join(one.read_as for one in self.found)
        return "Codes side by side" if self.covered else f"HCPCS {codes}", self.html(look, links=False)

    def html(self, appearance: Look, *, links: bool = True) -> str:
        """Return the page as it is shown, drawn in `appearance`; a covered code is given away by no link."""
        if not self.found:
            return compare_page.nothing_pinned(appearance)
        shown = len(self.found) - self.covered
        columns = [
            Column(
                compare_page.boxes(one, number, covered=number >= shown),
                self._links(one) if links and number < shown else (),
            )
            for number, one in enumerate(self.found)
        ]
        return compare_page.render(self.found, columns, appearance, covered=bool(self.covered))

    def _links(self, one: Explanation) -> tuple[tuple[str, str], ...]:
        """Return what can be done with a column."""
        opening = ("Open", f"code:{one.read_as}")
        return (opening,) if self._asked else (opening, ("Unpin", f"unpin:{one.read_as}"))

    def take_focus(self, *, returning: bool = False) -> None:
        """Go to the page."""
        self.pane.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        """Return what F6 goes round."""
        return [self.pane.page]

    def find_here(self) -> None:
        """There is nothing to search in a comparison."""

    def show_message(self, text: str) -> None:
        """Say above the page what stands in the way; without text nothing does."""
        show_trouble(self.message, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if not view_key(self, event):
            super().keyPressEvent(event)
