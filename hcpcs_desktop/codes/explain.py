"""Explains every text by its shape alone, with no data loaded (domain A)."""

from __future__ import annotations

from hcpcs_desktop.codes.explain_modifier import described, explain_modifier
from hcpcs_desktop.codes.explanation import Explanation, Lookalike, Part
from hcpcs_desktop.codes.families import Family, family_of
from hcpcs_desktop.codes.guesses import guesses
from hcpcs_desktop.codes.lookalikes import lookalikes_of_code
from hcpcs_desktop.codes.mistakes import mistakes_about
from hcpcs_desktop.codes.reading import Reading, read
from hcpcs_desktop.codes.sections import Place, code_notes, in_defined_section, letters, place
from hcpcs_desktop.codes.unlisted import LICENCES, without_data
from hcpcs_desktop.codes.wording import running

_TEMPORARY = "CMS counts the letter as temporary, which can last for decades."


def explain(text: str, on: str) -> tuple[Explanation, ...]:
    """Return what `text` is on the ISO day `on`: one explanation for each code it holds, never none."""
    shown = text.strip() or text
    several = read(text)
    if len(several) == 1:
        return (explain_reading(several[0], shown, on),)
    return tuple(explain_reading(reading, reading.read_as, on) for reading in several)


def explain_reading(reading: Reading, text: str, on: str) -> Explanation:
    """Return the explanation of one reading of `text`."""
    if reading.kind == "code":
        return _code(reading, text, on)
    if reading.kind == "modifier":
        return explain_modifier(reading, text, on)
    return _no_code(reading, text, on)


def _code(reading: Reading, text: str, on: str) -> Explanation:
    code = reading.code or ""
    family = family_of(code)
    assert family is not None, "a reading holds well-formed codes only"
    where = place(code, family)
    defined = in_defined_section(code, family)
    unplaced = family.key == "cpt1" and not defined
    status, ended, reason = without_data(family.key, family.code_set, on)
    return Explanation(
        input=text,
        read_as=reading.read_as,
        on=on,
        kind="code",
        code=code,
        modifiers=tuple(described(modifier, code) for modifier in reading.modifiers),
        level=family.level,
        code_set=family.code_set,
        category=None if unplaced else family.category,
        section=where.section,
        subsection=where.subsection,
        maintainer=family.maintainer,
        structure=_structure(code, family, where),
        well_formed=True,
        in_section=defined,
        status=status,
        covered=status == "ended",
        status_reason=reason,
        ended=ended,
        licence=LICENCES.get(family.code_set),
        notes=_notes(code, where),
        why=_why(code, family, where),
        lookalikes=lookalikes_of_code(code, reading.modifiers),
        rule=family.rule,
        keeper=family.keeper,
        cadence=family.cadence,
        terms=family.terms,
        section_note=_section_note(code, family),
        mistakes=mistakes_about(code, family),
    )


def _structure(code: str, family: Family, where: Place) -> tuple[Part, ...]:
    if family.key == "cpt1":
        return (Part(code, _number_meaning(family, where)),)
    if code[0].isdigit():
        return (Part(code[:4], family.number_meaning), Part(code[4], family.letter_meaning))
    return (Part(code[0], _letter_meaning(code[0], family)), Part(code[1:], family.number_meaning))


def _number_meaning(family: Family, where: Place) -> str:
    """Return what the five digits say: they place the code in its section, where there is one."""
    if where.section is None:
        return "five digits, no letter; no CPT section uses this number"
    return family.number_meaning.replace("a section", f"a section ({where.section})")


def _letter_meaning(letter: str, family: Family) -> str:
    if family.key == "level2":
        return f"Section {letter}: {running(letters()[letter].section)}"
    return family.letter_meaning


def _notes(code: str, where: Place) -> tuple[str, ...]:
    """Return the notes at the code; what is known of the very number replaces that no section uses it."""
    own = code_notes(code)
    if own and where.section is None:
        return own
    return (where.note, *own) if where.note else own


def _why(code: str, family: Family, where: Place) -> tuple[str, ...]:
    """Return two or three sentences: what decided, whose it is, and where it stands."""
    sentences = [family.why.replace("{code}", code)]
    if where.subsection:
        sentences.append(_block(family, where, where.subsection))
    elif family.key == "cpt1" and where.section:
        sentences.append(_by_number(where))
    return tuple(sentences)


def _by_number(where: Place) -> str:
    """Return the section of five digits; a note at the place tells that the number misleads."""
    if where.note:
        return f"It belongs to {where.section}, though its number lies in the block of another section."
    return f"By its number it belongs to {where.section}."


def _section_note(code: str, family: Family) -> str:
    """Return what a coder should know of the whole letter, and that a temporary one can last."""
    if family.key != "level2":
        return ""
    letter = letters()[code[0]]
    kind = _TEMPORARY if letter.kind == "temporary" else ""
    return " ".join(part for part in (letter.note, kind) if part)


def _block(family: Family, where: Place, heading: str) -> str:
    """Return the sentence that names the numbers around the code and what they have in common."""
    if family.key == "level2":
        if where.first == where.last:
            return f"Within letter {where.first[0]} it has a heading of its own: {running(heading)}."
        return f"Within letter {where.first[0]}, {where.first} to {where.last} are for {running(heading)}."
    if where.first == where.last:
        return f"Within {where.section} it has a heading of its own: {heading}."
    within = f"Within {where.section}, " if family.key == "cpt1" else ""
    return f"{within}{where.first} to {where.last} is headed {heading}."


def _no_code(reading: Reading, text: str, on: str) -> Explanation:
    found = guesses(reading.read_as)
    return Explanation(
        input=text,
        read_as=reading.read_as,
        on=on,
        kind="not_a_code",
        status_reason="Not a HCPCS code, so it has no status.",
        notes=tuple(guess.why for guess in found),
        lookalikes=tuple(Lookalike(guess.set, guess.why) for guess in found if guess.set),
        suggestions=tuple(dict.fromkeys(code for guess in found for code in guess.suggestions)),
    )
