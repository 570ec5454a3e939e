"""Tells of all codes at once in which releases they are listed, with which dates and which coverage."""

from __future__ import annotations

from typing import NamedTuple

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import shown_facts
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release

Shown = tuple[str | None, str | None, str]
"""Added date, end date and coverage letter."""

_Said = tuple[tuple[Shown, bytes], ...]
"""What the releases say of a code: dates and coverage, each with the set of releases that give them."""


_Holding = dict[bytes, tuple[Release, ...]]
"""The answering releases of each set of releases, by the set as it is stored; empty sets are left out."""


class Alike(NamedTuple):
    """Codes of which every release says the same dates and the same coverage.

    `listed` has a record for each release that lists them, with nothing but these. It is empty where
    only the built-in set knows the codes; `own` is what that set says then.
    """

    codes: tuple[str, ...]
    listed: dict[Release, CodeRecord]
    own: Shown = (None, None, "")


def alike(reader: Reader) -> list[Alike]:
    """Return all codes of the answering releases, of the built-in set where none is, those alike together."""
    with reader.steady():
        masks = reader.rows("SELECT DISTINCT releases FROM record WHERE kind = 'code'")
        holding = {mask: releases for (mask,) in masks if (releases := reader.holding(mask))}
        said = _said(reader, holding)
        own = [] if reader.answering() else reader.rows("SELECT code, added, ended, coverage FROM plain")
    groups: dict[_Said, list[str]] = {}
    for code, of_code in said.items():
        groups.setdefault(of_code, []).append(code)
    found = [Alike(tuple(codes), _by_release(of_codes, holding)) for of_codes, codes in groups.items()]
    return found + [Alike((code,), {}, (added, ended, coverage)) for code, added, ended, coverage in own]


def _said(reader: Reader, holding: _Holding) -> dict[str, _Said]:
    shown = {row[0]: shown_facts(row[1]) for row in reader.rows("SELECT id, packed FROM facts")}
    said: dict[str, _Said] = {}
    for code, facts, mask in reader.rows("SELECT code, facts, releases FROM record WHERE kind = 'code'"):
        if mask in holding:
            said[code] = (*said.get(code, ()), (shown[facts], mask))
    return said


def _by_release(said: _Said, holding: _Holding) -> dict[Release, CodeRecord]:
    found = {}
    for (added, ended, coverage), mask in said:
        record = CodeRecord("", "code", "", "", coverage=coverage, added=added, ended=ended)
        found.update(dict.fromkeys(holding[mask], record))
    return found
