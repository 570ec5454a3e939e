"""Which release answers: said in the top row, pinned by its menu or in the list, kept for the next start."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from hcpcs_desktop.codes.day_standing import DayStanding
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.answering import NEWEST, forms
from hcpcs_desktop.ui.releases_dialog import ReleasesDialog
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import LABEL, FakeReference
from tests.ui.keys import press_in

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def open_menu(qtbot: QtBot, window: Window) -> QMenu:
    press_in(window.focusWidget() or window, Key.Key_R, Control | Shift)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_row_says_whether_the_day_is_covered(window: Window) -> None:
    top = window.top
    top.date.set_day(date(2026, 3, 31))
    assert (top.release.text(), top.release.property("state")) == (LABEL, "")
    assert top.date.property("state") in ("other", "today")
    top.date.set_day(date(2026, 4, 1))
    assert top.release.text() == f"{LABEL} · not checked after 31 Mar 2026"
    assert top.release.property("state") == top.date.property("state") == "outside"
    assert "later changes are not loaded" in top.release.toolTip()
    assert "later changes are not loaded" in top.release.accessibleDescription()
    top.date.set_day(date(2025, 12, 31))
    assert top.release.text() == f"{LABEL} · before the first loaded release"


def test_without_a_release_nothing_is_coloured(make_window: MakeWindow) -> None:
    window = make_window(FakeReference(loaded=False))
    assert window.top.release.text() == "No release loaded"
    assert window.top.release.property("state") in (None, "")
    assert window.top.date.property("state") != "outside"
    window.answering.open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions() if one.text()] == [NEWEST]
    menu.close()


def test_pinned_by_the_menu_and_unpinned(qtbot: QtBot, window: Window, reference: FakeReference) -> None:
    window.top.date.set_day(date(2026, 2, 1))
    menu = open_menu(qtbot, window)
    assert menu.accessibleName()
    assert [one.text() for one in menu.actions() if one.isChecked()] == [NEWEST]
    with qtbot.waitSignal(window.answering.changed):
        press_in(menu, Key.Key_Down)
        press_in(menu, Key.Key_Return)
    assert reference.chosen == "2026-01"
    assert reference.settings["pinned_release"] == "2026-01+"
    assert (window.top.release.text(), window.top.release.property("state")) == (f"Pinned: {LABEL}", "pinned")
    assert window.status_line.currentMessage() == f"Pinned: only {LABEL} answers"
    menu = open_menu(qtbot, window)
    assert [one.text() for one in menu.actions() if one.isChecked()] == [f"Pin {LABEL}"]
    with qtbot.waitSignal(window.answering.changed):
        press_in(menu, Key.Key_Up)
        press_in(menu, Key.Key_Return)
    assert reference.settings["pinned_release"] == ""
    assert reference.pinned() is None
    assert window.top.release.text() == LABEL


def test_pinned_in_the_list_of_releases(qtbot: QtBot, window: Window, reference: FakeReference) -> None:
    press_in(window.search.box, Key.Key_R, Control)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ReleasesDialog)
    assert dialog.pin_button.text() == "&Pin release"
    dialog.pin_button.click()
    assert reference.chosen == "2026-01"
    item = dialog.list.currentItem()
    assert item is not None
    assert item.text(0).endswith(", pinned")
    assert dialog.pin_button.text() == "Un&pin release"
    assert dialog.message.text() == f"{LABEL} is pinned: it alone answers, whatever the date of service is."
    dialog.pin_button.click()
    assert reference.pinned() is None
    assert dialog.message.text() == ""
    dialog.reject()


def test_the_choice_is_kept_for_the_next_start(make_window: MakeWindow) -> None:
    reference = FakeReference()
    reference.infos[0] = reference.infos[0]._replace(exact_name="2026-01+")
    reference.settings["pinned_release"] = "2026-01+"
    window = make_window(reference)
    assert reference.chosen == "2026-01+"
    assert window.top.release.text().startswith("Pinned: ")


def test_a_kept_choice_that_is_gone_is_said(make_window: MakeWindow) -> None:
    reference = FakeReference()
    reference.settings["pinned_release"] = "2018-01+"
    window = make_window(reference)
    assert "2018-01 is not loaded any more" in window.status_line.currentMessage()
    assert reference.settings["pinned_release"] == ""
    assert not window.top.release.text().startswith("Pinned")


def test_what_cannot_be_pinned_or_kept_is_said(window: Window, reference: FakeReference) -> None:
    info = reference.infos[0]
    window.answering.choose(info._replace(exact_name="2018-01"))
    assert "2018-01" in window.status_line.currentMessage()
    assert reference.settings.get("pinned_release", "") == ""
    reference.fault = EnvironmentFault("The disk is gone.")
    window.top.date.set_day(date(2020, 1, 1))
    window.answering.choose(info)
    assert window.status_line.currentMessage() == "The disk is gone."


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (
            DayStanding("2026-05-01", "CMS X", "2026-01", short="not checked after 2026-03-31"),
            ("CMS X · not checked after 31 Mar 2026", "CMS X · not checked", "CMS X"),
        ),
        (
            DayStanding("2026-05-01", "CMS X", "2026-01", covered=True, short="no release of that day"),
            ("CMS X · no release of that day", "CMS X · no release of that day", "CMS X"),
        ),
        (DayStanding("2026-05-01", "CMS X", "2026-01", covered=True, pinned=True), ("Pinned: CMS X",) * 3),
    ],
)
def test_shorter_words_say_less(standing: DayStanding, said: tuple[str, ...]) -> None:
    assert forms(standing) == said
