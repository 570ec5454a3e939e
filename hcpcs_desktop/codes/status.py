"""Decides what the loaded releases say of a code on a date of service (domain C5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.absence import Absence
from hcpcs_desktop.codes.release import Release

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Status
    from hcpcs_desktop.codes.records import CodeRecord


class Verdict(NamedTuple):
    """The status on a day, with the release and record that decide it (None where no release lists the code).

    `covered` tells whether the deciding release's period reaches the day; `checked_through` is the last
    day that the answer has seen. `absence` says why a code is absent; `outside` tells that the day lies
    before the first loaded release or after what was seen.
    """

    status: Status
    covered: bool
    checked_through: str | None
    reason: str
    release: Release | None = None
    record: CodeRecord | None = None
    absence: Absence = ""
    outside: bool = False


def decide(
    releases: Sequence[Release], listed: Mapping[Release, CodeRecord], on: str, *, pinned: bool = False
) -> Verdict:
    """Return the verdict for the ISO day `on`.

    `releases` are those that could list the code, oldest first, one a quarter; `listed` holds the record
    of each that does. `pinned` tells that the user chose the only one, while others may be loaded.
    """
    if not releases:
        return Verdict("unknown", False, None, "No release is loaded that could say.")
    ends = period_ends(releases)
    release = _deciding(releases, ends, listed, on)
    if release is None:
        return _never_listed(releases, ends[releases[-1]], on, pinned=pinned)
    seen = ends[release]
    omitted = _omitted_later(releases, ends, listed, release, on) if seen < on else None
    if omitted is not None:
        return _no_longer_listed(release, omitted, ends[omitted], on)
    outside = _outside(ends, release, on, pinned=pinned)
    verdict = _from_record(release, listed[release], seen, on, outside)
    verdict = verdict._replace(outside=on < releases[0].starts or on > seen)
    return _with_silence(verdict, releases, ends, listed, on)


def period_ends(releases: Sequence[Release]) -> Mapping[Release, str]:
    """Return the last day each release speaks for; an annual file yields to the next file of its year."""
    return _period_ends(tuple(releases))


@lru_cache(maxsize=64)
def _period_ends(releases: tuple[Release, ...]) -> Mapping[Release, str]:
    ends = {}
    for release, later in zip_longest(releases, releases[1:]):
        same_year = later is not None and release.annual and later.year == release.year
        ends[release] = _day_before(later) if same_year and later is not None else release.ends
    return ends


def _day_before(release: Release) -> str:
    return Release(release.year, release.month - 3).ends


def _deciding(
    releases: Sequence[Release], ends: Mapping[Release, str], listed: Mapping[Release, CodeRecord], on: str
) -> Release | None:
    """Return the first release whose period ends on or after the day and that lists the code.

    Files keep ended codes for years, so a later file knows more. Without one, the newest earlier release.
    """
    later = [release for release in releases if ends[release] >= on and release in listed]
    if later:
        return later[0]
    earlier = [release for release in releases if release in listed]
    return earlier[-1] if earlier else None


def _omitted_later(
    releases: Sequence[Release],
    ends: Mapping[Release, str],
    listed: Mapping[Release, CodeRecord],
    release: Release,
    on: str,
) -> Release | None:
    """Return the later release that tells best that the code is gone on the day, None if none says so.

    That is the first whose period reaches the day: files keep ended codes for years.
    """
    later = [one for one in releases if one.order > release.order and one not in listed]
    if not any(one.starts <= on for one in later):
        return None
    return next((one for one in later if ends[one] >= on), later[-1])


def _never_listed(releases: Sequence[Release], seen: str, on: str, *, pinned: bool) -> Verdict:
    newest = releases[-1]
    others = " or any other loaded release" if len(releases) > 1 else ""
    reason = f"Well-formed, but not in {newest.label}{others}. Check the code and the date."
    if on < releases[0].starts:
        reason += f" The day lies before {_first(releases[0], pinned=pinned)}."
    absence: Absence = "unpinned" if pinned else "unlisted"
    return Verdict("absent", on <= seen, seen, reason + _not_checked(seen, on), newest, absence=absence)


def _no_longer_listed(release: Release, omitted: Release, seen: str, on: str) -> Verdict:
    reason = (
        f"Listed in {release.label}, but no longer in {omitted.label}. "
        "Gone from the file is not the same as ended."
    )
    return Verdict("absent", on <= seen, seen, reason + _not_checked(seen, on), omitted, absence="gone")


def taken_out(verdict: Verdict, replaced: Iterable[Release], on: str) -> Verdict:
    """Return the verdict on a code that only files list which a newer revision has `replaced`."""
    last = max(replaced, key=lambda one: one.order)
    reason = (
        f"Listed in {last.label}, but not in the newer revision of that quarter, which answers. "
        "Gone from the file is not the same as ended."
    )
    seen = verdict.checked_through or on
    return verdict._replace(reason=reason + _not_checked(seen, on), absence="gone")


def _not_checked(seen: str, on: str) -> str:
    return f" Not checked after {seen}." if seen < on else ""


def _first(release: Release, *, pinned: bool) -> str:
    return f"the {'pinned' if pinned else 'first loaded'} release ({release.label})"


def _from_record(release: Release, record: CodeRecord, seen: str, on: str, outside: str) -> Verdict:
    status, reason = dated(record.added, record.ended, on)
    where = f"{reason} in {release.label}{outside}."
    return Verdict(status, on <= seen, seen, where, release, record)


def _outside(ends: Mapping[Release, str], release: Release, on: str, *, pinned: bool) -> str:
    """Return how a day lies outside the periods, as the end of a sentence; '' where it does not.

    `ends` are the last days of the releases, oldest first; `release` is the one that decides.
    """
    first, seen, told = next(iter(ends)), ends[release], ""
    if on < first.starts:
        told = f"; the day lies before {_first(first, pinned=pinned)}"
    elif on < release.starts and not any(one.starts <= on <= end for one, end in ends.items()):
        told = f"; no loaded release covers {on}"
    if on <= seen:
        return told
    later = "other releases have no say" if pinned else "later changes are not loaded"
    return f"{told}; not checked after {seen}: {later}"


def _with_silence(
    verdict: Verdict,
    releases: Sequence[Release],
    ends: Mapping[Release, str],
    listed: Mapping[Release, CodeRecord],
    on: str,
) -> Verdict:
    """Say of a code that is not valid yet where the file of that very day does not list it."""
    silent = next((one for one in releases if one.starts <= on <= ends[one] and one not in listed), None)
    if verdict.status != "not_yet" or silent is None:
        return verdict
    return verdict._replace(
        reason=f"{verdict.reason} {silent.label}, the file of that day, does not list it."
    )


def dated(added: str | None, ended: str | None, on: str) -> tuple[Status, str]:
    """Return the status that a record's own dates give on a day, and the beginning of the reason.

    The later added date counts before an older end (domain C5); the last valid day is valid.
    """
    if added is not None and added > on:
        return "not_yet", f"Not valid before {added}, as listed"
    if ended is not None and ended < on:
        return "ended", f"Discontinued: {ended} was the last valid day, as listed"
    until = f"valid through {ended}" if ended else "listed with no end date"
    return "active", (f"Added {added}, {until}" if added else until.capitalize())
