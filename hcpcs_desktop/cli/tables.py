"""Turns an export into the rows of a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import repeat

from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.reference.answers import Exported


def records_csv(found: Exported) -> str:
    """Return the records as CSV, every field as it is in the file."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(record_rows(found))
    return file.getvalue()


def record_rows(found: Exported) -> Iterator[list[str]]:
    """Return the records as rows below a header; several values of a field are separated by blanks."""
    day = ("on", "status", "covered") if found.on else ()
    judged = [(found.on, *one) for one in found.judged] or repeat(())
    yield [*CodeRecord._fields, "plain_name", "release", "plain_words", "hint", *day]
    for (record, plain), on_day in zip(found.records, judged, strict=False):
        cells = [" ".join(one) if isinstance(one, tuple) else one or "" for one in record]
        name, words, hint = (plain.name, plain.words, plain.hint) if plain else ("", "", "")
        yield [*cells, name, found.release, words, hint, *map(str, on_day)]
