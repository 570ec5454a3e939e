"""Neighbours over invented releases and over CMS's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.answers import Neighbours
from hcpcs_desktop.reference.neighbours import AROUND, MOST_ALIKE
from tests.builders import Entry, save
from tests.codes.trees import followed

NOW = "2026-03-02"
BENCH = "Invented lamp for the bench of a workshop, with a cord"


def near(reference: Reference, code: str, on: str = NOW) -> Neighbours:
    return reference.neighbours(reference.explain_each(code, on=on)[0])


def load(reference: Reference, folder: Path, *entries: Entry, name: str = "HCPC2026_JAN_ANWEB.txt") -> None:
    assert reference.load(save(folder, name, entries)).imported


def marked(found: Neighbours, code: str) -> list[str]:
    (one,) = (one for one in found.alike if one.code == code)
    return [run.text for run in one.runs if run.marked]


class TestInvented:
    @pytest.fixture
    def lamps(self, reference: Reference, tmp_path: Path) -> Reference:
        texts = ("rigid", "folding", "rigid, with wheels", "folding, with wheels")
        entries = [Entry(f"E014{number}", f"{BENCH}, {text}, each") for number, text in enumerate(texts)]
        over = Entry("E0145", f"{BENCH}, folding, each, old", ended="20241231")
        other = [
            Entry("E0149", "A very different thing of the same letter"),
            Entry("E9000", "Another far thing"),
        ]
        load(reference, tmp_path, *entries, over, *other, Entry("ZZ", "Invented lamp, rigid, each"))
        return reference

    def test_texts_that_differ_by_few_words_are_alike_and_only_those_words_are_marked(
        self, lamps: Reference
    ) -> None:
        found = near(lamps, "E0140")
        assert [one.code for one in found.alike] == ["E0142", "E0141", "E0143"]
        assert marked(found, "E0141") == ["folding"]
        assert marked(found, "E0142") == ["with wheels"]

    def test_what_is_over_is_no_neighbour_while_others_are_valid(self, lamps: Reference) -> None:
        found = near(lamps, "E0143")
        assert "E0145" not in {one.code for one in (*found.alike, *found.around)}
        assert {one.status for one in found.alike} == {"active"}

    def test_on_the_day_it_was_valid_it_is(self, lamps: Reference) -> None:
        assert "E0145" in {one.code for one in near(lamps, "E0143", "2024-06-01").alike}

    def test_the_codes_around_it_are_the_nearest_by_number(self, lamps: Reference) -> None:
        found = near(lamps, "E0143")
        assert [one.code for one in found.around] == ["E0141", "E0142", "E0149", "E9000"]
        assert found.around[0].runs == ()

    def test_questions_lead_to_every_valid_code(self, lamps: Reference) -> None:
        found = near(lamps, "E0140")
        leaves = sorted(code for step in found.choice for code in step.codes)
        assert leaves == ["E0140", "E0141", "E0142", "E0143"]

    def test_two_codes_need_no_tree(self, reference: Reference, tmp_path: Path) -> None:
        load(
            reference,
            tmp_path,
            Entry("E0140", "Invented lamp, rigid"),
            Entry("E0141", "Invented lamp, folding"),
        )
        found = near(reference, "E0140")
        assert [one.code for one in found.alike] == ["E0141"]
        assert found.choice == ()

    def test_at_most_so_many_are_alike(self, reference: Reference, tmp_path: Path) -> None:
        kinds = ("red", "blue", "green", "black", "white", "yellow", "brown", "grey", "pink", "violet")
        entries = (Entry(f"E01{number:02}", f"{BENCH}, {kind}, each") for number, kind in enumerate(kinds))
        load(reference, tmp_path, *entries)
        found = near(reference, "E0105")
        assert len(found.alike) == MOST_ALIKE
        assert len({step.codes for step in found.choice if step.codes}) == len(kinds)

    def test_a_large_family_gets_no_tree(self, reference: Reference, tmp_path: Path) -> None:
        load(
            reference,
            tmp_path,
            *(Entry(f"E01{number:02}", f"{BENCH}, size {number}") for number in range(20)),
        )
        found = near(reference, "E0105")
        assert len(found.alike) == MOST_ALIKE
        assert found.choice == ()

    def test_a_code_that_is_over_is_no_answer(self, lamps: Reference) -> None:
        found = near(lamps, "E0145")
        assert {one.status for one in found.alike} == {"active"}
        assert "E0145" not in {code for step in found.choice for code in step.codes}

    def test_what_only_leaves_words_out_says_which(self, lamps: Reference) -> None:
        (shorter,) = (one for one in near(lamps, "E0142").alike if one.code == "E0140")
        assert not any(run.marked for run in shorter.runs)
        assert shorter.lacks == ("with wheels",)

    def test_enormous_texts_get_no_tree(self, reference: Reference, tmp_path: Path) -> None:
        long = " ".join(f"word{number}" for number in range(560))
        entries = (Entry(f"E010{number}", f"{long} {number}") for number in range(8))
        load(reference, tmp_path, *entries)
        found = near(reference, "E0104")
        assert len(found.alike) == MOST_ALIKE
        assert found.choice == ()

    def test_the_letter_ends_the_neighbourhood(self, reference: Reference, tmp_path: Path) -> None:
        load(reference, tmp_path, Entry("E0100", "One"), Entry("G0008", "Two"), Entry("A0021", "Three"))
        assert near(reference, "E0100") == Neighbours("E0100")


def test_without_a_release_the_plain_names_are_compared(reference: Reference) -> None:
    found = near(reference, "E0143")
    assert found.around
    assert all(one.text == one.title for one in (*found.around, *found.alike))


@pytest.mark.parametrize(
    "text", ["99213", "D1110", "0042T", "W1234", "JW", "Z9", "no code", "E9998", "A0000"]
)
def test_what_has_no_text_of_level_ii_has_no_neighbours(reference: Reference, text: str) -> None:
    found = near(reference, text)
    assert (found.around, found.alike, found.choice) == ((), (), ())


class TestJanuary2026:
    """What a coder confuses, in CMS's own words."""

    def test_no_tree_leads_astray(self, five: Reference) -> None:
        codes = [hit.code for hit in five.listed("A0000", "V9999", on=NOW)][::23]
        trees = 0
        for code in codes:
            found = near(five, code)
            trees += bool(found.choice)
            valid = {code for step in found.choice for code in step.codes}
            for one in found.alike:
                reached = followed(found.choice, one.text)
                assert one.code in reached or (not reached and one.code not in valid), (code, one.code)
        assert trees > 50

    @pytest.mark.parametrize(
        ("code", "like"),
        [
            ("E0143", {"E0141", "E0135", "E0130"}),
            ("L1832", {"L1833"}),
            ("L1833", {"L1832"}),
            ("A0428", {"A0429", "A0426", "A0427"}),
            ("G0556", {"G0557", "G0558"}),
            ("J9035", {"Q5107", "Q5118"}),
            ("J0881", {"J0882"}),
            ("K0001", {"K0002"}),
            ("H0001", {"H0049"}),
        ],
    )
    def test_known_look_alikes(self, five: Reference, code: str, like: set[str]) -> None:
        assert like <= {one.code for one in near(five, code).alike}

    @pytest.mark.parametrize("code", ["J9035", "E1399"])
    def test_the_same_unit_or_a_common_word_makes_no_look_alike(self, five: Reference, code: str) -> None:
        assert not {"J9023", "J9022", "E0986"} & {one.code for one in near(five, code).alike}

    def test_the_ambulance_tree_asks_for_the_right_words(self, five: Reference) -> None:
        asked = [step.words for step in near(five, "A0428").choice]
        assert "advanced life support" in asked
        assert "non-emergency transport" in asked

    def test_few_are_around(self, five: Reference) -> None:
        assert len(near(five, "E1399").around) == 2 * AROUND
