"""What CMS names in the place of an ended code, and codes that are used anew, through the one door."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcpcs_desktop.codes.explanation import Explanation, Replacement
from hcpcs_desktop.reference import Reference
from tests.builders import Entry, save

NONE_NAMED = "No replacement named by CMS."


def one(reference: Reference, text: str, on: str) -> Explanation:
    (found,) = reference.explain_each(text, on=on)
    return found


@pytest.fixture
def two(reference: Reference, tmp_path: Path) -> Reference:
    """Return a reference over two invented releases; the later one ends some codes."""
    first = [Entry("J9901", "Invented drug"), Entry("J9903"), Entry("J9905"), Entry("E0100"), Entry("ZL")]
    later = [
        Entry("J9901", "Invented drug", ended="20181231", cross="J9902"),
        Entry("J9902", "Invented drug, 1 mg", added="20190101", coverage="I"),
        Entry("J9903", ended="20181231", cross="J9903"),
        Entry("J9904", ended="20180630", cross="99213CPT  0042TE9999D1110"),
        Entry("E0100", cross="E0105"),
        Entry("ZL", ended="20181231", cross="ZR"),
        Entry("ZR", "Right paw", added="20190101"),
    ]
    reference.load(save(tmp_path, "HCPC2018_ANWEB.txt", first))
    reference.load(save(tmp_path, "HCPC2019_ANWEB.txt", later))
    return reference


def test_the_code_of_that_day_and_the_one_that_takes_its_place(two: Reference) -> None:
    before = one(two, "J9901", "2018-06-01")
    assert (before.status, before.ended) == ("active", None)
    assert before.later == "CMS 2019 lists 2018-12-31 as its last valid day and names J9902."
    assert before.replacements == ("J9902",)
    told = "not valid before 2019-01-01"
    assert before.replaced_by == (Replacement("J9902", "Invented drug, 1 mg", "not_yet", told),)
    after = one(two, "J9901", "2019-02-01")
    assert (after.status, after.later, after.replacements) == ("ended", "", ("J9902",))
    assert after.replaced_by[0].told == "valid, Medicare does not pay it"
    assert NONE_NAMED not in after.notes


def test_days_after_the_last_release_are_not_checked(two: Reference) -> None:
    assert one(two, "J9901", "2021-02-01").replaced_by[0].told == "not checked after 2019-12-31"


def test_none_named_is_said_and_nothing_is_guessed(two: Reference) -> None:
    ended = one(two, "J9903", "2019-02-01")
    assert ended.replacements == ()
    assert NONE_NAMED in ended.notes
    assert NONE_NAMED not in one(two, "J9902", "2019-02-01").notes


def test_what_is_no_code_or_licensed_stays_as_cms_wrote_it(two: Reference) -> None:
    found = one(two, "J9904", "2019-02-01")
    assert found.replacements == ("99213", "CPT", "0042T", "E9999", "D1110")
    assert found.replaced_by == (
        Replacement("99213", "CPT code, Category I", "unknown", "not checked: CPT is licensed"),
        Replacement("CPT"),
        Replacement("0042T", "CPT code, Category III", "unknown", "not checked: CPT is licensed"),
        Replacement("E9999", "", "absent", "not in the loaded releases"),
        Replacement("D1110", "CDT code", "unknown", "not checked: CDT is licensed"),
    )


def test_a_reference_of_a_code_that_goes_on_replaces_nothing(two: Reference) -> None:
    found = one(two, "E0100", "2019-02-01")
    assert (found.replacements, found.later) == ((), "")


def test_a_code_gone_from_the_file_is_not_ended(two: Reference) -> None:
    assert one(two, "J9905", "2018-06-01").later == "CMS 2019 does not list it any more; that is not an end."


def test_modifiers_too(two: Reference) -> None:
    found = one(two, "ZL", "2019-02-01")
    assert [(named.code, named.title, named.told) for named in found.replaced_by] == [
        ("ZR", "Right paw", "valid on this date")
    ]


def test_which_codes_it_takes_the_place_of(two: Reference) -> None:
    assert two.history("J9902").takes_place_of == ("J9901",)
    assert two.history("E0105").takes_place_of == ()
    assert two.history("J9901").takes_place_of == ()
    assert [release.label for release in two.history("ZL").releases] == ["CMS 2018", "CMS 2019"]


@pytest.fixture
def anew(reference: Reference, tmp_path: Path) -> Reference:
    """Return a reference over one code that was two drugs, years apart; and one with a name of ours."""
    first = [Entry("J9988", "Invented drug A", "Drug A", ended="20180630"), Entry("E2298", "Invented frame")]
    second = [Entry("J9988", "Invented drug B", "Drug B", added="20250101")]
    reference.load(save(tmp_path, "HCPC2018_ANWEB.txt", first))
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", second))
    return reference


@pytest.mark.parametrize(
    ("on", "status", "text"),
    [
        ("2018-03-01", "active", "Invented drug A"),
        ("2018-09-01", "ended", "Invented drug A"),
        ("2020-01-01", "not_yet", "Invented drug B"),
        ("2025-01-01", "active", "Invented drug B"),
        ("2026-02-01", "active", "Invented drug B"),
    ],
)
def test_each_day_has_its_own_meaning(anew: Reference, on: str, status: str, text: str) -> None:
    found = one(anew, "J9988", on)
    assert (found.status, found.long_description) == (status, text)


def test_our_name_is_not_given_to_an_earlier_meaning(anew: Reference) -> None:
    found = one(anew, "E2298", "2018-03-01")
    assert (found.long_description, found.plain_name) == ("Invented frame", None)


@pytest.mark.realdata
def test_a_real_code_and_the_one_that_took_its_place(five: Reference) -> None:
    before, after = (one(five, "C9463", day) for day in ("2018-06-01", "2019-06-01"))
    assert (before.status, after.status) == ("active", "ended")
    assert before.replacements == after.replacements == ("J0185",)
    told = [found.replaced_by[0].told for found in (before, after)]
    assert told == ["not valid before 2019-01-01", "valid on this date"]
    assert five.history("J0185").takes_place_of == ("C9463",)


@pytest.mark.realdata
def test_a_real_code_that_was_used_anew_within_a_year(five: Reference) -> None:
    found = one(five, "G9890", "2018-06-01")
    assert (found.long_description or "").startswith("Dilated macular exam")
    assert found.plain_name is None
    assert found.later == "CMS 2019 lists the same code as added 2018-04-01, for something else."
    assert "prevention" in (one(five, "G9890", "2019-06-01").plain_name or "")


@pytest.mark.realdata
def test_an_end_that_was_taken_back(five: Reference) -> None:
    later = one(five, "ZA", "2018-06-01").later
    assert later.startswith("CMS 2019 lists 2018-03-31 as its last valid day and names no replacement.")
    assert later.endswith("(rebuilt) lists it without an end again.")
