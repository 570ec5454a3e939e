from __future__ import annotations

import pytest

from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.search.answer import Answer, Hit
from hcpcs_desktop.ui.found_words import reads_otherwise, typed_words

ON = "2026-03-02"


def answer(query: str, tier: str = "") -> Answer:
    hits = (Hit("E0143", "code", "Walker", "active", "E", tier, tier),) if tier else ()
    return Answer(query, query, ON, len(hits), 0.0, hits)


@pytest.mark.parametrize(
    ("query", "tier", "otherwise"),
    [
        ("0143", "number 0143", True),
        (" 143 ", "number 143", True),
        ("rh", "words: rh", True),
        ("43", "", False),
        ("01430", "number 01430", False),
        ("0143", "", False),
        ("EO143", "exact code", True),
        ("E01", "begins with E01", False),
        ("walker", "words: walker", False),
    ],
)
def test_rows_for_another_text_than_was_typed(query: str, tier: str, otherwise: bool) -> None:
    assert reads_otherwise(answer(query, tier)) == otherwise


def test_a_licensed_code_read_from_a_slip_too() -> None:
    (card,) = explain("00100", ON)
    assert reads_otherwise(answer("O0100")._replace(card=card))


def test_a_pair_of_places_is_a_modifier_of_ambulance_codes() -> None:
    said = typed_words(explain("RH", ON)[0])
    assert said.startswith("RH as a modifier. Ambulance: residence to hospital. Only on ambulance codes")


@pytest.mark.parametrize("text", ["E0143", "99213-25", "IV"])
def test_a_code_needs_no_word(text: str) -> None:
    assert typed_words(explain(text, ON)[0]) == ""


def test_what_is_no_code_is_said_in_sentences() -> None:
    assert typed_words(explain("0450", ON)[0]).startswith("Four digits: usually a revenue code")
    assert typed_words(explain("EO143", ON)[0]) == "O and 0, or I and 1, may be swapped: did you mean E0143?"
