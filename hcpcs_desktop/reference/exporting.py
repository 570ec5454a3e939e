"""Gives out every record of a release, or the built-in set in the same form; never CPT or CDT wording."""

from __future__ import annotations

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.codes.records import CodeRecord, PlainName
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.reference.answers import Exported
from hcpcs_desktop.releases.builtin import NAME as BUILTIN


def export_release(reader: Reader, release: Release) -> Exported:
    """Return the records of `release`, modifiers first, each with our own words where there are any."""
    names = {one.code: one for one in reader.plain_names()}
    records = tuple(
        (record, _name_of(record, names) if record.kind == "code" else None)
        for record in reader.records(release)
    )
    return Exported(release.exact_name, release.label, records)


def _name_of(record: CodeRecord, names: dict[str, PlainName]) -> PlainName | None:
    """Return our own words for a code; none where they are of another code that has the same number."""
    name = names.get(record.code)
    return name if name is not None and name.speaks_of(record.added) else None


def export_builtin(reader: Reader) -> Exported:
    """Return the built-in set as records without official texts."""
    records = tuple((_record(one), one) for one in reader.plain_names())
    return Exported(BUILTIN, "Built-in plain-language set", records)


def _record(one: PlainName) -> CodeRecord:
    return CodeRecord(one.code, "code", "", "", coverage=one.coverage, added=one.added, ended=one.ended)
