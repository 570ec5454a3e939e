"""Puts the fields of CMS's record into the rows of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.codes.wording import running
from hcpcs_desktop.ui.page import Row
from hcpcs_desktop.ui.words import capital, dated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcpcs_desktop.codes.explanation import Field

_UNKNOWN = "unknown: this program's table does not have it"
_ABOUT_DATES = "The days on which CMS added, last changed or ended the code, and what this file did with it."
_DATES = ("added", "ended", "action_effective", "action")


def field_rows(fields: Iterable[Field]) -> tuple[Row, ...]:
    """Return one row a field, each value's words before the value itself; the dates share a row."""
    grouped: dict[str, list[Field]] = {}
    for field in fields:
        key = "dates" if field.key in _DATES else field.key or field.name
        grouped.setdefault(key, []).append(field)
    return tuple(
        _dates_row(values) if key == "dates" else _field_row(values) for key, values in grouped.items()
    )


def _dates_row(values: list[Field]) -> Row:
    """Return the life of a code in one line: added, ended, last changed, and what this file changed."""
    by_key = {field.key: field for field in values}
    added, ended, changed, action = (by_key.get(key) for key in _DATES)
    told = [f"added {dated(added.value)}"] if added else []
    if ended or added:
        told.append(f"ended {dated(ended.value)}" if ended else "no end date")
    if changed and not (added and added.value == changed.value):
        told.append(f"latest change {dated(changed.value)}")
    life = [", ".join(told)] if told else []
    if action:
        life.append(f"in this file: {running(action.meaning or _UNKNOWN)}")
    return Row("Dates", capital("; ".join(life)), action.value if action else "", more=_ABOUT_DATES)


def _field_row(values: list[Field]) -> Row:
    first = values[0]
    if first.key == "cross_reference":
        return _reference_row(values)
    if first.meaning is not None and first.meaning == first.explanation:
        shown = ", ".join(dated(field.value) for field in values)
        return Row(first.name, shown, more=first.explanation)
    pairs = [(field.meaning or _UNKNOWN, field.value) for field in values]
    others = tuple((running(words), raw) for words, raw in pairs[1:])
    return Row(first.name, capital(pairs[0][0]), pairs[0][1], more=first.explanation, others=others)


def _reference_row(values: list[Field]) -> Row:
    """Return the codes that CMS's file refers to as links, with their names where they are known."""
    pairs = [
        ("" if field.meaning == field.explanation else field.meaning or "", field.value) for field in values
    ]
    about = values[0].explanation
    return Row(values[0].name, *pairs[0], more=about, others=tuple(pairs[1:]), codes=True)
