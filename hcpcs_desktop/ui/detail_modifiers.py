"""Puts the modifiers that go with a code, and where a modifier is at home, onto its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.codes.differences import Run
from hcpcs_desktop.codes.modifier_groups import groups_for, notices_of_modifier
from hcpcs_desktop.ui.page import Block, Row
from hcpcs_desktop.ui.words import capital, dated, sentence

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation, ModifierNote
    from hcpcs_desktop.codes.modifier_groups import ModifierGroup

_THUMB = "A rule of thumb."


def modifier_blocks(explanation: Explanation) -> tuple[Block, ...]:
    """Return which modifiers go with a code and why; for a modifier, what it goes with."""
    if explanation.kind == "modifier":
        told = notices_of_modifier(explanation.read_as)
        return (Block("Where it is at home", tuple(map(sentence, told))),) if told else ()
    pricing = tuple(field.value for field in explanation.fields if field.key == "pricing")
    groups = groups_for(explanation.code or "", pricing)
    return (Block("Modifiers that go with it", rows=tuple(map(_row, groups))),) if groups else ()


def _row(group: ModifierGroup) -> Row:
    """Return a group as a row: meanings first, each with its modifier as a link; owners and reasons below."""
    reasons = (_owners(group.modifiers), _THUMB if group.rule_of_thumb else "", group.why)
    more = " ".join(sentence(reason) for reason in reasons if reason)
    notice = (Run(dated(group.notice), False),) if group.notice else ()
    pairs = [(note.description or "", note.modifier) for note in group.modifiers]
    if not pairs:
        return Row(group.heading, "No modifier", more=more)
    (words, modifier), *others = pairs
    return Row(
        group.heading, capital(words), modifier, more=more, others=tuple(others), codes=True, runs=notice
    )


def _owners(notes: tuple[ModifierNote, ...]) -> str:
    """Return whose the modifiers are: once for all of them, or for each owner by name."""
    owned: dict[str, list[str]] = {}
    for note in notes:
        owned.setdefault(f"Level {note.level}, {note.maintainer}", []).append(note.modifier)
    if len(owned) == 1:
        return next(iter(owned))
    return "; ".join(f"{owner}: {' '.join(modifiers)}" for owner, modifiers in owned.items())
