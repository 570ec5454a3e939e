"""Draws the life of a code as a bar of years, for the window and for paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from hcpcs_desktop.ui.metrics import MUTED
from hcpcs_desktop.ui.words import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcpcs_desktop.ui.look import Look

COLUMNS = 76
"""Characters of body text that the bar is as long as."""

_STEPS = (1, 2, 5, 10, 20, 50)
_QUALITY = 90
_CENTRE = Qt.AlignmentFlag.AlignCenter


class Timeline(NamedTuple):
    """What is drawn: years from `first` to `last`, both whole; stretches of valid days, ends included.

    `checked` is the last day the releases speak for; `changes` are the days on which releases that changed
    something begin, `anew` those on which the code got another meaning; `on` is the date of service. `told`
    says the same in words.
    """

    first: int
    last: int
    valid: tuple[tuple[date, date], ...]
    checked: date
    changes: tuple[date, ...]
    on: date
    anew: tuple[date, ...] = ()
    told: str = ""

    @property
    def shows_service(self) -> bool:
        """Whether the date of service lies within the years drawn."""
        return self.first <= self.on.year <= self.last

    @property
    def legend(self) -> str:
        """What the parts of the drawing mean."""
        parts = ("Filled: valid.", f"Hatched: not checked, after {day(self.checked)}.")
        service = "Line: the date of service." if self.shows_service else ""
        changes = "Diamond: a release that changed something." if self.changes else ""
        return " ".join(filter(None, (*parts, service, changes)))


class Picture(NamedTuple):
    """An image of a page: its address, its width on the page, what it shows in words, and how to read it."""

    source: str
    width: int
    told: str
    legend: str


class Places(NamedTuple):
    """Where things lie, in pixels of the page: the bar, and the lines of text above and below it."""

    size: QSizeF
    bar: QRectF
    line: float

    def across(self, timeline: Timeline, when: date) -> float:
        """Return where a day begins on the bar; a day outside its years lies at its end."""
        first, end = date(timeline.first, 1, 1), date(timeline.last + 1, 1, 1)
        share = (when - first).days / (end - first).days
        return self.bar.left() + self.bar.width() * min(1.0, max(0.0, share))


def places(look: Look) -> Places:
    """Return where everything lies in the sizes of `look`."""
    gap = look.metrics.gap
    line = QFontMetricsF(look.metrics.font(MUTED)).height()
    width, side = look.metrics.columns(COLUMNS), gap(1)
    top = line + gap(1)
    bar = QRectF(side, top, width - 2 * side, gap(1.8))
    return Places(QSizeF(width, bar.bottom() + gap(1.4) + line), bar, line)


def picture(timeline: Timeline, look: Look) -> Picture:
    """Return the drawing as a page takes it, with the image in its address."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    drawn(timeline, look).save(buffer, "PNG", _QUALITY)  # type: ignore[call-overload] # wrong in the stubs
    data = bytes(buffer.data().toBase64().data()).decode("ascii")
    width = round(places(look).size.width())
    return Picture(f"data:image/png;base64,{data}", width, timeline.told, timeline.legend)


