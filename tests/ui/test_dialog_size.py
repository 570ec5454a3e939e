"""A dialog stays within the window that it belongs to."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui.dialog_size import resize_within


def sizes(dialog: QDialog, *wanted: int) -> tuple[int, int]:
    resize_within(dialog, *wanted)
    return dialog.width(), dialog.height()


def test_no_larger_than_the_main_window_however_deep_it_lies(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 500)
    first = QDialog(window)
    first.resize(300, 200)
    for dialog in (first, QDialog(first)):
        assert sizes(dialog, 1000, 400) == (900, 400)
        assert sizes(dialog, 800, 700) == (800, 500)


def test_alone_it_has_its_own_size(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    assert sizes(dialog, 1000, 400) == (1000, 400)
