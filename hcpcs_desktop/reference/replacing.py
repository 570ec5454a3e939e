"""Completes an explanation with what CMS names in the place of a code that ends, as it is on the same day."""

from __future__ import annotations

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.codes.absence import ABSENT
from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.codes.explanation import Explanation, Replacement
from hcpcs_desktop.codes.fields import NOT_PAYABLE
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.replacement import named_instead
from hcpcs_desktop.codes.status import Verdict, decide

_LICENSED = ("CPT", "CDT")


def replaced(reader: Reader, shape: Explanation, verdict: Verdict) -> Explanation:
    """Return `shape` with what the deciding record, or else a later one, names in the place of its code."""
    release, record = verdict.release, verdict.record
    assert release is not None
    assert record is not None, "only a code that is listed is replaced"
    found, told = named_instead(record), ""
    if verdict.status == "active" and not record.ended and release != reader.answering(record.kind)[-1]:
        found, told = _later(reader, record, release, shape.on)
    details = tuple(_replacement(reader, one, shape.on) for one in found)
    return shape._replace(replacements=found, replaced_by=details, later=told)


def _later(reader: Reader, record: CodeRecord, release: Release, on: str) -> tuple[tuple[str, ...], str]:
    from hcpcs_desktop.codes.hindsight import later_word  # noqa: PLC0415 - the newest release needs none

    word = later_word(reader.answering(record.kind), reader.listed(record.code, record.kind), release, on)
    return word.named, word.told


def _replacement(reader: Reader, named: str, on: str) -> Replacement:
    shape = explain(named, on)[0]
    if shape.kind == "not_a_code":
        return Replacement(named)
    if shape.code_set in _LICENSED:
        kind = f", {shape.category}" if shape.category else ""
        return Replacement(
            named, f"{shape.code_set} code{kind}", "unknown", f"not checked: {shape.code_set} is licensed"
        )
    pinned = reader.pinned is not None
    verdict = decide(reader.answering(shape.kind), reader.listed(named, shape.kind), on, pinned=pinned)
    plain = reader.plain(named)
    record = verdict.record
    own = plain is not None and plain.speaks_of(record.added if record else None)
    text = record.long_description if record else ""
    return Replacement(named, plain.name if plain and own else text, verdict.status, _told(verdict))


def _told(verdict: Verdict) -> str:
    """Return the status as the window's pill says it."""
    record = verdict.record
    if record is None:
        return ABSENT[verdict.absence]
    if verdict.status == "not_yet":
        return f"not valid before {record.added}"
    if verdict.status == "ended":
        return f"discontinued {record.ended}"
    if not verdict.covered:
        return f"not checked after {verdict.checked_through}"
    return "valid, Medicare does not pay it" if record.coverage in NOT_PAYABLE else "valid on this date"
