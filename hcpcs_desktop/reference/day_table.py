"""Keeps what every index entry is on a day of an older release's period; a search then only looks it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.cache.forms import Forms, forms, successors
from hcpcs_desktop.cache.postings import LAYER, bits
from hcpcs_desktop.codes.status import Verdict, decide
from hcpcs_desktop.reference.standing import StatusOnDay, unlisted

if TYPE_CHECKING:
    from hcpcs_desktop.cache.reader import Reader
    from hcpcs_desktop.codes.records import CodeRecord
    from hcpcs_desktop.codes.release import Release


ELSEWHERE = StatusOnDay("absent", None, decides=False)
"""What a text is that another release overrules on the day."""

Masks = dict[int, int]
"""Sets of entries as bits, by the number of their layer."""


class _Decided(NamedTuple):
    """What a group is on the day: its status, its deciding record, and the entries that answer."""

    status: StatusOnDay
    record: CodeRecord
    entries: list[int]


class DayTable:
    """The entries that decide on one day, each with its status; `own` are those of the built-in set alone."""

    def __init__(
        self,
        groups: Sequence[Forms],
        own: Sequence[int],
        named: Mapping[str, tuple[str, ...]],
        reader: Reader,
        on: str,
    ) -> None:
        self._named = named
        self._groups = [_decided(group, reader.answering(group.kind), on) for group in groups]
        self.known: dict[int, StatusOnDay] = dict.fromkeys(own, unlisted(reader))
        for group in self._groups:
            self.known.update(dict.fromkeys(group.entries, group.status))
        self.deciding = masks(self.known)
        self.over = masks(number for number, one in self.known.items() if one.status != "active")

    def of(self, number: int) -> StatusOnDay:
        """Return what the entry with this id is."""
        return self.known.get(number, ELSEWHERE)

    def successors(self, code: str) -> tuple[str, ...]:
        """Return what CMS names, in whatever release, in the place of a code."""
        return self._named.get(code, ())

    def where(self, holds: Callable[[StatusOnDay, CodeRecord], bool]) -> Masks:
        """Return the entries of releases for which `holds`."""
        passing = (group.entries for group in self._groups if holds(group.status, group.record))
        return masks(number for entries in passing for number in entries)


def _decided(group: Forms, releases: Sequence[Release], on: str) -> _Decided:
    verdict = decide(releases, group.listed, on)
    record, place = _deciding(group, verdict, releases)
    ended = record.ended if verdict.record else None
    status = StatusOnDay(verdict.status, ended, True, record.coverage, record.added, verdict.absence)
    return _Decided(status, record, [entries[place] for entries in group.members])


def _deciding(group: Forms, verdict: Verdict, releases: Sequence[Release]) -> tuple[CodeRecord, int]:
    """Return the record and its place; of a code that is gone that of the newest release that lists it."""
    release = verdict.release
    if release is None or verdict.record is None:
        release = next(one for one in reversed(releases) if one in group.listed)
    return group.listed[release], group.place_of[release]


def masks(entries: Iterable[int]) -> Masks:
    """Return entries as bits by layer."""
    layers: dict[int, list[int]] = {}
    for entry in entries:
        layers.setdefault(entry // LAYER, []).append(entry % LAYER)
    return {layer: bits(numbers) for layer, numbers in layers.items()}


class DayTables:
    """Makes the table of a day once for each state of the cache, and keeps the last few."""

    _KEPT = 3

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._state: object = None
        self._groups: list[Forms] = []
        self._own: list[int] = []
        self._named: dict[str, tuple[str, ...]] = {}
        self._tables: dict[str, DayTable] = {}

    def of(self, on: str) -> DayTable:
        """Return the table of the ISO day `on`."""
        with self._reader.steady():
            if self._reader.path != self._state:
                self._read()
            if on not in self._tables:
                if len(self._tables) >= self._KEPT:
                    del self._tables[next(iter(self._tables))]
                self._tables[on] = DayTable(self._groups, self._own, self._named, self._reader, on)
        return self._tables[on]

    def _read(self) -> None:
        self._tables.clear()
        self._groups, self._named = forms(self._reader), successors(self._reader)
        self._own = [row[0] for row in self._reader.rows("SELECT id FROM doc WHERE text IS NULL")]
        self._state = self._reader.path
