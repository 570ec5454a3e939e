"""Tells what later releases know of a code that an earlier one lists without an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from hcpcs_desktop.codes.history import is_used_anew
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.replacement import named_instead

_Listed = Mapping[Release, CodeRecord]


class LaterWord(NamedTuple):
    """What a later release says of a code, in a sentence, and what it names in its place."""

    told: str = ""
    named: tuple[str, ...] = ()


def later_word(releases: Sequence[Release], listed: _Listed, deciding: Release, on: str) -> LaterWord:
    """Return what releases after the deciding one say of a code that has no end there.

    `releases` are those that answer, oldest first; `listed` the records of those that list the code. What is
    listed as added after the day `on` is another meaning, whose end is not that of the code asked for.
    """
    after = [one for one in releases if one.order > deciding.order]
    life = list(takewhile(lambda one: one not in listed or (listed[one].added or "") <= on, after))
    listing = [one for one in life if one in listed]
    for one in listing:
        if is_used_anew(listed[deciding], listed[one]):
            return LaterWord(
                f"{one.label} lists the same code as added {listed[one].added}, for something else."
            )
    ending = next((one for one in listing if listed[one].ended), None)
    if ending is not None:
        back = "" if listed[listing[-1]].ended else f" {listing[-1].label} lists it without an end again."
        return LaterWord(_ending(ending.label, listed[ending]) + back, named_instead(listed[ending]))
    silent = list(takewhile(lambda one: one not in listed, reversed(life)))
    return (
        LaterWord(f"{silent[-1].label} does not list it any more; that is not an end.")
        if silent
        else LaterWord()
    )


def renamed(releases: Sequence[Release], listed: _Listed, deciding: Release) -> LaterWord:
    """Return what the newest release names in the place of an ended code, where it is not what was named.

    Such a change is how CMS mends a cross reference: C9468 named J7023 in 2019 and J7203 from 2020 on.
    """
    record = listed[deciding]
    after = [one for one in releases if one.order > deciding.order and one in listed]
    life = list(takewhile(lambda one: not is_used_anew(record, listed[one]), after))
    now = named_instead(listed[life[-1]]) if life else ()
    before = named_instead(record)
    if not now or now == before:
        return LaterWord()
    instead = f", not {', '.join(before)}" if before else ""
    return LaterWord(f"{life[-1].label} names {', '.join(now)} in its place{instead}.", now)


def _ending(label: str, record: CodeRecord) -> str:
    named = ", ".join(named_instead(record)) or "no replacement"
    return f"{label} lists {record.ended} as its last valid day and names {named}."
