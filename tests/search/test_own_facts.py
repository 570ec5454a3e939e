"""The few own facts that a query may be about, among thousands."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.facts import firing, word_fact
from hcpcs_desktop.search.own_facts import OwnFacts
from hcpcs_desktop.search.own_words import OwnWord, fact_of

ZIMMER = fact_of(OwnWord("zimmer", "E0143"))
HOYER = fact_of(OwnWord("hoyer lift", "patient lift"))
BED = fact_of(OwnWord("bed lift", "E0630"))
OWN = OwnFacts((ZIMMER, HOYER, BED, fact_of(OwnWord("++", "x"))))


def terms(query: str, *, unfinished: bool = False) -> list[str]:
    return [fact.term for fact in OWN.may_fire(query.split(), unfinished=unfinished)]


def test_facts_are_found_by_their_rarest_word() -> None:
    assert terms("zimmer") == ["zimmer"]
    assert terms("zimmers please") == ["zimmer"]
    assert terms("lift") == []
    assert terms("lift hoyer") == ["hoyer lift"]
    assert terms("hoyer") == []
    assert terms("") == []


def test_the_last_word_may_be_a_beginning() -> None:
    assert terms("zim", unfinished=True) == ["zimmer"]
    assert terms("zi", unfinished=True) == []
    assert terms("zim") == []
    assert terms("", unfinished=True) == []


def test_own_words_stand_in_the_place_of_others_of_the_same_term() -> None:
    same, other = word_fact("Zimmer", "walker", "brand"), word_fact("zimmer frame", "walker", "lay word")
    assert OWN.instead((same, other)) == [other]
    assert OwnFacts().instead((same, other)) == [same, other]
    assert (bool(OWN), bool(OwnFacts())) == (True, False)


def test_their_words_are_known_words() -> None:
    assert OWN.has("lifts", unfinished=False)
    assert not OWN.has("zimm", unfinished=False)
    assert OWN.has("zimm", unfinished=True)
    assert not OWN.has("walker", unfinished=True)
    assert OWN.spellings("z", 4, 8) == ["zimmer"]
    assert OWN.spellings("z", 7, 8) == OWN.spellings("q", 1, 9) == []


words = st.sampled_from(("zimmer", "zimmers", "hoyer", "lift", "lifts", "bed", "pan", "rail"))


@given(
    st.lists(st.lists(words, min_size=1, max_size=3, unique=True), max_size=6),
    st.lists(words, min_size=1, max_size=4, unique=True),
)
def test_no_fact_that_fires_is_missed(kept: Sequence[Sequence[str]], query: Sequence[str]) -> None:
    facts = [fact_of(OwnWord(" ".join(term), "walker")) for term in kept]
    fires = [fact for fact, _ in firing(facts, query, unfinished=False)]
    found = OwnFacts(facts).may_fire(query, unfinished=False)
    assert {fact for fact in fires if len(fact.words) <= len(query)} <= set(found)
