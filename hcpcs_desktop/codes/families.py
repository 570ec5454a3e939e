"""Decides by the shape of five characters whose code it is (domain A1)."""

import re
from functools import cache
from typing import NamedTuple

from hcpcs_desktop.codes.tables import rows


class Family(NamedTuple):
    """A family of codes: its level, code set, category and maintainer, as ``families.tsv`` words them.

    `why` names the code at ``{code}``; `rule` is what decided, `keeper` who within the maintainer decides,
    `cadence` how often, `terms` what one may do with the wording.
    """

    key: str
    level: str
    code_set: str
    category: str | None
    maintainer: str | None
    section: str | None
    letter_meaning: str
    number_meaning: str
    why: str
    cadence: str
    rule: str
    keeper: str
    terms: str


_SHAPES = (
    ("cpt1", r"[0-9]{5}"),
    ("cpt2", r"[0-9]{4}F"),
    ("cpt3", r"[0-9]{4}T"),
    ("pla", r"[0-9]{4}U"),
    ("maaa", r"[0-9]{4}M"),
    ("covid", r"[0-9]{4}A"),
    ("cdt", r"D[0-9]{4}"),
    ("level2", r"[ABCEGHJKLMPQRSTUV][0-9]{4}"),
    ("local", r"[WXYZ][0-9]{4}"),
)


_LEVEL_TWO = re.compile(dict(_SHAPES)["level2"])
_ANY = re.compile("|".join(f"(?P<{key}>{shape})" for key, shape in _SHAPES))


def family_of(text: str) -> Family | None:
    """Return the family of a normalised five-character `text`, or None if no code has this shape."""
    found = _ANY.fullmatch(text)
    return families()[found.lastgroup or ""] if found else None


def is_level_two(text: str) -> bool:
    """Tell whether `text` has the shape of a national Level II code, the only kind in CMS's file."""
    return _LEVEL_TWO.fullmatch(text) is not None


def well_formed(text: str) -> bool:
    """Tell whether `text` has the shape of a code; a shape never proves that the code exists."""
    return family_of(text) is not None


@cache
def families() -> dict[str, Family]:
    """Return every family by its key."""
    return {
        row["key"]: Family(
            key=row["key"],
            level=row["level"],
            code_set=row["code_set"],
            category=row["category"] or None,
            maintainer=row["maintainer"] or None,
            section=row["section"] or None,
            letter_meaning=row["letter_meaning"],
            number_meaning=row["number_meaning"],
            why=row["why"],
            cadence=row["cadence"],
            rule=row["rule"],
            keeper=row["keeper"],
            terms=row["terms"],
        )
        for row in rows("structure/families.tsv")
    }
