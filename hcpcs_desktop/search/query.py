"""Reads what was typed into the search box: a code, modifier, prefix, range, digits or words (search.md)."""

import re
from typing import Literal, NamedTuple

from hcpcs_desktop.codes.modifiers import describe
from hcpcs_desktop.codes.normalise import plain
from hcpcs_desktop.codes.reading import Reading, read
from hcpcs_desktop.codes.repair import swapped
from hcpcs_desktop.search.indexing import asked_words as words

_PREFIX = re.compile(r"[A-Z][0-9]{1,3}")
_RANGE = re.compile(r"([A-Z][0-9]{4}) ?(?:-|TO|\.\.+) ?([A-Z][0-9]{4})")
_MOST_WORDS = 24
_CODE = re.compile(r"[a-z][0-9]{4}")
_DASHED = re.compile(r"^([A-Z])-([0-9]{4})$")
_MODIFIER = re.compile(r"[0-9A-Z]{2}")

QueryKind = Literal["empty", "codes", "modifier", "prefix", "range", "digits", "words"]


class Query(NamedTuple):
    """A query as understood; `read_as` shows it back to the user.

    `codes` and `modifiers` are set for codes; `first` and `last` bound a prefix or range; `words` are folded,
    the last one possibly unfinished if `open_end`: no space came after it.
    """

    kind: QueryKind
    read_as: str
    codes: tuple[Reading, ...] = ()
    first: str = ""
    last: str = ""
    words: tuple[str, ...] = ()
    open_end: bool = True


def read_query(text: str) -> Query:
    """Return the reading of `text`; no text raises."""
    return _read(text)._replace(open_end=not text[-1:].isspace())


def _read(text: str) -> Query:
    typed = plain(text)
    if not typed:
        return Query("empty", "")
    typed = _DASHED.sub(r"\1\2", typed)
    found = _as_range(typed) or _as_codes(typed) or _as_modifiers(typed) or _as_start(typed)
    return found or _as_words(text)


def _as_words(text: str) -> Query:
    """Return a query of words; codes among them count as codes, and without a letter there are no words."""
    said = " ".join(text.split())[:200]
    found = words(text[:2000])[:_MOST_WORDS]
    if not any(character.isalpha() for word in found for character in word):
        return Query("words", said)
    codes = tuple(one for word in found if _CODE.fullmatch(word) for one in read(word.upper()))
    return Query("words", said, codes, words=tuple(word for word in found if not _CODE.fullmatch(word)))


def _as_modifiers(typed: str) -> Query | None:
    """Return several modifiers, such as ``LT RT``."""
    parts = re.split(r"[ ,/-]+", typed.strip("-"))
    if any(not _MODIFIER.fullmatch(part) or describe(part) is None for part in parts):
        return None
    readings = tuple(one for part in parts for one in read(part))
    return Query("modifier", ", ".join(one.read_as for one in readings), readings)


def _as_codes(typed: str) -> Query | None:
    readings = read(typed)
    first = readings[0]
    if first.kind == "modifier" and len(readings) == 1:
        return Query("modifier", first.read_as, readings, words=words(typed))
    codes = tuple(reading for reading in readings if reading.kind == "code")
    codes = codes or _repaired(typed)
    if codes:
        return Query("codes", ", ".join(reading.read_as for reading in codes[:12]), codes)
    return None


def _repaired(typed: str) -> tuple[Reading, ...]:
    """Return the codes of `typed` where O and 0, or I, l and 1, are swapped in the code it begins with."""
    for candidate in swapped(typed[:5]):
        codes = tuple(reading for reading in read(candidate + typed[5:]) if reading.kind == "code")
        if codes:
            return codes
    return ()


def _as_range(typed: str) -> Query | None:
    found = _RANGE.fullmatch(typed)
    if found is None:
        return None
    first, last = sorted((found[1], found[2]))
    return Query("range", f"{first} to {last}", first=first, last=last)


def _as_start(typed: str) -> Query | None:
    if _PREFIX.fullmatch(typed):
        last = typed + "9999"[len(typed) - 1 :]
        return Query("prefix", f"codes that begin with {typed}", first=typed, last=last, words=words(typed))
    if re.fullmatch(r"[0-9]{4}", typed):
        told = f"codes with the number {typed}"
        return Query("digits", told, first=typed, last=typed, words=words(typed))
    return None


def begins_codes(query: Query) -> Query | None:
    """Return the codes that a modifier such as ``E0`` begins, None where it begins none."""
    typed = query.read_as
    return _as_start(typed) if re.fullmatch(r"[A-Z][0-9]", typed) else None
