"""Groups index entries of which the same releases say the same, so that a day is decided once a group."""

from __future__ import annotations

from typing import NamedTuple

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import day_facts
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release


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


def forms(reader: Reader) -> list[Forms]:
    """Return all that the answering releases list, those alike together."""
    with reader.steady():
        held = reader.rows("SELECT DISTINCT kind, releases FROM record")
        holding = {(kind, mask): found for kind, mask in held if (found := reader.holding(mask, kind))}
        said = _said(reader, holding)
        entries = {row[1:]: row[0] for row in reader.rows("SELECT id, code, kind, text FROM doc")}
        facts = {row[0]: day_facts(row[1]) for row in reader.rows("SELECT id, packed FROM facts")}
    groups: dict[tuple[str, _Records], list[tuple[int, ...]]] = {}
    for (code, kind), records in said.items():
        key = (kind, tuple((facts[fact], mask) for _, fact, mask in records))
        groups.setdefault(key, []).append(tuple(entries[code, kind, text] for text, _, _ in records))
    return [_forms(kind, records, members, holding) for (kind, records), members in groups.items()]


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
