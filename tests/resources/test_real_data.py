"""The knowledge tables against CMS's January 2026 file, read by a reader of the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcpcs_desktop import assets
from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.codes.fields import decode
from hcpcs_desktop.codes.modifiers import describe
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.tables import Row, parse
from hcpcs_desktop.search.folding import words
from tests.independent_reading import Key, Record, read_txt

pytestmark = pytest.mark.realdata

JANUARY_31 = "2026-01-31"


@pytest.fixture(scope="module")
def january(cms_data: Path) -> dict[Key, Record]:
    return read_txt((cms_data / "2026-01" / "HCPC2026_JAN_ANWEB.reconstructed.txt").read_bytes())


@pytest.fixture(scope="module")
def builtin() -> list[Row]:
    return [row for name in assets.names("builtin") for row in parse(assets.text(name))]


def of_kind(january: dict[Key, Record], wanted: str) -> dict[str, Record]:
    return {code: record for (kind, code), record in january.items() if kind == wanted}


def test_the_file_is_the_one_that_was_measured(january: dict[Key, Record]) -> None:
    assert (len(of_kind(january, "code")), len(of_kind(january, "modifier"))) == (8_623, 383)


def test_every_active_code_has_a_section_and_a_heading(january: dict[Key, Record]) -> None:
    bare = []
    for code, record in of_kind(january, "code").items():
        if record["ended"] is None or str(record["ended"]) >= JANUARY_31:
            (shown,) = explain(code, JANUARY_31)
            if not (shown.section and shown.subsection and shown.in_section):
                bare.append(code)
    assert bare == []


def test_all_modifiers_of_the_file_are_known(january: dict[Key, Record]) -> None:
    for modifier in of_kind(january, "modifier"):
        note = describe(modifier)
        assert note is not None
        assert note.known
        assert note.description


def test_no_other_modifier_is_called_cmss(january: dict[Key, Record]) -> None:
    listed = set(of_kind(january, "modifier"))
    table = parse(assets.text("structure/modifiers.tsv"))
    assert {row["modifier"] for row in table if row["level"] == "II"} <= listed


def test_every_coded_value_of_the_file_has_a_meaning(january: dict[Key, Record]) -> None:
    unknown = set()
    for (kind, code), record in january.items():
        listed = CodeRecord(
            code,
            "code" if kind == "code" else "modifier",
            "",
            "",
            pricing=values(record, "pricing"),
            multiple_pricing=str(record["multiple_pricing"]),
            coverage=str(record["coverage"]),
            asc_group=str(record["asc_group"]),
            betos=str(record["betos"]),
            type_of_service=values(record, "type_of_service"),
            lab_certification=values(record, "lab_certification"),
            action=str(record["action"]),
        )
        unknown |= {(field.key, field.value) for field in decode(listed) if field.meaning is None}
    assert unknown == set()


def values(record: Record, key: str) -> tuple[str, ...]:
    found = record[key]
    assert isinstance(found, list)
    return tuple(found)


def test_dates_and_coverage_of_the_built_in_set_agree(january: dict[Key, Record], builtin: list[Row]) -> None:
    official = of_kind(january, "code")
    for row in builtin:
        record = official[row["code"]]
        assert (row["added"] or None, row["ended"] or None, row["coverage"]) == (
            record["added"],
            record["ended"],
            record["coverage"],
        ), row["code"]


def test_no_built_in_name_is_cmss_text(january: dict[Key, Record], builtin: list[Row]) -> None:
    official = {
        words(str(record[text]))
        for record in january.values()
        for text in ("short_description", "long_description")
    }
    assert [row["code"] for row in builtin if words(row["name"]) in official] == []


@pytest.mark.parametrize(
    ("letter", "allowed", "others"), [("H", {"I"}, 0), ("S", {"I"}, 1), ("T", {"I", "M"}, 0)]
)
def test_what_the_letters_say_of_payment(
    january: dict[Key, Record], letter: str, allowed: set[str], others: int
) -> None:
    codes = {code: record for code, record in of_kind(january, "code").items() if code[0] == letter}
    assert len([code for code, record in codes.items() if record["coverage"] not in allowed]) == others


def test_codes_named_in_hints_are_listed(january: dict[Key, Record], builtin: list[Row]) -> None:
    official = of_kind(january, "code")
    for row in builtin:
        for word in words(row["hint"]):
            code = word.upper()
            if len(code) == 5 and code[1:].isdigit() and code[0].isalpha():
                assert code in official, row["code"]
