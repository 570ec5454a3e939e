"""The view Changes: what differs between two releases, section by section and code by code."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from hcpcs_desktop.reference.beside_changes import CmsPapers, cms_papers
from hcpcs_desktop.reference.errors import EnvironmentFault, UnknownRelease
from hcpcs_desktop.reference.what_changed import Wanted, by_section, chosen, favourite_codes, select_beside
from hcpcs_desktop.ui import changes_page
from hcpcs_desktop.ui.changes_choices import ChoiceRow
from hcpcs_desktop.ui.changes_list import SectionList, legend
from hcpcs_desktop.ui.keys import view_key
from hcpcs_desktop.ui.plain import show_trouble
from hcpcs_desktop.ui.reading_pane import ReadingPane, Span

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hcpcs_desktop.reference.change_table import Row
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.reference.time_answers import ChangedCode, Comparison
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.changes_choices import Pair
    from hcpcs_desktop.ui.look import Look
    from hcpcs_desktop.ui.paper import Sheet

_SIDE_COLUMNS = 54
_SHEET_COLUMNS = 104
_BETWEEN = re.compile(r"[\s,;]+|\.\.+|→")
_TWO, _SECTION = 2, 3


class ChangesView(QWidget):
    """Compares two releases once and shows what of it is asked for.

    `opened` gives the code to be looked up, `left` asks for the view before, `load_wanted` for another
    release.
    """

    opened = Signal(str)
    left = Signal()
    load_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("changes")
        self._appearance = appearance
        self._reference: Reference | None = None
        self._favourites: frozenset[str] = frozenset()
        self._most: dict[str, int] = {}
        self._drawn: object = None
        self._hits: list[Span] = []
        self._hit = 0
        self._missed = False
        self._compared: Pair | None = None
        self._papers: CmsPapers | None = None
        self.found: Comparison | None = None
        self.entries: tuple[ChangedCode, ...] = ()
        self.message, self.legend = QLabel(), QLabel()
        self.choices = ChoiceRow(appearance)
        self.list = SectionList(appearance)
        self.reading = ReadingPane(appearance, "changesPage", "What changed")
        self.reading.widest = _SHEET_COLUMNS
        self._set_up()
        self._connect()
        self.restyle()

    def _set_up(self) -> None:
        self.message.setObjectName("message")
        self.message.setWordWrap(True)
        self.message.hide()
        self.legend.setObjectName("count")
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        self.legend.setWordWrap(True)
        self._side, self._panes = QWidget(), QSplitter()
        self._side.setObjectName("searchPane")
        self._left = QVBoxLayout(self._side)
        self._left.addWidget(self.legend)
        self._left.addWidget(self.list, 1)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self._side)
        self._panes.addWidget(self.reading)
        self._panes.setStretchFactor(1, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self.message, self.choices):
            self._column.addWidget(widget)
        for waiting in (self.choices, self._side):
            waiting.hide()  # until there are two releases to compare
        self._column.addWidget(self._panes, 1)

    def _connect(self) -> None:
        self.choices.changed.connect(self._ask_again)
        self.list.currentRowChanged.connect(self._section_chosen)
        self.list.opened.connect(self._focus_page)
        self.list.left.connect(self.left)
        box = self.choices.box
        box.textChanged.connect(self._find)
        box.entered.connect(self.next_hit)
        box.moved.connect(self.next_hit)
        box.left.connect(self.take_focus)
        self.reading.followed.connect(self.follow)
        self.reading.left.connect(self._leave_page)
        self._appearance.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take sizes and colours from the appearance and draw anew."""
        gap = self._appearance.metrics.gap
        self._left.setContentsMargins(gap(1), gap(0.6), gap(1), 0)
        self._left.setSpacing(gap(0.6))
        self._panes.setHandleWidth(self._appearance.metrics.hairline)
        self.legend.setText(legend(self._appearance.colours.values))
        self.list.restyle()
        self._drawn = None
        self._show(keep_place=True)

    def share_width(self, width: int) -> None:
        """Give the list the room that its words need, at most a third."""
        side = min(self._appearance.metrics.columns(_SIDE_COLUMNS), width // 3)
        self._panes.setSizes([side, width - side])

    def ask(self, reference: Reference, on: date) -> None:
        """Compare the chosen releases; the same pair is not compared again."""
        self._reference = reference
        try:
            self.choices.offer(reference.releases())
            self._favourites = favourite_codes(reference.favourites())
            self._compare(reference)
        except (EnvironmentFault, UnknownRelease) as fault:  # another program may have removed one just now
            self.show_message(str(fault))
            return
        self.show_message("")
        self._show(keep_place=True)

    def _compare(self, reference: Reference) -> None:
        pair = self.choices.pair
        if pair != self._compared:
            old_new = (one.exact_name for one in pair) if pair is not None else ()
            self.found = reference.compare(*old_new) if pair is not None else None
            self._papers = cms_papers(reference, self.found) if self.found is not None else None
            self._compared = pair
            self._drawn = None

    def forget(self) -> None:
        """Compare anew, because something was loaded: what CMS says beside the changes may be more now."""
        self._compared = self._drawn = None
        if self.isVisible():
            self._ask_again()

    @property
    def wanted(self) -> Wanted:
        """What of the difference is asked for."""
        what, field = self.choices.wanted
        only = self._favourites if self.choices.favourites.isChecked() else None
        return Wanted(what, field, self.list.key, only)

    def _show(self, *, keep_place: bool = False) -> None:
        """Draw list and page where something about them is another than before."""
        wanted = self.wanted
        state = (wanted, tuple(self._most.items()), len(self.choices.pair or ()))
        if self._drawn == state or self._reference is None:
            return
        before, self._drawn = self._drawn, state
        self.choices.setVisible(self.found is not None)
        self._side.setVisible(self.found is not None)
        self.reading.page.setProperty("keys", "changesPage" if self.found is not None else "fewReleases")
        if self.found is None:
            self.reading.show_html(changes_page.few_releases(self._reference.releases(), self._appearance))
            return
        outside = chosen(self.found.entries, wanted._replace(section=""))
        self.list.show_counts(by_section(outside))
        self.entries = chosen(outside, wanted)
        self.reading.show_html(self._html(self._appearance), keep_place=keep_place and before is None)
        self._find()

    def _html(self, look: Look, *, whole: bool = False) -> str:
        assert self.found is not None, "drawn where nothing was compared"
        assert self._papers is not None, "compared without what CMS published beside it"
        selected = select_beside(self._papers, self.found, self.wanted)
        return changes_page.html(
            selected, look, None if whole else changes_page.limits(self.entries) | self._most
        )

    def _ask_again(self) -> None:
        """Show another choice from its beginning."""
        self._most = {}
        if self._reference is not None:
            self.ask(self._reference, date.today())

    def _section_chosen(self) -> None:
        self._most = {}
        self._show()

    def jump(self, text: str) -> bool:
        """Compare the two releases that `text` names, in the section that may follow, such as ``E``.

        What cannot be compared is said above the page.
        """
        names = [name for name in _BETWEEN.split(text.strip()) if name]
        if len(names) not in (_TWO, _SECTION):
            return False
        if not self.choices.choose(*names[:_TWO]):
            self.show_message(f"{' and '.join(names[:_TWO])}: not both are loaded. Choose from the lists.")
            return False
        self.list.choose(names[_TWO].upper() if len(names) == _SECTION else "")
        self._ask_again()
        return True

    def follow(self, scheme: str, target: str) -> None:
        """Follow a link of the page: open a code, show more of a group, or something else."""
        if scheme == "code":
            self.opened.emit(target)
        elif scheme == "load":
            self.load_wanted.emit()
        elif scheme == "more":
            shown = (changes_page.limits(self.entries) | self._most)[target]
            self._most = self._most | {target: shown + changes_page.STEP}
            self._drawn = None
            self._show(keep_place=True)
        elif scheme == "all":
            self.list.choose("")
            self.choices.ask_for()
        elif scheme == "what":
            self.choices.ask_for(target)

    def take_focus(self, *, returning: bool = False) -> None:
        """Go to the sections, or `returning` from a code to the page with its link."""
        if returning or self.found is None:
            self._focus_page()
        else:
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _leave_page(self) -> None:
        """Go back to the sections; where there are none, leave the view."""
        if self.found is None:
            self.left.emit()
        else:
            self.take_focus()

    def _focus_page(self) -> None:
        self.reading.page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        """Return what F6 goes round."""
        page = [self.reading.page]
        return [self.choices.old, self.list, *page] if self.found is not None else [*page]

    def find_here(self) -> None:
        """Go to the box and select what is in it."""
        self.choices.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.choices.box.selectAll()

    def _find(self) -> None:
        """Mark what is typed wherever the page has it."""
        self._hit, wanted = 0, self.choices.box.text().strip()
        text = self.reading.page.toPlainText() if wanted else ""
        self._hits = (
            [one.span() for one in re.finditer(re.escape(wanted), text, re.IGNORECASE)] if text else []
        )
        self.reading.mark(self._hits, self._hits[0] if self._hits else None)
        if wanted and not self._hits:
            self.show_message(f"Nothing on this page has “{wanted}”.")
        elif self._missed:
            self.show_message("")
        self._missed = bool(wanted) and not self._hits

    def next_hit(self, steps: int = 1) -> None:
        """Go to the next place that was found, or by `steps`; after the last to the first."""
        if self._hits:
            self._hit = (self._hit + steps) % len(self._hits)
            self.reading.mark(self._hits, self._hits[self._hit])

    def paper(self, look: Look) -> Sheet | None:
        """Return the whole of what is chosen for paper, None where there is nothing to compare."""
        if self.found is None:
            return None
        from hcpcs_desktop.ui.changes_paper import sheet  # noqa: PLC0415 - rarely needed

        return sheet(self.found, self._html(look, whole=True))

    def table(self) -> tuple[str, tuple[Row, ...]] | None:
        """Return title and rows of what is chosen, the header first; None where nothing is compared."""
        if self.found is None:
            return None
        from hcpcs_desktop.reference.change_table import table  # noqa: PLC0415 - rarely needed

        return changes_page.title_of(self.found), tuple(table(self.entries, self.wanted.field))

    def show_message(self, text: str) -> None:
        """Say above the choices what stands in the way; without text nothing does."""
        show_trouble(self.message, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F3 goes to the next place that was found, with Shift to the one before; Esc leaves."""
        if event.key() == Qt.Key.Key_F3:
            self.next_hit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif not view_key(self, event):
            super().keyPressEvent(event)
