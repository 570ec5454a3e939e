"""Every list answers for the day as the card does, whatever other releases say of the codes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.search.answer import Hit
from hcpcs_desktop.search.filters import Filters
from tests.builders import Entry, a_few, save
from tests.cache.test_any_order import CODES, DAYS, NAMES, releases

Loaded = dict[str, list[Entry]]
LEVEL_TWO = [code for code in CODES if len(code) == 5]


def opened(folder: Path, chosen: Loaded) -> Reference:
    reference = open_reference(folder / "data")
    reference.load([save(folder, name, content) for name, content in chosen.items()])
    return reference


def told(reference: Reference, hit: Hit, day: str) -> tuple[object, ...]:
    """Return what the card says of what a hit shows."""
    (card,) = reference.explain_each(hit.code, on=day)
    coverage = next((field.value for field in card.fields if field.key == "coverage"), "")
    ended = card.ended if card.long_description else None
    return (card.status, card.long_description, ended, coverage)


def shown(hit: Hit) -> tuple[object, ...]:
    return (hit.status, hit.official or hit.title, hit.ended, hit.coverage)


def answering(chosen: Loaded) -> dict[str, set[str]]:
    """Return the codes of each quarter's newest revision that lists any; the names are in order."""
    found: dict[str, set[str]] = {}
    for name in NAMES:
        listed = {one.code for one in chosen.get(name, []) if one.code in LEVEL_TWO}
        if listed:
            found["2026_JAN" if "2026_JAN" in name else name] = listed
    return found


