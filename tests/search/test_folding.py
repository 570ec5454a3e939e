"""Folding, words and highlight spans (search.md)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcpcs_desktop.search.folding import fold, places, words


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


@given(
    st.text(alphabet="cane tipCANE,.-é", max_size=40),
    st.lists(st.text(alphabet="cantip", min_size=1, max_size=5), max_size=4).map(tuple),
)
def test_spans_lie_in_the_text_and_begin_words(text: str, wanted: tuple[str, ...]) -> None:
    end_before = 0
    for start, end in places(text, wanted):
        assert end_before <= start < end <= len(text)
        assert start == 0 or not text[start - 1].isalnum()
        assert text[start:end].lower() in wanted
        end_before = end


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("Walking cane, with tip", ("cane",), ["cane"]),
        ("Lecanemab", ("cane",), []),
        ("Abdominal distension", ("tens",), []),
        ("Environmental iron", ("iron",), ["iron"]),
        ("Folding walker", ("walk",), ["walk"]),
        ("Walker walking", ("walk", "cane"), []),
        ("Cane, canes", ("cane",), ["Cane", "cane"]),
        ("Cane", (), []),
        ("Canne à pointe", ("canne",), []),
    ],
)
def test_words_match_at_their_boundaries(text: str, wanted: tuple[str, ...], marked: list[str]) -> None:
    assert [text[start:end] for start, end in places(text, wanted)] == marked
