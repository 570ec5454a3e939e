"""The traps of a search over HCPCS (search.md), on an invented release, through the one door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.search.answer import Answer
from hcpcs_desktop.search.filters import Filters
from tests.builders import Entry, save

ON = "2026-03-01"
ENTRIES = [
    Entry("A9001", "Replacement, tip, quokka stick, each", pricing="32"),
    Entry("C9501", "Injection, wombatumab, 10 mg"),
    Entry("E9001", "Quokka stick, includes all materials, adjustable or fixed, with tip"),
    Entry("E9002", "Numbat frame, rigid, without casters", added="20260101"),
    Entry("E9003", "Numbat frame, folding, with casters"),
    Entry("E9004", "Numbat frame accessory, tray, each"),
    Entry("E9005", "Bandicoot envirodistension unit, 10mg"),
    Entry("E9006", "Bilbyrest, any type, each"),
    Entry("E9007", "Possum bath pan, metal"),
    Entry("E9008", "Two-way possum stander, invented text of the same length as that of the others"),
    Entry("G9001", "Patient with a quokka stick documented", ended="20251231"),
    Entry("G8999", "Quokka stick assessed"),
    Entry("J9701", "Injection, wombatumab, 10 mg"),
    Entry("M1999", "Quokka stick plan of care"),
    Entry("S9001", "Numbat frame, folding, with casters"),
    Entry("ZL", "Left paw"),
]


@pytest.fixture(scope="module")
def burrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    """Return a reference over an invented release of January 2026."""
    folder = tmp_path_factory.mktemp("burrow")
    reference = open_reference(folder / "data")
    reference.load(save(folder, "HCPC2026_JAN_ANWEB.txt", ENTRIES))
    yield reference
    reference.close()


def codes(answer: Answer) -> list[str]:
    return [hit.code for hit in answer.hits]


def find(burrow: Reference, query: str) -> list[str]:
    return codes(burrow.search(query, on=ON))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("quokka stick", "E9001"),
        ("replacement quokka stick tip", "A9001"),
        ("numbat frame", "E9002"),
        ("numbat frame with casters", "E9003"),
        ("numbat frame without casters", "E9002"),
        ("numbat frame no casters", "E9002"),
        ("numbat frame tray", "E9004"),
        ("wombatumab", "J9701"),
        ("wombatumab injection", "J9701"),
        ("bilby rest", "E9006"),
        ("posum bath", "E9007"),
        ("possum bathpan", "E9007"),
        ("wombatumap", "J9701"),
        ("wombatu", "J9701"),
        ("numbats frames", "E9002"),
        ("left paw", "ZL"),
        ("10 mg bandicoot", "E9005"),
        ("10mg bandicoot", "E9005"),
        ("2 way possum", "E9008"),
    ],
)
def test_what_comes_first(burrow: Reference, query: str, first: str) -> None:
    assert find(burrow, query)[0] == first


def test_words_match_at_their_boundaries(burrow: Reference) -> None:
    tiers = {hit.tier for hit in burrow.search("distension", on=ON).hits}
    assert tiers <= {"substring"}


def test_denied_words_do_not_match(burrow: Reference) -> None:
    hits = burrow.search("frame casters", on=ON).hits
    assert "E9002" not in [hit.code for hit in hits if hit.tier != "some words"]


def test_measures_of_quality_and_what_is_over_stand_below(burrow: Reference) -> None:
    found = find(burrow, "quokka stick")
    assert found[-1] == "G9001"
    assert found.index("E9001") < found.index("G8999")
    assert found.index("E9001") < found.index("M1999")


def test_temporary_codes_stand_below_the_lasting_code_with_the_same_text(burrow: Reference) -> None:
    assert find(burrow, "wombatumab") == ["J9701", "C9501"]
    found = find(burrow, "folding numbat frame")
    assert found.index("E9003") < found.index("S9001")


def test_a_correction_is_shown_and_can_be_refused(burrow: Reference) -> None:
    answer = burrow.search("quoka stick", on=ON)
    assert answer.corrected == (("quoka", "quokka"),)
    assert answer.hits[0].tier == "spelling"
    assert answer.hits[0].why.startswith("quoka read as quokka")
    refused = burrow.search("quoka stick", on=ON, without=["quoka"])
    assert (refused.corrected, refused.refused) == ((), ("quoka",))
    assert {hit.tier for hit in refused.hits} == {"some words"}


def test_a_fact_is_named_and_can_be_switched_off(burrow: Reference) -> None:
    answer = burrow.search("bilby rest", on=ON)
    assert answer.read_as == "bilbyrest"
    assert [used.told for used in answer.facts] == ["bilby rest → bilbyrest"]
    assert answer.hits[0].facts == ("bilby rest",)
    assert burrow.search("bilby rest", on=ON, without=["Bilby Rest"]).hits == ()


def test_some_words_are_said_to_be_missing(burrow: Reference) -> None:
    hit = burrow.search("possum zeppelin bath", on=ON).hits[0]
    assert (hit.code, hit.tier) == ("E9007", "some words")
    assert hit.why == "not in its text: zeppelin; words: possum, bath"


def test_what_has_all_words_stands_above_what_has_some(burrow: Reference) -> None:
    tiers = [hit.tier for hit in burrow.search("possum bath", on=ON).hits]
    assert tiers[0] == "name"
    assert set(tiers[1:]) == {"some words"}
    assert len(tiers) <= 8


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(pricing="32"), ["A9001"]),
        (Filters(added_since="2026-01-01"), ["E9002"]),
        (Filters(ended_since="2025-12-31"), ["G9001"]),
        (Filters(ended_since="2027-01-01"), []),
        (Filters(section="E9006-E9007"), ["E9006", "E9007"]),
        (Filters(kind="modifier"), ["ZL"]),
        (Filters(section="J"), ["J9701"]),
        (Filters(status="ended"), ["G9001"]),
    ],
)
def test_filters_alone_list_what_passes(burrow: Reference, filters: Filters, expected: list[str]) -> None:
    answer = burrow.search("", on=ON, filters=filters)
    invented = {entry.code for entry in ENTRIES}
    assert [code for code in codes(answer) if code in invented] == expected
    assert answer.total == len(answer.hits)
    assert bool(answer.advice) == (not answer.hits)


@pytest.mark.parametrize("query", ["quokka", "E90", "E9001-E9009", "9001", "E9001"])
def test_filters_hold_for_every_kind_of_query(burrow: Reference, query: str) -> None:
    whole = codes(burrow.search(query, on=ON))
    narrowed = codes(burrow.search(query, on=ON, filters=Filters(section="E")))
    assert narrowed == [code for code in whole if code[0] == "E"]
    assert narrowed


def test_a_filter_that_leaves_nothing_says_so(burrow: Reference) -> None:
    answer = burrow.search("quokka", on=ON, filters=Filters(section="J"))
    assert (answer.hits, answer.advice) == ((), ("Nothing passes the filters. Take one away.",))


def test_a_brand_without_a_code_says_so(burrow: Reference) -> None:
    answer = burrow.search("Ozempic", on=ON)
    assert answer.hits == ()
    assert "no HCPCS code of its own" in answer.advice[0]
