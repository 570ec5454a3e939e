"""Presses keys as a user does; typed, which pytest-qt's own are not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget


def press_in(
    widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press one key in `widget`."""
    QTest.keyClick(widget, key, held)


def type_in(widget: QWidget, text: str) -> None:
    """Type `text` in `widget`."""
    QTest.keyClicks(widget, text)
