"""The history of one code: when it was valid, and what changed when (domain C5)."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from hcpcs_desktop.codes.history import (
    Event,
    Meaning,
    Period,
    earlier_meanings,
    events,
    is_used_anew,
    periods,
)
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.status import decide
from tests.codes.test_changes import record
from tests.codes.test_status import DAYS, Histories, histories

OLD, NEW, LATER = (Release(year, 1, annual=True) for year in (2018, 2019, 2020))


def test_one_code_two_drugs_years_apart() -> None:
    listed = {
        OLD: record(long="Invented drug A", added="2010-01-01", ended="2018-06-30"),
        LATER: record(long="Invented drug B", added="2020-04-01"),
    }
    assert periods([OLD, LATER], listed) == (Period("2010-01-01", "2018-06-30"), Period("2020-04-01", None))


def test_no_beginning_is_known() -> None:
    assert periods([OLD], {OLD: record(ended="2018-06-30")}) == (Period(None, "2018-06-30"),)
    assert periods([OLD], {}) == ()


def test_an_end_that_never_comes() -> None:
    assert periods([OLD], {OLD: record(added="2010-01-01", ended="9999-12-31")}) == (
        Period("2010-01-01", None),
    )


def test_gone_from_the_file_ends_the_valid_days_with_its_period() -> None:
    assert periods([OLD, NEW], {OLD: record(added="2010-01-01")}) == (Period("2010-01-01", "2018-12-31"),)


@given(histories(), DAYS)
def test_the_periods_say_of_every_day_what_the_rule_says(history: Histories, on: str) -> None:
    releases, listed = history
    found = periods(releases, listed)
    within = any((one.start or "") <= on <= (one.end or "9999") for one in found)
    assert within == (decide(releases, listed, on).status == "active")
    assert all((one.end or "") < (later.start or "") for one, later in pairwise(found))


def test_every_change_has_its_release() -> None:
    listed = {
        OLD: record(),
        NEW: record(long="Invented walker", action="C"),
        LATER: record(long="Invented walker", action="N"),
    }
    found = events([OLD, NEW, LATER], listed)
    assert [(one.release, one.what) for one in found] == [(OLD, "listed"), (NEW, "changed")]
    assert [field.field for field in found[1].fields] == ["long_description"]


def test_gone_and_back() -> None:
    found = events([OLD, NEW, LATER], {OLD: record(), LATER: record()})
    assert found == (Event(OLD, "listed"), Event(NEW, "gone"), Event(LATER, "back"))


def test_listed_later_or_never() -> None:
    assert events([OLD, NEW], {NEW: record()}) == (Event(NEW, "listed"),)
    assert events([OLD, NEW], {}) == ()
    assert events([], {}) == ()


def test_a_code_that_is_used_anew_meant_something_else() -> None:
    first = record(long="Invented drug A", added="2010-01-01", ended="2018-06-30")
    anew = record(long="Invented drug B", added="2020-04-01")
    meant = (Meaning("Invented drug A", "2020-04-01"),)
    assert earlier_meanings([first, first, anew, anew]) == meant
    assert earlier_meanings([first, first._replace(added="2020-04-01", ended=None)]) == ()
    assert earlier_meanings([first, anew._replace(added=None)]) == ()
    assert earlier_meanings([first._replace(added=None), anew]) == ()
    assert earlier_meanings([first, anew._replace(added="2010-01-01")]) == ()
    assert not is_used_anew(first, anew._replace(added=None))
    assert not is_used_anew(first, anew._replace(added="2010-01-01"))
    overlapping = anew._replace(added="2018-06-30")
    assert not is_used_anew(first, overlapping), "the last valid day is not after the end"


def test_without_an_end_only_other_words_altogether_are_another_meaning() -> None:
    first = record(long="Eye examined, with a picture", added="2018-01-01")
    anew = record(long="Bridge payment to a supplier", added="2018-04-01")
    assert earlier_meanings([first, anew]) == (Meaning("Eye examined, with a picture", "2018-04-01"),)
    assert earlier_meanings([first, first._replace(added="2018-04-01")]) == ()
    assert earlier_meanings([first, record(long="Eye examined", added="2018-04-01")]) == ()
    assert earlier_meanings([record(long="", added="2018-01-01")]) == ()
