"""Says in words what a search found, or that it found nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.codes.absence import ABSENT
from hcpcs_desktop.ui.words import counted, sentence, shortened

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.search.answer import Answer

_MODIFIER = 2
_SHORT_NUMBER = (3, 4)
"""Digits of a revenue code or of a code that lost its zeros."""


def count_words(total: int, shown: int) -> str:
    """Return how many were found, and how many of them are shown."""
    if total == 0:
        return ""
    return f"{total:,} found" if shown >= total else f"{total:,} found, first {shown} shown"


def explains(explanation: Explanation) -> bool:
    """Tell whether a text that no text answers is a code or a modifier all the same."""
    known = all(note.known for note in explanation.modifiers)
    return explanation.kind == "code" or (explanation.kind == "modifier" and known)


def reads_otherwise(answer: Answer) -> bool:
    """Tell whether rows may be there for another text than was typed.

    O0100 is read as 00100, 0450 as the end of L0450, and RH as a word of J2788.
    """
    typed = answer.query.strip()
    if len(typed) == _MODIFIER:
        return bool(answer.hits) and answer.hits[0].code != typed.upper()
    if typed.isdigit():
        return len(typed) in _SHORT_NUMBER and bool(answer.hits)
    return answer.card is not None or (bool(answer.hits) and answer.hits[0].tier == "exact code")


def typed_words(typed: Explanation) -> str:
    """Return what a text for which rows were found looks like, where it is itself no code."""
    if typed.kind == "modifier" and typed.in_section:
        (note,) = typed.modifiers
        return (
            f"{note.modifier} as a modifier. {sentence(note.description or '')} {sentence(note.note)}".strip()
        )
    return " ".join(map(sentence, typed.notes)) if typed.kind == "not_a_code" else ""


def nothing_words(answer: Answer, explanation: Explanation) -> str:
    """Return what stands in the list where nothing was found: what was understood, and what to try."""
    read = shortened(answer.read_as.strip())
    if explanation.kind == "modifier" and explains(explanation):
        return ""  # its name is known without a release
    dead_end = next((used for used in answer.facts if used.kind == "dead end"), None)
    understood = f"Nothing found for “{read}”." if read else "No code passes these filters."
    if dead_end is not None:
        understood = f"{dead_end.term} has no HCPCS code of its own."
    elif read and answer.filtered:
        understood = f"Nothing passes the filters for “{read}”. Take one away, or all with Ctrl+Shift+X."
    if explains(explanation):
        absent = explanation.status == "absent"
        why = f"is {ABSENT[explanation.absence]}" if absent else "has no text without a release"
        understood = f"“{read}” {why}; what it is made of is explained."
    tries = (
        f" {counted(len(answer.suggestions), 'code', 'codes')} below may be meant."
        if answer.suggestions
        else ""
    )
    return understood + tries
