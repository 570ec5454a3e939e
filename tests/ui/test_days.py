from __future__ import annotations

from datetime import date

import pytest

from hcpcs_desktop.ui.days import read_day
from hcpcs_desktop.ui.words import dated, day

TODAY = date(2026, 11, 21)
MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-02", MARCH),
        ("2026/3/2", MARCH),
        ("20260302", MARCH),
        ("3/2/2026", MARCH),
        ("03-02-2026", MARCH),
        ("3/2/26", MARCH),
        ("2 Mar 2026", MARCH),
        ("2mar2026", MARCH),
        ("2. March 2026", MARCH),
        ("mar 2, 2026", MARCH),
        ("March 2 2026", MARCH),
        ("  2026-03-02  ", MARCH),
        ("30 Sept 2025", date(2025, 9, 30)),
        ("t", TODAY),
        ("Today", TODAY),
        ("2024-02-29", date(2024, 2, 29)),
        ("2025-02-29", None),
        ("13/1/2026", None),
        ("2 Mxr 2026", None),
        ("2026-03", None),
        ("", None),
        ("walker", None),
        ("0000-01-01", None),
        ("9" * 40, None),
    ],
)
def test_a_day_is_read_as_people_type_it(typed: str, meant: date | None) -> None:
    assert read_day(typed, TODAY) == meant


def test_what_is_shown_can_be_typed() -> None:
    assert day(MARCH) == "2 Mar 2026"
    assert read_day(day(MARCH), TODAY) == MARCH


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ended 2025-12-31, listed 2026-01-01.", "ended 31 Dec 2025, listed 1 Jan 2026."),
        ("E0100-E0159", "E0100-E0159"),
        ("2026-99-01", "2026-99-01"),
        (None, ""),
    ],
)
def test_days_in_a_sentence_become_readable(text: str | None, shown: str) -> None:
    assert dated(text) == shown
