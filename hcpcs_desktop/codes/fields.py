"""Puts the fields of CMS's record into words (domain C1 to C4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from hcpcs_desktop.codes.explanation import Field
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.tables import Row, rows

NOT_PAYABLE = frozenset("IMS")
"""Coverage letters with which Medicare does not pay a code, valid or not (domain J7)."""

_SHOWN = (
    "coverage",
    "cross_reference",
    "pricing",
    "multiple_pricing",
    "type_of_service",
    "processing_note",
    "lab_certification",
    "added",
    "ended",
    "action_effective",
    "action",
    "statute",
    "cim",
    "mcm",
    "asc_group",
    "asc_date",
    "betos",
    "mog_group",
    "mog_policy",
    "mog_date",
    "anesthesia_units",
)

_TEXTS = {"short_description": "Short text", "long_description": "Official text"}


def decode(record: CodeRecord) -> tuple[Field, ...]:
    """Return every filled field of `record` in reading order, one entry a value.

    A coded value that no table holds keeps its value and gets the meaning None; a field that is not coded
    (a date, a reference, a note's number) gets the field's explanation.
    """
    return tuple(field for key in _SHOWN for field in _fields(key, getattr(record, key)))


def decode_given(pairs: Iterable[tuple[str, str]]) -> tuple[Field, ...]:
    """Return values that a correction gives, as `decode` returns those of a record.

    Texts and values under a heading that no field corresponds to have the meaning '': they say it themselves.
    """
    return tuple(field for key, text in pairs for field in _given(key, text))


def _given(key: str, text: str) -> Iterator[Field]:
    if key not in _about():
        yield Field(_TEXTS.get(key, key), text, "", key)
        return
    is_list = key in _coded() or key == "cross_reference"
    yield from _fields(key, tuple(part.strip() for part in text.split(",")) if is_list else (text,))


def meaning(field: str, value: str) -> str | None:
    """Return what `value` means in the coded `field` (a key such as ``coverage``), None if no table says."""
    row = _values().get((field, value))
    return row["meaning"] if row else None


def label_of(field: str) -> str:
    """Return what the field with this key is called, such as ``Coverage`` for ``coverage``."""
    row = _about().get(field)
    return row["label"] if row else _TEXTS[field]


def _fields(key: str, content: tuple[str, ...] | str | None) -> Iterator[Field]:
    values = content if isinstance(content, tuple) else (content or "",)
    about = _about()[key]
    for value in values:
        if value and not (key == "anesthesia_units" and not value.strip("0")):
            words = meaning(key, value) if key in _coded() else about["explanation"]
            yield Field(about["label"], value, words, key, about["explanation"])


@cache
def _about() -> dict[str, Row]:
    return {row["field"]: row for row in rows("structure/cms_fields.tsv")}


@cache
def _values() -> dict[tuple[str, str], Row]:
    return {(row["field"], row["value"]): row for row in rows("structure/cms_values.tsv")}


@cache
def _coded() -> frozenset[str]:
    return frozenset(field for field, _ in _values())
