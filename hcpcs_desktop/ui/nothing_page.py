"""The page for a text that nothing was found for, and for one that is no code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.ui.page import Block
from hcpcs_desktop.ui.words import links, sentence, shortened

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.search.answer import Answer, Used


def nothing(answer: Answer, explanation: Explanation) -> tuple[Block, ...]:
    """Return the page for a text that nothing was found for."""
    telling = explanation.lookalikes or explanation.suggestions
    shape = explanation if telling else explanation._replace(notes=())
    dead_end = next((used for used in answer.facts if used.kind == "dead end"), None)
    found = list(not_a_code(shape, _nothing_title(answer, dead_end)))
    advice = tuple(map(sentence, answer.advice)) if dead_end is None else (sentence(dead_end.note),)
    if advice and not any(block.paragraphs == advice for block in found):
        found.insert(1, Block("" if dead_end else "What to try", advice))
    codes = [code for code in answer.suggestions if code not in explanation.suggestions]
    if codes:
        found.append(Block("May be meant" if dead_end else "Near codes", links=links(codes)))
    return tuple(found)


def _nothing_title(answer: Answer, dead_end: Used | None) -> str:
    if dead_end is not None:
        return f"{dead_end.term} has no HCPCS code of its own"
    asked = shortened(answer.query.strip())
    if not asked:
        return "No code passes these filters"
    return f"Nothing for “{asked}” in these filters" if answer.filtered else f"Nothing found for “{asked}”"


def not_a_code(explanation: Explanation, title: str) -> tuple[Block, ...]:
    """Return the page for a text that is no code: what it looks like, and what may be meant."""
    notes = tuple(dict.fromkeys(map(sentence, explanation.notes)))
    found = [Block(title=title)]
    if notes:
        found.append(Block("What it looks like" if explanation.lookalikes else "", notes))
    if explanation.suggestions:
        found.append(Block("Codes that may be meant", links=links(explanation.suggestions)))
    return tuple(found)
