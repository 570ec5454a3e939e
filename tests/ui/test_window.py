from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import FakeReference
from tests.ui.keys import press_in, type_in

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    press_in(window.focusWidget() or window, key, held)


def codes(window: Window) -> list[str]:
    return [hit.code for hit in window.search.model.hits]


def shown(window: Window) -> str | None:
    explanation = window.detail.shown
    return explanation.read_as if explanation is not None else None


def test_a_journey_by_keyboard_alone(qtbot: QtBot, window: Window, reference: FakeReference) -> None:
    window.top.date.set_day(window.top.date.day.replace(year=2026, month=3, day=2))
    assert window.focusWidget() is window.search.box
    type_in(window.search.box, "walker")
    assert codes(window)[:2] == ["E0143", "E0141"]
    assert shown(window) is None
    qtbot.waitUntil(lambda: shown(window) == "E0143")

    press(window, Key.Key_Down)
    assert shown(window) == "E0141"
    assert window.focusWidget() is window.search.box
    press(window, Key.Key_PageDown)
    assert window.search.list.currentIndex().row() == len(codes(window)) - 1
    press(window, Key.Key_PageUp)
    press(window, Key.Key_Up)
    assert shown(window) == "E0143"
    assert reference.opened == []

    press(window, Key.Key_Return)
    assert window.focusWidget() is window.detail.page
    assert reference.opened == ["E0143"]
    press(window, Key.Key_D, Control)
    assert reference.marked == {"E0143"}
    assert "★" in window.detail.header.favourite.text()
    press(window, Key.Key_C, Control | Shift)
    assert QApplication.clipboard().text() == "E0143"
    press(window, Key.Key_C, Control | Alt)
    assert "Valid on this date (date of service 2 Mar 2026)" in QApplication.clipboard().text()

    press(window, Key.Key_Escape)
    assert window.focusWidget() is window.search.box
    assert window.search.box.selectedText() == "walker"
    press(window, Key.Key_Escape)
    assert window.search.box.text() == ""
    assert [(hit.code, hit.why) for hit in window.search.model.hits] == [("E0143", "favourite")]


def test_f6_goes_round_the_panes(qtbot: QtBot, window: Window) -> None:
    around: list[QWidget] = [window.search.list, window.detail.page, window.top.date, window.search.box]
    for pane in around:
        press(window, Key.Key_F6)
        assert window.focusWidget() is pane
    for pane in (*around[-2::-1], around[-1]):
        press(window, Key.Key_F6, Shift)
        assert window.focusWidget() is pane


@pytest.mark.parametrize("key", [Key.Key_K, Key.Key_L])
def test_the_box_is_one_key_away_from_everywhere(qtbot: QtBot, window: Window, key: Qt.Key) -> None:
    type_in(window.search.box, "cane")
    press(window, Key.Key_F6)
    press(window, key, Control)
    assert window.focusWidget() is window.search.box
    assert window.search.box.selectedText() == "cane"
    window.search.box.deselect()
    press(window, key, Control)
    assert window.search.box.selectedText() == "cane"


def test_typing_in_the_list_goes_to_the_box(qtbot: QtBot, window: Window) -> None:
    press(window, Key.Key_F6)
    type_in(window.search.list, "c")
    assert window.search.box.text() == "c"
    assert window.focusWidget() is window.search.box


def test_keys_typed_before_the_reference_is_open_are_answered_then(
    qtbot: QtBot, appearance: object, make_window: MakeWindow, reference: FakeReference
) -> None:
    window = make_window(reference)
    window.close()
    again = Window(window.appearance, lambda: reference, window.data_dir)
    qtbot.addWidget(again)
    type_in(again.search.box, "wheelchair")
    press(again, Key.Key_Return)
    with qtbot.waitSignal(again.ready):
        again.show()
    assert codes(again) == ["K0001", "K0003"]


def test_what_stands_in_the_way_is_said_in_the_window(qtbot: QtBot, make_window: MakeWindow) -> None:
    def refuse() -> FakeReference:
        raise EnvironmentFault("The disk is full; free some space and start again.")

    window = make_window(FakeReference())
    broken = Window(window.appearance, refuse, window.data_dir)
    qtbot.addWidget(broken)
    with qtbot.waitSignal(broken.ready):
        broken.show()
    assert broken.search.message.text() == "The disk is full; free some space and start again."
    assert broken.search.message.isVisible()
    type_in(broken.search.box, "walker")
    press(broken, Key.Key_Return)
    broken.actions_by_name["favourite"].trigger()
    broken.actions_by_name["releases"].trigger()
    broken.detail.page.anchorClicked.emit(QUrl("code:E0143"))
    broken.releases_changed()


