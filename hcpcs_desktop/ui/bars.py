"""Thin bars across the window: a sentence and at most one button."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton

if TYPE_CHECKING:
    from hcpcs_desktop.ui.appearance import Appearance

NOTICE = (
    "Educational reference; not coding, billing, coverage or payment advice: verify with the payer. "
    "Not affiliated with or endorsed by CMS, the AMA or the ADA."
)


class Bar(QFrame):
    """A sentence with one button; `pressed` when the button is."""

    pressed = Signal()

    def __init__(self, appearance: Appearance, kind: str, button: str) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setProperty("kind", kind)
        self._appearance = appearance
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.button = QPushButton(button)
        self.button.setObjectName("barButton")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.pressed)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.label, 1)
        self._row.addWidget(self.button)
        appearance.changed.connect(self.restyle)
        self.restyle()
        self.hide()

    def restyle(self) -> None:
        """Take the gaps from the appearance."""
        gap = self._appearance.metrics.gap
        self._row.setContentsMargins(gap(1.8), gap(0.6), gap(1.5), gap(0.6))
        self._row.setSpacing(gap(2))

    def say(self, text: str) -> None:
        """Show the bar with `text`; without text it goes."""
        self.label.setText(text)
        self.setVisible(bool(text))


def builtin_sentence(codes: int) -> str:
    """Return what the bar says while no release is loaded."""
    return (
        f"Built-in plain-language set, {codes:,} codes: load the CMS release for official text and "
        "Medicare data."
    )
