"""Reads the text files of CPT wording that the AMA gives its licensees (domain D)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from hcpcs_desktop.codes.families import family_of
from hcpcs_desktop.codes.records import Problem
from hcpcs_desktop.releases.errors import RefusedFile

Length = Literal["long", "medium", "short"]

LARGEST = 16 * 1024 * 1024
"""Bytes of a file; the AMA's largest of these is about two million."""

_MOST_PROBLEMS = 200
_LONGEST_LINE = 20_000
_LONGEST_NOTICE = 60_000
_FEW = 2

_KINDS: tuple[tuple[Length, re.Pattern[str]], ...] = (
    ("long", re.compile(r"(?<![a-z])long?ul?[tf](?![a-z])", re.IGNORECASE)),
    ("medium", re.compile(r"(?<![a-z])medu(?![a-z])", re.IGNORECASE)),
    ("short", re.compile(r"(?<![a-z])shortu(?![a-z])", re.IGNORECASE)),
)
_TABBED = re.compile(r"([0-9A-Z]{5})\t(.*)")
_COUNTED = re.compile(r"([0-9A-Z]{5})([0-9]{2}) (.*)")
_FIXED = re.compile(r"([0-9A-Z]{5}) (.*)")
_LAYOUTS = (_TABBED, _COUNTED, _FIXED)

