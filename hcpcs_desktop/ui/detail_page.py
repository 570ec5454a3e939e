"""Turns an explanation into the HTML of its page; every text in it is escaped by the template."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, Template

from hcpcs_desktop import assets
from hcpcs_desktop.ui.hit_rows import title_of
from hcpcs_desktop.ui.metrics import HEADING, MUTED, NAME, OFFICIAL
from hcpcs_desktop.ui.words import capital, dated, sentence, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcpcs_desktop.codes.explanation import Explanation, Field, ModifierNote
    from hcpcs_desktop.search.answer import Answer
    from hcpcs_desktop.ui.appearance import Appearance

NOT_HERE = "Not here: fees, local and national coverage decisions, NDC crosswalk, payer rules."

_OWN_NAME = "plain-language name of this program"
_SHORT_LIMIT = 28
_WITHIN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_CODE = re.compile(r"(?=.*\d)[A-Z0-9]{5}")


class Row(NamedTuple):
    """One line of a table: the label, the words, and the raw value in muted type."""

    label: str
    words: str
    raw: str = ""
    link: str = ""
    mono: bool = False
    more: str = ""


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
            Block(_why_heading(explanation), (" ".join(map(sentence, explanation.why)),)),
            Block("Its modifiers", rows=_modifier_rows(explanation)),
            Block("Medicare data; other payers differ", rows=field_rows(explanation.fields)),
            Block("Good to know", _good_to_know(explanation)),
            Block("Easily confused with", rows=_lookalike_rows(explanation)),
            Block("May be meant", links=_links(explanation.suggestions)),
            Block(quiet=_sources(explanation)),
        )
    return tuple(block for block in found if block.paragraphs or block.rows or block.links or _is_bare(block))


def _is_bare(block: Block) -> bool:
    return bool(block.title or block.quiet)


def nothing(answer: Answer, explanation: Explanation) -> tuple[Block, ...]:
    """Return the page for a text that nothing was found for."""
    telling = explanation.lookalikes or explanation.suggestions
    shape = explanation if telling else explanation._replace(notes=())
    found = list(_not_a_code(shape, f"Nothing found for “{shortened(answer.query.strip())}”"))
    if answer.advice:
        found.insert(1, Block("What to try", tuple(map(sentence, answer.advice))))
    codes = [code for code in answer.suggestions if code not in explanation.suggestions]
    if codes:
        found.append(Block("Near codes", links=_links(codes)))
    return tuple(found)


def _not_a_code(explanation: Explanation, title: str) -> tuple[Block, ...]:
    notes = tuple(dict.fromkeys(map(sentence, explanation.notes)))
    found = [Block(title=title)]
    if notes:
        found.append(Block("What it looks like" if explanation.lookalikes else "", notes))
    if explanation.suggestions:
        found.append(Block("Codes that may be meant", links=_links(explanation.suggestions)))
    return tuple(found)


def _name(explanation: Explanation) -> Block:
    above = explanation.section or ""
    if explanation.subsection:
        above = f"{above}{_WITHIN}{explanation.subsection}"
    return Block(
        title=capital(title_of(explanation)),
        lead=_official(explanation),
        above=above,
        quiet=_source(explanation),
    )


def _official(explanation: Explanation) -> str:
    text = explanation.long_description or explanation.short_description or ""
    return "" if text == title_of(explanation) else text


def _source(explanation: Explanation) -> tuple[str, ...]:
    if explanation.licence:
        return (explanation.licence,)
    source = explanation.description_source
    if source is None:
        return ()
    if source == _OWN_NAME:
        return ("The name is this program's own; load the CMS release for the official text.",)
    short = explanation.short_description
    parts = [
        f"Official text, {source}{_short_note(explanation)}"
        if explanation.long_description or short
        else source
    ]
    if explanation.plain_name:
        parts.append("the name above is ours")
    return (" · ".join(parts),)


def _short_note(explanation: Explanation) -> str:
    short = explanation.short_description
    if not short or short in (explanation.long_description, title_of(explanation)):
        return ""
    cut = f"short text, cut at {_SHORT_LIMIT} characters" if len(short) >= _SHORT_LIMIT - 1 else "short text"
    return f" ({cut}: {short})"


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
    """Return one row a field, its values together: words first, the raw values after them."""
    grouped: dict[str, list[Field]] = {}
    for field in fields:
        grouped.setdefault(field.key or field.name, []).append(field)
    return tuple(_field_row(values) for values in grouped.values())


def _field_row(values: list[Field]) -> Row:
    first = values[0]
    if first.meaning is not None and first.meaning == first.explanation:
        shown = ", ".join(dated(field.value) for field in values)
        is_day = shown != ", ".join(field.value for field in values)
        return Row(first.name, shown, more="" if is_day else first.explanation)
    words = dict.fromkeys(field.meaning or "not in this program's table" for field in values)
    return Row(first.name, capital("; ".join(words)), ", ".join(field.value for field in values))


def _good_to_know(explanation: Explanation) -> tuple[str, ...]:
    texts = [explanation.hint or "", *explanation.notes]
    if explanation.kind == "modifier":
        texts += [note.note for note in explanation.modifiers]
    return tuple(dict.fromkeys(sentence(text) for text in texts if text))


def _lookalike_rows(explanation: Explanation) -> tuple[Row, ...]:
    return tuple(
        Row(like.set, sentence(like.why), link=f"code:{like.set}" if _CODE.fullmatch(like.set) else "")
        for like in explanation.lookalikes
    )


def _links(codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, f"code:{code}") for code in codes)


def _sources(explanation: Explanation) -> tuple[str, ...]:
    loaded = tuple(
        f"From {source.file}, loaded {dated(source.loaded)}." if source.file else ""
        for source in explanation.sources
    )
    return (*filter(None, loaded), NOT_HERE)
