"""Turns the raw text of the coded fields of one row into the fields of a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hcpcs_desktop.codes.records import Problem
from hcpcs_desktop.releases.dates import NoDate, iso_date

Facts = tuple[object, ...]


class RawFacts(NamedTuple):
    """The fields of a row as text, in the order of the record layout; lists are sequences of texts."""

    pricing: Sequence[str]
    multiple_pricing: str
    cim: Sequence[str]
    mcm: Sequence[str]
    statute: str
    lab_certification: Sequence[str]
    cross_reference: Sequence[str]
    coverage: str
    asc_group: str
    asc_date: str
    mog_group: str
    mog_policy: str
    mog_date: str
    processing_note: str
    betos: str
    type_of_service: Sequence[str]
    anesthesia_units: str
    added: str
    action_effective: str
    ended: str
    action: str


class BadDate(NamedTuple):
    """A date field whose text is no date."""

    field: str
    text: str


VITAL = ("added", "ended")
"""Dates without which a record would answer wrongly: a row with a bad one is put aside."""


def interpret(raw: RawFacts) -> tuple[Facts, tuple[BadDate, ...]]:
    """Return the record fields from `pricing` on, and the dates that are none (they become None)."""
    bad: list[BadDate] = []
    values: list[object] = []
    for field, content in zip(RawFacts._fields, raw, strict=True):
        if not isinstance(content, str):
            values.append(tuple(" ".join(item.split()) for item in content if item and not item.isspace()))
        elif field in _DATES:
            values.append(_date(field, content, bad))
        else:
            values.append(" ".join(content.split()))
    return tuple(values), tuple(bad)


_DATES = frozenset({"asc_date", "mog_date", "added", "action_effective", "ended"})


def _date(field: str, text: str, bad: list[BadDate]) -> str | None:
    try:
        return iso_date(text)
    except NoDate:
        bad.append(BadDate(field, text.strip()))
        return None


def date_problems(file: str, line: int, code: str, bad: tuple[BadDate, ...]) -> list[Problem]:
    """Return a problem for each date of `code` that is none, saying what became of the row."""
    return [
        Problem(
            file,
            line,
            f"{code}: {one.text!r} is no date in the field {one.field.replace('_', ' ')}; "
            + ("the row was put aside." if one.field in VITAL else "the field was left blank."),
            "Check the code with CMS." if one.field in VITAL else "The code itself was taken.",
        )
        for one in bad
    ]
