"""The page of what differs between two releases: the sum in a sentence, then every code in its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.differences import Edit, edits
from hcpcs_desktop.codes.fields import label_of
from hcpcs_desktop.codes.wording import running
from hcpcs_desktop.reference.what_changed import (
    CORRECTED,
    DOUBT,
    LETTER,
    WHAT,
    Wanted,
    doubted,
    fields_of,
    grouped,
    headline,
    letter_words,
    remarks,
    said,
)
from hcpcs_desktop.ui.page import look, template
from hcpcs_desktop.ui.words import dated, shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from hcpcs_desktop.codes.changes import FieldChange
    from hcpcs_desktop.codes.records import CodeRecord
    from hcpcs_desktop.reference.answers import ReleaseInfo
    from hcpcs_desktop.reference.time_answers import ChangedCode, Comparison
    from hcpcs_desktop.reference.what_changed import Group, Selected
    from hcpcs_desktop.ui.look import Look

MOST = 100
"""Entries that the page shows at first; a link shows more of each group."""

STEP = 300
_CODE = 9
_LONGEST = 400
_TEXTS = ("long_description", "short_description")
_MARKED = "In a changed text what was taken out is struck through, and what was put in stands out."
_ABOUT = {
    "added": "Listed in the newer release only.",
    "ended": "Without an end date before, and with one now.",
    "gone": "The newer release does not list them. That is not the same as discontinued.",
    "reactivated": "With an end date before, and without one now.",
    LETTER: "Nothing of the code differs.",
}
_ALIKE = 0.34
_CORRECTED = (
    "CMS's notes to codes that are the same in both files, or in neither. They are never applied: "
    "what stands above is as in the files."
)

Values = tuple[tuple[str, str], ...]


class Line(NamedTuple):
    """One field: what it said and says, or a text with its edits and, in words, what went and came."""

    label: str
    old: Values = ()
    new: Values = ()
    edits: tuple[Edit, ...] = ()
    out: str = ""
    in_: str = ""


class Entry(NamedTuple):
    """One code with what differs."""

    code: str
    title: str
    about: str
    lines: tuple[Line, ...]
    doubt: str
    beside: tuple[str, ...]


class Part(NamedTuple):
    """A group as far as it is shown; `more` is what a link offers, `target` where it leads."""

    what: str
    heading: str
    about: str
    entries: tuple[Entry, ...]
    more: str = ""
    target: str = ""


def title_of(found: Comparison) -> str:
    """Return the title, such as ``What changed: CMS 2019 to CMS 2020``."""
    return f"What changed: {found.old.label} to {found.new.label}"


def html(selected: Selected, appearance: Look, most: Mapping[str, int] | None = None) -> str:
    """Return the page of what is selected.

    `most` says how many of each group are shown; None shows all, as paper does, where links lead nowhere.
    """
    found, wanted, entries = selected[:3]
    parts = [_part(group, selected, most) for group in grouped(entries)]
    marked = any(line.edits for part in parts for entry in part.entries for line in entry.lines)
    asked = wanted.words()
    return template("changes").render(
        title=title_of(found),
        lead=headline(entries) if entries else "",
        paragraphs=[] if entries else [_nothing(found, wanted)],
        links=_offers(selected) if most is not None else (),
        remarks=[
            *([f"Only this is shown: {', '.join(asked)}."] if asked else []),
            *remarks(selected),
            *([_MARKED] if marked else []),
        ],
        groups=parts,
        corrected=[one._replace(lines=tuple(map(dated, one.lines))) for one in selected.corrected],
        corrected_heading=f"{CORRECTED} · {len(selected.corrected):,}",
        corrected_about=_CORRECTED,
        links_too=most is not None,
        foot=_foot(found),
        **look(appearance, _CODE),
    )


def few_releases(loaded: Collection[ReleaseInfo], appearance: Look) -> str:
    """Return the page where there are not two releases to compare."""
    have = f"Only {next(iter(loaded)).label} is loaded" if loaded else "None is loaded yet"
    return template("changes").render(
        title="What changed between two releases?",
        lead=f"Two releases are compared with each other. {have}.",
        paragraphs=(),
        links=((f"Load {'another' if loaded else 'a'} release… (Ctrl+O)", "load:"),),
        remarks=(
            "CMS publishes one each quarter. Any two can be compared, in whatever order they are loaded.",
        ),
        groups=(),
        **look(appearance, _CODE),
    )


def limits(entries: Collection[ChangedCode]) -> dict[str, int]:
    """Return how many entries of each group are shown at first; small groups whole, large ones alike."""
    sizes = {group.what: len(group.entries) for group in grouped(entries)}
    room, found = MOST, {}
    for left, what in zip(range(len(sizes), 0, -1), sorted(sizes, key=lambda one: sizes[one]), strict=True):
        found[what] = min(sizes[what], room // left)
        room -= found[what]
    return found


def _nothing(found: Comparison, wanted: Wanted) -> str:
    if wanted.favourites is not None and not wanted.favourites:
        return "No code is a favourite yet. Open one and mark it with Ctrl+D."
    if any(wanted[:3]) or wanted.favourites is not None:
        return "Nothing of what is asked for differs between them."
    return f"{found.old.label} and {found.new.label} say the same of every code."


def _offers(selected: Selected) -> tuple[tuple[str, str], ...]:
    """Return what else can be shown."""
    if not selected.entries and selected.wanted != Wanted():
        return (("Show all changes", "all:"),)
    if doubted(selected) and not selected.wanted.what:
        return (("Show where CMS's letter disagrees", f"what:{DOUBT}"),)
    return ()


def _foot(found: Comparison) -> str:
    files = (f"{one.file}, loaded {dated(one.loaded)}" for one in (found.old, found.new))
    return f"From {', and '.join(files)}."


def _part(group: Group, selected: Selected, most: Mapping[str, int] | None) -> Part:
    whole = len(group.entries)
    shown = whole if most is None else min(whole, most.get(group.what, whole))
    heading = WHAT.get(group.what, "Only a letter of CMS")
    return Part(
        group.what,
        f"{heading} · {whole:,}",
        _ABOUT.get(group.what, ""),
        tuple(_entry(one, selected, group.what) for one in group.entries[:shown]),
        _more(whole - shown),
        f"more:{group.what}",
    )


def _more(hidden: int) -> str:
    """Return the words of the link to what is not shown yet."""
    if not hidden:
        return ""
    return f"Show the other {hidden:,}" if hidden <= STEP else f"Show the next {STEP} of {hidden:,} more"


def _entry(one: ChangedCode, selected: Selected, what: str) -> Entry:
    certain, papers = selected.found.direct, selected.papers
    differing = papers.differing(one)
    told = fields_of(one, selected.wanted.field)
    lines = tuple(_line(change) for change in told if not (change.field == "ended" and what in _BY_DATE))
    own_text = one.change.new is not None and one.title == one.change.new.long_description
    repeated = own_text and any(change.field == "long_description" for change in told)
    return Entry(
        one.code,
        "" if repeated else shortened(one.title, _LONGEST),
        " · ".join(
            filter(None, (_when(one, what), _letter(one, what, certain=certain), papers.agreeing(one)))
        ),
        lines,
        one.doubt if certain else "",
        tuple(map(dated, (*([f"CMS's {differing}."] if differing else []), *papers.corrections(one.code)))),
    )


_SAME_AS = {"added": "A", "ended": "D"}
"""The letter that says no more than the heading of a group does."""


def _letter(one: ChangedCode, what: str, *, certain: bool) -> str:
    """Return CMS's letter, with the gist of its words where they say more than the heading, or its doubt.

    Where it disagrees, nothing if it is `certain`: a line of its own says so.
    """
    if one.doubt:
        return "" if certain else one.doubt.rstrip(".")
    means, _, _ = running(letter_words(one.letter)).partition(" (")
    words = "" if one.letter == _SAME_AS.get(what) else f": {means}"
    return f"CMS's letter {one.letter}{words}" if one.letter else ""


_BY_DATE = ("ended", "reactivated")


def _when(one: ChangedCode, what: str) -> str:
    """Return the day that belongs to what happened."""
    old, new = one.change.old, one.change.new
    if new is None:
        return _last_day(old)
    if what == "added":
        since = f"valid from {dated(new.added)}" if new.added else "no first day is given"
        return f"{since}, last valid day {dated(new.ended)}" if new.ended else since
    if what == "ended":
        return f"last valid day {dated(new.ended)}"
    return f"had ended {dated(old.ended)}" if what == "reactivated" and old is not None else ""


def _last_day(old: CodeRecord | None) -> str:
    if old is None or not old.ended:
        return "no end date was listed"
    return f"its last valid day was {dated(old.ended)}"


def _line(change: FieldChange) -> Line:
    label = label_of(change.field)
    if change.field in _TEXTS and isinstance(change.old, str) and isinstance(change.new, str):
        return _edited(label, change.old, change.new)
    old, new = (
        tuple((dated(words), raw) for words, raw in said(change.field, value))
        for value in (change.old, change.new)
    )
    return Line(label, old, new)


def _edited(label: str, old: str, new: str) -> Line:
    """Return a text with its edits; where little of it stayed, all of the old one and all of the new."""
    found = edits(old, new)
    stayed = sum(len(one.text) for one in found if one.kind == "same")
    if stayed < _ALIKE * len(new) or not any(one.kind != "same" for one in found):
        return Line(label, ((old, ""),) if old else (), ((new, ""),) if new else ())
    return Line(label, edits=found, out=_listed(found, "out"), in_=_listed(found, "in"))


def _listed(found: Collection[Edit], kind: str) -> str:
    """Return the edits of a kind in words; to a screen reader a struck word sounds like any other."""
    return ", ".join(f"“{one.text.strip(' ,;.()-')}”" for one in found if one.kind == kind)
