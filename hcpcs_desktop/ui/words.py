"""Puts days, statuses and owners into the words that the window shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.absence import ABSENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.search.answer import Answer, Hit

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_ISO_DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?(?!\d)")
_NO_CHARACTER = re.compile(r"[\W_]+")
_OWNER_TOKENS = {"CMS": "accent", "AMA": "neutral", "ADA": "violet"}


class Pill(NamedTuple):
    """A short statement in the colour of its token."""

    text: str
    token: str


def day(when: date) -> str:
    """Return a day as it is read: 2 Mar 2026."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def dated(text: str | None) -> str:
    """Return `text` with every ISO day in it written as it is read, without its time; the rest stays.

    >>> dated("Not checked after 2026-03-31.")
    'Not checked after 31 Mar 2026.'
    """
    return _ISO_DAY.sub(_readable, text or "")


def _readable(found: re.Match[str]) -> str:
    year, month, number = found.groups()
    if not 1 <= int(month) <= len(MONTHS):
        return found[0]
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def read_differently(answer: Answer) -> str:
    """Return what was read, where a code was taken to be other characters than those that were typed."""
    if answer.card is None and not (answer.hits and answer.hits[0].tier == "exact code"):
        return ""
    typed = _NO_CHARACTER.sub("", answer.query.upper())
    read = _NO_CHARACTER.sub("", answer.read_as)
    return "" if read in typed else f" · read as {answer.read_as}"


def spelled(code: str) -> str:
    """Return a code as a screen reader should say it, character by character."""
    return " ".join(code)


def capital(text: str) -> str:
    """Return `text` beginning with a capital letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Return `text` as a sentence of its own: a capital first, a full stop last, readable days."""
    shown = capital(dated(text.strip()))
    return shown if not shown or shown[-1] in ".!?:;" else f"{shown}."


def shortened(text: str, most: int = 80) -> str:
    """Return `text`, cut with an ellipsis where it is longer than `most` characters.

    >>> shortened("wheelchair", 6)
    'wheel…'
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def links(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return codes as a page links to them: the text and the target."""
    return tuple((code, f"code:{code}") for code in codes)


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun: 1 code, 8,259 codes."""
    return f"{number:,} {one if number == 1 else many}"


def owner_token(explanation: Explanation) -> str:
    """Return the token of who maintains the code: CMS, AMA or ADA."""
    return _OWNER_TOKENS.get(explanation.maintainer or "", "neutral")


def pills(explanation: Explanation) -> tuple[Pill, ...]:
    """Return level, maintainer and validity of a code or modifier; for no code that alone."""
    if explanation.kind == "not_a_code":
        return (Pill("Not a HCPCS code", "caution"),)
    token = owner_token(explanation)
    found = [Pill(level_words(explanation), token)]
    if explanation.maintainer:
        found.append(Pill(f"Maintained by {explanation.maintainer}", token))
    return (*found, validity(explanation))


def level_words(explanation: Explanation) -> str:
    """Return the level as the pill says it, with the code set where the level alone misleads."""
    noun = " modifier" if explanation.kind == "modifier" else ""
    if explanation.level == "III":
        return f"HCPCS Level III{noun}, retired"
    own_set = f" ({explanation.code_set})" if explanation.code_set in ("CPT", "CDT") else ""
    return f"HCPCS Level {explanation.level}{own_set}{noun}"


def validity(explanation: Explanation) -> Pill:
    """Return what can be said of the date of service, never more than the loaded releases know."""
    if explanation.status == "unknown":
        return _unknown(explanation)
    if explanation.status == "active":
        return _active(explanation)
    if explanation.status == "ended":
        return Pill(f"Discontinued {dated(explanation.ended)}".strip(), "warning")
    if explanation.status == "not_yet":
        return Pill(f"Not valid before {dated(explanation.added)}", "caution")
    return Pill(capital(ABSENT[explanation.absence]), "caution")


def _unknown(explanation: Explanation) -> Pill:
    if explanation.code_set in ("CPT", "CDT"):
        return Pill(f"Not checked: {explanation.code_set} is licensed", "caution")
    if explanation.level == "III":
        return Pill(f"Series in use until {dated(explanation.ended)}", "caution")
    return Pill("Not checked on this date", "caution")


def _active(explanation: Explanation) -> Pill:
    if not explanation.covered:
        seen = explanation.checked_through
        if seen and seen < explanation.on:
            return Pill(f"Not checked after {dated(seen)}", "caution")
        return Pill("Not checked on this date", "caution")
    if explanation.not_payable_by_medicare:
        return Pill("Valid, Medicare does not pay it", "caution")
    return Pill("Valid on this date", "good")


def hit_warning(hit: Hit) -> str:
    """Return what a row must say about its code on the day, or nothing."""
    if hit.status == "ended":
        return f"Discontinued {dated(hit.ended)}".strip()
    if hit.status == "not_yet":
        return "Not valid yet on this date"
    return capital(ABSENT[hit.absence]) if hit.status == "absent" else ""
