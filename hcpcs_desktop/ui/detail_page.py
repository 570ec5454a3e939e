"""Says what is on the page of a code, a modifier or a text that is neither, in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hcpcs_desktop.codes.explanation import REBUILT
from hcpcs_desktop.codes.modifiers import PAIR
from hcpcs_desktop.ui.detail_fields import field_rows
from hcpcs_desktop.ui.hit_rows import title_of
from hcpcs_desktop.ui.licence_words import NOTICE_HEADING, notice_lines, source_lines
from hcpcs_desktop.ui.nothing_page import not_a_code
from hcpcs_desktop.ui.page import Block, Row, render_blocks
from hcpcs_desktop.ui.words import capital, dated, links, sentence

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation, Lookalike, ModifierNote, Replacement
    from hcpcs_desktop.ui.appearance import Appearance

FIELDS = "Medicare data; other payers differ"
"""What stands above the fields of CMS's file."""

NOT_HERE = "Not here: fees, local and national coverage decisions, NDC crosswalk, payer rules."

_OURS = "Plain name, in this program's own words"
_OWN_NAME = "plain-language name of this program"
_SHORT_LIMIT = 28
_LONGEST_LEAD = 700
_LEAD_CUT = 320
_BY_SHAPE = ("ICD-10-CM", "HIPPS")
_WITHIN = " \N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK} "
_CODE = re.compile(r"(?=.*\d)[A-Z0-9]{5}")
_SETS = {
    "HCPCS Level II": "HCPCS Level II national codes",
    "CPT": "CPT, which is HCPCS Level I",
    "CDT": "CDT, the dental codes",
}


def render(explanation: Explanation, appearance: Appearance) -> str:
    """Return the page that explains a code, a modifier or a text that is neither, all that follows too."""
    return render_blocks((*blocks_of(explanation), *facts(explanation), *closing(explanation)), appearance)


def blocks_of(explanation: Explanation) -> tuple[Block, ...]:
    """Return the parts of the page that are shown first, in reading order, without the empty ones."""
    if explanation.kind == "not_a_code":
        found = not_a_code(explanation, capital(title_of(explanation)))
    else:
        found = (
            _name(explanation),
            _on_the_day(explanation),
            Block("Replaced by", rows=_replaced_rows(explanation)),
            Block("Good to know", _good_to_know(explanation)),
            Block("Its modifiers", rows=_modifier_rows(explanation)),
            _why(explanation),
        )
    return tuple(block for block in found if not block.empty)


def facts(explanation: Explanation) -> tuple[Block, ...]:
    """Return what follows the first part: CMS's fields, what is often mistaken, what it is confused with."""
    if explanation.kind == "not_a_code":
        return ()
    found = (
        Block(FIELDS, rows=field_rows(explanation.fields)),
        Block("Often mistaken", sayings=tuple((one.said, dated(one.right)) for one in explanation.mistakes)),
        _confused(explanation),
        Block("May be meant", links=links(explanation.suggestions)),
    )
    return tuple(block for block in found if not block.empty)


def closing(explanation: Explanation) -> tuple[Block, ...]:
    """Return the end of the page: a long official text, what it is not, and what it rests on."""
    if explanation.kind == "not_a_code":
        return ()
    notice = Block(NOTICE_HEADING, quiet=notice_lines(explanation.licence_notice))
    found = (_whole_text(explanation), notice, Block(quiet=_sources(explanation)))
    return tuple(block for block in found if not block.empty)


def _why(explanation: Explanation) -> Block:
    """Return why it is of this level and whose, then a line each on what it belongs to."""
    told = " ".join(map(sentence, explanation.why))
    return Block(_why_heading(explanation), (told,) if told else (), rows=belonging(explanation))


def belonging(explanation: Explanation) -> tuple[Row, ...]:
    """Return a line each on what decided the level, the code set, the place in it, its keeper and licence."""
    code_set = explanation.code_set or ""
    first = explanation.code[:1] if explanation.code and explanation.level == "II" else ""
    section = f"{first}: {explanation.section}" if first and explanation.section else explanation.section
    rows = (
        Row("The rule", explanation.rule),
        Row("Code set", _SETS.get(code_set, code_set)),
        Row("Category", explanation.category or ""),
        Row("Section", section or "", more=explanation.section_note),
        Row("Subsection", explanation.subsection or ""),
        Row("Kept by", _keeper(explanation)),
        Row("Its wording", explanation.terms),
    )
    return tuple(row for row in rows if row.words)


