"""One text box: modifier, code, code with modifiers, several codes, or none (domain A9, A10)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.families import well_formed
from hcpcs_desktop.codes.reading import Reading, read, read_one
from tests.codes.typed_texts import TYPED_TEXTS


@given(st.one_of(st.text(), TYPED_TEXTS))
def test_any_text_has_a_reading(text: str) -> None:
    found = read(text)
    assert found
    for reading in found:
        if reading.kind == "code":
            assert reading.code is not None
            assert well_formed(reading.code)
            assert reading.read_as == "-".join((reading.code, *reading.modifiers))
        elif reading.kind == "modifier":
            assert (reading.code, reading.modifiers) == (None, (reading.read_as,))
        else:
            assert (reading.code, reading.modifiers) == (None, ())


@given(st.lists(st.from_regex(r"[ABCEGHJKLMPQRSTUVD][0-9]{4}", fullmatch=True), min_size=2, max_size=8))
def test_a_list_of_codes_is_read_in_order(codes: list[str]) -> None:
    for joint in (" ", ", ", ";", "\n", "\t", " and "):
        assert [reading.code for reading in read(joint.join(codes))] == codes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("25", "modifier"),
        ("RH", "modifier"),
        ("modifier 25", "modifier"),
        ("11", "not_a_code"),
        ("--", "not_a_code"),
        ("A0425", "code"),
        ("N0425", "not_a_code"),
        ("99213-2", "not_a_code"),
        ("99213-253", "not_a_code"),
        ("99213-25-26-27-32-33", "not_a_code"),
        ("12345-6789-01", "not_a_code"),
        ("0DTJ4ZZ", "not_a_code"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [reading.kind for reading in read(text)] == [kind]


def test_one_reading() -> None:
    assert read_one("A0425 RH") == Reading("code", "A0425-RH", "A0425", ("RH",))
    assert read_one("CPT") == Reading("not_a_code", "CPT")
