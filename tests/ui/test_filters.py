"""Chips and the menu of filters: what narrows the results, and how words were read."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from hcpcs_desktop.search.answer import Answer, Used
from hcpcs_desktop.search.filters import NONE, Filters
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.chips import Chip, Chips, chips_of
from hcpcs_desktop.ui.filter_menu import CLEAR, fill, since
from hcpcs_desktop.ui.filter_words import filter_words, values
from hcpcs_desktop.ui.flow import FlowLayout
from hcpcs_desktop.ui.narrowing import Narrowing
from hcpcs_desktop.ui.window import Window

LIFT = Used("hoyer lift", "hoyer lift → patient lift", "product")
DEAD = Used("pillex", "pillex", "dead end", "A tablet.")
ANSWER = Answer(
    "hoyr lift", "patient lift", "2026-01-01", 1, 0.1, facts=(LIFT, DEAD), corrected=(("hoyr", "hoyer"),)
)


class TestNarrowing:
    def test_filters_are_set_and_taken_away(self, qtbot: QtBot) -> None:
        narrowing = Narrowing()
        with qtbot.waitSignal(narrowing.changed):
            narrowing.set("section", "E")
        with qtbot.assertNotEmitted(narrowing.changed):
            narrowing.set("section", "E")
        narrowing.set_section("E0100-E0159")
        assert narrowing.filters == Filters(section="E0100-E0159")
        with qtbot.waitSignal(narrowing.changed):
            narrowing.clear()
        with qtbot.assertNotEmitted(narrowing.changed):
            narrowing.clear()
        assert narrowing.filters == NONE

    def test_what_is_refused_is_used_again_or_forgotten(self) -> None:
        narrowing = Narrowing()
        narrowing.toggle("hoyer lift")
        narrowing.toggle("hoyr")
        narrowing.toggle("hoyer lift")
        assert narrowing.refused == ("hoyr",)
        narrowing.search_for("hoyr lift")
        narrowing.toggle("hoyr")
        narrowing.toggle("hoyr")
        narrowing.search_for("hoyr lift sling")
        assert narrowing.refused == ("hoyr",)
        narrowing.search_for("walker")
        assert not narrowing.refused


class TestChips:
    def test_filters_first_then_what_was_refused_then_how_it_was_read(self) -> None:
        narrowing = Narrowing()
        narrowing.set("section", "E")
        narrowing.set("status", "ended")
        narrowing.toggle("rollator")
        assert [(chip.of, chip.key, chip.off) for chip in chips_of(narrowing, ANSWER)] == [
            ("filter", "section", False),
            ("filter", "status", False),
            ("fact", "rollator", True),
            ("fact", "hoyr", False),
            ("fact", "hoyer lift", False),
        ]

    def test_only_the_first_facts_are_shown(self) -> None:
        many = ANSWER._replace(
            facts=tuple(Used(f"t{n}", f"t{n} → x", "product") for n in range(9)), corrected=()
        )
        assert [chip.key for chip in chips_of(Narrowing(), many)] == ["t0", "t1", "t2"]

    def test_nothing_narrows(self) -> None:
        assert chips_of(Narrowing(), None) == ()

    def test_each_button_tells_what_it_is_of(self, qtbot: QtBot, appearance: Appearance) -> None:
        chips = Chips(appearance)
        qtbot.addWidget(chips)
        chips.show_chips((Chip("Section E", "Filter: Section E. Take it away", "filter", "section"),))
        (button,) = chips.buttons()
        assert button.accessibleName() == "Filter: Section E. Take it away"
        with qtbot.waitSignal(chips.pressed) as pressed:
            button.click()
        assert pressed.args == ["filter", "section"]
        chips.show_chips(())
        assert chips.buttons() == []
        assert chips.isHidden()


class TestWords:
    @pytest.mark.parametrize(
        ("name", "value", "said"),
        [
            ("section", "E", "Section E"),
            ("section", "E0100-E0159", "E0100 to E0159"),
            ("kind", "modifier", "Modifiers only"),
            ("status", "active", "Not discontinued"),
            ("added_since", "2026-01-01", "Added since 1 Jan 2026"),
            ("ended_since", "2025-12-31", "Ended since 31 Dec 2025"),
            ("pricing", "36", "Pricing 36: Capped rental equipment"),
            ("coverage", "Z", "Coverage Z"),
        ],
    )
    def test_filters_in_words(self, name: str, value: str, said: str) -> None:
        assert filter_words(name, value) == said

    def test_values_come_from_the_table(self) -> None:
        assert ("M", "Not covered by Medicare") in values("coverage")

    @pytest.mark.parametrize(
        ("on", "days"),
        [
            (date(2026, 5, 9), ["2026-04-01", "2026-01-01", "2026-01-01", "2025-01-01", "2021-01-01"]),
            (date(2026, 1, 1), ["2026-01-01", "2025-10-01", "2026-01-01", "2025-01-01", "2021-01-01"]),
            (date(2024, 2, 29), ["2024-01-01", "2023-10-01", "2024-01-01", "2023-01-01", "2019-01-01"]),
        ],
    )
    def test_days(self, on: date, days: list[str]) -> None:
        assert [when for when, _ in since(on)] == days


class TestMenu:
    def test_every_filter_has_its_choices_and_the_chosen_is_checked(self, qtbot: QtBot) -> None:
        menu, narrowing = QMenu(), Narrowing()
        qtbot.addWidget(menu)
        narrowing.set("section", "E")
        fill(menu, narrowing, date(2026, 3, 1))
        choices = [action.menu() for action in menu.actions() if action.menu()]
        carried = {one.data()[0] for sub in choices for one in sub.actions()}  # type: ignore[attr-defined]
        assert carried == set(Filters._fields)
        checked = [one.data() for sub in choices for one in sub.actions() if one.isChecked()]  # type: ignore[attr-defined]
        assert ("section", "E") in checked
        assert ("kind", "") in checked
        assert menu.actions()[-1].data() == CLEAR
        assert menu.actions()[-1].isEnabled()


class TestFlow:
    def test_a_full_line_goes_on_below(self, qtbot: QtBot) -> None:
        whole = QWidget()
        qtbot.addWidget(whole)
        flow = FlowLayout(whole)
        flow.setSpacing(2)
        for _ in range(3):
            label = QLabel()
            label.setFixedSize(QSize(40, 10))
            flow.addWidget(label)
        assert flow.hasHeightForWidth()
        assert flow.heightForWidth(130) == 10
        assert flow.heightForWidth(90) == 22
        assert flow.heightForWidth(20) == 34
        flow.setGeometry(QRect(0, 0, 90, 22))
        places = [flow.itemAt(n).geometry().topLeft().toTuple() for n in range(3)]  # type: ignore[union-attr]
        assert places == [(0, 0), (42, 0), (0, 12)]
        assert flow.minimumSize().height() == flow.sizeHint().height() == 10
        assert flow.itemAt(3) is None
        assert flow.takeAt(9) is None
        assert flow.expandingDirections() == Qt.Orientation(0)


class TestWindow:
    def test_a_filter_narrows_and_its_chip_takes_it_away(self, window: Window) -> None:
        window.search.box.setText("walker")
        window.lookup.narrowing.set("section", "E")
        (chip,) = window.filter_bar.chips.buttons()
        assert chip.text().startswith("Section E")
        chip.click()
        assert window.lookup.narrowing.filters == NONE
        assert window.focusWidget() is window.search.box

    def test_the_menu_sets_and_clears(self, window: Window) -> None:
        bar = window.filter_bar
        bar.menu.aboutToShow.emit()
        section = next(one.menu() for one in bar.menu.actions() if one.text() == "&Section")
        action = next(one for one in section.actions() if one.data() == ("section", "E"))  # type: ignore[attr-defined]
        bar.menu.triggered.emit(action)
        assert window.lookup.narrowing.filters == Filters(section="E")
        bar.menu.aboutToShow.emit()
        bar.menu.triggered.emit(bar.menu.actions()[-1])
        assert window.lookup.narrowing.filters == NONE

    def test_the_keys_of_the_menu(self, window: Window) -> None:
        window.lookup.narrowing.set("kind", "code")
        window.actions_by_name["clear_filters"].trigger()
        assert window.lookup.narrowing.filters == NONE

    def test_a_refused_fact_shows_that_it_is_off(self, window: Window) -> None:
        window.search.box.setText("hoyr lift")
        window.filter_bar.show_reading(ANSWER)
        lift = next(one for one in window.filter_bar.chips.buttons() if one.chip.key == "hoyer lift")
        lift.click()
        assert window.lookup.narrowing.refused == ("hoyer lift",)
        off = next(one for one in window.filter_bar.chips.buttons() if one.chip.key == "hoyer lift")
        assert off.chip.off
        assert off.text().startswith("hoyer lift as typed")
