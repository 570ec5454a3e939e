"""Which stretches of a title are marked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.matching import Asked
from hcpcs_desktop.search.ranking import wanted
from hcpcs_desktop.search.spans import Spans, spans


def marked(title: str, *words: str, unfinished: bool = False) -> list[str]:
    asked = Asked(words, unfinished=unfinished)
    return [title[start:end] for start, end in spans(title, wanted(words), asked)]


def test_forms_of_words_are_marked() -> None:
    assert marked("Walker, folding, wheeled", "walkers", "wheels") == ["Walker", "wheeled"]
    assert marked("Injection, lecanemab", "cane") == []


def test_the_beginning_of_a_word_is_marked() -> None:
    assert marked("Walker, folding, wheeled", "walker", "whee", unfinished=True) == ["Walker", "whee"]
    assert marked("Walker, wheeled", "whee") == []


def test_what_is_not_ascii_is_not_marked() -> None:
    assert marked("Wälker", "walker") == []


def test_they_are_found_when_looked_at_and_are_like_a_tuple() -> None:
    asked = Asked(("walker", "wheels"))
    found = Spans("Walker, folding, wheeled", wanted(asked.words), asked)
    assert found == ((0, 6), (17, 24)) == found.found()
    assert hash(found) == hash(found.found())
    assert (len(found), found[0], found[-1:]) == (2, (0, 6), ((17, 24),))
    assert found == Spans("Walker, folding, wheeled", wanted(asked.words), asked)
    assert found != [(0, 6), (17, 24)]


@given(st.text(max_size=40), st.lists(st.text(max_size=5), max_size=3), st.booleans())
def test_stretches_lie_inside_and_apart(title: str, words: list[str], unfinished: bool) -> None:
    asked = Asked(tuple(words) or ("x",), unfinished=unfinished)
    last = 0
    for start, end in spans(title, wanted(asked.words), asked):
        assert last <= start < end <= len(title) or start == end
        last = end
