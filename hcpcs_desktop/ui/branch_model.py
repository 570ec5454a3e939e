"""The tree of sections as Qt reads it: frozen branches, numbered from the top down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from hcpcs_desktop.codes.branches import Branch, way_to
from hcpcs_desktop.ui.words import counted

if TYPE_CHECKING:
    from hcpcs_desktop.ui.appearance import Appearance

RANGE, TITLE, COUNT = range(3)
TOP = -1
BRANCH = int(Qt.ItemDataRole.UserRole) + 1

Index = QModelIndex | QPersistentModelIndex

_COLUMNS = ("Codes", "Title", "Number of codes")
_LETTER_RATIO = 1.15
_NO_PARENT = QModelIndex()


class _Node(NamedTuple):
    """A branch with the number of the one above it, its place, its depth and the numbers of those below."""

    branch: Branch
    above: int
    row: int
    depth: int
    below: tuple[int, ...]


class BranchModel(QAbstractItemModel):
    """Codes, title and count of each branch; answering never asks the reference and never raises.

    While `short` is set, the first code stands for a stretch.
    """

    def __init__(self, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._nodes: tuple[_Node, ...] = ()
        self._tops: tuple[int, ...] = ()
        self.checked = self.short = False
        self.branches: tuple[Branch, ...] = ()
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and colours from the appearance anew."""
        metrics, colours = self._appearance.metrics, self._appearance.colours
        self.letter_font, self.range_font = metrics.code_font(_LETTER_RATIO), metrics.code_font()
        self.range_font.setBold(False)
        self._muted = colours.colour("muted")

    def show(self, branches: tuple[Branch, ...], *, checked: bool) -> None:
        """Replace the tree; `checked` tells that a release is loaded that can say what is valid."""
        self.beginResetModel()
        nodes: list[_Node] = []
        self.branches, self.checked = branches, checked
        self._tops = _number(branches, TOP, nodes)
        self._nodes = tuple(nodes)
        self.endResetModel()

    def branch(self, index: Index) -> Branch | None:
        """Return the branch of a row, None for no row."""
        node = self._node(index)
        return node.branch if node is not None else None

    def find(self, beginning: str) -> QModelIndex:
        """Return the row where codes with this beginning begin; no row where none is."""
        found = QModelIndex()
        for row in way_to(self.branches, beginning):
            found = self.index(row, RANGE, found)
        return found

    def of_section(self, section: str) -> QModelIndex:
        """Return the row of a letter or a stretch such as ``E0950-E1034``; no row where it is not shown."""
        for number, node in enumerate(self._nodes):
            if node.branch.section == section:
                return self.createIndex(node.row, RANGE, number)
        return QModelIndex()

    def all_rows(self) -> Iterator[QModelIndex]:
        """Return every row, a branch before those inside it."""
        return (self.createIndex(node.row, RANGE, number) for number, node in enumerate(self._nodes))

    def widest_range(self, character: float, indent: float) -> float:
        """Return how much room the codes and the steps before them need at most."""
        widths = (
            len(self._codes(node.branch)) * character + (node.depth + 1) * indent for node in self._nodes
        )
        return max(widths, default=0)

    def index(self, row: int, column: int, parent: Index = _NO_PARENT) -> QModelIndex:
        """Return the place of a cell, no place where there is none."""
        below = self._below(parent)
        if 0 <= row < len(below) and RANGE <= column <= COUNT:
            return self.createIndex(row, column, below[row])
        return QModelIndex()

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override] # Qt has an unrelated one
        """Return the row of the branch around that of `index`."""
        node = self._node(index)
        if node is None or node.above == TOP:
            return QModelIndex()
        return self.createIndex(self._nodes[node.above].row, RANGE, node.above)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return how many branches lie directly inside."""
        return len(self._below(parent)) if parent.column() <= RANGE else 0

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of columns: codes, title, count."""
        return COUNT + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401 - Qt's own
        """Return the name of a column; it is not shown, but a screen reader says it."""
        named = role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal
        return _COLUMNS[section] if named and RANGE <= section <= COUNT else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a cell says for `role`, None for roles and cells that are not there."""
        node = self._node(index)
        answer = _ANSWERS.get(role)
        return answer(self, node.branch, index.column()) if node is not None and answer is not None else None

    def _node(self, index: Index) -> _Node | None:
        number = int(index.internalId()) if index.isValid() else TOP
        return self._nodes[number] if 0 <= number < len(self._nodes) else None

    def _below(self, parent: Index) -> tuple[int, ...]:
        node = self._node(parent)
        return self._tops if node is None else node.below

    def _shown(self, branch: Branch, column: int) -> str:
        return (self._codes(branch), branch.title, f"{branch.codes:,}")[column]

    def _codes(self, branch: Branch) -> str:
        return branch.letter or branch.first if self.short else stretch(branch, "-")

    def _spoken(self, branch: Branch, column: int) -> str:
        return spoken(branch, checked=self.checked) if column == RANGE else self._shown(branch, column)

    def _hint(self, branch: Branch, column: int) -> str:
        return branch.title if column == TITLE else ""

    def _note(self, branch: Branch, column: int) -> str:
        return branch.note

    def _font(self, branch: Branch, column: int) -> object:
        if column != RANGE:
            return None
        return self.letter_font if branch.letter else self.range_font

    def _colour(self, branch: Branch, column: int) -> object:
        return self._muted if column == COUNT or not branch.codes else None

    def _alignment(self, branch: Branch, column: int) -> object:
        side = Qt.AlignmentFlag.AlignRight if column == COUNT else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _branch(self, branch: Branch, column: int) -> Branch:
        return branch


_ANSWERS: dict[int, Any] = {
    int(Qt.ItemDataRole.DisplayRole): BranchModel._shown,
    int(Qt.ItemDataRole.ToolTipRole): BranchModel._hint,
    int(Qt.ItemDataRole.AccessibleTextRole): BranchModel._spoken,
    int(Qt.ItemDataRole.AccessibleDescriptionRole): BranchModel._note,
    int(Qt.ItemDataRole.FontRole): BranchModel._font,
    int(Qt.ItemDataRole.ForegroundRole): BranchModel._colour,
    int(Qt.ItemDataRole.TextAlignmentRole): BranchModel._alignment,
    BRANCH: BranchModel._branch,
}


def _number(branches: Sequence[Branch], above: int, nodes: list[_Node]) -> tuple[int, ...]:
    """Add `branches` with all inside them to `nodes`, and return the numbers of `branches` themselves."""
    numbers = []
    depth = 0 if above == TOP else nodes[above].depth + 1
    for row, branch in enumerate(branches):
        number = len(nodes)
        nodes.append(_Node(branch, above, row, depth, ()))
        nodes[number] = nodes[number]._replace(below=_number(branch.branches, number, nodes))
        numbers.append(number)
    return tuple(numbers)


def stretch(branch: Branch, between: str) -> str:
    """Return the codes of a branch: its letter, its only code, or the first and the last."""
    if branch.letter or branch.first == branch.last:
        return branch.letter or branch.first
    return f"{branch.first}{between}{branch.last}"


def spoken(branch: Branch, *, checked: bool) -> str:
    """Return a branch as a screen reader says it; what is valid only where a release was `checked`."""
    codes = f"Letter {branch.letter}" if branch.letter else stretch(branch, " to ")
    parts = [codes, branch.title, counted(branch.codes, "code", "codes")]
    return ", ".join([*parts, f"{branch.valid:,} valid"] if checked and branch.codes else parts)
