"""Writes answers for people to read in a terminal; colour only where it is one."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from hcpcs_desktop.codes.absence import ABSENT
from hcpcs_desktop.codes.day_standing import DayStanding
from hcpcs_desktop.codes.explanation import Explanation, Field, ModifierNote
from hcpcs_desktop.codes.fields import decode_given
from hcpcs_desktop.reference.answers import (
    CompanionFile,
    CorrectionOf,
    Health,
    Imported,
    LicensedFiles,
    LoadReport,
    ReleaseInfo,
)
from hcpcs_desktop.reference.companions import NOT_APPLIED
from hcpcs_desktop.search.answer import Answer, Hit

_WIDTH = 96
_LABEL = 20
_STATUS = {
    "active": "valid on this date",
    "ended": "discontinued",
    "not_yet": "not yet valid",
    "unknown": "not known",
}


class Paper:
    """Formats lines; `colour` tells whether escape codes may be used."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def strong(self, text: str) -> str:
        """Return `text` in bold where that is possible."""
        return f"\033[1m{text}\033[0m" if self._colour else text

    def explanation(self, one: Explanation) -> Iterator[str]:
        """Return the lines of one explanation."""
        yield self.strong(one.read_as or "(nothing)")
        if one.kind == "not_a_code":
            yield from _wrapped("", "Not a HCPCS code.")
            yield from (line for note in one.notes for line in _wrapped("", note))
            return
        yield from _identity(one)
        yield from _texts(one)
        yield from _wrapped("Status", f"{_status(one)} ({one.on})")
        yield from _wrapped("", one.status_reason)
        yield from _replaced(one)
        for part in one.structure:
            yield from _wrapped(part.text, part.meaning)
        for modifier in one.modifiers if one.kind == "code" else ():
            yield from _wrapped(f"Modifier {modifier.modifier}", _modifier(modifier))
        if one.fields:
            yield ""
            yield self.strong("Medicare data; other payers differ")
            yield from (line for field in one.fields for line in _field(field))
        yield from _remarks(one)

    def corrections(self, found: Sequence[CorrectionOf]) -> Iterator[str]:
        """Return the lines of CMS's corrections to a code."""
        if found:
            yield ""
            yield self.strong("CMS's corrections")
            yield from _wrapped("", NOT_APPLIED)
        for one in found:
            row = one.correction
            yield from _wrapped(one.label, f'"{row.action}"')
            effective = f"Effective {row.effective}" if row.effective else "No effective date given"
            yield from _wrapped("", f"{effective}; {row.file}, row {row.line}")
            if row.comment:
                yield from _wrapped("CMS's remark", row.comment)
            yield from (line for field in decode_given(row.fields) for line in _field(field))

    def answer(self, found: Answer) -> Iterator[str]:
        """Return the lines of a search answer."""
        if found.card is not None:
            yield from self.explanation(found.card)
            return
        yield from _understood(found)
        for hit in found.hits:
            over = (
                f" [{_status_words(hit)}{' ' + hit.ended if hit.ended else ''}]"
                if hit.status != "active"
                else ""
            )
            yield f"{self.strong(hit.code):<5}  {hit.title}{over}"
            yield f"       {hit.why}"
        yield from found.advice
        if found.suggestions:
            yield f"Near: {', '.join(found.suggestions)}"
        if found.total > len(found.hits):
            yield f"{found.total} found; the first {len(found.hits)} are shown."

    def standing(self, found: DayStanding) -> Iterator[str]:
        """Return a line that says what the answers for a day rest on."""
        pinned = ", pinned" if found.pinned else ""
        yield ""
        yield from textwrap.wrap(found.reason or f"As of {found.label}{pinned}.", _WIDTH)

    def releases(
        self, loaded: Sequence[ReleaseInfo], beside: Sequence[Sequence[CompanionFile]]
    ) -> Iterator[str]:
        """Return a line a release, then one for each file that lies beside it."""
        if not loaded:
            yield "No release is loaded; the built-in plain-language set answers. Load one: hcpcs import FILE"
        for one, files in zip(loaded, beside, strict=True):
            newest = "  newest" if one.newest else ""
            counts = f"{one.codes:>6} codes {one.modifiers:>4} modifiers"
            yield f"{one.exact_name:<12} {counts}  {one.file}{newest}"
            yield from map(_beside, files)

    def licensed(self, files: LicensedFiles | None) -> Iterator[str]:
        """Return a line a file of the licensee, then the line that goes with them."""
        for one in files.files if files else ():
            yield f"CPT {one.year or '':<8} {one.codes:>6} codes, {one.length} texts  {one.file}"
        if files:
            yield from textwrap.wrap(files.fault or files.licence, _WIDTH)

    def report(self, done: LoadReport) -> Iterator[str]:
        """Return the outcome of a load, file by file."""
        for taken in done.imported:
            what = "was there already" if taken.already else "loaded"
            yield f"{taken.file}: {what}, {taken.label or taken.kind}, {_counts(taken)}"
            yield from map(_beside, taken.companions)
            for problem in taken.problems:
                where = f"line {problem.line}: " if problem.line else ""
                yield f"  {where}{problem.text} {problem.remedy}"
        for refused in done.refused:
            yield f"{refused.file}: refused. {refused.why}"
        for skipped in done.skipped:
            yield f"{skipped.file}: skipped. {skipped.why}"
        for notice in dict.fromkeys(taken.notice for taken in done.imported if taken.notice):
            yield from ("", *notice.splitlines())

    def health(self, found: Health) -> Iterator[str]:
        """Return a line a check."""
        yield f"HCPCS Desktop {found.version}, data in {found.data_dir}"
        for check in found.checks:
            yield f"{'ok ' if check.ok else 'BAD'}  {check.name}: {check.text}"


