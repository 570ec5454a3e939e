"""One window for all the tests of a module: over CMS's five releases, or over the built-in set alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference import open_reference
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.window import Window
from tests.journeys.user import Control, Key, User
from tests.plain_names import whole_set


class Reader(User):
    """A user who types a code, presses Enter and reads all of the page."""

    def read(self, text: str, on: str = "2026-03-02") -> str:
        """Open what `text` is on a day and return the page; Enter does not wait for the typing pause."""
        if self.window.top.date.day.isoformat() != on:
            self.set_date(on)
        self.press(Key.Key_1, Control)
        self.press(Key.Key_K, Control)
        self.write(text)
        self.press(Key.Key_Return)
        self.window.detail.complete()
        return self.page

    def side_by_side(self, *codes: str) -> str:
        """Pin codes one after the other, compare them, leave nothing pinned and return the comparison."""
        if self.window.notice_bar.isVisible():
            self.button(Key.Key_U, self.window.notice_bar.pressed)
        for code in codes:
            self.read(code)
            self.press(Key.Key_M, Control)
        self.press(Key.Key_3, Control)
        compared = self.compared
        view = self.window.views.compared
        assert view is not None
        self.button(Key.Key_U, view.keep.clicked)
        return compared

    def follow(self, link: str) -> None:
        """Go to a link of the page with Tab and follow it."""
        page = self.window.detail.page
        for _ in range(200):
            self.press(Key.Key_Tab)
            if page.textCursor().selectedText() == link:
                self.press(Key.Key_Return)
                return
        raise AssertionError(f"there is no link {link} on the page")

    @property
    def anatomy(self) -> str:
        """What a screen reader says of the drawn code."""
        return self.window.detail.header.anatomy.accessibleName()

    @property
    def lines(self) -> list[str]:
        """The lines of the page, without the empty ones."""
        return [line.strip() for line in self.page.splitlines() if line.strip()]

    @property
    def compared(self) -> str:
        """The text of the comparison."""
        view = self.window.views.compared
        assert view is not None
        assert view.isVisible()
        return str(view.pane.page.toPlainText())


@pytest.fixture(autouse=True)
def nothing_left() -> None:
    """The window stays from test to test; what it leaves is looked at when it is closed."""


def _window(qapp: QApplication, folder: Path) -> Iterator[Window]:
    font, palette = qapp.font(), qapp.palette()
    with whole_set():
        window = Window(Appearance(qapp, "light"), lambda: open_reference(folder), folder)
        window.resize(*window._units((150, 94)))
        ready = QSignalSpy(window.ready)
        window.show()
        assert ready.count() or ready.wait(20_000)
    yield window
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(window)
    qapp.setFont(font)
    qapp.setPalette(palette)


@pytest.fixture(scope="module")
def window_of_five(
    qapp: QApplication, five_releases: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    """Return a window over a copy of the five releases."""
    folder = tmp_path_factory.mktemp("copied") / "five"
    shutil.copytree(five_releases, folder)
    yield from _window(qapp, folder)


@pytest.fixture(scope="module")
def window_of_none(
    qapp: QApplication, started_once: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Window]:
    """Return a window with no release loaded."""
    folder = tmp_path_factory.mktemp("copied") / "none"
    shutil.copytree(started_once, folder)
    yield from _window(qapp, folder)


@pytest.fixture
def reader(window_of_five: Window, qtbot: QtBot) -> Reader:
    """Return a reader of CMS's five releases."""
    return Reader(window_of_five, qtbot)


@pytest.fixture
def offline(window_of_none: Window, qtbot: QtBot) -> Reader:
    """Return a reader who has loaded nothing."""
    return Reader(window_of_none, qtbot)
