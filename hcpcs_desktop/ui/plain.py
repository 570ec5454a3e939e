"""Labels for text that came from elsewhere: shown as it is, never as markup, and copyable."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def show_plain(label: QLabel, text: str, kind: str) -> None:
    """Show `text` in `label`; the style sheet knows `kind`."""
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setText(text)
    label.setAccessibleName(text)
    if label.property("kind") != kind:
        label.setProperty("kind", kind)
        label.style().unpolish(label)
        label.style().polish(label)


def show_trouble(label: QLabel, text: str) -> None:
    """Say in `label` what stands in the way; without text nothing does, and the label goes."""
    show_plain(label, text, "trouble")
    label.setVisible(bool(text))
