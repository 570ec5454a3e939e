"""Turns an explanation into the HTML of its page; every text in it is escaped by the template."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, Template

from hcpcs_desktop import assets
from hcpcs_desktop.codes.explanation import REBUILT
from hcpcs_desktop.codes.wording import running
from hcpcs_desktop.ui.hit_rows import title_of
from hcpcs_desktop.ui.licence_words import NOTICE_HEADING, notice_lines, source_lines
from hcpcs_desktop.ui.metrics import HEADING, MUTED, NAME, OFFICIAL
from hcpcs_desktop.ui.words import capital, dated, sentence, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcpcs_desktop.codes.explanation import Explanation, Field, Lookalike, ModifierNote
    from hcpcs_desktop.search.answer import Answer, Used
    from hcpcs_desktop.ui.appearance import Appearance

NOT_HERE = "Not here: fees, local and national coverage decisions, NDC crosswalk, payer rules."

_NO_WORDS = "not in this program's table"
_OURS = "Plain name, in this program's own words"
_OWN_NAME = "plain-language name of this program"
_SHORT_LIMIT = 28
_LONGEST_LEAD = 700
_LEAD_CUT = 320
_DATES = ("added", "ended", "action_effective", "action")
_BY_SHAPE = ("ICD-10-CM", "HIPPS")
_WITHIN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_CODE = re.compile(r"(?=.*\d)[A-Z0-9]{5}")


class Row(NamedTuple):
    """One line of a table: the label, the words, the raw value in muted type; `others` are further pairs."""

    label: str
    words: str
    raw: str = ""
    link: str = ""
    mono: bool = False
    more: str = ""
    others: tuple[tuple[str, str], ...] = ()


class Block(NamedTuple):
    """One part of a page: an optional heading, then paragraphs, rows and links."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    quiet: tuple[str, ...] = ()
    title: str = ""
    lead: str = ""
    above: str = ""
    caption: str = ""


def render(explanation: Explanation, appearance: Appearance) -> str:
    """Return the page that explains a code, a modifier or a text that is neither."""
    return render_blocks(blocks_of(explanation), appearance)


