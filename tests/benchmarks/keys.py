"""From a key to the painted list, in a real window, against the paint of 50 plain rows."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QListView, QWidget

from hcpcs_desktop.reference import open_reference
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.search_pane import HitList
from hcpcs_desktop.ui.window import Window
from tests.benchmarks.common import QUERIES, percentile, to_load, told

_ROUNDS = 3
_BUDGET_MS = 16.0
_PATIENCE_S = 5.0


class PlainList(QListView):
    """The floor: the same texts in a plain list of the same size."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0.0
        self.texts = QStringListModel(self)
        self.setUniformItemSizes(True)
        self.setModel(self.texts)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint and note when it was done."""
        super().paintEvent(event)
        self.painted = time.perf_counter()


def main() -> None:
    """Print p50 and p95 of both, the ratios, and whether ours keeps the milliseconds of the budget."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["keys", "-style", "Fusion"])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder, _end_of_paint() as painted:
        reference = open_reference(folder)
        reference.load(to_load())
        reference.close()
        window, plain = _windows(app, folder)
        ours, floor = _measure(window, plain, painted)
        plain.close()
        window.close()
    print(f"{len(ours)} keys; key event to the end of the list's paint event, {app.platformName()}")
    for share in (0.50, 0.95):
        name = f"key to pixels of the list, p{share * 100:.0f}"
        mine = percentile(ours, share)
        told(name, mine, percentile(floor, share), _BUDGET_MS / percentile(floor, share))
        print(f"{name:<46} {mine:9.2f} ms  budget {_BUDGET_MS:.0f} ms  {_verdict(mine)}")


def _verdict(milliseconds: float) -> str:
    return "inside" if milliseconds <= _BUDGET_MS else "OUTSIDE"


def complete_window(app: QApplication, folder: str) -> Window:
    """Return a window over what is loaded in `folder`, complete and painted."""
    window = Window(Appearance(app, "light"), lambda: open_reference(folder), Path(folder))
    window.first_notice = False
    window.resize(1280, 800)
    window.share_width()
    loop = QEventLoop()
    window.ready.connect(loop.quit)
    window.show()
    loop.exec()
    return window


def _windows(app: QApplication, folder: str) -> tuple[Window, PlainList]:
    """Return the window over the loaded release, and the floor's beside it."""
    window = complete_window(app, folder)
    plain = PlainList()
    plain.resize(window.search.list.size())
    plain.show()
    app.processEvents()
    return window, plain


def _measure(window: Window, plain: PlainList, painted: list[float]) -> tuple[list[float], list[float]]:
    """Return the milliseconds of every key and of the floor after it; the first round fills the caches."""
    ours: list[float] = []
    floor: list[float] = []
    for round_number in range(_ROUNDS + 1):
        for query in QUERIES:
            window.search.box.clear()
            _until_idle()
            for character in query:
                taken = _key(window, character, painted)
                texts = [f"{hit.code} {hit.title}" for hit in window.search.model.hits]
                _until_idle()
                compared = _plain(plain, texts)
                if round_number:
                    ours.append(taken)
                    floor.append(compared)
    return ours, floor


@contextmanager
def _end_of_paint() -> Iterator[list[float]]:
    """Note when each paint of our list is done; for windows that are made inside."""
    ends: list[float] = []

    def paint(view: HitList, event: QPaintEvent) -> None:
        QListView.paintEvent(view, event)
        ends.append(time.perf_counter())

    HitList.paintEvent = paint  # type: ignore[method-assign,assignment] # to see its end
    yield ends
    del HitList.paintEvent


def _key(window: Window, character: str, painted: list[float]) -> float:
    painted.clear()
    box: QWidget = window.search.box
    event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, character)
    begun = time.perf_counter()
    QApplication.sendEvent(box, event)
    while not painted:
        QApplication.processEvents()
        if time.perf_counter() - begun > _PATIENCE_S:
            raise SystemExit(f"No paint came after {window.search.box.text()!r}.")
    return (painted[0] - begun) * 1000


def _plain(plain: PlainList, texts: list[str]) -> float:
    plain.painted = 0.0
    begun = time.perf_counter()
    plain.texts.setStringList(texts)
    plain.viewport().update()
    while not plain.painted:
        QApplication.processEvents()
    return (plain.painted - begun) * 1000


def _until_idle() -> None:
    """Let everything that a key left behind happen, but the page, which waits for a pause in typing."""
    for _ in range(3):
        QApplication.processEvents()
