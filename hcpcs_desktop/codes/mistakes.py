"""Names what people often mistake about a code, with what is right (domain F2, G2)."""

from __future__ import annotations

from hcpcs_desktop.codes.explanation import Mistake
from hcpcs_desktop.codes.families import Family, families
from hcpcs_desktop.codes.sections import in_stretch
from hcpcs_desktop.codes.tables import rows

MOST = 3
"""Mistakes shown at one code; more would not be read."""


def mistakes_about(code: str, family: Family) -> tuple[Mistake, ...]:
    """Return up to `MOST` mistakes about a well-formed `code` of `family`, the most telling first."""
    found = (
        Mistake(row["said"], row["right"])
        for row in rows("structure/mistakes.tsv")
        if any(_holds(place, code, family) for place in row["applies"].split())
    )
    return tuple(found)[:MOST]


def _holds(place: str, code: str, family: Family) -> bool:
    """Tell whether a family, a letter of Level II, a code or a stretch of codes holds `code`."""
    if place in families():
        return place == family.key
    if len(place) == 1:
        return family.key == "level2" and code[0] == place
    return in_stretch(code, place)
