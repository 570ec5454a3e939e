"""Orders candidates: a pure function with a total order, so that a list never flickers (search.md)."""

from typing import NamedTuple

from hcpcs_desktop.search.folding import words

_ACCESSORY = (
    "accessor",
    "replacement",
    "includes",
    "repair",
    "attachment",
    "for use with",
    "component",
    "supply kit",
    "each additional",
)
_FIRST_QUALITY = {"G": "G8000", "M": "M1000"}

TIERS = ("exact code", "code prefix", "range", "number", "name", "text", "substring")
"""The tiers of this version, best first."""


_BY_CODE = ("code prefix", "range", "number")


class Candidate(NamedTuple):
    """What ranking looks at.

    `title` is what the list shows, `names` the short and the plain name. `over` tells that the code is
    not valid on the asked day, `aside` that it is an accessory or a measure of quality, `standing` its
    place in the order that holds whatever was asked.
    """

    tier: str
    code: str
    over: bool
    aside: bool
    names: str
    title: str
    standing: int


class Standing(NamedTuple):
    """The order that holds whatever was asked; see `standing`."""

    over: bool
    aside: bool
    is_modifier: bool
    length: int
    code: str


def standing(kind: str, code: str, text: str, ended: str | None) -> Standing:
    """Return the key of the order that holds whatever was asked; smaller stands higher.

    Codes without an end first, measures of quality and accessories below the things themselves,
    modifiers after codes, shorter texts before longer, then by code.
    """
    return Standing(ended is not None, is_aside(code, text), kind != "code", len(text), code)


def is_aside(code: str, text: str) -> bool:
    """Tell whether a code is a measure of quality, or its text is of an accessory or a spare part."""
    if len(code) == 5 and code >= _FIRST_QUALITY.get(code[0], "~"):  # noqa: PLR2004 - a code has five
        return True
    return _of_accessory(text.lower())


def _of_accessory(lower: str) -> bool:
    for word in _ACCESSORY:  # noqa: SIM110 - any() costs a generator for each of nine thousand texts
        if word in lower:
            return True
    return False


def order(candidate: Candidate, wanted: tuple[str, ...]) -> tuple[object, ...]:
    """Return the sort key of one candidate for the folded words `wanted`; `standing` makes it total."""
    if candidate.tier in _BY_CODE:
        return (TIERS.index(candidate.tier), candidate.over, candidate.code, candidate.standing)
    first = wanted[0] if wanted else ""
    return (
        TIERS.index(candidate.tier),
        candidate.over,
        candidate.aside != _of_accessory(" ".join(wanted)),
        not candidate.title.lower().startswith(first),
        not candidate.names.lower().startswith(first),
        len(wanted) > 1 and f" {' '.join(wanted)}" not in f" {' '.join(words(candidate.names))}",
        candidate.standing,
    )
