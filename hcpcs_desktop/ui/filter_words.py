"""Says filters in words: on their chips and in their menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.codes.tables import rows
from hcpcs_desktop.ui.words import dated

if TYPE_CHECKING:
    from hcpcs_desktop.search.filters import Filters

STATUS = {"active": "Not discontinued", "ended": "Discontinued"}
KIND = {"code": "Codes", "modifier": "Modifiers"}
_FIELDS = {"coverage": "Coverage", "pricing": "Pricing"}
_SINCE = {"added_since": "Added since", "ended_since": "Ended since"}


def filter_words(name: str, value: str) -> str:
    """Return one filter in words, such as ``Section E`` or ``Added since 1 Jan 2026``."""
    if name == "section":
        return f"{value.replace('-', ' to ')}" if "-" in value else f"Section {value}"
    if name == "status":
        return STATUS[value]
    if name == "kind":
        return f"{KIND[value]} only"
    if name in _SINCE:
        return f"{_SINCE[name]} {dated(value)}"
    meaning = value_words(name, value)
    return f"{_FIELDS[name]} {value}: {meaning}" if meaning else f"{_FIELDS[name]} {value}"


def short_words(name: str, value: str) -> str:
    """Return one filter in few words, for its chip."""
    return f"{_FIELDS[name]} {value}" if name in _FIELDS else filter_words(name, value)


def value_words(field: str, value: str) -> str:
    """Return what a value of CMS's field means, '' where no table has it."""
    return dict(values(field)).get(value, "")


def values(field: str) -> list[tuple[str, str]]:
    """Return the values of CMS's field, each with its meaning."""
    listed = rows("structure/cms_values.tsv")
    return [(row["value"], row["meaning"]) for row in listed if row["field"] == field]


def sections() -> list[tuple[str, str]]:
    """Return the letters of Level II, each with its section."""
    return [(letter, found.section) for letter, found in sorted(letters().items())]


def active(filters: Filters) -> list[tuple[str, str]]:
    """Return the filters that are set, by name and value."""
    return [(name, value) for name, value in filters._asdict().items() if value is not None]
