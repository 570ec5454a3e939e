"""Identity, order and period of releases (contract: releases; domain C5)."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.release import Release, find, iso_day, newest_revisions

QUARTERS = st.sampled_from([1, 4, 7, 10])
REVISIONS = st.one_of(
    st.none(),
    st.integers(1, 120).map(lambda number: f"v{number}"),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(lambda day: day.strftime("%m%d%Y")),
)
RELEASES = st.builds(Release, st.integers(2016, 2030), QUARTERS, st.just(False), REVISIONS)


def rank(release: Release) -> tuple[int, int, int, int]:
    """Return the order that the contract states, restated: no revision, vN by number, dates by date."""
    if release.revision is None:
        return (release.year, release.month, 0, 0)
    if release.revision.startswith("v"):
        return (release.year, release.month, 1, int(release.revision.removeprefix("v")))
    month, day, year = release.revision[:2], release.revision[2:4], release.revision[4:]
    return (release.year, release.month, 2, date(int(year), int(month), int(day)).toordinal())


class TestOrder:
    @given(st.lists(RELEASES, max_size=12))
    def test_quarter_then_revision(self, releases: list[Release]) -> None:
        assert sorted(releases, key=lambda one: one.order) == sorted(releases, key=rank)

    def test_v10_comes_after_v9_and_a_date_after_both(self) -> None:
        names = [None, "v2", "v9", "v10", "12082025", "12292025", "01122026"]
        releases = [Release(2026, 1, revision=name) for name in reversed(names)]
        assert [one.revision for one in sorted(releases, key=lambda one: one.order)] == names

    def test_the_newest_file_of_one_quarter(self) -> None:
        first, second, other = Release(2026, 1), Release(2026, 1, revision="v2"), Release(2025, 10)
        assert newest_revisions([second, first, other]) == (other, second)
        assert find([second, first, other], "2026-01") == second
        assert find([second, first], "2026-01+v2") == second

    @given(st.lists(RELEASES, max_size=12))
    def test_of_each_quarter_the_newest_revision_answers(self, releases: list[Release]) -> None:
        found = newest_revisions(releases)
        assert [one.name for one in found] == sorted({one.name for one in releases})
        for one in found:
            assert rank(one) == max(rank(other) for other in releases if other.name == one.name)


class TestNames:
    @pytest.mark.parametrize(
        ("release", "name", "exact", "label"),
        [
            (Release(2026, 1), "2026-01", "2026-01", "CMS January 2026"),
            (Release(2019, 1, annual=True), "2019-01", "2019-01", "CMS 2019"),
            (Release(2025, 10, revision="v3"), "2025-10", "2025-10+v3", "CMS October 2025, revision v3"),
            (
                Release(2026, 10, revision="09232026"),
                "2026-10",
                "2026-10+09232026",
                "CMS October 2026, file of 2026-09-23",
            ),
            (Release(2026, 4, rebuilt=True), "2026-04", "2026-04", "CMS April 2026 (rebuilt)"),
        ],
    )
    def test_names(self, release: Release, name: str, exact: str, label: str) -> None:
        assert (release.name, release.exact_name, release.label) == (name, exact, label)

    @given(st.lists(RELEASES, max_size=12, unique_by=lambda one: one.exact_name))
    def test_find(self, releases: list[Release]) -> None:
        for one in releases:
            assert find(releases, one.exact_name) in (
                [one] if one.revision else [r for r in newest_revisions(releases) if r.name == one.name]
            )
            newest = find(releases, one.name)
            assert newest in newest_revisions(releases)

    @pytest.mark.parametrize(
        "name", ["", "2026", "2026-1", "2026-02", "2026-01+v9", "january", "2026-01+v", "builtin"]
    )
    def test_find_nothing(self, name: str) -> None:
        assert find([Release(2026, 1), Release(2026, 1, revision="v2")], name) is None

    def test_a_plus_alone_names_the_file_without_a_revision(self) -> None:
        plain, revised = Release(2026, 1), Release(2026, 1, revision="v2")
        assert find([plain, revised], "2026-01+") == plain
        assert find([revised], "2026-01+") is None

    @given(st.text())
    def test_find_any_text(self, name: str) -> None:
        assert find([], name) is None


class TestPeriod:
    @given(st.integers(1000, 9999), QUARTERS)
    def test_a_quarter(self, year: int, month: int) -> None:
        release = Release(year, month)
        last = calendar.monthrange(year, month + 2)[1]
        assert release.starts == date(year, month, 1).isoformat()
        assert release.ends == date(year, month + 2, last).isoformat()

    def test_a_file_named_by_year_alone_covers_the_year(self) -> None:
        assert (Release(2019, 1, annual=True).starts, Release(2019, 1, annual=True).ends) == (
            "2019-01-01",
            "2019-12-31",
        )


class TestIsoDay:
    @given(st.dates())
    def test_every_day_of_the_calendar(self, day: date) -> None:
        assert iso_day(day.isoformat()) == day.isoformat()

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "0000-01-01",
            "2026-1-1",
            "20260101",
            "01/02/2026",
            "2026-01-01T00:00",
            " 2026-01-01",
            "2026-01-01\n",
            "\u0662\u0660\u0662\u0666-01-01",
            "2026-W01-1",
        ],
    )
    def test_nothing_else(self, text: str) -> None:
        with pytest.raises(ValueError, match=r".+"):
            iso_day(text)

    @given(st.text())
    def test_any_text_gives_a_day_or_a_value_error(self, text: str) -> None:
        try:
            found = iso_day(text)
        except ValueError:
            return
        assert date.fromisoformat(found).isoformat() == text

    def test_the_error_says_how(self) -> None:
        with pytest.raises(ValueError, match="YYYY-MM-DD"):
            iso_day("21.11.2026")
