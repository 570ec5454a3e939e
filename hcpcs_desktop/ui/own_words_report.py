"""Puts the outcome of loading own words into sentences and a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.reference.answers import OwnWordsReport
from hcpcs_desktop.search.own_words import KEPT, PROGRAM
from hcpcs_desktop.ui.page import Block, Row
from hcpcs_desktop.ui.words import counted

if TYPE_CHECKING:
    from hcpcs_desktop.search.own_words import WordConflict

_NAMED = 4
_SHOWN = 200


def clashing(report: OwnWordsReport) -> tuple[WordConflict, ...]:
    """Return the words that are kept with another meaning than the file's."""
    return tuple(conflict for conflict in report.conflicts if conflict.against == KEPT)


def question(report: OwnWordsReport) -> str:
    """Return what to ask where kept words have another meaning than the file's."""
    found = clashing(report)
    named = ", ".join(f"“{one.term}” ({one.other}; in the file: {one.means})" for one in found[:_NAMED])
    more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
    mean = "means" if len(found) == 1 else "mean"
    return (
        f"{counted(len(found), 'kept word', 'kept words')} {mean} something else in the file: {named}{more}. "
        "Take what the file says?"
    )


def together(first: OwnWordsReport, second: OwnWordsReport) -> OwnWordsReport:
    """Return the outcome of a load that was done again with the file's meanings."""
    known = [one for one in first.conflicts if one.against != KEPT and one not in second.conflicts]
    return second._replace(
        added=first.added, unchanged=first.unchanged, conflicts=(*known, *second.conflicts)
    )


def headline(report: OwnWordsReport) -> str:
    """Return in a line how many words were taken."""
    parts = [f"{report.added:,} added"]
    if report.changed:
        parts.append(f"{report.changed:,} changed")
    if report.unchanged:
        parts.append(f"{report.unchanged:,} kept already")
    if report.problems:
        parts.append(counted(len(report.problems), "line not taken", "lines not taken"))
    return ", ".join(parts) + "."


def is_telling(report: OwnWordsReport) -> bool:
    """Tell whether something was not taken; what stands against the program's words is in the table."""
    return bool(report.problems) or any(one.against != PROGRAM for one in report.conflicts)


def blocks_of(report: OwnWordsReport) -> tuple[Block, ...]:
    """Return the page of a load's outcome."""
    own = tuple(one for one in report.conflicts if one.against != PROGRAM)
    program = tuple(Row(one.term, one.other) for one in report.conflicts if one.against == PROGRAM)
    problems = tuple(Row(_place(one.line), one.text, more=one.remedy) for one in report.problems)
    blocks = [
        Block(title=headline(report).rstrip(".")),
        Block("Not taken", rows=_some(problems)),
        Block("Two meanings", rows=_some(_rows(own))),
        Block("Used instead of the program's words for", rows=_some(program)),
    ]
    return tuple(block for block in blocks if block.title or block.rows)


def _rows(conflicts: tuple[WordConflict, ...]) -> tuple[Row, ...]:
    return tuple(Row(one.term, one.text, _place(one.line).lower()) for one in conflicts)


def _place(line: int | None) -> str:
    return "" if line is None else f"Line {line:,}"


def _some(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    if len(rows) <= _SHOWN:
        return rows
    return (*rows[:_SHOWN], Row("", f"And {len(rows) - _SHOWN:,} more."))
