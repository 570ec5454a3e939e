from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.differences import Gap, Run, edits, gap, runs_against, words_apart

TEXTS = st.lists(st.sampled_from(["walker", "Rigid", "(each)", "10.5 mg,", "; wheeled", "é", "-"])).map(
    " ".join
)


def marked(text: str, *others: str) -> list[str]:
    return [run.text for run in runs_against(text, others) if run.marked]


@pytest.mark.parametrize(
    ("text", "other", "found"),
    [
        ("Walker, folding, wheeled", "Walker, rigid, wheeled", ["folding"]),
        ("Walker, FOLDING (each)", "walker folding each", []),
        ("Above knee, single axis", "Below knee", ["Above", "single axis"]),
        ("Injection, 0.5 mg", "Injection, 5 mg", ["0.5"]),
        ("non-emergency transport", "emergency transport", ["non"]),
        ("10mg", "20mg", ["10"]),
        ("", "Walker", []),
        ("Walker", "", ["Walker"]),
    ],
)
def test_only_the_differing_words_are_marked(text: str, other: str, found: list[str]) -> None:
    assert marked(text, other) == found


def test_words_that_half_of_the_other_texts_lack_are_marked() -> None:
    assert marked("Walker, folding, wheeled", "Walker, folding", "Walker, wheeled") == ["folding, wheeled"]
    assert marked("Walker, folding", "Walker, folding, a", "Walker, folding, b", "Walker, rigid") == []


def test_a_long_text_is_compared_word_by_word() -> None:
    long = " ".join(f"w{number}" for number in range(1000))
    assert marked(long, long) == []
    assert marked(long, long.replace("w500", "other")) == ["w500"]


def test_what_repeats_the_same_words_is_compared_as_a_whole() -> None:
    one = " ".join("ab"[number % 3 > 0] for number in range(300))
    other = " ".join("ab"[number % 5 > 1] for number in range(300))
    assert len(marked(f"first {one} last", f"first {other} last")) == 1


def test_a_gap_counts_places_and_words() -> None:
    assert gap("Walker, rigid", "Walker, rigid", 9) == (0, 0)
    assert gap("Walker, folding, each", "Walker, with wheels, each", 9) == Gap(2, 3)


def test_what_is_far_apart_is_not_counted_exactly() -> None:
    assert gap("a b c d", "e f g h", 3).words > 3


@given(TEXTS, TEXTS)
def test_the_stretches_joined_are_the_text(text: str, other: str) -> None:
    runs = runs_against(text, [other])
    assert "".join(run.text for run in runs) == text
    assert all(one.marked != other.marked for one, other in pairwise(runs))
    assert Run("", False) not in runs
    assert runs_against(text, [text]) == ((Run(text, False),) if text else ())


@given(TEXTS, TEXTS)
def test_a_gap_is_the_same_from_both_sides_when_nothing_is_moved(text: str, other: str) -> None:
    found = gap(text, f"{text} {other}", 1000)
    assert found.stretches <= 1 or found.words
    assert gap(text, text, 0) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("", "", 0),
        ("Walker, FOLDING", "walker folding.", 0),
        ("Walker, folding", "Walker, rigid", 0.5),
        ("Walker", "Eye exam", 1),
    ],
)
def test_the_share_of_words_that_only_one_text_has(one: str, other: str, share: float) -> None:
    assert words_apart(one, other) == words_apart(other, one) == share


def told(old: str, new: str) -> str:
    signs = {"same": "", "out": "-", "in": "+"}
    return "".join(
        f"[{signs[one.kind]}{one.text}]" if signs[one.kind] else one.text for one in edits(old, new)
    )


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("Walker, rigid, each", "Walker, folding, each", "Walker, [-rigid][+folding], each"),
        ("Walker, rigid, each", "Walker, each", "Walker[-, rigid], each"),
        ("Walker, each", "Walker, rigid, each", "Walker, [+rigid], each"),
        ("Rigid walker", "Walker", "[-Rigid ]Walker"),
        ("Walker", "Rigid walker", "[+Rigid] walker"),
        ("Walker", "", "[-Walker]"),
        ("", "Walker", "[+Walker]"),
        ("walker (each)", "Walker, each", "Walker, each"),
        ("a b c d", "a x c y", "a [-b][+x] c [-d][+y]"),
        ("word " * 90, "other word " * 90 + "end", f"[-{' '.join(['word'] * 90)}][+{'other word ' * 90}end]"),
    ],
)
def test_both_texts_as_one(old: str, new: str, found: str) -> None:
    assert told(old, new) == found


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost(old: str, new: str) -> None:
    found = edits(old, new)
    assert "".join(one.text for one in found if one.kind != "out") == new
    kept = " ".join(one.text for one in found if one.kind != "in")
    assert [run.text for run in runs_against(kept, [old]) if run.marked] == []
    assert [run.text for run in runs_against(old, [kept]) if run.marked] == []
