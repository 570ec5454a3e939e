"""The texts of Learn: what a page is made of, and the pen that sets links and counts the sources."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hcpcs_desktop.codes.tables import Row, rows
from hcpcs_desktop.ui.words import dated

_MARK = re.compile(r"\[([^\[\]]+)\]")
_CODE = re.compile(r"(?=.*\d)[0-9A-Z]{4,5}(?:-[0-9A-Z]{2})?|[0-9A-Z]{2}")
_UNKNOWN = "GK"


class Piece(NamedTuple):
    """A stretch of text; `link` is where it leads and `kind` how it is set: code, term, strong, quiet."""

    text: str
    link: str = ""
    kind: str = ""


Text = tuple[Piece, ...]


class Mark(NamedTuple):
    """What stands behind a fact: the numbers of its sources, and a word where it is not verified."""

    numbers: str = ""
    doubt: str = ""


class Box(NamedTuple):
    """One part of a code, drawn as a box in the soft colour of its token."""

    text: str
    token: str


class Line(NamedTuple):
    """A row of a table or an entry; `name` is what a link can lead to."""

    cells: tuple[Text, ...]
    mark: Mark = Mark()
    name: str = ""
    boxes: tuple[Box, ...] = ()


class Part(NamedTuple):
    """A part of a chapter: of kind text, table, boxes, terms, puzzles or answers.

    `widths` are the shares of the columns in percent.
    """

    kind: str
    lines: tuple[Line, ...]
    heading: str = ""
    caption: str = ""
    head: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()


class Chapter(NamedTuple):
    """A chapter in reading order; `notes` are its sources by number."""

    key: str
    number: int
    heading: str
    opening: Line
    parts: tuple[Part, ...]
    notes: tuple[tuple[int, str], ...]


def slug(term: str) -> str:
    """Return a term as links write it.

    >>> slug("Date of service")
    'date-of-service'
    """
    return re.sub(r"[^a-z0-9]+", "-", term.casefold()).strip("-")


class Pen:
    """Writes one chapter: a glossary term becomes a link once, a source gets its number when first named."""

    def __init__(self, *, glossary_links: bool = True) -> None:
        self._linked: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._glossary_links = glossary_links

    def text(self, marked: str) -> Text:
        """Return `marked` with its links: [E0143] a code, [release] a term, [shown>@claim] a chapter."""
        found, end = [], 0
        for match in _MARK.finditer(marked):
            found += [Piece(marked[end : match.start()]), self._linking(match[1])]
            end = match.end()
        return tuple(piece for piece in (*found, Piece(marked[end:])) if piece.text)

    def _linking(self, marked: str) -> Piece:
        shown, _, target = marked.partition(">")
        if target.startswith("@"):
            return Piece(shown, f"learn:{target[1:]}", "term")
        if _CODE.fullmatch(shown) and not target:
            return Piece(shown, f"code:{shown}", "code")
        return self._term(shown, slug(target or shown))

    def _term(self, shown: str, target: str) -> Piece:
        if target in self._linked or target not in terms() or not self._glossary_links:
            return Piece(shown)
        self._linked.add(target)
        return Piece(shown, f"term:{target}", "term")

    def mark(self, row: Row) -> Mark:
        """Return what stands behind a row of a table."""
        known = [source for source in sources_of(row["source"]) if source != _UNKNOWN]
        for source in known:
            self._numbers.setdefault(source, len(self._numbers) + 1)
        numbers = ", ".join(str(number) for number in sorted({self._numbers[source] for source in known}))
        return Mark(numbers, doubt(row))

    def line(self, row: Row, *columns: str) -> Line:
        """Return a row with the cells of `columns`."""
        return Line(tuple(self.text(row[column]) for column in columns), self.mark(row))

    def notes(self) -> tuple[tuple[int, str], ...]:
        """Return the sources named so far by their numbers."""
        titles = {row["key"]: row["title"] for row in rows("learn/sources.tsv")}
        return tuple((number, dated(titles[source])) for source, number in self._numbers.items())


def doubt(row: Row) -> str:
    """Return what a row that is not verified has to say of itself."""
    if row["verified"] == "yes":
        return ""
    known = sources_of(row["source"])
    if _UNKNOWN not in known:
        return "not verified"
    alone = set(known) == {_UNKNOWN}
    return "general knowledge, not verified" if alone else "in part general knowledge, not verified"


def sources_of(text: str) -> tuple[str, ...]:
    """Return the keys of ``sources.tsv`` that a source column names; other words of it are left out."""
    named = (word.strip() for word in re.split(r"[;,]", text))
    found = (_source_keys().get(word) or _source_keys().get(word.rstrip("0123456789")) for word in named)
    return tuple(dict.fromkeys(key for key in found if key))


@cache
def _source_keys() -> dict[str, str]:
    keys = {}
    for row in rows("learn/sources.tsv"):
        for name in (row["key"], *row["source"].split(";")):
            keys[name.strip()] = row["key"]
    return keys


@cache
def terms() -> dict[str, str]:
    """Return the terms of the glossary by what links write."""
    return {slug(row["term"]): row["term"] for row in rows("learn/glossary.tsv")}
