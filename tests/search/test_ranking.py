"""The order of hits: total, and as search.md states it. Order is tested, not scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.ranking import TIERS, Candidate, is_aside, order, standing

CANDIDATES = st.builds(
    Candidate,
    st.sampled_from(TIERS),
    st.from_regex(r"[A-Z][0-9]{4}|[A-Z0-9]{2}", fullmatch=True),
    st.booleans(),
    st.booleans(),
    st.text(alphabet="walker cnrepx", max_size=12),
    st.text(alphabet="walker cnrepx,", max_size=12),
    st.integers(0, 10_000),
)
WANTED = st.lists(st.sampled_from(["walker", "w", "cane", "replacement", "pair"]), max_size=3).map(tuple)


Listed = tuple[str, str, str, str]
"""Kind, code, names and title of a candidate."""


def candidate(code: str, names: str, title: str = "", *, kind: str = "code") -> Listed:
    return (kind, code, names, title or names)


def ranked(listed: list[Listed], wanted: tuple[str, ...], tier: str) -> list[Listed]:
    """Return the candidates in order; their standing is that of an index with just them."""
    places = sorted(standing(kind, code, title, None) for kind, code, _, title in listed)

    def key(one: Listed) -> tuple[object, ...]:
        kind, code, names, title = one
        place = places.index(standing(kind, code, title, None))
        return order(Candidate(tier, code, False, is_aside(code, title), names, title, place), wanted)

    return sorted(listed, key=key)


@given(st.lists(CANDIDATES, max_size=12, unique_by=lambda one: one.standing), WANTED)
def test_the_order_is_total(found: list[Candidate], wanted: tuple[str, ...]) -> None:
    ranked = sorted(found, key=lambda one: order(one, wanted))
    assert sorted(reversed(found), key=lambda one: order(one, wanted)) == ranked
    assert len({order(one, wanted) for one in found}) == len(found)


@given(CANDIDATES, CANDIDATES, WANTED)
def test_tiers_come_first_and_codes_that_are_over_below_valid_ones(
    one: Candidate, other: Candidate, wanted: tuple[str, ...]
) -> None:
    first, second = order(one, wanted), order(other, wanted)
    if TIERS.index(one.tier) != TIERS.index(other.tier):
        assert (first < second) == (TIERS.index(one.tier) < TIERS.index(other.tier))
    elif one.over != other.over:
        assert (first < second) == other.over


BEST_FIRST = {
    "the thing before what is for it": (
        ("walker",),
        [candidate("E0143", "Walker, folding, wheeled"), candidate("A4637", "Tip for walker")],
    ),
    "the head noun of CMS's text before the shorter text": (
        ("walker",),
        [
            candidate("E0143", "Rolling frame", "Walker, folding, wheeled, adjustable or fixed height"),
            candidate("A4637", "Rolling frame", "Tip, walker"),
        ],
    ),
    "the asked order before another": (
        ("folding", "walker"),
        [candidate("E0149", "A folding walker, any"), candidate("E0135", "A walker, folding")],
    ),
    "the last word may be unfinished": (
        ("folding", "walk"),
        [candidate("E0149", "A folding walker, any"), candidate("E0135", "A walker, folding")],
    ),
    "shorter before longer": (
        ("walker",),
        [candidate("E0143", "Walker"), candidate("E0130", "Walker, rigid, adjustable")],
    ),
    "accessories down": (
        ("walker",),
        [candidate("E0143", "Walker, folding, wheeled, any"), candidate("E0155", "Walker accessory")],
    ),
    "accessories stay up where they are asked for": (
        ("walker", "replacement"),
        [
            candidate("E0155", "Walker replacement", "Walker, replacement part"),
            candidate("E0143", "Walker replacement", "Walker, folding, of any height and material"),
        ],
    ),
    "measures of quality down": (
        ("pain",),
        [
            candidate("E0730", "Pain relief with a long text"),
            candidate("G8730", "Pain"),
            candidate("M1003", "Pain!"),
        ],
    ),
    "old G and M codes are no measures": (
        ("visit",),
        [candidate("M0075", "Visit"), candidate("G0402", "Visit, initial"), candidate("G8000", "Visit")],
    ),
    "codes before modifiers": (
        ("left",),
        [candidate("L1900", "Left one"), candidate("LT", "Left", kind="modifier")],
    ),
    "then by code": (("cane",), [candidate("E0100", "Cane"), candidate("E0105", "Cane")]),
    "without words": ((), [candidate("E0100", "Cane"), candidate("E0105", "Cane")]),
    "without texts": (("cane",), [candidate("E0100", ""), candidate("E0105", "")]),
}


@pytest.mark.parametrize("case", BEST_FIRST)
def test_inside_a_tier(case: str) -> None:
    wanted, expected = BEST_FIRST[case]
    assert ranked(expected[::-1], wanted, "name") == expected


@pytest.mark.parametrize("tier", ["code prefix", "range", "number"])
def test_spans_of_numbers_come_by_code(tier: str) -> None:
    listed = [candidate("E0100", "Cane, of any kind"), candidate("E0105", "Cane"), candidate("E0110", "Ax")]
    assert ranked(listed[::-1], (), tier) == listed


class TestStanding:
    def test_order(self) -> None:
        keys = [
            standing("code", "E0100", "Cane", None),
            standing("code", "E0099", "Cane, any", None),
            standing("code", "E0143", "Walker, folding", None),
            standing("modifier", "LT", "Left", None),
            standing("code", "G8730", "Pain", None),
            standing("code", "E0155", "Accessory", None),
            standing("code", "A0021", "Old", "2020-12-31"),
        ]
        assert sorted(keys) == keys

    @given(
        st.lists(st.tuples(st.sampled_from(["code", "modifier"]), st.text("EG019", max_size=4)), unique=True)
    )
    def test_total(self, found: list[tuple[str, str]]) -> None:
        keys = [standing(kind, code, "Cane", None) for kind, code in found]
        assert len(set(keys)) == len(keys)
