"""Identity, order and period of a release (cms-files 2, contract)."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

MONTH_NAMES = {1: "January", 4: "April", 7: "July", 10: "October"}
_LAST_DAYS = {1: "03-31", 4: "06-30", 7: "09-30", 10: "12-31"}
_FORMS = re.compile(r"(\d{4})-(\d{2})(?:\+(\S*))?")


class Release(NamedTuple):
    """One loaded release of the HCPCS Level II file.

    `month` is the first month of the quarter (1 for an annual file, which speaks for its whole year).
    `revision` is None, ``vN`` or ``MMDDYYYY``. `loaded` is an ISO date and time. `rebuilt` marks content
    that is CMS's in a file that is not.
    """

    year: int
    month: int
    annual: bool = False
    revision: str | None = None
    file: str = ""
    loaded: str = ""
    codes: int = 0
    modifiers: int = 0
    rebuilt: bool = False

    @property
    def name(self) -> str:
        """The quarter, ``YYYY-MM``."""
        return f"{self.year:04d}-{self.month:02d}"

    @property
    def exact_name(self) -> str:
        """The name that means this revision only, ``YYYY-MM+REVISION``; the quarter where there is none."""
        return f"{self.name}+{self.revision}" if self.revision else self.name

    @property
    def starts(self) -> str:
        """The first day of the period, ISO."""
        return f"{self.name}-01"

    @property
    def ends(self) -> str:
        """The last day of the period, ISO: of the year for an annual file, else of the quarter."""
        return f"{self.year:04d}-{'12-31' if self.annual else _LAST_DAYS[self.month]}"

    @property
    def label(self) -> str:
        """The name for people, such as ``CMS January 2026``."""
        label = f"CMS {self.year}" if self.annual else f"CMS {MONTH_NAMES[self.month]} {self.year}"
        if self.revision:
            label += f", {_revision_words(self.revision)}"
        return f"{label} (rebuilt)" if self.rebuilt else label

    @property
    def order(self) -> tuple[int, int, int, str]:
        """The key that sorts releases by quarter and then by revision: none, vN by number, dates by date."""
        return (self.year, self.month, *revision_order(self.revision))


def revision_order(revision: str | None) -> tuple[int, str]:
    """Return the key of a revision inside its quarter: none, then vN by number, then MMDDYYYY by date."""
    if revision is None:
        return (0, "")
    if revision.startswith("v"):
        return (1, revision[1:].zfill(6))
    return (2, revision[4:] + revision[:4])


def _revision_words(revision: str) -> str:
    if revision.startswith("v"):
        return f"revision {revision}"
    return f"file of {revision[4:]}-{revision[:2]}-{revision[2:4]}"


def newest_revisions(releases: Iterable[Release]) -> tuple[Release, ...]:
    """Return the releases that answer, oldest first: of each quarter only the newest revision."""
    by_quarter: dict[str, Release] = {}
    for release in sorted(releases, key=lambda one: one.order):
        by_quarter[release.name] = release
    return tuple(by_quarter.values())


def find(releases: Iterable[Release], name: str) -> Release | None:
    """Return the release that `name` means: an exact name, or the newest revision of a quarter."""
    found = _FORMS.fullmatch(name)
    if found is None:
        return None
    quarter, revision = f"{found[1]}-{found[2]}", found[3]
    fitting = [release for release in releases if release.name == quarter]
    if revision is not None:  # "YYYY-MM+" alone names the file without a revision
        fitting = [one for one in fitting if (one.revision or "") == revision.lower()]
    return max(fitting, key=lambda one: one.order, default=None)


def iso_day(text: str) -> str:
    """Return `text` as an ISO date.

    Raises:
        ValueError: `text` is no day of the calendar in the form YYYY-MM-DD.

    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(f"{text!r} is not a date; write it as YYYY-MM-DD, such as 2026-03-31.")
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{text} is no day of the calendar.") from None
