"""CMS's action letter against what differs (domain C4, cms-files 2.8)."""

from __future__ import annotations

import pytest

from hcpcs_desktop.codes.action_letters import comparable, doubt, follows
from hcpcs_desktop.codes.changes import compare
from hcpcs_desktop.codes.release import Release
from tests.codes.test_changes import record

ANNUAL = Release(2019, 1, annual=True)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (Release(2026, 1), Release(2026, 4), True),
        (Release(2025, 10), Release(2026, 1), True),
        (Release(2025, 7), Release(2026, 1), False),
        (Release(2026, 1), Release(2026, 1, revision="v2"), False),
        (Release(2026, 4), Release(2026, 1), False),
        (Release(2018, 1, annual=True), ANNUAL, False),
        (Release(2018, 10), ANNUAL, False),
    ],
)
def test_a_letter_speaks_of_the_file_just_before(old: Release, new: Release, expected: bool) -> None:
    assert follows(old, new) == expected


def test_letters_say_nothing_of_a_revision_or_a_later_file() -> None:
    assert comparable(Release(2018, 1, annual=True), ANNUAL)
    assert not comparable(Release(2026, 1), Release(2026, 1, revision="v2"))
    assert not comparable(Release(2026, 4), Release(2026, 1))


def told(old: dict[str, str], new: dict[str, str]) -> str:
    (change,) = compare([record(**old)], [record(**new)])
    return doubt(change)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({}, {"action": "C", "long": "Invented walker"}),
        ({}, {"action": "D", "ended": "2019-12-31", "coverage": "I"}),
        ({"ended": "2018-12-31"}, {"action": "R"}),
        ({"added": "2010-01-01"}, {"action": "A", "added": "2019-01-01"}),
        ({}, {"action": "C", "long": "Invented walker", "betos": "D1E"}),
        ({}, {"action": "X", "betos": "D1E"}),
        ({}, {"betos": "D1E"}),
        ({"action": "C"}, {"action": "N"}),
    ],
)
def test_where_both_agree_or_nothing_is_claimed(old: dict[str, str], new: dict[str, str]) -> None:
    assert told(old, new) == ""


def test_a_letter_that_claims_what_does_not_differ() -> None:
    said = told({}, {"action": "C", "betos": "D1E"})
    assert said == "CMS's letter is C (long description changed), but nothing of that differs."
    assert "discontinued" in told({}, {"action": "D"})


def test_a_letter_that_is_silent_about_a_change() -> None:
    said = told({"action": "C"}, {"action": "N", "betos": "D1E", "long": "Invented walker"})
    assert said == "CMS's letter is N (no change), but this differs: Official text, BETOS group."


def test_a_code_that_is_new_or_gone() -> None:
    (new,) = compare([], [record(action="N")])
    assert "does not list it" in doubt(new)
    (other,) = compare([], [record(action="D")])
    assert doubt(other) == ""
    (gone,) = compare([record()], [])
    assert doubt(gone) == ""
