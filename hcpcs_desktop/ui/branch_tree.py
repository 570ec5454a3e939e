"""The tree view of sections: keys, the mark of the chosen row, and arrows that grow with the font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QHeaderView, QTreeView

from hcpcs_desktop.ui import text_line
from hcpcs_desktop.ui.branch_model import BRANCH, COUNT, RANGE, TITLE, BranchModel

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from hcpcs_desktop.codes.branches import Branch
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.branch_model import Index

_WIDEST_COUNT = "8,888"
_INDENT = 2
_WIDE_COLUMNS = 70
_ARROW = 0.38
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BranchTree(QTreeView):
    """Shows a `BranchModel`; `chosen` for another row, `entered` on Enter.

    Typed characters jump to the letter or the section where codes begin so.
    """

    chosen = Signal()
    entered = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._typed = ""
        self.branches = BranchModel(appearance, self)
        self.setObjectName("branches")
        self.setAccessibleName("Sections")
        self.setAccessibleDescription("Letters, sections and subsections of HCPCS Level II")
        self.setModel(self.branches)
        self.setUniformRowHeights(True)
        self.setHeaderHidden(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_up_columns()
        appearance.changed.connect(self.restyle)
        self.restyle()

    def _set_up_columns(self) -> None:
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(1)
        for column in (RANGE, COUNT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)

    def restyle(self) -> None:
        """Take fonts, colours and sizes from the appearance."""
        metrics, colours = self._appearance.metrics, self._appearance.colours
        self._accent = text_line.brush(colours.colour("accent"))
        self._fill = text_line.brush(colours.colour("accent_soft"))
        self._arrow = text_line.brush(colours.colour("muted"))
        self.branches.restyle()
        self.setIndentation(metrics.gap(_INDENT))
        count = QFontMetricsF(metrics.font()).horizontalAdvance(_WIDEST_COUNT)
        self.setColumnWidth(COUNT, round(count) + metrics.gap(3))
        self._share_width()
        self.doItemsLayout()

    def _share_width(self) -> None:
        """Show only the first code of a stretch where the titles would have too little room."""
        metrics = self._appearance.metrics
        self.branches.short = self.viewport().width() < metrics.columns(_WIDE_COLUMNS)
        character = QFontMetricsF(self.branches.range_font).horizontalAdvance("0")
        widest = self.branches.widest_range(character, self.indentation())
        self.setColumnWidth(RANGE, round(widest) + metrics.gap(1.8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the codes on Enter; everything else as every tree does."""
        if event.key() in _ENTER:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Jump to where codes begin with what was typed here without another move between."""
        for beginning in (self._typed + search.upper(), search.upper()):
            if self.jump(beginning):
                self._typed = beginning
                return

    def jump(self, beginning: str) -> bool:
        """Choose the branch where codes with this beginning begin; False where there is none."""
        found = self.branches.find(beginning)
        if found.isValid():
            self.choose(found)
        return found.isValid()

    def choose(self, row: Index) -> None:
        """Choose a row and unfold what is around it."""
        self.setCurrentIndex(row)
        self.scrollTo(row)

    def row_height(self) -> int:
        """Return the height of a row, all being alike; a guess where there is none yet."""
        return self.rowHeight(self.branches.index(0, RANGE)) or self._appearance.metrics.gap(3)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Follow the choice; what was typed before no longer counts."""
        super().currentChanged(current, previous)
        self._typed = ""
        if current.isValid():
            self.chosen.emit()

    def fill(self, branches: tuple[Branch, ...], *, checked: bool) -> None:
        """Replace the tree; what was unfolded and chosen stays so where it is still there."""
        if branches == self.branches.branches and checked == self.branches.checked:
            return
        model = self.branches
        unfolded = [row.data(BRANCH).section for row in model.all_rows() if self.isExpanded(row)]
        chosen = self.current()
        model.show(branches, checked=checked)
        for section in unfolded:
            self.expand(model.of_section(section))
        kept = model.of_section(chosen.section) if chosen is not None else QModelIndex()
        self._share_width()
        self.setCurrentIndex(kept if kept.isValid() else model.index(0, RANGE))

    def current(self) -> Branch | None:
        """Return the chosen branch, None where there is no tree."""
        return self.branches.branch(self.currentIndex())

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Mark the chosen row as the list of codes does, then draw it."""
        chosen = self.currentIndex()
        if (index.row(), index.parent()) == (chosen.row(), chosen.parent()):
            ring = self.hasFocus() or self._appearance.colours.theme == "contrast"
            text_line.draw_choice(
                painter, QRectF(option.rect), self._appearance.metrics, (self._accent, self._fill), ring=ring
            )
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Draw an arrow before a branch with others inside: to the right, or down where it is unfolded."""
        if not self.branches.hasChildren(index):
            return
        size = self._appearance.metrics.unit * _ARROW
        middle = QPointF(rect.right() - self.indentation() * _ARROW, QRectF(rect).center().y())
        along, across = QPointF(size, 0), QPointF(0, size * 1.4)
        if self.isExpanded(index):
            along, across = QPointF(0, size), QPointF(size * 1.4, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addPolygon(QPolygonF([middle - along - across, middle - along + across, middle + along]))
        path.closeSubpath()
        painter.fillPath(path, self._arrow)
        painter.restore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()
