"""The table of modifier groups: whole by itself, and against every active code of CMS's January 2026 file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from hcpcs_desktop import assets
from hcpcs_desktop.codes import modifier_groups
from hcpcs_desktop.codes.families import family_of
from hcpcs_desktop.codes.modifier_groups import NO_MODIFIER, PAIRS, ModifierGroup, spans
from hcpcs_desktop.codes.modifiers import is_known
from hcpcs_desktop.codes.sections import in_defined_section, letters
from hcpcs_desktop.codes.tables import Row, parse
from tests.independent_reading import Record, read_txt

TABLE = parse(assets.text("structure/modifier_groups.tsv"))
MOST = 6
JANUARY_31 = "2026-01-31"
Active = dict[str, tuple[str, ...]]

groups_for = cache(modifier_groups.groups_for)  # every code is asked for in many tests


@pytest.fixture(scope="module")
def records(cms_data: Path) -> dict[str, Record]:
    """Return the records that are active at the end of January 2026."""
    release = read_txt((cms_data / "2026-01" / "HCPC2026_JAN_ANWEB.reconstructed.txt").read_bytes())
    return {
        code: record
        for (kind, code), record in release.items()
        if kind == "code" and (record["ended"] is None or str(record["ended"]) >= JANUARY_31)
    }


@pytest.fixture(scope="module")
def active(records: dict[str, Record]) -> Active:
    """Return the active codes, each with its pricing indicators."""
    found = {}
    for code, record in records.items():
        pricing = record["pricing"]
        assert isinstance(pricing, list)
        found[code] = tuple(pricing)
    return found


def offered(groups: tuple[ModifierGroup, ...]) -> set[str]:
    return {note.modifier for group in groups for note in group.modifiers}


@cache
def cpt_numbers() -> tuple[str, ...]:
    """Return the CPT numbers at which the groups can change: ends of spans, and those next to them."""
    ends = {int(end) for row in TABLE for end in numeric_ends(f"{row['codes']} {row['not_codes']}")}
    near = sorted({number + step for number in ends for step in (-1, 0, 1)})
    return tuple(code for code in (f"{number:05d}" for number in near) if has_section(code))


def numeric_ends(text: str) -> list[str]:
    return [end for span in spans(text) if span.family == "cpt1" for end in (span.first, span.last)]


def has_section(code: str) -> bool:
    family = family_of(code)
    return family is not None and in_defined_section(code, family)


class TestRows:
    @pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row["key"]))
    def test_codes_are_well_formed_and_exceptions_lie_within(self, row: Row) -> None:
        inside = spans(row["codes"])
        for exception in spans(row["not_codes"]):
            assert any(
                span.family == exception.family
                and span.first <= exception.last
                and exception.first <= span.last
                for span in inside
            ), exception

    @pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row["key"]))
    def test_modifiers_are_known_and_not_repeated(self, row: Row) -> None:
        modifiers = row["modifiers"].split()
        first = spans(row["codes"])[0].first
        assert len(set(modifiers)) == len(modifiers)
        assert [
            word for word in modifiers if word not in {PAIRS, NO_MODIFIER} and not is_known(word, first)
        ] == []

    @pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row["key"]))
    def test_kind_and_words(self, row: Row) -> None:
        assert row["kind"] in {"rule", "thumb"}
        assert re.fullmatch(r"(?:[0-9]{2}(?: |$))*", row["pricing"])
        assert 2 <= len(row["heading"].split()) <= 12
        assert row["why"].endswith(".")
        assert not row["home"].endswith(".")

    def test_level_i_wording_is_called_licensed(self) -> None:
        numbers = [row for row in TABLE if re.search(r"\b[0-9]{2}\b", row["modifiers"])]
        assert numbers
        assert [row["key"] for row in numbers if "licensed" not in row["why"]] == ["lab-reading"]


class TestReach:
    def test_each_letter_section_and_set_has_a_group(self, active: Active) -> None:
        assert {code[0] for code in active if groups_for(code, active[code])} == set(letters()) - {"D"}
        assert [code for code in cpt_numbers() if not groups_for(code)] == []
        assert all(groups_for(code) for code in ("3044F", "0500T", "0240U", "0004M"))

    def test_each_active_code_has_a_group_and_never_too_many(self, active: Active) -> None:
        counts = {code: len(groups_for(code, pricing)) for code, pricing in active.items()}
        assert {code: count for code, count in counts.items() if not 1 <= count <= MOST} == {}

    def test_nor_without_a_record(self, active: Active) -> None:
        codes = [*active, *cpt_numbers()]
        assert [code for code in codes if len(groups_for(code)) > MOST] == []

    def test_no_modifier_is_offered_twice_on_a_code(self, active: Active) -> None:
        numbers = dict.fromkeys(cpt_numbers(), ())
        for code, pricing in (active | numbers).items():
            said = [note.modifier for group in groups_for(code, pricing) for note in group.modifiers]
            assert len(set(said)) == len(said), code

    def test_every_group_reaches_a_code(self, active: Active) -> None:
        reached = {group.heading for code, price in active.items() for group in groups_for(code, price)}
        reached |= {group.heading for code in (*cpt_numbers(), "3044F") for group in groups_for(code)}
        assert {row["heading"] for row in TABLE} == reached

    def test_what_is_discarded_is_a_drug(self, active: Active) -> None:
        with_rest = {code for code, pricing in active.items() if "JW" in offered(groups_for(code, pricing))}
        assert len(with_rest) > 500
        for code in with_rest:
            assert code[0] in "JQ" or code[:2] == "C9"
            assert "51" in active[code] or ("53" in active[code] and code[0] == "C")

    def test_trips_of_an_ambulance_are_on_its_codes_only(self, active: Active) -> None:
        with_trip = {code for code in active if offered(groups_for(code)) & {"RH", "QM", "QL"}}
        lodging_and_meals = {"A0180", "A0190", "A0200", "A0210"}
        assert with_trip == {code for code in active if code.startswith("A0")} - lodging_and_meals

    @pytest.mark.parametrize(
        ("modifiers", "words"),
        [
            ({"JW", "JZ"}, r"\boral\b|insulin|metered"),
            (
                {"JA", "JB"},
                r"\boral\b|nasal|implant|topical|inhal|ophthalmic|intravesical|suppository",
            ),
            ({"FP"}, r"nicotine"),
            ({"KA"}, r"chair, any and all types"),
            ({"LT", "RT"}, r"frames|evaluation|eye glass case|waist length|bilateral hip|bandaging"),
            ({"26", "TC"}, r"technical component"),
        ],
    )
    def test_texts_of_another_kind_have_no_such_modifier(
        self, records: dict[str, Record], active: Active, modifiers: set[str], words: str
    ) -> None:
        strangers = [
            code
            for code, record in records.items()
            if re.search(words, str(record["long_description"]), re.IGNORECASE)
        ]
        assert strangers
        assert [code for code in strangers if offered(groups_for(code, active[code])) & modifiers] == []
