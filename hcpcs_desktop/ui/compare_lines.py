"""Lines up what several codes say: a row a question, a cell a code, only what differs marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.differences import Run, runs_against
from hcpcs_desktop.ui.detail_fields import field_rows
from hcpcs_desktop.ui.detail_page import belonging
from hcpcs_desktop.ui.hit_rows import title_of
from hcpcs_desktop.ui.words import capital, level_words, validity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.ui.page import Row

NOTHING = "\N{EN DASH}"
"""Stands where a code has nothing in a row."""


_MOST_MARKED = 0.8
_GIVING_AWAY = ("The rule", "Section", "Category", "Code set", "Level")


class Cell(NamedTuple):
    """What one code has in a row: a text in stretches, the raw value in muted type, the token of a pill."""

    runs: tuple[Run, ...]
    raw: str = ""
    token: str = ""


class Line(NamedTuple):
    """One row of the comparison, a cell a code; `strong` is a name."""

    label: str
    cells: tuple[Cell, ...]
    strong: bool = False

    @property
    def marked(self) -> bool:
        """Whether a word is marked."""
        return any(run.marked for cell in self.cells for run in cell.runs)

    @property
    def differs(self) -> bool:
        """Whether not all codes have the same."""
        return len({("".join(run.text for run in cell.runs), cell.raw) for cell in self.cells}) > 1


def lines_of(found: Sequence[Explanation], *, covered: bool = False) -> tuple[Line, ...]:
    """Return every row of the comparison: names, texts, status, place and Medicare data.

    While a code is `covered` the rows that give its letter away are left out.
    """
    texts = [one.long_description or one.short_description or "" for one in found]
    names = tuple(_cell(capital(title_of(one))) for one in found)
    first = (
        Line("Name", names, strong=True),
        Line("Official text", tuple(_marked(text, texts) for text in texts)),
        Line("Status", tuple(_status(one) for one in found)),
        Line("Level", tuple(_cell(level_words(one)) for one in found)),
    )
    rows = [{row.label: row for row in (*belonging(one), *field_rows(one.fields))} for one in found]
    labels = dict.fromkeys(label for one in rows for label in one)
    others = (Line(label, tuple(_row(one.get(label)) for one in rows)) for label in labels)
    lines = (*(line for line in first if _says(line)), *others)
    return tuple(line for line in lines if not covered or line.label not in _GIVING_AWAY)


def _says(line: Line) -> bool:
    return any(cell != _cell("") for cell in line.cells)


def _cell(text: str, raw: str = "") -> Cell:
    return Cell((Run(text or NOTHING, False),), raw)


def _marked(text: str, texts: Sequence[str]) -> Cell:
    """Return a text with the words marked that half of the texts or more do not have.

    Where nearly all would be marked the texts have nothing to do with each other, and nothing is.
    """
    if not text:
        return _cell("")
    runs = runs_against(text, [other for other in texts if other])
    marked = sum(len(run.text) for run in runs if run.marked)
    return Cell(runs) if marked <= len(text) * _MOST_MARKED else _cell(text)


def _status(explanation: Explanation) -> Cell:
    pill = validity(explanation)
    return Cell((Run(pill.text, False),), "", pill.token)


def _row(row: Row | None) -> Cell:
    """Return the words of a row of the page, further values behind the first."""
    if row is None:
        return _cell("")
    others = "".join(f"; {words} {raw}".rstrip() for words, raw in row.others)
    if others:
        return _cell(f"{row.words} {row.raw}".strip() + others)
    return _cell(row.words, row.raw) if row.words else _cell(row.raw)
