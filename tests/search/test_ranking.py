"""The order of hits: total, and as search.md states it. Order is tested, not scores."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.ranking import (
    GROUP,
    TIERS,
    Candidate,
    Wanted,
    is_aside,
    is_catch_all,
    order,
    standing,
    wanted,
)

CANDIDATES = st.builds(
    Candidate,
    st.sampled_from(TIERS),
    st.from_regex(r"[A-Z][0-9]{4}|[A-Z0-9]{2}", fullmatch=True),
    st.booleans(),
    st.booleans(),
    st.text(alphabet="walker cnrepx", max_size=12),
    st.text(alphabet="walker cnrepx,", max_size=12),
    st.integers(0, 10_000),
    st.booleans(),
    st.sampled_from(TIERS),
    st.integers(0, 3),
    st.integers(0, 3),
)
WANTED = st.lists(st.sampled_from(["walker", "w", "cane", "replacement", "pair"]), max_size=3).map(
    lambda words: wanted(words, len(words) - 1)
)


Listed = tuple[str, str, str, str]
"""Kind, code, names and title of a candidate."""


def candidate(code: str, names: str, title: str = "", *, kind: str = "code") -> Listed:
    return (kind, code, names, title or names)


def ranked(listed: list[Listed], words: tuple[str, ...], tier: str) -> list[Listed]:
    """Return the candidates in order; their standing is that of an index with just them."""
    places = sorted(standing(kind, code, title, None) for kind, code, _, title in listed)

    def key(one: Listed) -> tuple[object, ...]:
        kind, code, names, title = one
        place = places.index(standing(kind, code, title, None))
        entry = Candidate(tier, code, False, is_aside(code, title), names, title, place)
        return order(entry, wanted(words, len(words) - 1))

    return sorted(listed, key=key)


@given(st.lists(CANDIDATES, max_size=12, unique_by=lambda one: one.standing), WANTED)
def test_the_order_is_total(found: list[Candidate], asked: Wanted) -> None:
    ranked = sorted(found, key=lambda one: order(one, asked))
    assert sorted(reversed(found), key=lambda one: order(one, asked)) == ranked
    assert len({order(one, asked) for one in found}) == len(found)


@given(CANDIDATES, CANDIDATES, WANTED)
def test_tiers_come_first_and_codes_that_are_over_below_valid_ones(
    one: Candidate, other: Candidate, asked: Wanted
) -> None:
    other = other._replace(unfinished=one.unfinished, inner=one.inner)
    first, second = order(one, asked), order(other, asked)
    if GROUP[one.tier] != GROUP[other.tier]:
        assert (first < second) == (GROUP[one.tier] < GROUP[other.tier])
    elif one.over != other.over and one.tier != "exact code":  # what was pasted stays as it was pasted
        assert (first < second) == other.over


def test_every_tier_has_its_group_in_order() -> None:
    assert list(GROUP) == list(TIERS)


@given(CANDIDATES, WANTED, st.sampled_from(["brand", "synonym", "expansion", "fewer words"]))
def test_measures_of_quality_stand_down_unless_all_words_match(
    one: Candidate, asked: Wanted, tier: str
) -> None:
    measure = one._replace(code="G9001", tier=tier, over=False)
    assert order(measure._replace(tier="text"), asked) < order(measure, asked)
    assert order(measure._replace(code="E9001"), asked) < order(measure, asked)


@given(CANDIDATES, CANDIDATES, WANTED)
def test_of_valid_codes_the_better_tier_stands_first(one: Candidate, other: Candidate, asked: Wanted) -> None:
    one = one._replace(over=False, unfinished=False, code=f"E{one.code[1:]}")
    other = other._replace(over=False, unfinished=False, code=f"E{other.code[1:]}")
    if one.tier != other.tier:
        better = TIERS.index(one.tier) < TIERS.index(other.tier)
        assert (order(one, asked) < order(other, asked)) == better


@given(CANDIDATES, WANTED, st.sampled_from(["unfinished", "lack", "place"]))
def test_what_is_less_near_stands_lower(one: Candidate, asked: Wanted, name: str) -> None:
    one = one._replace(tier="text", unfinished=False, lack=0, place=0)
    lower = {
        "unfinished": one._replace(unfinished=True),
        "lack": one._replace(lack=1),
        "place": one._replace(place=1),
    }
    assert order(one, asked) < order(lower[name], asked)


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
        [candidate("L1900", "Left, one"), candidate("LT", "Left", kind="modifier")],
    ),
    "then by code": (("cane",), [candidate("E0100", "Cane"), candidate("E0105", "Cane")]),
    "without words": ((), [candidate("E0100", "Cane"), candidate("E0105", "Cane")]),
    "without texts": (("cane",), [candidate("E0100", ""), candidate("E0105", "")]),
}


@pytest.mark.parametrize("case", BEST_FIRST)
def test_inside_a_tier(case: str) -> None:
    words, expected = BEST_FIRST[case]
    assert ranked(expected[::-1], words, "name") == expected


NOUNS = (
    "walker",
    "cane",
    "commode",
    "mattress",
    "nebulizer",
    "helmet",
    "splint",
    "humidifier",
    "sling",
    "pump",
)


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize(
    "lower",
    [
        "Replacement tip for {}",
        "{} accessory, strap",
        "Strap for use with {}",
        "Cover, {}, replacement",
        "Invented service with {} of any kind",
        "{}, not otherwise specified",
        "{} holder, each",
        "Ride with {}",
    ],
)
@pytest.mark.parametrize("higher", ["{}", "{}, folding, of any kind", "Standard {}", "{} with seat"])
def test_the_thing_stands_above_what_belongs_to_it(noun: str, lower: str, higher: str) -> None:
    first = candidate("E0200", higher.format(noun).capitalize())
    second = candidate("E0100", lower.format(noun).capitalize())
    assert ranked([second, first], (noun,), "name") == [first, second]


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("letter", ["C", "S"])
@pytest.mark.parametrize("above", ["J", "E", "K", "L"])
def test_temporary_codes_stand_below_lasting_ones_with_the_same_text(
    noun: str, letter: str, above: str
) -> None:
    first, second = candidate(f"{above}9999", noun), candidate(f"{letter}0001", noun)
    assert ranked([second, first], (noun,), "name") == [first, second]


@pytest.mark.parametrize("noun", NOUNS)
@pytest.mark.parametrize("part", ["tip", "cover", "strap", "wheel", "tray"])
def test_a_part_that_is_asked_for_stands_above_the_thing(noun: str, part: str) -> None:
    thing = candidate("E0100", f"{noun.capitalize()} with {part}")
    own = candidate("E0200", f"{noun.capitalize()} accessory, {part}, each")
    assert ranked([thing, own], (noun, part), "name") == [own, thing]


@pytest.mark.parametrize("noun", NOUNS)
def test_one_and_several(noun: str) -> None:
    one, pair = (
        candidate("E0100", f"{noun.capitalize()}, each"),
        candidate("E0200", f"{noun.capitalize()}s, pair"),
    )
    assert ranked([pair, one], (noun,), "name") == [one, pair]
    if not noun.endswith("s"):
        assert ranked([pair, one], (f"{noun}s",), "name") == [pair, one]


def test_texts_of_about_one_length_stand_by_code() -> None:
    assert standing("code", "E0100", "c" * 100, None) < standing("code", "E0101", "c" * 70, None)
    assert standing("code", "E0101", "c" * 10, None) < standing("code", "E0100", "c" * 70, None)


@pytest.mark.parametrize(
    ("text", "catch_all"), [("walker, not otherwise specified", True), ("walker", False)]
)
def test_catch_alls(text: str, catch_all: bool) -> None:
    assert is_catch_all(text) == catch_all


def test_the_official_text_counts_beside_the_plain_name() -> None:
    plain = Candidate("name", "E0143", False, False, "Walker, folding", "Rolling frame", 2)
    other = Candidate("name", "A4637", False, False, "Tip, walker", "Rubber end", 1)
    asked = wanted(("walker",), 0)
    assert order(plain, asked) < order(other, asked)


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
