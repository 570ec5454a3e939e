"""Orders candidates: a pure function with a total order, so that a list never flickers (search.md)."""

from __future__ import annotations

import re
from typing import NamedTuple

from hcpcs_desktop.search.folding import words

_ACCESSORY = re.compile(
    r"\b(accessor(?:y|ies)|replacement|includes|repair|attachment|for use with|component|supply kit"
    r"|each additional)\b",
    re.IGNORECASE,
)
_QUALITY = re.compile(r"[GM]\d{4}")
_FIRST_QUALITY = {"G": "G8000", "M": "M1000"}

TIERS = ("exact code", "code prefix", "range", "number", "name", "text", "substring")
"""The tiers of this version, best first."""


class Candidate(NamedTuple):
    """What ranking looks at: the tier, the texts, and whether the code is over on the asked day."""

    tier: str
    code: str
    kind: str
    names: str
    long: str
    over: bool


def standing(kind: str, code: str, text: str, ended: str | None) -> tuple[object, ...]:
    """Return the key of the order that holds whatever was asked; smaller stands higher.

    Codes without an end first, measures of quality and accessories below the things themselves,
    modifiers after codes, shorter texts before longer, then by code.
    """
    return (
        ended is not None,
        _is_quality(code),
        _is_accessory(text),
        kind != "code",
        len(text),
        code,
    )


def order(candidate: Candidate, wanted: tuple[str, ...]) -> tuple[object, ...]:
    """Return the sort key of one candidate for the folded words `wanted`; no two candidates share one."""
    names = words(candidate.names)
    thing = words(candidate.long[:80]) or names
    return (
        TIERS.index(candidate.tier),
        candidate.over,
        _is_quality(candidate.code),
        _is_accessory(candidate.long or candidate.names) and not _is_accessory(" ".join(wanted)),
        not _begins_with(thing, wanted),
        not _begins_with(names, wanted),
        not _in_order(names, wanted),
        candidate.kind != "code",
        len(candidate.long or candidate.names),
        candidate.code,
        candidate.kind,
    )


def _is_accessory(text: str) -> bool:
    return bool(_ACCESSORY.search(text))


def _is_quality(code: str) -> bool:
    return bool(_QUALITY.fullmatch(code)) and code >= _FIRST_QUALITY[code[0]]


def _begins_with(names: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell whether the text names the thing first (``Walker, folding``), not what it is for."""
    return bool(names and wanted) and names[0].startswith(wanted[0])


def _in_order(names: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    """Tell whether the words stand one after the other as they were asked."""
    size = len(wanted)
    return any(
        names[at : at + size - 1] == wanted[:-1] and names[at + size - 1].startswith(wanted[-1])
        for at in range(len(names) - size + 1)
        if size
    )
