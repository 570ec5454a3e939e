"""The commands about time: what differs between two releases, and the history of a code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hcpcs_desktop.cli.documents import record_data
from hcpcs_desktop.codes.changes import ABOUT_THE_CHANGE, FieldChange, Value
from hcpcs_desktop.codes.fields import label_of
from hcpcs_desktop.codes.history import earlier_meanings

if TYPE_CHECKING:
    from hcpcs_desktop.codes.history import Event, Period
    from hcpcs_desktop.reference.answers import ReleaseInfo
    from hcpcs_desktop.reference.time_answers import ChangedCode, Comparison, Differences, History

_KINDS = (("codes", "code"), ("modifiers", "modifier"))
_WORDS = {
    "added": "Added",
    "gone": "Gone from the file (not the same as ended)",
    "ended": "Discontinued",
    "reactivated": "In use again",
}
_EVENTS = {
    "listed": "listed for the first time in the loaded releases",
    "back": "listed again",
    "gone": "not in the file any more, which is not the same as ended",
}


def difference(found: Comparison) -> dict[str, Any]:
    """Return the document of ``hcpcs diff``; `modifiers` may be None, with a reason."""
    parts = {name: found.differences(kind) for name, kind in _KINDS}
    document: dict[str, Any] = {"old": name_of(found.old), "new": name_of(found.new)}
    document |= {name: _differences(part) if part else None for name, part in parts.items()}
    document["reason"] = found.reason or None
    document["doubts"] = [{"code": one.code, "doubt": one.doubt} for one in found.entries if one.doubt]
    document["direct"] = found.direct
    return document


def name_of(info: ReleaseInfo) -> str:
    """Return the name by which a listed release is asked for."""
    return info.exact_name or info.release


def _differences(part: Differences) -> dict[str, Any]:
    """Return what differs, values as in ``hcpcs export``: a blank field null."""
    data: dict[str, Any] = part._asdict()
    data["changed"] = [
        one._asdict() | {"old": plain_value(one.old), "new": plain_value(one.new)} for one in part.changed
    ]
    return data


def plain_value(value: Value) -> Value:
    """Return a value as in ``hcpcs export``: a blank field null."""
    return None if value == "" else value


def difference_lines(found: Comparison) -> Iterator[str]:
    """Return the differences for people: how many, then every code with what changed."""
    yield f"{found.old.label} to {found.new.label}"
    for name, kind in _KINDS:
        part = found.differences(kind)
        if part is not None and all(getattr(one, name) for one in (found.old, found.new)):
            yield f"{name}: {_counts(part)}"
    if found.reason:
        yield found.reason
    for one in found.entries:
        if one.what or one.doubt:
            yield from _entry_lines(one)


def _counts(part: Differences) -> str:
    texts = sum(one.field == "long_description" for one in part.changed)
    shorts = sum(one.field == "short_description" for one in part.changed)
    return (
        f"{len(part.added)} added, {len(part.gone)} gone, {len(part.ended)} newly ended, "
        f"{len(part.reactivated)} in use again, {texts} long texts and {shorts} short texts changed"
    )


def _entry_lines(one: ChangedCode) -> Iterator[str]:
    happened = ", ".join(_WORDS[what] for what in one.what if what in _WORDS) or "Changed"
    yield f"{one.code:<5}  {happened}: {one.title}"
    for field in one.change.telling:
        yield f"       {field_words(field)}"
    if one.doubt:
        yield f"       {one.doubt}"


def field_words(field: FieldChange) -> str:
    """Return a change of a field in a line."""
    return f"{label_of(field.field)}: {_shown(field.old)} -> {_shown(field.new)}"


def _shown(value: Value) -> str:
    return (" ".join(value) if isinstance(value, tuple) else value) or "(blank)"


def history(found: History) -> dict[str, Any]:
    """Return the document of ``hcpcs history``, oldest first."""
    return {
        "code": found.code,
        "kind": found.kind,
        "title": found.title,
        "views": [
            {"release": one.release, "label": one.label, **record_data(one.record)} for one in found.views
        ],
        "valid": [_period(one) for one in found.valid],
        "events": [_event(one) for one in found.events],
        "checked_through": found.checked_through,
        "takes_place_of": found.takes_place_of,
    }


def _period(one: Period) -> dict[str, str | None]:
    return {"from": one.start, "to": one.end}


def _event(one: Event) -> dict[str, Any]:
    changed = [
        {"field": field.field, "old": plain_value(field.old), "new": plain_value(field.new)}
        for field in one.fields
    ]
    return {"release": one.release.exact_name, "what": one.what, "changed": changed}


def history_lines(found: History) -> Iterator[str]:
    """Return the history for people: when it is valid, then what each release brought."""
    if not found.views:
        yield f"No loaded release lists {found.code or 'an empty text'}."
        return
    yield f"{found.code}  {found.title}"
    for period in found.valid:
        yield f"  valid from {period.start or 'a day not named'} {_until(period, found)}"
    if not found.valid:
        yield "  on no day valid, as far as the loaded releases tell"
    for meant in earlier_meanings([one.record for one in found.views]):
        yield f"  the same code meant something else before {meant.until}: {meant.text}"
    if found.takes_place_of:
        yield f"  takes the place of {', '.join(found.takes_place_of)}"
    for event in found.events:
        yield f"{event.release.label}: {_EVENTS.get(event.what, 'changed')}"
        for field in event.fields:
            if field.field not in ABOUT_THE_CHANGE:
                yield f"  {field_words(field)}"


def _until(period: Period, found: History) -> str:
    if period.end is None:
        return f"on, no end is named; checked through {found.checked_through}"
    if period.end in {one.record.ended for one in found.views}:
        return f"through {period.end}"
    return f"through {period.end}; CMS names no such end, it follows from what the files list"
