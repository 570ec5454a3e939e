"""Searches over invented releases: order, days, filters, totals, cards and any text at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.search.answer import Answer
from hcpcs_desktop.search.filters import Filters
from hcpcs_desktop.search.ranking import TIERS
from tests.builders import Entry, save

OLD = [
    Entry("ZQ", "Invented modifier for a quokka ride"),
    Entry("A0021", "Invented quokka transport"),
    Entry("K9100", "Invented quokka stick of older wording"),
    Entry("K9130", "Invented quokka walker"),
    Entry("V0001", "Invented quokka gone later"),
]
NEW = [
    Entry("ZQ", "Invented modifier for a quokka ride"),
    Entry("A0021", "Invented quokka transport", ended="20250630"),
    Entry("K9100", "Invented quokka stick", coverage="D"),
    Entry("K9130", "Invented quokka walker"),
    Entry("K9131", "Invented xquokkax inside a word", added="20260201"),
    *(Entry(f"L{number:04d}", f"Invented numbat splint {number}") for number in range(400)),
]


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    """Return a reference over an invented January 2025 and January 2026."""
    folder = tmp_path_factory.mktemp("two")
    reference = open_reference(folder / "data")
    reference.load([save(folder, "HCPC2025_JAN_ANWEB.txt", OLD), save(folder, "HCPC2026_JAN_ANWEB.txt", NEW)])
    yield reference
    reference.close()


def codes(answer: Answer) -> list[str]:
    return [hit.code for hit in answer.hits]


def test_ended_codes_stand_below_valid_ones(two: Reference) -> None:
    answer = two.search("quokka", on="2026-03-01")
    assert codes(answer) == ["K9100", "K9130", "ZQ", "V0001", "A0021"]
    assert [hit.status for hit in answer.hits] == ["active", "active", "active", "absent", "ended"]
    assert answer.hits[4].ended == "2025-06-30"


def test_a_code_of_the_built_in_set_alone_is_not_in_the_loaded_releases(two: Reference) -> None:
    """Found by our name, but the list says what the page says: no loaded release has it."""
    (hit,) = two.search("E0143", on="2026-03-01").hits
    assert (hit.status, hit.title) == ("absent", "Folding walker with wheels, adjustable or fixed height")
    (shown,) = two.explain_each("E0143", on="2026-03-01")
    assert (shown.status, shown.plain_name) == ("absent", hit.title)
    assert "has it: added 1986-01-01." in shown.notes[-1]
    (ended,) = two.explain_each("J0171", on="2026-03-01")
    assert "added 2011-01-01, ended 2025-06-30." in ended.notes[-1]
    found = two.search("walker", on="2026-03-01").hits
    assert [hit.status for hit in found][:2] == ["active", "absent"]
    assert [hit.code for hit in two.listed("K9100", "K9199", on="2026-03-01")] == ["K9100", "K9130", "K9131"]
    assert two.listed("E0100", "E0199", on="2026-03-01") == ()


def test_without_a_release_modifiers_have_their_card(reference: Reference) -> None:
    for text, known in (("LT", True), ("zz", False)):
        answer = reference.search(text)
        assert (answer.card is not None, answer.hits == ()) == (known, True)


def test_without_a_release_two_letters_may_also_be_codes_and_words(reference: Reference) -> None:
    """A known modifier's card stands only where nothing else is meant: codes, whole words, own words."""
    begun = reference.search("A4")
    assert begun.card is None
    assert begun.hits[0].code == "A4206"
    assert "T1019" in [hit.code for hit in reference.search("home").hits]
    reference.set_own_word("pt", "E0143")
    first = reference.search("pt").hits[0]
    assert (first.code, first.why) == ("E0143", "pt → E0143 (own word)")
    assert reference.search("LT", filters=Filters(kind="code")).card is None


def test_a_modifier_that_no_loaded_release_has_keeps_our_words(two: Reference) -> None:
    (shown,) = two.explain_each("JZ", on="2026-03-01")
    assert (shown.status, shown.description_source) == ("absent", "plain-language name of this program")
    assert shown.plain_name


