"""What the loaded releases say of a code on a day (domain C5, J7)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.status import Verdict, dated, decide, period_ends, taken_out

Histories = tuple[list[Release], dict[Release, CodeRecord]]

DAYS = st.dates(date(2016, 1, 1), date(2022, 12, 31)).map(date.isoformat)


def record(added: str | None = None, ended: str | None = None) -> CodeRecord:
    return CodeRecord("E0601", "code", "Short", "Long", added=added, ended=ended)


@st.composite
def histories(draw: st.DrawFn) -> Histories:
    """Return one release a quarter or one a year, oldest first, and what each lists of one code."""
    releases = []
    for year in range(2017, 2022):
        if draw(st.booleans()):
            releases += [Release(year, 1, annual=True)] if draw(st.booleans()) else []
        else:
            months = draw(st.sets(st.sampled_from([1, 4, 7, 10])))
            releases += [Release(year, month) for month in sorted(months)]
    dates = st.one_of(st.none(), DAYS)
    listed = {one: record(draw(dates), draw(dates)) for one in releases if draw(st.booleans())}
    return releases, listed


def last_day(release: Release) -> str:
    if release.annual:
        return f"{release.year}-12-31"
    return f"{release.year}-" + {1: "03-31", 4: "06-30", 7: "09-30", 10: "12-31"}[release.month]


def first_day(release: Release) -> str:
    return f"{release.year}-{release.month:02d}-01"


def restated(
    releases: list[Release], listed: dict[Release, CodeRecord], on: str
) -> tuple[str, bool, Release | None]:
    """Return status, covered and the deciding release in the words of domain C5.

    C5 leaves open which omitting file covers the day of a code that is gone: any later one that reaches it.
    """
    if not releases:
        return "unknown", False, None
    listing = [release for release in releases if release in listed]
    reaching = [release for release in listing if last_day(release) >= on]
    if not listing:
        return "absent", last_day(releases[-1]) >= on, None
    deciding = reaching[0] if reaching else listing[-1]
    after = releases[releases.index(deciding) + 1 :]
    omitting = [release for release in after if first_day(release) <= on and release not in listed]
    if not reaching and omitting:
        return "absent", any(last_day(one) >= on for one in after if one not in listed), None
    return restated_dates(listed[deciding], on), last_day(deciding) >= on, deciding


def restated_dates(found: CodeRecord, on: str) -> str:
    if found.added is not None and found.added > on:
        return "not_yet"
    if found.ended is not None and found.ended < on:
        return "ended"
    return "active"


class TestAgainstTheRule:
    @given(histories(), DAYS)
    def test_status_release_and_cover(self, history: Histories, on: str) -> None:
        releases, listed = history
        verdict = decide(releases, listed, on)
        status, covered, release = restated(releases, listed, on)
        assert (verdict.status, verdict.covered) == (status, covered)
        if release is not None:
            assert (verdict.release, verdict.record) == (release, listed[release])
        else:
            assert verdict.record is None

    @given(histories(), DAYS)
    def test_what_was_not_checked_is_said(self, history: Histories, on: str) -> None:
        releases, listed = history
        verdict = decide(releases, listed, on)
        if not releases:
            return
        assert verdict.checked_through is not None
        assert verdict.covered == (on <= verdict.checked_through)
        assert ("not checked after" in verdict.reason.lower()) == (not verdict.covered)
        named = {one.label for one in releases}
        assert any(label in verdict.reason for label in named)
        before = on < first_day(releases[0])
        assert ("before the first loaded release" in verdict.reason) == before

    @given(histories(), DAYS)
    def test_periods(self, history: Histories, on: str) -> None:
        releases, _ = history
        assert period_ends(releases) == {one: last_day(one) for one in releases}


JANUARY, APRIL = Release(2026, 1), Release(2026, 4)
OCTOBER = Release(2025, 10)


class TestSingleCases:
    def test_no_release(self) -> None:
        assert decide([], {}, "2026-01-01")[:3] == ("unknown", False, None)

    @pytest.mark.parametrize(
        ("on", "status", "covered", "says"),
        [
            ("2026-01-15", "active", True, "listed with no end date in CMS January 2026."),
            ("2026-03-31", "active", True, "listed with no end date in CMS January 2026."),
            ("2026-04-01", "active", False, "not checked after 2026-03-31"),
            ("2026-06-15", "active", False, "not checked after 2026-03-31"),
            ("1990-01-01", "active", True, "before the first loaded release (CMS January 2026)"),
        ],
    )
    def test_listed_with_no_end_date(self, on: str, status: str, covered: bool, says: str) -> None:
        verdict = decide([JANUARY], {JANUARY: record("1986-01-01")}, on)
        assert (verdict.status, verdict.covered, verdict.checked_through) == (status, covered, "2026-03-31")
        assert says in verdict.reason

    def test_the_last_valid_day_is_valid(self) -> None:
        listed = {JANUARY: record("2010-01-01", "2026-02-10")}
        assert decide([JANUARY], listed, "2026-02-10").status == "active"
        assert decide([JANUARY], listed, "2026-02-11").status == "ended"

    def test_the_first_day_is_valid(self) -> None:
        listed = {JANUARY: record("2026-02-10")}
        assert decide([JANUARY], listed, "2026-02-09").status == "not_yet"
        assert decide([JANUARY], listed, "2026-02-10").status == "active"

    def test_the_file_of_a_day_before_the_first_is_named(self) -> None:
        listed = {APRIL: record("2026-04-01")}
        early = decide([JANUARY, APRIL], listed, "2026-02-01")
        assert early.status == "not_yet"
        assert early.reason.endswith("CMS January 2026, the file of that day, does not list it.")
        assert "does not list it" not in decide([OCTOBER, APRIL], listed, "2026-02-01").reason
        assert "does not list it" not in decide([JANUARY, APRIL], listed, "2026-04-01").reason

    def test_a_later_added_date_counts_before_an_older_end(self) -> None:
        assert dated("2026-07-01", "2020-12-31", "2026-01-01")[0] == "not_yet"

    def test_a_later_file_knows_more(self) -> None:
        listed = {OCTOBER: record(ended=None), APRIL: record(ended="2025-11-30")}
        assert decide([OCTOBER, APRIL], listed, "2025-12-15").release == OCTOBER
        later = decide([OCTOBER, JANUARY, APRIL], listed, "2026-01-15")
        assert (later.status, later.release) == ("ended", APRIL)

    def test_gone_from_a_later_file_is_absent_not_ended(self) -> None:
        verdict = decide([OCTOBER, JANUARY], {OCTOBER: record()}, "2026-02-01")
        assert (verdict.status, verdict.covered, verdict.release) == ("absent", True, JANUARY)
        assert "Gone from the file is not the same as ended." in verdict.reason
        assert verdict.absence == "gone"
        assert decide([OCTOBER, JANUARY], {OCTOBER: record()}, "2026-01-01").status == "absent"
        assert decide([OCTOBER, JANUARY], {OCTOBER: record()}, "2025-12-31").status == "active"
        later = decide([OCTOBER, JANUARY], {OCTOBER: record()}, "2026-09-01")
        assert (later.status, later.covered) == ("absent", False)
        assert "Not checked after 2026-03-31." in later.reason

    @pytest.mark.parametrize(
        ("on", "release", "seen"),
        [
            ("2026-01-01", JANUARY, "2026-03-31"),
            ("2026-03-31", JANUARY, "2026-03-31"),
            ("2026-04-01", APRIL, "2026-06-30"),
            ("2026-09-01", APRIL, "2026-06-30"),
        ],
    )
    def test_the_file_of_the_day_tells_that_a_code_is_gone(
        self, on: str, release: Release, seen: str
    ) -> None:
        verdict = decide([OCTOBER, JANUARY, APRIL], {OCTOBER: record()}, on)
        assert (verdict.absence, verdict.release, verdict.checked_through) == ("gone", release, seen)
        assert f"no longer in {release.label}." in verdict.reason
        past = on == "2026-09-01"
        assert (verdict.covered, "Not checked after" in verdict.reason) == (not past, past)

    @pytest.mark.parametrize("listed", [{}, {JANUARY: record()}])
    def test_the_first_and_the_last_day_of_a_period_lie_in_it(
        self, listed: dict[Release, CodeRecord]
    ) -> None:
        for day in (JANUARY.starts, JANUARY.ends):
            verdict = decide([JANUARY], listed, day)
            assert verdict.covered
            assert "before" not in verdict.reason
            assert "hecked after" not in verdict.reason

    @pytest.mark.parametrize("on", [JANUARY.starts, JANUARY.ends])
    def test_the_file_of_the_day_is_silent_from_its_first_to_its_last_day(self, on: str) -> None:
        late = {APRIL: record("2026-04-01")}
        told = decide([JANUARY, APRIL], late, on).reason
        assert told.endswith("CMS January 2026, the file of that day, does not list it.")

    def test_a_later_file_after_the_day_does_not_count(self) -> None:
        verdict = decide([OCTOBER, APRIL], {OCTOBER: record()}, "2026-02-01")
        assert (verdict.status, verdict.covered, verdict.release) == ("active", False, OCTOBER)

    def test_a_day_between_two_periods_is_said_to_be_covered_by_none(self) -> None:
        listed = {OCTOBER: record(), APRIL: record()}
        between = decide([OCTOBER, APRIL], listed, "2026-02-01")
        assert (between.status, between.release) == ("active", APRIL)
        assert between.reason.endswith("in CMS April 2026; no loaded release covers 2026-02-01.")
        silent = decide([OCTOBER, JANUARY, APRIL], {APRIL: record()}, "2026-02-01")
        for verdict in (decide([OCTOBER, APRIL], listed, "2026-04-01"), silent):
            assert "covers" not in verdict.reason

    def test_a_pinned_release_is_not_called_the_first_or_the_last_loaded_one(self) -> None:
        before, after = (
            decide([JANUARY], {JANUARY: record()}, day, pinned=True).reason
            for day in ("2025-06-01", "2026-06-01")
        )
        assert before.endswith("; the day lies before the pinned release (CMS January 2026).")
        assert after.endswith("; not checked after 2026-03-31: other releases have no say.")
        nowhere = decide([JANUARY], {}, "2025-06-01", pinned=True)
        assert nowhere.absence == "unpinned"
        assert "before the pinned release" in nowhere.reason

    def test_what_only_a_replaced_revision_lists_is_not_in_no_release(self) -> None:
        newer = JANUARY._replace(revision="v2")
        verdict = taken_out(decide([newer], {}, "2026-05-01"), [OCTOBER, JANUARY], "2026-05-01")
        assert verdict[:3] == ("absent", False, "2026-03-31")
        assert verdict.absence == "gone"
        assert verdict.reason.startswith("Listed in CMS January 2026, but not in the newer revision")
        assert verdict.reason.endswith("Not checked after 2026-03-31.")

    def test_never_listed(self) -> None:
        verdict = decide([OCTOBER, JANUARY], {}, "2026-02-01")
        assert verdict == Verdict("absent", True, "2026-03-31", verdict.reason, JANUARY, absence="unlisted")
        assert "not in CMS January 2026 or any other loaded release" in verdict.reason
        alone = decide([JANUARY], {}, "2020-01-01").reason
        assert "before the first" in alone
        assert "other loaded release" not in alone

    @pytest.mark.parametrize(
        ("added", "ended", "on", "reason"),
        [
            ("2020-01-01", None, "2021-01-01", "Added 2020-01-01, listed with no end date"),
            ("2020-01-01", "2022-03-31", "2021-01-01", "Added 2020-01-01, valid through 2022-03-31"),
            (None, None, "2021-01-01", "Listed with no end date"),
            (None, "2022-03-31", "2021-01-01", "Valid through 2022-03-31"),
            (None, "2020-03-31", "2021-01-01", "Discontinued: 2020-03-31 was the last valid day, as listed"),
            ("2022-01-01", None, "2021-01-01", "Not valid before 2022-01-01, as listed"),
        ],
    )
    def test_reasons(self, added: str | None, ended: str | None, on: str, reason: str) -> None:
        assert dated(added, ended, on)[1] == reason


class TestAnnualAndQuarterly:
    """An annual file yields to the next file of its year, which knows more (a reading of domain C5)."""

    @pytest.mark.parametrize(("month", "ends"), [(4, "2019-03-31"), (7, "2019-06-30"), (10, "2019-09-30")])
    def test_the_period_ends_where_the_next_file_begins(self, month: int, ends: str) -> None:
        annual, quarter = Release(2019, 1, annual=True), Release(2019, month)
        assert period_ends([annual, quarter])[annual] == ends

    def test_the_next_year_changes_nothing(self) -> None:
        annual = Release(2019, 1, annual=True)
        assert period_ends([annual, Release(2020, 1, annual=True)])[annual] == "2019-12-31"

    def test_the_quarter_decides_from_its_first_day(self) -> None:
        annual, july = Release(2019, 1, annual=True), Release(2019, 7)
        listed = {annual: record(), july: record(ended="2019-06-30")}
        assert decide([annual, july], listed, "2019-06-30").release == annual
        assert decide([annual, july], listed, "2019-07-01").status == "ended"
