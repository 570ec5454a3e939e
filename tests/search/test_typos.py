"""Slips: one edit, two from eight letters on, the first letter fixed, also in an unfinished word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.typos import corrections, edits_allowed, is_one_slip

DICTIONARY = ["walker", "walking", "wheelchair", "morphine", "humidifier", "cane", "cage"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("waker", ("walker",)),
        ("walekr", ("walker",)),
        ("wheelchiar", ("wheelchair",)),
        ("weelchiar", ("wheelchair",)),
        ("morfine", ("morphine",)),
        ("caine", ("cane",)),
        ("can", ()),
        ("c4ne", ()),
        ("wlkr", ()),
        ("zebra", ()),
    ],
)
def test_whole_words(word: str, meant: tuple[str, ...]) -> None:
    near = [one for one in DICTIONARY if one[0] == word[0]]
    assert corrections(word, near, unfinished=False) == meant


@pytest.mark.parametrize(
    ("word", "begun"), [("humidff", "humidif"), ("wheelchia", "wheelcha"), ("hunid", "humid"), ("zzzz", None)]
)
def test_unfinished_words(word: str, begun: str | None) -> None:
    near = [one for one in DICTIONARY if one[0] == word[0]]
    assert corrections(word, near, unfinished=False) == () or word == "wheelchia"
    found = corrections(word, near, unfinished=True)
    assert begun is None or any(one.startswith(begun[:-1]) for one in found)
    assert begun is not None or found == ()


@given(st.text(alphabet="abcdef", min_size=1, max_size=12), st.lists(st.text(alphabet="abcdef", max_size=12)))
def test_never_far_away(word: str, dictionary: list[str]) -> None:
    for found in corrections(word, dictionary, unfinished=False):
        assert found in dictionary
        assert abs(len(found) - len(word)) <= edits_allowed(word)
        assert is_one_slip(word, found) or found == word or max(len(word), len(found)) >= 8
