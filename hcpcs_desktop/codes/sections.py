"""Places a code in its section and subsection by number (domain A2, A6, A7)."""

from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from hcpcs_desktop.codes.families import Family
from hcpcs_desktop.codes.tables import Row, rows

_WHOLE_SETS = ("cpt2", "cpt3", "pla", "maaa", "covid")


class Place(NamedTuple):
    """Where a code belongs: its section, the finer subsection and a note where the number misleads.

    `first` and `last` are the codes between which the subsection lies.
    """

    section: str | None
    subsection: str | None
    note: str
    first: str = ""
    last: str = ""


class Letter(NamedTuple):
    """One letter of Level II: its section, whether it is permanent or temporary, and a note."""

    letter: str
    section: str
    kind: str
    note: str


def place(code: str, family: Family) -> Place:
    """Return the place of a well-formed `code` of `family`; section None where no section uses the number."""
    if family.key == "cpt1":
        return _cpt_place(code)
    if family.key == "level2":
        found = _narrowest("structure/level2_ranges.tsv", code)
        section = letters()[code[0]].section
        if found is None:
            return Place(section, None, "")
        return Place(section, found["heading"], "", found["first"], found["last"])
    if family.key == "cdt":
        return _cdt_place(code)
    return Place(family.section, None, "")


def in_defined_section(code: str, family: Family) -> bool:
    """Tell whether a section or category is defined for the number of a well-formed `code`.

    The CPT sets with a letter at the end are sections of their own; local codes have none.
    """
    if family.key in _WHOLE_SETS:
        return True
    return place(code, family).section is not None


def _cdt_place(code: str) -> Place:
    category = _narrowest("structure/cdt_categories.tsv", code)
    if category is None:
        return Place(None, None, "The letter D, but no CDT category uses this number.")
    return Place(letters()["D"].section, category["heading"], "", category["first"], category["last"])


def _cpt_place(code: str) -> Place:
    section = _narrowest("structure/cpt_sections.tsv", code)
    if section is None:
        return Place(None, None, "Five digits, but no CPT section uses this number.")
    surgery = _narrowest("structure/cpt_surgery.tsv", code)
    if surgery is None:
        return Place(section["section"], None, section["note"])
    return Place(
        section["section"], surgery["subsection"], section["note"], surgery["first"], surgery["last"]
    )


@cache
def letters() -> dict[str, Letter]:
    """Return the letters of Level II in order, the dental D included."""
    return {
        row["letter"]: Letter(row["letter"], row["section"], row["kind"], row["note"])
        for row in rows("structure/level2_letters.tsv")
    }


def code_notes(code: str) -> tuple[str, ...]:
    """Return the notes that ``code_notes.tsv`` holds for `code`."""
    return tuple(row["note"] for row in rows("structure/code_notes.tsv") if in_stretch(code, row["code"]))


def in_stretch(code: str, stretch: str) -> bool:
    """Tell whether `stretch`, one code or a first and a last joined by '-', holds a code of its shape."""
    first, _, last = stretch.partition("-")
    return first <= code <= (last or first) and _same_shape(code, first)


def _same_shape(one: str, other: str) -> bool:
    """Tell whether letters stand in the same places, so that 0042T is not "between" 0001A and 9999A."""
    return all(
        a.isdigit() == b.isdigit() and (a.isdigit() or a == b) for a, b in zip(one, other, strict=True)
    )


def _narrowest(table: str, code: str) -> Row | None:
    first_codes, ranges = _sorted_ranges(table)
    best = None
    for row in ranges[: bisect_right(first_codes, code)]:
        if row["last"] >= code and (best is None or _inside(row, best)):
            best = row
    return best


def _inside(row: Row, other: Row) -> bool:
    return row["first"] >= other["first"] and row["last"] <= other["last"]


@cache
def _sorted_ranges(table: str) -> tuple[list[str], list[Row]]:
    ordered = sorted(rows(table), key=lambda row: (row["first"], row["last"]))
    return [row["first"] for row in ordered], ordered


def ranges(table: str) -> Iterable[tuple[str, str]]:
    """Return first and last code of each range of a table, in order."""
    return [(row["first"], row["last"]) for row in _sorted_ranges(table)[1]]
