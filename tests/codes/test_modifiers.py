"""Modifiers: whose they are, and ambulance pairs by base code (domain A8)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.modifiers import MOST_ON_A_LINE, describe, is_known, pair_parts
from hcpcs_desktop.codes.tables import rows

AMA_NUMBERS = {
    *(22, 23, 24, 25, 26, 27, 32, 33, 47, *range(50, 60), 62, 63, 66, 73, 74, *range(76, 83)),
    *(90, 91, 92, 93, 95, 96, 97, 99),
}
PAIRS = ["".join(pair) for pair in itertools.product("DEGHIJNPRS", "DEGHIJNPRSX")]
AMBULANCE = "ambulance origin and destination"


@pytest.mark.parametrize("number", range(100))
def test_two_digits_are_the_amas_and_gaps_are_no_modifiers(number: int) -> None:
    note = describe(f"{number:02d}")
    if number in AMA_NUMBERS:
        assert note is not None
        assert (note.level, note.maintainer, note.description, note.known) == ("I", "AMA", None, True)
        assert "AMA" in note.note
    else:
        assert note is None


@pytest.mark.parametrize("modifier", ["27", "73", "74"])
def test_modifiers_of_hospitals_and_surgical_centers(modifier: str) -> None:
    note = describe(modifier)
    assert note is not None
    assert "outpatient" in note.kind
    assert "ASC" in note.kind


@pytest.mark.parametrize("modifier", [f"P{digit}" for digit in range(1, 7)])
def test_physical_status_is_published_by_both(modifier: str) -> None:
    note = describe(modifier)
    assert note is not None
    assert (note.level, note.maintainer, note.kind) == ("I", "AMA", "physical status")
    assert "AMA" in (note.description or "")
    assert "CMS" in (note.description or "")


@pytest.mark.parametrize("modifier", ["1P", "2P", "3P", "8P"])
def test_category_ii_modifiers(modifier: str) -> None:
    note = describe(modifier)
    assert note is not None
    assert (note.level, note.maintainer, note.known) == ("I", "AMA", True)
    assert "Category II" in note.kind


@pytest.mark.parametrize("modifier", ["0A", "4P", "9Z"])
def test_genetic_modifiers_are_obsolete(modifier: str) -> None:
    note = describe(modifier)
    assert note is not None
    assert (note.level, note.maintainer, note.known) == ("I", "AMA", False)
    assert "2013" in note.note


@pytest.mark.parametrize("modifier", ["A1", "JW", "JZ", "KX", "GT", "XE", "ZC", "TC"])
def test_modifiers_of_cms(modifier: str) -> None:
    note = describe(modifier)
    assert note is not None
    assert (note.level, note.maintainer, note.known) == ("II", "CMS", True)
    assert note.description


@pytest.mark.parametrize(
    ("modifier", "level", "maintainer"), [("WA", "III", None), ("YZ", "III", None), ("OO", "II", "CMS")]
)
def test_letters_that_open_no_modifier_of_today(modifier: str, level: str, maintainer: str | None) -> None:
    note = describe(modifier)
    assert note is not None
    assert (note.level, note.maintainer, note.known) == (level, maintainer, False)
    assert note.note


def test_the_list_of_cms_has_383() -> None:
    official = [
        row
        for row in rows("structure/modifiers.tsv")
        if row["maintainer"] == "CMS" or row["kind"] == "physical status"
    ]
    assert len(official) == 383
    assert {row["modifier"][0] for row in official} == set("ABCDEFGHJKLMNPQRSTUVXZ")


class TestAmbulance:
    def test_110_pairs_of_which_46_are_ordinary_modifiers_too(self) -> None:
        listed = {row["modifier"] for row in rows("structure/modifiers.tsv")}
        assert len(PAIRS) == 110
        assert len(listed & set(PAIRS)) == 46

    @pytest.mark.parametrize("pair", PAIRS)
    def test_on_an_ambulance_base_every_pair_is_valid(self, pair: str) -> None:
        note = describe(pair, "A0425")
        assert note is not None
        assert (note.level, note.maintainer, note.known, note.kind) == ("II", "CMS", True, AMBULANCE)
        assert " to " in (note.description or "")
        assert note.note

    @pytest.mark.parametrize("pair", ["HN", "GJ", "RR", "SH"])
    def test_elsewhere_the_ordinary_meaning_holds(self, pair: str) -> None:
        on_ambulance, elsewhere = describe(pair, "A0425"), describe(pair, "E0143")
        assert on_ambulance is not None
        assert elsewhere is not None
        assert elsewhere.kind != AMBULANCE
        assert on_ambulance.description != elsewhere.description
        assert "On other codes" in on_ambulance.note
        assert "On an ambulance code" in elsewhere.note

    @pytest.mark.parametrize("pair", ["RH", "NH", "SP"])
    def test_pairs_that_are_not_in_the_file_need_an_ambulance_base(self, pair: str) -> None:
        assert is_known(pair, "A0425")
        assert is_known(pair)
        assert not is_known(pair, "E0143")
        assert not is_known(pair, "A4206")

    @pytest.mark.parametrize("pair", ["XH", "AH", "HA"])
    def test_other_letters_make_no_pair(self, pair: str) -> None:
        note = describe(pair, "A0425")
        assert note is not None
        assert note.kind != AMBULANCE


@given(st.text(max_size=3), st.one_of(st.none(), st.from_regex(r"[A-Z][0-9]{4}", fullmatch=True)))
def test_any_text(text: str, base: str | None) -> None:
    note = describe(text, base)
    assert is_known(text, base) == (note is not None and note.known)
    if note is not None:
        assert note.modifier == text
        assert len(text) == 2
        assert note.level in {"I", "II", "III"}


def test_a_claim_line_carries_four() -> None:
    assert MOST_ON_A_LINE == 4


def test_only_a_pair_of_places_has_two_parts() -> None:
    assert [part.text for part in pair_parts("RH")] == ["R", "H"]
    assert pair_parts("25") == pair_parts("XR") == ()
