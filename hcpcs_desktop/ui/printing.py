"""Puts HTML onto pages, each with a foot, for a printer or a PDF."""

from __future__ import annotations

import errno
import os
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import (
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from hcpcs_desktop.reference.whole_files import whole

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from hcpcs_desktop.ui.paper import Paper, Sheet

_DOTS_AN_INCH = 96
_MARGIN_MM = 16.0
_FOOT_UNITS = 7
_LAST = 100
"""Bytes at the end of a PDF within which its last mark stands."""


def save_pdf(sheet: Sheet, path: Path, paper: Paper) -> int:
    """Write `sheet` as a PDF and return its pages.

    Raises:
        OSError: the file cannot be written; what was there before stays.

    """
    with whole(path) as beside:
        beside.touch()
        writer = QPdfWriter(str(beside))
        writer.setTitle(sheet.title)
        writer.setCreator("HCPCS Desktop")
        pages = put(sheet, writer, paper)
        del writer  # it writes the end of the file when it goes
        _demand_whole(beside)
    return pages


def _demand_whole(file: Path) -> None:
    """Raise where the end of the PDF is missing: the writer does not tell of a full disk."""
    if not file.read_bytes()[-_LAST:].rstrip().endswith(b"%%EOF"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def put(sheet: Sheet, device: QPagedPaintDevice, paper: Paper) -> int:
    """Draw `sheet` page by page on a printer or PDF and return how many pages it took.

    Raises:
        OSError: the device cannot be drawn on, for instance because its file cannot be written.

    """
    _set_up(device)
    body = _document(sheet.html, paper)
    _take_links_off(body)
    painter = QPainter()
    if not painter.begin(device):
        raise OSError(f"{sheet.title} could not be written")
    try:
        page = painter.viewport()
        foot_height = paper.metrics.gap(_FOOT_UNITS)
        room = QSizeF(page.width(), page.height() - foot_height)
        scale = _lay_out(body, device, room)
        pages = body.pageCount()
        for number in range(pages):
            if number:
                device.newPage()
            _draw_page(painter, body, number, scale)
            _draw_foot(
                painter,
                _foot(sheet, number + 1, pages, paper),
                QRectF(0, room.height(), page.width(), foot_height),
            )
    finally:
        painter.end()
    return pages


def _set_up(device: QPagedPaintDevice) -> None:
    """Use letter paper where a PDF has no other, and a pixel that is as large as a screen's."""
    if isinstance(device, QPdfWriter):
        device.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    device.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    device.setResolution(_DOTS_AN_INCH)  # type: ignore[attr-defined] # printer and PDF both have it


def _document(html: str, paper: Paper) -> QTextDocument:
    made = QTextDocument()
    made.setDocumentMargin(0)
    made.setUseDesignMetrics(True)
    made.setDefaultFont(paper.metrics.body)
    made.setHtml(html)
    return made


def _take_links_off(body: QTextDocument) -> None:
    """Leave the words of links alone: a PDF would offer targets that only this window can open."""
    cursor = QTextCursor(body)
    block = body.begin()
    while block.isValid():
        for part in block.textFormats():
            if part.format.isAnchor():
                start = block.position() + part.start
                cursor.setPosition(start)
                cursor.setPosition(start + part.length, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(_without_target(part.format))
        block = block.next()


def _without_target(form: QTextCharFormat) -> QTextCharFormat:
    form = QTextCharFormat(form)
    form.clearProperty(QTextFormat.Property.AnchorHref.value)
    form.setAnchor(False)
    return form


def _lay_out(body: QTextDocument, device: QPagedPaintDevice, room: QSizeF) -> float:
    """Lay `body` out in pages of `room`; return its scale, below 1 where it is wider, as six columns are."""
    body.documentLayout().setPaintDevice(device)
    body.setPageSize(room)
    scale = min(1.0, room.width() / body.size().width())
    if scale < 1:
        body.setPageSize(room / scale)
    return scale


def _draw_page(painter: QPainter, body: QTextDocument, number: int, scale: float) -> None:
    page = body.pageSize()
    painter.save()
    painter.scale(scale, scale)
    painter.translate(0, -number * page.height())
    body.drawContents(painter, QRectF(0, number * page.height(), page.width(), page.height()))
    painter.restore()


def _foot(sheet: Sheet, number: int, pages: int, paper: Paper) -> QTextDocument:
    first, *rest = sheet.stamp.split("\n")
    colour, size = paper.colours["muted"], paper.metrics.size(0.75)
    lines = "<br>".join(map(escape, (f"{first} · page {number} of {pages}", *rest)))
    return _document(f'<p style="color: {colour}; font-size: {size};">{lines}</p>', paper)


def _draw_foot(painter: QPainter, foot: QTextDocument, area: QRectF) -> None:
    foot.documentLayout().setPaintDevice(painter.device())
    foot.setTextWidth(area.width())
    painter.save()
    painter.translate(area.left(), area.bottom() - foot.size().height())
    foot.drawContents(painter)
    painter.restore()
