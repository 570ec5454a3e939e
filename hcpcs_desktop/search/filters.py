"""Says what narrows the hits of a search: kind, section, status on the day, Medicare data, dates."""

from __future__ import annotations

from typing import NamedTuple


class Filters(NamedTuple):
    """The filters that hold; None lets everything pass.

    `kind` is ``code`` or ``modifier``, `section` a letter or a stretch of codes such as ``E0950-E1298``,
    `status` ``active`` or ``ended``, `coverage` CMS's letter, `pricing` CMS's indicator. `added_since` and
    `ended_since` are ISO days, themselves included.
    """

    kind: str | None = None
    section: str | None = None
    status: str | None = None
    coverage: str | None = None
    pricing: str | None = None
    added_since: str | None = None
    ended_since: str | None = None

    def any(self) -> bool:
        """Tell whether a filter is set."""
        return any(value is not None for value in self)

    def stretch(self) -> tuple[str, str] | None:
        """Return the first and the last code of a section that is a stretch of codes."""
        first, between, last = (self.section or "").partition("-")
        return (first, last) if between else None


NONE = Filters()
