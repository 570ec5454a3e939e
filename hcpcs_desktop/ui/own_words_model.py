"""The user's own words as Qt reads them: a frozen tuple, replaced whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcpcs_desktop.search.own_words import OwnWord, WordConflict
    from hcpcs_desktop.ui.appearance import Appearance

HEADINGS = ("Term", "Means", "Instead of the program's")
OTHER = 2
"""The column of what the program's own word of the same name stands for."""

Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_Role = Qt.ItemDataRole


class OwnWordsModel(QAbstractTableModel):
    """A row a word; answering never asks the reference and never raises."""

    def __init__(self, appearance: Appearance, parent: QObject) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._words: tuple[OwnWord, ...] = ()
        self._conflicts: dict[str, WordConflict] = {}

    def show(self, words: tuple[OwnWord, ...], conflicts: Iterable[WordConflict]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._words = words
        self._conflicts = {conflict.term: conflict for conflict in conflicts}
        self.endResetModel()

    @property
    def words(self) -> tuple[OwnWord, ...]:
        """The rows, first to last."""
        return self._words

    def word(self, row: int) -> OwnWord | None:
        """Return the word in `row`, None outside the table."""
        return self._words[row] if 0 <= row < len(self._words) else None

    def row_of(self, term: str) -> int:
        """Return the row of a term, 0 where it is not there."""
        return next((row for row, word in enumerate(self._words) if word.term == term), 0)

    def conflict(self, row: int) -> WordConflict | None:
        """Return what stands against the word in `row`."""
        word = self.word(row)
        return None if word is None else self._conflicts.get(word.term)

    @property
    def has_conflicts(self) -> bool:
        """Tell whether the program has a word of one of these names."""
        return bool(self._conflicts)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of words; they have no rows below them."""
        return 0 if parent.isValid() else len(self._words)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return the heading of a column."""
        known = orientation == Qt.Orientation.Horizontal and 0 <= section < len(HEADINGS)
        return HEADINGS[section] if known and role == _Role.DisplayRole else None

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a cell says for `role`, None for roles and rows that are not there."""
        word = self.word(index.row()) if index.isValid() else None
        if word is None:
            return None
        if role in (_Role.DisplayRole, _Role.ToolTipRole):
            return self._cells(word)[index.column()]
        if role == _Role.AccessibleTextRole:
            return self._spoken(word)
        if role == _Role.ForegroundRole and index.column() == OTHER:
            return self._appearance.colours.colour("muted")
        return None

    def _cells(self, word: OwnWord) -> tuple[str, str, str]:
        conflict = self._conflicts.get(word.term)
        return (*word, conflict.other if conflict else "")

    def _spoken(self, word: OwnWord) -> str:
        conflict = self._conflicts.get(word.term)
        return f"{word.term} means {word.means}. {conflict.text if conflict else ''}".rstrip()
