"""The plain names: each agrees with CMS's January 2026 file, in words of our own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from hcpcs_desktop import assets
from hcpcs_desktop.codes.branches import narrowest
from hcpcs_desktop.codes.tables import Row, parse
from hcpcs_desktop.search.folding import words
from tests.independent_reading import Record, read_txt
from tests.resources.opposites import lost_marks, swapped_opposites
from tests.resources.quantities import lost_doses, strange_quantities
from tests.resources.wording import copied

REAL = pytest.mark.realdata
LEFT_OUT = {"Quality measures"}
SINGLE_MEASURES = ("G0029", "G0052")
"""Codes of single measures in a section that also has pathways and sets."""
LONGEST_HINT = 18
MOST_WORDS = 8
LONGEST_WORD = 5
ABBREVIATED = {
    *("mg", "mcg", "ml", "cc", "lb", "lbs", "sq", "oz", "hr", "hrs", "min", "mm", "cm", "incl", "nos", "ea"),
}
DOSED = ("J", "Q", "C9", "S0")
# What a contraceptive ring gives off in a day; it is counted by the ring.
NOT_BY_DOSE = {"J7294", "J7295"}

Texts = dict[str, Record]


@pytest.fixture(scope="module")
def january(cms_data: Path) -> Texts:
    """Return the codes of January 2026."""
    found = read_txt((cms_data / "2026-01" / "HCPC2026_JAN_ANWEB.reconstructed.txt").read_bytes())
    return {code: record for (kind, code), record in found.items() if kind == "code"}


@pytest.fixture(scope="module")
def modifiers(cms_data: Path) -> set[str]:
    """Return the modifiers of January 2026."""
    found = read_txt((cms_data / "2026-01" / "HCPC2026_JAN_ANWEB.reconstructed.txt").read_bytes())
    return {code for kind, code in found if kind == "modifier"}


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """Return the rows of all letters."""
    return [row for name in assets.names("builtin") for row in parse(assets.text(name))]


def official(record: Record) -> tuple[str, str]:
    return str(record["short_description"]), str(record["long_description"])


def listed(hint: str) -> list[str]:
    return re.findall(r"\b[A-Z][0-9]{4}\b", hint)


@REAL
def test_every_active_code_but_single_measures_has_a_name(january: Texts, rows: list[Row]) -> None:
    named = {row["code"] for row in rows}
    active = {code for code, record in january.items() if record["ended"] is None}
    first, last = SINGLE_MEASURES
    missing = {
        code for code in active - named if section_of(code) not in LEFT_OUT and not first <= code <= last
    }
    assert missing == set()
    assert len(active & named) >= 2_000
    assert named <= january.keys()


def section_of(code: str) -> str:
    around = narrowest(code)
    return around.title if around else ""


def complaints(
    compare: Callable[[str, str], list[str]], january: Texts, rows: list[Row], *, short: bool
) -> dict[str, list[str]]:
    """Return by code what a comparison finds wrong; `short` lets a name rest on CMS's short text too."""
    found = {}
    for row in rows:
        texts = official(january[row["code"]])
        told = compare(row["name"], " | ".join(texts) if short else texts[1])
        if told:
            found[row["code"]] = told
    return found


@REAL
@pytest.mark.parametrize("compare", [strange_quantities, swapped_opposites])
def test_nothing_is_said_that_cms_does_not_say(
    january: Texts, rows: list[Row], compare: Callable[[str, str], list[str]]
) -> None:
    assert complaints(compare, january, rows, short=True) == {}


@REAL
def test_what_tells_neighbours_apart_is_not_lost(january: Texts, rows: list[Row]) -> None:
    assert complaints(lost_marks, january, rows, short=False) == {}


@REAL
def test_the_dose_of_a_drug_is_in_its_name(january: Texts, rows: list[Row]) -> None:
    drugs = [row for row in rows if row["code"].startswith(DOSED)]
    assert complaints(lost_doses, january, drugs, short=False).keys() == NOT_BY_DOSE


@REAL
def test_no_row_repeats_cmss_wording(january: Texts, rows: list[Row]) -> None:
    for row in rows:
        texts = official(january[row["code"]])
        assert not copied(row["name"], *texts), row
        assert not copied(row["hint"], *texts), row
        said = {words(word) for word in row["words"].split("; ")}
        assert said.isdisjoint({words(text) for text in texts}), row


@REAL
def test_no_ended_code_is_given_as_valid(january: Texts, rows: list[Row]) -> None:
    for row in rows:
        ended = january[row["code"]]["ended"]
        assert (row["ended"] or None) == ended, row
        for code in listed(row["hint"]):
            assert code in january, row
            if january[code]["ended"] is not None:
                assert re.search(r"[Ee]nded|[Rr]eplaced|[Tt]ook the place", row["hint"]), row


@REAL
def test_modifiers_named_are_level_two(modifiers: set[str], rows: list[Row]) -> None:
    named = {one for row in rows for one in re.findall(r"modifiers? ([A-Z][A-Z0-9])\b", row["hint"])}
    assert named <= modifiers


def test_names_are_unique(rows: list[Row]) -> None:
    counts = Counter(words(row["name"]) for row in rows)
    assert [name for name, count in counts.items() if count > 1] == []


def test_names_are_sentences_without_a_stop(rows: list[Row]) -> None:
    for row in rows:
        assert row["name"][0].isupper() or row["name"][0].isdigit(), row
        assert row["name"][-1] not in ".,;:", row
        assert not ABBREVIATED.intersection(row["name"].lower().split()), row


def test_rows_are_plain_ascii(rows: list[Row]) -> None:
    assert [row["code"] for row in rows if not "".join(row.values()).isascii()] == []


def test_words_are_few_and_short(rows: list[Row]) -> None:
    for row in rows:
        said = row["words"].split("; ")
        assert 1 <= len(said) <= MOST_WORDS, row
        assert [word for word in said if len(word.split()) > LONGEST_WORD or "," in word] == [], row
        folded = [words(word) for word in said]
        assert len(set(folded)) == len(folded), row
        assert words(row["name"]) not in folded, row


def test_hints_are_one_short_line(rows: list[Row]) -> None:
    for row in rows:
        assert len(row["hint"].split()) <= LONGEST_HINT, row
        assert not row["hint"].endswith("."), row
        assert row["code"] not in listed(row["hint"]), row
