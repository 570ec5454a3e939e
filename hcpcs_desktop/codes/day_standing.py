"""Says on which release the answers for a day rest, and whether the day lies outside it (domain C5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.status import period_ends

BUILT_IN = "Built-in plain-language set"

_NOTHING = "No release is loaded; the built-in set answers, from its own dates."
_AFTER = "As of {label}; later changes are not loaded. Not checked after {seen}."
_AFTER_PINNED = "As of {label}, which is pinned; other releases have no say. Not checked after {seen}."
_BEFORE = "The day lies before the first loaded release, {label}, which answers for it."
_BEFORE_PINNED = "The day lies before the pinned release, {label}, which answers for it."
_BETWEEN = "No loaded release covers {on}; the answers rest on the next later one, {label}."


class DayStanding(NamedTuple):
    """What the answers for the ISO day `on` rest on: a release by its label and exact name, None without one.

    `covered` tells whether its period ends on or after the day, `checked_through` is its last day. `reason`
    says in a sentence why the day lies outside the loaded periods, `short` in few words; both are '' where
    it does not. `pinned` tells that the user chose the release.
    """

    on: str
    label: str
    release: str | None = None
    covered: bool = False
    checked_through: str | None = None
    reason: str = ""
    short: str = ""
    pinned: bool = False


def day_standing(releases: Sequence[Release], on: str, *, pinned: bool = False) -> DayStanding:
    """Return the standing of the ISO day `on`.

    `releases` are those that answer, oldest first, one a quarter; the pinned one alone where one is pinned.
    """
    if not releases:
        return DayStanding(on, BUILT_IN, reason=_NOTHING)
    ends = period_ends(releases)
    release = next((one for one in releases if ends[one] >= on), releases[-1])
    seen = ends[release]
    sentence, short = _outside(releases, release, seen, on, pinned=pinned)
    reason = sentence.format(label=release.label, seen=seen, on=on)
    return DayStanding(
        on, release.label, release.exact_name, on <= seen, seen, reason, short.format(seen=seen), pinned
    )


def _outside(
    releases: Sequence[Release], release: Release, seen: str, on: str, *, pinned: bool
) -> tuple[str, str]:
    """Return why a day lies outside the periods, as a sentence and in few words; empty where it does not."""
    if on > seen:
        return _AFTER_PINNED if pinned else _AFTER, "not checked after {seen}"
    if on >= release.starts:
        return "", ""
    if release != releases[0]:
        return _BETWEEN, "no release of that day"
    which = "pinned" if pinned else "first loaded"
    return _BEFORE_PINNED if pinned else _BEFORE, f"before the {which} release"
