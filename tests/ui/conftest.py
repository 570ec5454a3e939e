"""The window on a fake reference, and the check that no test leaves anything behind."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_reference import FakeReference


@pytest.fixture(autouse=True)
def nothing_left(qapp: QApplication) -> Iterator[None]:
    threads = set(threading.enumerate())
    font, palette = qapp.font(), qapp.palette()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert set(threading.enumerate()) <= threads
    assert [type(widget) for widget in qapp.topLevelWidgets()] == []
    assert _active_timers() == []
    qapp.setFont(font)
    qapp.setPalette(palette)
    qapp.clipboard().clear()


def _active_timers() -> list[QTimer]:
    return [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, QTimer) and shiboken6.isValid(thing) and thing.isActive()
    ]


@pytest.fixture
def reference() -> FakeReference:
    return FakeReference()


@pytest.fixture
def appearance(qapp: QApplication) -> Appearance:
    return Appearance(qapp, "light")


MakeWindow = Callable[..., Window]


@pytest.fixture
def make_window(qtbot: QtBot, appearance: Appearance, tmp_path: Path) -> MakeWindow:
    def make(reference: FakeReference, *, notice: bool = False) -> Window:
        window = Window(appearance, lambda: reference, tmp_path / "Ünï çødé 测试")
        window.first_notice = notice
        window.resize(*window._units((150, 94)))
        window.share_width()
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready):
            window.show()
        return window

    return make


@pytest.fixture
def window(make_window: MakeWindow, reference: FakeReference) -> Window:
    return make_window(reference)
