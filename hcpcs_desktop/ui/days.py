"""Reads a date of service in the forms that people type."""

from __future__ import annotations

import re
from datetime import date

from hcpcs_desktop.ui.words import MONTHS

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_AMERICAN = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})[ .-]*([a-z]{3,9})[ .,-]*(\d{4})")
_MONTH_DAY = re.compile(r"([a-z]{3,9})[ .]*(\d{1,2})[ ,]+(\d{4})")

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

    Year first, American order (month/day/year, two-digit years are 20YY) and months in words are read.
    """
    typed = text.strip().lower()
    if typed in ("t", "today"):
        return today
    for form, order in _FORMS:
        found = form.fullmatch(typed)
        if found:
            return _built(*(found[place] for place in order))
    return None


_FORMS = (
    (_YEAR_FIRST, (1, 2, 3)),
    (_COMPACT, (1, 2, 3)),
    (_AMERICAN, (3, 1, 2)),
    (_DAY_MONTH, (3, 2, 1)),
    (_MONTH_DAY, (3, 1, 2)),
)


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
