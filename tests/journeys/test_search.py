"""An equipment order by keyboard (walk C1): everyday words, reasons, chips, filters, the code opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.user import Control, Key, User

Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def coder(user: User, cms_data: Path) -> User:
    """Return a user with CMS's January 2026 release loaded."""
    [file] = (cms_data / "2026-01").glob("*.txt")
    user.load(file)
    return user


def chips(user: User) -> list[str]:
    return [chip.chip.text for chip in user.window.filter_bar.chips.buttons()]


@pytest.mark.realdata
def test_an_equipment_order(coder: User) -> None:
    coder.look_up("hoyr lift")
    coder.settle()
    assert coder.codes[:2] == ["E0630", "E0635"]
    assert coder.reasons[0] == "hoyr read as hoyer"
    assert coder.reasons[3] == "hoyr read as hoyer; Hoyer lift → patient lift"
    assert chips(coder) == ["hoyr read as hoyer", "Hoyer lift → patient lift"]
    coder.press(Key.Key_Return)
    assert coder.shown == "E0630"
    assert "Plain name, in this program's own words · also found by Hoyer lift" in coder.page
    assert "Medicare data; other payers differ" in coder.page
    assert coder.window.reference is not None
    assert coder.window.reference.recent()[0] == "E0630"


@pytest.mark.realdata
def test_a_correction_is_refused_and_taken_again(coder: User) -> None:
    coder.look_up("hoyr lift")
    coder.settle()
    coder.press(Key.Key_Tab)
    coder.press(Key.Key_Space)
    coder.settle()
    assert chips(coder)[0] == "hoyr as typed"
    assert "read as" not in " ".join(coder.reasons)
    coder.press(Key.Key_Space)
    coder.settle()
    assert chips(coder) == ["hoyr read as hoyer", "Hoyer lift → patient lift"]


@pytest.mark.realdata
def test_filters_stay_while_one_types(coder: User) -> None:
    coder.look_up("wheelchair")
    coder.window.lookup.narrowing.set("section", "K")
    assert {code[0] for code in coder.codes} == {"K"}
    coder.look_up("cushion")
    assert {code[0] for code in coder.codes} == {"K"}
    assert chips(coder)[0] == "Section K"
    coder.press(Key.Key_X, Control | Shift)
    assert chips(coder) == []
    assert {code[0] for code in coder.codes} > {"K"}


@pytest.mark.realdata
def test_a_brand_without_a_code_says_so(coder: User) -> None:
    coder.look_up("ozempic")
    coder.settle()
    assert "no HCPCS code of its own" in coder.message + coder.page