def test_the_text_of_the_day(two: Reference) -> None:
    before = two.search("older wording", on="2025-02-01")
    found = [(hit.code, hit.title) for hit in before.hits if hit.tier != "some words"]
    assert found == [("K9100", OLD[2].long)]
    assert "K9100" not in codes(two.search("older wording", on="2026-02-01"))
    assert set(codes(two.search("quokka", on="2025-02-01"))) == {"A0021", "K9100", "K9130", "V0001", "ZQ"}
    assert {hit.status for hit in two.search("quokka", on="2025-02-01").hits} == {"active"}


@pytest.mark.parametrize(
    ("query", "tier"), [("K9100", "exact code"), ("K910", "code prefix"), ("9100", "number")]
)
def test_a_code_whose_text_changed_is_found_on_an_earlier_day(two: Reference, query: str, tier: str) -> None:
    (hit,) = two.search(query, on="2025-02-01").hits
    assert (hit.code, hit.tier) == ("K9100", tier)
    assert hit.title == "Invented quokka stick of older wording"


def test_a_range_on_an_earlier_day(two: Reference) -> None:
    answer = two.search("K9100-K9199", on="2025-02-01")
    assert (sorted(codes(answer)), answer.total) == (["K9100", "K9130", "K9131"], 3)
    assert answer.hits[2].status == "not_yet"


@pytest.mark.parametrize("on", ["2025-02-01", "2026-02-01"])
def test_the_total_counts_beyond_the_limit(two: Reference, on: str) -> None:
    assert two.search("numbat", on=on, limit=7).total == 400
    assert len(two.search("numbat", on=on, limit=7).hits) == 7
    assert two.search("L", on=on, limit=7).total == two.search("L", on=on, limit=9999).total


@pytest.mark.parametrize("limit", [0, 1, 2, 3, 50, 999_999])
def test_limits(two: Reference, limit: int) -> None:
    whole = two.search("quokka", on="2026-03-01")
    answer = two.search("quokka", on="2026-03-01", limit=limit)
    assert answer.hits == whole.hits[:limit]
    assert answer.total == whole.total == 5
    assert answer.advice == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(kind="modifier"), ["ZQ"]),
        (Filters(kind="code"), ["K9100", "K9130", "V0001", "A0021"]),
        (Filters(section="K"), ["K9100", "K9130"]),
        (Filters(status="ended"), ["A0021"]),
        (Filters(status="active"), ["K9100", "K9130", "ZQ"]),
        (Filters(coverage="D"), ["K9100"]),
        (Filters(coverage="S"), []),
        (Filters("code", "K", "active", "C"), ["K9130"]),
    ],
)
def test_filters(two: Reference, filters: Filters, expected: list[str]) -> None:
    answer = two.search("quokka", on="2026-03-01", filters=filters)
    assert (codes(answer), answer.total) == (expected, len(expected))


def test_tiers_stand_in_order(two: Reference) -> None:
    for query in ("quokka", "walker", "K91", "invented", "cane", "K9100 K9130", "numbat 12"):
        tiers = [TIERS.index(hit.tier) for hit in two.search(query, on="2026-03-01").hits]
        assert tiers == sorted(tiers)
        assert tiers
    (only,) = two.search("xquokka", on="2026-03-01").hits
    assert (only.code, only.tier) == ("K9131", "name") if only.tier == "name" else ("K9131", "text")
    (inside,) = two.search("uokkax", on="2026-03-01").hits
    assert (inside.code, inside.tier) == ("K9131", "substring")


def test_each_code_stands_once_with_its_reason_and_its_spans(two: Reference) -> None:
    for query in ("quokka stick", "K9100", "k9", "invented numbat"):
        answer = two.search(query, on="2026-03-01", limit=500)
        assert len(set(codes(answer))) == len(answer.hits) == answer.total
        for hit in answer.hits:
            assert hit.why
            assert hit.title
            for start, end in hit.spans:
                assert 0 <= start < end <= len(hit.title)
    stick = two.search("quokka stick", on="2026-03-01").hits[0]
    assert [stick.title[start:end] for start, end in stick.spans] == ["quokka", "stick"]


