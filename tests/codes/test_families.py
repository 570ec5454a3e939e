"""The shape of five characters decides the family (domain A1)."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.families import family_of, is_level_two, well_formed

SHAPES = {
    "cpt1": r"\d{5}",
    "cpt2": r"\d{4}F",
    "cpt3": r"\d{4}T",
    "pla": r"\d{4}U",
    "maaa": r"\d{4}M",
    "covid": r"\d{4}A",
    "level2": r"[ABCEGHJKLMPQRSTUV]\d{4}",
    "cdt": r"D\d{4}",
    "local": r"[WXYZ]\d{4}",
}
LEVELS = {"level2": "II", "cdt": "II", "local": "III"}


def stated(text: str) -> str | None:
    return next((key for key, shape in SHAPES.items() if re.fullmatch(shape, text, re.ASCII)), None)


@given(st.one_of(st.text(max_size=7), st.from_regex(r"[0-9A-Z]{5}", fullmatch=True)))
def test_any_text(text: str) -> None:
    family = family_of(text)
    assert is_level_two(text) == (stated(text) == "level2")
    assert (family.key if family else None) == stated(text)
    assert well_formed(text) == (family is not None)
    if family:
        assert family.level == LEVELS.get(family.key, "I")
        assert family.why
        assert family.number_meaning
        assert family.cadence


@pytest.mark.parametrize("last", "BCDEGHIJKLNOPQRSVWXYZ")
def test_no_other_letter_ends_a_code(last: str) -> None:
    assert family_of(f"1234{last}") is None


@pytest.mark.parametrize("first", "FINO")
def test_letters_never_used(first: str) -> None:
    assert family_of(f"{first}1234") is None


@pytest.mark.parametrize(
    "text", ["99213\n", " 99213", "a0425", "\u0669\u0669\u0662\u0661\u0663", "9921", "992133"]
)
def test_only_the_plain_form_counts(text: str) -> None:
    assert family_of(text) is None
