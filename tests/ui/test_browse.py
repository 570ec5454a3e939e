from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hcpcs_desktop.codes.branches import Branch, counted
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.branch_model import BRANCH, COUNT, RANGE, TITLE, BranchModel, spoken, stretch
from hcpcs_desktop.ui.browse_view import BrowseView
from hcpcs_desktop.ui.desktop import _VIEWS, main
from hcpcs_desktop.ui.top_row import VIEWS
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import FakeReference, opener
from tests.ui.keys import press_in, type_in

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier
ROOT = Path(__file__).parents[2]
DAY = date(2026, 3, 2)


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    press_in(window.focusWidget() or window, key, held)


def browse(window: Window) -> BrowseView:
    """Open the view by its key and return it."""
    window.top.date.set_day(DAY)
    press(window, Key.Key_B, Control)
    assert window.views.browse is not None
    return window.views.browse


def chosen(view: BrowseView) -> str:
    branch = view.tree.current()
    return branch.section if branch is not None else ""


def codes(view: BrowseView) -> list[str]:
    return [hit.code for hit in view.model.hits]


class TestModel:
    @pytest.fixture
    def model(self, appearance: Appearance) -> BranchModel:
        model = BranchModel(appearance)
        model.show(counted(["E0100", "E0105", "E0601", "R0070"], ["E0100"]), checked=True)
        return model

    def test_it_keeps_qts_rules(self, model: BranchModel, qtmodeltester: ModelTester) -> None:
        qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt leaves it untyped
        model.show((), checked=False)
        qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt leaves it untyped

    def test_a_row_has_codes_title_and_count(self, model: BranchModel) -> None:
        letter = model.find("E")
        row = model.index(0, RANGE, letter)
        cells = [row.siblingAtColumn(column).data() for column in (RANGE, TITLE, COUNT)]
        assert cells == ["E0100-E0118", "Canes and crutches", "2"]
        assert letter.data() == "E"
        assert row.parent() == letter
        assert model.of_section("E0601-E0601").data() == "E0601"
        model.short = True
        assert row.data() == "E0100"

    def test_a_screen_reader_hears_a_sentence(self, model: BranchModel) -> None:
        role = Qt.ItemDataRole.AccessibleTextRole
        canes = model.of_section("E0100-E0118")
        assert canes.data(role) == "E0100 to E0118, Canes and crutches, 2 codes, 1 valid"
        assert model.find("R").data(role) == "Letter R, Portable X-ray and ECG transport, 1 code, 0 valid"
        assert model.find("D").data(role) == "Letter D, Dental services, 0 codes"
        assert canes.siblingAtColumn(COUNT).data(role) == "2"
        note = model.find("D").data(Qt.ItemDataRole.AccessibleDescriptionRole)
        assert "American Dental Association" in note

    def test_nothing_raises(self, model: BranchModel) -> None:
        for role in range(400):
            model.data(model.index(0, 0), role)
            model.data(QModelIndex(), role)
        assert not model.index(99, 0).isValid()
        assert not model.of_section("X").isValid()
        assert model.branch(QModelIndex()) is None
        assert isinstance(model.index(0, 0).data(BRANCH), Branch)

    def test_without_a_release_nothing_is_said_to_be_valid(self) -> None:
        branch = Branch("E0950", "E1298", "Wheelchair accessories", codes=210, valid=198)
        assert spoken(branch, checked=False) == "E0950 to E1298, Wheelchair accessories, 210 codes"
        assert spoken(branch, checked=True).endswith("210 codes, 198 valid")
        assert stretch(branch._replace(last="E0950"), "-") == "E0950"


def test_the_view_is_built_when_it_is_first_shown(window: Window) -> None:
    assert window.views.browse is None
    assert window.findChild(BrowseView) is None
    view = browse(window)
    assert view.isVisible()
    assert not window.splitter.isVisible()
    assert window.focusWidget() is view.tree
    assert window.top.view == "browse"
    assert window.actions_by_name["view_browse"].isChecked()
    press(window, Key.Key_1, Control)
    assert window.splitter.isVisible()
    assert not view.isVisible()
    assert window.focusWidget() is window.search.box
    assert browse(window) is view


def test_nothing_of_it_is_imported_before() -> None:
    probe = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_reference import FakeReference