@settings(max_examples=15, deadline=None)
@given(releases(), st.sampled_from(DAYS))
def test_hits_and_listings_say_what_the_card_says(chosen: Loaded, day: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        reference = opened(Path(place), chosen)
        hits = [hit for hit in reference.search("invented", on=day).hits if hit.kind == "code"]
        listings = reference.listed("A0000", "V9999", on=day)
        by_number = reference.search("K9100-V9001", on=day).hits
        for hit in (*hits, *listings, *by_number):
            if hit.code in LEVEL_TWO and told(reference, hit, day)[1]:
                assert shown(hit) == told(reference, hit, day)
        held = set().union(*answering(chosen).values())
        assert {hit.code for hit in listings if hit.code in LEVEL_TWO} == held
        assert {hit.code for hit in hits if hit.code in LEVEL_TWO} == held
        reference.close()


@settings(max_examples=15, deadline=None)
@given(releases(), st.sampled_from(DAYS), st.sampled_from("CD"), st.sampled_from(["active", "ended"]))
def test_filters_ask_the_record_of_the_day(chosen: Loaded, day: str, coverage: str, status: str) -> None:
    with tempfile.TemporaryDirectory() as place:
        reference = opened(Path(place), chosen)
        everything = [hit for hit in reference.search("invented", on=day).hits if hit.code in LEVEL_TWO]
        filters = Filters(status=status, coverage=coverage)
        passing = reference.search("invented", on=day, filters=filters).hits
        wanted = {hit.code for hit in everything if (hit.status, hit.coverage) == (status, coverage)}
        assert {hit.code for hit in passing if hit.code in LEVEL_TWO} == wanted
        reference.close()


class TestReusedCodes:
    """A number that meant one drug in 2018 and another from 2025 on."""

    @pytest.fixture
    def reused(self, reference: Reference, tmp_path: Path) -> Reference:
        drug = "Invented injection, {}, 1 mg"
        around = [Entry(f"J999{n}", drug.format(f"neighbour {n}")) for n in (1, 2, 4, 5)]
        old = Entry("J9993", drug.format("quokkamab"), ended="20181231", coverage="C")
        new = Entry("J9993", drug.format("numbatinib"), added="20250101", coverage="D")
        reference.load(
            [
                save(tmp_path, "HCPC2018_CONTR_ANWEB.txt", [*around, old]),
                save(tmp_path, "HCPC2026_JAN_ANWEB.txt", [*around, new]),
            ]
        )
        return reference

    @pytest.mark.parametrize(
        ("day", "word", "status", "coverage"),
        [
            ("2018-06-01", "quokkamab", "active", "C"),
            ("2018-12-31", "quokkamab", "active", "C"),
            ("2019-01-01", "numbatinib", "not_yet", "D"),
            ("2024-12-31", "numbatinib", "not_yet", "D"),
            ("2025-01-01", "numbatinib", "active", "D"),
            ("2026-02-01", "numbatinib", "active", "D"),
        ],
    )
    def test_everything_shows_the_meaning_of_the_day(
        self, reused: Reference, day: str, word: str, status: str, coverage: str
    ) -> None:
        other = {"quokkamab": "numbatinib", "numbatinib": "quokkamab"}[word]
        (card,) = reused.explain_each("J9993", on=day)
        assert (card.status, word in str(card.long_description)) == (status, True)
        for query in (word, "J9993", "J999"):
            (hit,) = [one for one in reused.search(query, on=day).hits if one.code == "J9993"]
            assert (hit.status, hit.coverage, word in hit.title) == (status, coverage, True)
        assert [hit.code for hit in reused.search(other, on=day).hits if other in hit.title] == []
        (listed,) = [one for one in reused.listed("J9990", "J9999", on=day) if one.code == "J9993"]
        assert (listed.status, word in listed.title) == (status, True)
        (valid,) = [one.valid for one in reused.sections(day) if one.letter == "J"]
        assert valid == 4 + (status == "active")
        (beside,) = reused.explain_each("J9992", on=day)
        near = reused.neighbours(beside)
        texts = [one.text for one in (*near.around, *near.alike) if one.code == "J9993"]
        assert all(word in text for text in texts)
        assert bool(texts) == (status == "active")


def test_a_code_that_a_revision_took_out_is_not_said_to_be_in_no_release(
    reference: Reference, tmp_path: Path
) -> None:
    entries = a_few()
    files = {"HCPC2026_JAN_ANWEB.txt": [*entries, Entry("K9100")], "HCPC2026_JAN_ANWEB_v2.txt": entries}
    reference.load([save(tmp_path, name, content) for name, content in files.items()])
    (card,) = reference.explain_each("K9100", on="2026-02-01")
    assert (card.status, card.absence) == ("absent", "gone")
    assert "other loaded release" not in card.status_reason
    assert card.status_reason.startswith("Listed in CMS January 2026, but not in the newer revision")
    assert reference.history("K9100").valid == ()


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        ("2017-12-31", True),
        ("2018-06-01", False),
        ("2020-01-01", False),
        ("2026-02-01", False),
        ("2026-04-01", True),
    ],
)
def test_a_day_before_or_after_all_releases_is_told(
    reference: Reference, tmp_path: Path, day: str, outside: bool
) -> None:
    listed = [Entry("A0021", added="20100101")]
    reference.load(
        [save(tmp_path, name, listed) for name in ("HCPC2018_ANWEB.txt", "HCPC2026_JAN_ANWEB.txt")]
    )
    (card,) = reference.explain_each("A0021", on=day)
    assert (card.status, card.outside) == ("active", outside)
    assert bool(reference.standing(day).reason) == (outside or day == "2020-01-01")


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("brand", "day", "first"),
    [
        ("cinvanti", "2018-06-01", "C9463"),
        ("cinvanti", "2019-03-01", "J0185"),
        ("fasenra", "2018-06-01", "C9466"),
        ("azedra", "2019-05-01", "C9408"),
        ("zilretta", "2018-05-01", "C9469"),
        ("zilretta", "2018-08-01", "Q9993"),
    ],
)
def test_a_brand_leads_to_the_code_that_stood_for_it_then(
    five: Reference, brand: str, day: str, first: str
) -> None:
    hit = five.search(brand, on=day).hits[0]
    assert (hit.code, hit.status) == (first, "active")
