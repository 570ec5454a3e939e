"""The keys of the date of service: at once while all is selected, typed otherwise; from anywhere too."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui.date_field import DateField
from hcpcs_desktop.ui.window import Window
from tests.ui.keys import press_in, type_in

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 5, 31)


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField(TODAY)
    qtbot.addWidget(made)
    made.selectAll()
    return made


@pytest.mark.parametrize(
    ("keys", "day"),
    [
        ("-", date(2026, 2, 28)),
        ("--", date(2025, 11, 28)),
        ("+", date(2026, 8, 31)),
        ("+-t", TODAY),
        ("-T", TODAY),
    ],
)
def test_signs_and_t_act_at_once_while_all_is_selected(
    qtbot: QtBot, field: DateField, keys: str, day: date
) -> None:
    type_in(field, keys[0])
    for key in keys[1:]:
        field.selectAll()
        type_in(field, key)
    assert field.day == day
    assert field.property("state") != "wrong"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3-2-2026", date(2026, 3, 2)),
        ("2019-Q3", date(2019, 7, 1)),
        ("oct 2025", date(2025, 10, 1)),
        ("today", TODAY),
        ("t", TODAY),
        ("yesterday", date(2026, 5, 30)),
    ],
)
def test_inside_a_text_they_are_typed(field: DateField, typed: str, day: date) -> None:
    type_in(field, typed)
    press_in(field, Key.Key_Return)
    assert field.day == day


def test_pages_go_by_a_quarter_and_take_what_is_typed(field: DateField) -> None:
    press_in(field, Key.Key_PageDown)
    assert field.day == date(2026, 2, 28)
    field.selectAll()
    type_in(field, "2024-01-15")
    press_in(field, Key.Key_PageUp)
    assert field.day == date(2024, 4, 15)
    field.selectAll()
    type_in(field, "no day")
    press_in(field, Key.Key_PageUp)
    assert field.day == date(2024, 4, 15)
    assert field.property("state") == "wrong"


def test_the_calendar_has_an_end(qtbot: QtBot, field: DateField) -> None:
    field.set_day(date(9999, 12, 1))
    field.selectAll()
    with qtbot.waitSignal(field.complained):
        type_in(field, "+")
    assert field.day == date(9999, 12, 1)


def test_the_colour_says_outside_until_the_text_is_wrong(field: DateField) -> None:
    field.show_outside(True)
    assert field.property("state") == "outside"
    type_in(field, "no day")
    press_in(field, Key.Key_Return)
    assert field.property("state") == "wrong"
    press_in(field, Key.Key_Escape)
    assert field.property("state") == "outside"
    field.show_outside(False)
    assert field.property("state") == "today"


def test_the_day_is_changed_from_anywhere(qtbot: QtBot, window: Window) -> None:
    box, field = window.search.box, window.top.date
    field.set_day(date(2025, 5, 31))
    press_in(box, Key.Key_PageDown, Alt)
    assert field.day == date(2025, 2, 28)
    assert not field.hasSelectedText()
    press_in(box, Key.Key_PageUp, Alt)
    assert field.day == date(2025, 5, 28)
    press_in(box, Key.Key_Home, Alt)
    assert field.day == field.today
    assert window.focusWidget() is box


def test_a_long_text_leaves_the_advice_in_sight(qtbot: QtBot, field: DateField) -> None:
    field.setText("1" * 30_000)
    with qtbot.waitSignal(field.complained) as told:
        assert not field.commit()
    assert told.args[0].startswith(f"“{'1' * 30}…” is not a date. Type ")
