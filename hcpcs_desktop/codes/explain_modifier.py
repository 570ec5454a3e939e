"""Explains a modifier that stands alone, by its two characters (domain A8)."""

from __future__ import annotations

from functools import cache

from hcpcs_desktop.codes.explanation import Explanation, ModifierNote, Part
from hcpcs_desktop.codes.lookalikes import lookalikes_of_modifier
from hcpcs_desktop.codes.modifiers import OBSOLETE, PAIR, PHYSICAL_STATUS, describe, pair_parts
from hcpcs_desktop.codes.reading import Reading
from hcpcs_desktop.codes.tables import Row, rows
from hcpcs_desktop.codes.unlisted import LICENCES, without_data

_RULE = "A modifier is added to a code and never changes the code's level."
_OF_WHOM = {"AMA": " of the AMA", "CMS": " of CMS", None: ""}
_FAMILY_OF_KIND = {PAIR: "pair", PHYSICAL_STATUS: "physical", OBSOLETE: "genetic"}
_SERIES = {"III": "local", "genetic": "genetic"}


def described(modifier: str, base: str | None) -> ModifierNote:
    """Return what `modifier` is on the code `base` (None: alone), also where it can be none at all."""
    note = describe(modifier, base)
    if note is None:
        return ModifierNote(modifier, None, None, None, False, "", "No modifier has these two characters.")
    return note


def explain_modifier(reading: Reading, text: str, on: str) -> Explanation:
    """Return the explanation of a modifier that was read alone from `text`, on the ISO day `on`."""
    note = described(reading.read_as, None)
    family = _families()[_FAMILY_OF_KIND.get(note.kind, note.level or "")]
    licensed = note.level == "I" and note.description is None
    status, ended, reason = without_data(_SERIES.get(family["key"], ""), "CPT" if licensed else None, on)
    return Explanation(
        input=text,
        read_as=reading.read_as,
        on=on,
        kind="modifier",
        modifiers=(note,),
        level=note.level,
        code_set=family["code_set"],
        maintainer=note.maintainer,
        structure=_structure(note),
        well_formed=True,
        in_section=note.known,
        status=status,
        covered=status == "ended",
        status_reason=reason,
        ended=ended,
        licence=LICENCES["CPT"] if licensed else None,
        notes=(note.note,) if note.note else (),
        why=(_RULE, family["why"]),
        lookalikes=lookalikes_of_modifier(reading.read_as),
        rule=family["rule"],
        keeper=family["keeper"],
        cadence=family["cadence"],
        terms=family["terms"],
    )


def _structure(note: ModifierNote) -> tuple[Part, ...]:
    """Return origin and destination of a pair of places, else the two characters as one."""
    if note.kind == PAIR:
        return pair_parts(note.modifier)
    form = "two digits" if note.modifier.isdigit() else "two characters"
    return (Part(note.modifier, f"{form}: a Level {note.level} modifier{_OF_WHOM[note.maintainer]}"),)


@cache
def _families() -> dict[str, Row]:
    return {row["key"]: row for row in rows("structure/modifier_families.tsv")}
