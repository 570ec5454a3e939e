"""Which forms of a word count as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.stemming import is_plural, plain, stems


def same(one: str, other: str) -> bool:
    return not set(stems(one)).isdisjoint(stems(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wheel", "wheels"),
        ("wheeled", "wheels"),
        ("nurse", "nursing"),
        ("tube", "tubing"),
        ("fit", "fitting"),
        ("battery", "batteries"),
        ("crutch", "crutches"),
        ("box", "boxes"),
        ("lens", "lenses"),
        ("orthosis", "orthoses"),
        ("prosthesis", "prostheses"),
        ("implant", "implantable"),
        ("implanted", "implantable"),
        ("!wheel", "!wheels"),
        ("dose", "doses"),
    ],
)
def test_forms_of_one_word(one: str, other: str) -> None:
    assert same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("walker", "walking"),
        ("cane", "can"),
        ("wheel", "!wheel"),
        ("bus", "bu"),
        ("glass", "glas"),
        ("pelvis", "pelvi"),
        ("portable", "port"),
        ("ring", "r"),
        ("string", "str"),
        ("a1c", "a1"),
        ("gas", "ga"),
    ],
)
def test_other_words(one: str, other: str) -> None:
    assert not same(one, other)


@pytest.mark.parametrize(
    ("word", "plural"), [("walkers", True), ("walker", False), ("gas", False), ("", False)]
)
def test_plurals(word: str, plural: bool) -> None:
    assert is_plural(word) == plural


def test_of_some_words_it_is_not_clear_whether_they_are_denied() -> None:
    assert set(stems("~wheels")) == {*stems("wheels"), *stems("!wheels")}
    assert (plain("~wheels"), plain("!wheels"), plain("wheels")) == ("wheels", "without wheels", "wheels")


@given(st.text(max_size=12).filter(lambda word: not word.startswith("~")))
def test_a_word_is_its_own_first_stem(word: str) -> None:
    found = stems(word)
    assert found[0] == word
    assert len(set(found)) == len(found)
