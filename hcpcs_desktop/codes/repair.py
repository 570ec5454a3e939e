"""Suggests the code that a slip of the pen or a spreadsheet may have spoilt; never replaces silently."""

from __future__ import annotations

from hcpcs_desktop.codes.families import family_of
from hcpcs_desktop.codes.sections import in_defined_section

_DIGIT_FOR = {"O": "0", "I": "1", "L": "1"}
_LENGTH = 5


def swapped(text: str) -> tuple[str, ...]:
    """Return the well-formed codes that `text` becomes when O, I and L are read as 0 and 1.

    Letters in the three middle places can only be digits; the first and the last may be a code's letter.
    """
    if len(text) != _LENGTH or not text.isascii():
        return ()
    middle = "".join(_DIGIT_FOR.get(c, c) for c in text[1:4])
    found = []
    for first in _readings(text[0]):
        for last in _readings(text[4]):
            candidate = first + middle + last
            if candidate != text and family_of(candidate) and candidate not in found:
                found.append(candidate)
    return tuple(found)


def _readings(character: str) -> tuple[str, ...]:
    return (character, _DIGIT_FOR[character]) if character in _DIGIT_FOR else (character,)


def zero_filled(text: str) -> tuple[str, ...]:
    """Return the codes in a defined section that `text` becomes with its lost leading zeros back.

    A spreadsheet turns 00450 into 450, 0042T into 42T and J0135 into J135 when it takes a code for a number.
    """
    if not 0 < len(text) < _LENGTH or not text.isascii() or not text.isalnum():
        return ()
    letter = text[0] if text[0].isalpha() else ""
    candidate = letter + text[len(letter) :].rjust(_LENGTH - len(letter), "0")
    family = family_of(candidate)
    if family is None or len(text) == len(letter) or not in_defined_section(candidate, family):
        return ()
    return (candidate,)
