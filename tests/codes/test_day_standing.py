"""On which release the answers for a day rest, and what is said of a day outside (domain C5)."""

from __future__ import annotations

import pytest
from hypothesis import given

from hcpcs_desktop.codes.day_standing import BUILT_IN, day_standing
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.status import decide, period_ends
from tests.codes.test_status import DAYS, Histories, histories, record

LOADED = [
    Release(2018, 1, annual=True),
    Release(2020, 1, annual=True),
    Release(2024, 7),
    Release(2026, 1),
]


@pytest.mark.parametrize(
    ("on", "label", "covered", "short"),
    [
        ("2017-12-31", "CMS 2018", True, "before the first loaded release"),
        ("2018-06-01", "CMS 2018", True, ""),
        ("2019-06-01", "CMS 2020", True, "no release of that day"),
        ("2020-12-31", "CMS 2020", True, ""),
        ("2022-03-05", "CMS July 2024", True, "no release of that day"),
        ("2024-07-01", "CMS July 2024", True, ""),
        ("2026-03-31", "CMS January 2026", True, ""),
        ("2026-04-01", "CMS January 2026", False, "not checked after 2026-03-31"),
    ],
)
def test_what_is_said_of_a_day(on: str, label: str, covered: bool, short: str) -> None:
    found = day_standing(LOADED, on)
    assert (found.on, found.label, found.covered, found.short) == (on, label, covered, short)
    assert bool(found.reason) == bool(short)
    assert short == "" or label in found.reason
    assert not found.pinned


def test_nothing_loaded() -> None:
    found = day_standing([], "2026-01-01")
    assert (found.label, found.release, found.covered, found.checked_through) == (BUILT_IN, None, False, None)
    assert "No release is loaded" in found.reason


@pytest.mark.parametrize(
    ("on", "says"),
    [
        ("2017-01-01", "before the pinned release"),
        ("2018-01-01", ""),
        ("2019-01-01", "CMS 2018, which is pinned"),
    ],
)
def test_pinned(on: str, says: str) -> None:
    found = day_standing(LOADED[:1], on, pinned=True)
    assert found.pinned
    assert says in found.reason
    assert bool(says) == bool(found.reason)


@given(histories(), DAYS)
def test_it_agrees_with_the_verdict_on_a_code_that_all_releases_list(history: Histories, on: str) -> None:
    releases, _ = history
    found = day_standing(releases, on)
    verdict = decide(releases, dict.fromkeys(releases, record()), on)
    assert (found.covered, found.checked_through) == (verdict.covered, verdict.checked_through)
    assert found.release == (verdict.release.exact_name if verdict.release else None)
    within = any(one.starts <= on <= end for one, end in period_ends(releases).items())
    assert (found.reason == "") == within
