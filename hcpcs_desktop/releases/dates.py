"""Reads the dates of CMS's files."""

from __future__ import annotations

from datetime import date
from functools import lru_cache


class NoDate(ValueError):
    """A text that should be a date YYYYMMDD is none."""


@lru_cache(maxsize=4096)
def iso_date(text: str) -> str | None:
    """Return the ISO form of ``YYYYMMDD``, None for blanks or zeros.

    Raises:
        NoDate: the text is no day of the calendar.

    """
    digits = text.strip()
    if not digits.strip("0"):
        return None
    if len(digits) != 8 or not digits.isascii() or not digits.isdigit():  # noqa: PLR2004 - YYYYMMDD
        raise NoDate(digits)
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).isoformat()
    except ValueError:
        raise NoDate(digits) from None
