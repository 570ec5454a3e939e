"""The plain form of a text (domain A9, first paragraph)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcpcs_desktop.codes.normalise import LONGEST, parts, plain
from tests.codes.typed_texts import TYPED_TEXTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a0425 ", "A0425"),
        ("\uff21\uff10\uff14\uff12\uff15", "A0425"),
        ("A04\u200b25\ufeff", "A0425"),
        ("A04\u00ad25", "A0425"),
        ("A0425\u00a0RH", "A0425 RH"),
        ("A0425\t\r\n RH", "A0425 RH"),
        ("99213\u201325", "99213-25"),
        ("99213\u201425", "99213-25"),
        ("99213\u221225", "99213-25"),
        ("99213\u201125", "99213-25"),
        ("99213*", "99213"),
        ("99213+", "99213"),
        ("+99213", "99213"),
        ("#99213", "99213"),
        ("\u201c99213\u201d.", "99213"),
        ("(99213);", "99213"),
        ("M54.16", "M54.16"),
        ("what is E0601?", "WHAT IS E0601"),
        ("\x00\x1f", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.one_of(st.text(), TYPED_TEXTS))
@example("e\u200b\u0301")
@example("\u0390")
@example("\ufdfa" * LONGEST)
def test_a_plain_text_stays_as_it_is(text: str) -> None:
    found = plain(text)
    assert plain(found) == found
    assert len(found) <= LONGEST


@given(st.one_of(st.text(), TYPED_TEXTS))
def test_parts_are_clean_and_hold_no_separator(text: str) -> None:
    for piece in parts(plain(text)):
        assert piece
        assert parts(piece) == [piece]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("99213 99214", ["99213", "99214"]),
        ("99213,99214;99215", ["99213", "99214", "99215"]),
        ("(99213), +99214.", ["99213", "99214"]),
        (", ;", []),
    ],
)
def test_parts(text: str, expected: list[str]) -> None:
    assert parts(text) == expected
