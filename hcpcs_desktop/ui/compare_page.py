"""The page that shows up to six codes side by side: what differs in columns, what is the same once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.ui.anatomy import boxes_of
from hcpcs_desktop.ui.compare_lines import Line, lines_of
from hcpcs_desktop.ui.detail_page import NOT_HERE
from hcpcs_desktop.ui.metrics import BODY, HEADING
from hcpcs_desktop.ui.page import Block, Row, look, render_blocks, template
from hcpcs_desktop.ui.words import dated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.ui.anatomy import Box
    from hcpcs_desktop.ui.look import Look

MOST = 6
"""Codes side by side at most."""

_CODES_SHARE = 86
_MANY = 4
_TWO = 2
_LETTERS = "ABCDEF"
_MARKED = " Only the words that differ are marked."
_MARKED_OF_MANY = " Marked are the words that at least half of the codes do not have."
_COVERED = "Which code is it?"
_EXAMPLES = (
    ("E0130,E0135,E0141,E0143", "Four walkers: two words make the difference"),
    ("A0426,A0427,A0428,A0429", "Ambulance rides: basic or advanced, emergency or not"),
    ("L1832,L1833", "Off the shelf, or fitted by someone with expertise"),
    ("U0001,0001U", "The same characters: a code of CMS and one of the AMA"),
    ("0042T,A0425", "A letter at the end, a letter in front"),
    ("25,RT,JW", "Modifiers: whose they are"),
)


class Column(NamedTuple):
    """The head of one code: its boxes, and what can be done with it."""

    boxes: tuple[Box, ...]
    links: tuple[tuple[str, str], ...] = ()


def render(
    found: Sequence[Explanation], columns: Sequence[Column], appearance: Look, *, covered: bool = False
) -> str:
    """Return the page for these codes, a column each; `covered` tells that some are not to be known yet."""
    lines = lines_of(found, covered=covered)
    share = _CODES_SHARE // len(columns)
    drawn = look(appearance) | {"code_share": share, "label_share": 100 - share * len(columns)}
    drawn["box_size"] = appearance.metrics.size(HEADING if len(columns) <= _MANY else BODY)
    return template("compare").render(
        title=f"{len(found)} codes side by side" if len(found) > 1 else "One code; pin another beside it",
        opening=f"On {dated(found[0].on)}.{_marks(lines, len(found))}",
        columns=columns,
        rows=[line for line in lines if line.differs],
        same=[line for line in lines if not line.differs],
        same_heading=_same_heading(len(found)),
        sources=_sources(found),
        **drawn,
    )


def _marks(lines: Sequence[Line], codes: int) -> str:
    """Return which words are marked; nothing where the texts have so little in common that none is."""
    if not any(line.marked for line in lines):
        return ""
    return _MARKED if codes <= _TWO else _MARKED_OF_MANY


def _same_heading(codes: int) -> str:
    """Return what stands above the rows that do not differ; nothing where there is one code alone."""
    if codes < _TWO:
        return ""
    return "The same for both" if codes == _TWO else "The same for all"


def letter(number: int) -> str:
    """Return the letter of a column, by which a covered code is spoken of."""
    return _LETTERS[number]


def boxes(explanation: Explanation, number: int, *, covered: bool) -> tuple[Box, ...]:
    """Return the boxes above a column; where the code is covered, its letter A to F alone."""
    drawn = boxes_of(explanation)
    if not covered:
        return drawn
    return (drawn[0]._replace(text=letter(number), meaning=_COVERED, token="neutral", apart=False),)


def nothing_pinned(appearance: Look) -> str:
    """Return the page without codes: how to pin some, and what is worth a look."""
    rows = tuple(
        Row(codes.replace(",", " "), words, link=f"compare:{codes}", mono=True) for codes, words in _EXAMPLES
    )
    how = Block(
        title="Which codes do you want side by side?",
        lead=f"Open a code and choose “Pin to compare” (Ctrl+M), up to {MOST} codes.",
    )
    return render_blocks((how, Block("For example", rows=rows)), appearance, label=34)


def _sources(found: Sequence[Explanation]) -> tuple[str, ...]:
    files = dict.fromkeys(
        f"From {source.file}, loaded {dated(source.loaded)}."
        for one in found
        for source in one.sources
        if source.file and source.loaded
    )
    return (*files, NOT_HERE)
