from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from hcpcs_desktop.codes.branches import Branch
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.area_map import DOWN, LEFT, RIGHT, UP, beside
from hcpcs_desktop.ui.atlas import NOWHERE, Atlas
from hcpcs_desktop.ui.browse_view import BrowseView
from hcpcs_desktop.ui.map_words import COVERAGE, STATUS, announced, legend, level_name, meaning, percent, told
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import FakeReference
from tests.ui.keys import press_in, type_in

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier
DAY = date(2026, 3, 2)
LETTERS = "AEGHJKQSTUV"


def browse(window: Window) -> BrowseView:
    """Open the view, go to its map and return it."""
    window.top.date.set_day(DAY)
    window.views.show("browse")
    view = window.views.browse
    assert view is not None
    view.map.atlas.setFocus()
    return view


@pytest.fixture
def view(window: Window) -> BrowseView:
    return browse(window)


@pytest.fixture
def atlas(view: BrowseView) -> Atlas:
    return view.map.atlas


@pytest.fixture
def said(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    spoken: list[str] = []
    monkeypatch.setattr(atlas._voice, "say", spoken.append)
    return spoken


def chosen(view: BrowseView) -> str:
    branch = view.tree.current()
    return branch.section if branch is not None else ""


def marked(atlas: Atlas) -> str:
    return "" if atlas.place == NOWHERE else atlas.branches[atlas.place].section


def middle(atlas: Atlas, section: str) -> QPoint:
    area = next(one for one in atlas.areas if one.branch.section == section)
    return QPoint(*(int(part) for part in area.rect.middle))


class TestWords:
    BRANCH = Branch(
        "G0000", "G9999", "Services", codes=200, valid=150, coverage=(("C", 90), ("D", 20), ("I", 40))
    )

    def test_an_area_says_how_many_are_valid(self) -> None:
        assert told(self.BRANCH, STATUS, checked=True) == (("150 of 200 valid", "75 % valid", "75 %"),)
        assert told(self.BRANCH, STATUS, checked=False) == (("200 codes",),)
        assert told(self.BRANCH, COVERAGE, checked=True) == (
            ("60 % contractor decides", "60 % C"),
            ("200 codes",),
        )
        none = self.BRANCH._replace(valid=0, coverage=())
        assert told(none, COVERAGE, checked=True) == (("none valid",), ("200 codes",))

    @pytest.mark.parametrize(
        ("valid", "token"),
        [(200, "good"), (190, "good"), (189, "caution"), (150, "caution"), (149, "warning"), (0, "warning")],
    )
    def test_the_share_of_valid_codes_gives_the_colour(self, valid: int, token: str) -> None:
        branch = self.BRANCH._replace(valid=valid)
        assert meaning(branch, STATUS, checked=True).token == token
        assert meaning(branch, STATUS, checked=False).token == "neutral"

    @pytest.mark.parametrize(
        ("coverage", "words"),
        [
            ((("C", 3), ("D", 2)), "contractor decides"),
            ((("C", 3), ("D", 4)), "special instructions"),
            ((("C", 4), ("I", 2), ("M", 2), ("S", 1)), "not payable"),
            ((("", 4), ("C", 1)), "without coverage"),
        ],
    )
    def test_the_commonest_coverage_gives_the_colour(
        self, coverage: tuple[tuple[str, int], ...], words: str
    ) -> None:
        branch = self.BRANCH._replace(coverage=coverage)
        found = meaning(branch, COVERAGE, checked=True)
        assert found.words == words
        assert found in legend([branch], COVERAGE, checked=True)

    def test_the_legend_has_words_for_every_colour(self) -> None:
        assert [one.token for one in legend([], STATUS, checked=True)] == ["good", "caution", "warning"]
        assert [one.legend for one in legend([], STATUS, checked=False)] == [
            "Load a release to see what is valid"
        ]
        kinds = legend([self.BRANCH], COVERAGE, checked=True)
        assert len({one.token for one in kinds}) == len(kinds) == 3

    def test_all_is_said_in_one_sentence(self) -> None:
        assert announced(self.BRANCH, STATUS, checked=True) == (
            "Letter G, Services, 200 codes, 150 valid (75 %)"
        )
        assert announced(self.BRANCH, COVERAGE, checked=False) == (
            "Letter G, Services, 200 codes, 60 % contractor decides"
        )

    def test_a_level_has_a_name(self) -> None:
        assert level_name(None, 17) == "All letters, 17 with codes"
        assert level_name(self.BRANCH, 1) == "Letter G, 1 section"
        assert level_name(Branch("E0950", "E1298", "x"), 4) == "E0950 to E1298, 4 sections"

    @pytest.mark.parametrize(
        ("part", "whole", "shown"), [(0, 9, "0 %"), (9, 9, "100 %"), (1, 999, "1 %"), (998, 999, "99 %")]
    )
    def test_nearly_all_is_not_all(self, part: int, whole: int, shown: str) -> None:
        assert percent(part, whole) == shown


def test_every_letter_with_codes_has_an_area(atlas: Atlas) -> None:
    assert "".join(one.branch.letter for one in atlas.areas) == LETTERS
    sizes = {one.branch.letter: one.rect.width * one.rect.height / one.branch.codes for one in atlas.areas}
    assert max(sizes.values()) == pytest.approx(min(sizes.values()))
    assert marked(atlas) == "A"


def test_arrows_go_to_what_lies_beside_and_list_its_codes(view: BrowseView, atlas: Atlas) -> None:
    type_in(atlas, "e")
    ways = {Key.Key_Left: LEFT, Key.Key_Right: RIGHT, Key.Key_Up: UP, Key.Key_Down: DOWN}
    moved = set()
    for key, way in ways.items():
        before = atlas.place
        wanted = beside([one.rect for one in atlas.areas], before, way)
        press_in(atlas, key)
        assert atlas.place == wanted
        assert chosen(view) == marked(atlas)
        assert {hit.code[0] for hit in view.model.hits} == {marked(atlas)}
        moved.add(before != wanted)
    assert True in moved


def test_the_next_letter_is_one_key_away(view: BrowseView, atlas: Atlas) -> None:
    seen = [marked(atlas)]
    for _ in LETTERS:
        press_in(atlas, Key.Key_PageDown)
        seen.append(marked(atlas))
    assert "".join(seen) == LETTERS + "V"
    press_in(atlas, Key.Key_PageUp)
    assert chosen(view) == "U"


def test_down_to_the_codes_and_up_again(window: Window, view: BrowseView, atlas: Atlas) -> None:
    type_in(atlas, "e")
    press_in(atlas, Key.Key_Return)
    assert (chosen(view), marked(atlas)) == ("E0100-E0118", "E0100-E0118")
    assert view.map.up.text() == "↑ All letters"
    assert view.map.level.text() == "Letter E"
    assert view.tree.isExpanded(view.tree.branches.find("E"))
    press_in(atlas, Key.Key_Enter)
    assert window.focusWidget() is view.list
    press_in(view.list, Key.Key_Escape)
    assert window.focusWidget() is atlas
    press_in(atlas, Key.Key_Backspace)
    assert (chosen(view), view.map.up.isVisible()) == ("E", False)
    press_in(atlas, Key.Key_Backspace)
    assert window.views.current == "browse"
    press_in(atlas, Key.Key_Return)
    press_in(atlas, Key.Key_Escape)
    assert chosen(view) == "E"
    press_in(atlas, Key.Key_Escape)
    assert window.views.current == "lookup"


def test_home_goes_to_the_letters(view: BrowseView, atlas: Atlas) -> None:
    type_in(atlas, "e05")
    assert marked(atlas) == chosen(view) == "E0500-E0606"
    press_in(atlas, Key.Key_Return)
    assert chosen(view) == "E0601-E0601"
    assert view.map.up.text() == "↑ Letter E"
    press_in(atlas, Key.Key_Home)
    assert chosen(view) == "E"
    view.map.up.click()
    assert chosen(view) == "E"


def test_the_map_follows_the_tree(view: BrowseView, atlas: Atlas) -> None:
    press_in(view.tree, Key.Key_Down)
    assert (chosen(view), marked(atlas)) == ("B", "")
    press_in(atlas, Key.Key_Down)
    assert marked(atlas) == "A"
    view.jump("E0601")
    assert atlas.level == "E0500 to E0606, 1 section"
    assert marked(atlas) == "E0601-E0601"


def test_a_click_chooses_and_another_goes_in(view: BrowseView, atlas: Atlas) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(atlas, left, pos=middle(atlas, "E"))
    assert (chosen(view), atlas.level) == ("E", "All letters, 11 with codes")
    QTest.mouseClick(atlas, Qt.MouseButton.RightButton, pos=middle(atlas, "E"))
    assert chosen(view) == "E"
    QTest.mouseClick(atlas, left, pos=middle(atlas, "E"))
    assert chosen(view) == "E0100-E0118"
    view.map.up.click()
    QTest.mouseClick(atlas, left, pos=middle(atlas, "K"))
    QTest.mouseDClick(atlas, left, pos=middle(atlas, "K"))
    assert chosen(view) == "K0001-K0009"


def test_a_double_click_on_the_chosen_goes_one_level_down(view: BrowseView, atlas: Atlas) -> None:
    left = Qt.MouseButton.LeftButton
    type_in(atlas, "e")
    at = middle(atlas, "E")
    QTest.mousePress(atlas, left, pos=at)
    QTest.mouseDClick(atlas, left, pos=at)
    assert atlas.level.startswith("Letter E,")


def test_what_is_chosen_is_spoken(view: BrowseView, atlas: Atlas, said: list[str]) -> None:
    assert atlas.accessibleName() == "Map of sections, coloured by status. All letters, 11 with codes"
    press_in(atlas, Key.Key_PageDown)
    assert said == ["Letter E, Durable medical equipment, 12 codes, 11 valid (92 %), 2 of 11"]
    assert atlas.accessibleDescription() == said[-1]
    press_in(atlas, Key.Key_Return)
    assert said[-1].startswith("Letter E, ")
    assert "E0100, " not in said[-1].partition(". ")[0]
    assert ". E0100 to E0118, Canes and crutches, 1 code, 1 valid (100 %), 1 of " in said[-1]
    assert "Letter E, " in atlas.accessibleName()
    count = len(said)
    view.jump("K")
    assert len(said) == count, "the tree speaks for itself"


def test_the_tool_tip_tells_what_is_too_small(atlas: Atlas) -> None:
    at = middle(atlas, "U")
    event = QHelpEvent(QEvent.Type.ToolTip, at, atlas.mapToGlobal(at))
    QApplication.sendEvent(atlas, event)
    assert QToolTip.text().startswith("Letter U, ")
    QToolTip.hideText()
    QApplication.processEvents()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_colours_are_those_of_the_tokens(window: Window, view: BrowseView, atlas: Atlas, theme: str) -> None:
    window.appearance.set_theme(theme)
    for by, button in view.map.choices.items():
        button.click()
        picture = atlas.grab().toImage()
        for area in atlas.areas:
            frame = area.rect
            spot = picture.pixelColor(int(frame.right) - 8, int(frame.bottom) - 8)
            expected = meaning(area.branch, by, checked=True).token
            assert area.token == expected
            if min(frame.width, frame.height) > 40 and area.branch.letter != "A":
                assert spot == QColor(window.appearance.colours[f"{expected}_soft"])


def test_the_smallest_area_is_marked_on_the_map_when_it_is_chosen(
    window: Window, view: BrowseView, atlas: Atlas
) -> None:
    for area in atlas.areas:
        frame = atlas._choice_frame(area.rect, 3)
        assert atlas.rect().contains(frame.toAlignedRect())
        assert min(frame.width(), frame.height()) >= 8


def test_the_legend_says_in_words_what_is_shown(view: BrowseView) -> None:
    def words() -> list[str]:
        return [one.text() for one in view.map.legend if one.isVisible()]

    assert words() == ["95 % or more valid", "75 to 95 %", "less"]
    press_in(view.map.choices[COVERAGE], Key.Key_Space)
    assert view.map.atlas.by == COVERAGE
    assert "I, M, S not payable" in words()
    assert view.map.atlas.accessibleName().startswith("Map of sections, coloured by coverage")


def test_small_areas_say_less_but_never_torn_words(window: Window, atlas: Atlas) -> None:
    for zoom in (100, 200, 300):
        window.appearance.set_zoom(zoom)
        for area in atlas.areas:
            for line in area.lines:
                assert area.rect.holds(line.at.x(), line.at.y())
    window.appearance.set_zoom(100)
    shown = next(one for one in atlas.areas if one.branch.letter == "E")
    assert shown.lines[0].text == "E"
    assert shown.lines[-1].text in ("11 of 12 valid", "92 % valid")


def test_the_map_is_put_away_and_remembered(
    window: Window, view: BrowseView, make_window: MakeWindow, reference: FakeReference
) -> None:
    action = window.actions_by_name["show_map"]
    assert (action.isChecked(), action.isEnabled()) == (True, True)
    press_in(view.map.atlas, Key.Key_M, Control | Shift)
    assert (view.map.isVisible(), action.isChecked()) == (False, False)
    assert window.focusWidget() is view.tree
    assert view.panes() == [view.tree, view.list]
    other = make_window(reference)
    assert not browse(other).map.isVisible()
    action.trigger()
    assert view.map.isVisible()
    assert reference.settings["browse_map"] == ""


def test_a_locked_disk_does_not_keep_the_map(
    window: Window, view: BrowseView, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(key: str, value: str) -> None:
        raise EnvironmentFault("The disk is locked.")

    monkeypatch.setattr(reference, "set_setting", refuse)
    window.actions_by_name["show_map"].trigger()
    assert not view.map.isVisible()
    assert view.message.text() == "The disk is locked."
    monkeypatch.undo()


def test_the_tree_keeps_five_rows_and_the_map_gives_way(window: Window, view: BrowseView) -> None:
    around: list[QWidget] = [view.map, view.tree]
    assert all(one.isVisible() for one in around)
    height = window.height()
    for less in range(0, 10):
        window.resize(window.width(), height - less * height // 12)
        QApplication.processEvents()
        if view.map.isVisible():
            assert view.tree.height() >= 5 * view.tree.row_height() - 1
    window.resize(window.width(), height)
    QApplication.processEvents()
    view.map.atlas.setFocus()
    window.appearance.set_zoom(300)
    QApplication.processEvents()
    assert not view.map.isVisible()
    assert window.focusWidget() is view.tree
    window.actions_by_name["show_map"].trigger()
    window.actions_by_name["show_map"].trigger()
    assert "needs more room" in window.status_line.currentMessage()
    window.status_line.clearMessage()


def test_with_nothing_loaded_validity_is_not_claimed(make_window: MakeWindow) -> None:
    window = make_window(FakeReference(loaded=False))
    view = browse(window)
    atlas = view.map.atlas
    assert {one.token for one in atlas.areas} == {"neutral"}
    assert "valid" not in atlas.accessibleDescription()
    assert [one.text() for one in view.map.legend if one.isVisible()] == [
        "Load a release to see what is valid"
    ]


def test_without_a_reference_there_is_nothing_to_move_in(
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
    atlas = view.map.atlas
    for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_Return, Key.Key_Home, Key.Key_Backspace, Key.Key_E):
        press_in(atlas, key)
    QTest.mouseClick(atlas, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert (atlas.areas, atlas.place) == ((), NOWHERE)
    assert atlas.accessibleName().endswith("All letters, 0 with codes")


def test_another_day_colours_anew(window: Window, view: BrowseView, atlas: Atlas) -> None:
    type_in(atlas, "g")
    before = atlas.accessibleDescription()
    window.top.date.set_day(date(2025, 12, 31))
    assert marked(atlas) == "G"
    assert "3 codes, 2 valid" in before
    assert "3 codes, 3 valid" in atlas.accessibleDescription()
    window.top.date.set_day(date(2026, 11, 22))
    assert view.caption.text().endswith(", not checked after 31 Mar 2026")
