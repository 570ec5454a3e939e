"""The chapters of Learn, made from the tables in ``resources/learn`` and ``resources/structure``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from hcpcs_desktop.codes.families import Family, family_of
from hcpcs_desktop.codes.modifiers import describe
from hcpcs_desktop.codes.tables import Row, rows
from hcpcs_desktop.ui.learn_text import Box, Chapter, Line, Part, Pen, Piece, Text, doubt, slug
from hcpcs_desktop.ui.words import capital, sentence

_TOKENS = {"CMS": "accent", "AMA": "neutral", "ADA": "violet"}
_PLAIN = "plain"
_NO_OWNER = "caution"
_CODE_LENGTH = 5
_LETTER_SETS = ("cpt2", "cpt3", "pla", "maaa", "covid")


@cache
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in reading order."""
    return tuple(_chapter(number, row) for number, row in enumerate(rows("learn/chapters.tsv"), 1))


def _chapter(number: int, row: Row) -> Chapter:
    pen = Pen(glossary_links=row["key"] != "glossary")
    opening = pen.line(row, "opening")
    parts = (*_BUILDERS[row["key"]](pen), *_paragraphs(pen, row["key"]))
    return Chapter(row["key"], number, row["heading"], opening, parts, pen.notes())


def _paragraphs(pen: Pen, chapter: str) -> tuple[Part, ...]:
    return tuple(
        Part("text", (pen.line(row, "text"),), row["heading"])
        for row in rows("learn/paragraphs.tsv")
        if row["chapter"] == chapter
    )


def _levels(pen: Pen) -> tuple[Part, ...]:
    lines = tuple(
        _strong_first(pen.line(row, "aspect", "level_one", "level_two"))
        for row in rows("learn/side_by_side.tsv")
    )
    head = ("", "CPT, which is Level I", "HCPCS Level II")
    return (Part("table", lines, head=head, widths=(24, 38, 38)),)


def _strong_first(line: Line) -> Line:
    first, *rest = line.cells
    return line._replace(cells=(tuple(piece._replace(kind=piece.kind or "strong") for piece in first), *rest))


def _characters(pen: Pen) -> tuple[Part, ...]:
    return (Part("boxes", tuple(_boxed(pen, row) for row in rows("learn/characters.tsv")), widths=(22, 78)),)


def _boxed(pen: Pen, row: Row) -> Line:
    """Return one example: its parts as boxes, whose it is, and what its letter or modifier means."""
    code, _, modifier = row["code"].partition("-")
    family = _family(code)
    whose = _modifier_words(family, modifier) if modifier else _level_words(family)
    letter = "" if modifier or len(row["parts"].split()) == 1 else sentence(family.letter_meaning)
    told = pen.text(f"{letter} {row['note']}".strip())
    title = (Piece(row["code"], f"code:{row['code']}", "code"), Piece(f"   {whose}", "", "strong"))
    return Line((title, told), pen.mark(row), boxes=_boxes(row["parts"].split(), family))


def _family(code: str) -> Family:
    family = family_of(code)
    assert family is not None, f"{code} in resources/learn is no code"
    return family


def _boxes(parts: list[str], family: Family) -> tuple[Box, ...]:
    """Return the parts of a code: what says whose it is in that owner's colour, a bare number plain."""
    token = _token(family)
    if len(parts[0]) == _CODE_LENGTH:
        modifiers = [Box(part, _TOKENS[_modifier_owner(part)]) for part in parts[1:]]
        return (Box(parts[0], token), *modifiers)
    return tuple(Box(part, token if part.isalpha() else _PLAIN) for part in parts)


def _token(family: Family) -> str:
    return _TOKENS.get(family.maintainer or "", _NO_OWNER)


def _modifier_owner(modifier: str) -> str:
    note = describe(modifier)
    return note.maintainer if note is not None and note.maintainer else "CMS"


def _modifier_words(family: Family, modifier: str) -> str:
    owner = (
        "Level I modifier of the AMA" if _modifier_owner(modifier) == "AMA" else "Level II modifier of CMS"
    )
    return f"Level {family.level}, and a {owner}"


def _level_words(family: Family) -> str:
    name = " ".join(filter(None, (f"Level {family.level},", family.code_set, family.category)))
    if family.level == "III":
        return "Level III, retired"
    if family.key == "level2":
        name = "Level II"
    return f"{name}, {family.maintainer}"


def _sections(pen: Pen) -> tuple[Part, ...]:
    surgery, dental = rows("structure/cpt_surgery.tsv"), rows("structure/cdt_categories.tsv")
    return (
        Part(
            "table",
            _cpt_lines(pen),
            "CPT Category I, by number",
            head=("Section", "Numbers"),
            widths=(40, 60),
        ),
        Part(
            "table",
            tuple(_stretch_line(pen, row, "subsection") for row in surgery),
            "The section Surgery, by body system",
            f"{_all_doubt(surgery)}; check against your own CPT.",
            widths=(40, 60),
        ),
        Part(
            "table", _set_lines(pen), "CPT, by the letter at the end", head=("Set", "Letter"), widths=(40, 60)
        ),
        Part("table", _letter_lines(pen), "HCPCS Level II, by the first letter", widths=(7, 93)),
        Part(
            "table",
            tuple(_stretch_line(pen, row, "heading") for row in dental),
            "CDT, by number",
            f"{_all_doubt(dental)}: CMS's file holds no D code; the dental association's own list decides.",
            widths=(40, 60),
        ),
    )


def _all_doubt(table: tuple[Row, ...]) -> str:
    return f"All rows: {', '.join(dict.fromkeys(filter(None, map(doubt, table))))}"


def _stretch(row: Row) -> str:
    return row["first"] if row["first"] == row["last"] else f"{row['first']} to {row['last']}"


