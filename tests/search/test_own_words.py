"""Own words: one form, faults with advice, facts, what stands against them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.facts import DEAD_END, OWN, Fact, word_fact
from hcpcs_desktop.search.own_words import (
    FILE,
    KEPT,
    PROGRAM,
    OwnWord,
    fact_of,
    fault_of,
    file_conflict,
    kept_conflict,
    key_of,
    own_word,
    program_conflict,
    same_meaning,
)


@pytest.mark.parametrize(
    ("term", "means", "expected"),
    [
        ("zimmer", "e0143", OwnWord("zimmer", "E0143")),
        ("  Hoyer \t lift ", "e0630,e0635", OwnWord("Hoyer lift", "E0630, E0635")),
        ("x y", "walker ;; E0143 e0143;+;cane", OwnWord("x y", "walker; E0143; cane")),
        ('"quoted"', '"patient lift"', OwnWord("quoted", "patient lift")),
        ("#4 catheter", "#4 wire", OwnWord("4 catheter", "#4 wire")),
        ("\ufeffa\x00b\ud83d", "c\u2028d", OwnWord("a b", "c d")),
        ("", " ; ", OwnWord("", "")),
    ],
)
def test_a_word_has_one_form(term: str, means: str, expected: OwnWord) -> None:
    assert own_word(term, means) == expected


@given(st.text(), st.text())
def test_any_text_has_a_form_that_stays(term: str, means: str) -> None:
    word = own_word(term, means)
    assert own_word(*word) == word
    word.term.encode()
    fault_of(word)
    assert fact_of(word).kind == OWN


@pytest.mark.parametrize(
    ("term", "means", "told"),
    [
        ("", "walker", "The term is empty. Write the word"),
        ("+++", "walker", "The term is empty."),
        ("zimmer", "", "“zimmer” has no meaning. Write words"),
        ("zimmer", ";,;", "has no meaning"),
        ("x" * 61, "walker", "61 characters, more than 60. Shorten it."),
        ("a1 b c d e f", "walker", "has 6 words, more than 5. Leave"),
        ("E0143", "walker", "“E0143” is searched for as the code E0143. Write a word"),
        ("e0143-nu", "walker", "the code E0143-NU"),
        ("E01", "walker", "codes that begin with E01"),
        ("E0100-E0159", "walker", "E0100 to E0159"),
        ("0143", "walker", "codes with the number 0143"),
        ("99213", "walker", "the code 99213"),
        ("with the", "walker", "“with the” stands in most texts. Add the word"),
        ("zimmer", "x" * 501, "longer than 500 characters. Shorten it."),
        ("physio", "97110", "97110 stands in no file of CMS. Name a Level II code"),
        ("check up", "walker; D0120", "D0120 stands in no file"),
        ("zimmer", "walker E0143", "“walker E0143” mixes words and codes. Put a semicolon"),
        ("zimmer", "cane; E0143-NU", "“E0143-NU” mixes"),
        ("zimmer", "E014O", "E014O is no code; E0140 may be meant. Correct it."),
    ],
)
def test_what_cannot_be_kept_says_what_to_do(term: str, means: str, told: str) -> None:
    assert told in str(fault_of(own_word(term, means)))


@pytest.mark.parametrize(
    ("term", "means"),
    [
        ("zimmer", "E0143"),
        ("rr", "rental"),
        ("the big one", "E0143; walker"),
        ("wc", "10000 lux; 12 volt battery"),
        ("w/o wheels", "polio solid J12345678 vial"),
        ("a b c d e", "x" * 500),
    ],
)
def test_what_can_be_kept(term: str, means: str) -> None:
    assert fault_of(own_word(term, means)) is None


def test_the_fact_of_a_word() -> None:
    fact = fact_of(OwnWord("Hoyer lift", "patient lift; E0630, E0635; lift w/o wheels"))
    assert fact == Fact(
        "Hoyer lift", ("hoyer", "lift"), (("patient", "lift"), ("lift", "!wheels")), ("E0630", "E0635"), OWN
    )
    assert fact.told == "Hoyer lift → patient lift; lift !wheels; E0630, E0635".replace("!", "without ")


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("E0630; E0635", "e0630,E0635", True),
        ("Patient Lift", "patient  lift", True),
        ("E0630, E0635", "E0635, E0630", False),
        ("patient lift", "lift", False),
    ],
)
def test_the_same_meaning(first: str, second: str, same: bool) -> None:
    assert same_meaning(own_word("x y", first), own_word("z", second)) is same


def test_the_folded_term_is_the_key() -> None:
    assert key_of("Hoyer-LIFT") == key_of("hoyer lift") == "hoyer lift"


def test_what_the_program_means_by_the_same_term() -> None:
    word = OwnWord("Rollator", "E0143")
    shipped = [
        word_fact("rollator", "walker folding; walker w/o wheels", "lay word"),
        word_fact("rollator seat", "seat", "lay word"),
        Fact("rollator", ("rollator",), (), ("E0156",), "brand"),
        Fact("rollator", ("rollator",), (), (), DEAD_END, "no code of its own"),
    ]
    found = program_conflict(word, shipped)
    assert found is not None
    assert found.against == PROGRAM
    assert found.other == "walker folding, walker without wheels, E0156, no code of its own"
    assert found.text == (
        "“Rollator” also stands in the program's words for: walker folding, walker without wheels, E0156, "
        "no code of its own; yours is used."
    )
    assert program_conflict(word, shipped[1:2]) is None
    assert program_conflict(OwnWord("rollator", "e0156"), shipped[2:3]) is None


def test_what_a_file_says_against_it() -> None:
    new, old = OwnWord("zimmer", "walker"), OwnWord("Zimmer", "E0143")
    kept = kept_conflict(new, old, 7)
    assert (kept.against, kept.line, kept.other) == (KEPT, 7, "E0143")
    assert kept.text == "“Zimmer” is kept as: E0143. The file says: walker. Yours stays."
    twice = file_conflict(new, old, 8)
    assert (twice.against, twice.line) == (FILE, 8)
    assert "twice, as: E0143; and as: walker" in twice.text
