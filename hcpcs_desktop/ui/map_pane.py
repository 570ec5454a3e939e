"""The map above the tree of sections, with its legend and the choice of colours; both show one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from hcpcs_desktop.ui.atlas import Atlas
from hcpcs_desktop.ui.branch_model import RANGE
from hcpcs_desktop.ui.flow import FlowLayout
from hcpcs_desktop.ui.map_words import COVERAGE, STATUS, legend, place_name
from hcpcs_desktop.ui.plain import show_plain

if TYPE_CHECKING:
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.branch_tree import BranchTree

_SHARE = 0.43
_LEAST_ROWS = 5
_GOOD_UNITS, _LEAST_UNITS = 20, 9
_WIDE_COLUMNS = 62
_CHOICES = {STATUS: "Status", COVERAGE: "Coverage"}


class MapPane(QWidget):
    """Shows the level of the tree's chosen branch; `entered` asks for the codes of one with none inside."""

    entered = Signal()

    def __init__(self, appearance: Appearance, tree: BranchTree) -> None:
        super().__init__()
        self._appearance = appearance
        self._tree = tree
        self.wanted = True
        self.atlas = Atlas(appearance)
        self.level, self._by = QLabel(), QLabel("Colour by")
        self.up = QToolButton()
        self.choices = {by: _choice(by, text) for by, text in _CHOICES.items()}
        self._keys = QWidget()
        self.legend: list[QLabel] = []
        self._set_up()
        self._lay_out()
        self._connect()
        self.restyle()

    def _set_up(self) -> None:
        self.level.setObjectName("mapLevel")
        self.level.setMinimumWidth(1)
        self._by.setObjectName("count")
        self.up.setObjectName("mapUp")
        self.up.setToolTip("Backspace")
        self._group = QButtonGroup(self)
        for button in self.choices.values():
            self._group.addButton(button)
        self.choices[STATUS].setChecked(True)

    def _lay_out(self) -> None:
        self._column, self._head = QVBoxLayout(self), QHBoxLayout()
        self._flow = FlowLayout(self._keys)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(self.up)
        self._head.addWidget(self.level)
        self._head.addStretch(1)
        for widget in (self._by, *self.choices.values()):
            self._head.addWidget(widget)
        self._column.addLayout(self._head)
        self._column.addWidget(self.atlas, 1)
        self._column.addWidget(self._keys)

    def _connect(self) -> None:
        self.atlas.chosen.connect(self._choose)
        self.atlas.entered.connect(self.descend)
        self.atlas.raised.connect(self.ascend)
        self.atlas.topped.connect(self.go_to_top)
        self.atlas.typed.connect(self._jump)
        self.up.clicked.connect(self.ascend)
        self._tree.chosen.connect(self.follow)
        self._group.buttonClicked.connect(self._colour)
        self._appearance.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take the gaps from the appearance."""
        gap = self._appearance.metrics.gap
        self._column.setSpacing(gap(0.7))
        self._head.setSpacing(gap(0.5))
        self._flow.setSpacing(gap(0.7))

    def fit(self, height: int) -> None:
        """Take a share of `height`, the room of map and tree; more where little would be left for the areas.

        The tree keeps some rows; where the map has too little room beside them, it gives way.
        """
        words = self._column.totalMinimumHeightForWidth(self.width())
        gap = self._appearance.metrics.gap
        room = height - self._tree.row_height() * _LEAST_ROWS
        share = min(room, max(round(height * _SHARE), words + gap(_GOOD_UNITS)))
        self.setVisible(self.wanted and share >= words + gap(_LEAST_UNITS))
        self._by.setVisible(self.width() >= self._appearance.metrics.columns(_WIDE_COLUMNS))
        self.setFixedHeight(max(share, 1))

    def follow(self) -> None:
        """Show the place of the tree's chosen branch."""
        model, index = self._tree.branches, self._tree.currentIndex()
        parent = index.parent()
        rows = (model.index(row, RANGE, parent) for row in range(model.rowCount(parent)))
        branches = [one for one in map(model.branch, rows) if one is not None]
        self.atlas.show_level(model.branch(parent), branches, checked=model.checked)
        self.atlas.select(model.branch(index))
        self._show_words()

    def _show_words(self) -> None:
        model, parent = self._tree.branches, self._tree.currentIndex().parent()
        above = model.branch(parent.parent())
        self.up.setVisible(parent.isValid())
        self.up.setText(f"↑ {place_name(above).partition(' to ')[0]}")
        self.up.setAccessibleName(f"Up to {place_name(above)}")
        self.level.setText(place_name(model.branch(parent)))
        self._show_legend()

    def _show_legend(self) -> None:
        meanings = legend(self.atlas.branches, self.atlas.by, checked=self._tree.branches.checked)
        while len(self.legend) < len(meanings):
            label = QLabel(self._keys)
            label.setObjectName("mapKey")
            self._flow.addWidget(label)
            self.legend.append(label)
        for number, label in enumerate(self.legend):
            label.setVisible(number < len(meanings))
            if number < len(meanings):
                label.ensurePolished()
                show_plain(label, meanings[number].legend, meanings[number].token)
        self._flow.activate()

    def descend(self) -> None:
        """Go to the first branch inside the chosen one; where none is, ask for its codes."""
        index = self._tree.currentIndex()
        inside = self._tree.branches.index(0, RANGE, index.siblingAtColumn(RANGE))
        if inside.isValid():
            self._tree.choose(inside)
            self.atlas.say_level()
        elif index.isValid():
            self.entered.emit()

    def ascend(self) -> None:
        """Go to the branch around the shown ones."""
        above = self._tree.currentIndex().parent()
        if above.isValid():
            self._tree.choose(above)
            self.atlas.say_level()

    def go_to_top(self) -> None:
        """Go to the letter of the chosen branch."""
        index = self._tree.currentIndex()
        while index.parent().isValid():
            index = index.parent()
        self._tree.choose(index)
        self.atlas.say_level()

    def _choose(self, place: int) -> None:
        branch = self.atlas.branches[place]
        self._tree.choose(self._tree.branches.of_section(branch.section))
        self.atlas.say()

    def _jump(self, text: str) -> None:
        self._tree.keyboardSearch(text)
        self.atlas.say_level()

    def _colour(self) -> None:
        by = next(by for by, button in self.choices.items() if button.isChecked())
        self.atlas.colour_by(by)
        self._show_legend()


def _choice(by: str, text: str) -> QToolButton:
    button = QToolButton()
    button.setObjectName("mapColour")
    button.setText(text)
    button.setCheckable(True)
    button.setAccessibleName(f"Colour the map by {by}")
    return button
