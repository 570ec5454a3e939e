"""Chooses, groups and counts what differs between two releases; pure, for the window and the command line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.fields import meaning
from hcpcs_desktop.codes.release import revision_order
from hcpcs_desktop.codes.wording import running
from hcpcs_desktop.reference.beside_changes import CmsPapers, Corrected, cms_papers

if TYPE_CHECKING:
    from hcpcs_desktop.codes.changes import FieldChange, Value
    from hcpcs_desktop.reference.answers import ReleaseInfo
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.reference.time_answers import ChangedCode, Comparison

MODIFIERS = "modifiers"
"""Stands for the modifiers where a section is named by its letter."""

_MODIFIER = 2

LETTER = "letter"
"""The group of codes of which nothing but CMS's letter is told."""

DOUBT = "doubt"

WHAT = {
    "added": "Added",
    "ended": "Discontinued",
    "gone": "Gone from the file",
    "reactivated": "In use again",
    "changed": "Changed",
    DOUBT: "CMS's letter disagrees",
}
"""What can happen to a code, in the order in which it is told, with its heading."""

FIELDS = {
    "long_description": "Official text",
    "short_description": "Short text",
    "coverage": "Coverage",
    "pricing": "Pricing",
    "betos": "BETOS",
    "dates": "Dates",
    "other": "Other fields",
}
"""The kinds of fields that one can ask for alone, with their names."""

_NO_FAVOURITES = "No favourites are kept yet, so nothing can be among them."
_ASKED = {DOUBT: "where CMS's letter disagrees", "changed": "changed fields"}

_MEMBERS = {
    "pricing": ("pricing", "multiple_pricing"),
    "dates": ("added", "ended", "asc_date", "mog_date"),
}
_DATES = frozenset(_MEMBERS["dates"])
_GROUPS = ("added", "ended", "gone", "reactivated", "changed", LETTER)


class Wanted(NamedTuple):
    """Which differences are asked for; all where nothing is said.

    `what` is a key of `WHAT`, `field` of `FIELDS`, `section` a letter or `MODIFIERS`; `favourites` are the
    codes and modifiers to which it is restricted, or None.
    """

    what: str = ""
    field: str = ""
    section: str = ""
    favourites: frozenset[str] | None = None

    def words(self) -> tuple[str, ...]:
        """Return in words what is asked for, a phrase each; nothing where it is everything."""
        section = "modifiers" if self.section == MODIFIERS else f"section {self.section}"
        told = (
            self.what and _ASKED.get(self.what, WHAT[self.what].lower()),
            self.field and running(FIELDS[self.field]),
            self.section and section,
            "my favourites" if self.favourites is not None else "",
        )
        return tuple(filter(None, told))


CORRECTED = "Corrected by CMS afterwards"
"""What stands above the corrections to codes of which nothing differs."""


class Group(NamedTuple):
    """Entries of one kind; `what` is a key of `WHAT`, or `LETTER`."""

    what: str
    entries: tuple[ChangedCode, ...]


class Count(NamedTuple):
    """How many entries there are of each group; each entry counts once."""

    added: int = 0
    ended: int = 0
    gone: int = 0
    reactivated: int = 0
    changed: int = 0
    letter: int = 0

    @property
    def all(self) -> int:
        """How many they are together."""
        return sum(self)


class Selected(NamedTuple):
    """What of a comparison is asked for, and what CMS published beside it.

    `corrected` are corrections to codes of which nothing differs, where no kind of change is asked for.
    """

    found: Comparison
    wanted: Wanted
    entries: tuple[ChangedCode, ...]
    papers: CmsPapers
    corrected: tuple[Corrected, ...] = ()


def select(reference: Reference, found: Comparison, wanted: Wanted) -> Selected:
    """Return what of `found` is asked for."""
    return select_beside(cms_papers(reference, found), found, wanted)


def select_beside(papers: CmsPapers, found: Comparison, wanted: Wanted) -> Selected:
    """Return what of `found` is asked for, where CMS's papers are at hand."""
    corrected: tuple[Corrected, ...] = ()
    if not wanted.what and not wanted.field:
        told = papers.unchanged([one.code for one in found.entries if one.what])
        corrected = tuple(one for one in told if _is_wanted(one.code, wanted))
    return Selected(found, wanted, chosen(found.entries, wanted), papers, corrected)


def _is_wanted(code: str, wanted: Wanted) -> bool:
    section = code[0] if len(code) > _MODIFIER else MODIFIERS
    return wanted.section in ("", section) and (wanted.favourites is None or code in wanted.favourites)


def favourite_codes(favourites: Iterable[str]) -> frozenset[str]:
    """Return the codes and modifiers of favourites such as ``J9035-JW``."""
    return frozenset(part for one in favourites for part in one.split("-"))


def chosen(entries: Iterable[ChangedCode], wanted: Wanted) -> tuple[ChangedCode, ...]:
    """Return the entries that are asked for; one that only tells of a letter, where letters are asked for."""
    return tuple(one for one in entries if _fits(one, wanted))


def _fits(one: ChangedCode, wanted: Wanted) -> bool:
    if wanted.what == DOUBT:
        happened = bool(one.doubt)
    else:
        happened = wanted.what in one.what if wanted.what else bool(one.what)
    return (
        happened
        and (not wanted.field or bool(fields_of(one, wanted.field)))
        and (not wanted.section or section_of(one) == wanted.section)
        and (wanted.favourites is None or one.code in wanted.favourites)
    )


