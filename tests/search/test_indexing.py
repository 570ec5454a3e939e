"""Which words of texts and queries meet: whole words only, and never what a text denies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.indexing import apart, asked_words, asked_words_of_each, index_words


@pytest.mark.parametrize(
    ("text", "has", "lacks"),
    [
        ("Walker, without wheels, rigid or folding", {"walker", "!wheels", "rigid"}, {"wheels", "!rigid"}),
        ("Walker w/o wheels", {"!wheels"}, {"wheels"}),
        ("Invented stick no wheels", {"!wheels"}, {"wheels"}),
        ("Walker with or without wheels", {"wheels"}, {"!wheels"}),
        ("Device for use other than knee", {"!knee"}, {"knee"}),
        ("Boot except leather", {"!leather", "boot"}, {"leather"}),
        ("Wheels, without wheels", {"wheels", "!wheels"}, set()),
        ("Membrane, lecanemab", {"lecanemab"}, {"cane"}),
        ("Not otherwise specified", {"not", "otherwise", "specified"}, set()),
        ("Ünïted wörds", {"united", "words"}, set()),
    ],
)
def test_words_of_texts(text: str, has: set[str], lacks: set[str]) -> None:
    (found,) = index_words([text])
    assert has <= set(found)
    assert lacks.isdisjoint(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("walker without wheels", ("walker", "!wheels")),
        ("walker w/o wheels", ("walker", "!wheels")),
        ("cpm other than knee", ("cpm", "!knee")),
        ("no wheels", ("no", "wheels")),
        ("without", ("without",)),
        ("exceed", ("exceed",)),
        ("", ()),
    ],
)
def test_words_of_queries(text: str, expected: tuple[str, ...]) -> None:
    assert asked_words(text) == expected


@pytest.mark.parametrize(("word", "parts"), [("10mg", ("10", "mg")), ("a1c", ()), ("mg", ()), ("10", ())])
def test_a_number_with_its_unit(word: str, parts: tuple[str, ...]) -> None:
    assert apart(word) == parts


@given(st.lists(st.text(max_size=30), max_size=5))
def test_many_texts_are_read_like_one(texts: list[str]) -> None:
    assert asked_words_of_each(texts) == [asked_words(text) for text in texts]
    assert [tuple(one) for one in index_words(texts)] == [tuple(index_words([one])[0]) for one in texts]
