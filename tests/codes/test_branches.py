from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.branches import Branch, counted, narrowest, nested, outline, way_to, with_codes
from hcpcs_desktop.codes.families import family_of
from hcpcs_desktop.codes.sections import letters, place
from hcpcs_desktop.codes.tables import rows

CODES = st.from_regex(r"[ABCEGHJKLMPQRSTUV][0-9]{4}", fullmatch=True)


def every(branches: Sequence[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from every(branch.branches)


def at(branches: Sequence[Branch], way: Sequence[int]) -> Branch:
    """Return the branch that a way leads to."""
    first, *further = way
    return at(branches[first].branches, further) if further else branches[first]


class TestOutline:
    def test_the_letters_are_on_top(self) -> None:
        assert "".join(branch.letter for branch in outline()) == "".join(letters())
        assert [branch.title for branch in outline()] == [row.section for row in letters().values()]
        assert all(branch.note for branch in outline())

    def test_every_range_is_there_once(self) -> None:
        below = [one.section for one in every(outline()) if not one.letter]
        named = {f"{row['first']}-{row['last']}" for row in rows("structure/level2_ranges.tsv")}
        assert len(below) == len(named)
        assert set(below) == named

    def test_what_lies_inside_lies_inside(self) -> None:
        for branch in every(outline()):
            for before, one in zip((None, *branch.branches), branch.branches, strict=False):
                assert branch.first <= one.first <= one.last <= branch.last
                assert before is None or before.last < one.first

    def test_a_letter_or_a_stretch_is_what_a_filter_takes(self) -> None:
        letter = outline()[4]
        assert (letter.letter, letter.section) == ("E", "E")
        canes = letter.branches[0]
        assert (canes.letter, canes.section, canes.title) == ("", "E0100-E0118", "Canes and crutches")

    def test_nothing_is_counted_yet(self) -> None:
        assert {(one.codes, one.valid) for one in every(outline())} == {(0, 0)}


def test_stretches_nest_whatever_their_order() -> None:
    wide, inner, narrow = (
        Branch("A0001", "A0099", "w"),
        Branch("A0001", "A0010", "i"),
        Branch("A0001", "A0002", "n"),
    )
    other = Branch("A0100", "A0100", "o")
    tree = nested((narrow, other, wide, inner))
    assert tree == (wide._replace(branches=(inner._replace(branches=(narrow,)),)), other)
    assert nested(()) == ()


@given(CODES)
def test_the_narrowest_branch_is_the_place_of_the_code(code: str) -> None:
    found = narrowest(code)
    family = family_of(code)
    assert found is not None
    assert family is not None
    expected = place(code, family)
    assert found.title == (expected.subsection or expected.section)


@pytest.mark.parametrize("code", ["99213", "F0001", "0001U", "X0001", "", "Z9999"])
def test_a_code_of_no_letter_is_in_no_branch(code: str) -> None:
    assert narrowest(code) is None


@given(st.lists(CODES), st.lists(CODES))
def test_no_code_is_lost(codes: list[str], valid: list[str]) -> None:
    tree = counted(codes + valid, valid)
    assert sum(branch.codes for branch in tree) == len({*codes, *valid})
    assert sum(branch.valid for branch in tree) == len(set(valid))
    for branch in every(tree):
        assert branch.codes == len({code for code in codes + valid if branch.first <= code <= branch.last})
        assert branch.codes >= sum(one.codes for one in branch.branches)
        assert branch.codes >= branch.valid


LETTERS = st.sampled_from(["C", "D", "I", "M", "S", "", "X"])


@given(st.lists(CODES), st.dictionaries(CODES, LETTERS))
def test_valid_codes_are_counted_by_their_coverage(codes: list[str], coverage: dict[str, str]) -> None:
    for branch in every(counted([*codes, *coverage], coverage, coverage)):
        inside = [one for code, one in coverage.items() if branch.first <= code <= branch.last]
        known = {letter: inside.count(letter) for letter in "CDIMS" if letter in inside}
        none = {"": branch.valid - sum(known.values())} if branch.valid > sum(known.values()) else {}
        assert dict(branch.coverage) == known | none


def test_a_code_in_no_finer_range_counts_at_its_letter() -> None:
    letter = counted(["E0100", "E9998"], ["E9998"])[4]
    assert (letter.codes, letter.valid) == (2, 1)
    assert sum(one.codes for one in letter.branches) == 1


def test_empty_sections_go_and_letters_stay() -> None:
    tree = with_codes(counted(["E0100", "E0601"], []))
    assert len(tree) == len(outline())
    assert [one.section for one in every(tree) if not one.letter] == [
        "E0100-E0118",
        "E0500-E0606",
        "E0601-E0601",
    ]


class TestWay:
    @pytest.mark.parametrize(
        ("typed", "section"),
        [
            ("E", "E"),
            ("E0", "E0100-E0118"),
            ("E09", "E0830-E0948"),
            ("E0955", "E0950-E1034"),
            ("E1031", "E1031-E1031"),
            ("E9998", "E"),
            ("D", "D"),
            ("R", "R"),
        ],
    )
    def test_it_ends_where_such_codes_begin(self, typed: str, section: str) -> None:
        assert at(outline(), way_to(outline(), typed)).section == section

    @pytest.mark.parametrize("typed", ["", "F", "9", "e", "EE", "-", "E0X", "E0601K", "E06011"])
    def test_there_is_none_to_codes_that_are_not(self, typed: str) -> None:
        assert way_to(outline(), typed) == ()

    @given(CODES)
    def test_a_whole_code_leads_to_its_narrowest_branch(self, code: str) -> None:
        assert at(outline(), way_to(outline(), code)) == narrowest(code)