def _keeper(explanation: Explanation) -> str:
    """Return who keeps the code and how often it changes, in one line."""
    return f"{explanation.keeper}; {explanation.cadence}" if explanation.keeper else ""


def _confused(explanation: Explanation) -> Block:
    """Return what it is easily taken for, with a way to see both codes side by side."""
    twins = [like.code for like in explanation.lookalikes if like.code]
    beside = tuple(
        (f"{explanation.code} and {twin} side by side", f"compare:{explanation.code},{twin}")
        for twin in twins
    )
    return Block("Easily confused with", rows=_lookalike_rows(explanation), links=beside)


def _modifier_rows(explanation: Explanation) -> tuple[Row, ...]:
    return tuple(modifier_row(note) for note in explanation.modifiers if explanation.kind == "code")


def modifier_row(note: ModifierNote) -> Row:
    """Return what a modifier means and whose it is."""
    owner = f"Level {note.level}, {note.maintainer}" if note.level else ""
    words = note.description or note.note or "Not listed"
    more = note.note if note.description else ""
    return Row(note.modifier, capital(words), owner, link=f"code:{note.modifier}", mono=True, more=more)


def _whole_text(explanation: Explanation) -> Block:
    text = official(explanation)
    return Block("The whole official text", (text,) if len(text) > _LONGEST_LEAD else ())


def _name(explanation: Explanation) -> Block:
    return Block(
        title=capital(title_of(explanation)),
        lead=_beginning(official(explanation)),
        above=_place(explanation),
        caption=_caption(explanation),
        quiet=_source(explanation),
    )


def _caption(explanation: Explanation) -> str:
    """Return what stands under a name of ours: that it is ours, and what else people say."""
    if not explanation.plain_name:
        return ""
    said = ", ".join(explanation.plain_words)
    return f"{_OURS} · also found by {said}" if said else _OURS


def _place(explanation: Explanation) -> str:
    """Return section and subsection; the section of a Level II code stands at its letter already."""
    section, subsection = explanation.section or "", explanation.subsection or ""
    if explanation.code_set == "HCPCS Level II" and subsection:
        return subsection
    return f"{section}{_WITHIN}{subsection}" if subsection else section


def official(explanation: Explanation) -> str:
    """Return the official text, '' where it is the title already or is not known."""
    text = explanation.long_description or explanation.short_description or ""
    return "" if text == title_of(explanation) else text


def _beginning(text: str) -> str:
    """Return `text`, or its first words where it would push everything else out of sight."""
    if len(text) <= _LONGEST_LEAD:
        return text
    return f"{text[:_LEAD_CUT].rsplit(maxsplit=1)[0].rstrip(',;:')} …"


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
    length = len(official(explanation))
    if length > _LONGEST_LEAD:
        parts.append(f"all {length:,} characters are at the end of this page")
    parts.append(_short_note(explanation))
    return (" · ".join(filter(None, parts)),)


def _no_official(explanation: Explanation) -> tuple[str, ...]:
    """Return where the official text is to be had; CMS lists no ambulance pairs."""
    if any(note.kind == PAIR for note in explanation.modifiers):
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
    told = tuple(filter(None, (sentence(explanation.status_reason), sentence(explanation.later))))
    return Block(f"On {dated(explanation.on)}", told)


def _replaced_rows(explanation: Explanation) -> tuple[Row, ...]:
    """Return what CMS names in the place of a code, each as it is on the same day."""
    return tuple(
        _replacement_row(one) if one.told else Row("As CMS wrote it", one.code)
        for one in explanation.replaced_by
    )


def _replacement_row(one: Replacement) -> Row:
    """Return name and standing of a code, or its standing alone where it has no name here."""
    name, told = capital(one.title), capital(dated(one.told))
    return Row(one.code, name or told, link=f"code:{one.code}", mono=True, more=told if name else "")


def _why_heading(explanation: Explanation) -> str:
    level = f"Level {explanation.level}"
    owner = {"CMS": "CMS", "AMA": "the AMA", "ADA": "the ADA"}.get(explanation.maintainer or "")
    what = f"a {level} modifier" if explanation.kind == "modifier" else level
    return f"Why {what}, and why {owner}" if owner else f"Why {what}"


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
