"""Counts the listed codes into the tree of sections, and lists those of one stretch."""

from __future__ import annotations

from hcpcs_desktop.cache.listing import Alike, alike
from hcpcs_desktop.cache.textindex import Doc, TextIndex
from hcpcs_desktop.codes.branches import Branch, counted, narrowest
from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.codes.status import dated, decide
from hcpcs_desktop.reference.standing import Days, StatusOnDay
from hcpcs_desktop.search.answer import Hit

_TIER = "section"


class Browser:
    """Browses what the reader of `days` reads, by the rule for days that search follows."""

    def __init__(self, days: Days) -> None:
        self._days = days
        self._reader = days.reader

    def sections(self, on: str) -> tuple[Branch, ...]:
        """Return the tree, counted for the ISO day `on`."""
        with self._reader.steady():
            groups = alike(self._reader)
            valid = {
                code: coverage
                for group in groups
                if (coverage := self._valid_coverage(group, on)) is not None
                for code in group.codes
            }
        return counted([code for group in groups for code in group.codes], valid, valid)

    def _valid_coverage(self, group: Alike, on: str) -> str | None:
        """Return the coverage letter on the day, None where the codes are not valid then."""
        if not group.listed:
            added, ended, coverage = group.own
            return coverage if dated(added, ended, on)[0] == "active" else None
        verdict = decide(self._reader.answering(), group.listed, on)
        return verdict.record.coverage if verdict.record and verdict.status == "active" else None

    def listed(self, first: str, last: str, on: str) -> tuple[Hit, ...]:
        """Return the codes from `first` to `last` by code, each once with its status on the ISO day `on`."""
        with self._reader.steady():
            standing = self._days.standing(on)
            docs = TextIndex(self._reader).between(first, last, older=standing.dated)
            known = standing.of(docs)
        own_only = not self._reader.answering()
        shown = [doc for doc in reversed(docs) if own_only or doc.text is not None]
        deciding = {doc.code: doc for doc in shown if known[doc.id].decides}
        return tuple(_hit(doc, known[doc.id], first, last) for _, doc in sorted(deciding.items()))


def _hit(doc: Doc, status: StatusOnDay, first: str, last: str) -> Hit:
    around = narrowest(doc.code)
    narrower = around.title if around is not None and (around.first, around.last) != (first, last) else ""
    since = doc.added if status.coverage is None else status.added
    added = f"added {since}" if since else ""
    why = " · ".join(part for part in (narrower, added) if part)
    section = letters()[doc.code[0]].section
    return Hit(
        doc.code,
        "code",
        doc.title,
        status.status,
        section,
        _TIER,
        why,
        ended=status.ended,
        coverage=doc.coverage if status.coverage is None else status.coverage,
        official=doc.official,
        absence=status.absence,
    )
