"""Turns the raw text of the coded fields of one row into the fields of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hcpcs_desktop.codes.records import CodeRecord, Problem
from hcpcs_desktop.releases.dates import NoDate, iso_date

Facts = tuple[object, ...]


class BadDate(NamedTuple):
    """A date field whose text is no date."""

    field: str
    text: str


VITAL = ("added", "ended")
"""Dates without which a record would answer wrongly: a row with a bad one is put aside."""


def interpret(raw: Mapping[str, Sequence[str] | str]) -> tuple[Facts, tuple[BadDate, ...]]:
    """Return the values of some record fields in order, and the dates that are none (they become None)."""
    bad: list[BadDate] = []
    values: list[object] = []
    for field, content in raw.items():
        if not content or content == " ":
            values.append(_BLANK[field])
        elif not isinstance(content, str):
            values.append(tuple(" ".join(item.split()) for item in content if item and not item.isspace()))
        elif field in _DATES:
            values.append(_date(field, content, bad))
        else:
            values.append(" ".join(content.split()))
    return tuple(values), tuple(bad)


_DATES = frozenset({"asc_date", "mog_date", "added", "action_effective", "ended"})
_BLANK = {field: CodeRecord._field_defaults[field] for field in CodeRecord._fields[4:]}


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