def section_of(one: ChangedCode) -> str:
    """Return the letter of a code's section, `MODIFIERS` for a modifier."""
    return one.section if one.change.kind == "code" else MODIFIERS


def fields_of(one: ChangedCode, field: str = "") -> tuple[FieldChange, ...]:
    """Return the fields that differ, of the kind `field` alone where it is named."""
    if not field:
        return one.change.telling
    return tuple(change for change in one.change.telling if kind_of_field(change.field) == field)


def kind_of_field(name: str) -> str:
    """Return under which kind of `FIELDS` a field of the record is asked for."""
    kinds = (kind for kind in FIELDS if name in _MEMBERS.get(kind, (kind,)))
    return next(kinds, "other")


def group_of(one: ChangedCode) -> str:
    """Return the group under which an entry is told: the first of what happened to it."""
    return next((what for what in _GROUPS if what in one.what), LETTER)


def grouped(entries: Collection[ChangedCode]) -> tuple[Group, ...]:
    """Return the entries by group, each once and in its order; groups without any are left out."""
    by_group: dict[str, list[ChangedCode]] = {what: [] for what in _GROUPS}
    for one in entries:
        by_group[group_of(one)].append(one)
    return tuple(Group(what, tuple(found)) for what, found in by_group.items() if found)


def count(entries: Iterable[ChangedCode]) -> Count:
    """Return how many entries each group has."""
    return Count(**Counter(map(group_of, entries)))


def by_section(entries: Iterable[ChangedCode]) -> dict[str, Count]:
    """Return the counts of every section that has entries."""
    sorted_out: dict[str, list[ChangedCode]] = {}
    for one in entries:
        sorted_out.setdefault(section_of(one), []).append(one)
    return {section: count(found) for section, found in sorted_out.items()}


def headline(entries: Collection[ChangedCode]) -> str:
    """Return in a sentence how many codes and modifiers there are of each group."""
    parts = []
    for kind in ("code", "modifier"):
        told = _counted(count(one for one in entries if one.change.kind == kind), kind)
        parts += [told] if told else []
    return f"{'; '.join(parts)}." if parts else "Nothing differs."


_TOLD = {
    "added": "added",
    "ended": "discontinued",
    "gone": "gone from the file",
    "reactivated": "in use again",
    "changed": "changed",
    LETTER: "with a letter only",
}


def _counted(found: Count, noun: str) -> str:
    numbers = [(number, _TOLD[what]) for what, number in found._asdict().items() if number]
    if not numbers:
        return ""
    (first, words), *others = numbers
    nouns = noun if first == 1 else f"{noun}s"
    return ", ".join([f"{first:,} {nouns} {words}", *(f"{number:,} {words}" for number, words in others)])


def remarks(selected: Selected) -> tuple[str, ...]:
    """Return what has to be known about the comparison as a whole."""
    found = selected.found
    none_kept = _NO_FAVOURITES if selected.wanted.favourites == frozenset() else ""
    told = (none_kept, _backwards(found), found.reason, _letters(found, doubted(selected)))
    return tuple(filter(None, told))


def doubted(selected: Selected) -> int:
    """Return in how many cases CMS's letter disagrees.

    Where no one kind of change is asked for, codes of which nothing differs are among them.
    """
    if selected.wanted.what:
        return sum(bool(one.doubt) for one in selected.entries)
    return len(chosen(selected.found.entries, selected.wanted._replace(what=DOUBT)))


def _backwards(found: Comparison) -> str:
    old, new = ((one.release, *revision_order(one.revision)) for one in (found.old, found.new))
    if old <= new:
        return ""
    return f"{found.old.label} is the later one, so this reads backwards: what came later shows as gone."


def _letters(found: Comparison, doubts: int) -> str:
    """Return where CMS's letters and the differences part, and why that need not mean much."""
    if not doubts:
        return ""
    cases = "case" if doubts == 1 else "cases"
    told = f"CMS's action letter disagrees with this comparison in {doubts:,} {cases}."
    if found.direct:
        return told
    return (
        f"{told} That is not always a mistake: a letter speaks only of what changed since the quarterly file "
        f"just before {found.new.label}, and there may be others in between."
    )


def said(field: str, value: Value) -> tuple[tuple[str, str], ...]:
    """Return what a field says, a pair of words and raw value each; a blank field says nothing.

    A date is its own words, ISO. Words are '' where no table has the value.
    """
    values = value if isinstance(value, tuple) else (value or "",)
    if field in _DATES:
        return tuple((one, "") for one in values if one)
    return tuple((meaning(field, one) or "", one) for one in values if one)


def letter_words(letter: str) -> str:
    """Return what CMS's letter says of the file, such as ``Discontinued``; '' for none."""
    return meaning("action", letter) or "" if letter else ""


def release_named(loaded: Collection[ReleaseInfo], name: str) -> ReleaseInfo | None:
    """Return the release that `name` means: exactly so called, or the newest revision of a quarter."""
    exact = next((one for one in loaded if one.exact_name.casefold() == name.casefold()), None)
    return exact or next((one for one in reversed(list(loaded)) if one.release == name), None)


def newest_pair(loaded: Collection[ReleaseInfo]) -> tuple[ReleaseInfo, ReleaseInfo] | None:
    """Return the releases of the newest two quarters, older first; None where fewer than two are loaded.

    Of one quarter alone the two newest revisions are compared.
    """
    by_quarter = list({one.release: one for one in loaded}.values())
    pair = by_quarter[-2:] if len(by_quarter) > 1 else list(loaded)[-2:]
    return (pair[0], pair[1]) if len(pair) > 1 else None
