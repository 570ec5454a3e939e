"""Says which kinds of modifiers go with a code, why, and where a modifier is at home (domain A8, J1, J2)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hcpcs_desktop.codes.explanation import ModifierNote
from hcpcs_desktop.codes.families import family_of
from hcpcs_desktop.codes.modifiers import describe, is_ambulance_pair
from hcpcs_desktop.codes.sections import in_defined_section
from hcpcs_desktop.codes.tables import Row, rows

PAIRS = "ambulance-pairs"
"""The word of the table that stands for every pair of an origin and a destination."""

NO_MODIFIER = "none"
"""The word of the table for codes that stand without a modifier as a rule."""

_WITHOUT = frozenset(("cdt", "covid", "local"))
_RANGE = re.compile(r"([0-9A-Z]{5})(?:-([0-9A-Z]{5}))?")


class ModifierGroup(NamedTuple):
    """Modifiers that go together with a code, described on that code, and why they do.

    `modifiers` is empty where the code stands without one as a rule; `notice` is empty where there is none.
    """

    heading: str
    modifiers: tuple[ModifierNote, ...]
    why: str
    rule_of_thumb: bool
    notice: str


class Span(NamedTuple):
    """Codes from `first` to `last`, all of one family of codes and, in Level II, of one letter."""

    first: str
    last: str
    family: str


class _Entry(NamedTuple):
    row: Row
    modifiers: tuple[str, ...]
    codes: tuple[Span, ...]
    not_codes: tuple[Span, ...]
    pricing: frozenset[str]


def groups_for(code: str, pricing: tuple[str, ...] = ()) -> tuple[ModifierGroup, ...]:
    """Return the groups of modifiers that go with `code`, most telling first.

    `pricing` holds the pricing indicators of CMS's record. Without them the code alone decides, and a group
    that depends on them is a rule of thumb. Dental codes, retired sets and texts that are no code have none.
    """
    family = family_of(code)
    if family is None or family.key in _WITHOUT or not in_defined_section(code, family):
        return ()
    return tuple(
        _group(entry, code, priced=bool(pricing))
        for entry in _entries()
        if _within(code, family.key, entry) and _price_fits(entry, pricing)
    )


def notices_of_modifier(modifier: str) -> tuple[str, ...]:
    """Return what the card of `modifier` alone says: what it goes with, then the notices that name it."""
    found = [entry for entry in _entries() if _has(entry, modifier)]
    if not found:
        return ()
    homes = "; ".join(dict.fromkeys(entry.row["home"] for entry in found))
    notices = dict.fromkeys(entry.row["notice"] for entry in found if _speaks_of(entry, modifier))
    return (f"Goes with: {homes}.", *notices)


def spans(text: str) -> tuple[Span, ...]:
    """Return the spans that `text` names: single codes, ranges, or a letter of Level II alone.

    Raises ValueError where a word is none of these, runs backwards or joins codes of two kinds.

    >>> spans("E0776 S")
    (Span(first='E0776', last='E0776', family='level2'), Span(first='S0000', last='S9999', family='level2'))
    """
    return tuple(_span(word) for word in text.split())


def _span(word: str) -> Span:
    found = _RANGE.fullmatch(f"{word}0000-{word}9999" if len(word) == 1 and word.isalpha() else word)
    if found is None:
        raise ValueError(f"{word} is no code, range of codes or letter")
    first, last = found[1], found[2] or found[1]
    kind = _kind(first)
    if kind is None or kind != _kind(last) or first > last:
        raise ValueError(f"{word} is no range of codes of one kind")
    return Span(first, last, kind[0])


def _kind(code: str) -> tuple[str, str] | None:
    """Return the family of `code` and, in Level II, its letter: what the ends of a span share."""
    family = family_of(code)
    return (family.key, code[0] if family.key == "level2" else "") if family else None


def _within(code: str, family: str, entry: _Entry) -> bool:
    return _any_holds(entry.codes, code, family) and not _any_holds(entry.not_codes, code, family)


def _any_holds(found: tuple[Span, ...], code: str, family: str) -> bool:
    return any(span.family == family and span.first <= code <= span.last for span in found)


def _price_fits(entry: _Entry, pricing: tuple[str, ...]) -> bool:
    return not entry.pricing or not pricing or not entry.pricing.isdisjoint(pricing)


def _group(entry: _Entry, code: str, *, priced: bool) -> ModifierGroup:
    # two letters that are places too mean the pair only among the pairs
    base = code if PAIRS in entry.modifiers else None
    notes = (describe(modifier, base) for modifier in entry.modifiers)
    return ModifierGroup(
        heading=entry.row["heading"],
        modifiers=tuple(note for note in notes if note is not None),
        why=entry.row["why"],
        rule_of_thumb=entry.row["kind"] == "thumb" or (bool(entry.pricing) and not priced),
        notice=entry.row["notice"],
    )


def _has(entry: _Entry, modifier: str) -> bool:
    return modifier in entry.modifiers or _composed(entry, modifier)


def _composed(entry: _Entry, modifier: str) -> bool:
    return PAIRS in entry.modifiers and is_ambulance_pair(modifier)


def _speaks_of(entry: _Entry, modifier: str) -> bool:
    named = re.search(rf"\b{re.escape(modifier)}\b", entry.row["notice"]) is not None
    return named or _composed(entry, modifier)


@cache
def _entries() -> tuple[_Entry, ...]:
    return tuple(
        _Entry(
            row,
            tuple(word for word in row["modifiers"].split() if word != NO_MODIFIER),
            spans(row["codes"]),
            spans(row["not_codes"]),
            frozenset(row["pricing"].split()),
        )
        for row in rows("structure/modifier_groups.tsv")
    )
