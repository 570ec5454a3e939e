"""Which modifiers go with a code, and where a modifier is at home (domain A8, E, G2, J1, J2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.families import family_of
from hcpcs_desktop.codes.modifier_groups import (
    ModifierGroup,
    Span,
    groups_for,
    notices_of_modifier,
    spans,
)
from hcpcs_desktop.codes.modifiers import PAIR

DRUG, NOT_PRICED = ("51",), ("00",)
CODES = st.from_regex(r"[0-9]{5}|[0-9]{4}[FTUMA]|[A-Z][0-9]{4}", fullmatch=True)


def offered(code: str, pricing: tuple[str, ...] = ()) -> set[str]:
    return {note.modifier for group in groups_for(code, pricing) for note in group.modifiers}


def group_with(modifier: str, code: str, pricing: tuple[str, ...] = ()) -> ModifierGroup:
    return next(
        group
        for group in groups_for(code, pricing)
        if modifier in {note.modifier for note in group.modifiers}
    )


class TestPuzzles:
    def test_a_drug_and_its_discarded_rest(self) -> None:
        group = group_with("JW", "J9035", DRUG)
        assert [note.modifier for note in group.modifiers] == ["JW", "JZ"]
        assert group.rule_of_thumb  # only the vial tells whether it holds a single dose
        assert "single-dose" in group.notice

    def test_an_ambulance_mile_from_home_to_hospital(self) -> None:
        group = group_with("RH", "A0425")
        note = next(note for note in group.modifiers if note.modifier == "RH")
        assert note.known
        assert "residence to hospital" in (note.description or "")

    def test_a_visit_beside_other_work(self) -> None:
        group = group_with("25", "99213")
        note = next(note for note in group.modifiers if note.modifier == "25")
        assert (note.description, note.maintainer) == (None, "AMA")
        assert "licensed" in group.why


class TestPricing:
    def test_a_code_not_priced_as_a_drug_has_no_discarded_rest(self) -> None:
        assert "JW" not in offered("J9035", NOT_PRICED)

    def test_without_a_record_the_code_decides_as_a_rule_of_thumb(self) -> None:
        assert group_with("JW", "J9035").rule_of_thumb

    def test_one_fitting_indicator_of_several_is_enough(self) -> None:
        assert "JW" in offered("J9035", ("57", "51"))

    @pytest.mark.parametrize("code", ["J8501", "J7294", "Q4101", "90686", "A0425"])
    def test_no_discarded_rest_of_what_is_no_single_dose(self, code: str) -> None:
        assert not offered(code, DRUG) & {"JW", "JZ"}

    @pytest.mark.parametrize(
        ("code", "expected"),
        [("C9466", True), ("C9492", True), ("C9448", False), ("C9465", False), ("C9497", False)],
    )
    def test_hospital_drugs_of_earlier_years(self, code: str, expected: bool) -> None:
        assert bool(offered(code, ("53",)) & {"JW", "JZ"}) == expected

    def test_months_are_counted_for_capped_rentals_only(self) -> None:
        assert {"KH", "KI", "KJ"} <= offered("E0601", ("36",))
        assert not offered("E0100", ("32",)) & {"KH", "KI", "KJ"}


class TestPlaces:
    @pytest.mark.parametrize(
        ("code", "modifiers"),
        [
            ("A0428", {"QM", "QN", "GM", "QL"}),
            ("E0143", {"NU", "RR", "UE", "RA", "KX"}),
            ("E0950", {"KA"}),
            ("E1390", {"RR", "QE", "N1"}),
            ("L5301", {"K0", "K4", "LT"}),
            ("A6212", {"A1", "A9"}),
            ("B4152", {"BO"}),
            ("Q4205", {"JC", "JD"}),
            ("J0885", {"EA", "EB", "EC"}),
            ("J7609", {"KO", "KP", "KQ"}),
            ("J7613", {"KO"}),
            ("E2103", {"KX", "CG", "KF"}),
            ("E0466", {"RR", "RA"}),
            ("99221", {"AI", "FS"}),
            ("G0008", {"SL", "SK"}),
            ("00810", {"AA", "QK", "QX", "QZ", "P1", "P6", "QS"}),
            ("70450", {"26", "TC", "CT"}),
            ("77066", {"GG", "GH"}),
            ("81002", {"QW", "90", "91"}),
            ("26055", {"FA", "F9"}),
            ("28285", {"TA", "T9"}),
            ("67900", {"E1", "E4"}),
            ("92928", {"LC", "RI"}),
            ("27447", {"LT", "50", "59", "XS", "58", "78", "79", "62", "80", "AS", "PC"}),
            ("97110", {"GP", "GO", "CQ", "KX"}),
            ("98941", {"AT"}),
            ("90834", {"95", "93", "AJ"}),
            ("H0004", {"HF", "HO", "HQ", "U1", "HV"}),
            ("T1019", {"U1", "UD", "TT", "UF"}),
            ("V2020", {"KX", "GY"}),
            ("R0075", {"UN", "US"}),
            ("P9016", {"BL"}),
            ("3044F", {"1P", "8P"}),
            ("0042T", {"Q0", "GA"}),
            ("0001U", {"QW", "90"}),
        ],
    )
    def test_a_code_gets_what_its_place_asks_for(self, code: str, modifiers: set[str]) -> None:
        assert modifiers <= offered(code)

    @pytest.mark.parametrize(
        ("code", "modifiers"),
        [
            ("E0143", {"RH", "K0", "26"}),
            ("J7613", {"KP", "KQ"}),
            ("J7611", {"KO", "KP", "KQ"}),
            ("E0441", {"RR", "MS"}),
            ("E0466", {"NU", "UE"}),
            ("E0607", {"KL", "CG"}),
            ("92507", {"CQ", "CO", "GP"}),
            ("97161", {"CQ", "GN"}),
            ("90935", {"G1", "V5"}),
            ("45378", {"LT", "50", "FA"}),
            ("28285", {"FA", "LC"}),
            ("J0882", {"EA"}),
            ("H0004", {"GA", "GY"}),
            ("3044F", {"GA", "59", "25"}),
            ("99213", {"59", "LT", "26", "AI", "FS"}),
            ("00810", {"25", "LT"}),
        ],
    )
    def test_and_not_what_belongs_elsewhere(self, code: str, modifiers: set[str]) -> None:
        assert not modifiers & offered(code)

    def test_a_quality_code_says_why_it_stands_alone(self) -> None:
        (group,) = groups_for("G8427")
        assert group.modifiers == ()
        assert "quality" in group.why

    @pytest.mark.parametrize("code", ["D1110", "0001A", "W1234", "99999", "F1234", "", "JW"])
    def test_dental_codes_retired_sets_and_other_texts_have_none(self, code: str) -> None:
        assert groups_for(code) == ()

    @given(CODES, st.lists(st.sampled_from(["00", "32", "36", "51"]), max_size=2).map(tuple))
    def test_any_code(self, code: str, pricing: tuple[str, ...]) -> None:
        found = groups_for(code, pricing)
        assert len(found) <= 6
        assert all(note.known for group in found for note in group.modifiers)
        if not code.startswith("A0"):
            assert not offered(code, pricing) & {"RH", "NH", "QL"}


class TestHomeOfAModifier:
    @pytest.mark.parametrize(
        ("modifier", "home"),
        [
            ("JW", "drugs in single-dose containers"),
            ("TC", "imaging and diagnostic tests"),
            ("LT", "surgery and imaging of paired parts"),
            ("K3", "artificial legs"),
            ("RH", "ambulance"),
            ("SP", "ambulance"),
            ("AA", "anesthesia"),
        ],
    )
    def test_it_says_which_codes_it_goes_with(self, modifier: str, home: str) -> None:
        first = notices_of_modifier(modifier)[0]
        assert first.startswith("Goes with: ")
        assert home in first

    def test_one_with_two_homes_names_both(self) -> None:
        first = notices_of_modifier("HN")[0]
        assert "ambulance" in first
        assert "behavioral" in first

    @pytest.mark.parametrize("modifier", ["26", "TC", "PC"])
    def test_the_trap_of_the_components_is_told(self, modifier: str) -> None:
        assert any(text.startswith("PC is not the professional") for text in notices_of_modifier(modifier))

    def test_a_notice_is_told_once_and_only_where_it_names_the_modifier(self) -> None:
        assert len(notices_of_modifier("JZ")) == 2
        assert len(notices_of_modifier("52")) == 1

    @pytest.mark.parametrize("modifier", ["J1", "00", "none", "", "XH", "R", "RHH"])
    def test_one_without_a_home_says_nothing(self, modifier: str) -> None:
        assert notices_of_modifier(modifier) == ()

    @given(st.text(max_size=3))
    def test_any_text(self, text: str) -> None:
        said = notices_of_modifier(text)
        assert len(set(said)) == len(said)
        assert not said or len(text) == 2


class TestSpans:
    def test_the_three_forms(self) -> None:
        assert spans("E0776 70010-79999 0001F-9007F S") == (
            Span("E0776", "E0776", "level2"),
            Span("70010", "79999", "cpt1"),
            Span("0001F", "9007F", "cpt2"),
            Span("S0000", "S9999", "level2"),
        )

    @pytest.mark.parametrize("text", ["E07", "E0100-K0100", "0001F-9007T", "E0200-E0100", "5", "F", "A0-A1"])
    def test_what_is_none_of_them_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match=text):
            spans(text)

    @given(CODES, CODES)
    def test_a_range_holds_codes_of_one_kind_in_order(self, first: str, last: str) -> None:
        try:
            (span,) = spans(f"{first}-{last}")
        except ValueError:
            return
        assert span.first <= span.last
        assert family_of(span.first) == family_of(span.last)
        assert span.first[0] == span.last[0] or span.family != "level2"


@pytest.mark.parametrize("code", ["A0425", "A0426", "A0999", "A0080"])
def test_two_letters_that_are_places_too_mean_the_pair_only_among_the_pairs(code: str) -> None:
    for group in groups_for(code):
        told = {note.kind == PAIR for note in group.modifiers}
        assert told in ({True}, {False}), group.heading
