"""Says which files were loaded beside a release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.ui.words import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcpcs_desktop.reference.answers import CompanionFile

NONE = "no other file of this release"
_KINDS = (
    ("processing-notes", "processing note", "processing notes"),
    ("noc-list", "catch-all code", "catch-all codes"),
    ("corrections", "correction", "corrections"),
    ("transaction-report", "line of the transaction report", "lines of the transaction report"),
)


def companion_words(files: Sequence[CompanionFile]) -> str:
    """Return how many notes, codes and rows the files gave, of corrections also in how many files."""
    told = []
    for kind, one, many in _KINDS:
        rows = [file.rows for file in files if file.kind == kind]
        if rows:
            within = f" in {len(rows)} files" if len(rows) > 1 else ""
            told.append(f"{counted(sum(rows), one, many)}{within}")
    return ", ".join(told) or NONE
