"""Questions: roles of words, facts that are switched off, joined and split words."""

from __future__ import annotations

import pytest

from hcpcs_desktop.search.asking import ask, is_whole_dead_end, respelt, said, splits
from hcpcs_desktop.search.facts import Fact, word_fact

LIFT = word_fact("hoyer lift", "patient lift", "product")
BRAND = Fact("Inventab", ("inventab",), (), ("J0001",), "brand")
DEAD = Fact("Pillex", ("pillex",), (), (), "dead end", "A tablet.")


def test_roles_and_facts() -> None:
    asked = ask(("hoyer", "lift", "with", "machine"), [LIFT, BRAND], frozenset())
    assert asked.function == {2}
    assert asked.generic == {3}
    assert asked.facts == ((LIFT, frozenset({0, 1})),)


def test_a_refused_fact_stays_out() -> None:
    assert ask(("hoyer", "lift"), [LIFT], frozenset({"hoyer lift"})).facts == ()


@pytest.mark.parametrize(
    ("words", "used", "text"),
    [
        (("big", "hoyer", "lift"), [LIFT], "big patient lift"),
        (("hoyer", "big", "lift"), [LIFT], "patient lift big"),
        (("hoyer", "lift"), [], "hoyer lift"),
        (("inventab", "!wheels"), [BRAND], "Inventab without wheels"),
    ],
)
def test_said(words: tuple[str, ...], used: list[Fact], text: str) -> None:
    assert said(ask(words, [LIFT, BRAND], frozenset()), used) == text


def test_of_facts_that_overlap_the_first_is_said() -> None:
    other = word_fact("lift", "hoist", "lay word")
    assert said(ask(("hoyer", "lift"), [LIFT, other], frozenset()), [LIFT, other]) == "patient lift"


@pytest.mark.parametrize(
    ("words", "whole"),
    [(("pillex",), True), (("pillex", "machine"), True), (("pillex", "walker"), False), (("walker",), False)],
)
def test_a_whole_dead_end(words: tuple[str, ...], whole: bool) -> None:
    assert is_whole_dead_end(ask(words, [DEAD], frozenset())) == whole


def test_neighbours_may_be_one_word() -> None:
    found = {(fact.term, fact.means) for fact in respelt(("ultra", "light", "weight", "10"))}
    assert found == {
        ("ultra light", (("ultralight",),)),
        ("light weight", (("lightweight",),)),
        ("ultra light weight", (("ultralightweight",),)),
    }


def test_no_wheels_is_without_wheels() -> None:
    (fact,) = respelt(("no", "wheels"))
    assert fact.means == (("nowheels",), ("!wheels",), ("not", "wheels"))


def test_splits() -> None:
    assert splits("bedpan") == [("bed", "pan")]
    assert splits("armrest")[0] in {("arm", "rest"), ("armr", "est")}
    assert splits("a1c4567") == []
    assert splits("bed") == []
