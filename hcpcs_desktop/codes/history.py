"""Tells the history of one code: what each release says, what changed when, and when it was valid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from hcpcs_desktop.codes.changes import ABOUT_THE_CHANGE, FieldChange, field_changes
from hcpcs_desktop.codes.differences import words_apart
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.status import decide, period_ends

_FIRST_DAY = date.min.isoformat()
_ONE = timedelta(days=1)
_MOST_APART = 0.5


class Period(NamedTuple):
    """Days on which a code is valid, both included; None where no release names a beginning or an end."""

    start: str | None
    end: str | None


class Event(NamedTuple):
    """What a release says anew: a code is *listed* first, *changed*, *gone* from the file or *back*."""

    release: Release
    what: Literal["listed", "changed", "gone", "back"]
    fields: tuple[FieldChange, ...] = ()


class Meaning(NamedTuple):
    """What a code meant before it was used anew on the day `until`."""

    text: str
    until: str


def periods(releases: Sequence[Release], listed: Mapping[Release, CodeRecord]) -> tuple[Period, ...]:
    """Return when the code is valid, by the rule that decides for every single day (domain C5).

    `releases` are those that answer, oldest first, one a quarter; `listed` the records of those that list it.
    """
    if not listed:
        return ()
    days = _turning_days(releases, listed)
    valid = [decide(releases, listed, day).status == "active" for day in days]
    return tuple(_joined(days, valid))


def _turning_days(releases: Sequence[Release], listed: Mapping[Release, CodeRecord]) -> list[str]:
    """Return the days on which the answer may become another one, sorted; the first stands for all before."""
    days = {_FIRST_DAY}
    for release, end in period_ends(releases).items():
        days |= {release.starts, _after(end)}
    for record in listed.values():
        days |= {record.added} if record.added else set()
        days |= {_after(record.ended)} if record.ended else set()
    return sorted(days)


def _joined(days: Sequence[str], valid: Sequence[bool]) -> Iterator[Period]:
    """Return the stretches of days that are valid, each to the day before the next turn."""
    start: str | None = None
    for index, (day, good) in enumerate(zip(days, valid, strict=True)):
        if good and (not index or not valid[index - 1]):
            start = None if day == _FIRST_DAY else day
        if not good and index and valid[index - 1]:
            yield Period(start, _before(day))
    if valid[-1]:
        yield Period(start, None)


def _after(day: str) -> str:
    try:
        return (date.fromisoformat(day) + _ONE).isoformat()
    except OverflowError:  # an end date of 9999-12-31 never comes
        return day


def _before(day: str) -> str:
    return (date.fromisoformat(day) - _ONE).isoformat()


def events(releases: Sequence[Release], listed: Mapping[Release, CodeRecord]) -> tuple[Event, ...]:
    """Return what each release says that the one before it did not; those that say nothing new are left out.

    `releases` are those that could list the code, oldest first. That CMS's letter or its date differs is
    no event. Gone from the file is not ended.
    """
    found = [Event(releases[0], "listed")] if releases and releases[0] in listed else []
    seen = bool(found)
    for before, after in pairwise(releases):
        event = _event(listed.get(before), listed.get(after), after, seen=seen)
        seen = seen or after in listed
        found += [event] if event is not None else []
    return tuple(found)


def _event(old: CodeRecord | None, new: CodeRecord | None, release: Release, *, seen: bool) -> Event | None:
    if old is not None and new is not None:
        fields = tuple(one for one in field_changes(old, new) if one.field not in ABOUT_THE_CHANGE)
        return Event(release, "changed", fields) if fields else None
    if new is not None:
        return Event(release, "back" if seen else "listed")
    return Event(release, "gone") if old is not None else None


def earlier_meanings(records: Sequence[CodeRecord]) -> tuple[Meaning, ...]:
    """Return what the code meant before it was used anew; `records` are all there are, oldest first."""
    return tuple(
        Meaning(old.long_description or old.short_description, new.added)
        for old, new in pairwise(records)
        if new.added and is_used_anew(old, new)
    )


def is_used_anew(old: CodeRecord, new: CodeRecord) -> bool:
    """Tell whether `new` is another meaning of the same code, not a later word on `old`.

    It was added later. After an end any other word will do, for CMS gives a code free again; without one
    most of the words have to be others, for a date may have been corrected together with a text.
    """
    if not old.added or not new.added or new.added <= old.added:
        return False
    apart = words_apart(old.long_description, new.long_description)
    return apart > 0 if old.ended and old.ended < new.added else apart > _MOST_APART
