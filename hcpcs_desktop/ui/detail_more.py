"""Says what follows on the page once it is painted: look-alikes, neighbours, modifiers that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.ui.compare_page import MOST
from hcpcs_desktop.ui.detail_corrections import correction_blocks
from hcpcs_desktop.ui.detail_history import history_blocks
from hcpcs_desktop.ui.detail_modifiers import modifier_blocks
from hcpcs_desktop.ui.detail_page import FIELDS, closing, facts
from hcpcs_desktop.ui.marked_texts import shortened
from hcpcs_desktop.ui.page import Block, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.reference.answers import CorrectionOf, Neighbour, Neighbours
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.reference.time_answers import History

_CHOOSE = (
    "Take the first line that fits; where none does, it is none of these. The words are those of {texts}."
)
_STATUS = {
    "ended": "Discontinued on this date",
    "not_yet": "Not valid yet on this date",
    "absent": "Gone from the file",
}


def more_of(reference: Reference, explanation: Explanation) -> tuple[Block, ...]:
    """Return the second part of the page, asking `reference` for what it needs."""
    code = explanation.listed_as
    return more_blocks(
        explanation, reference.neighbours(explanation), reference.history(code), reference.corrections(code)
    )


def more_blocks(
    explanation: Explanation,
    found: Neighbours,
    history: History | None = None,
    corrections: Sequence[CorrectionOf] = (),
) -> tuple[Block, ...]:
    """Return the second part of the page, in reading order."""
    past = history_blocks(history, explanation.on) if history is not None else ()
    near = (*neighbour_blocks(found), *modifier_blocks(explanation))
    known = facts(explanation)
    fields = [block for block in known if block.heading == FIELDS]
    others = [block for block in known if block.heading != FIELDS]
    record = (*fields, *correction_blocks(corrections), *past)
    return (*record, *others, *near, *closing(explanation))


def neighbour_blocks(found: Neighbours) -> tuple[Block, ...]:
    """Return the look-alikes with only the differing words marked, the questions, and the codes around."""
    like = [one.code for one in found.alike][: MOST - 1]
    beside = f"compare:{','.join((found.code, *like))}"
    choose = _CHOOSE.format(texts="the official texts" if found.official else "this program's plain names")
    blocks = (
        Block(
            "Nearly the same words",
            rows=tuple(map(_alike_row, found.alike)),
            links=(("Compare them side by side", beside),) if like else (),
        ),
        Block("Which one is it?", (choose,) if found.choice else (), steps=found.choice),
        Block("Next to it by number", rows=tuple(map(_row, found.around))),
    )
    return tuple(block for block in blocks if not block.empty)


def _row(one: Neighbour) -> Row:
    return Row(one.code, one.title, link=f"code:{one.code}", mono=True, more=_STATUS.get(one.status, ""))


def _alike_row(one: Neighbour) -> Row:
    """Return name and official text, or the text alone where that is the name."""
    row = _row(one)._replace(runs=shortened(one.runs))
    if one.lacks:
        row = row._replace(more="; ".join(filter(None, (f"Without: {', '.join(one.lacks)}", row.more))))
    return row._replace(words="") if one.text == one.title else row
