"""Reads and writes own words as text: a term, a tab, what it means; also ``term = means`` and CSV."""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable
from typing import NamedTuple

from hcpcs_desktop.codes.families import well_formed
from hcpcs_desktop.codes.records import Problem
from hcpcs_desktop.search.own_words import (
    MOST_KEPT,
    WRITE_SO,
    Fault,
    OwnWord,
    WordConflict,
    fault_of,
    file_conflict,
    key_of,
    own_word,
    same_meaning,
)

LONGEST_LINE = 2_000

_REMARK = (
    "# Own words of HCPCS Desktop: a term, a tab, and what it means: words of CMS's texts or codes.\n"
    "# Several meanings are separated by a semicolon; lines that begin with # are remarks.\n"
)
_HEADER = ("term", "means")
_HEADERS = frozenset((term, means) for term in ("term", "word") for means in ("means", "meaning"))
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BINARY = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_NO_TEXT = "This is no text file. Save the words as text: a term, a tab and its meaning on a line."
_LINE_END = re.compile("\r\n?|\n")
_PARTS = re.compile(r'("(?:[^"]|"")*"\s*|[^=,;]*)([=,;])(.*)')


class NoWords(Exception):
    """A file that holds no own words as a whole; the message says what to do."""


class Row(NamedTuple):
    """A word of a file and the line where it stands."""

    line: int
    word: OwnWord


class Parsed(NamedTuple):
    """What a text holds: each term once, the lines that say another meaning, the lines that are wrong."""

    rows: tuple[Row, ...] = ()
    conflicts: tuple[WordConflict, ...] = ()
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> tuple[str, str]:
    """Return the text of a file, and what is to be said of its encoding ('' for UTF-8 and UTF-16).

    Raises:
        NoWords: the bytes are no text.

    """
    try:
        text, remark = _decoded(data)
    except UnicodeDecodeError as error:
        raise NoWords(_NO_TEXT) from error
    if _BINARY.search(text):
        raise NoWords(_NO_TEXT)
    return text, remark


def _decoded(data: bytes) -> tuple[str, str]:
    if data.startswith(_WIDE):
        return data.decode("utf-16"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        western = data.decode("cp1252", errors="replace")
        return western, "The file is not UTF-8; it was read as Western European (Latin-1)."


def parse(text: str, file: str = "") -> Parsed:
    """Return the words of a text; a line that is wrong becomes a problem and stops nothing.

    Raises:
        NoWords: there are more than `MOST_KEPT` words.

    """
    lines = [(number, line) for number, line in enumerate(_LINE_END.split(text), 1) if _says_something(line)]
    tabbed = any("\t" in line for _, line in lines)
    if lines and _is_header(lines[0][1], tabbed=tabbed):
        del lines[0]
    if len(lines) > MOST_KEPT:
        raise NoWords(f"The file has {len(lines):,} words; {MOST_KEPT:,} at most are read. Split it in two.")
    gathered = _Gathered(file)
    for number, line in lines:
        gathered.take(number, _word(line, tabbed=tabbed))
    return Parsed(tuple(gathered.rows.values()), tuple(gathered.conflicts), tuple(gathered.problems))


class _Gathered:
    """What was read so far; `rows` by the folded term."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.rows: dict[str, Row] = {}
        self.conflicts: list[WordConflict] = []
        self.problems: list[Problem] = []

    def take(self, line: int, found: OwnWord | Fault) -> None:
        fault = found if isinstance(found, Fault) else fault_of(found)
        if fault is not None or isinstance(found, Fault):
            self.problems.append(Problem(self._file, line, *(fault or found)))
            return
        first = self.rows.setdefault(key_of(found.term), Row(line, found)).word
        if not same_meaning(first, found):
            self.conflicts.append(file_conflict(found, first, line))


def _says_something(line: str) -> bool:
    shown = line.strip()
    return bool(shown) and not shown.startswith("#")


def _is_header(line: str, *, tabbed: bool) -> bool:
    found = _word(line, tabbed=tabbed)
    return isinstance(found, OwnWord) and tuple(one.lower() for one in found) in _HEADERS


def _word(line: str, *, tabbed: bool) -> OwnWord | Fault:
    """Return the word of a line; `tabbed` tells that tabs separate in this file."""
    if len(line) > LONGEST_LINE:
        return Fault(f"The line has {len(line):,} characters.", WRITE_SO)
    between, cells = _cells(line, tabbed=tabbed)
    if not between:
        return Fault("The line has nothing between a term and its meaning.", WRITE_SO)
    rest = [cell for cell in cells[1:] if cell.strip()]
    if len(rest) > 1 and between != ";" and not all(well_formed(cell.strip().upper()) for cell in rest):
        return Fault(f"The line has {len(rest) + 1} columns.", WRITE_SO)
    return own_word(cells[0], "; ".join(rest))


def _cells(line: str, *, tabbed: bool) -> tuple[str, list[str]]:
    """Return what separates the cells of a line ('' for nothing) and the cells."""
    if "\t" in line:
        return "\t", [_unquoted(cell) for cell in line.split("\t")]
    found = _PARTS.match(line.strip())
    if found is None or (tabbed and found[2] != "="):
        return "", []
    if found[2] == "=":
        return "=", [_unquoted(found[1]), _unquoted(found[3])]
    return found[2], next(csv.reader([line.strip()], delimiter=found[2], skipinitialspace=True))


def _unquoted(cell: str) -> str:
    """Return a cell as it was before a spreadsheet put it in quotes."""
    shown = cell.strip()
    if len(shown) > 1 and shown[0] == shown[-1] == '"':
        return shown[1:-1].replace('""', '"')
    return shown


def written(words: Iterable[OwnWord]) -> str:
    """Return words as text that `parse` reads back, sorted."""
    ordered = sorted(words, key=lambda word: (key_of(word.term), word))
    return _REMARK + "".join(f"{term}\t{means}\n" for term, means in (_HEADER, *ordered))
