"""From opening a code to its painted page, in a real window, against a plain browser with the same page."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QTextBrowser

from hcpcs_desktop.reference import open_reference
from hcpcs_desktop.ui.page_browser import PageBrowser
from hcpcs_desktop.ui.window import Window
from tests.benchmarks.common import percentile, to_load, told
from tests.benchmarks.keys import complete_window

_EVERY = 60
_BUDGET_MS = 16.0
_PATIENCE_S = 5.0
_OTHERS = ("99213", "0042T", "D1110", "JW", "J9035-JW", "A0425-RH")


class Plain(QTextBrowser):
    """The floor: the same HTML in a browser of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint and note when it was done."""
        super().paintEvent(event)
        self.painted = time.perf_counter()


def main() -> None:
    """Print p50 and p95 of the first painting and of the whole page, with the ratio to the floor."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication(["opening", "-style", "Fusion"])
    assert isinstance(app, QApplication)
    with tempfile.TemporaryDirectory() as folder, _end_of_paint() as painted:
        reference = open_reference(folder)
        reference.load(to_load())
        codes = [hit.code for hit in reference.listed("A0000", "V9999")][::_EVERY]
        reference.close()
        window, plain = _windows(app, folder)
        opened, whole, floor = _measure(window, plain, painted, [*codes, *_OTHERS])
        plain.close()
        window.close()
    print(f"{len(opened)} codes; opening to the end of the page's paint event, {app.platformName()}")
    for share in (0.50, 0.95):
        mine, plainest = percentile(opened, share), percentile(floor, share)
        told(f"opening a code, p{share * 100:.0f}", mine, plainest, _BUDGET_MS / plainest)
        verdict = "inside" if mine <= _BUDGET_MS else "OUTSIDE"
        print(f"{'':<46} {mine:9.2f} ms  budget {_BUDGET_MS:.0f} ms  {verdict}")
        print(f"{'the whole page, neighbours too':<46} {percentile(whole, share):9.2f} ms")


def _windows(app: QApplication, folder: str) -> tuple[Window, Plain]:
    window = complete_window(app, folder)
    plain = Plain()
    plain.resize(window.detail.size())
    plain.show()
    app.processEvents()
    return window, plain


def _measure(
    window: Window, plain: Plain, painted: list[float], codes: list[str]
) -> tuple[list[float], list[float], list[float]]:
    """Return the milliseconds to the first painting, to the whole page, and of the floor, for every code.

    The first round fills the caches and is not counted.
    """
    opened: list[float] = []
    whole: list[float] = []
    floor: list[float] = []
    ends: list[float] = []
    window.detail.completed.connect(lambda: ends.append(time.perf_counter()))
    for counted in (False, True):
        for code in codes:
            painted.clear()
            ends.clear()
            begun = time.perf_counter()
            window.lookup.explain(code)
            _until(lambda: bool(painted))
            first = painted[0]
            _until(lambda: bool(ends))
            if counted:
                opened.append((first - begun) * 1000)
                whole.append((ends[0] - begun) * 1000)
                floor.append(_plain(plain, window.detail.page.toHtml()))
    return opened, whole, floor


def _plain(plain: Plain, html: str) -> float:
    plain.painted = 0.0
    begun = time.perf_counter()
    plain.setHtml(html)
    plain.viewport().update()
    _until(lambda: bool(plain.painted))
    return (plain.painted - begun) * 1000


def _until(done: Callable[[], bool]) -> None:
    begun = time.perf_counter()
    while not done():
        QApplication.processEvents()
        if time.perf_counter() - begun > _PATIENCE_S:
            raise SystemExit("No paint came.")


@contextmanager
def _end_of_paint() -> Iterator[list[float]]:
    """Note when each paint of a page is done; for windows that are made inside."""
    ends: list[float] = []

    def paint(view: PageBrowser, event: QPaintEvent) -> None:
        QTextBrowser.paintEvent(view, event)
        ends.append(time.perf_counter())

    PageBrowser.paintEvent = paint  # type: ignore[method-assign,assignment] # to see its end
    yield ends
    del PageBrowser.paintEvent
