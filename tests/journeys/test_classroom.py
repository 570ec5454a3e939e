"""Every example of the classroom set (domain G1), typed into the window and read from it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.journeys.one_window import Reader, nothing_left, offline, reader, window_of_five, window_of_none

__all__ = ["nothing_left", "offline", "reader", "window_of_five", "window_of_none"]


class Kind(NamedTuple):
    """The first pills of a kind of code, the end of its anatomy, and its title where it has no name."""

    pills: tuple[str, ...]
    anatomy: str
    title: str = ""


_CPT = ("HCPCS Level I (CPT)", "Maintained by AMA")
KINDS = {
    "level2": Kind(("HCPCS Level II", "Maintained by CMS"), "Serial number within the section"),
    "cdt": Kind(("HCPCS Level II (CDT)", "Maintained by ADA"), "D: D first: dental codes", "CDT code"),
    "local": Kind(
        ("HCPCS Level III, retired",),
        "A letter of the former local codes",
        "HCPCS Level III (local, retired) code",
    ),
    "cpt1": Kind(_CPT, "Five digits, no letter", "CPT code, Category I"),
    "cpt2": Kind(_CPT, "F at the end: CPT Category II, which tracks", "CPT code, Category II"),
    "cpt3": Kind(_CPT, "T at the end: CPT Category III, temporary", "CPT code, Category III"),
    "pla": Kind(_CPT, "U at the end: a proprietary laboratory analysis", "CPT code, PLA"),
    "maaa": Kind(_CPT, "M at the end: an administrative code", "CPT code, Administrative MAAA"),
    "covid": Kind(
        _CPT,
        "A at the end: administration of one COVID-19 vaccine, a series that ended on 31 Oct 2023",
        "CPT code, COVID-19 vaccine administration (retired)",
    ),
}
LETTERS = {
    "A": "transportation, medical and surgical supplies",
    "B": "enteral and parenteral therapy",
    "C": "hospital outpatient",
    "E": "durable medical equipment",
    "G": "procedures and professional services",
    "H": "behavioral health",
    "J": "drugs administered other than by oral method",
    "K": "temporary durable medical equipment",
    "L": "orthotics and prosthetics",
    "M": "medical services and quality measures",
    "P": "pathology, laboratory and blood",
    "Q": "temporary miscellaneous",
    "R": "portable X-ray",
    "S": "private payers",
    "T": "Medicaid",
    "U": "coronavirus laboratory tests",
    "V": "vision, hearing and speech",
}


class Example(NamedTuple):
    """A row of classroom.tsv."""

    code: str
    kind: str
    place: str
    short: str
    status: str
    says: str


def _examples() -> list[Example]:
    text = (Path(__file__).parent / "classroom.tsv").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [Example(**{key: value or "" for key, value in row.items()}) for row in table]


EXAMPLES = _examples()
BY_CODE = {example.code: example for example in EXAMPLES}


def test_the_set_is_whole() -> None:
    assert len(EXAMPLES) == len(BY_CODE) == 75


@pytest.mark.realdata
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_an_example_reads_right(reader: Reader, example: Example) -> None:
    page = reader.read(example.code)
    assert reader.shown == example.code
    assert reader.codes[0] == example.code
    _says_what_it_is(reader, example)
    _says_whether_it_was_valid(reader, example)
    assert "On 2 Mar 2026" in reader.lines
    for words in example.says.split(" | "):
        assert words in page
    if example.short:
        assert example.short in page
        assert "Official text, CMS January 2026" in page
    else:
        _has_no_wording(reader)


def _says_what_it_is(reader: Reader, example: Example) -> None:
    kind = KINDS[example.kind]
    assert tuple(reader.pills[:-1]) == kind.pills
    assert reader.anatomy.startswith(f"Parts of the code {' '.join(example.code)}. ")
    assert kind.anatomy in reader.anatomy
    if example.place:
        assert reader.lines[0] == example.place
    if example.kind == "level2":
        letter = example.code[0]
        section = LETTERS[letter]
        assert f"{letter}: Section {letter}: " in reader.anatomy
        assert section in reader.anatomy
        assert any(
            line.startswith(f"{letter}: ") and section in f"{line[3].lower()}{line[4:]}"
            for line in reader.lines
        )


def _says_whether_it_was_valid(reader: Reader, example: Example) -> None:
    status, _, detail = example.status.partition(" ")
    pill, page = reader.pills[-1], reader.page
    if status == "active":
        assert pill == "Valid on this date"
        assert "listed with no end date in CMS January 2026" in page
    elif status == "unpaid":
        assert pill == "Valid, Medicare does not pay it"
        assert f"Valid is not payable: Medicare does not pay it (coverage {detail})." in page
        assert "listed with no end date in CMS January 2026" in page
    elif status == "licensed":
        assert pill == f"Not checked: {detail} is licensed"
        assert f"Check your own {detail} files." in page
    else:
        assert pill == f"Discontinued {detail}"
        last = "the last valid day" if status == "ended" else "its last valid day"
        assert f"{detail} was {last}" in page
        assert ("There is no grace period" in page) == (status == "ended")


def _has_no_wording(reader: Reader) -> None:
    """A licensed or retired code has its kind for a name, no text, and is not even said to be unlisted."""
    explained, _, _ = reader.page.partition("Modifiers that go with it")
    kind = KINDS[BY_CODE[reader.shown or ""].kind]
    assert reader.lines[bool(BY_CODE[reader.shown or ""].place)] == kind.title
    assert "Official text" not in explained
    assert "Plain name" not in explained
    assert "unlisted" not in explained.lower()
    if kind.pills[0] != "HCPCS Level III, retired":
        assert "licensed: its wording is not part of this program." in explained


@pytest.mark.parametrize(
    ("code", "pill", "says"),
    [
        ("A0425", "Not checked on this date", "Ground ambulance travel, per mile"),
        ("E1399", "Not checked on this date", "Only where no code names the item or service"),
        ("H0001", "Not checked on this date", "Not payable by Medicare I"),
        ("E2300", "Discontinued 31 Mar 2024", "There is no grace period"),
        ("J9380", "Not checked on this date", "always use the date of service"),
        (
            "Q4100",
            "Discontinued 31 Dec 2025",
            "31 Dec 2025 was the last valid day, as listed in the built-in set",
        ),
        ("D1110", "Not checked: CDT is licensed", "American Dental Association"),
        ("W1234", "Discontinued 31 Dec 2003", "ask the state programme"),
        ("98000", "Not checked: CPT is licensed", "The number lies in the Medicine block"),
        ("3044F", "Not checked: CPT is licensed", "it is never paid"),
        ("0001A", "Discontinued 31 Oct 2023", "90480"),
    ],
)
def test_without_a_release_it_says_as_much(offline: Reader, code: str, pill: str, says: str) -> None:
    page = offline.read(code)
    example = BY_CODE[code]
    assert offline.shown == code
    _says_what_it_is(offline, example)
    assert offline.pills[-1] == pill
    assert says in page
    assert "Official text" not in page
    if example.short:
        assert "no CMS release is loaded that could confirm it" in page
        assert "Load the CMS release for the official text." in page
