"""Paints a row of the list: code, name with what matched, and why it is here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hcpcs_desktop.ui.hit_model import Role
from hcpcs_desktop.ui.metrics import MUTED
from hcpcs_desktop.ui.words import hit_warning

if TYPE_CHECKING:
    from hcpcs_desktop.search.answer import Hit
    from hcpcs_desktop.ui.appearance import Appearance

_CODE_RATIO = 1.15
_CODE_LENGTH = 5
_LONGEST_TITLE = 240
_KEPT_ROWS = 400
_ELLIPSIS = "…"
_SEPARATOR = "  ·  "


class _Prepared(NamedTuple):
    """One row laid out for one width: the name, the warning, the reason and where the reason starts."""

    name: QTextLayout
    warning: str
    reason: str
    reason_left: float


class HitDelegate(QStyledItemDelegate):
    """Draws rows of one height; what was laid out is kept until the look or the width changes."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._appearance = appearance
        self._kept: dict[tuple[Hit, int], _Prepared] = {}
        appearance.changed.connect(self.restyle)
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and colours from the appearance anew."""
        metrics, colours = self._appearance.metrics, self._appearance.colours
        self._kept.clear()
        self._code_font = metrics.code_font(_CODE_RATIO)
        self._struck_code_font = QFont(self._code_font)
        self._struck_code_font.setStrikeOut(True)
        self._name_font = metrics.font()
        self._reason_font = metrics.font(MUTED)
        self._code_width = QFontMetricsF(self._code_font).horizontalAdvance("0" * _CODE_LENGTH)
        self._name_height = QFontMetricsF(self._code_font).height()
        self._name_ascent = QFontMetricsF(self._code_font).ascent() - QFontMetricsF(self._name_font).ascent()
        self._reason_measure = QFontMetricsF(self._reason_font)
        self._reason_height = self._reason_measure.height()
        self._colours = {name: QColor(colours[name]) for name in ("text", "muted", "accent", "warning")}
        self._fill = colours.colour("accent_soft")
        self._height = round(self._name_height + self._reason_height + metrics.gap(2.2))

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
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        self._draw(painter, QRectF(option.rect), hit, chosen, focused)

    def _draw(self, painter: QPainter, rect: QRectF, hit: Hit, chosen: bool, focused: bool) -> None:
        gap = self._appearance.metrics.gap
        painter.save()
        if chosen:
            self._draw_choice(painter, rect.adjusted(0, gap(0.15), 0, -gap(0.15)), focused)
        left, top = rect.left() + gap(1.6), rect.top() + gap(1)
        painter.setPen(self._colours["muted" if hit.status == "ended" else "text"])
        painter.setFont(self._struck_code_font if hit.status == "ended" else self._code_font)
        painter.drawText(
            QRectF(left, top, self._code_width + gap(1), self._name_height),
            Qt.AlignmentFlag.AlignLeft,
            hit.code,
        )
        left += self._code_width + gap(1.6)
        row = self._prepared(hit, int(rect.right() - gap(1) - left))
        row.name.draw(painter, QPointF(left, top + self._name_ascent))
        self._draw_reason(
            painter, row, QPointF(left, top + self._name_height + self._reason_measure.ascent())
        )
        painter.restore()

    def _draw_choice(self, painter: QPainter, rect: QRectF, focused: bool) -> None:
        metrics = self._appearance.metrics
        ring = focused or self._appearance.colours.theme == "contrast"
        pen = QPen(self._colours["accent"], metrics.hairline) if ring else QPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(pen)
        painter.setBrush(self._fill)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), metrics.gap(0.7), metrics.gap(0.7))
        bar = QRectF(
            rect.left(), rect.top() + metrics.gap(1), metrics.gap(0.4), rect.height() - metrics.gap(2)
        )
        painter.fillRect(bar, self._colours["accent"])

    def _draw_reason(self, painter: QPainter, row: _Prepared, start: QPointF) -> None:
        painter.setFont(self._reason_font)
        if row.warning:
            painter.setPen(self._colours["warning"])
            painter.drawText(start, row.warning)
        painter.setPen(self._colours["muted"])
        painter.drawText(start + QPointF(row.reason_left, 0), row.reason)

    def _prepared(self, hit: Hit, width: int) -> _Prepared:
        key = (hit, width)
        row = self._kept.get(key)
        if row is None:
            if len(self._kept) >= _KEPT_ROWS:
                self._kept.clear()
            row = self._kept[key] = self._prepare(hit, width)
        return row

    def _prepare(self, hit: Hit, width: int) -> _Prepared:
        measure = self._reason_measure
        warning = measure.elidedText(hit_warning(hit), Qt.TextElideMode.ElideRight, width)
        reason = f"{_SEPARATOR if warning else ''}{hit.why}" if hit.why else ""
        left = measure.horizontalAdvance(warning)
        shown = measure.elidedText(reason, Qt.TextElideMode.ElideRight, max(0.0, width - left))
        return _Prepared(self._name_layout(hit, width), warning, "" if shown == _ELLIPSIS else shown, left)

    def _name_layout(self, hit: Hit, width: int) -> QTextLayout:
        text = hit.title[:_LONGEST_TITLE]
        layout, line = self._one_line(text, hit)
        if line.naturalTextWidth() <= width and text == hit.title:
            return layout
        room = width - QFontMetricsF(self._name_font).horizontalAdvance(_ELLIPSIS)
        position = line.xToCursor(max(0.0, room), QTextLine.CursorPosition.CursorOnCharacter)
        return self._one_line(text[:position].rstrip() + _ELLIPSIS, hit)[0]

    def _one_line(self, text: str, hit: Hit) -> tuple[QTextLayout, QTextLine]:
        layout = QTextLayout(text, self._name_font)
        layout.setTextOption(_no_wrap())
        layout.setFormats(self._formats(text, hit))
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        return layout, line

    def _formats(self, text: str, hit: Hit) -> list[QTextLayout.FormatRange]:
        ranges = []
        if hit.status == "ended":
            ended = QTextCharFormat()
            ended.setFontStrikeOut(True)
            ended.setForeground(self._colours["muted"])
            ranges.append(_range(0, len(text), ended))
        matched = QTextCharFormat()
        matched.setFontWeight(QFont.Weight.Bold)
        for start, end in hit.spans:
            if start < min(end, len(text)):
                ranges.append(_range(start, min(end, len(text)), matched))
        return ranges


def _no_wrap() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    return option


def _range(start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = start
    found.length = end - start
    found.format = style
    return found
