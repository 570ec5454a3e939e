"""The chips under the box: what narrows the results and how words were read, each to be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from hcpcs_desktop.ui.filter_words import active, filter_words, short_words
from hcpcs_desktop.ui.flow import FlowLayout
from hcpcs_desktop.ui.words import shortened

if TYPE_CHECKING:
    from hcpcs_desktop.search.answer import Answer
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.narrowing import Narrowing

_MOST_FACTS = 3
_WITHOUT_CHIP = ("dead end", "spelling", "other way round")
_LONGEST = 44
_AWAY, _AGAIN = "✕", "↺"


class Chip(NamedTuple):
    """One chip: its text, what a screen reader says, what it is of (``filter``, ``fact``) and its key."""

    text: str
    said: str
    of: str
    key: str
    off: bool = False


def chips_of(narrowing: Narrowing, answer: Answer | None) -> tuple[Chip, ...]:
    """Return the chips of the filters, of what was refused, of corrections and of the facts in use."""
    filters = [_filter_chip(name, value) for name, value in active(narrowing.filters)]
    refused = [
        Chip(f"{term} as typed", f"{term} is taken as typed. Read it as others again", "fact", term, off=True)
        for term in narrowing.refused
    ]
    return (*filters, *refused, *(_reading_chips(answer) if answer is not None else ()))


def _filter_chip(name: str, value: str) -> Chip:
    said = f"Filter: {filter_words(name, value)}. Take it away"
    return Chip(short_words(name, value), said, "filter", name)


def _reading_chips(answer: Answer) -> list[Chip]:
    corrected = [
        Chip(f"{typed} read as {meant}", f"{typed} was read as {meant}. Take it as typed", "fact", typed)
        for typed, meant in answer.corrected
    ]
    used = {one.term: one for one in answer.facts if one.kind not in _WITHOUT_CHIP}
    shown = list(used.values())[:_MOST_FACTS]
    return corrected + [
        Chip(one.told, f"Read as: {one.told}. Switch it off for this search", "fact", one.term)
        for one in shown
    ]


class ChipButton(QToolButton):
    """One chip; `taken` tells of what it is, and its key."""

    taken = Signal(str, str)

    def __init__(self, chip: Chip, parent: QWidget) -> None:
        super().__init__(parent)
        self.chip = chip
        self.setObjectName("chip")
        self.setProperty("of", chip.of)
        self.setProperty("off", chip.off)
        self.setText(f"{shortened(chip.text, _LONGEST)}  {_AGAIN if chip.off else _AWAY}")
        self.setToolTip(chip.said)
        self.setAccessibleName(chip.said)
        self.clicked.connect(self._take)

    def _take(self) -> None:
        self.taken.emit(self.chip.of, self.chip.key)


class Chips(QWidget):
    """A row of chips that wraps; `pressed` tells which was taken away: of what, and its key."""

    pressed = Signal(str, str)

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("chips")
        self._appearance = appearance
        self._shown: tuple[Chip, ...] = ()
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        appearance.changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        """Take the gaps from the appearance."""
        self._flow.setSpacing(self._appearance.metrics.gap(0.7))

    def show_chips(self, chips: tuple[Chip, ...]) -> bool:
        """Replace the chips, where they are others, and tell whether they were."""
        if chips == self._shown:
            return False
        self._shown = chips
        had_focus = self.isAncestorOf(focused) if (focused := self.window().focusWidget()) else False
        while (item := self._flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for chip in chips:
            self._flow.addWidget(self._button(chip))
        self.setVisible(bool(chips))
        if had_focus and chips:
            self.buttons()[0].setFocus()
        self.updateGeometry()
        return True

    def buttons(self) -> list[ChipButton]:
        """Return the buttons, first to last."""
        items = (self._flow.itemAt(place) for place in range(self._flow.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, ChipButton)]

    def _button(self, chip: Chip) -> ChipButton:
        button = ChipButton(chip, self)
        button.taken.connect(self.pressed)
        return button