@pytest.mark.parametrize("query", ["ZQ", "zq", "modifier quokka ride"])
def test_a_modifier_is_found_by_letters_and_by_meaning(two: Reference, query: str) -> None:
    assert ("ZQ", "modifier") in [(hit.code, hit.kind) for hit in two.search(query, on="2026-03-01").hits]


@pytest.mark.parametrize("query", ["K9100-ZQ", "k9100lt", "K91OO", " K9100,ZQ "])
def test_a_code_with_its_modifier(two: Reference, query: str) -> None:
    assert codes(two.search(query, on="2026-03-01"))[0] == "K9100"


@pytest.mark.parametrize(
    ("query", "code_set"),
    [
        ("99213", "CPT"),
        ("99213-25", "CPT"),
        ("0001F", "CPT"),
        ("0042T", "CPT"),
        ("0001U", "CPT"),
        ("0001M", "CPT"),
        ("0001A", "CPT"),
        ("D0120", "CDT"),
        ("X1234", "HCPCS Level III (local, retired)"),
        ("25", "CPT"),
    ],
)
def test_the_card_of_a_code_without_a_row(two: Reference, query: str, code_set: str) -> None:
    answer = two.search(query, on="2026-03-01")
    assert answer.hits == ()
    assert answer.card is not None
    assert answer.card.code_set == code_set


def test_near_codes_of_one_that_no_release_lists(two: Reference) -> None:
    answer = two.search("K9109", on="2026-03-01")
    assert (answer.hits, answer.total, answer.card) == ((), 0, None)
    assert "K9100" in answer.suggestions
    assert answer.advice


@pytest.mark.parametrize(
    "query", ["", " ", "\x00", "%", "'", '"', "*", '"quokka', "quokka*", "NEAR(", "a AND", "--"]
)
def test_signs_of_query_languages_mean_nothing(two: Reference, query: str) -> None:
    answer = two.search(query, on="2026-03-01")
    assert answer.total >= len(answer.hits)


@pytest.mark.parametrize(
    "query",
    [
        "x" * 10_000,
        "quokka " * 2_000,
        "K9100 " * 2_000,
        "K9100-ZQ," * 2_000,
        "\U0001f9bd",
        "\u05de\u05e7\u05dc \u202e abc",
        "\ud800",
        "quokka \udcff",
        "zzzq \udcff",
        "\ud800\ud800\ud800",
        "\u0130stanbul \u00df \ufb01",
        "1" * 5_000,
        "e\u0301" * 300,
        "\U00030000\U0001e900 word",
    ],
)
def test_any_text(two: Reference, query: str) -> None:
    assert two.search(query, on="2026-03-01").query == query
    assert two.explain_each(query, on="2026-03-01")


@pytest.mark.parametrize(
    "query", ["LT RT", "ZQ LT", "zq, 25", "0A 22", "E0143 quokka", "K9100 stick", "-ZQ", "K-9100"]
)
def test_several_modifiers_and_codes_among_words(two: Reference, query: str) -> None:
    answer = two.search(query, on="2026-03-01")
    wanted = [code for code in ("ZQ", "K9100") if code in query.upper().replace("K-", "K")]
    assert [hit.code for hit in answer.hits if hit.tier == "exact code"] in (wanted, ["E0143"])
    assert answer.hits or answer.advice or answer.card


def test_pasted_codes_stand_as_they_were_pasted(two: Reference) -> None:
    assert codes(two.search("K9130 A0021 K9100", on="2026-03-01")) == ["K9130", "A0021", "K9100"]


def test_a_letter_and_a_digit_begin_codes_and_may_be_a_modifier(two: Reference) -> None:
    hits = two.search("K9", on="2026-03-01").hits
    assert [hit.code for hit in hits][:2] == ["K9100", "K9130"]
    assert {hit.tier for hit in hits} == {"code prefix"}


