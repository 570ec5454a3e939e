"""Histories of invented codes, for tests of the window."""

from __future__ import annotations

from hcpcs_desktop.codes.history import events, periods
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.reference.time_answers import History, View

R2018, R2019, R2020 = (Release(year, 1, annual=True) for year in (2018, 2019, 2020))
R2026 = Release(2026, 1)

CANE = CodeRecord("E0143", "code", "Cane", "Cane, wooden, with tip", coverage="D", added="1986-01-01")


def history(
    listed: dict[Release, CodeRecord | None], *, replaces: tuple[str, ...] = (), checked: str = "2026-03-31"
) -> History:
    """Return the history of a code that each release lists so, or not at all."""
    releases = tuple(listed)
    found = {release: one for release, one in listed.items() if one is not None}
    views = tuple(View(one.exact_name, one.label, record) for one, record in found.items())
    code = views[0].record.code if views else "E0143"
    return History(
        code,
        "code",
        "Invented",
        views,
        periods(releases, found) if releases else (),
        events(releases, found),
        checked if releases else None,
        releases,
        replaces,
    )


def changing() -> History:
    """Return the history of a cane that got another text and coverage, left, came back and ended."""
    steel = CANE._replace(
        long_description="Cane, steel, with tip", coverage="I", type_of_service=("A", "P"), betos="D1E"
    )
    return history({R2018: CANE, R2019: steel, R2020: None, R2026: steel._replace(ended="2025-12-31")})


def used_anew() -> History:
    """Return the history of one code that was two drugs, years apart."""
    first = CodeRecord("J9988", "code", "A", "Invented drug A", added="2015-01-01", ended="2018-06-30")
    anew = CodeRecord("J9988", "code", "B", "Invented drug B", added="2025-01-01")
    return history({R2018: first, R2026: anew})
