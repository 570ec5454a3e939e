"""Reads the files beside a release: processing notes, catch-all (NOC) codes and more (cms-files 4)."""

from __future__ import annotations

import re

from hcpcs_desktop.codes.families import is_level_two
from hcpcs_desktop.codes.records import Companions, Problem
from hcpcs_desktop.releases.corrections import read_corrections
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.transactions import read_transactions
from hcpcs_desktop.releases.workbook import cell_text, csv_rows, sheet_rows

_NOTE_HEAD = re.compile(r"[ \t]+(\d{4})--(.*)")
_PAGE_LINE = re.compile(r"[ _\t]*$|\s*PROCESSING NOTES\s*$")
_TRAILING_STAR = re.compile(r"[ \t]*\*\s*$")
_LEADING_CODE = re.compile(r"\s*([A-Z][0-9]{4})\b")

KINDS = ("processing-notes", "noc-list", "corrections", "transaction-report")
"""What may lie beside a release, in the words of a report; of corrections there may be several files."""


def role_of(kind: str, name: str) -> str:
    """Return the role under which a companion called `name` is kept: its kind, of corrections with the name.

    >>> role_of("corrections", "HCPC2019_Corrections_ALPHA_v2.xlsx")
    'corrections/HCPC2019_Corrections_ALPHA_v2.xlsx'
    """
    return f"{kind}/{name}" if kind == "corrections" else kind


def kind_of(role: str) -> str:
    """Return the kind of the companion that is kept under `role`."""
    return role.partition("/")[0]


def read_companion(role: str, name: str, data: bytes) -> tuple[Companions, list[Problem]]:
    """Return what the companion of that role says, and the rows that were put aside.

    Raises:
        RefusedFile: it is not what its name claims, or holds nothing.

    """
    kind = kind_of(role)
    if kind == "corrections":
        corrections, problems = read_corrections(data, name)
        return Companions(corrections=corrections), problems
    if kind == "transaction-report":
        report, problems = read_transactions(data, name)
        return Companions(report=report), problems
    if kind == "noc-list":
        return Companions(noc=read_noc_list(data, name), noc_file=name), []
    return Companions(notes=read_processing_notes(data), notes_file=name), []


def read_processing_notes(data: bytes) -> dict[str, str]:
    """Return the notes by their four-digit number, white space folded; deleted ones say so in their text.

    Raises:
        RefusedFile: there is no note.

    """
    notes: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in data.decode("cp1252", errors="replace").splitlines():
        text = _TRAILING_STAR.sub("", line)
        found = _NOTE_HEAD.match(text)
        if found:
            current = notes.setdefault(found[1], [])
            current.append(found[2])
        elif current is not None and not _PAGE_LINE.match(text):
            current.append(text)
    if not notes:
        raise RefusedFile("It holds no processing note (a number such as 0001-- opens each).")
    return {number: " ".join(" ".join(pieces).split()) for number, pieces in notes.items()}


def read_noc_list(data: bytes, name: str) -> tuple[str, ...]:
    """Return the sorted codes of CMS's list of not-otherwise-classified codes: workbook, CSV or print file.

    Raises:
        RefusedFile: there is no code.

    """
    if name.lower().endswith((".xlsx", ".xls")):
        firsts = [cell_text(row[0]) if row else "" for row in sheet_rows(data)]
    elif name.lower().endswith(".csv"):
        firsts = [str(row[0]) if row else "" for row in csv_rows(data)]
    else:
        firsts = data.decode("cp1252", errors="replace").splitlines()
    found = {match[1] for first in firsts if (match := _LEADING_CODE.match(first.upper()))}
    codes = tuple(sorted(code for code in found if is_level_two(code)))
    if not codes:
        raise RefusedFile("It holds no HCPCS code, so it is not CMS's list of catch-all codes.")
    return codes
