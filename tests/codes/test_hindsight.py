"""What later releases know of a code, and what CMS names in its place (issue: never a guess)."""

from __future__ import annotations

import pytest
from hypothesis import given

from hcpcs_desktop.codes.hindsight import LaterWord, later_word
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.replacement import named_instead
from hcpcs_desktop.codes.status import decide
from tests.codes.test_changes import record
from tests.codes.test_status import DAYS, Histories, histories

OLD, NEW, LATER = (Release(year, 1, annual=True) for year in (2018, 2019, 2020))
LISTED = record("J9988", "Invented drug A", added="2010-01-01")
ENDED = LISTED._replace(ended="2018-12-31")
NAMING = ENDED._replace(cross_reference=("J9988", "J0185", "CPT", "J0185"))
ON = "2018-06-01"


def word(*later: CodeRecord | None, on: str = ON) -> LaterWord:
    """Return what the releases after 2018 say, which list the code so, or not at all."""
    listed = dict(zip((OLD, NEW, LATER), (LISTED, *later), strict=False))
    found = {release: one for release, one in listed.items() if one is not None}
    return later_word((OLD, NEW, LATER)[: len(later) + 1], found, OLD, on)


def test_what_cms_names_is_kept_as_it_is_written() -> None:
    assert named_instead(NAMING) == ("J0185", "CPT")
    assert named_instead(ENDED) == ()


def test_a_reference_of_a_code_without_an_end_is_no_replacement() -> None:
    assert named_instead(LISTED._replace(cross_reference=("J0185",))) == ()


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ([LISTED], ""),
        ([NAMING], "CMS 2019 lists 2018-12-31 as its last valid day and names J0185, CPT."),
        ([ENDED], "CMS 2019 lists 2018-12-31 as its last valid day and names no replacement."),
        ([LISTED, ENDED], "CMS 2020 lists 2018-12-31 as its last valid day and names no replacement."),
        (
            [ENDED, LISTED],
            "CMS 2019 lists 2018-12-31 as its last valid day and names no replacement. "
            "CMS 2020 lists it without an end again.",
        ),
        ([ENDED, None], "CMS 2019 lists 2018-12-31 as its last valid day and names no replacement."),
        ([None], "CMS 2019 does not list it any more; that is not an end."),
        ([None, None], "CMS 2019 does not list it any more; that is not an end."),
        ([LISTED, None], "CMS 2020 does not list it any more; that is not an end."),
        ([None, LISTED], ""),
    ],
)
def test_the_later_word(later: list[CodeRecord | None], told: str) -> None:
    assert word(*later).told == told


def test_what_a_later_release_names() -> None:
    assert word(NAMING).named == ("J0185", "CPT")
    assert word(ENDED).named == word(None).named == ()


def test_a_new_use_before_the_day_is_said_and_one_after_it_has_an_end_of_its_own() -> None:
    other = record("J9988", "Dressing with a border, sterile", added="2018-04-01", ended="2019-06-30")
    assert word(other).told == "CMS 2019 lists the same code as added 2018-04-01, for something else."
    assert word(other, on="2018-03-31") == LaterWord()
    assert word(other, on="2018-04-01").told.startswith("CMS 2019 lists the same code as added 2018-04-01")


@given(histories(), DAYS)
def test_there_is_a_word_only_where_a_later_file_differs(history: Histories, on: str) -> None:
    releases, listed = history
    verdict = decide(releases, listed, on)
    if verdict.release in listed and verdict.release is not None:
        found = later_word(releases, listed, verdict.release, on)
        later = [one for one in releases if one.order > verdict.release.order]
        assert not found.told or any(one not in listed or listed[one].ended for one in later)
        assert not found.named
