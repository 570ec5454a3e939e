"""Puts CMS's transaction report and corrections beside what differs between two releases."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hcpcs_desktop.codes.records import Change, TransactionReport
    from hcpcs_desktop.reference.answers import CorrectionOf
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.reference.time_answers import ChangedCode, Comparison

_MODIFIER = 2


class Corrected(NamedTuple):
    """A code or modifier that CMS corrected though nothing of it differs, with a line for each correction."""

    code: str
    lines: tuple[str, ...]


class CmsPapers:
    """What CMS published beside the two releases of a comparison: lines for each entry, word for word.

    The transaction report is that of the newer release; the corrections are those to either.
    """

    def __init__(
        self, report: TransactionReport | None, corrections: Mapping[str, tuple[CorrectionOf, ...]]
    ) -> None:
        self._report = report
        self._corrections = corrections

    def lines(self, entry: ChangedCode) -> tuple[str, ...]:
        """Return what stands beside an entry."""
        told = self.agreeing(entry) or self.differing(entry)
        return (*([f"CMS's {told}."] if told else []), *self.corrections(entry.code))

    def agreeing(self, entry: ChangedCode) -> str:
        """Return what the report says of an entry, where that is what the file's own letter says; else ''."""
        said = self._said(entry)
        if said is None or said.letter not in ("", entry.letter):
            return ""
        return f"transaction report: “{said.words}”"

    def differing(self, entry: ChangedCode) -> str:
        """Return how the report and the file's own letter differ, '' where they do not."""
        if self._report is None or entry.change.new is None or self.agreeing(entry):
            return ""
        said = self._said(entry)
        if said is None:
            return "transaction report does not list it"
        letter = entry.letter or "no letter"
        return f"transaction report: “{said.words}” ({said.letter}), but the file itself has {letter}"

    def _said(self, entry: ChangedCode) -> Change | None:
        listed = self._report is not None and entry.change.new is not None
        return self._report.changes.get(entry.code) if listed and self._report is not None else None

    def corrections(self, code: str) -> tuple[str, ...]:
        """Return CMS's corrections to a code or modifier, a line each, newest first."""
        return tuple(map(_line, self._corrections.get(code, ())))

    def unchanged(self, changed: Collection[str]) -> tuple[Corrected, ...]:
        """Return the corrections to codes and modifiers that are not among `changed`, modifiers last."""
        left = sorted(self._corrections.keys() - set(changed), key=lambda one: (len(one) == _MODIFIER, one))
        return tuple(Corrected(code, self.corrections(code)) for code in left)


def cms_papers(reference: Reference, found: Comparison) -> CmsPapers:
    """Return what CMS published beside the releases that are compared."""
    by_code: dict[str, tuple[CorrectionOf, ...]] = {}
    for one in reference.corrections():
        if one.release.partition("+")[0] in (found.old.release, found.new.release):
            code = one.correction.code
            by_code[code] = (*by_code.get(code, ()), one)
    return CmsPapers(reference.transaction_report(found.new.exact_name or found.new.release), by_code)


def _line(one: CorrectionOf) -> str:
    correction = one.correction
    since = f", effective {correction.effective}" if correction.effective else ""
    return f"CMS's correction to {one.label}: “{correction.action}”{since} ({correction.file})."
