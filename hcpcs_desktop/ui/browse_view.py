"""The view Browse: map and tree of sections at the left, the codes of the chosen branch at the right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from hcpcs_desktop.codes.branches import with_codes
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.branch_model import stretch
from hcpcs_desktop.ui.branch_tree import BranchTree
from hcpcs_desktop.ui.hit_delegate import HitDelegate
from hcpcs_desktop.ui.hit_model import HitModel
from hcpcs_desktop.ui.keys import view_key
from hcpcs_desktop.ui.map_pane import MapPane
from hcpcs_desktop.ui.paragraph import Paragraph
from hcpcs_desktop.ui.plain import show_trouble
from hcpcs_desktop.ui.search_pane import HitList
from hcpcs_desktop.ui.words import counted, dated, day

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from hcpcs_desktop.codes.branches import Branch
    from hcpcs_desktop.reference.answers import Overview
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.look import Look

_TREE_COLUMNS = 90
_MAP, _NO = "browse_map", "no"


class BrowseView(QSplitter):
    """Asks for the tree and the codes of one day.

    `opened` gives the code to be looked up, `search_here` the letter or the stretch to search in, as
    `Filters.section` takes it; `left` asks for the view before, `map_wanted` tells
    whether the map is to be shown.
    """

    opened = Signal(str)
    search_here = Signal(str)
    left = Signal()
    map_wanted = Signal(bool)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("browse")
        self._appearance = appearance
        self._reference: Reference | None = None
        self._overview: Overview | None = None
        self._on = date.today()
        self.tree = BranchTree(appearance)
        self.map = MapPane(appearance, self.tree)
        self._from: QWidget = self.tree
        self.caption, self.title, self.counts, self.message = (QLabel() for _ in range(4))
        self.note = Paragraph()
        self.button = QPushButton("&Search here")
        self.list = HitList()
        self.model = HitModel(self)
        self.delegate = HitDelegate(appearance, self.list)
        self._set_up()
        self._lay_out()
        self._connect()
        self.restyle()

    def _set_up(self) -> None:
        names = ("count", "branchTitle", "quiet", "branchNote", "message")
        labels = (self.caption, self.title, self.counts, self.note, self.message)
        for name, label in zip(names, labels, strict=True):
            label.setObjectName(name)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setMinimumWidth(1)
        self.message.hide()
        self.button.setObjectName("searchHere")
        self.button.setToolTip("Search only within this section")
        self.list.setObjectName("sectionCodes")
        self.list.setAccessibleName("Codes of the section")
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)

    def _lay_out(self) -> None:
        sections, codes = QWidget(), QWidget()
        sections.setObjectName("searchPane")
        codes.setObjectName("sheet")
        self._left, self._right = QVBoxLayout(sections), QVBoxLayout(codes)
        self._head, self._words = QHBoxLayout(), QVBoxLayout()
        for widget in (self.caption, self.message):
            self._left.addWidget(widget)
        self._left.addWidget(self.map)
        self._left.addWidget(self.tree, 1)
        self._head.addWidget(self.counts, 1)
        self._head.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._words.addWidget(self.title)
        self._words.addLayout(self._head)
        self._words.addWidget(self.note)
        self._right.addLayout(self._words)
        self._right.addWidget(self.list, 1)
        self.setChildrenCollapsible(False)
        self.addWidget(sections)
        self.addWidget(codes)
        self.setStretchFactor(1, 1)

    def _connect(self) -> None:
        self.tree.chosen.connect(self._show_codes)
        self.tree.entered.connect(self.focus_codes)
        self.map.entered.connect(self.focus_codes)
        self.list.opened.connect(self._open)
        self.list.doubleClicked.connect(self._open)
        self.list.left.connect(self._back_to_sections)
        self.list.typed.connect(self._typed_in_list)
        self.button.clicked.connect(self.find_here)
        self._appearance.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take fonts, colours and gaps from the appearance."""
        metrics = self._appearance.metrics
        gap = metrics.gap
        self._left.setContentsMargins(gap(1.5), gap(1.8), gap(1.5), 0)
        self._left.setSpacing(gap(1))
        self._right.setContentsMargins(gap(1.5), gap(2.2), gap(1.5), 0)
        self._right.setSpacing(gap(1.2))
        self._words.setContentsMargins(gap(1.6), 0, 0, 0)  # the text begins where the codes below do
        self._words.setSpacing(gap(0.8))
        self._head.setSpacing(gap(2))
        self.note.setMaximumWidth(metrics.columns(80))
        self.setHandleWidth(metrics.hairline)
        self.delegate.restyle()
        self.list.doItemsLayout()
        self._fit_map()

    def share_width(self, width: int) -> None:
        """Give the tree the room that its titles need, at most the half."""
        tree = min(self._appearance.metrics.columns(_TREE_COLUMNS), width // 2)
        self.setSizes([tree, width - tree])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new height between map and tree."""
        super().resizeEvent(event)
        self._fit_map()

    def _fit_map(self) -> None:
        words = self.caption.heightForWidth(self.map.width()) + 2 * self._left.spacing()
        within = self.map.isAncestorOf(focused) if (focused := self.window().focusWidget()) else False
        self.map.fit(self.height() - self._left.contentsMargins().top() - words)
        self._left.activate()
        self.tree.scrollTo(self.tree.currentIndex())
        if self.map.isHidden() and self._from is self.map.atlas:
            self._from = self.tree
        if self.map.isHidden() and within:
            self.focus_tree()

    def toggle_map(self) -> bool:
        """Show or hide the map, remember it, and tell whether it is as it was wished."""
        self.map.wanted = not self.map.wanted
        self._fit_map()
        self.map_wanted.emit(self.map.wanted)
        reference, kept = self._reference, "" if self.map.wanted else _NO
        if reference is not None:
            self._try(lambda: reference.set_setting(_MAP, kept))
        return self.map.wanted != self.map.isHidden()

    def ask(self, reference: Reference, on: date) -> None:
        """Show the tree as it is on a day; where disk or permission stand in the way, say so."""
        if self._reference is None:
            self.map.wanted = reference.setting(_MAP) != _NO
            self.map_wanted.emit(self.map.wanted)
        self._reference, self._on = reference, on
        self._try(self._ask)
        self._fit_map()

    def _ask(self) -> None:
        assert self._reference is not None, "asked before the reference was open"
        overview = self._overview = self._reference.overview()
        branches = with_codes(self._reference.sections(self._on))
        self.caption.setText(_caption(overview, branches, self._on))
        self.tree.fill(branches, checked=bool(overview.releases))
        self.map.follow()
        self._show_codes()

    def jump(self, text: str) -> bool:
        """Choose where the code or the stretch of codes `text` begins; False where it is in no letter."""
        return self.tree.jump(text.strip().upper().partition("-")[0])

    def take_focus(self, *, returning: bool = False) -> None:
        """Go to the sections, or `returning` from a code to the codes."""
        if returning and self.model.rowCount():
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.focus_tree()

    def panes(self) -> list[QWidget]:
        """Return what F6 goes round."""
        return [*([] if self.map.isHidden() else [self.map.atlas]), self.tree, self.list]

    def focus_tree(self) -> None:
        """Go to the sections."""
        self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_codes(self) -> None:
        """Go to the codes of the chosen branch, where it has any."""
        if self.model.rowCount():
            self._from = self.map.atlas if self.map.atlas.hasFocus() else self.tree
            self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _back_to_sections(self) -> None:
        """Go to map or tree, where the codes were entered from."""
        self._from.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def find_here(self) -> None:
        """Ask for a search within the chosen branch."""
        branch = self.tree.current()
        if branch is not None and branch.codes:
            self.search_here.emit(branch.section)

    def paper(self, look: Look) -> None:
        """Return nothing: the sections are for the screen."""

    def show_message(self, text: str) -> None:
        """Say above the tree what stands in the way; without text nothing does."""
        show_trouble(self.message, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Esc."""
        if not view_key(self, event):
            super().keyPressEvent(event)

    def _show_codes(self) -> None:
        branch = self.tree.current()
        if branch is not None and self._reference is not None:
            self._show_head(branch)
            self._try(lambda: self._list(branch))

    def _show_head(self, branch: Branch) -> None:
        self.title.setText(branch.title)
        codes = f"Letter {branch.letter}" if branch.letter else stretch(branch, " to ")
        self.counts.setText(f"{codes} · {self._count_words(branch)}")
        self.note.setText(branch.note)
        self.note.setVisible(bool(branch.note))
        self.button.setVisible(bool(branch.codes))

    def _count_words(self, branch: Branch) -> str:
        assert self._overview is not None, "counted before the reference was asked"
        seen = self._overview.checked_through
        valid = "all" if 1 < branch.codes == branch.valid else f"{branch.valid:,}"
        count = counted(branch.codes, "code", "codes")
        if not branch.codes:
            return "no code in the loaded data"
        if seen is None:
            return f"{count} of the built-in set"
        if self._on.isoformat() > seen:
            return f"{count}, {valid} valid, not checked after {dated(seen)}"
        return f"{count}, {valid} valid on {day(self._on)}"

    def _list(self, branch: Branch) -> None:
        assert self._reference is not None, "asked before the reference was open"
        chosen = self.model.hit(self.list.currentIndex().row())
        hits = self._reference.listed(branch.first, branch.last, on=self._on)
        self.model.show(tuple(hit._replace(why=dated(hit.why)) for hit in hits))
        codes = [hit.code for hit in hits]
        if chosen is not None and chosen.code in codes:
            self.list.setCurrentIndex(self.model.index(codes.index(chosen.code), 0))
        else:
            self.list.scrollToTop()

    def _open(self) -> None:
        hit = self.model.hit(self.list.currentIndex().row())
        if hit is not None:
            self.opened.emit(hit.code)

    def _typed_in_list(self, text: str) -> None:
        self.focus_tree()
        self.tree.keyboardSearch(text)

    def _try(self, question: Callable[[], object]) -> None:
        """Ask; where disk or permission stand in the way, say so and leave the rest as it is."""
        try:
            question()
        except EnvironmentFault as fault:
            self.show_message(str(fault))
        else:
            self.show_message("")


def _caption(overview: Overview, branches: tuple[Branch, ...], on: date) -> str:
    """Return what map and tree are made of, and up to when it can be told what is valid."""
    codes = sum(branch.codes for branch in branches)
    if not overview.releases:
        return (
            f"The built-in set of {counted(codes, 'code', 'codes')}. Load a CMS release to browse every code."
        )
    where = overview.label if overview.releases == 1 else f"{overview.releases} releases"
    seen = overview.checked_through
    unchecked = f", not checked after {dated(seen)}" if seen and on.isoformat() > seen else ""
    return f"{counted(codes, 'code', 'codes')} in {where}{unchecked}"
