"""Reads CMS's fixed-width release file (cms-files 2)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import BinaryIO

from hcpcs_desktop.codes.records import CodeRecord, Problem
from hcpcs_desktop.releases.assembly import Assembly, Row
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.facts import VITAL, BadDate, Facts, date_problems, interpret

_RECORD = re.compile(r"([A-Z][0-9]{4}|   [A-Z0-9]{2})([0-9]{5})([3478])")
_FOREIGN = re.compile(r"([0-9]{4}[0-9A-Z])([0-9]{5})([3478])")
_HEAD_WIDTH = 293
_FACTS_AT = 119
_LONGEST_LINE = 1_000
_LINE_ENDS = "The line ends may be lost; get a fresh copy."
_BYTE_ORDER_MARK = "ï»¿"
"""What an editor that saves as UTF-8 puts before the first record, in Windows-1252."""
_NOT_A_RELEASE = (
    "It holds no HCPCS record. "
    "CMS's release is a text file such as HCPC2026_JAN_ANWEB.txt, or the zip with it."
)


def read_fixed_width(stream: BinaryIO, file: str) -> tuple[list[CodeRecord], list[Problem]]:
    """Return the records of a release and what was put aside.

    `stream` is read line by line; `file` names it in messages. Windows-1252, CRLF or LF; lines that are no
    record before the first record are the preamble.

    Raises:
        RefusedFile: there is no record, or the file is damaged.

    """
    assembly = Assembly(file)
    lines = io.TextIOWrapper(stream, encoding="cp1252", errors="replace", newline="\n")
    try:
        assembly.run(_Lines(assembly).rows(lines))
    finally:
        lines.detach()
    if not assembly.records:
        raise RefusedFile(_NOT_A_RELEASE)
    return assembly.records, assembly.problems


class _Lines:
    """Turns lines into rows; strange lines and bad dates go to the assembly's problems."""

    def __init__(self, assembly: Assembly) -> None:
        self._assembly = assembly
        self._begun = False

    def rows(self, lines: Iterator[str] | io.TextIOWrapper) -> Iterator[Row]:
        line = ""
        number = 0
        for number, line in enumerate(lines, start=1):
            text = line.rstrip("\r\n").removeprefix(_BYTE_ORDER_MARK)
            found = _RECORD.match(text) or _FOREIGN.match(text)
            if found is None:
                self._strange(number, text)
                continue
            self._begun = True
            if len(text) > _LONGEST_LINE:
                raise RefusedFile(
                    f"Line {number} has {len(text)} characters, CMS's have 320. {_LINE_ENDS}", number
                )
            if found[3] in "37" and len(text) < _HEAD_WIDTH and not line.endswith("\n"):
                raise RefusedFile(
                    f"The file is cut off in line {number}. Copy it again from where it came.", number
                )
            yield self._row(number, text, found)
        if self._begun and not line.endswith("\n"):
            self._told(number, "The last line has no line end", "If text seems cut, copy the file again.")

    def _row(self, number: int, text: str, found: re.Match[str]) -> Row:
        code, sequence, record_id = found[1].strip(), int(found[2]), found[3]
        if record_id in "48":
            return Row(number, code, sequence, record_id, text[11:91], "", ())
        facts, bad = _facts(text[_FACTS_AT:_HEAD_WIDTH].ljust(_HEAD_WIDTH - _FACTS_AT))
        self._assembly.problems += date_problems(self._assembly.file, number, code, bad)
        trusted = None if any(one.field in VITAL for one in bad) else facts
        return Row(number, code, sequence, record_id, text[11:91], text[91:_FACTS_AT], trusted)

    def _strange(self, number: int, text: str) -> None:
        if self._begun and text.strip().strip("\x1a"):
            self._told(
                number,
                "A line among the records is no record and was put aside",
                "Compare it with CMS's copy.",
            )

    def _told(self, number: int, what: str, remedy: str) -> None:
        self._assembly.problems.append(Problem(self._assembly.file, number, what + ".", remedy))


def _facts(tail: str) -> tuple[Facts, tuple[BadDate, ...]]:
    """Return the fields of positions 120 to 293; many rows share the coded ones, many the dates."""
    coded, bad = _coded(tail[:149])
    dated, more = _dated(tail[149:])
    return coded + dated, bad + more


@lru_cache(maxsize=8192)
def _coded(tail: str) -> tuple[Facts, tuple[BadDate, ...]]:
    return interpret(
        {
            "pricing": _pieces(tail[0:8], 2),
            "multiple_pricing": tail[8],
            "cim": _pieces(tail[9:27], 6),
            "mcm": _pieces(tail[27:51], 8),
            "statute": tail[51:61],
            "lab_certification": _pieces(tail[61:85], 3),
            "cross_reference": _pieces(tail[85:110], 5),
            "coverage": tail[110],
            "asc_group": tail[111:113],
            "asc_date": tail[113:121],
            "mog_group": tail[121:124],
            "mog_policy": tail[124],
            "mog_date": tail[125:133],
            "processing_note": tail[133:137],
            "betos": tail[137:140],
            "type_of_service": _pieces(tail[141:146], 1),
            "anesthesia_units": tail[146:149],
        }
    )


@lru_cache(maxsize=8192)
def _dated(tail: str) -> tuple[Facts, tuple[BadDate, ...]]:
    return interpret(
        {"added": tail[0:8], "action_effective": tail[8:16], "ended": tail[16:24], "action": tail[24]}
    )


def _pieces(text: str, width: int) -> list[str]:
    if text.isspace():
        return []
    return [text[start : start + width] for start in range(0, len(text), width)]
