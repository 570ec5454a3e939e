"""The tables of search: each row holds against CMS's January 2026 release."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from hcpcs_desktop import assets
from hcpcs_desktop.codes.tables import Row, parse
from hcpcs_desktop.reference import open_reference
from hcpcs_desktop.search.facts import BOTH_WAYS, BRANDS, ROLES, meant_words_of_each, word_tables
from hcpcs_desktop.search.indexing import asked_words, index_words
from hcpcs_desktop.search.stemming import stems

KINDS = {"lay word", "product", "abbreviation", "spelling", "field word"}
BRAND_KINDS = {
    "reference",
    "biosimilar",
    "brand",
    "vaccine",
    "radiopharmaceutical",
    "contrast",
    "skin substitute",
    "device",
    "nutrition",
    "dead end",
}
SOURCES = {"general knowledge", "CMS's text"}
REAL = pytest.mark.realdata


class Listed(NamedTuple):
    """One code or modifier of the release: its last day, its words as stems."""

    ended: str | None
    stems: frozenset[str]


@pytest.fixture(scope="module")
def january(cms_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Listed]:
    """Return the codes and modifiers of January 2026 with the words of their texts."""
    reference = open_reference(tmp_path_factory.mktemp("january"))
    reference.load(next((cms_data / "2026-01").glob("*.txt")))
    records = [record for record, _ in reference.export().records]
    reference.close()
    bags = index_words([f"{one.short_description}, {one.long_description}" for one in records])
    return {
        one.code: Listed(one.ended, frozenset(stem for word in bag for stem in stems(word)))
        for one, bag in zip(records, bags, strict=True)
    }


@pytest.fixture(scope="module")
def places(january: dict[str, Listed]) -> dict[str, set[str]]:
    """Return for each stem the codes that are active and have it."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, listed in january.items():
        for stem in listed.stems if listed.ended is None else ():
            found[stem].add(code)
    return found


def brands() -> list[Row]:
    return list(parse(assets.text(BRANDS)))


def words() -> Iterator[tuple[str, Row]]:
    for name in word_tables():
        for row in parse(assets.text(name)):
            yield name, row


def has(listed: Listed, text: str) -> bool:
    return all(not listed.stems.isdisjoint(stems(word)) for word in asked_words(text))


def reached(places: dict[str, set[str]], text: str) -> set[str]:
    (words,) = meant_words_of_each([text])
    each = [set().union(*(places.get(stem, set()) for stem in stems(word))) for word in words]
    return set.intersection(*each) if each else set()


class TestBrands:
    def test_enough(self) -> None:
        kinds = Counter(row["kind"] for row in brands())
        assert sum(kinds.values()) - kinds["dead end"] - kinds["device"] - kinds["nutrition"] >= 700
        assert kinds["biosimilar"] >= 100
        assert kinds["dead end"] >= 100

    @pytest.mark.parametrize("row", brands()[:1])
    def test_columns(self, row: Row) -> None:
        assert list(row) == ["brand", "generic", "codes", "kind", "note", "source"]

    def test_kinds_and_sources(self) -> None:
        assert {row["kind"] for row in brands()} <= BRAND_KINDS
        assert {row["source"] for row in brands()} <= SOURCES

    def test_a_dead_end_has_no_code_and_says_why(self) -> None:
        for row in brands():
            assert (row["kind"] == "dead end") == (not row["codes"]), row
            assert row["codes"] or row["note"], row
            assert row["kind"] == "dead end" or row["generic"], row

    def test_each_brand_stands_once(self) -> None:
        counts = Counter(asked_words(row["brand"]) for row in brands())
        assert [brand for brand, count in counts.items() if count > 1] == []

    @REAL
    def test_codes_exist_and_their_texts_name_the_generic(self, january: dict[str, Listed]) -> None:
        wrong = [
            (row["brand"], row["generic"], code)
            for row in brands()
            for code in row["codes"].split()
            if code not in january or not has(january[code], row["generic"])
        ]
        assert wrong == []

    @REAL
    def test_an_ended_code_is_said_to_be(self, january: dict[str, Listed]) -> None:
        told = [
            (row["brand"], code)
            for row in brands()
            for code in row["codes"].split()
            if january[code].ended and "ended" not in row["note"]
        ]
        assert told == []

    @REAL
    def test_a_brand_said_to_be_in_cmss_text_is_there(self, january: dict[str, Listed]) -> None:
        wrong = [
            row["brand"]
            for row in brands()
            if row["source"] == "CMS's text"
            and not any(has(january[code], row["brand"]) for code in row["codes"].split())
        ]
        assert wrong == []

    @REAL
    def test_dead_ends_name_codes_that_are_there(self, january: dict[str, Listed]) -> None:
        named = {code for row in brands() for code in re.findall(r"\b[A-CE-Z][0-9]{4}\b", row["note"])}
        assert named <= january.keys()


class TestWords:
    def test_kinds_and_sources(self) -> None:
        for name, row in words():
            assert list(row) == ["term", "means", "kind", "source"], name
            assert row["kind"] in KINDS, row
            assert row["source"] in SOURCES, row

    def test_terms_are_short_and_in_small_letters(self) -> None:
        for _, row in words():
            assert 1 <= len(asked_words(row["term"])) <= 6, row
            assert row["term"] == row["term"].lower(), row

    def test_no_fact_stands_twice(self) -> None:
        counts = Counter(
            (asked_words(row["term"]), asked_words(one))
            for _, row in words()
            for one in row["means"].split("; ")
        )
        assert [fact for fact, count in counts.items() if count > 1] == []

    def test_nothing_stands_for_itself(self) -> None:
        assert [row for _, row in words() if row["term"] in row["means"].split("; ")] == []

    @REAL
    def test_each_alternative_reaches_an_active_code_or_modifier(self, places: dict[str, set[str]]) -> None:
        empty = [
            (name, row["term"], one)
            for name, row in words()
            for one in row["means"].split("; ")
            if not reached(places, one)
        ]
        assert empty == []

    @REAL
    def test_no_letter_is_left_without(self, january: dict[str, Listed], places: dict[str, set[str]]) -> None:
        known = {code for row in brands() for code in row["codes"].split()}
        for _, row in words():
            for one in row["means"].split("; "):
                known |= reached(places, one)
        active = [code for code, listed in january.items() if len(code) == 5 and listed.ended is None]
        share = {
            letter: len({code for code in active if code[0] == letter} & known)
            / len([code for code in active if code[0] == letter])
            for letter in {code[0] for code in active}
        }
        assert min(share.values()) > 0.5, share


def test_roles_of_words_do_not_meet() -> None:
    rows = parse(assets.text(ROLES))
    assert {row["role"] for row in rows} == {"function", "generic"}
    counts = Counter(row["word"] for row in rows)
    assert max(counts.values()) == 1


@pytest.mark.parametrize("name", [*word_tables(), BRANDS])
def test_no_licensed_code(name: str) -> None:
    text = re.sub(r"\b10000 lux\b", "", assets.text(name))
    assert re.findall(r"\b[0-9]{5}\b|\b[0-9]{4}[FTUMA]\b|\bD[0-9]{4}\b", text) == []


@pytest.mark.parametrize("name", [*word_tables(), BRANDS])
def test_sorted(name: str) -> None:
    rows = parse(assets.text(name))
    terms = [row.get("brand", row.get("term", "")).casefold() for row in rows]
    assert terms == sorted(terms)


def test_both_ways_are_kinds() -> None:
    assert BOTH_WAYS <= KINDS