def test_a_fault_while_searching_keeps_the_list(
    qtbot: QtBot, window: Window, reference: FakeReference
) -> None:
    type_in(window.search.box, "walker")
    before = codes(window)
    reference.fault = EnvironmentFault("The cache is locked; close the other program.")
    type_in(window.search.box, "x")
    assert window.search.message.text().startswith("The cache is locked")
    assert codes(window) == before
    reference.fault = None
    press(window, Key.Key_Backspace)
    assert not window.search.message.isVisible()


def test_nothing_found_suggests_and_enter_explains(qtbot: QtBot, window: Window) -> None:
    type_in(window.search.box, "I10")
    assert window.search.current() is None
    assert "Nothing found for “I10”" in window.search.message.text()
    press(window, Key.Key_Return)
    assert "diagnosis code" in window.detail.page.toPlainText()
    press(window, Key.Key_K, Control)
    press(window, Key.Key_Down)
    assert shown(window) == "E0143"


def test_a_cpt_code_shows_its_card_and_no_wording(qtbot: QtBot, window: Window) -> None:
    type_in(window.search.box, "99213-25")
    press(window, Key.Key_Return)
    assert codes(window) == ["99213"]
    assert shown(window) == "99213-25"
    assert "CPT code, Category I" in window.detail.page.toPlainText()
    window.actions_by_name["copy_source"].trigger()
    copied = QApplication.clipboard().text().splitlines()
    assert copied[0] == "99213-25"
    assert copied[-1].endswith("wording is licensed and not included")


def test_modifiers_typed_behind_a_code_are_explained(qtbot: QtBot, window: Window) -> None:
    type_in(window.search.box, "j9035-jw")
    press(window, Key.Key_Return)
    assert shown(window) == "J9035-JW"
    assert "Drug amount discarded" in window.detail.page.toPlainText()


def test_several_codes_are_several_rows(qtbot: QtBot, window: Window) -> None:
    type_in(window.search.box, "E0143, 99213-25")
    assert codes(window) == ["E0143", "99213"]
    press(window, Key.Key_Down)
    assert shown(window) == "99213-25"


def test_links_open_and_the_trail_goes_back(qtbot: QtBot, window: Window) -> None:
    window.detail.page.anchorClicked.emit(QUrl("code:E0143"))
    window.detail.page.anchorClicked.emit(QUrl("code:E0141"))
    assert shown(window) == "E0141"
    press(window, Key.Key_Left, Alt)
    assert shown(window) == "E0143"
    press(window, Key.Key_Left, Alt)
    assert "Nothing further back" in window.status_line.currentMessage()
    press(window, Key.Key_Right, Alt)
    assert shown(window) == "E0141"
    window.detail.page.anchorClicked.emit(QUrl("search:walker with wheels"))
    assert window.search.box.text() == "walker with wheels"


def test_the_date_of_service_asks_again(qtbot: QtBot, window: Window) -> None:
    type_in(window.search.box, "G6001")
    press(window, Key.Key_Return)
    press(window, Key.Key_D, Alt)
    assert window.focusWidget() is window.top.date
    type_in(window.top.date, "12/31/2025")
    press(window, Key.Key_Return)
    assert window.detail.shown is not None
    assert window.detail.shown.on == "2025-12-31"
    assert window.detail.header.pills[2].text() == "Valid on this date"
    assert window.focusWidget() is window.search.box
    window.top.date.setFocus()
    press(window, Key.Key_Up)
    assert window.detail.header.pills[2].text() == "Discontinued 31 Dec 2025"


def test_a_text_that_is_no_date_keeps_the_old_one(qtbot: QtBot, window: Window) -> None:
    old = window.top.date.day
    press(window, Key.Key_D, Alt)
    type_in(window.top.date, "31/31/2025")
    press(window, Key.Key_Return)
    assert window.top.date.day == old
    assert "is not a date" in window.status_line.currentMessage()
    assert window.focusWidget() is window.top.date
    press(window, Key.Key_Escape)
    assert window.top.date.text() == f"{old.day} {old:%b} {old.year}"


