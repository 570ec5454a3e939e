"""Sets what an area of the map says into the room that it has: all, some or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from hcpcs_desktop.ui.branch_model import stretch
from hcpcs_desktop.ui.metrics import BODY, HEADING, MUTED

if TYPE_CHECKING:
    from hcpcs_desktop.codes.branches import Branch
    from hcpcs_desktop.ui.metrics import Metrics

_MARGIN = 0.8
_MOST_LINES = 3
_FEWEST_CHARACTERS = 10


class Set(NamedTuple):
    """One line of text, set: its font, the token of its colour and where its base line begins."""

    text: str
    font: QFont
    token: str
    at: QPointF


class Setter:
    """Sets areas with the fonts of one zoom."""

    def __init__(self, metrics: Metrics) -> None:
        self._metrics = metrics
        self._fonts = {
            "letter": metrics.code_font(HEADING),
            "code": metrics.code_font(BODY),
            "small": metrics.code_font(MUTED),
            "title": metrics.font(BODY),
            "told": metrics.font(MUTED),
        }
        self._measures = {name: QFontMetricsF(font) for name, font in self._fonts.items()}

    def lines(self, branch: Branch, told: Sequence[Sequence[str]], area: QRectF) -> tuple[Set, ...]:
        """Return the lines that fit `area`: the codes, the title, what is told of it, in that order."""
        margin = self._metrics.gap(_MARGIN)
        room = area.adjusted(margin, margin * 0.75, -margin, -margin * 0.75)
        kind = "letter" if branch.letter else "code"
        code = self._code(branch, kind, room)
        if not code:
            return self._only_code(branch, area)
        return tuple(self._stack(code, kind, branch.title, told, room))

    def _code(self, branch: Branch, kind: str, room: QRectF) -> str:
        """Return the codes as they fit the width of one line, '' where not even the first does."""
        if self._measures[kind].height() > room.height():
            return ""
        choices = (stretch(branch, "-"), branch.letter or branch.first)
        return next((one for one in choices if self._fits(one, kind, room)), "")

    def _fits(self, text: str, kind: str, room: QRectF) -> bool:
        return bool(self._measures[kind].horizontalAdvance(text) <= room.width())

    def _only_code(self, branch: Branch, area: QRectF) -> tuple[Set, ...]:
        """Return the first code alone in the middle, where it fits without margins."""
        text = branch.letter or branch.first
        measure = self._measures["small"]
        width = measure.horizontalAdvance(text)
        thin = 3 * self._metrics.hairline
        if width > area.width() - thin or measure.capHeight() > area.height() - 2 * thin:
            return ()
        middle = area.center()
        at = QPointF(middle.x() - width / 2, middle.y() + measure.capHeight() / 2)
        return (Set(text, self._fonts["small"], "text", at),)

    def _stack(
        self, code: str, kind: str, title: str, told: Sequence[Sequence[str]], room: QRectF
    ) -> Iterator[Set]:
        """Give the lines from the top down; what is told comes before the title where both do not fit."""
        top = room.top()
        left = room.height() - self._measures[kind].height()
        fitting = (next((one for one in way if self._fits(one, "told", room)), "") for way in told)
        shown = [one for one in fitting if one]
        shown = shown[: max(0, int(left / self._measures["told"].height()))]
        left -= len(shown) * self._measures["told"].height()
        words = title.split()
        name = "title" if all(self._fits(word, "title", room) for word in words) else "told"
        lines = self._wrapped(words, self._measures[name], room.width(), left)
        rows = [(code, kind, "text"), *((one, name, "text") for one in lines)]
        for text, name, token in [*rows, *((one, "told", "muted") for one in shown)]:
            yield Set(
                text, self._fonts[name], token, QPointF(room.left(), top + self._measures[name].ascent())
            )
            top += self._measures[name].height()

    def _wrapped(
        self, words: Sequence[str], measure: QFontMetricsF, width: float, height: float
    ) -> list[str]:
        """Return the words in the lines that there is room for, the last elided; none where it is narrow."""
        most = min(int(height / measure.height()), _MOST_LINES)
        if most < 1 or width < measure.averageCharWidth() * _FEWEST_CHARACTERS:
            return []
        lines = [""]
        for number, word in enumerate(words):
            longer = f"{lines[-1]} {word}".strip()
            if measure.horizontalAdvance(longer) <= width:
                lines[-1] = longer
            elif lines[-1] and len(lines) < most:
                lines.append(word)
            else:
                lines[-1] = " ".join([lines[-1], *words[number:]]).strip()
                break
        return [measure.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