app = QApplication(["probe", "-style", "Fusion"])
window = Window(Appearance(app), FakeReference, Path("."))
window.ready.connect(app.quit)
window.show()
app.exec()
names = ("browse_view", "branch_tree", "branch_model", "map_pane", "atlas", "area_map", "map_words")
print([name for name in names if "hcpcs_desktop.ui." + name in sys.modules])
window.close()
"""
    found = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert found.stdout.strip() == "[]"


def test_the_buttons_of_the_top_row_change_the_view(window: Window) -> None:
    buttons = {button.text(): button for button in window.top.findChildren(QToolButton, "view")}
    assert list(buttons) == list(VIEWS.values())
    buttons["Browse"].click()
    assert window.views.current == "browse"
    buttons["Browse"].click()
    assert window.views.current == "browse"
    buttons["Look up"].click()
    assert window.views.current == "lookup"


def test_the_tree_by_keyboard(window: Window) -> None:
    view = browse(window)
    assert chosen(view) == "A"
    press(window, Key.Key_E)
    assert chosen(view) == "E"
    assert view.title.text() == "Durable medical equipment"
    assert view.counts.text() == "Letter E · 12 codes, 11 valid on 2 Mar 2026"
    assert "canes to wheelchairs" in view.note.text()
    press(window, Key.Key_Right)
    press(window, Key.Key_Down)
    assert chosen(view) == "E0100-E0118"
    assert view.counts.text() == "E0100 to E0118 · 1 code, 1 valid on 2 Mar 2026"
    assert not view.note.isVisible()
    assert codes(view) == ["E0100"]
    assert view.model.hits[0].why == "added 1 Jan 1986"
    press(window, Key.Key_Left)
    press(window, Key.Key_Left)
    assert chosen(view) == "E"
    assert not view.tree.isExpanded(view.tree.currentIndex())
    press(window, Key.Key_Return)
    assert window.focusWidget() is view.list
    press(window, Key.Key_Escape)
    assert window.focusWidget() is view.tree
    press(window, Key.Key_Escape)
    assert window.views.current == "lookup"


def test_typing_goes_on_to_the_code(window: Window) -> None:
    view = browse(window)
    for typed, section in (("e", "E"), ("0", "E0100-E0118"), ("6", "E0601-E0601"), ("0", "E0601-E0601")):
        type_in(view.tree, typed)
        assert chosen(view) == section
    type_in(view.tree, "1")
    assert chosen(view) == "E0601-E0601"
    type_in(view.tree, "k")
    assert chosen(view) == "K"
    press(window, Key.Key_Down)
    type_in(view.tree, "0")
    assert chosen(view) == "L", "what was typed before a move no longer counts"
    type_in(view.tree, "x")
    assert chosen(view) == "L"


def test_typing_in_the_codes_goes_to_the_tree(window: Window) -> None:
    view = browse(window)
    press(window, Key.Key_Return)
    type_in(view.list, "k")
    assert chosen(view) == "K"
    assert window.focusWidget() is view.tree


def test_a_letter_without_codes_says_so(window: Window) -> None:
    view = browse(window)
    press(window, Key.Key_D)
    assert view.counts.text() == "Letter D · no code in the loaded data"
    assert "American Dental Association" in view.note.text()
    assert not view.button.isVisible()
    press(window, Key.Key_Return)
    assert window.focusWidget() is view.tree


def test_a_code_is_opened_in_the_look_up_and_back(
    qtbot: QtBot, window: Window, reference: FakeReference
) -> None:
    view = browse(window)
    view.jump("K0001")
    press(window, Key.Key_Return)
    press(window, Key.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        press(window, Key.Key_Return)
    assert opened.args == ["K0003"]
    assert window.views.current == "lookup"
    assert window.focusWidget() is window.detail.page
    assert window.detail.shown is not None
    assert window.detail.shown.code == "K0003"
    assert window.search.box.text() == "K0003"
    assert reference.opened == ["K0003"]
    press(window, Key.Key_Left, Alt)
    assert window.views.current == "browse"
    assert window.focusWidget() is view.list
    assert view.model.hit(view.list.currentIndex().row()).code == "K0003"  # type: ignore[union-attr]
    press(window, Key.Key_Right, Alt)
    assert window.views.current == "lookup"
    assert window.detail.shown.code == "K0003"


def test_back_follows_the_trail_once_another_code_is_shown(window: Window) -> None:
    view = browse(window)
    view.opened.emit("E0100")
    window.lookup.follow("code", "E0143")
    press(window, Key.Key_Left, Alt)
    assert window.views.current == "lookup"
    assert window.detail.shown is not None
    assert window.detail.shown.code == "E0100"
    press(window, Key.Key_Left, Alt)
    assert window.views.current == "browse"


def test_a_double_click_opens(qtbot: QtBot, window: Window) -> None:
    view = browse(window)
    place = view.list.visualRect(view.model.index(1, 0)).center()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseDClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [codes(view)[1]]


@pytest.mark.parametrize(("typed", "section"), [("E", "E"), ("E01", "E0100-E0118"), ("E0601", "E0601-E0601")])
def test_searching_here_passes_the_section_on(qtbot: QtBot, window: Window, typed: str, section: str) -> None:
    view = browse(window)
    view.jump(typed)
    with qtbot.waitSignal(view.search_here) as asked, qtbot.waitSignal(window.views.search_here) as passed:
        press(window, Key.Key_F, Control)
    assert asked.args == passed.args == [section]
    assert window.views.current == "lookup"
    assert window.focusWidget() is window.search.box
    browse(window)
    with qtbot.waitSignal(window.views.search_here):
        view.button.click()


def test_there_is_nothing_to_search_in_a_letter_without_codes(qtbot: QtBot, window: Window) -> None:
    view = browse(window)
    view.jump("D")
    with qtbot.assertNotEmitted(window.views.search_here):
        press(window, Key.Key_F, Control)
    assert window.views.current == "browse"


def test_another_day_counts_anew_and_keeps_the_place(window: Window) -> None:
    view = browse(window)
    view.jump("K09")
    view.jump("G6001")
    section = chosen(view)
    view.focus_codes()
    assert "0 valid on 2 Mar 2026" in view.counts.text()
    window.top.date.set_day(date(2025, 12, 31))
    assert chosen(view) == section
    assert "1 valid on 31 Dec 2025" in view.counts.text()
    assert view.list.currentIndex().row() == 0
    assert view.tree.isExpanded(view.tree.branches.find("K"))
    window.top.date.set_day(date(2026, 11, 22))
    assert view.counts.text().endswith("0 valid, not checked after 31 Mar 2026")


def test_the_date_gives_the_focus_back(window: Window) -> None:
    view = browse(window)
    press(window, Key.Key_D, Alt)
    type_in(window.top.date, "2025-06-30")
    press(window, Key.Key_Return)
    assert window.focusWidget() is view.tree
    assert "30 Jun 2025" in view.counts.text()


def test_with_nothing_loaded_it_says_what_is_shown(make_window: MakeWindow) -> None:
    window = make_window(FakeReference(loaded=False))
    view = browse(window)
    assert view.caption.text().startswith("The built-in set of 32 codes. Load a CMS release")
    assert view.counts.text() == "Letter A · 4 codes of the built-in set"
    assert "valid" not in view.tree.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_release_loaded_meanwhile_is_shown(make_window: MakeWindow) -> None:
    reference = FakeReference(loaded=False)
    window = make_window(reference)
    view = browse(window)
    reference.load("HCPC2026.zip")
    window.releases_changed()
    assert view.caption.text() == "32 codes in CMS January 2026"


def test_what_stands_in_the_way_is_said(window: Window, reference: FakeReference) -> None:
    view = browse(window)
    reference.fault = EnvironmentFault("The cache is locked; close the other program.")
    press(window, Key.Key_E)
    assert view.message.isVisible()
    assert "locked" in view.message.text()
    reference.fault = None
    press(window, Key.Key_K)
    assert not view.message.isVisible()
    window.say_trouble("The disk is full.")
    assert view.message.isVisible()


def test_without_a_reference_the_view_says_why(
    qtbot: QtBot, make_window: MakeWindow, reference: FakeReference
) -> None:
    def refuse() -> FakeReference:
        raise EnvironmentFault("The disk is full; free some space and start again.")

    made = make_window(reference)
    window = Window(made.appearance, refuse, made.data_dir)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.ready):
        window.show()
    view = browse(window)
    assert view.message.text() == "The disk is full; free some space and start again."
    assert view.message.isVisible()
    for key in (Key.Key_Return, Key.Key_E, Key.Key_Down):
        press(window, key)
    press(window, Key.Key_F, Control)
    assert view.tree.current() is None


def test_f6_goes_round(window: Window) -> None:
    view = browse(window)
    around: list[QWidget] = [view.list, window.top.date, view.map.atlas, view.tree]
    for pane in around:
        press(window, Key.Key_F6)
        assert window.focusWidget() is pane
    for pane in (view.map.atlas, window.top.date):
        press(window, Key.Key_F6, Shift)
        assert window.focusWidget() is pane


def test_actions_of_the_page_wait_while_it_is_hidden(window: Window) -> None:
    browse(window)
    enabled = {name: action.isEnabled() for name, action in window.actions_by_name.items()}
    waiting = {name for name, can in enabled.items() if not can}
    page = {"copy_code", "copy_source", "copy_link", "favourite", "pin"}
    assert waiting == {*page, "print", "save_pdf", "hide_codes", "save_table"}
    press(window, Key.Key_K, Control)
    assert window.views.current == "lookup"
    enabled = {name: action.isEnabled() for name, action in window.actions_by_name.items()}
    assert {name for name, can in enabled.items() if not can} == {
        *("search_here", "show_map", "hide_codes", "save_table")
    }


def test_every_focusable_widget_has_a_name_and_rows_are_spoken(window: Window) -> None:
    QAccessible.setActive(True)
    try:
        view = browse(window)
        widgets = [one for one in window.findChildren(QWidget) if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
        assert {view.tree, view.list, view.button} <= set(widgets)
        assert [one.objectName() for one in widgets if one.isVisible() and not name_of(one)] == []
        assert name_of(view.tree) == "Sections"
        rows = QAccessible.queryAccessibleInterface(view.tree)
        said = [rows.child(number).text(QAccessible.Text.Name) for number in range(4)]
        assert said[:3] == ["Codes", "Title", "Number of codes"]
        assert said[3].startswith("Letter A, Transportation")
    finally:
        QAccessible.setActive(False)


def name_of(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def test_the_status_line_names_its_keys(window: Window) -> None:
    view = browse(window)
    window.status_line.focus_moved(view.tree)
    assert "Enter codes" in window.status_line._keys.text()
    window.status_line.focus_moved(view.list)
    assert "Esc sections" in window.status_line._keys.text()


def test_everything_grows_with_the_zoom(window: Window) -> None:
    view = browse(window)
    view.jump("E")
    before = (view.tree.rowHeight(view.tree.currentIndex()), view.tree.columnWidth(COUNT))
    assert not view.tree.branches.short
    window.appearance.set_zoom(200)
    after = (view.tree.rowHeight(view.tree.currentIndex()), view.tree.columnWidth(COUNT))
    assert all(now > then * 1.6 for then, now in zip(before, after, strict=True))
    view.share_width(window.width())
    assert view.tree.branches.short, "where titles have too little room, the first code stands for a stretch"


def test_the_window_keeps_its_panes_when_it_closes_in_browse(
    make_window: MakeWindow, reference: FakeReference
) -> None:
    window = make_window(reference)
    sizes = window.splitter.sizes()
    browse(window)
    window.close()
    assert reference.settings["splitter"] == " ".join(map(str, sizes))


def test_the_command_line_knows_every_view_of_the_top_row() -> None:
    assert (*VIEWS, "settings") == _VIEWS


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("text", ["", "E0143", "G0556", "D", "no code"])
def test_a_picture_of_the_view_is_drawn(qapp: QApplication, tmp_path: Path, theme: str, text: str) -> None:
    target = tmp_path / "picture.png"
    wishes = ["--screenshot", str(target), "--show", text, "--theme", theme, "--size", "900x700"]
    assert main([*wishes, "--view", "browse"], opener(FakeReference()), lambda _: tmp_path) == 0
    image = QImage(str(target))
    tree = {image.pixel(x, y) for x in range(0, 300, 2) for y in range(100, 400, 2)}
    assert len(tree) > 20
