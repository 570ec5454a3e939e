"""Groups index entries of which the same releases say the same, so that a day is decided once a group."""

from __future__ import annotations

from typing import NamedTuple

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import day_facts, unpack
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.replacement import named_instead


class Forms(NamedTuple):
    """Codes of one kind, alike in all but their texts.

    `listed` has a record for each release that lists them, with dates, coverage and pricing alone; `place_of`
    tells which of the codes' records that is. `members` has for each code the index entry of each record.
    """

    kind: str
    listed: dict[Release, CodeRecord]
    place_of: dict[Release, int]
    members: list[tuple[int, ...]]


_Records = tuple[tuple[CodeRecord, bytes], ...]
_Texts = list[tuple[int, int, bytes]]
_Holding = dict[tuple[str, bytes], tuple[Release, ...]]
_FACTS = "SELECT id, packed FROM facts"


def forms(reader: Reader) -> list[Forms]:
    """Return all that the answering releases list, those alike together."""
    with reader.steady():
        held = reader.rows("SELECT DISTINCT kind, releases FROM record")
        holding = {(kind, mask): found for kind, mask in held if (found := reader.holding(mask, kind))}
        said = _said(reader, holding)
        entries = {row[1:]: row[0] for row in reader.rows("SELECT id, code, kind, text FROM doc")}
        facts = {row[0]: day_facts(row[1]) for row in reader.rows(_FACTS)}
    groups: dict[tuple[str, _Records], list[tuple[int, ...]]] = {}
    for (code, kind), records in said.items():
        key = (kind, tuple((facts[fact], mask) for _, fact, mask in records))
        groups.setdefault(key, []).append(tuple(entries[code, kind, text] for text, _, _ in records))
    return [_forms(kind, records, members, holding) for (kind, records), members in groups.items()]


def successors(reader: Reader) -> dict[str, tuple[str, ...]]:
    """Return for each code that ends in a stored record what its cross references name."""
    with reader.steady():
        named = {row[0]: instead for row in reader.rows(_FACTS) if (instead := _instead(str(row[1])))}
        rows = reader.rows("SELECT code, facts FROM record WHERE kind = 'code'")
    found: dict[str, tuple[str, ...]] = {}
    for code, facts in rows:
        if facts in named:
            found[code] = (*found.get(code, ()), *named[facts])
    return found


def _instead(packed: str) -> tuple[str, ...]:
    return named_instead(CodeRecord("", "code", "", "", *unpack(packed)))


def _said(reader: Reader, holding: _Holding) -> dict[tuple[str, str], _Texts]:
    found: dict[tuple[str, str], _Texts] = {}
    for code, kind, text, fact, mask in reader.rows("SELECT code, kind, text, facts, releases FROM record"):
        if (kind, mask) in holding:
            found.setdefault((code, kind), []).append((text, fact, mask))
    return found


def _forms(kind: str, records: _Records, members: list[tuple[int, ...]], holding: _Holding) -> Forms:
    listed: dict[Release, CodeRecord] = {}
    place_of: dict[Release, int] = {}
    for place, (record, mask) in enumerate(records):
        listed.update(dict.fromkeys(holding[kind, mask], record))
        place_of.update(dict.fromkeys(holding[kind, mask], place))
    return Forms(kind, listed, place_of, members)