def _beside(file: CompanionFile) -> str:
    return f"  with {file.file}: {file.rows} rows"


def _counts(taken: Imported) -> str:
    """Return what a file holds; a file of CPT wording has no modifiers to count."""
    if taken.kind == "processing-notes":
        return "processing notes"
    if taken.kind == "corrections":
        return f"{taken.codes + taken.modifiers} corrections"
    codes = f"{taken.codes} codes"
    return codes if taken.kind == "ama" else f"{codes}, {taken.modifiers} modifiers"


def _status(one: Explanation) -> str:
    """Return the status in words; a day that no release has seen is never called valid."""
    if one.status == "active" and not one.covered:
        return "listed with no end before this date, but not checked on it"
    return _status_words(one)


def _status_words(one: Explanation | Hit) -> str:
    return ABSENT[one.absence] if one.status == "absent" else _STATUS[one.status]


def _replaced(one: Explanation) -> Iterator[str]:
    """Return what later releases know of its end, and what CMS names in its place."""
    if one.later:
        yield from _wrapped("", one.later)
    for named in one.replaced_by:
        yield from _wrapped("Replaced by", ": ".join(filter(None, (named.code, named.title))))
        if named.told:
            yield from _wrapped("", f"{named.told} ({one.on})")


def _modifier(one: ModifierNote) -> str:
    """Return what a modifier is and whose, with the note that limits it."""
    owner = f" (Level {one.level}{f', {one.maintainer}' if one.maintainer else ''})" if one.level else ""
    return " ".join(part for part in (f"{one.description or 'No wording here.'}{owner}", one.note) if part)


def _identity(one: Explanation) -> Iterator[str]:
    level = f"HCPCS Level {one.level}" if one.level else "no level"
    names = dict.fromkeys(name for name in (level, one.code_set, one.category) if name)
    yield from _wrapped("Level", ", ".join(names))
    if one.section:
        yield from _wrapped("Section", one.section + (f": {one.subsection}" if one.subsection else ""))
    yield from _wrapped("Maintainer", one.maintainer or "none any more")
    if one.keeper:
        yield from _wrapped("Kept by", f"{one.keeper}; {one.cadence}")
    if one.rule:
        yield from _wrapped("Rule", one.rule)


def _texts(one: Explanation) -> Iterator[str]:
    if one.plain_name:
        yield from _wrapped("Plain name", f"{one.plain_name} (this program's own words)")
    if one.plain_words:
        yield from _wrapped("Found also as", ", ".join(one.plain_words))
    if one.long_description:
        yield from _wrapped("Official text", one.long_description)
    if one.description_source:
        yield from _wrapped("Source", one.description_source)
    if one.licence:
        yield from _wrapped("Licence", one.licence)


def _field(field: Field) -> Iterator[str]:
    if field.meaning is None:
        yield from _wrapped(field.name, f"{field.value} (not in this program's table)")
    elif field.meaning == field.explanation:
        yield from _wrapped(field.name, field.value)
    else:
        yield from _wrapped(field.name, f"{field.meaning} [{field.value}]")


def _remarks(one: Explanation) -> Iterator[str]:
    remarks = [
        *one.notes,
        *([one.hint] if one.hint else []),
        *(f"{like.set}: {like.why}" for like in one.lookalikes),
        *(f"Often mistaken: {mistake.said} {mistake.right}" for mistake in one.mistakes),
    ]
    if remarks:
        yield ""
    for remark in remarks:
        yield from _wrapped("", remark)


def _understood(found: Answer) -> Iterator[str]:
    """Return how the words were read, where they were read as others, and how to refuse that."""
    for typed, meant in found.corrected:
        yield f"{typed} was read as {meant}; to keep it: --without {typed}"
    for used in found.facts if found.hits else ():
        note = f" ({used.note})" if used.note else ""
        switch = "" if used.kind == "dead end" else f'; to switch it off: --without "{used.term}"'
        yield f"{used.told}{note}{switch}"


def _wrapped(label: str, text: str) -> list[str]:
    indent = " " * (_LABEL + 2)
    lines = textwrap.wrap(text, _WIDTH - len(indent)) or [""]
    return [f"  {label:<{_LABEL}}{lines[0]}", *(indent + line for line in lines[1:])]
