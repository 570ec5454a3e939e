"""The row on top: date and release go below the views where both do not fit beside each other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QToolButton, QWidget
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui.window import Window


def parts(window: Window) -> list[QWidget]:
    top = window.top
    return [*top.findChildren(QToolButton, "view"), top._label, top.date, top.release]


def place(window: Window, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(window.top, QPoint(0, 0)), widget.size())


def cut(window: Window) -> list[str]:
    """Return the words that do not fit into their part of the row."""
    return [
        part.property("text")
        for part in parts(window)
        if part.width() < part.fontMetrics().horizontalAdvance(part.property("text"))
        or part.height() < part.fontMetrics().height()
    ]


def is_below(window: Window) -> bool:
    view = place(window, parts(window)[0])
    return place(window, window.top.date).top() >= view.bottom()


@pytest.mark.parametrize(
    ("width", "zoom", "below"), [(1400, 100, False), (640, 200, True), (900, 200, True), (1900, 200, False)]
)
def test_nothing_overlaps_and_nothing_is_cut(
    qtbot: QtBot, window: Window, width: int, zoom: int, below: bool
) -> None:
    window.top.date.set_day(date(2026, 2, 1))  # within the release, whatever the day of the test
    window.appearance.set_zoom(zoom)
    window.resize(width, 700)
    qtbot.waitUntil(lambda: is_below(window) == below and cut(window) == [], timeout=1000)
    places = [place(window, part) for part in parts(window)]
    assert not any(one.intersects(other) for one, other in pairwise(places))
    assert all(window.top.rect().contains(one) for one in places)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_words_grow_shorter_before_they_are_cut(qtbot: QtBot, window: Window, theme: str) -> None:
    words = (
        "CMS January 2026 · not checked after 31 March 2026",
        "CMS January 2026 · not checked",
        "CMS 2026",
    )
    window.appearance.set_theme(theme)
    window.appearance.set_zoom(200)
    for width, form in ((2400, 0), (1000, 1), (700, 2)):
        window.resize(width, 700)
        window.top.show_release(*words, state="outside", told="As of CMS January 2026.")
        qtbot.waitUntil(lambda: cut(window) == [], timeout=1000)
        assert window.top.release.text() == words[form]
    assert window.top.release.toolTip() == "As of CMS January 2026."
    assert words[0] in window.top.release.accessibleName()


def test_a_longer_release_moves_it_too(qtbot: QtBot, window: Window) -> None:
    window.resize(1100, 700)
    window.top.show_release("CMS")
    qtbot.waitUntil(lambda: not is_below(window), timeout=1000)
    window.top.show_release("CMS January 2026 and four earlier releases, rebuilt from published data " * 2)
    qtbot.waitUntil(lambda: is_below(window), timeout=1000)
    window.top.show_release("CMS")
    qtbot.waitUntil(lambda: not is_below(window), timeout=1000)
