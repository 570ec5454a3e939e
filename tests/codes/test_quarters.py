"""Quarters, and which one to ask for."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.quarters import (
    Quarter,
    first_year,
    quarter_of,
    quarter_to_ask,
    quarters_to_choose,
    read_quarter,
)
from hcpcs_desktop.codes.release import Release

DAYS = st.dates(date(first_year(), 1, 1), date(2090, 12, 31))


@given(DAYS)
def test_a_day_lies_in_its_quarter(day: date) -> None:
    found = quarter_of(day)
    period = Release(found.year, found.month)
    assert period.starts <= day.isoformat() <= period.ends
    assert found.name == period.name
    assert f"CMS {found.label}" == period.label


@given(DAYS)
def test_the_next_quarter_begins_the_day_after(day: date) -> None:
    ends = date.fromisoformat(Release(*quarter_of(day)).ends)
    assert quarter_of(date.fromordinal(ends.toordinal() + 1)) == quarter_of(day).following


@given(DAYS)
def test_a_name_is_read_back(day: date) -> None:
    assert read_quarter(quarter_of(day).name) == quarter_of(day)


@pytest.mark.parametrize("text", ["2026", "2026-02", "2026-1", "26-01", "2026-01+v2", "", "٢٠٢٦-01"])
def test_what_is_no_quarter(text: str) -> None:
    with pytest.raises(ValueError, match="is not a quarter"):
        read_quarter(text)


def test_older_quarters_come_from_files() -> None:
    with pytest.raises(ValueError, match="load older releases from files"):
        read_quarter("2022-10")


@pytest.mark.parametrize(
    ("today", "loaded", "expected"),
    [
        ("2026-01-01", [], "2026-01"),
        ("2026-03-31", ["2025-10"], "2026-01"),
        ("2026-03-31", ["2026-01"], "2026-04"),
        ("2026-03-31", ["2026-01", "2026-04"], "2026-04"),
        ("2026-12-31", ["2026-10"], "2027-01"),
        ("2026-12-31", ["2027-01"], "2026-10"),
    ],
)
def test_this_quarter_unless_it_is_loaded_then_the_next(today: str, loaded: list[str], expected: str) -> None:
    assert quarter_to_ask(date.fromisoformat(today), loaded).name == expected


@given(DAYS)
def test_the_choice_goes_back_from_the_next_quarter_without_a_gap(day: date) -> None:
    found = quarters_to_choose(day)
    assert found[0] == quarter_of(day).following
    assert found[-1] == Quarter(first_year(), 1)
    assert all(newer == older.following for newer, older in itertools.pairwise(found))
