import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.likeness import Likeness, Shared

SETS = st.lists(st.frozensets(st.integers(0, 40), max_size=20), max_size=40)


@given(SETS, st.integers(1, 45))
def test_it_counts_as_plain_counting_does(sets: list[frozenset[int]], least: int) -> None:
    masks = [sum(1 << number for number in one) for one in sets]
    found = Shared(masks).by_at_least(least)
    assert found >= 0
    assert {number for number in range(64) if found >> number & 1} == {
        number for number in range(41) if sum(number in one for one in sets) >= least
    }


def test_at_least_none_would_be_everything() -> None:
    with pytest.raises(ValueError, match="no set"):
        Shared([1]).by_at_least(0)


COUNTS = {"injection": 900, "bevacizumab": 6, "cetuximab": 2, "10": 300, "mg": 800, "off": 200, "shelf": 200}
LONG = ("knee", "orthosis", "rigid", "trimmed", "bent", "molded", "assembled", "customized", "expertise")


def to(*own: str) -> Likeness:
    return Likeness(own, lambda word: COUNTS.get(word, 60), 9000)


class TestLikeness:
    def test_another_drug_in_the_same_unit_is_not_alike(self) -> None:
        assert not to("injection", "bevacizumab", "10", "mg").holds(["injection", "cetuximab", "10", "mg"])

    def test_the_same_drug_is(self) -> None:
        assert to("injection", "bevacizumab", "10", "mg").holds(["bevacizumab", "adcd", "biosimilar", "mg"])

    def test_a_shared_rare_word_makes_up_for_some_that_differ(self) -> None:
        own = ("injection", "bevacizumab", "abcd", "brand", "mg")
        assert to(*own).holds(["injection", "bevacizumab", "wxyz", "other", "mg"])
        assert not to(*own).holds(["bevacizumab", "wxyz", "other"])

    def test_a_shorter_text_that_says_little_else_is(self) -> None:
        assert to(*LONG).holds(["knee", "orthosis", "rigid"])
        assert to(*LONG).holds(["knee", "orthosis", "rigid", "off"])
        assert not to(*LONG).holds(["knee", "orthosis", "rigid", "elbow", "hip"])
        assert not to(*LONG).holds(["knee", "orthosis"])

    @given(st.frozensets(st.text(min_size=1), min_size=1))
    def test_a_text_is_like_itself_and_unlike_nothing(self, own: frozenset[str]) -> None:
        assert to(*own).holds(own)
        assert not to(*own).holds([])
