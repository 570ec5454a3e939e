"""What was typed into the search box (search.md, "Reading the query")."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcpcs_desktop.codes.families import well_formed
from hcpcs_desktop.search.query import read_query
from tests.codes.typed_texts import TYPED_TEXTS


@given(st.one_of(st.text(), TYPED_TEXTS))
@example("%" * 10_000)
@example("a " * 10_000)
@example("\x00")
@example("\"*'")
@example("0" * 10_000)
def test_any_text_has_a_reading(text: str) -> None:
    query = read_query(text)
    assert len(query.words) <= 24
    assert len(query.read_as) <= 1_000
    if query.kind == "codes":
        assert query.codes
        assert all(well_formed(reading.code or "") for reading in query.codes)
    if query.kind in {"range", "prefix", "digits"}:
        assert query.first <= query.last
    if query.kind == "empty":
        assert (query.read_as, query.words) == ("", ())


@pytest.mark.parametrize(
    ("text", "kind", "read_as"),
    [
        ("", "empty", ""),
        (" \u200b ", "empty", ""),
        ("A4253-KX", "codes", "A4253-KX"),
        ("a4253kx", "codes", "A4253-KX"),
        ("l0450", "codes", "L0450"),
        ("AO425", "codes", "A0425"),
        ("aO425-rh", "codes", "A0425-RH"),
        ("AO425 RH", "codes", "A0425-RH"),
        ("G00O8", "codes", "G0008"),
        ("O0100", "codes", "00100"),
        ("E06OI", "codes", "E0601"),
        ("O0100 A0425", "codes", "00100, A0425"),
        ("99213 J1100", "codes", "99213, J1100"),
        ("D1110", "codes", "D1110"),
        ("W1234", "codes", "W1234"),
        ("0042T", "codes", "0042T"),
        ("LT", "modifier", "LT"),
        ("25", "modifier", "25"),
        ("rh", "modifier", "RH"),
        ("E06", "prefix", "codes that begin with E06"),
        ("k00", "prefix", "codes that begin with K00"),
        ("E060", "prefix", "codes that begin with E060"),
        ("E0100-E0159", "range", "E0100 to E0159"),
        ("E0100 - E0159", "range", "E0100 to E0159"),
        ("E0100 to E0159", "range", "E0100 to E0159"),
        ("e0159 \u2013 e0100", "range", "E0100 to E0159"),
        ("E0100..E0159", "range", "E0100 to E0159"),
        ("0450", "digits", "codes with the number 0450"),
        ("hoyer  lift", "words", "hoyer lift"),
        ("I", "words", "I"),
        ("12", "words", "12"),
        ("wheelchair E0143", "words", "wheelchair E0143"),
        ("OlOOl is not", "words", "OlOOl is not"),
        ("%", "words", "%"),
    ],
)
def test_the_first_that_fits(text: str, kind: str, read_as: str) -> None:
    query = read_query(text)
    assert (query.kind, query.read_as) == (kind, read_as)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("E06", "E06", "E0699"),
        ("E0", None, None),
        ("E060", "E060", "E0609"),
        ("E0100-E0159", "E0100", "E0159"),
        ("0450", "0450", "0450"),
    ],
)
def test_bounds(text: str, first: str | None, last: str | None) -> None:
    query = read_query(text)
    assert (query.first, query.last) == (first or "", last or "")


@given(
    st.from_regex(r"[A-Z][0-9]{2,3}", fullmatch=True), st.text(alphabet="0123456789", min_size=3, max_size=3)
)
def test_a_prefix_bounds_every_code_that_begins_so(prefix: str, more: str) -> None:
    query = read_query(prefix)
    code = (prefix + more)[:5]
    assert query.first <= code <= query.last


def test_words_are_folded_and_bounded() -> None:
    assert read_query("Ménière WALKER, folding").words == ("meniere", "walker", "folding")
    assert len(read_query("word " * 100).words) == 24


def test_a_modifier_may_be_a_word_too() -> None:
    assert read_query("IV").words == ("iv",)


def test_a_long_paste_of_codes_keeps_them_all_and_shows_the_first() -> None:
    query = read_query(" ".join(f"A{number:04d}" for number in range(100, 200)))
    assert len(query.codes) == 100
    assert query.read_as.endswith("A0111")
