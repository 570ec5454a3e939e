"""The command `hcpcs changes`: what changed between two releases, as text, document, table or PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hcpcs_desktop.cli.timely import field_words, name_of, plain_value
from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.reference.change_table import table
from hcpcs_desktop.reference.sheets import as_csv, as_workbook
from hcpcs_desktop.reference.what_changed import (
    CORRECTED,
    MODIFIERS,
    WHAT,
    Selected,
    Wanted,
    by_section,
    count,
    favourite_codes,
    fields_of,
    grouped,
    headline,
    letter_words,
    remarks,
    select,
)
from hcpcs_desktop.reference.whole_files import put

if TYPE_CHECKING:
    from argparse import Namespace

    from hcpcs_desktop.reference import Reference
    from hcpcs_desktop.reference.time_answers import ChangedCode
    from hcpcs_desktop.reference.what_changed import Count

SavePdf = Callable[[Selected, Path], int]
"""Writes what is selected as a PDF and returns its pages; it brings Qt when it is first called."""


def selected(options: Namespace, reference: Reference) -> Selected:
    """Return what the options ask for; raises `UnknownRelease`."""
    only = favourite_codes(reference.favourites()) if options.favourites else None
    wanted = Wanted(options.what or "", options.field or "", options.section or "", only)
    return select(reference, reference.compare(options.old, options.new), wanted)


def write(options: Namespace, found: Selected, save_pdf: SavePdf) -> list[str]:
    """Write the files that the options name and tell which; OSError where one cannot be written."""
    told = []
    if options.pdf:
        pages = save_pdf(found, Path(options.pdf))
        told.append(f"{options.pdf} written, {pages} {'page' if pages == 1 else 'pages'}.")
    for name, made in ((options.csv, as_csv), (options.xlsx, lambda rows: as_workbook(rows, "Changes"))):
        if name:
            rows = tuple(table(found.entries, found.wanted.field))
            put(Path(name), made(rows))
            told.append(f"{name} written, {len(rows) - 1:,} {'row' if len(rows) == _ONE_ROW else 'rows'}.")
    return told


_ONE_ROW = 2


def document(found: Selected) -> dict[str, Any]:
    """Return the document of ``hcpcs changes``, values as in ``hcpcs export``."""
    comparison, wanted = found.found, found.wanted
    asked: dict[str, Any] = wanted._asdict()
    asked["favourites"] = sorted(wanted.favourites) if wanted.favourites is not None else None
    return {
        "old": name_of(comparison.old),
        "new": name_of(comparison.new),
        "direct": comparison.direct,
        "reason": comparison.reason or None,
        "asked": {key: value or None for key, value in asked.items()} | {"favourites": asked["favourites"]},
        "counts": count(found.entries),
        "sections": [_section(key, one) for key, one in by_section(found.entries).items()],
        "entries": [_entry(one, found) for one in found.entries],
        "corrected": found.corrected,
    }


def _section(key: str, found: Count) -> dict[str, Any]:
    title = "Modifiers" if key == MODIFIERS else letters()[key].section
    return {"section": key, "title": title, **found._asdict()}


def _entry(one: ChangedCode, found: Selected) -> dict[str, Any]:
    fields = (
        {"field": change.field, "old": plain_value(change.old), "new": plain_value(change.new)}
        for change in fields_of(one, found.wanted.field)
    )
    return {
        "code": one.code,
        "kind": one.change.kind,
        "what": one.what,
        "title": one.title,
        "section": one.section or None,
        "letter": one.letter or None,
        "letter_means": letter_words(one.letter) or None,
        "doubt": one.doubt or None,
        "fields": list(fields),
        "beside": found.papers.lines(one),
    }


def lines(found: Selected) -> Iterator[str]:
    """Return what changed for people: how much, then every code in its group."""
    comparison = found.found
    yield f"What changed: {comparison.old.label} to {comparison.new.label}"
    asked = found.wanted.words()
    if asked:
        yield f"Only this is shown: {', '.join(asked)}."
    yield headline(found.entries)
    yield from remarks(found)
    for group in grouped(found.entries):
        yield ""
        yield f"{WHAT.get(group.what, 'Only a letter of CMS')} ({len(group.entries):,})"
        for one in group.entries:
            yield from _entry_lines(one, found)
    if found.corrected:
        yield ""
        yield f"{CORRECTED} ({len(found.corrected):,})"
    for corrected in found.corrected:
        yield f"{corrected.code:<5}  {corrected.lines[0]}"
        yield from (f"       {line}" for line in corrected.lines[1:])


def _entry_lines(one: ChangedCode, found: Selected) -> Iterator[str]:
    letter = f"  [CMS: {one.letter}, {letter_words(one.letter)}]" if one.letter else ""
    yield f"{one.code:<5}  {one.title}{letter}"
    told = [field_words(change) for change in fields_of(one, found.wanted.field)]
    for line in (*told, one.doubt, *found.papers.lines(one)):
        if line:
            yield f"       {line}"
