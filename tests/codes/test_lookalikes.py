"""Traps: the same characters in another code set (domain A9, G2, J2, J3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.families import well_formed
from hcpcs_desktop.codes.lookalikes import lookalikes_of_code, lookalikes_of_modifier


@pytest.mark.parametrize(
    ("code", "sets"),
    [
        ("H0015", ["ICD-10-CM"]),
        ("E1140", ["ICD-10-CM"]),
        ("M5416", ["ICD-10-CM", "CPT Administrative MAAA"]),
        ("A0425", ["ICD-10-CM", "HIPPS"]),
        ("D9999", ["HIPPS"]),
        ("U0001", ["CPT PLA"]),
        ("0001U", ["HCPCS Level II"]),
        ("T1019", ["ICD-10-CM", "CPT Category III"]),
        ("1019T", ["HCPCS Level II"]),
        ("0002M", ["HCPCS Level II"]),
        ("0001A", ["HCPCS Level II"]),
        ("3044F", []),
        ("99213", []),
        ("E9998", []),
        ("H9600", []),
    ],
)
def test_of_codes(code: str, sets: list[str]) -> None:
    assert [lookalike.set for lookalike in lookalikes_of_code(code)] == sets


def test_every_trap_says_why() -> None:
    (icd,) = lookalikes_of_code("H0015")
    assert "H00.15" in icd.why
    (twin,) = lookalikes_of_code("0001U")
    assert "U0001" in twin.why


@given(st.from_regex(r"[A-Z][0-9]{4}|[0-9]{4}[0-9FTUMA]", fullmatch=True).filter(well_formed))
def test_any_code(code: str) -> None:
    for lookalike in lookalikes_of_code(code):
        assert lookalike.set
        assert lookalike.why


@pytest.mark.parametrize(
    ("modifier", "sets"),
    [("25", ["Place of service"]), ("99", ["Place of service"]), ("JW", []), ("PC", ["Modifiers 26 and TC"])],
)
def test_of_modifiers(modifier: str, sets: list[str]) -> None:
    assert [lookalike.set for lookalike in lookalikes_of_modifier(modifier)] == sets
