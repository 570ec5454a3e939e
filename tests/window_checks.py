"""What every test of the window shares: the look, and the check that nothing is left behind."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication

from hcpcs_desktop.ui.appearance import Appearance


@pytest.fixture(autouse=True, scope="module")
def only_own_objects() -> None:
    """Set aside what earlier tests keep, so that the collections below walk only what a test here makes."""
    gc.collect()
    gc.freeze()


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
def appearance(qapp: QApplication) -> Appearance:
    return Appearance(qapp, "light")
