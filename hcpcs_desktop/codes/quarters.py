"""The quarters that CMS publishes releases for, and which of them to ask for."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date
from functools import cache
from typing import NamedTuple

from hcpcs_desktop.codes.release import MONTH_NAMES
from hcpcs_desktop.codes.tables import rows

ADDRESSES = "network/addresses.tsv"
"""The table of the addresses at which CMS publishes its releases."""

_LAST_MONTH = 10


class Quarter(NamedTuple):
    """A quarter by its year and first month."""

    year: int
    month: int

    @property
    def name(self) -> str:
        """The name as releases have it, ``YYYY-MM``."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def month_name(self) -> str:
        """The first month in words."""
        return MONTH_NAMES[self.month]

    @property
    def label(self) -> str:
        """The name for people, such as ``January 2026``."""
        return f"{self.month_name} {self.year}"

    @property
    def following(self) -> Quarter:
        """The quarter after this one."""
        return Quarter(self.year + 1, 1) if self.month == _LAST_MONTH else Quarter(self.year, self.month + 3)


@cache
def first_year() -> int:
    """Return the first year whose releases have an address that is known."""
    return min(int(row["first_year"]) for row in rows(ADDRESSES) if row["kind"] == "address")


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which `day` lies."""
    return Quarter(day.year, (day.month - 1) // 3 * 3 + 1)


def read_quarter(text: str) -> Quarter:
    """Return the quarter that `text` names.

    Raises:
        ValueError: it is no ``YYYY-MM`` of a quarter's first month, or before the addresses have a pattern.

    """
    found = re.fullmatch(r"([0-9]{4})-(01|04|07|10)", text)
    if found is None:
        raise ValueError(f"{text!r} is not a quarter; write its first month, such as 2026-04.")
    if int(found[1]) < first_year():
        raise ValueError(f"{text} is before {first_year()}; load older releases from files of CMS.")
    return Quarter(int(found[1]), int(found[2]))


def quarter_to_ask(today: date, loaded: Container[str]) -> Quarter:
    """Return the quarter of `today` unless a release of it is among the `loaded` names, else the next one.

    CMS publishes a quarter's file about a month before the quarter begins.
    """
    present = quarter_of(today)
    return present.following if present.name in loaded else present


def quarters_to_choose(today: date) -> tuple[Quarter, ...]:
    """Return the quarters that may be asked for, newest first: from the next one back to the first."""
    found = [Quarter(first_year(), 1)]
    while found[-1] < quarter_of(today).following:
        found.append(found[-1].following)
    return tuple(reversed(found))
