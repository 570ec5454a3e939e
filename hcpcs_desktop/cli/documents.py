"""Turns answers into the JSON of the contract: named tuples become objects, tuples become arrays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.codes.records import CodeRecord, PlainName
from hcpcs_desktop.reference.answers import CorrectionOf, Exported
from hcpcs_desktop.search.answer import Answer
from hcpcs_desktop.search.spans import Spans


def plain_data(value: Any) -> Any:  # noqa: ANN401 - JSON is untyped
    """Return `value` as dicts, lists and scalars, recursively."""
    if hasattr(value, "_asdict"):
        return {key: plain_data(one) for key, one in value._asdict().items()}
    if isinstance(value, dict):
        return {key: plain_data(one) for key, one in value.items()}
    if isinstance(value, list | tuple | Spans):
        return [plain_data(one) for one in value]
    return value


def document(value: Any) -> str:  # noqa: ANN401 - JSON is untyped
    """Return one JSON document, readable, in UTF-8 characters."""
    return json.dumps(plain_data(value), ensure_ascii=False, indent=2)


def line(value: Any) -> str:  # noqa: ANN401 - JSON is untyped
    """Return one JSON document on a single line."""
    return json.dumps(plain_data(value), ensure_ascii=False)


def explanations(found: tuple[Explanation, ...], corrected: Sequence[Sequence[CorrectionOf]]) -> Any:  # noqa: ANN401 - JSON is untyped
    """Return one object, or an array where the text held several codes; each with CMS's corrections to it."""
    data = [
        {**plain_data(one), "corrections": [_correction(row) for row in rows]}
        for one, rows in zip(found, corrected, strict=True)
    ]
    return data[0] if len(data) == 1 else data


def _correction(one: CorrectionOf) -> dict[str, Any]:
    """Return a correction as one flat object; its fields are named as those of an exported record."""
    row = one.correction
    return {
        "release": one.release,
        "label": one.label,
        **plain_data(row._replace(fields=())),
        "fields": dict(row.fields),
    }


def answer(found: Answer) -> dict[str, Any]:
    """Return a search answer; keys that are for an empty result or a card only are left out elsewhere."""
    data: dict[str, Any] = plain_data(found)
    if found.card is None:
        del data["card"]
    return data


def record(one: CodeRecord, plain: PlainName | None) -> dict[str, Any]:
    """Return an exported record: fields as in the file, a blank field null, a blank list empty.

    `plain_name`, `plain_words` and `hint` are this program's own.
    """
    data = record_data(one)
    data["plain_name"] = plain.name if plain else None
    data["plain_words"] = plain.said() if plain else ()
    data["hint"] = plain.hint or None if plain else None
    return {key: plain_data(value) for key, value in data.items()}


def record_data(one: CodeRecord) -> dict[str, Any]:
    """Return the fields of a record as in the file, a blank field null, a blank list empty."""
    return {key: (None if value == "" else value) for key, value in one._asdict().items()}


def export(found: Exported) -> dict[str, Any]:
    """Return the export document."""
    records = [record(*one) for one in found.records]
    for one, (status, covered) in zip(records, found.judged, strict=False):
        one |= {"on": found.on, "status": status, "covered": covered}
    day = {"on": found.on} if found.on else {}
    return {"release": found.release, **day, "records": records}
