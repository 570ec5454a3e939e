"""The records of an official release, and the problems met while reading one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple


class CodeRecord(NamedTuple):
    """One code or modifier as CMS's file lists it; names and order of the fields as `export` gives them.

    Codes are text. Texts have their white space folded. A blank field is an empty text, a blank list
    an empty tuple. Dates are ISO texts or None; `ended` is the last valid day.
    """

    code: str
    kind: Literal["code", "modifier"]
    short_description: str
    long_description: str
    pricing: tuple[str, ...] = ()
    multiple_pricing: str = ""
    cim: tuple[str, ...] = ()
    mcm: tuple[str, ...] = ()
    statute: str = ""
    lab_certification: tuple[str, ...] = ()
    cross_reference: tuple[str, ...] = ()
    coverage: str = ""
    asc_group: str = ""
    asc_date: str | None = None
    mog_group: str = ""
    mog_policy: str = ""
    mog_date: str | None = None
    processing_note: str = ""
    betos: str = ""
    type_of_service: tuple[str, ...] = ()
    anesthesia_units: str = ""
    added: str | None = None
    action_effective: str | None = None
    ended: str | None = None
    action: str = ""


class Problem(NamedTuple):
    """Something in a file that was not taken, with what the user can do about it.

    `line` is the 1-based line or row, or None where the whole file is meant.
    """

    file: str
    line: int | None
    text: str
    remedy: str


class PlainName(NamedTuple):
    """The words of this program for one code; a row of ``resources/builtin``.

    `words` are what people say for it, separated by semicolons.
    """

    code: str
    name: str
    words: str
    hint: str
    added: str | None
    ended: str | None
    coverage: str

    def speaks_of(self, added: str | None) -> bool:
        """Tell whether it names the code that was added on this day: CMS gives a number out again.

        A day that is not known speaks against nothing.
        """
        return added is None or self.added is None or added == self.added

    def said(self) -> tuple[str, ...]:
        """Return what people say for it, most telling first."""
        return tuple(word for word in self.words.split("; ") if word)


class Correction(NamedTuple):
    """One row of CMS's list of corrections to a release; it never changes a record by itself.

    `action` is what CMS wrote. `effective` is an ISO day, or CMS's text where that is no day. `fields` are
    the values it gives, named as in `CodeRecord`, or by CMS's heading where no field corresponds.
    """

    code: str
    action: str
    effective: str
    fields: tuple[tuple[str, str], ...]
    comment: str
    file: str
    line: int


class Change(NamedTuple):
    """What CMS says it did with a code: the action letter, '' where no key tells it, and CMS's words."""

    letter: str
    words: str


class TransactionReport(NamedTuple):
    """CMS's list of what each code and modifier went through in a release."""

    file: str
    changes: Mapping[str, Change]


class Companions(NamedTuple):
    """What the files beside a release say: processing notes, catch-all codes, corrections, transactions.

    `notes` are by number; `notes_file` and `noc_file` name the files, '' where there is none.
    """

    notes: Mapping[str, str] = {}
    noc: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    report: TransactionReport | None = None
    notes_file: str = ""
    noc_file: str = ""

    def files(self) -> list[tuple[str, str, int]]:
        """Return kind and name of each file, and how many notes, codes or rows it gave."""
        found = [("processing-notes", self.notes_file, len(self.notes))] if self.notes else []
        found += [("noc-list", self.noc_file, len(self.noc))] if self.noc else []
        listed = [one.file for one in self.corrections]
        found += [("corrections", file, listed.count(file)) for file in sorted(set(listed))]
        if self.report is not None:
            found.append(("transaction-report", self.report.file, len(self.report.changes)))
        return found

    def joined(self, other: Companions) -> Companions:
        """Return both together; what only one file a release can say is taken from `other` if it does."""
        return Companions(
            other.notes or self.notes,
            other.noc or self.noc,
            (*self.corrections, *other.corrections),
            other.report or self.report,
            other.notes_file or self.notes_file,
            other.noc_file or self.noc_file,
        )
