"""Paints a row of the list: code, name with what matched, and why it is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate

from hcpcs_desktop.ui import text_line
from hcpcs_desktop.ui.hit_model import Role
from hcpcs_desktop.ui.metrics import MUTED
from hcpcs_desktop.ui.words import hit_warning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QTextLayout
    from PySide6.QtWidgets import QListView, QStyleOptionViewItem

    from hcpcs_desktop.search.answer import Hit
    from hcpcs_desktop.ui.appearance import Appearance

_CODE_RATIO = 1.15
_CODE_LENGTH = 5
_LONGEST_TITLE = 240
_KEPT_ROWS = 400
_SEPARATOR = "  ·  "


class _Prepared(NamedTuple):
    """The three lines of one row, laid out for one width."""

    code: QTextLayout
    name: QTextLayout
    reason: QTextLayout
    hung: float = 0.0


class HitDelegate(QStyledItemDelegate):
    """Draws rows of one height; what was laid out is kept until the look or the width changes.

    Which row is chosen is asked of the list: an option's state would load `QStyle`, which costs more than
    painting all rows.
    """

    def __init__(self, appearance: Appearance, hits: QListView) -> None:
        super().__init__(hits)
        self._appearance = appearance
        self._list = hits
        self._kept: dict[tuple[Hit, int], _Prepared] = {}
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and colours from the appearance anew."""
        metrics, colours = self._appearance.metrics, self._appearance.colours
        self._kept.clear()
        self._code_font = metrics.code_font(_CODE_RATIO)
        self._name_font = metrics.font()
        self._reason_font = metrics.font(MUTED)
        self._accent = text_line.brush(colours.colour("accent"))
        self._fill = text_line.brush(colours.colour("accent_soft"))
        text, muted, warning = (
            text_line.brush(colours.colour(name)) for name in ("text", "muted", "warning")
        )
        self._plain, self._matched = text_line.style(text), text_line.style(text, bold=True)
        self._muted, self._warning = text_line.style(muted), text_line.style(warning)
        self._ended = text_line.style(muted, struck=True)
        self._ended_matched = text_line.style(muted, bold=True, struck=True)
        self._measure()

    def _measure(self) -> None:
        metrics = self._appearance.metrics
        code, name = QFontMetricsF(self._code_font), QFontMetricsF(self._name_font)
        self._code_width = code.horizontalAdvance("0" * _CODE_LENGTH)
        self._code_height = code.height()
        self._name_drop = code.ascent() - name.ascent()
        self._height = round(code.height() + QFontMetricsF(self._reason_font).height() + metrics.gap(2.2))

    @property
    def row_height(self) -> int:
        """The height of every row."""
        return self._height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the same height for every row; the width is the list's."""
        return QSize(self._appearance.metrics.gap(10), self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        hit = index.data(Role.HIT)
        if hit is None:
            return
        rect = QRectF(option.rect)
        if self._list.currentIndex().row() == index.row():
            self._draw_choice(painter, rect)
        gap = self._appearance.metrics.gap
        left, top = rect.left() + gap(1.6), rect.top() + gap(1)
        name_left = left + self._code_width + gap(1.6)
        width = int(rect.right() - gap(1) - name_left)
        row = self._prepared(hit, width)
        text_line.draw(painter, row.code, left, top)
        text_line.draw(painter, row.name, name_left, top + self._name_drop)
        text_line.draw(painter, row.reason, name_left - row.hung, top + self._code_height)

    def _draw_choice(self, painter: QPainter, rect: QRectF) -> None:
        """Mark the chosen row; with a ring as well where the list has the focus."""
        ring = self._list.hasFocus() or self._appearance.colours.theme == "contrast"
        text_line.draw_choice(painter, rect, self._appearance.metrics, (self._accent, self._fill), ring=ring)

    def _prepared(self, hit: Hit, width: int) -> _Prepared:
        key = (hit, width)
        row = self._kept.get(key)
        if row is None:
            if len(self._kept) >= _KEPT_ROWS:
                self._kept.clear()
            row = self._kept[key] = self._prepare(hit, width)
        return row

    def _prepare(self, hit: Hit, width: float) -> _Prepared:
        ended = hit.status == "ended"
        plain, matched = (self._ended, self._ended_matched) if ended else (self._plain, self._matched)
        stretches = _stretches(hit.title[:_LONGEST_TITLE], hit.spans)
        name = [(text, matched if marked else plain) for text, marked in stretches]
        warning = hit_warning(hit)
        reason = f"{_SEPARATOR if warning else ''}{hit.why}" if hit.why else ""
        hung = self._hung(warning, width)
        told = [(warning, self._warning), (reason, self._muted)]
        return _Prepared(
            text_line.line([(hit.code, plain)], self._code_font, width),
            text_line.line(name or [("", plain)], self._name_font, width),
            text_line.line(told, self._reason_font, width + hung),
            hung,
        )

    def _hung(self, warning: str, width: float) -> float:
        """Return how far the lower line begins before the name, so that the year of a last day is not cut."""
        if not warning or QFontMetricsF(self._reason_font).horizontalAdvance(warning) <= width:
            return 0.0
        return self._code_width + self._appearance.metrics.gap(1.6)


def _stretches(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Split `text` at its spans; spans that overlap or lie outside count once or not."""
    place = 0
    for start, end in sorted(spans):
        first, last = max(start, place), min(end, len(text))
        if first < last:
            if place < first:
                yield text[place:first], False
            yield text[first:last], True
            place = last
    if place < len(text):
        yield text[place:], False
