"""Tells a screen reader what happened where the focus is not."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


class Voice(QObject):
    """Speaks for the widget that made it."""

    def __init__(self, source: QObject) -> None:
        super().__init__(source)
        self._source = source

    def say(self, text: str) -> None:
        """Have `text` spoken, where a screen reader listens."""
        if text and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._source, text))
