"""The tables of Learn: every fact has its source, every link leads somewhere, nothing is written twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hcpcs_desktop import assets
from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.codes.families import family_of, is_level_two
from hcpcs_desktop.codes.modifiers import describe
from hcpcs_desktop.codes.tables import Row, rows
from hcpcs_desktop.ui.learn_chapters import chapters
from hcpcs_desktop.ui.learn_text import Chapter, Part, Pen, Piece, doubt, slug, sources_of, terms
from tests.independent_reading import read_txt

TABLES = assets.names("learn")
COLUMNS = {"source", "verified", "key", "parts", "when", "units", "see_also", "family"}
USED_ELSEWHERE = (
    "structure/cpt_sections.tsv",
    "structure/cpt_surgery.tsv",
    "structure/cdt_categories.tsv",
    "structure/level2_letters.tsv",
    "structure/families.tsv",
)


def texts() -> list[tuple[str, str]]:
    """Return every text with its table."""
    return [
        (name, cell)
        for name in TABLES
        for row in rows(name)
        for column, cell in row.items()
        if column not in COLUMNS
    ]


def part(chapter: str, number: int) -> Part:
    return of(chapter).parts[number]


def of(key: str) -> Chapter:
    return next(chapter for chapter in chapters() if chapter.key == key)


def pieces(chapter: Chapter) -> list[Piece]:
    lines = [chapter.opening, *(line for part in chapter.parts for line in part.lines)]
    return [piece for line in lines for cell in line.cells for piece in cell]


def linked_codes() -> list[str]:
    links = {piece.link for chapter in chapters() for piece in pieces(chapter)}
    return sorted(link.removeprefix("code:") for link in links if link.startswith("code:"))


def plain(cells: tuple[tuple[Piece, ...], ...]) -> list[str]:
    return ["".join(piece.text for piece in cell) for cell in cells]


class TestSources:
    @pytest.mark.parametrize("name", TABLES)
    def test_every_row_names_sources_that_are_explained(self, name: str) -> None:
        if name == "learn/sources.tsv":
            return
        for row in rows(name):
            named = [source.strip() for source in row["source"].split(";")]
            assert list(sources_of(row["source"])) == named, row

    @pytest.mark.parametrize("name", TABLES)
    def test_general_knowledge_is_never_verified(self, name: str) -> None:
        for row in rows(name):
            assert row["verified"] in {"yes", "no"}
            if name != "learn/sources.tsv" and "GK" in sources_of(row["source"]):
                assert row["verified"] == "no", row

    @pytest.mark.parametrize("name", USED_ELSEWHERE)
    def test_the_sources_of_the_structure_tables_are_explained_too(self, name: str) -> None:
        for row in rows(name):
            named = {part.strip() for part in re.split("[;,]", row["source"])}
            assert len(sources_of(row["source"])) >= 1, row
            assert [part for part in named if not sources_of(part)] == [], row

    def test_every_source_is_used(self) -> None:
        shown = {title for chapter in chapters() for _, title in chapter.notes}
        assert len(shown) == len(rows("learn/sources.tsv")) - 1, "all but general knowledge"

    def test_what_is_not_verified_says_so(self) -> None:
        row = {"source": "GK", "verified": "no"}
        assert doubt(row) == "general knowledge, not verified"
        assert doubt({**row, "source": "NS; GK"}) == "in part general knowledge, not verified"
        assert doubt({**row, "source": "NS"}) == "not verified"
        assert doubt({**row, "source": "NS", "verified": "yes"}) == ""
        for name, parts in (("history", 0), ("errors", 0), ("glossary", 0), ("levels", 0), ("claim", 0)):
            table = {"levels": "side_by_side"}.get(name, name)
            shown = [line.mark.doubt for line in part(name, parts).lines]
            assert shown == [doubt(row) for row in rows(f"learn/{table}.tsv")]

    def test_a_source_gets_its_number_when_it_is_first_named(self) -> None:
        pen = Pen()
        assert pen.mark({"source": "NS; F26J", "verified": "yes"}).numbers == "1, 2"
        assert pen.mark({"source": "CFR; NS", "verified": "yes"}).numbers == "1, 3"
        assert pen.mark({"source": "GK", "verified": "no"}).numbers == ""
        assert [number for number, _ in pen.notes()] == [1, 2, 3]
        assert pen.notes()[2] == (3, "45 CFR 162.1000 and 162.1002")


class TestLinks:
    def test_marks_become_links(self) -> None:
        found = Pen().text("See [E0143], [JW], [its words>official text] and [there>@claim].")
        assert [(piece.text, piece.link) for piece in found if piece.link] == [
            ("E0143", "code:E0143"),
            ("JW", "code:JW"),
            ("its words", "term:official-text"),
            ("there", "learn:claim"),
        ]
        assert "".join(piece.text for piece in found) == "See E0143, JW, its words and there."

    def test_a_term_is_a_link_once_a_chapter(self) -> None:
        pen = Pen()
        assert pen.text("[CPT]")[0].link == "term:cpt"
        assert pen.text("[CPT]") == (Piece("CPT"),)
        assert Pen(glossary_links=False).text("[CPT]") == (Piece("CPT"),)

    @pytest.mark.parametrize(("name", "text"), texts())
    def test_every_mark_leads_somewhere(self, name: str, text: str) -> None:
        for mark in re.findall(r"\[([^\]]*)\]", text):
            (piece,) = Pen().text(f"[{mark}]")
            assert piece.link, f"{name}: [{mark}] is neither code nor term"
        assert text.count("[") == text.count("]") == len(re.findall(r"\[[^\[\]]+\]", text))

    def test_chapters_that_are_linked_exist(self) -> None:
        links = {piece.link for chapter in chapters() for piece in pieces(chapter)}
        keys = {chapter.key for chapter in chapters()}
        assert {link.removeprefix("learn:") for link in links if link.startswith("learn:")} <= keys

    def test_every_linked_code_is_one_or_is_told_not_to_be(self) -> None:
        codes = linked_codes()
        assert {"E0601", "G0008", "90471", "W1234", "D1110", "U0001", "0001U", "C9600"} <= set(codes)
        odd = [code for code in codes if len(code) > 2 and family_of(code.partition("-")[0]) is None]
        assert odd == ["0450", "O0100"], "these two are puzzles"
        alone = [code for code in codes if len(code) == 2]
        assert [modifier for modifier in alone if describe(modifier) is None] == []

    @pytest.mark.realdata
    def test_linked_codes_of_level_two_are_in_the_january_file(self, cms_data: Path) -> None:
        file = cms_data / "2026-01" / "HCPC2026_JAN_ANWEB.reconstructed.txt"
        listed = read_txt(file.read_bytes())
        named = {code.partition("-")[0] for code in linked_codes()}
        assert [code for code in sorted(named) if is_level_two(code) and ("code", code) not in listed] == []

    def test_no_other_code_stands_in_the_texts_as_plain_words(self) -> None:
        allowed = {"O0100", "AO425"}
        for name, text in texts():
            if name in ("learn/sources.tsv", "learn/characters.tsv", "learn/claim.tsv"):
                continue
            bare = re.sub(r"\[[^\]]*\]", "", text)
            found = re.findall(r"\b(?:[A-Z][0-9]{4}|[0-9]{4}[A-Z])\b", bare)
            linked = set(
                re.findall(r"[0-9A-Z]{5}", " ".join(re.findall(r"\[([^\]]*)\]", _row_of(name, text))))
            )
            assert set(found) <= allowed | linked, text


def _row_of(name: str, text: str) -> str:
    """Return all the cells beside `text`."""
    return next(" ".join(row.values()) for row in rows(name) if text in row.values())


class TestChapters:
    def test_they_stand_in_order_and_none_is_empty(self) -> None:
        assert [chapter.key for chapter in chapters()] == [
            "levels",
            "characters",
            "sections",
            "history",
            "cadence",
            "claim",
            "not_said",
            "errors",
            "puzzles",
            "glossary",
        ]
        for chapter in chapters():
            assert chapter.parts
            assert chapter.notes
            assert all(part.lines for part in chapter.parts)

    def test_every_table_is_shown_to_the_last_row(self) -> None:
        shown = {line for chapter in chapters() for part in chapter.parts for line in part.lines}
        mine = [
            row
            for name in TABLES
            if name not in ("learn/sources.tsv", "learn/chapters.tsv")
            for row in rows(name)
        ]
        borrowed = 6 + 19 + 5 + 18 + 12 + 5
        assert len(shown) == len(mine) + borrowed

    def test_columns_have_shares_of_the_whole(self) -> None:
        for chapter in chapters():
            for one in chapter.parts:
                if one.kind in ("table", "boxes", "terms"):
                    assert sum(one.widths) == 100
                    assert (
                        all(len(line.cells) == len(one.widths) for line in one.lines) or one.kind == "terms"
                    )
                assert not one.head or len(one.head) == len(one.widths)

    def test_sections_are_those_of_the_structure_tables(self) -> None:
        cpt, surgery, sets, letters, dental = (part("sections", number).lines for number in range(5))
        assert [plain(line.cells)[0] for line in cpt] == list(
            dict.fromkeys(row["section"] for row in rows("structure/cpt_sections.tsv"))
        )
        for row in rows("structure/cpt_sections.tsv"):
            (line,) = (line for line in cpt if plain(line.cells)[0] == row["section"])
            assert row["first"] in plain(line.cells)[1]
            assert row["last"] in plain(line.cells)[1]
        assert [plain(line.cells)[0] for line in surgery] == [
            row["subsection"] for row in rows("structure/cpt_surgery.tsv")
        ]
        assert [plain(line.cells)[0] for line in letters] == [
            row["letter"] for row in rows("structure/level2_letters.tsv")
        ]
        assert [plain(line.cells)[0] for line in dental] == [
            row["heading"] for row in rows("structure/cdt_categories.tsv")
        ]
        assert len(sets) == 5
        said = "99202 to 99499; 98000 to 98016; 99091 (the last 2: general knowledge, not verified)"
        assert plain(cpt[-1].cells)[1] == said

    def test_tables_of_which_nothing_is_verified_say_so_once(self) -> None:
        assert part("sections", 1).caption.startswith("All rows: general knowledge, not verified")
        assert part("sections", 4).caption.startswith("All rows: not verified")

    def test_the_boxes_are_the_code(self) -> None:
        for row, line in zip(rows("learn/characters.tsv"), part("characters", 0).lines, strict=True):
            assert "".join(box.text for box in line.boxes) == row["code"].replace("-", "")
        colours = {
            line.cells[0][0].text: [box.token for box in line.boxes] for line in part("characters", 0).lines
        }
        assert colours["A0425"] == ["accent", "plain"]
        assert colours["D1110"] == ["violet", "plain"]
        assert colours["0001U"] == ["plain", "neutral"]
        assert colours["99213-25"] == ["neutral", "neutral"]
        assert colours["J9035-JW"] == ["accent", "accent"]
        assert colours["W1234"] == ["caution", "plain"]

    def test_what_is_said_of_a_code_agrees_with_its_explanation(self) -> None:
        for line in part("claim", 0).lines:
            code, _, whose, _ = plain(line.cells)
            shown = explain(code, "2026-03-02")[0]
            assert whose == f"Level {shown.level}, {shown.maintainer}"

    def test_maintainers_agree_with_the_families(self) -> None:
        known = {row["key"]: row["maintainer"] for row in rows("structure/families.tsv")}
        last = ""
        for row in rows("learn/cadence.tsv"):
            last = last if row["who"].startswith("The same") else row["who"]
            if row["family"] and known[row["family"]]:
                assert last.startswith(known[row["family"]]), row

    def test_there_are_enough_errors_puzzles_and_terms(self) -> None:
        assert len(rows("learn/errors.tsv")) >= 15
        assert len(rows("learn/puzzles.tsv")) == 20
        assert len(rows("learn/glossary.tsv")) >= 45


class TestGlossary:
    def test_it_is_sorted_and_nothing_stands_twice(self) -> None:
        found = [row["term"] for row in rows("learn/glossary.tsv")]
        assert found == sorted(found, key=str.casefold)
        assert len(terms()) == len(found)

    def test_see_also_names_other_terms(self) -> None:
        for row in rows("learn/glossary.tsv"):
            others = [slug(term) for term in row["see_also"].split(";") if term.strip()]
            assert [term for term in others if term not in terms() or term == slug(row["term"])] == []

    def test_every_label_of_the_window_is_explained(self) -> None:
        said = " ".join(row["meaning"] for row in rows("learn/glossary.tsv"))
        labels = [row["label"] for row in rows("structure/cms_fields.tsv")]
        assert [label for label in labels if f"“{label}”" not in said] == []
        quoted = re.findall("“([^”]+)”", said)
        assert [label for label in quoted if label not in labels] == []

    @pytest.mark.parametrize(
        "term",
        [
            "release",
            "coverage code",
            "NOC",
            "MAC",
            "PLA",
            "MAAA",
            "modifier",
            "add-on code",
            "resequenced",
            "quarterly",
            "NDC",
            "NCD",
            "LCD",
            "OPPS",
            "DMEPOS",
            "HIPAA code set",
            "carrier judgment",
            "date of service",
            "not checked after",
            "well-formed",
        ],
    )
    def test_the_words_of_the_field_are_there(self, term: str) -> None:
        assert slug(term) in terms()


def test_sentences_end() -> None:
    prose: list[Row] = [
        row
        for name in (
            "paragraphs",
            "history",
            "not_said",
            "errors",
            "puzzles",
            "glossary",
            "characters",
            "claim",
        )
        for row in rows(f"learn/{name}.tsv")
    ]
    for row in prose:
        for column in ("text", "what", "answer", "right", "often", "puzzle", "meaning", "note", "why"):
            if column in row and not (column == "what" and "units" in row):
                assert row[column][-1] in ".?", row[column]
