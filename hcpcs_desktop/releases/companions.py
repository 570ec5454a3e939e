"""Reads the files beside a release: processing notes and the list of catch-all (NOC) codes (cms-files 4)."""

from __future__ import annotations

import re

from hcpcs_desktop.codes.families import is_level_two
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.workbook import cell_text, csv_rows, sheet_rows

_NOTE_HEAD = re.compile(r"[ \t]+(\d{4})--(.*)")
_PAGE_LINE = re.compile(r"[ _\t]*$|\s*PROCESSING NOTES\s*$")
_TRAILING_STAR = re.compile(r"[ \t]*\*\s*$")
_LEADING_CODE = re.compile(r"\s*([A-Z][0-9]{4})\b")


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
