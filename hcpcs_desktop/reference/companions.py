"""Answers from the files beside the releases: corrections, transaction reports, notes, catch-all codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.cache import beside
from hcpcs_desktop.codes.release import revision_order
from hcpcs_desktop.reference.answers import CatchAll, CompanionFile, CorrectionOf
from hcpcs_desktop.releases.names import identify

if TYPE_CHECKING:
    from hcpcs_desktop.cache.reader import Reader
    from hcpcs_desktop.codes.records import Correction
    from hcpcs_desktop.codes.release import Release

NOT_APPLIED = (
    "CMS published these notes after the release. They are shown as CMS wrote them and are never applied: "
    "the record above is as it stands in the file."
)


def corrections_of(reader: Reader, code: str | None) -> tuple[CorrectionOf, ...]:
    """Return CMS's corrections to a code or modifier (None: to all), newest release and file first.

    A row that the files of one release repeat is there once, with the last file that has it.
    """
    asked = code.strip().upper() if code is not None else None
    found = sorted(beside.corrections(reader, asked), key=_age)
    last = {(release, one._replace(file="", line=0)): (release, one) for release, one in found}
    newest_first = sorted(last.values(), key=_newest_first, reverse=True)
    return tuple(CorrectionOf(release.exact_name, release.label, one) for release, one in newest_first)


def _age(found: tuple[Release, Correction]) -> tuple[object, ...]:
    release, one = found
    return (release.order, _file_order(one.file), one.line)


def _newest_first(found: tuple[Release, Correction]) -> tuple[object, ...]:
    """Sort backwards by release and file, but forwards by the lines of a file."""
    release, one = found
    return (release.order, _file_order(one.file), -one.line)


def _file_order(file: str) -> tuple[object, ...]:
    """Sort the files of one release by the version in their names; a name without one is the first."""
    return (revision_order(identify(file).revision), file)


def files_beside(reader: Reader, release: Release) -> tuple[CompanionFile, ...]:
    """Return the files that were loaded beside a release."""
    return tuple(CompanionFile(*one) for one in beside.files_of(reader, release))


def catch_all_codes(reader: Reader, release: Release) -> tuple[CatchAll, ...]:
    """Return the codes of CMS's list of catch-all codes, with their texts in that release."""
    codes = beside.noc(reader, release)
    texts = beside.texts(reader, release, codes)
    return tuple(CatchAll(code, texts.get(code, "")) for code in codes)
