"""Compares what two releases say of the same codes, field by field (cms-files 2.8 and 5, contract)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from hcpcs_desktop.codes.records import CodeRecord

What = Literal["added", "gone", "ended", "reactivated", "changed"]
Value = str | tuple[str, ...] | None

ABOUT_THE_CHANGE = frozenset(("action", "action_effective"))
"""Fields that tell of a change in CMS's file; that they differ is no change of the code."""

_FIELDS = CodeRecord._fields[2:]


class FieldChange(NamedTuple):
    """One field of one code that differs; values as in `CodeRecord`."""

    code: str
    field: str
    old: Value
    new: Value


class CodeChange(NamedTuple):
    """All that differs of one code or modifier; `old` or `new` is None where only one release lists it.

    `what` may hold several words: a code can end and have another text. It is empty where nothing but
    CMS's letter or its date differs.
    """

    code: str
    kind: Literal["code", "modifier"]
    what: tuple[What, ...]
    fields: tuple[FieldChange, ...]
    old: CodeRecord | None
    new: CodeRecord | None

    @property
    def telling(self) -> tuple[FieldChange, ...]:
        """The fields that differ, without those that only tell of a change."""
        return tuple(one for one in self.fields if one.field not in ABOUT_THE_CHANGE)


def compare(old: Iterable[CodeRecord], new: Iterable[CodeRecord]) -> tuple[CodeChange, ...]:
    """Return what differs between two releases, by kind and code; codes that are the same are left out.

    *Added* and *gone* are listed in one release only. *Ended* has an end date only in the newer, whatever
    the date; *reactivated* only in the older. White space does not count.
    """
    before, after = _by_code(old), _by_code(new)
    found = (_change(before.get(key), after.get(key)) for key in sorted(before.keys() | after.keys()))
    return tuple(one for one in found if one is not None)


def field_changes(old: CodeRecord, new: CodeRecord) -> tuple[FieldChange, ...]:
    """Return the fields that differ between two records of a code, in the record's order."""
    if old[2:] == new[2:]:
        return ()
    pairs = ((name, _folded(getattr(old, name)), _folded(getattr(new, name))) for name in _FIELDS)
    return tuple(FieldChange(new.code, name, was, now) for name, was, now in pairs if was != now)


def _by_code(records: Iterable[CodeRecord]) -> dict[tuple[str, str], CodeRecord]:
    return {(record.kind, record.code): record for record in records}


def _change(old: CodeRecord | None, new: CodeRecord | None) -> CodeChange | None:
    if old is not None and new is not None:
        fields = field_changes(old, new)
        return CodeChange(new.code, new.kind, _what(old, new, fields), fields, old, new) if fields else None
    known = new or old
    assert known is not None, "one of them lists the code"
    return CodeChange(known.code, known.kind, ("gone",) if new is None else ("added",), (), old, new)


def _what(old: CodeRecord, new: CodeRecord, fields: tuple[FieldChange, ...]) -> tuple[What, ...]:
    found: list[What] = []
    if bool(old.ended) != bool(new.ended):
        found.append("ended" if new.ended else "reactivated")
    told = ABOUT_THE_CHANGE | ({"ended"} if found else set())
    if any(one.field not in told for one in fields):
        found.append("changed")
    return tuple(found)


def _folded(value: Value) -> Value:
    return " ".join(value.split()) if isinstance(value, str) else value
