"""Puts what differs between two releases into the rows of a table, one a field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hcpcs_desktop.codes.fields import label_of
from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.reference.what_changed import LETTER, WHAT, fields_of

if TYPE_CHECKING:
    from hcpcs_desktop.codes.changes import Value
    from hcpcs_desktop.reference.time_answers import ChangedCode

Row = tuple[str, ...]

HEADER: Row = (
    "code",
    "kind",
    "what",
    "field",
    "old",
    "new",
    "title",
    "section",
    "cms_letter",
    "doubt",
)


def table(entries: Iterable[ChangedCode], field: str = "") -> Iterator[Row]:
    """Return the header and the rows: one a field that differs, one for an entry where none does.

    `field` is a key of `FIELDS` that restricts the fields. Several values are separated by blanks.
    """
    yield HEADER
    for one in entries:
        for name, old, new in _fields(one, field):
            section = letters()[one.section].section if one.section in letters() else ""
            words = (WHAT[what] for what in one.what)
            yield (
                one.code,
                one.change.kind,
                ", ".join(words) or LETTER,
                name,
                old,
                new,
                one.title,
                f"{one.section} {section}".strip(),
                one.letter,
                one.doubt,
            )


def _fields(one: ChangedCode, field: str) -> list[Row]:
    found = [
        (label_of(change.field), _plain(change.old), _plain(change.new)) for change in fields_of(one, field)
    ]
    return [*found] or [("", "", "")]


def _plain(value: Value) -> str:
    return " ".join(value) if isinstance(value, tuple) else value or ""