@pytest.mark.parametrize("query", ["00093-0058-01", "12345-6789-01", "12", "1.5"])
def test_without_a_letter_there_are_no_words(two: Reference, query: str) -> None:
    assert two.search(query, on="2026-03-01").hits == ()


def test_half_a_character_in_a_filter_lets_nothing_pass(two: Reference) -> None:
    assert two.search("quokka", filters=Filters(coverage="\ud800")).hits == ()


def test_accents_and_case_do_not_count(two: Reference) -> None:
    folded, plain = (two.search(text, on="2026-03-01").hits for text in ("QUÖKKA Stick", "quokka stick"))
    assert [hit.code for hit in folded] == [hit.code for hit in plain]
    assert (folded[0].code, folded[0].tier) == ("K9100", "name")


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=40) | st.text("K0123456789-., ZQabLO*\"'%", max_size=24),
    st.sampled_from(["2025-02-01", "2026-03-01"]),
)
def test_no_text_raises(two: Reference, text: str, on: str) -> None:
    answer = two.search(text, on=on)
    assert answer.total >= len(answer.hits)
    assert len({(hit.code, hit.kind) for hit in answer.hits}) == len(answer.hits)
    for found in two.explain_each(text, on=on):
        assert found.on == on


@pytest.mark.parametrize("day", [date(2025, 2, 1), datetime(2025, 2, 1, 13, 30), "2025-02-01"])
def test_days(two: Reference, day: date | str) -> None:
    assert two.search("quokka", on=day).on == "2025-02-01"
    (found,) = two.explain_each("A0021", on=day)
    assert (found.on, found.status) == ("2025-02-01", "active")


@pytest.mark.parametrize(
    "day", ["", "2025", "2025-13-01", "2025-02-30", "20250201", "1.2.2025", "\u0662\u0660\u0662\u0665-02-01"]
)
def test_what_is_no_day(two: Reference, day: str) -> None:
    with pytest.raises(ValueError, match=r"date|month|day"):
        two.search("quokka", on=day)


@pytest.mark.realdata
@pytest.mark.parametrize(("query", "first"), [("walker", "E"), ("ambulance", "A")])
def test_real_words(five: Reference, query: str, first: str) -> None:
    answer = five.search(query, on="2026-02-01")
    assert answer.hits[0].code.startswith(first)
    assert answer.hits[0].status == "active"


@pytest.mark.realdata
def test_every_code_of_a_release_is_found_by_itself_on_a_day_of_it(five: Reference) -> None:
    for release, day in (("2018-01", "2018-12-31"), ("2020-01", "2020-12-31"), ("2026-01", "2026-03-31")):
        records = [record for record, _ in five.export(release).records]
        for record in records[::40]:
            found = five.search(record.code, on=day).hits
            assert (found[0].code, found[0].kind) == (record.code, record.kind)


def test_the_built_in_set_alone(reference: Reference) -> None:
    assert "E0100" in codes(reference.search("cane", on="2026-03-01"))
    overview = reference.overview()
    assert (overview.releases, overview.checked_through) == (0, None)
    assert reference.releases() == ()


def test_a_release_of_modifiers_alone(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", [Entry("ZQ", "Invented quokka")]))
    assert codes(reference.search("quokka", on="2026-02-01")) == ["ZQ"]
    assert reference.explain_each("K9100", on="2026-02-01")[0].status in ("active", "unknown")


def test_a_modifier_whose_own_text_answers_too_is_counted_once(reference: Reference, tmp_path: Path) -> None:
    entries = [Entry("LT", "Invented left side, LT"), Entry("E0100", "Invented thing of the LT kind")]
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", entries))
    found = reference.search("LT", on="2026-02-01", limit=500)
    assert found.total == len(found.hits) == len({hit.code for hit in found.hits})
    assert found.hits[0].code == "LT"