def _stretch_line(pen: Pen, row: Row, name: str) -> Line:
    """Return a named stretch of numbers; that none is verified is said once, above the table."""
    return Line(((Piece(row[name]),), (Piece(_stretch(row)),)), pen.mark(row)._replace(doubt=""))


def _cpt_lines(pen: Pen) -> tuple[Line, ...]:
    """Return the six sections, each with all its stretches of numbers."""
    table = rows("structure/cpt_sections.tsv")
    lines = []
    for section in dict.fromkeys(row["section"] for row in table):
        own = [row for row in table if row["section"] == section]
        whole = {"source": "; ".join(row["source"] for row in own), "verified": "yes"}
        lines.append(Line(((Piece(section),), _stretches(own)), pen.mark(whole)))
    return tuple(lines)


def _stretches(own: list[Row]) -> Text:
    """Return the stretches of a section, at the end those that are not verified and that they are not."""
    unsure = [row for row in own if doubt(row)]
    ordered = [row for row in own if row not in unsure] + unsure
    said = f" (the last {len(unsure)}: {doubt(unsure[0])})" if unsure else ""
    numbers = Piece("; ".join(map(_stretch, ordered)))
    return (numbers, Piece(said, "", "quiet")) if said else (numbers,)


def _set_lines(pen: Pen) -> tuple[Line, ...]:
    known = {row["key"]: row for row in rows("structure/families.tsv")}
    return tuple(
        Line(((Piece(row["category"]),), (Piece(sentence(row["letter_meaning"])),)), pen.mark(row))
        for row in (known[key] for key in _LETTER_SETS)
    )


def _letter_lines(pen: Pen) -> tuple[Line, ...]:
    """Return the letters of Level II; what is in doubt is whether a letter is permanent."""
    lines = []
    for row in rows("structure/level2_letters.tsv"):
        unsure = "" if row["verified"] == "yes" else " (not verified)"
        told = (
            Piece(row["section"], "", "strong"),
            Piece(f"   {row['kind']}{unsure}", "", "quiet"),
            Piece("\n"),
            Piece(row["note"]),
        )
        lines.append(Line(((Piece(row["letter"], "", "letter"),), told), pen.mark(row)._replace(doubt="")))
    return tuple(lines)


def _history(pen: Pen) -> tuple[Part, ...]:
    lines = tuple(_strong_first(pen.line(row, "when", "what")) for row in rows("learn/history.tsv"))
    return (Part("table", lines, widths=(12, 88)),)


def _cadence(pen: Pen) -> tuple[Part, ...]:
    lines = tuple(
        _strong_first(pen.line(row, "set", "who", "published")) for row in rows("learn/cadence.tsv")
    )
    return (Part("table", lines, head=("Set", "Who decides", "Published"), widths=(28, 32, 40)),)


def _claim(pen: Pen) -> tuple[Part, ...]:
    lines = tuple(_claim_line(pen, row) for row in rows("learn/claim.tsv"))
    head = ("Code", "Units", "Level and owner", "What the line says")
    return (Part("table", lines, head=head, widths=(22, 13, 20, 45)),)


def _claim_line(pen: Pen, row: Row) -> Line:
    family = _family(row["code"].partition("-")[0])
    whose = f"Level {family.level}, {family.maintainer}"
    told = (Piece(f"{row['what']}. ", "", "strong"), *pen.text(row["why"]))
    code = Piece(row["code"], f"code:{row['code']}", "code")
    return Line(((code,), (Piece(row["units"]),), (Piece(whose),), told), pen.mark(row))


def _not_said(pen: Pen) -> tuple[Part, ...]:
    asked = tuple(_strong_first(pen.line(row, "question", "answer")) for row in rows("learn/not_said.tsv"))
    values = [row for row in rows("structure/cms_values.tsv") if row["field"] == "coverage"]
    letters = tuple(
        Line(((Piece(row["value"], "", "letter"),), (Piece(row["meaning"]),)), pen.mark(row))
        for row in values
    )
    return (
        Part("table", asked, widths=(30, 70)),
        Part(
            "table",
            letters,
            "The coverage letters of CMS's file",
            "Medicare data; other payers differ.",
            widths=(7, 93),
        ),
    )


def _errors(pen: Pen) -> tuple[Part, ...]:
    lines = tuple(pen.line(row, "often", "right") for row in rows("learn/errors.tsv"))
    return (Part("table", lines, head=("Often written", "What is right"), widths=(40, 60)),)


def _puzzles(pen: Pen) -> tuple[Part, ...]:
    lines = tuple(
        pen.line(row, "puzzle", "answer")._replace(name=str(number))
        for number, row in enumerate(rows("learn/puzzles.tsv"), 1)
    )
    return (Part("puzzles", lines),)


def _glossary(pen: Pen) -> tuple[Part, ...]:
    return (
        Part("terms", tuple(_term_line(pen, row) for row in rows("learn/glossary.tsv")), widths=(27, 73)),
    )


def _term_line(pen: Pen, row: Row) -> Line:
    others = [term.strip() for term in row["see_also"].split(";") if term.strip()]
    seen = tuple(Piece(capital(term), f"term:{slug(term)}", "term") for term in others)
    cells = ((Piece(row["term"], "", "strong"),), pen.text(row["meaning"]), seen)
    return Line(cells, pen.mark(row), name=slug(row["term"]))


_BUILDERS: dict[str, Callable[[Pen], tuple[Part, ...]]] = {
    "levels": _levels,
    "characters": _characters,
    "sections": _sections,
    "history": _history,
    "cadence": _cadence,
    "claim": _claim,
    "not_said": _not_said,
    "errors": _errors,
    "puzzles": _puzzles,
    "glossary": _glossary,
}