def test_zoom_by_keys_and_wheel(qtbot: QtBot, window: Window) -> None:
    press(window, Key.Key_Plus, Control)
    assert window.appearance.zoom == 110
    press(window, Key.Key_Minus, Control)
    press(window, Key.Key_Minus, Control)
    assert window.appearance.zoom == 90
    press(window, Key.Key_0, Control)
    assert window.appearance.zoom == 100
    where, turned = QPointF(window.rect().center()), QPoint(0, 120)
    event = QWheelEvent(
        where,
        where,
        turned,
        turned,
        Qt.MouseButton.NoButton,
        Control,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    window.wheelEvent(event)
    assert window.appearance.zoom == 110


def test_what_is_set_is_kept(qtbot: QtBot, make_window: MakeWindow, reference: FakeReference) -> None:
    window = make_window(reference, notice=True)
    assert window.notice_bar.isVisible()
    window.notice_bar.button.click()
    assert not window.notice_bar.isVisible()
    assert window.focusWidget() is window.search.box
    window.actions_by_name["theme_dark"].trigger()
    window.appearance.set_zoom(125)
    window.resize(1111, 777)
    window.close()
    assert reference.closed
    assert reference.settings["theme"] == "dark"
    window.appearance.set_theme("light")
    window.appearance.set_zoom(100)
    again = make_window(reference, notice=True)
    assert not again.notice_bar.isVisible()
    assert (again.appearance.theme, again.appearance.zoom) == ("dark", 125)
    assert again.width() == 1111


@pytest.mark.parametrize(("before", "kept"), [("light", "dark"), ("dark", "light"), ("light", "contrast")])
def test_a_kept_theme_reaches_every_part(
    qtbot: QtBot, make_window: MakeWindow, reference: FakeReference, before: str, kept: str
) -> None:
    reference.settings = {"theme": kept, "zoom": "150"}
    plain = make_window(FakeReference())
    plain.close()
    plain.appearance.set_theme(before)
    plain.appearance.set_zoom(100)
    window = make_window(reference)
    assert window.appearance.theme == kept
    assert window.styleSheet() == window.appearance.style_sheet()
    assert window.actions_by_name[f"theme_{kept}"].isChecked()
    picture = window.grab().toImage()
    ground = window.appearance.colours["base"]
    below = window.detail.mapTo(window, window.detail.rect().bottomLeft()) / window.devicePixelRatioF()
    assert picture.pixelColor(below.x() + 5, below.y() - 5).name() == ground


def test_the_thin_bar_says_what_answers_without_a_release(make_window: MakeWindow) -> None:
    window = make_window(FakeReference(loaded=False))
    assert "Built-in plain-language set, 1,234 codes" in window.builtin_bar.label.text()
    assert window.top.release.text() == "No release loaded"


def test_dropped_files_are_loaded(qtbot: QtBot, make_window: MakeWindow) -> None:
    reference = FakeReference(loaded=False)
    window = make_window(reference)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/data/HCPC2026.zip"), QUrl("https://example.org/x.zip")])
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, button, none)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    with qtbot.waitSignal(window.loading.changed):
        window.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, button, none))
    assert not window.builtin_bar.isVisible()
    assert window.top.release.text() == "CMS January 2026 · not checked after 31 Mar 2026"


def test_every_focusable_widget_has_a_name(qtbot: QtBot, window: Window) -> None:
    QAccessible.setActive(True)
    try:
        type_in(window.search.box, "walker")
        press(window, Key.Key_Return)
        nameless = [
            f"{type(widget).__name__} {widget.objectName()}"
            for widget in [window, *window.findChildren(QWidget)]
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not spoken(widget)
        ]
    finally:
        QAccessible.setActive(False)
    assert nameless == []


def spoken(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(QAccessible.Text.Name)) if found is not None else ""


def test_every_action_has_words_and_a_menu(window: Window) -> None:
    in_menus = [action for menu in window.menuBar().actions() for action in menu.menu().actions()]  # type: ignore[attr-defined]
    for action in window.actions_by_name.values():
        assert action.text()
        assert action in in_menus
    keys = [key.toString() for action in window.actions_by_name.values() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))


def test_the_status_line_names_the_keys_of_the_place(qtbot: QtBot, window: Window) -> None:
    window.status_line.focus_moved(window.top.date)
    assert "T today" in window.status_line._keys.text()
    window.status_line.focus_moved(window.detail.page)
    assert "Tab next link" in window.status_line._keys.text()
    window.status_line.focus_moved(None)
    assert "F1 all keys" in window.status_line._keys.text()