_EDITIONS = (
    re.compile(r"(?:\bCPT\W{0,4}|Procedural Terminology\W{0,9})((?:19|20)\d\d)\b", re.IGNORECASE),
    re.compile(r"\b((?:19|20)\d\d) (?:edition|release|CPT)", re.IGNORECASE),
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_FIRST_YEAR = "1966"

_NO_ROW = (
    "It holds no row of a CPT code: five characters, then a tab or a blank, then the text. "
    "Take the file as the AMA delivers it."
)
_DENTAL = (
    "It holds dental codes. CDT wording cannot be loaded in this version; CDT codes are told by structure."
)
_COPY_AGAIN = "Compare it with the AMA's own file, and copy that again if it differs."


class Wording(NamedTuple):
    """One file of the licensee: which length its texts have, the edition's year or '', notice and texts.

    `notice` is the copyright notice that stands before the texts, as it stands there; `texts` are by code.
    """

    length: Length
    name: str
    year: str
    notice: str
    texts: dict[str, str]
    problems: tuple[Problem, ...]


class _Line(NamedTuple):
    number: int
    text: str


def length_of(name: str) -> Length | None:
    """Return the length of the texts in a file called `name`, None where it names no such file."""
    return next((length for length, form in _KINDS if form.search(name)), None)


def is_tabbed(name: str) -> bool:
    """Tell whether a file called `name` holds a code's whole text in one line, parted by a tab."""
    return re.search(r"ul?t(?![a-z])", name, re.IGNORECASE) is not None


def read_wording(data: bytes, name: str, around: str = "") -> Wording:
    """Return the texts of one file; `around` is the name of the zip or folder, which may tell the year.

    UTF-8, else Windows-1252; the layout is told by the first row. Rows that are none are problems.

    Raises:
        RefusedFile: it is too large, names no kind of texts, or holds no row of a CPT code.

    """
    length = length_of(name)
    if length is None:
        raise RefusedFile("Its name is none of LONGULT, LONGULF, MEDU and SHORTU. Give it the AMA's name.")
    if len(data) > LARGEST:
        raise RefusedFile(f"It is larger than {LARGEST // 1024 // 1024} MB; no file of CPT wording is.")
    notice, rows = _parted(_lines(data))
    if not rows:
        raise RefusedFile(_DENTAL if re.search(rb"(?m)^D[0-9]{4}[\t ]", data) else _NO_ROW)
    texts, problems = _Rows(name).read(rows)
    return Wording(length, name, _year(notice, name, around), notice, texts, problems)


def _lines(data: bytes) -> list[_Line]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return [_Line(number, one.rstrip("\r\x1a")) for number, one in enumerate(text.split("\n"), start=1)]


def _parted(lines: Sequence[_Line]) -> tuple[str, list[_Line]]:
    """Part the notice from the rows: the rows begin behind the last blank line before them.

    A line of the notice may look like a row (a ZIP code at its beginning), and blank lines may have come
    among the rows. So a block counts as rows if most of its lines are, and one of a single row only if no
    block has more.
    """
    blocks = _blocks(lines)
    counts = [sum(_layout(line.text) is not None for line in block) for block in blocks]
    mostly = [at for at, block in enumerate(blocks) if counts[at] * 2 > len(block)]
    first = next((at for at in mostly if counts[at] >= _FEW), mostly[-1] if mostly else None)
    if first is None:
        first = max((at for at, count in enumerate(counts) if count), default=None)
    if first is None:
        return "", []
    rows = [line for block in blocks[first:] for line in block]
    before = 0
    if first == 0:  # no blank line parts them
        before = next(at for at, line in enumerate(rows) if _layout(line.text) is not None)
    above = lines[: rows[before].number - 1]
    return _notice(above), rows[before:]


def _blocks(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Return the stretches of lines between blank ones."""
    blocks: list[list[_Line]] = [[]]
    for line in lines:
        if line.text.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def _layout(text: str) -> re.Pattern[str] | None:
    """Return the layout in which `text` is a row of a CPT code."""
    if len(text) > _LONGEST_LINE:
        return None
    for layout in _LAYOUTS:
        found = layout.match(text)
        if found and _is_cpt(found[1]) and _folded(found[found.re.groups]):
            return layout
    return None


def _is_cpt(code: str) -> bool:
    family = family_of(code)
    return family is not None and family.code_set == "CPT"


def _notice(lines: Sequence[_Line]) -> str:
    """Return the notice without what no screen shows; an endless one is cut."""
    kept = ("".join(one if one.isprintable() else " " for one in line.text).rstrip() for line in lines)
    return "\n".join(kept).strip("\n")[:_LONGEST_NOTICE]


def _folded(text: str) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


class _Rows:
    """Reads the rows of one file; what is none, or contradicts another, goes to the problems."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._problems: list[Problem] = []
        self._texts: dict[str, list[str]] = {}
        self._last = ("", 0)

    def read(self, lines: Sequence[_Line]) -> tuple[dict[str, str], tuple[Problem, ...]]:
        layout = next(found for line in lines if (found := _layout(line.text)) is not None)
        for line in lines:
            if _layout(line.text) is not layout:
                self._told(line, "The line is no row of a CPT code and was put aside")
            elif layout is _COUNTED:
                self._take_counted(line)
            else:
                self._take(line, layout)
        return {code: " ".join(pieces) for code, pieces in self._texts.items()}, self._told_of()

    def _take(self, line: _Line, layout: re.Pattern[str]) -> None:
        found = layout.match(line.text)
        assert found is not None
        text = _folded(found[2])
        held = self._texts.setdefault(found[1], [text])
        if held != [text]:
            self._told(line, f"{found[1]} has another text above, and this one was put aside")

    def _take_counted(self, line: _Line) -> None:
        """Add one piece of a text; the counter goes up by one from row to row of a code."""
        found = _COUNTED.match(line.text)
        assert found is not None
        code, counter = found[1], int(found[2])
        before, self._last = self._last, (code, counter)
        if code in self._texts and before != (code, counter - 1):
            self._told(line, f"{code} goes on out of order, so its text may lack a piece")
        self._texts.setdefault(code, []).append(_folded(found[3]))

    def _told(self, line: _Line, what: str) -> None:
        self._problems.append(Problem(self._name, line.number, f"{what}.", _COPY_AGAIN))

    def _told_of(self) -> tuple[Problem, ...]:
        """Return the problems; of a damaged file's thousands the first, and how many there are."""
        more = len(self._problems) - _MOST_PROBLEMS
        if more <= 0:
            return tuple(self._problems)
        text = f"{more:,} more lines have such problems."
        return (*self._problems[:_MOST_PROBLEMS], Problem(self._name, None, text, _COPY_AGAIN))


def _year(notice: str, name: str, around: str) -> str:
    """Return the year of the edition: as notice or name tell it, or that of the newest copyright."""
    editions = [year for form in _EDITIONS for year in form.findall(notice)]
    for years in (editions, _YEAR.findall(name), _YEAR.findall(notice), _YEAR.findall(around)):
        sound = [year for year in years if year >= _FIRST_YEAR]
        if sound:
            return str(max(sound))
    return ""
