"""Tells for many index entries at once what they are on the asked day."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.textindex import Doc
from hcpcs_desktop.codes.status import dated, decide, period_ends

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Status


class StatusOnDay(NamedTuple):
    """The status and end date on the day; `decides` is False where another release's text overrules this."""

    status: Status
    ended: str | None
    decides: bool = True


_UNLISTED = StatusOnDay("absent", None)
"""What a code of the built-in set is where releases are loaded and none lists it."""


@lru_cache(maxsize=8192)
def _by_dates(added: str | None, ended: str | None, on: str) -> StatusOnDay:
    return StatusOnDay(dated(added, ended, on)[0], ended)


class Standing:
    """Answers for one day; `dated` tells that the day lies in or before an older release's period."""

    def __init__(self, reader: Reader, on: str) -> None:
        self._reader = reader
        self._on = on
        releases = reader.answering()
        self._some_loaded = bool(releases)
        ends = period_ends(releases)
        self.dated = any(on <= ends[release] for release in releases[:-1])

    def of(self, docs: Sequence[Doc]) -> dict[int, StatusOnDay]:
        """Return the status of each entry by its id."""
        known = self._looked_up(
            [doc for doc in docs if doc.text is not None and (self.dated or not doc.latest)]
        )
        for doc in docs:
            if doc.id not in known:
                unlisted = doc.text is None and self._some_loaded
                known[doc.id] = _UNLISTED if unlisted else _by_dates(doc.added, doc.ended, self._on)
        return known

    def _looked_up(self, docs: Sequence[Doc]) -> dict[int, StatusOnDay]:
        """Return the status of entries whose deciding release has to be looked up."""
        if not docs:
            return {}
        listed = self._reader.listed_many([doc.code for doc in docs])
        texts = self._reader.texts([doc.text for doc in docs])
        answers = {}
        for doc in docs:
            verdict = decide(self._reader.answering(doc.kind), listed[doc.code, doc.kind], self._on)
            record = verdict.record
            decides = record is None or record[2:4] == texts[doc.text]
            answers[doc.id] = StatusOnDay(verdict.status, record.ended if record else None, decides)
        return answers
