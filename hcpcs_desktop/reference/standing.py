"""Tells for many index entries at once what they are on the asked day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.status import dated, decide, period_ends

if TYPE_CHECKING:
    from hcpcs_desktop.cache.reader import Reader
    from hcpcs_desktop.cache.textindex import Doc
    from hcpcs_desktop.codes.absence import Absence
    from hcpcs_desktop.codes.explanation import Status
    from hcpcs_desktop.codes.release import Release
    from hcpcs_desktop.reference.day_table import DayTable, DayTables


class StatusOnDay(NamedTuple):
    """The status and end date on the day; `decides` is False where another release's text overrules this.

    `coverage` and `added` are those of the deciding record, None where those of the entry hold. `absence`
    says why it is absent.
    """

    status: Status
    ended: str | None
    decides: bool = True
    coverage: str | None = None
    added: str | None = None
    absence: Absence = ""


def unlisted(reader: Reader) -> StatusOnDay:
    """Return what a code of the built-in set is where no release that answers lists it."""
    return StatusOnDay("absent", None, absence="unlisted" if reader.pinned is None else "unpinned")


@lru_cache(maxsize=8192)
def _by_dates(added: str | None, ended: str | None, on: str) -> StatusOnDay:
    return StatusOnDay(dated(added, ended, on)[0], ended)


class _Rests(NamedTuple):
    """On which of the answering `releases` a day rests; `older`: a later one follows that release."""

    releases: tuple[Release, ...] = ()
    release: Release | None = None
    checked_through: str | None = None
    older: bool = False


def _rests(releases: tuple[Release, ...], on: str) -> _Rests:
    if not releases:
        return _Rests(releases)
    ends = period_ends(releases)
    release = next((one for one in releases if ends[one] >= on), releases[-1])
    return _Rests(releases, release, ends[release], any(on <= ends[one] for one in releases[:-1]))


class Days:
    """Gives the standing on any day of what `reader` reads; the table of an older day is made once."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self._tables: DayTables | None = None
        self._asked = ""
        self._rests = _Rests()

    def standing(self, on: str) -> Standing:
        """Return the standing on the ISO day `on`."""
        releases = self.reader.answering()
        if on != self._asked or releases is not self._rests.releases:  # a key asks for the day of the last
            self._asked, self._rests = on, _rests(releases, on)
        rests = self._rests
        return Standing(self.reader, on, self._table(on) if rests.older else None, rests)

    def _table(self, on: str) -> DayTable:
        if self._tables is None:
            from hcpcs_desktop.reference.day_table import DayTables  # noqa: PLC0415 - for older days only

            self._tables = DayTables(self.reader)
        return self._tables.of(on)


class Standing:
    """Answers for one day; `table` is set where the day lies in or before an older release's period.

    `release` decides for the day, as far as it lists a code; its period ends on `checked_through`.
    """

    def __init__(self, reader: Reader, on: str, table: DayTable | None, rests: _Rests) -> None:
        self._reader = reader
        self.on = on
        self._some_loaded = bool(rests.releases)
        self.table = table
        self.release = rests.release
        self.checked_through = rests.checked_through

    @property
    def dated(self) -> bool:
        """Tell whether texts of older releases may decide."""
        return self.table is not None

    def of(self, docs: Sequence[Doc]) -> dict[int, StatusOnDay]:
        """Return the status of each entry by its id."""
        if self.table is not None:
            return {doc.id: self.table.of(doc.id) for doc in docs}
        known = self._looked_up([doc for doc in docs if doc.text is not None and not doc.latest])
        nowhere = unlisted(self._reader)
        for doc in docs:
            if doc.id not in known:
                own = doc.text is None and self._some_loaded
                known[doc.id] = nowhere if own else _by_dates(doc.added, doc.ended, self.on)
        return known

    def _looked_up(self, docs: Sequence[Doc]) -> dict[int, StatusOnDay]:
        """Return the status of entries whose deciding release has to be looked up."""
        if not docs:
            return {}
        listed = self._reader.listed_many([doc.code for doc in docs])
        texts = self._reader.texts([doc.text for doc in docs])
        answers = {}
        for doc in docs:
            verdict = decide(self._reader.answering(doc.kind), listed[doc.code, doc.kind], self.on)
            record = verdict.record
            decides = record is None or record[2:4] == texts[doc.text]
            ended = record.ended if record else None
            answers[doc.id] = StatusOnDay(verdict.status, ended, decides, absence=verdict.absence)
        return answers