def render_blocks(blocks: Iterable[Block], appearance: Appearance, label: int = 22) -> str:
    """Return the page made of `blocks`; labels take a column of so many characters."""
    metrics = appearance.metrics
    return _template().render(
        blocks=tuple(blocks),
        colours=appearance.colours,
        gap=metrics.gap,
        label_width=metrics.columns(label),
        sizes={
            "muted": metrics.size(MUTED),
            "official": metrics.size(OFFICIAL),
            "heading": metrics.size(HEADING),
            "name": metrics.size(NAME),
        },
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(assets.text("templates/detail.html"))


def blocks_of(explanation: Explanation) -> tuple[Block, ...]:
    """Return the parts of the page in reading order, without the empty ones."""
    if explanation.kind == "not_a_code":
        found = _not_a_code(explanation, capital(title_of(explanation)))
    else:
        found = (
            _name(explanation),
            _on_the_day(explanation),
            Block("Good to know", _good_to_know(explanation)),
            Block(_why_heading(explanation), (" ".join(map(sentence, explanation.why)),)),
            Block("Its modifiers", rows=_modifier_rows(explanation)),
            Block("Medicare data; other payers differ", rows=field_rows(explanation.fields)),
            Block("Easily confused with", rows=_lookalike_rows(explanation)),
            Block("May be meant", links=_links(explanation.suggestions)),
            _whole_text(explanation),
            Block(NOTICE_HEADING, quiet=notice_lines(explanation.licence_notice)),
            Block(quiet=_sources(explanation)),
        )
    return tuple(block for block in found if block.paragraphs or block.rows or block.links or _is_bare(block))


def _is_bare(block: Block) -> bool:
    return bool(block.title or block.quiet)


def nothing(answer: Answer, explanation: Explanation) -> tuple[Block, ...]:
    """Return the page for a text that nothing was found for."""
    telling = explanation.lookalikes or explanation.suggestions
    shape = explanation if telling else explanation._replace(notes=())
    dead_end = next((used for used in answer.facts if used.kind == "dead end"), None)
    found = list(_not_a_code(shape, _nothing_title(answer, dead_end)))
    advice = tuple(map(sentence, answer.advice)) if dead_end is None else (sentence(dead_end.note),)
    if advice and not any(block.paragraphs == advice for block in found):
        found.insert(1, Block("" if dead_end else "What to try", advice))
    codes = [code for code in answer.suggestions if code not in explanation.suggestions]
    if codes:
        found.append(Block("May be meant" if dead_end else "Near codes", links=_links(codes)))
    return tuple(found)


def _nothing_title(answer: Answer, dead_end: Used | None) -> str:
    if dead_end is not None:
        return f"{dead_end.term} has no HCPCS code of its own"
    asked = shortened(answer.query.strip())
    if not asked:
        return "No code passes these filters"
    return f"Nothing for “{asked}” in these filters" if answer.filtered else f"Nothing found for “{asked}”"


def _not_a_code(explanation: Explanation, title: str) -> tuple[Block, ...]:
    notes = tuple(dict.fromkeys(map(sentence, explanation.notes)))
    found = [Block(title=title)]
    if notes:
        found.append(Block("What it looks like" if explanation.lookalikes else "", notes))
    if explanation.suggestions:
        found.append(Block("Codes that may be meant", links=_links(explanation.suggestions)))
    return tuple(found)


def _name(explanation: Explanation) -> Block:
    return Block(
        title=capital(title_of(explanation)),
        lead=_beginning(_official(explanation)),
        above=_place(explanation),
        caption=_caption(explanation),
        quiet=_source(explanation),
    )


def _caption(explanation: Explanation) -> str:
    """Return what stands under a name of ours: that it is ours, and what else people say."""
    if not explanation.plain_name:
        return ""
    said = ", ".join(explanation.plain_words)
    return f"{_OURS} · also found as {said}" if said else _OURS


def _place(explanation: Explanation) -> str:
    """Return section and subsection; the section of a Level II code stands at its letter already."""
    section, subsection = explanation.section or "", explanation.subsection or ""
    if explanation.code_set == "HCPCS Level II" and subsection:
        return subsection
    return f"{section}{_WITHIN}{subsection}" if subsection else section


def _official(explanation: Explanation) -> str:
    text = explanation.long_description or explanation.short_description or ""
    return "" if text == title_of(explanation) else text


def _beginning(text: str) -> str:
    """Return `text`, or its first words where it would push everything else out of sight."""
    if len(text) <= _LONGEST_LEAD:
        return text
    return f"{text[:_LEAD_CUT].rsplit(maxsplit=1)[0].rstrip(',;:')} …"


def _whole_text(explanation: Explanation) -> Block:
    text = _official(explanation)
    return Block("The whole official text", (text,) if len(text) > _LONGEST_LEAD else ())


def _source(explanation: Explanation) -> tuple[str, ...]:
    if explanation.licence:
        return source_lines(explanation, _short_note(explanation))
    source = explanation.description_source
    if source is None:
        return ()
    if source == _OWN_NAME:
        return _no_official(explanation)
    short = explanation.short_description
    parts = [f"Official text, {source}" if explanation.long_description or short else source]
    length = len(_official(explanation))
    if length > _LONGEST_LEAD:
        parts.append(f"all {length:,} characters are at the end of this page")
    parts.append(_short_note(explanation))
    return (" · ".join(filter(None, parts)),)


def _no_official(explanation: Explanation) -> tuple[str, ...]:
    """Return where the official text is to be had; CMS lists no ambulance pairs."""
    if any(note.kind == "ambulance origin and destination" for note in explanation.modifiers):
        return ()
    if any(source.loaded for source in explanation.sources):
        return ("No loaded release has its official text.",)
    return ("Load the CMS release for the official text.",)


def _short_note(explanation: Explanation) -> str:
    short = explanation.short_description
    if not short or short in (explanation.long_description, title_of(explanation)):
        return ""
    cut = f"short text, cut at {_SHORT_LIMIT} characters" if len(short) >= _SHORT_LIMIT - 1 else "short text"
    return f"{cut}: {short}"


def _on_the_day(explanation: Explanation) -> Block:
    reason = sentence(explanation.status_reason)
    return Block(f"On {dated(explanation.on)}", (reason,) if reason else ())


def _why_heading(explanation: Explanation) -> str:
    level = f"Level {explanation.level}"
    owner = {"CMS": "CMS", "AMA": "the AMA", "ADA": "the ADA"}.get(explanation.maintainer or "")
    what = f"a {level} modifier" if explanation.kind == "modifier" else level
    return f"Why {what}, and why {owner}" if owner else f"Why {what}"


def _modifier_rows(explanation: Explanation) -> tuple[Row, ...]:
    return tuple(_modifier_row(note) for note in explanation.modifiers if explanation.kind == "code")


def _modifier_row(note: ModifierNote) -> Row:
    owner = f"Level {note.level}, {note.maintainer}" if note.level else ""
    words = note.description or note.note or "Not listed"
    more = note.note if note.description else ""
    return Row(note.modifier, capital(words), owner, link=f"code:{note.modifier}", mono=True, more=more)


def field_rows(fields: Iterable[Field]) -> tuple[Row, ...]:
    """Return one row a field, each value's words before the value itself; the dates share a row."""
    grouped: dict[str, list[Field]] = {}
    for field in fields:
        key = "dates" if field.key in _DATES else field.key or field.name
        grouped.setdefault(key, []).append(field)
    return tuple(
        _dates_row(values) if key == "dates" else _field_row(values) for key, values in grouped.items()
    )


def _dates_row(values: list[Field]) -> Row:
    """Return the life of a code in one line: added, ended, last changed, and what this file changed."""
    by_key = {field.key: field for field in values}
    added, ended, changed, action = (by_key.get(key) for key in _DATES)
    told = [f"added {dated(added.value)}"] if added else []
    if ended or added:
        told.append(f"ended {dated(ended.value)}" if ended else "no end date")
    if changed and not (added and added.value == changed.value):
        told.append(f"latest change {dated(changed.value)}")
    life = [", ".join(told)] if told else []
    if action:
        life.append(f"in this file: {running(action.meaning or _NO_WORDS)}")
    return Row("Dates", capital("; ".join(life)), action.value if action else "")


def _field_row(values: list[Field]) -> Row:
    first = values[0]
    if first.key == "cross_reference":
        return _reference_row(values)
    if first.meaning is not None and first.meaning == first.explanation:
        shown = ", ".join(dated(field.value) for field in values)
        is_day = shown != ", ".join(field.value for field in values)
        return Row(first.name, shown, more="" if is_day else first.explanation)
    pairs = [(field.meaning or _NO_WORDS, field.value) for field in values]
    others = tuple((running(words), raw) for words, raw in pairs[1:])
    return Row(first.name, capital(pairs[0][0]), pairs[0][1], others=others)


def _reference_row(values: list[Field]) -> Row:
    """Return the codes that CMS's file refers to, with their names where they are known."""
    names = [field.value if field.meaning == field.explanation else field.meaning for field in values]
    pairs = [
        (name or "", "" if name == field.value else field.value)
        for name, field in zip(names, values, strict=True)
    ]
    return Row(values[0].name, *pairs[0], others=tuple(pairs[1:]))


def _good_to_know(explanation: Explanation) -> tuple[str, ...]:
    texts = [explanation.hint or "", *(note for note in explanation.notes if note != REBUILT)]
    if explanation.kind == "modifier":
        texts += [note.note for note in explanation.modifiers]
    return tuple(dict.fromkeys(sentence(text) for text in texts if text))


def _lookalike_rows(explanation: Explanation) -> tuple[Row, ...]:
    return tuple(
        Row(like.set, sentence(like.why), link=f"code:{like.set}" if _CODE.fullmatch(like.set) else "")
        for like in explanation.lookalikes
        if not _is_by_shape(explanation, like)
    )


def _is_by_shape(explanation: Explanation, like: Lookalike) -> bool:
    """Tell whether nearly every code has this look-alike, so that it belongs in small type."""
    return explanation.kind == "code" and like.set in _BY_SHAPE


def _links(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, f"code:{code}") for code in codes)


def _sources(explanation: Explanation) -> tuple[str, ...]:
    likes = (like for like in explanation.lookalikes if _is_by_shape(explanation, like))
    shapes = tuple(f"Not {like.set}: {dated(like.why)}." for like in likes)
    where = "Not in" if explanation.status == "absent" else "From"
    loaded = tuple(
        f"{where} {source.file}, loaded {dated(source.loaded)}."
        for source in explanation.sources
        if source.file and source.loaded
    )
    rebuilt = (REBUILT,) if REBUILT in explanation.notes else ()
    return (*shapes, *loaded, *rebuilt, NOT_HERE)
