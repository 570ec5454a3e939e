"""Reads a text as codes with modifiers, as a modifier, or as neither (domain A9, A10)."""

import re
from typing import NamedTuple

from hcpcs_desktop.codes.explanation import Kind
from hcpcs_desktop.codes.families import well_formed
from hcpcs_desktop.codes.modifiers import MOST_ON_A_LINE, describe, is_known
from hcpcs_desktop.codes.normalise import LEADING_MARKS, parts, plain

_ANNOUNCED = re.compile(
    rf"^(?:(?:CPT|HCPCS|CDT|CODE|MODIFIER|MOD)[\s:{re.escape(LEADING_MARKS)}-]+)+(?=\S)",
)
_WITH_MODIFIERS = re.compile(r"([0-9A-Z]{5})((?:[-/,:][0-9A-Z]{2}){1,4}|(?:[0-9A-Z]{2}){1,4})?")
_SEPARATORS = re.compile(r"[-/,:]")
_MODIFIER_LENGTH = 2
_LINKING = frozenset({"BY", "IN", "OF", "ON", "OR", "TO"})
"""Words of two letters that stand between codes, as in ``E0100 to E0159``."""


class Reading(NamedTuple):
    """One thing that a text was read as; `read_as` is its canonical form, such as ``J9035-JW``."""

    kind: Kind
    read_as: str
    code: str | None = None
    modifiers: tuple[str, ...] = ()


def read(text: str) -> tuple[Reading, ...]:
    """Return what `text` holds: several readings where two or more parts are codes, else exactly one."""
    whole = plain(text)
    several = _read_several(parts(whole))
    return several or (read_one(whole),)


def read_one(whole: str) -> Reading:
    """Return the one reading of a plain text; a word that announces a code and inner spaces do not count."""
    whole = plain(_ANNOUNCED.sub("", whole))
    compact = whole.replace(" ", "")
    if len(compact) == _MODIFIER_LENGTH:
        if describe(compact) is not None:
            return Reading("modifier", compact, None, (compact,))
        return Reading("not_a_code", whole)
    found = _WITH_MODIFIERS.fullmatch(compact)
    if found is None:
        return Reading("not_a_code", whole)
    base, tail = found[1], found[2] or ""
    if not well_formed(base):
        return Reading("not_a_code", whole)
    return _with_modifiers(base, tail) or Reading("not_a_code", whole)


def _with_modifiers(base: str, tail: str) -> Reading | None:
    separated = bool(_SEPARATORS.search(tail))
    pairs = tuple(re.findall(r"[0-9A-Z]{2}", tail))
    if not separated and not all(is_known(pair, base) for pair in pairs):
        return None
    return Reading("code", "-".join((base, *pairs)), base, pairs)


def _read_several(pieces: list[str]) -> tuple[Reading, ...]:
    """Return a reading a piece if two or more pieces are codes; a modifier joins the code before it."""
    readings = [read_one(piece) for piece in pieces]
    if sum(reading.kind == "code" for reading in readings) < 2:  # noqa: PLR2004 - "several" is two or more
        return ()
    joined: list[Reading] = []
    for reading in readings:
        before = joined[-1] if joined else None
        base = (before.code or "") if before is not None else ""
        if reading.kind == "modifier" and _only_links(reading.read_as, base):
            continue
        if reading.kind == "modifier" and before is not None and base:
            joined[-1] = before._replace(modifiers=before.modifiers + reading.modifiers)
        elif reading.kind != "not_a_code" or any(c.isdigit() for c in reading.read_as):
            joined.append(reading)
    return tuple(_within_limit(reading) for reading in joined)


def _only_links(word: str, base: str) -> bool:
    """Tell whether a word of two letters stands between codes and is no modifier of the code before it."""
    return word in _LINKING and not is_known(word, base)


def _within_limit(reading: Reading) -> Reading:
    """Return `reading` with the modifiers that joined it; more than a claim line carries make it no code."""
    if reading.code is None:
        return reading
    read_as = "-".join((reading.code, *reading.modifiers))
    if len(reading.modifiers) > MOST_ON_A_LINE:
        return Reading("not_a_code", read_as)
    return reading._replace(read_as=read_as)
