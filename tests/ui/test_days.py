from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.ui.days import quarters_on, read_day
from hcpcs_desktop.ui.words import MONTHS, dated, day

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
        ("03022026", MARCH),
        ("2026-03", date(2026, 3, 1)),
        ("7/2019", date(2019, 7, 1)),
        ("jul 2019", date(2019, 7, 1)),
        ("July 2019", date(2019, 7, 1)),
        ("jul 19", None),
        ("2019-Q3", date(2019, 7, 1)),
        ("q3 2019", date(2019, 7, 1)),
        ("3q19", date(2019, 7, 1)),
        ("2019-Q5", None),
        ("2019-13", None),
        ("yesterday", date(2026, 11, 20)),
        ("oday", TODAY),
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


QUARTERS = "{0:%Y}-Q{1}", "{0:%Y}q{1}", "Q{1} {0:%Y}", "q{1}/{0:%y}", "{1}q{0:%y}", "{1}Q{0:%Y}"
WHOLE = (
    "{0:%Y-%m-%d}",
    "{0:%Y/%m/%d}",
    "{0:%Y%m%d}",
    "{0:%m%d%Y}",
    "{0:%m/%d/%Y}",
    "{0.month}/{0.day}/{0.year}",
    "{0.month}-{0.day}-{0.year}",
    "{0.day} {1} {0.year}",
    "{0.day}{1}{0.year}",
    "{1} {0.day}, {0.year}",
)
MONTH = "{0:%Y-%m}", "{0:%m/%Y}", "{0.month}/{0.year}", "{1} {0.year}", "{0.year} {1}", "{1}{0.year}"
DAYS = st.dates(date(1983, 1, 1), date(2050, 12, 31))


@given(DAYS)
def test_every_form_of_every_day_reads_back(when: date) -> None:
    name = MONTHS[when.month - 1]
    for form in WHOLE:
        assert read_day(form.format(when, name), TODAY) == when, form
    for form in MONTH:
        assert read_day(form.format(when, name), TODAY) == when.replace(day=1), form
    assert when.year < 2000 or read_day(f"{when:%m/%d/%y}", TODAY) == when


@given(DAYS)
def test_every_form_of_every_quarter_reads_back(when: date) -> None:
    quarter = (when.month - 1) // 3 + 1
    first = date(when.year, quarter * 3 - 2, 1)
    for form in QUARTERS:
        if "%y" not in form or when.year >= 2000:
            assert read_day(form.format(when, quarter), TODAY) == first, form


@given(st.text() | st.text("0123456789 /-.qQtTmarjul", max_size=14))
def test_nonsense_is_no_day_and_never_raises(text: str) -> None:
    found = read_day(text, TODAY)
    assert found is None or isinstance(found, date)


@given(DAYS, st.integers(-40, 40))
def test_quarters_keep_the_day_of_the_month_or_take_its_last(when: date, quarters: int) -> None:
    then = quarters_on(when, quarters)
    assert (then.year * 12 + then.month) - (when.year * 12 + when.month) == 3 * quarters
    assert then.day == when.day or (then.day < when.day and (then + timedelta(days=1)).day == 1)


def test_there_is_no_quarter_beyond_the_calendar() -> None:
    with pytest.raises(ValueError, match="year 0"):
        quarters_on(date.min, -1)
    with pytest.raises(ValueError, match="year 10000"):
        quarters_on(date.max, 1)
