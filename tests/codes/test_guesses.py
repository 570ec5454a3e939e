"""What a text that is no code looks like (domain A9)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcpcs_desktop.codes.families import well_formed
from hcpcs_desktop.codes.guesses import guesses
from tests.codes.typed_texts import TYPED_TEXTS


@given(st.one_of(st.text(), TYPED_TEXTS.map(str.upper)))
@example("-" * 20_000)
@example("0" * 20_000)
@example("A1" * 10_000)
def test_any_text_has_a_guess_with_well_formed_suggestions(text: str) -> None:
    found = guesses(text)
    assert found
    for guess in found:
        assert guess.why.endswith((".", "?"))
        assert all(well_formed(code.partition("-")[0]) for code in guess.suggestions)


@pytest.mark.parametrize(
    ("text", "sets"),
    [
        ("", [""]),
        ("WHEELCHAIR", [""]),
        ("99213-255", [""]),
        ("E0100-E0159", [""]),
        ("E0100-W", [""]),
        ("99213-6", ["", "LOINC"]),
        ("2345-7", ["LOINC"]),
        ("M54.16", ["ICD-10-CM"]),
        ("S72.001A", ["ICD-10-CM"]),
        ("A41.9", ["ICD-10-CM"]),
        ("C7A.00", ["ICD-10-CM"]),
        ("S72001A", ["ICD-10-PCS", "ICD-10-CM"]),
        ("A419", ["ICD-10-CM", ""]),
        ("250.00", ["ICD-9-CM"]),
        ("E884.9", ["ICD-9-CM"]),
        ("0DTJ4ZZ", ["ICD-10-PCS"]),
        ("0ITJ4ZZ", [""]),
        ("12345-6789-01", ["NDC"]),
        ("1234-5678-90", ["NDC"]),
        ("12345-678-90", ["NDC"]),
        ("12345-6789-0", ["NDC"]),
        ("12345678901", ["NDC"]),
        ("1234567893", ["NPI", "NDC"]),
        ("1234567890", ["NDC", "NPI"]),
        ("9234567893", ["NDC"]),
        ("207Q00000X", ["Provider taxonomy"]),
        ("0450", ["UB-04 revenue code", ""]),
        ("9450", ["UB-04 revenue code"]),
        ("450", ["MS-DRG", "UB-04 revenue code", ""]),
        ("21", ["Place of service"]),
        ("42T", [""]),
        ("1AFKS", ["HIPPS"]),
        ("N1234", ["", "ICD-10-CM"]),
        ("99213-24-25-26-27-32", [""]),
        ("N1213-24-25-26-27-32", [""]),
        ("9921311222533445566", [""]),
    ],
)
def test_sets_best_first(text: str, sets: list[str]) -> None:
    assert [guess.set for guess in guesses(text)] == sets


@pytest.mark.parametrize(
    ("text", "suggested"),
    [
        ("E0100-E0159", ("E0100", "E0159")),
        ("M54.16", ("M5416",)),
        ("N18.30", ()),
        ("S72.001A", ()),
        ("AO425-RH", ("A0425-RH",)),
        ("99213-24-25-26-27-32", ("99213-24-25-26-27",)),
        ("992132425262732", ("99213-24-25-26-27",)),
        ("99213-6", ("99213",)),
        ("42T", ("0042T",)),
        ("E0100-E0105-E0110", ()),
    ],
)
def test_suggestions(text: str, suggested: tuple[str, ...]) -> None:
    assert guesses(text)[0].suggestions == suggested


def test_unseparated_pairs_are_modifiers_only_if_all_are_known() -> None:
    assert "four modifiers" in guesses("992132425262732")[0].why
    assert "four modifiers" not in guesses("992132425262711")[0].why


@pytest.mark.parametrize("digits", ["1234567893", "1000000004", "1999999992"])
def test_npi_check_digit(digits: str) -> None:
    """The check digit is that of Luhn over 80840 and the number (CMS, NPI check digit)."""
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    assert luhn("80840" + digits)
    assert guesses(digits)[0].set == "NPI"
    assert guesses(wrong)[0].set == "NDC"


def luhn(digits: str) -> bool:
    total = 0
    for at, digit in enumerate(digits[::-1]):
        value = int(digit) if at % 2 == 0 else 2 * int(digit)
        total += value if value < 10 else value - 9
    return total % 10 == 0
