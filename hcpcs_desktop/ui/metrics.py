"""Sizes as ratios of the system font; one unit is half the height of a line of text."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontMetricsF

MUTED = 0.85
BODY = 1.0
OFFICIAL = 1.1
HEADING = 1.2
NAME = 1.9
ANATOMY = 2.8

_HAIRLINES_A_UNIT = 8


def resized(font: QFont, ratio: float) -> QFont:
    """Return `font` at `ratio` times its size, whether it is measured in points or in pixels."""
    other = QFont(font)
    if font.pointSizeF() > 0:
        other.setPointSizeF(font.pointSizeF() * ratio)
    else:
        other.setPixelSize(max(1, round(font.pixelSize() * ratio)))
    return other


class Metrics:
    """The fonts and gaps of the window at one zoom in percent."""

    def __init__(self, system_font: QFont, zoom: int = 100) -> None:
        self.body = resized(system_font, zoom / 100)
        self._measure = QFontMetricsF(self.body)
        self.unit = self._measure.height() / 2
        self.hairline = max(1, round(self.unit / _HAIRLINES_A_UNIT))

    def font(self, ratio: float = BODY, *, bold: bool = False) -> QFont:
        """Return the system font at `ratio` of the body size."""
        font = resized(self.body, ratio)
        font.setBold(bold)
        return font

    def code_font(self, ratio: float = BODY) -> QFont:
        """Return the bold monospace font that codes are set in."""
        from PySide6.QtGui import QFontDatabase  # noqa: PLC0415 - not needed for the first paint

        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        if self.body.pointSizeF() > 0:
            font.setPointSizeF(self.body.pointSizeF() * ratio)
        else:
            font.setPixelSize(max(1, round(self.body.pixelSize() * ratio)))
        font.setBold(True)
        return font

    def gap(self, units: float) -> int:
        """Return a gap of so many units, in whole device-independent pixels."""
        return round(units * self.unit)

    def columns(self, characters: float) -> int:
        """Return the width of a line of so many characters of body text."""
        return round(characters * self._measure.averageCharWidth())

    def size(self, ratio: float) -> str:
        """Return the font size at `ratio` as style sheets write it."""
        if self.body.pointSizeF() > 0:
            return f"{self.body.pointSizeF() * ratio:.2f}pt"
        return f"{max(1, round(self.body.pixelSize() * ratio))}px"
