"""Gives out every record of a release, or the built-in set in the same form; never CPT or CDT wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.codes.day_standing import BUILT_IN, day_standing
from hcpcs_desktop.codes.records import CodeRecord, PlainName
from hcpcs_desktop.codes.release import Release, find
from hcpcs_desktop.codes.status import dated, decide
from hcpcs_desktop.reference.answers import Exported
from hcpcs_desktop.releases.builtin import NAME as BUILTIN

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Status

    _Judged = tuple[tuple[Status, bool], ...]


def export_release(reader: Reader, named: Release | None, on: str | None) -> Exported:
    """Return the records of the release `named`, modifiers first, each with our own words where it has any.

    Without a name it is the newest, or the one that decides for the ISO day `on`. With a day each record
    has its status then: by all releases, or by the named one alone.
    """
    release = named or _deciding(reader, on)
    names = {one.code: one for one in reader.plain_names()}
    records = tuple(
        (record, _name_of(record, names) if record.kind == "code" else None)
        for record in reader.records(release)
    )
    judged = () if on is None else _judged(reader, named, [record for record, _ in records], on)
    return Exported(release.exact_name, release.label, records, on, judged)


def _name_of(record: CodeRecord, names: dict[str, PlainName]) -> PlainName | None:
    """Return our own words for a code; none where they are of another code that has the same number."""
    name = names.get(record.code)
    return name if name is not None and name.speaks_of(record.added) else None


def _deciding(reader: Reader, on: str | None) -> Release:
    loaded = reader.releases()
    decides = day_standing(reader.answering(), on).release if on is not None else None
    return (find(loaded, decides) if decides else None) or loaded[-1]


def _judged(reader: Reader, named: Release | None, records: list[CodeRecord], on: str) -> _Judged:
    judged = []
    for record in records:
        if named is not None:
            verdict = decide((named,), {named: record}, on)
        else:
            listed = reader.listed(record.code, record.kind)
            verdict = decide(reader.answering(record.kind), listed, on)
        judged.append((verdict.status, verdict.covered))
    return tuple(judged)


def export_builtin(reader: Reader, on: str | None) -> Exported:
    """Return the built-in set as records without official texts; a day is judged by its own dates."""
    records = tuple((_record(one), one) for one in reader.plain_names())
    days: _Judged = ()
    if on is not None:
        days = tuple((dated(record.added, record.ended, on)[0], False) for record, _ in records)
    return Exported(BUILTIN, BUILT_IN, records, on, days)


def _record(one: PlainName) -> CodeRecord:
    return CodeRecord(one.code, "code", "", "", coverage=one.coverage, added=one.added, ended=one.ended)