def drawn(timeline: Timeline, look: Look) -> QImage:
    """Return the drawing on a clear ground, as sharp as the device of `look` can show it."""
    at = places(look)
    image = QImage((at.size * look.sharpness).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(look.sharpness)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setFont(look.metrics.font(MUTED))
    drawing = _Drawing(painter, timeline, look, at)
    drawing.bar()
    drawing.years()
    drawing.changes()
    drawing.service()
    painter.end()
    return image


class _Drawing:
    """Draws one time line, part by part; only what is aslant is smoothed, so that edges stay sharp."""

    def __init__(self, painter: QPainter, timeline: Timeline, look: Look, at: Places) -> None:
        self._painter = painter
        self._timeline = timeline
        self._gap, self._hairline = look.metrics.gap, look.metrics.hairline
        self._colours = look.colours
        self._at = at

    def _x(self, when: date) -> float:
        return self._at.across(self._timeline, when)

    def bar(self) -> None:
        """Draw the days: valid ones filled, those that no release speaks for hatched."""
        bar, checked = self._at.bar, self._x(self._timeline.checked)
        for start, end in self._timeline.valid:
            stretch = QRectF(bar)
            stretch.setLeft(self._x(start))
            stretch.setRight(min(self._x(end), checked))
            if stretch.width() > 0:
                self._painter.fillRect(stretch, self._colours.colour("good"))
            if start < date(self._timeline.first, 1, 1) <= end:
                self._goes_back()
        for when in self._timeline.anew:
            cut = QRectF(self._x(when) - self._hairline, bar.top(), 2 * self._hairline, bar.height())
            self._painter.fillRect(cut, self._colours.colour("base"))
        self._hatch(QRectF(QPointF(checked, bar.top()), bar.bottomRight()))
        self._painter.setPen(QPen(self._colours.colour("handle"), self._hairline))
        self._painter.drawRect(bar)

    def _goes_back(self) -> None:
        """Point to the years before the first one drawn."""
        bar = self._at.bar
        tip = QPointF(bar.left() - self._gap(0.9), bar.center().y())
        self._fill(QPolygonF([bar.topLeft(), tip, bar.bottomLeft()]), "good")

    def _fill(self, shape: QPolygonF, colour: str) -> None:
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._colours.colour(colour))
        self._painter.drawPolygon(shape)
        self._painter.restore()

    def _hatch(self, area: QRectF) -> None:
        if area.width() <= 0:
            return
        self._painter.save()
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.setClipRect(area)
        self._painter.fillRect(area, self._colours.colour("caution_soft"))
        self._painter.setPen(QPen(self._colours.colour("caution"), self._hairline * 2))
        left = area.left() - area.height()
        while left < area.right():
            self._painter.drawLine(QLineF(left, area.bottom(), left + area.height(), area.top()))
            left += self._gap(0.9)
        self._painter.restore()

    def years(self) -> None:
        """Draw a tick where each year begins, and as many numbers as there is room for."""
        bar = self._at.bar
        self._painter.setPen(QPen(self._colours.colour("handle"), self._hairline))
        for year in range(self._timeline.first, self._timeline.last + 2):
            left = self._x(date(year, 1, 1))
            self._painter.drawLine(QLineF(left, bar.bottom(), left, bar.bottom() + self._gap(0.4)))
        self._painter.setPen(self._colours.colour("muted"))
        for year in self._named_years():
            left, right = self._x(date(year, 1, 1)), self._x(date(year + 1, 1, 1))
            area = QRectF(left, self._at.size.height() - self._at.line, right - left, self._at.line)
            self._painter.drawText(_held(area, self._room(), self._at.size.width()), _CENTRE, str(year))

    def _room(self) -> float:
        return QFontMetricsF(self._painter.font()).horizontalAdvance("2000") + self._gap(1)

    def _named_years(self) -> Iterator[int]:
        first, last = self._timeline.first, self._timeline.last
        a_year = self._at.bar.width() / (last + 1 - first)
        step = next((one for one in _STEPS if one * a_year >= self._room()), _STEPS[-1])
        return (year for year in range(first, last + 1) if year % step == 0)

    def changes(self) -> None:
        """Draw a mark below the bar for each release that changed something."""
        half, middle = self._gap(0.5), self._at.bar.bottom() + self._gap(0.9)
        for when in self._timeline.changes:
            self._fill(_diamond(QPointF(self._x(when), middle), half), "accent")

    def service(self) -> None:
        """Draw the date of service as a line through the bar, with its day above."""
        on = self._timeline.on
        if not self._timeline.shows_service:
            return
        bar, across = self._at.bar, self._x(on)
        self._painter.setPen(QPen(self._colours.colour("base"), self._hairline * 4))
        self._painter.drawLine(QLineF(across, bar.top(), across, bar.bottom()))
        self._painter.setPen(QPen(self._colours.colour("text"), self._hairline * 2))
        self._painter.drawLine(QLineF(across, self._at.line + self._gap(0.3), across, bar.bottom()))
        words = day(on)
        width = QFontMetricsF(self._painter.font()).horizontalAdvance(words) + self._gap(1)
        area = QRectF(across, 0, 0, self._at.line)
        self._painter.drawText(_held(area, width, self._at.size.width()), _CENTRE, words)


def _held(area: QRectF, width: float, most: float) -> QRectF:
    """Return an area of `width` with the same middle, held within the picture."""
    left = min(max(0.0, area.center().x() - width / 2), most - width)
    return QRectF(left, area.top(), width, area.height())


def _diamond(middle: QPointF, half: float) -> QPolygonF:
    corners = ((0.0, -half), (half, 0.0), (0.0, half), (-half, 0.0))
    return QPolygonF([middle + QPointF(across, down) for across, down in corners])
