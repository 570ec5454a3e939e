"""The date of service and a pinned release, by keyboard: field, list, card and top row follow."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from hcpcs_desktop.ui.releases_dialog import ReleasesDialog
from tests.journeys.one_window import Reader, nothing_left, reader, window_of_five
from tests.journeys.user import Alt, Control, Key, Shift

__all__ = ["nothing_left", "reader", "window_of_five"]

pytestmark = pytest.mark.realdata


def says(reader: Reader) -> str:
    return str(reader.window.top.release.text())


def colour(reader: Reader) -> str:
    return str(reader.window.top.date.property("state"))


def test_the_day_is_typed_and_stepped_and_everything_follows(reader: Reader) -> None:
    field = reader.window.top.date
    reader.set_date("03022026")
    reader.look_up("K0903")
    assert (reader.shown, reader.pills[2]) == ("K0903", "Discontinued 31 Dec 2018")
    assert says(reader).startswith("CMS January 2026")
    assert colour(reader) == "other"

    reader.press(Key.Key_D, Alt)
    reader.write("nov 2018")
    reader.press(Key.Key_Return)
    assert field.day == date(2018, 11, 1)
    assert (reader.shown, reader.pills[2]) == ("K0903", "Valid on this date")
    assert (says(reader), colour(reader)) == ("CMS 2018", "other")

    reader.press(Key.Key_D, Alt)
    reader.write("+")
    assert field.day == date(2019, 2, 1)
    assert reader.pills[2] == "Discontinued 31 Dec 2018"
    reader.write("-")
    reader.write("-")
    reader.press(Key.Key_PageUp)
    assert field.day == date(2018, 11, 1)
    assert reader.pills[2] == "Valid on this date"
    reader.write("t")
    assert field.day == field.today
    reader.write("2022-Q1")
    reader.press(Key.Key_Return)
    assert field.day == date(2022, 1, 1)
    assert (says(reader), colour(reader)) == ("CMS July 2024 (rebuilt) · no release of that day", "outside")
    assert "no loaded release covers 1 jan 2022" in reader.window.top.release.toolTip().lower()

    reader.look_up("walker")
    codes = reader.codes
    reader.press(Key.Key_PageDown, Alt)
    assert field.day == date(2021, 10, 1)
    assert reader.codes == codes
    reader.press(Key.Key_Home, Alt)
    assert field.day == field.today
    reader.set_date("2017-06-01")
    assert says(reader) == "CMS 2018 · before the first loaded release"
    reader.press(Key.Key_2, Control)
    view = reader.window.views.browse
    assert view is not None
    assert "valid on 1 Jun 2017" in view.counts.text()
    reader.press(Key.Key_1, Control)


def test_a_release_is_pinned_and_let_go(reader: Reader) -> None:
    window = reader.window
    reader.set_date("2026-03-02")
    reader.look_up("A4253")
    reader.press(Key.Key_R, Control | Shift)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    reader.press(Key.Key_Up)
    reader.press(Key.Key_Return)
    assert says(reader) == "Pinned: CMS 2018 · not checked after 31 Dec 2018"
    assert reader.pills[2] == "Not checked after 31 Dec 2018"
    assert "Pinned to CMS 2018: no other release has a say." in reader.page
    reader.look_up("lecanemab")
    assert [hit.status for hit in reader.window.search.model.hits] == ["absent"]
    reader.press(Key.Key_R, Control)
    dialog = reader.dialog(ReleasesDialog)
    reader.press(Key.Key_End)
    item = dialog.list.currentItem()
    assert item is not None
    assert item.text(0) == "CMS 2018, pinned"
    reader.press(Key.Key_P, Alt)
    reader.qtbot.waitUntil(lambda: not says(reader).startswith("Pinned"))
    reader.press(Key.Key_Escape)
    assert window.reference is not None
    assert window.reference.pinned() is None
    reader.look_up("lecanemab")
    assert [hit.status for hit in reader.window.search.model.hits] == ["active"]
    assert reader.codes == ["J0174"]
    assert says(reader) == "CMS January 2026 (rebuilt)"
