"""The map of one level of sections: an area for each, as large as its number of codes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from hcpcs_desktop.ui import text_line
from hcpcs_desktop.ui.announce import Voice
from hcpcs_desktop.ui.area_map import DOWN, LEFT, RIGHT, UP, Rect, beside, divided
from hcpcs_desktop.ui.map_text import Set, Setter
from hcpcs_desktop.ui.map_words import STATUS, announced, level_name, meaning, told

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from hcpcs_desktop.codes.branches import Branch
    from hcpcs_desktop.ui.appearance import Appearance

NOWHERE = -1

_Key = Qt.Key
_ARROWS = {_Key.Key_Left: LEFT, _Key.Key_Up: UP, _Key.Key_Right: RIGHT, _Key.Key_Down: DOWN}
_STEPS = {_Key.Key_PageDown: 1, _Key.Key_PageUp: -1}
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Area(NamedTuple):
    """A branch on the map: where it lies, the token of its colour and the lines that it says."""

    branch: Branch
    rect: Rect
    token: str
    lines: tuple[Set, ...]


class Atlas(QWidget):
    """Shows the branches of one level; it moves nothing itself but tells what was asked for.

    `chosen` gives the number of another branch, `entered` asks to go into the chosen one, `raised` to the
    level above, `topped` to the letters, `typed` gives characters that codes begin with.
    """

    chosen = Signal(int)
    entered = Signal()
    raised = Signal()
    topped = Signal()
    typed = Signal(str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._voice = Voice(self)
        self._branches: tuple[Branch, ...] = ()
        self._above: Branch | None = None
        self._checked = self._just_chosen = False
        self._areas: tuple[Area, ...] | None = None
        self.by = STATUS
        self.place = NOWHERE
        self.setObjectName("atlas")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        appearance.changed.connect(self.restyle)
        self._name()

    def show_level(self, above: Branch | None, branches: Sequence[Branch], *, checked: bool) -> None:
        """Show the branches inside `above`, the letters for None; those without a code have no area."""
        shown = tuple(one for one in branches if one.codes)
        if (shown, above, checked) != (self._branches, self._above, self._checked):
            self._branches, self._above, self._checked = shown, above, checked
            self.place = NOWHERE
            self.restyle()

    def colour_by(self, by: str) -> None:
        """Colour by status or by coverage."""
        self.by = by
        self.restyle()

    def select(self, branch: Branch | None) -> None:
        """Mark a branch, none where it has no area."""
        self.place = self._branches.index(branch) if branch in self._branches else NOWHERE
        self._name()
        self.update()

    def say(self) -> None:
        """Have the chosen area spoken."""
        self._voice.say(self.accessibleDescription())

    def say_level(self) -> None:
        """Have the level spoken, then the chosen area."""
        self._voice.say(f"{self.level}. {self.accessibleDescription()}")

    @property
    def level(self) -> str:
        """The name of what is shown."""
        return level_name(self._above, len(self._branches))

    @property
    def branches(self) -> tuple[Branch, ...]:
        """What is shown, by code."""
        return self._branches

    @property
    def areas(self) -> tuple[Area, ...]:
        """What is drawn, by code."""
        if self._areas is None:
            self._areas = self._placed()
        return self._areas

    def restyle(self) -> None:
        """Measure and draw anew."""
        self._areas = None
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(f"Map of sections, coloured by {self.by}. {self.level}")
        self.setAccessibleDescription(self.spoken(self.place))

    def spoken(self, place: int) -> str:
        """Return all that is known of an area and which of how many it is, '' for none."""
        if place == NOWHERE:
            return ""
        said = announced(self._branches[place], self.by, checked=self._checked)
        return f"{said}, {place + 1} of {len(self._branches)}"

    def _placed(self) -> tuple[Area, ...]:
        setter = Setter(self._appearance.metrics)
        rects = divided(
            [one.codes for one in self._branches], Rect(0, 0, float(self.width()), float(self.height()))
        )
        return tuple(self._area(one, rect, setter) for one, rect in zip(self._branches, rects, strict=True))

    def _area(self, branch: Branch, rect: Rect, setter: Setter) -> Area:
        words = told(branch, self.by, checked=self._checked)
        token = meaning(branch, self.by, checked=self._checked).token
        return Area(branch, rect, token, setter.lines(branch, words, self._frame(rect)))

    def _frame(self, rect: Rect) -> QRectF:
        """Return what is filled of an area, so that a gap stays between two."""
        thin = self._appearance.metrics.hairline
        room = min(float(thin), rect.width / 4, rect.height / 4)
        return QRectF(*rect).adjusted(room, room, -room, -room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the areas, the chosen one last."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for area in self.areas:
            self._draw(painter, area)
        if self.place != NOWHERE:
            self._draw_choice(painter, self.areas[self.place])
        painter.end()

    def _draw(self, painter: QPainter, area: Area) -> None:
        metrics, colours = self._appearance.metrics, self._appearance.colours
        outline = colours.colour("line" if colours.theme == "contrast" else f"{area.token}_soft")
        painter.setPen(QPen(outline, metrics.hairline))
        painter.setBrush(colours.colour(f"{area.token}_soft"))
        half = metrics.hairline / 2
        frame = self._frame(area.rect).adjusted(half, half, -half, -half)
        radius = min(metrics.gap(0.4), frame.width() / 4, frame.height() / 4)
        painter.drawRoundedRect(frame, radius, radius)
        for line in area.lines:
            painter.setPen(colours.colour(line.token))
            painter.setFont(line.font)
            painter.drawText(line.at, line.text)

    def _draw_choice(self, painter: QPainter, area: Area) -> None:
        """Draw a frame around the chosen area and a bar in it; the frame is strong while keys go here."""
        metrics = self._appearance.metrics
        accent = self._appearance.colours.colour("accent")
        wide = metrics.hairline * (3 if self.hasFocus() else 1.5)
        frame = self._choice_frame(area.rect, wide)
        painter.setPen(QPen(accent, wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, metrics.gap(0.4), metrics.gap(0.4))
        if frame.width() > metrics.gap(2):
            inset = min(metrics.gap(0.8), frame.height() / 4)
            bar = QRectF(frame.left(), frame.top() + inset, metrics.gap(0.4), frame.height() - 2 * inset)
            text_line.fill_rounded(painter, bar, 0, text_line.brush(accent))

    def _choice_frame(self, rect: Rect, wide: float) -> QRectF:
        """Return the frame around an area, large enough to be seen and wholly on the map."""
        least = self._appearance.metrics.gap(1.2)
        grown = max(0.0, least - rect.width) / 2, max(0.0, least - rect.height) / 2
        frame = QRectF(*rect).adjusted(-grown[0], -grown[1], grown[0], grown[1])
        frame.translate(min(0.0, self.width() - frame.right()), min(0.0, self.height() - frame.bottom()))
        frame.translate(max(0.0, -frame.left()), max(0.0, -frame.top()))
        return frame.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, go in, go up or jump; what is not for a map is left to the view."""
        key = _Key(event.key())
        if event.modifiers() & _HELD:
            super().keyPressEvent(event)
        elif key in _ARROWS or key in _STEPS:
            self._move(key)
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self.entered.emit()
        elif key == _Key.Key_Backspace or (key == _Key.Key_Escape and self._above is not None):
            self.raised.emit()
        elif key == _Key.Key_Home:
            self.topped.emit()
        elif event.text().isalnum():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _move(self, key: Qt.Key) -> None:
        """Go to what lies beside, or to the next by code; from no area to the first."""
        last = len(self._branches) - 1
        if self.place == NOWHERE:
            wanted = min(0, last)
        elif key in _ARROWS:
            wanted = beside([area.rect for area in self.areas], self.place, _ARROWS[key])
        else:
            wanted = max(0, min(last, self.place + _STEPS[key]))
        if wanted != self.place:
            self.chosen.emit(wanted)

    def _at(self, x: float, y: float) -> int:
        hits = (number for number, area in enumerate(self.areas) if area.rect.holds(x, y))
        return next(hits, NOWHERE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what lies under the pointer; go in where it is chosen already."""
        found = self._at(event.position().x(), event.position().y())
        self._just_chosen = found != self.place
        if found == NOWHERE or event.button() != Qt.MouseButton.LeftButton:
            return
        if self._just_chosen:
            self.chosen.emit(found)
        else:
            self.entered.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go in, unless the first click of the two did so."""
        if self._just_chosen and event.button() == Qt.MouseButton.LeftButton:
            self._just_chosen = False
            self.entered.emit()

    def event(self, event: QEvent) -> bool:
        """Tell in the tool tip what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            tip = self.spoken(self._at(event.x(), event.y()))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the new room."""
        super().resizeEvent(event)
        self._areas = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the strong frame."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the thin frame."""
        super().focusOutEvent(event)
        self.update()
