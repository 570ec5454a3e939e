"""Reads a text as codes with modifiers, as a modifier, or as neither (domain A9, A10)."""

from __future__ import annotations

import re
from typing import NamedTuple

from hcpcs_desktop.codes.explanation import Kind
from hcpcs_desktop.codes.families import well_formed
from hcpcs_desktop.codes.modifiers import describe, is_known
from hcpcs_desktop.codes.normalise import parts, plain

_ANNOUNCED = re.compile(r"^(?:(?:CPT|HCPCS|CDT|CODE|MODIFIER|MOD)[\s:#-]+)+(?=\S)")
_WITH_MODIFIERS = re.compile(r"([0-9A-Z]{5})((?:[-/,:][0-9A-Z]{2}){1,4}|(?:[0-9A-Z]{2}){1,4})?")
_SEPARATORS = re.compile(r"[-/,:]")
_MODIFIER_LENGTH = 2


class Reading(NamedTuple):
    """One thing that a text was read as; `read_as` is its canonical form, such as ``J9035-JW``."""

    kind: Kind
    read_as: str
    code: str | None = None
    modifiers: tuple[str, ...] = ()


def read(text: str) -> tuple[Reading, ...]:
    """Return what `text` holds: several readings where two or more parts are codes, else exactly one."""
    whole = _ANNOUNCED.sub("", plain(text))
    several = _read_several(parts(whole))
    return several or (read_one(whole),)


def read_one(whole: str) -> Reading:
    """Return the one reading of a normalised text; inner spaces do not count."""
    compact = whole.replace(" ", "")
    if len(compact) == _MODIFIER_LENGTH:
        if describe(compact) is not None:
            return Reading("modifier", compact, None, (compact,))
        return Reading("not_a_code", compact)
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
        if reading.kind == "modifier" and before is not None and before.kind == "code":
            joined[-1] = _extended(before, reading.modifiers)
        elif reading.kind != "not_a_code" or any(c.isdigit() for c in reading.read_as):
            joined.append(reading)
    return tuple(joined)


def _extended(code: Reading, more: tuple[str, ...]) -> Reading:
    return Reading("code", "-".join((code.read_as, *more)), code.code, code.modifiers + more)
