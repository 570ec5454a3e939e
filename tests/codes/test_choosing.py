from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.choosing import Step, which_one
from tests.codes.trees import followed

WALKERS = {
    "E0001": "Lamp, rigid (pickup), adjustable",
    "E0002": "Lamp, folding (pickup), adjustable",
    "E0003": "Lamp, rigid, wheeled, adjustable",
    "E0004": "Lamp, folding, wheeled, adjustable",
}
WORDS = ["lamp", "rigid,", "folding", "heavy duty", "(each)", "without", "non-rigid", "of", "2.5 mg"]
TEXTS = st.dictionaries(
    st.from_regex(r"E[0-9]{4}", fullmatch=True),
    st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join),
    max_size=7,
)


def leaves(steps: tuple[Step, ...]) -> list[str]:
    return [code for step in steps for code in step.codes]


def test_four_of_a_kind_take_two_questions() -> None:
    steps = which_one(WALKERS)
    assert [(step.depth, step.words) for step in steps] == [
        (0, "folding"),
        (1, "pickup"),
        (1, "wheeled"),
        (0, "pickup"),
        (0, "rigid"),
    ]
    assert all(followed(steps, text) == (code,) for code, text in WALKERS.items())


def test_a_word_within_a_longer_one_decides_nothing() -> None:
    steps = which_one({"A0001": "Ride, emergency transport", "A0002": "Ride, non-emergency transport"})
    assert steps == (Step(0, "non-emergency transport", ("A0002",)), Step(0, "", ("A0001",)))
    asked = {step.words for step in which_one({"A4721": "999 cc but less", "A4722": "1999 cc but less"})}
    assert asked == {"1999 cc but less", ""}


def test_what_is_not_in_the_tree_falls_out_of_it() -> None:
    steps = which_one(
        {"J0001": "Injection, (alpha)", "J0002": "Injection, (beta)", "J0003": "Injection, (gamma)"}
    )
    assert [step.words for step in steps] == ["alpha", "beta", "gamma"]
    assert followed(steps, "Injection, (delta)") == ()


def test_other_than_decides() -> None:
    steps = which_one({"A4233": "Battery, silver oxide", "A4234": "Battery, other than silver oxide"})
    assert steps == (Step(0, "other than silver oxide", ("A4234",)), Step(0, "", ("A4233",)))


def test_texts_that_say_the_same_stay_together() -> None:
    assert which_one({"E0001": "Lamp", "E0002": "lamp", "E0003": "Chair"}) == (
        Step(0, "Chair", ("E0003",)),
        Step(0, "Lamp", ("E0001", "E0002")),
    )


def test_without_a_difference_there_is_nothing_to_ask() -> None:
    assert (
        which_one({}) == which_one({"E0001": "Lamp"}) == which_one({"E0001": "Lamp", "E0002": "LAMP"}) == ()
    )


def test_a_question_keeps_the_writing_of_the_text_and_no_punctuation_inside() -> None:
    steps = which_one({"E0001": "Lamp, Heavy Duty, any", "E0002": "Lamp, any"})
    assert steps[0].words == "Heavy Duty"


@given(TEXTS)
def test_the_questions_lead_every_text_to_its_code(texts: Mapping[str, str]) -> None:
    steps = which_one(texts)
    if steps:
        assert sorted(leaves(steps)) == sorted(texts)
        for code, text in texts.items():
            assert code in followed(steps, text)
