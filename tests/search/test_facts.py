"""Facts: what fires, where it is kept, how it is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.facts import (
    BOTH_WAYS,
    TURNED,
    Fact,
    firing,
    keys,
    read_facts,
    role_of_words,
    word_fact,
    word_tables,
)
from hcpcs_desktop.search.stemming import stems

LIFT = word_fact("hoyer lift", "patient lift", "product")


def covered(fact: Fact, query: str, *, unfinished: bool = False) -> set[int]:
    found = firing([fact], query.split(), unfinished=unfinished)
    return set(found[0][1]) if found else set()


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("hoyer lift", {0, 1}),
        ("hoyer lifts", {0, 1}),
        ("lift from hoyer", {0, 2}),
        ("electric hoyer lift", {1, 2}),
        ("hoyer", set()),
        ("lift", set()),
        ("hoyer li", set()),
    ],
)
def test_all_words_in_any_order(query: str, places: set[int]) -> None:
    assert covered(LIFT, query) == places


@pytest.mark.parametrize(
    ("query", "places"), [("hoyer lif", {0, 1}), ("hoyer li", set()), ("hoy lift", set())]
)
def test_the_last_word_may_be_unfinished_from_three_letters_on(query: str, places: set[int]) -> None:
    assert covered(LIFT, query, unfinished=True) == places


def test_told() -> None:
    assert LIFT.told == "hoyer lift → patient lift"
    assert Fact("Enbrel", ("enbrel",), (), ("J1438",)).told == "Enbrel → J1438"
    assert Fact("Ozempic", ("ozempic",), (), (), "dead end").told == "Ozempic"


@pytest.mark.parametrize(
    ("kind", "codes", "dead"), [("dead end", (), True), ("dead end", ("J1",), False), ("brand", (), False)]
)
def test_dead_ends(kind: str, codes: tuple[str, ...], dead: bool) -> None:
    assert Fact("x", ("x",), (), codes, kind).is_dead_end == dead


def test_alternatives_and_denials() -> None:
    fact = word_fact("pick up", "walker without wheels; rigid walker; ", "lay word", ["E0130"])
    assert fact.means == (("walker", "!wheels"), ("rigid", "walker"))
    assert fact.codes == ("E0130",)


@given(
    st.lists(st.lists(st.sampled_from(["walker", "wheels", "cane", "canes", "tip"]), min_size=1, max_size=3))
)
def test_each_fact_is_kept_under_the_stems_of_one_of_its_words(terms: list[list[str]]) -> None:
    facts = [Fact(" ".join(words), tuple(words), ()) for words in terms]
    for fact, kept in zip(facts, keys(facts), strict=True):
        assert any(kept == stems(word) for word in fact.words)


def test_the_rarest_word_keeps() -> None:
    facts = [word_fact("wheelchair tray", "x", "y"), word_fact("wheelchair", "x", "y")]
    assert keys(facts)[0] == stems("tray")


def test_shipped_facts() -> None:
    facts = read_facts()
    assert len(facts) > 5000
    assert all(fact.term for fact in facts)
    assert {"search/brands.tsv", "search/word_roles.tsv"}.isdisjoint(word_tables())
    turned = {(fact.words, means) for fact in facts if fact.kind == TURNED for means in fact.means}
    straight = {(means, fact.words) for fact in facts if fact.kind in BOTH_WAYS for means in fact.means}
    assert len(turned & straight) > 500


def test_roles() -> None:
    roles = role_of_words()
    assert roles["with"] == "function"
    assert roles["machine"] == "generic"
    assert "walker" not in roles
