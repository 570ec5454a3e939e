"""Says what a two-character modifier is and whose (domain A8)."""

from __future__ import annotations

import re
from functools import cache

from hcpcs_desktop.codes.explanation import ModifierNote, Part
from hcpcs_desktop.codes.tables import Row, rows

MOST_ON_A_LINE = 4
"""Modifiers that a claim line carries at most (general knowledge)."""

PAIR, PHYSICAL_STATUS = "ambulance origin and destination", "physical status"
"""The kinds of pairs of places, and of P1 to P6, which the AMA and CMS both publish."""

OBSOLETE = "obsolete genetic testing"
"""The kind of the modifiers that were dropped for 2013."""

_SHAPE = re.compile(r"[0-9A-Z]{2}")
_GENETIC = re.compile(r"[0-9][A-Z]")
_LOCAL = "WY"
_AMBULANCE_BASE = re.compile(r"A0[0-9]{3}")


def describe(modifier: str, base: str | None = None) -> ModifierNote | None:
    """Return what `modifier` is on the code `base` (None: alone), or None if it can be no modifier.

    On an ambulance base a pair of places is read as origin and destination, even where the same two
    letters are another modifier elsewhere; `note` says so.
    """
    if not _SHAPE.fullmatch(modifier):
        return None
    if base is not None and _AMBULANCE_BASE.fullmatch(base):
        pair = _ambulance_pair(modifier)
        if pair:
            return _composed(modifier, pair)
    row = _table().get(modifier)
    if row is not None:
        return _listed(modifier, row)
    return _unlisted(modifier, base)


def pair_parts(modifier: str) -> tuple[Part, ...]:
    """Return what each letter of an ambulance pair means, () where the two letters are none."""
    if not _ambulance_pair(modifier):
        return ()
    origin, destination = (_lower(_places()[letter]["meaning"]) for letter in modifier)
    return (Part(modifier[0], f"origin: {origin}"), Part(modifier[1], f"destination: {destination}"))


def is_known(modifier: str, base: str | None = None) -> bool:
    """Tell whether `modifier` is a modifier that this program knows on `base`."""
    note = describe(modifier, base)
    return note is not None and note.known


def is_ambulance_pair(modifier: str) -> bool:
    """Tell whether `modifier` is an origin and a destination of an ambulance, in this order."""
    return _SHAPE.fullmatch(modifier) is not None and _ambulance_pair(modifier) != ""


def _listed(modifier: str, row: Row) -> ModifierNote:
    notes = []
    if row["level"] == "I" and not row["meaning"]:
        notes.append("The AMA licenses the wording, so it is not shown here.")
    if _ambulance_pair(modifier):
        notes.append(
            f"On an ambulance code (A0nnn) {modifier} means {_lower(_ambulance_pair(modifier))} instead."
        )
    return ModifierNote(
        modifier,
        row["level"],
        row["maintainer"],
        row["meaning"] or None,
        True,
        row["kind"],
        " ".join(notes),
    )


def _composed(modifier: str, pair: str) -> ModifierNote:
    row = _table().get(modifier)
    note = (
        "Origin first, then destination; valid on ambulance codes though CMS's file does not list every pair."
    )
    if row is not None:
        note = f"On other codes {modifier} means: {_lower(row['meaning'])}. On this code the pair counts."
    return ModifierNote(modifier, "II", "CMS", pair, True, PAIR, note)


def _unlisted(modifier: str, base: str | None) -> ModifierNote | None:
    pair = _ambulance_pair(modifier)
    if pair:
        note = "Only on ambulance codes (A0nnn): origin first, then destination."
        return ModifierNote(modifier, "II", "CMS", pair, base is None, PAIR, note)
    if modifier.isdigit():
        return None
    if _GENETIC.fullmatch(modifier):
        note = "Modifiers of a digit and a letter named genetic tests; they were dropped for 2013."
        return ModifierNote(modifier, "I", "AMA", None, False, OBSOLETE, note)
    if modifier[0] in _LOCAL:
        note = "Modifiers that begin with W or Y were local (Level III) and ended nationally on 2003-12-31."
        return ModifierNote(modifier, "III", None, None, False, "local, retired", note)
    note = "It has the shape of a Level II modifier but is not in this program's table of CMS's modifiers."
    return ModifierNote(modifier, "II", "CMS", None, False, "", note)


def _ambulance_pair(modifier: str) -> str:
    places = _places()
    origin, destination = places.get(modifier[0]), places.get(modifier[1])
    if (
        origin is None
        or destination is None
        or origin["origin"] != "yes"
        or destination["destination"] != "yes"
    ):
        return ""
    return f"Ambulance: {_lower(origin['meaning'])} to {_lower(destination['meaning'])}"


def _lower(text: str) -> str:
    """Return `text` to stand inside a sentence; a word in capitals stays as it is."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


@cache
def _table() -> dict[str, Row]:
    return {row["modifier"]: row for row in rows("structure/modifiers.tsv")}


@cache
def _places() -> dict[str, Row]:
    return {row["letter"]: row for row in rows("structure/ambulance.tsv")}
