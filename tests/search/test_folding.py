"""Folding, words and highlight spans (search.md)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcpcs_desktop.search.folding import fold, words, words_of_each


@given(st.text())
@example("\u2116 \u2122 \u212a \u0130")
@example("\u1e9e")
@example("\u03d3\u0345")
def test_folding_once_is_enough(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_plain_text_keeps_its_length(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(text) == text.lower()


@given(st.text(alphabet="abcé ßñÅ", max_size=12))
def test_case_does_not_count(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Crème brûlée", "creme brulee"),
        ("STRASSE Straße", "strasse strasse"),
        ("\uff23\uff30\uff21\uff30", "cpap"),
        ("Ménière's", "meniere's"),
        ("\u2116", "no"),
        ("\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\u03c3\u03b9\u03c3\u03c5\u03c6\u03bf\u03c3"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("%_*'\"\x00", ()),
        ("Walker, folding", ("walker", "folding")),
        ("t:slim  X2", ("t", "slim", "x2")),
        ("snake_case", ("snake", "case")),
        ("BiPAP\u2122 S", ("bipap", "s")),
        ("Dexcom\u2122", ("dexcom",)),
        ("\u6d4b\u8bd5", ("\u6d4b\u8bd5",)),
    ],
)
def test_words(text: str, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_are_folded_and_hold_no_space(text: str) -> None:
    for word in words(text):
        assert word
        assert words(word) == (word,)


@given(st.lists(st.text(max_size=20), max_size=6))
def test_many_texts_are_folded_like_one(texts: list[str]) -> None:
    assert words_of_each(texts) == [list(words(text)) for text in texts]
