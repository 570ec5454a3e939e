"""Slips and lost zeros (domain A9)."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.families import family_of, well_formed
from hcpcs_desktop.codes.repair import swapped, zero_filled
from hcpcs_desktop.codes.sections import in_defined_section

SLIPS = st.text(alphabet="OIL01289AEJTUMF", min_size=5, max_size=5)


def every_swap(text: str) -> set[str]:
    """Return the codes that any choice of reading O as 0, I and L as 1 gives."""
    choices = [(c, "0") if c == "O" else (c, "1") if c in "IL" else (c,) for c in text]
    return {"".join(chosen) for chosen in itertools.product(*choices)} - {text}


class TestSwapped:
    @given(SLIPS)
    def test_all_the_well_formed_readings_and_no_other(self, text: str) -> None:
        found = swapped(text)
        assert set(found) == {one for one in every_swap(text) if well_formed(one)}
        assert len(set(found)) == len(found)

    @given(st.text(max_size=8))
    def test_any_text_gives_codes_only(self, text: str) -> None:
        assert all(well_formed(one) and one != text for one in swapped(text))

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("O0100", ("00100",)),
            ("AO425", ("A0425",)),
            ("I0120", ("10120",)),
            ("G00O8", ("G0008",)),
            ("LO450", ("L0450", "10450")),
            ("OO42T", ("0042T",)),
            ("A0425", ()),
            ("O010", ()),
            ("\u00d60100", ()),
        ],
    )
    def test_cases(self, text: str, codes: tuple[str, ...]) -> None:
        assert swapped(text) == codes


class TestZeroFilled:
    @given(st.one_of(st.text(max_size=6), st.from_regex(r"[A-Z]?[0-9]{1,4}[A-Z]?", fullmatch=True)))
    def test_any_text_gives_codes_in_a_section_only(self, text: str) -> None:
        for code in zero_filled(text):
            family = family_of(code)
            assert family is not None
            assert in_defined_section(code, family)
            assert code.replace("0", "") == text.replace("0", "")

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("450", ("00450",)),
            ("0450", ("00450",)),
            ("100", ("00100",)),
            ("42T", ("0042T",)),
            ("1U", ("0001U",)),
            ("J135", ("J0135",)),
            ("2", ()),
            ("2500", ()),
            ("E", ()),
            ("W12", ()),
            ("D50", ()),
            ("00450", ()),
            ("4-5", ()),
            ("\u0663\u0664\u0665", ()),
            ("", ()),
        ],
    )
    def test_cases(self, text: str, codes: tuple[str, ...]) -> None:
        assert zero_filled(text) == codes
