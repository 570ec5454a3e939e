"""At the first start of a version the window says that its data are being made, before it waits for them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference import is_prepared, open_reference
from hcpcs_desktop.ui import window as window_module
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_reference import FakeReference


class Painted(QObject):
    """Counts the paint events of what is said between the box and the list."""

    def __init__(self) -> None:
        super().__init__()
        self.times = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint and watched.objectName() == "message"
        return False


def test_it_is_said_and_painted_before_the_data_are_made(
    qtbot: QtBot,
    qapp: QApplication,
    appearance: Appearance,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(window_module, "is_prepared", is_prepared)
    told: list[tuple[str, int, bool]] = []
    painted = Painted()

    def opened() -> FakeReference:
        message, box = window.search.message, window.search.box
        told.append((message.text(), painted.times, message.y() > box.y() + box.height()))
        return FakeReference()

    window = Window(appearance, opened, tmp_path / "none")
    window.resize(*window._units((150, 94)))
    window.share_width()
    qtbot.addWidget(window)
    qapp.installEventFilter(painted)
    with qtbot.waitSignal(window.ready):
        window.show()
    qapp.removeEventFilter(painted)
    ((words, times, below),) = told
    assert words.startswith("Getting the data ready")
    assert times
    assert below
    assert not window.search.message.isVisible()


def test_a_folder_with_a_cache_is_prepared(tmp_path: Path) -> None:
    assert not is_prepared(tmp_path)
    open_reference(tmp_path).close()
    assert is_prepared(tmp_path)
