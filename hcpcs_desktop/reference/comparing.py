"""Compares two loaded releases, and tells the history of a code over all of them."""

from __future__ import annotations

from datetime import date

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.codes.action_letters import comparable, doubt, follows
from hcpcs_desktop.codes.changes import CodeChange, compare
from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.codes.history import events, periods
from hcpcs_desktop.codes.records import CodeRecord, PlainName
from hcpcs_desktop.codes.release import Release, newest_revisions
from hcpcs_desktop.codes.replacement import named_instead
from hcpcs_desktop.codes.status import period_ends
from hcpcs_desktop.reference.answers import ReleaseInfo
from hcpcs_desktop.reference.time_answers import ChangedCode, Comparison, History, View

_MODIFIER = 2


def compare_releases(reader: Reader, old: Release, new: Release, infos: dict[str, ReleaseInfo]) -> Comparison:
    """Return all that differs between two loaded releases; `infos` are the releases by exact name."""
    with reader.steady():
        was, now = reader.differing(old, new)
        names = {one.code: one for one in reader.plain_names()}
    unsaid = {kind: _without(kind, old, new) for kind in ("code", "modifier")}
    reason = " ".join(filter(None, unsaid.values()))
    was, now = ([one for one in part if not unsaid[one.kind]] for part in (was, now))
    doubted = comparable(old, new)
    entries = [_entry(one, names, doubted=doubted) for one in compare(was, now)]
    return Comparison(infos[old.exact_name], infos[new.exact_name], tuple(entries), reason, follows(old, new))


def _without(kind: str, old: Release, new: Release) -> str:
    """Return why nothing can be said of codes or of modifiers, '' where something can."""
    lacking = [one.label for one in dict.fromkeys((old, new)) if not getattr(one, f"{kind}s")]
    if not lacking:
        return ""
    hold = "holds" if len(lacking) == 1 else "hold"
    return f"{' and '.join(lacking)} {hold} no {kind}s, so nothing can be said of them."


def _entry(change: CodeChange, names: dict[str, PlainName], *, doubted: bool) -> ChangedCode:
    record = change.new or change.old
    assert record is not None, "one of the releases lists it"
    is_code = change.kind == "code"
    return ChangedCode(
        change,
        _title(record, names.get(change.code) if is_code else None),
        change.code[0] if is_code else "",
        change.new.action if change.new else "",
        doubt(change) if doubted else "",
    )


def _title(record: CodeRecord, plain: PlainName | None) -> str:
    if plain is not None and plain.speaks_of(record.added):
        return plain.name
    return record.long_description or record.short_description


def named(text: str) -> str:
    """Return the one code or modifier that `text` means, read as it is explained; else the text in capitals.

    >>> named("j9035-jw"), named("lt")
    ('J9035', 'LT')
    """
    found = explain(text, date.today().isoformat())
    return (found[0].listed_as if len(found) == 1 else "") or text.strip().upper()


def history_of(reader: Reader, code: str) -> History:
    """Return what every loaded release says of `code`; all empty where none lists it."""
    kind = "modifier" if len(code) == _MODIFIER else "code"
    with reader.steady():
        listed = reader.listed_anywhere(code, kind)
        able = tuple(one for one in reader.releases() if getattr(one, f"{kind}s"))
        plain = reader.plain(code) if kind == "code" else None
        replaced = _replaced_by(reader, code) if kind == "code" and listed else ()
    views = tuple(View(one.exact_name, one.label, listed[one]) for one in able if one in listed)
    answering = newest_revisions(able)
    ends = period_ends(answering)
    return History(
        code,
        kind,
        _title(views[-1].record, plain) if views else "",
        views,
        periods(answering, {one: record for one, record in listed.items() if one in answering}),
        events(able, listed),
        ends[answering[-1]] if answering else None,
        able,
        replaced,
    )


def _replaced_by(reader: Reader, code: str) -> tuple[str, ...]:
    """Return the codes whose latest record is ended and names `code`."""
    codes = sorted({one.code for one in reader.referring(code) if one.code != code})
    latest = [max(one.items(), key=lambda item: item[0].order)[1] for one in _all_listed(reader, codes)]
    return tuple(one.code for one in latest if code in named_instead(one))


def _all_listed(reader: Reader, codes: list[str]) -> list[dict[Release, CodeRecord]]:
    listed = reader.listed_many(codes) if codes else {}
    return [listed[code, "code"] for code in codes if listed.get((code, "code"))]
