"""The rows of the list as Qt reads them: a frozen tuple, replaced whole."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QByteArray, QModelIndex, QObject, QPersistentModelIndex

from hcpcs_desktop.ui.words import hit_warning, spelled

if TYPE_CHECKING:
    from hcpcs_desktop.search.answer import Hit

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What may be asked of a row: some of Qt's own roles, and ours.

    The numbers of `Qt.ItemDataRole` are repeated because the first use of the `Qt` namespace takes a sixth
    of the whole start; a test compares them.
    """

    DISPLAY = 0
    TOOL_TIP = 3
    ACCESSIBLE_TEXT = 11
    ACCESSIBLE_DESCRIPTION = 12
    HIT = 257
    CODE = 258
    TITLE = 259
    WHY = 260
    STATUS = 261
    SPANS = 262


_NO_PARENT = QModelIndex()


class HitModel(QAbstractListModel):
    """A list of hits; answering never asks the reference and never raises."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def show(self, hits: tuple[Hit, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._hits = hits
        self.endResetModel()

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The rows, first to last."""
        return self._hits

    def hit(self, row: int) -> Hit | None:
        """Return the hit in `row`, None outside the list."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of rows; rows have no rows below them."""
        return 0 if parent.isValid() else len(self._hits)

    def roleNames(self) -> dict[int, QByteArray]:
        """Return the roles by the names of the JSON's keys."""
        return {int(role): QByteArray(role.name.lower().encode()) for role in Role}

    def data(self, index: Index, role: int = Role.DISPLAY) -> Any:  # noqa: ANN401 - Qt's own
        """Return what a row says for `role`, None for roles and rows that are not there."""
        answer = _ANSWERS.get(role)
        hit = self.hit(index.row()) if answer is not None and index.isValid() else None
        return answer(hit) if hit is not None and answer is not None else None


def accessible_text(hit: Hit) -> str:
    """Return what a screen reader says for a row: the code spelled, the name, then warning and reason."""
    parts = (f"{spelled(hit.code)}, {hit.title}", hit_warning(hit), hit.why)
    return ". ".join(part for part in parts if part)


def _tool_tip(hit: Hit) -> str:
    """Return the whole name and, where it is ours, the opening of CMS's text; markup in them stays text."""
    from html import escape  # noqa: PLC0415 - not needed before the mouse rests on a row

    lines = [hit.title, f"CMS: {hit.official}" if hit.official else ""]
    return "<qt>" + "<br>".join(escape(one) for one in lines if one) + "</qt>"


_ANSWERS: dict[int, Any] = {
    int(Role.DISPLAY): lambda hit: f"{hit.code} {hit.title}",
    int(Role.TOOL_TIP): _tool_tip,
    int(Role.ACCESSIBLE_TEXT): accessible_text,
    int(Role.ACCESSIBLE_DESCRIPTION): lambda hit: hit.section,
    int(Role.HIT): lambda hit: hit,
    int(Role.CODE): lambda hit: hit.code,
    int(Role.TITLE): lambda hit: hit.title,
    int(Role.WHY): lambda hit: hit.why,
    int(Role.STATUS): lambda hit: hit.status,
    int(Role.SPANS): lambda hit: hit.spans,
}
