"""Reads a date of service in the forms that people type."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from hcpcs_desktop.ui.words import MONTHS

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_AS_IN_CLAIMS = re.compile(r"(0\d|1[0-2])(\d\d)(\d{4})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_AMERICAN = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})[ .-]*([a-z]{3,9})[ .,-]*(\d{4})")
_MONTH_DAY = re.compile(r"([a-z]{3,9})[ .]*(\d{1,2})[ ,]+(\d{4})")
_MONTH = (
    re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})"),
    re.compile(r"(?P<month>\d{1,2})[-/](?P<year>\d{4})"),
    re.compile(r"(?P<month>[a-z]{3,9})[ .,/-]*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})[ ./-]*(?P<month>[a-z]{3,9})"),
)
_QUARTER = (
    re.compile(r"(?P<year>\d{4})[ ./-]*q(?P<quarter>[1-4])"),
    re.compile(r"q(?P<quarter>[1-4])[ ./-]+(?P<year>\d{4}|\d\d)"),
    re.compile(r"(?P<quarter>[1-4])q[ ./-]*(?P<year>\d{4}|\d\d)"),
)

_MONTHS_A_QUARTER = 3
_MONTHS_A_YEAR = 12
_CENTURY = 2000
_TWO_DIGITS = 2
_LONG_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)


def read_day(text: str, today: date) -> date | None:
    """Return the day that `text` names, None where it names none; ``t`` is today.

    Year first, American order (month/day/year, two-digit years are 20YY), eight digits as in claims, and
    months in words are read. A month or a quarter means its first day.
    """
    typed = text.strip().lower()
    if typed in _NEAR:
        return today - timedelta(days=_NEAR[typed])
    for form, order in _FORMS:
        found = form.fullmatch(typed)
        if found:
            return _built(*(found[place] for place in order))
    return _beginning(typed)


def quarters_on(day: date, quarters: int) -> date:
    """Return the day so many quarters later, the last of its month where that month is shorter.

    Raises:
        ValueError: the calendar has no such year.

    """
    months = day.year * _MONTHS_A_YEAR + day.month - 1 + quarters * _MONTHS_A_QUARTER
    year, month = divmod(months, _MONTHS_A_YEAR)
    if not date.min.year <= year <= date.max.year:
        raise ValueError(f"There is no year {year}.")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_NEAR = {"t": 0, "today": 0, "oday": 0, "yesterday": 1}
"""Days back; of ``today`` the field takes the first letter at once, so the rest means it too."""

_FORMS = (
    (_YEAR_FIRST, (1, 2, 3)),
    (_AS_IN_CLAIMS, (3, 1, 2)),
    (_COMPACT, (1, 2, 3)),
    (_AMERICAN, (3, 1, 2)),
    (_DAY_MONTH, (3, 2, 1)),
    (_MONTH_DAY, (3, 1, 2)),
)


def _beginning(typed: str) -> date | None:
    """Return the first day of the month or quarter that is typed."""
    for form in _MONTH:
        found = form.fullmatch(typed)
        if found:
            return _built(found["year"], found["month"], "1")
    for form in _QUARTER:
        found = form.fullmatch(typed)
        if found:
            month = (int(found["quarter"]) - 1) * _MONTHS_A_QUARTER + 1
            return _built(found["year"], str(month), "1")
    return None


def _built(year: str, month: str, number: str) -> date | None:
    full_year = int(year) + (_CENTURY if len(year) == _TWO_DIGITS else 0)
    try:
        return date(full_year, _month(month), int(number))
    except ValueError:
        return None


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    for index, name in enumerate(_LONG_MONTHS, start=1):
        if name.startswith(text) or (text == "sept" and index == MONTHS.index("Sep") + 1):
            return index
    return 0
