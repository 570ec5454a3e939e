"""Puts the history of a code onto its page: the time line, the valid days, and what each release changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hcpcs_desktop.codes.changes import FieldChange, Value
from hcpcs_desktop.codes.differences import Run, runs_against
from hcpcs_desktop.codes.fields import label_of, meaning
from hcpcs_desktop.codes.history import earlier_meanings
from hcpcs_desktop.ui.marked_texts import shortened
from hcpcs_desktop.ui.page import Block, Changed, Entry, Row
from hcpcs_desktop.ui.timeline import Timeline
from hcpcs_desktop.ui.words import capital, dated, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hcpcs_desktop.codes.history import Event, Period
    from hcpcs_desktop.reference.time_answers import History

HEADING = "Its history in the loaded releases"
"""What stands above the history of a code."""

_ONE_RELEASE = "Only one release is loaded; load another to see what changed."
_EVENTS = {
    "listed": "Listed for the first time in the loaded releases",
    "back": "Listed again",
    "gone": "Not in this file any more: that is not the same as ended",
}
_TEXTS = ("long_description", "short_description")
_SAME_WORDS = "only capitals or punctuation differ"
_BLANK = "blank"
_REFERS = "CMS's cross reference leads from it to this code"
_MOST_MARKED = 0.8
_YEARS_AROUND = 6
_YEARS_BEFORE = 3


def history_blocks(found: History, on: str) -> tuple[Block, ...]:
    """Return what the loaded releases tell of a code over the years; nothing where none lists it."""
    if not found.views:
        return ()
    alone = len(found.releases) == 1
    history = Block(
        HEADING,
        picture=None if alone else timeline_of(found, on),
        paragraphs=tuple(_told(found)),
        entries=() if alone else tuple(map(_entry, reversed(found.events))),
        quiet=(_ONE_RELEASE,) if alone else (),
    )
    before = Block("Takes the place of", rows=tuple(map(_place_row, found.takes_place_of)))
    return (history,) if before.empty else (before, history)


def _place_row(code: str) -> Row:
    return Row(code, _REFERS, link=f"code:{code}", mono=True)


def _told(found: History) -> Iterator[str]:
    """Yield the valid days, a line each, then what the code meant before."""
    named = {day for one in found.views for day in (one.record.added, one.record.ended)}
    for period in found.valid:
        yield dated(_period(period, named, found.checked_through))
    if not found.valid:
        yield "On no day valid, as far as the loaded releases tell."
    for meant in earlier_meanings([one.record for one in found.views]):
        yield f"The same code meant something else before {dated(meant.until)}: {sentence(meant.text)}"


def _period(period: Period, named: set[str | None], checked: str | None) -> str:
    """Return one stretch of valid days; it says which of its ends follow from the files alone."""
    start = f"from {period.start}" if period.start else "from a day that is not named"
    if period.end is None:
        told = f"Valid {start} on; no end is named, checked through {checked}."
    else:
        told = f"Valid {start} through {period.end}."
    unnamed = [one for one in period if one and one not in named]
    follows = (
        f" CMS does not name {' and '.join(unnamed)}; it follows from what the files list." if unnamed else ""
    )
    return told + follows


def timeline_of(found: History, on: str) -> Timeline | None:
    """Return the time line of a code on a date of service; None where nothing says how far it is checked."""
    if found.checked_through is None:
        return None
    checked, service = date.fromisoformat(found.checked_through), date.fromisoformat(on)
    starts = [date.fromisoformat(one.start) for one in found.valid if one.start]
    loaded = found.releases[0].year
    near = service.year if loaded - _YEARS_AROUND <= service.year <= checked.year + _YEARS_AROUND else loaded
    begins = max(min([one.year for one in starts], default=loaded), loaded - _YEARS_BEFORE)
    first, last = min(begins, near, loaded), max(near, checked.year)
    valid = tuple(_stretch(one, first, last) for one in found.valid)
    changes = tuple(date.fromisoformat(one.release.starts) for one in _changing(found))
    meant = earlier_meanings([one.record for one in found.views])
    anew = tuple(date.fromisoformat(one.until) for one in meant)
    return Timeline(first, last, valid, checked, changes, service, anew, _in_words(found, on))


def _stretch(period: Period, first: int, last: int) -> tuple[date, date]:
    start = date.fromisoformat(period.start) if period.start else date(first, 1, 1)
    return start, date.fromisoformat(period.end) if period.end else date(last, 12, 31)


def _changing(found: History) -> list[Event]:
    """Return the events without that of the first release, which only shows what was there."""
    return [one for one in found.events if one.release != found.releases[0]]


def _in_words(found: History, on: str) -> str:
    changed = ", ".join(one.release.label for one in _changing(found)) or "no release"
    return " ".join((*_told(found), f"Changed by {changed}. Date of service {dated(on)}."))


def _entry(event: Event) -> Entry:
    fields = sorted(event.fields, key=lambda one: one.field != _TEXTS[0])
    return Entry(event.release.label, _EVENTS.get(event.what, ""), tuple(map(_changed, fields)))


def _changed(one: FieldChange) -> Changed:
    label = label_of(one.field)
    if one.field in _TEXTS and isinstance(one.old, str) and isinstance(one.new, str):
        return _changed_text(label, one.old, one.new)
    return Changed(label, _words(one.field, one.old), _words(one.field, one.new))


def _changed_text(label: str, old: str, new: str) -> Changed:
    """Return both texts with the words marked that only one of them says."""
    if not old or not new:
        return Changed(label, ((old or _BLANK, ""),), ((new or _BLANK, ""),))
    was, now = runs_against(old, (new,)), runs_against(new, (old,))
    if not any(run.marked for run in (*was, *now)):
        return Changed(label, note=_SAME_WORDS)
    return Changed(label, was=_shown(was), now=_shown(now))


def _shown(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return a text with its marks, without any where nearly all of it would be marked."""
    length = sum(len(run.text) for run in runs)
    marked = sum(len(run.text) for run in runs if run.marked)
    if marked > length * _MOST_MARKED:
        return (Run("".join(run.text for run in runs), False),)
    return shortened(runs)


def _words(field: str, value: Value) -> tuple[tuple[str, str], ...]:
    """Return each value of a field in words, with the raw value behind it."""
    values = value if isinstance(value, tuple) else (value or "",)
    pairs = tuple(_pair(field, one) for one in values if one)
    return pairs or ((_BLANK, ""),)


def _pair(field: str, value: str) -> tuple[str, str]:
    words = meaning(field, value)
    return (capital(words), value) if words else (dated(value), "")
