"""The answer to a search: frozen values with the keys of ``hcpcs search --json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hcpcs_desktop.codes.absence import Absence
    from hcpcs_desktop.codes.explanation import Explanation, Status


class Hit(NamedTuple):
    """One code or modifier that answers, with the tier and the reason that brought it.

    `spans` are the stretches of `title` that match, as (start, end). `status` and `ended` hold for the
    asked day. Where `title` is our plain name, `official` is the opening of CMS's text. `absence` says
    why a code is absent on that day.
    """

    code: str
    kind: str
    title: str
    status: Status
    section: str | None
    tier: str
    why: str
    spans: Sequence[tuple[int, int]] = ()
    ended: str | None = None
    coverage: str = ""
    facts: tuple[str, ...] = ()
    official: str = ""
    absence: Absence = ""


class Used(NamedTuple):
    """A fact that fired: its `term`, by which it can be switched off, itself in words, kind and note."""

    term: str
    told: str
    kind: str
    note: str = ""


class Answer(NamedTuple):
    """The hits of one query, best first; `total` counts also those beyond the limit.

    `card` is set, and `hits` empty, where the query is a CPT, CDT or retired code. `advice` says, where
    nothing was found, what was understood and what to try; `suggestions` are codes to try.
    `facts` fired, `corrected` are (typed, read as), `refused` are the terms and words switched off.
    `filtered` tells that filters held. `release` decides for the day (None without one), and its period
    ends on `checked_through`; `covered` tells whether that is on or after the day.
    """

    query: str
    read_as: str
    on: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...] = ()
    card: Explanation | None = None
    advice: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    facts: tuple[Used, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()
    refused: tuple[str, ...] = ()
    filtered: bool = False
    release: str | None = None
    checked_through: str | None = None
    covered: bool = False
