"""Words of CMS's transaction reports and the action letters they stand for."""

from __future__ import annotations

import pytest

from hcpcs_desktop.codes.action_words import letter_of
from hcpcs_desktop.codes.fields import meaning
from hcpcs_desktop.codes.tables import rows


@pytest.mark.parametrize(
    ("words", "letter"),
    [
        ("ADD", "A"),
        ("No change", "N"),
        ("Long  Description Change", "C"),
        ("Coverage and Long Desc Change", "B"),
        ("Invented words", ""),
        ("", ""),
    ],
)
def test_the_usual_words(words: str, letter: str) -> None:
    assert letter_of(words, {}) == letter


def test_the_key_of_the_report_comes_first() -> None:
    key = {"no change": "X", "invented words": "T"}
    assert letter_of("NO CHANGE", key) == "X"
    assert letter_of("Invented Words", key) == "T"
    assert letter_of("Discontinued", key) == "D"


def test_every_letter_has_a_meaning() -> None:
    found = rows("structure/action_words.tsv")
    assert [row for row in found if meaning("action", row["letter"]) is None] == []
    assert [row for row in found if row["words"] != row["words"].lower()] == []
