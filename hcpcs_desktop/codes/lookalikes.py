"""Names what a real code or modifier may be mistaken for (domain A9, G2, J3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from hcpcs_desktop.codes.explanation import Lookalike
from hcpcs_desktop.codes.families import family_of
from hcpcs_desktop.codes.tables import rows

_CPT_ENDINGS = "TUMA"
_LEVEL_II_BEGINNINGS = "TUM"
_PLACE_OF_SERVICE = re.compile(r"[1-9][0-9]")


def lookalikes_of_code(code: str, modifiers: Sequence[str] = ()) -> tuple[Lookalike, ...]:
    """Return what the characters of a well-formed `code` may be taken for, and traps at its `modifiers`."""
    found = []
    if _has_icd_shape(code):
        why = f"with a dot, {code[:3]}.{code[3:]}, these characters have the form of a diagnosis code"
        found.append(Lookalike("ICD-10-CM", why))
    twin = _twin(code)
    if twin:
        found.append(twin)
    if re.fullmatch(r"[A-D][0-9]{4}", code):
        why = "HIPPS codes of inpatient rehabilitation have the same shape"
        found.append(Lookalike("HIPPS", why))
    return (*found, *(trap for part in (code, *modifiers) for trap in _listed(part)))


def lookalikes_of_modifier(modifier: str) -> tuple[Lookalike, ...]:
    """Return what a two-character `modifier` may be taken for."""
    found = []
    if _PLACE_OF_SERVICE.fullmatch(modifier):
        found.append(Lookalike("Place of service", "place-of-service numbers have two digits too"))
    return (*found, *_listed(modifier))


def _has_icd_shape(code: str) -> bool:
    """Tell whether ICD-10-CM uses the category that `code` would fall in; 6,761 of its codes look so."""
    if not re.fullmatch(r"[A-Z][0-9]{4}", code):
        return False
    return any(row["first"] <= code[1:3] <= row["last"] for row in _blocks().get(code[0], ()))


def _twin(code: str) -> Lookalike | None:
    """Return the look-alike with the letter at the other end; its shape is a code's, no more is known."""
    if code[-1] in _CPT_ENDINGS:
        other = code[-1] + code[:-1]
    elif code[0] in _LEVEL_II_BEGINNINGS:
        other = code[1:] + code[0]
    else:
        return None
    family = family_of(other)
    assert family is not None, "the four letters open Level II codes and close CPT codes"
    name = family.code_set if family.category is None else f"CPT {family.category}"
    why = f"the same characters with the letter at the other end, {other}, have the shape of such a code"
    return Lookalike(name, why, other)


def _listed(code: str) -> tuple[Lookalike, ...]:
    return tuple(
        Lookalike(row["set"], row["why"]) for row in rows("structure/lookalikes.tsv") if row["code"] == code
    )


@cache
def _blocks() -> dict[str, list[dict[str, str]]]:
    blocks: dict[str, list[dict[str, str]]] = {}
    for row in rows("structure/icd10cm_blocks.tsv"):
        blocks.setdefault(row["letter"], []).append(row)
    return blocks
