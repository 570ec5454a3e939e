"""The knowledge tables: every file parses, is whole, sorted and free of overlaps and of licensed content."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest

from hcpcs_desktop import assets
from hcpcs_desktop.codes.families import family_of
from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.codes.tables import Row, parse

TABLES = tuple(path.relative_to(assets.root()).as_posix() for path in sorted(assets.root().rglob("*.tsv")))
STRUCTURE = tuple(name for name in TABLES if name.startswith("structure/"))
SEARCH = tuple(name for name in TABLES if name.startswith("search/"))
BUILTIN = tuple(name for name in TABLES if name.startswith("builtin/"))
RANGES = {
    "structure/cpt_sections.tsv": r"[0-9]{5}",
    "structure/cpt_surgery.tsv": r"[0-9]{5}",
    "structure/level2_ranges.tsv": r"[ABCEGHJKLMPQRSTUV][0-9]{4}",
    "structure/cdt_categories.tsv": r"D[0-9]{4}",
}
SORTED_BY = {
    **dict.fromkeys(("structure/cpt_surgery.tsv", "structure/cdt_categories.tsv"), "first"),
    "structure/level2_letters.tsv": "letter",
    "structure/icd10cm_blocks.tsv": "letter",
    "structure/ambulance.tsv": "letter",
    "structure/action_words.tsv": "words",
    "structure/correction_columns.tsv": "heading",
    "structure/modifiers.tsv": "modifier",
    **dict.fromkeys(BUILTIN, "code"),
}
KEYS = {
    "structure/action_words.tsv": ("words",),
    "structure/correction_columns.tsv": ("heading",),
    "structure/families.tsv": ("key",),
    "structure/action_claims.tsv": ("letter",),
    "structure/cms_fields.tsv": ("field",),
    "structure/cms_values.tsv": ("field", "value"),
    "structure/code_notes.tsv": ("code", "note"),
    "structure/lookalikes.tsv": ("code", "set"),
    "structure/retired_series.tsv": ("series",),
    "structure/modifier_families.tsv": ("key",),
    "structure/mistakes.tsv": ("applies", "said"),
    "structure/modifiers.tsv": ("modifier",),
    "structure/modifier_groups.tsv": ("key",),
    "structure/level2_letters.tsv": ("letter",),
    "structure/ambulance.tsv": ("letter",),
    "structure/icd10cm_blocks.tsv": ("letter",),
    "theme/tokens.tsv": ("name",),
    "network/addresses.tsv": ("kind", "value"),
    **dict.fromkeys(SEARCH, ("term", "means")),
    "search/brands.tsv": ("brand",),
    "search/word_roles.tsv": ("word",),
    **dict.fromkeys(RANGES, ("first", "last")),
    **dict.fromkeys(BUILTIN, ("code",)),
    **dict.fromkeys(("learn/sources.tsv", "learn/chapters.tsv"), ("key",)),
    "learn/paragraphs.tsv": ("chapter", "heading"),
    "learn/side_by_side.tsv": ("aspect",),
    "learn/characters.tsv": ("code",),
    "learn/history.tsv": ("when", "what"),
    "learn/cadence.tsv": ("set",),
    "learn/claim.tsv": ("code",),
    "learn/not_said.tsv": ("question",),
    "learn/errors.tsv": ("often",),
    "learn/puzzles.tsv": ("puzzle",),
    "learn/glossary.tsv": ("term",),
}
MAY_BE_EMPTY = {
    "structure/action_claims.tsv": {"claims"},
    "structure/cpt_sections.tsv": {"note"},
    "structure/families.tsv": {"category", "maintainer", "section", "letter_meaning", "keeper", "terms"},
    "structure/modifiers.tsv": {"meaning"},
    "structure/modifier_families.tsv": {"keeper", "terms"},
    "structure/modifier_groups.tsv": {"not_codes", "pricing", "notice"},
    "structure/cms_values.tsv": {"since", "until"},
    "search/brands.tsv": {"generic", "codes", "note"},
    "theme/tokens.tsv": {"light_soft", "dark_soft", "contrast_soft"},
    "learn/cadence.tsv": {"family"},
    "learn/glossary.tsv": {"see_also"},
    **{name: {"hint", "ended"} for name in BUILTIN},
}


def table(name: str) -> tuple[Row, ...]:
    return parse(assets.text(name))


def lines(name: str) -> list[str]:
    return [line for line in assets.text(name).splitlines() if line.strip() and not line.startswith("#")]


def builtin() -> list[Row]:
    return [row for name in BUILTIN for row in table(name)]


class TestEveryTable:
    def test_there_are_tables(self) -> None:
        assert set(KEYS) == set(TABLES)

    @pytest.mark.parametrize("name", TABLES)
    def test_header_and_rows_have_the_same_number_of_cells(self, name: str) -> None:
        header, *rest = (line.split("\t") for line in lines(name))
        assert rest
        assert len(set(header)) == len(header)
        assert all(re.fullmatch(r"[a-z_]+", column) for column in header)
        assert [row for row in rest if len(row) != len(header)] == []

    @pytest.mark.parametrize("name", TABLES)
    def test_a_comment_says_what_it_is(self, name: str) -> None:
        assert assets.text(name).startswith("# ")

    @pytest.mark.parametrize("name", TABLES)
    def test_cells_are_clean(self, name: str) -> None:
        text = assets.text(name)
        assert text.endswith("\n")
        assert "\r" not in text
        assert "  " not in text
        assert [cell for row in table(name) for cell in row.values() if cell != cell.strip()] == []

    @pytest.mark.parametrize("name", TABLES)
    def test_no_cell_that_is_needed_is_empty(self, name: str) -> None:
        free = MAY_BE_EMPTY.get(name, set())
        assert [row for row in table(name) for key, cell in row.items() if not cell and key not in free] == []

    @pytest.mark.parametrize("name", TABLES)
    def test_keys_are_unique(self, name: str) -> None:
        keys = [tuple(row[column] for column in KEYS[name]) for row in table(name)]
        assert len(set(keys)) == len(keys)

    @pytest.mark.parametrize("name", SORTED_BY)
    def test_sorted(self, name: str) -> None:
        keys = [row[SORTED_BY[name]] for row in table(name)]
        assert keys == sorted(keys)

    @pytest.mark.parametrize("name", STRUCTURE)
    def test_every_fact_has_a_source_and_says_whether_it_was_verified(self, name: str) -> None:
        for row in table(name):
            assert row["source"]
            assert row["verified"] in {"yes", "no"}

    @pytest.mark.parametrize("name", STRUCTURE)
    def test_general_knowledge_alone_is_not_verified(self, name: str) -> None:
        assert [
            row for row in table(name) if row["source"] == "general knowledge" and row["verified"] == "yes"
        ] == []


class TestRanges:
    @pytest.mark.parametrize("name", RANGES)
    def test_ends_have_the_shape_and_the_order(self, name: str) -> None:
        for row in table(name):
            assert re.fullmatch(RANGES[name], row["first"])
            assert re.fullmatch(RANGES[name], row["last"])
            assert row["first"] <= row["last"]
            assert row["first"][0] == row["last"][0] or name.startswith("structure/cpt")

    @pytest.mark.parametrize("name", RANGES)
    def test_ranges_nest_or_lie_apart(self, name: str) -> None:
        partly = [
            (one["first"], other["first"])
            for one, other in itertools.combinations(table(name), 2)
            if max(one["first"], other["first"]) <= min(one["last"], other["last"])
            and not inside(one, other)
            and not inside(other, one)
        ]
        assert partly == []

    def test_diagnosis_blocks(self) -> None:
        for row in table("structure/icd10cm_blocks.tsv"):
            assert "00" <= row["first"] <= row["last"] <= "99"
        assert "".join(row["letter"] for row in table("structure/icd10cm_blocks.tsv")) == (
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        )


def inside(one: Row, other: Row) -> bool:
    return other["first"] <= one["first"] and one["last"] <= other["last"]


class TestModifiers:
    def test_wording_of_the_ama_is_not_shipped(self) -> None:
        for row in table("structure/modifiers.tsv"):
            assert re.fullmatch(r"[0-9A-Z]{2}", row["modifier"])
            assert (row["level"], row["maintainer"]) in {("I", "AMA"), ("II", "CMS")}
            of_ama_alone = row["maintainer"] == "AMA" and row["kind"] != "physical status"
            assert bool(row["meaning"]) == (not of_ama_alone)


class TestValues:
    def test_values_belong_to_fields_and_days_are_days(self) -> None:
        fields = {row["field"] for row in table("structure/cms_fields.tsv")} | {"record_id"}
        for row in table("structure/cms_values.tsv"):
            assert row["field"] in fields
            for day in (row["since"], row["until"]):
                assert not day or date.fromisoformat(day).isoformat() == day


class TestBuiltin:
    def test_more_than_six_thousand_codes_in_all_seventeen_letters(self) -> None:
        assert len(builtin()) > 6_000
        assert {row["code"][0] for row in builtin()} == set(letters()) - {"D"}

    @pytest.mark.parametrize("name", BUILTIN)
    def test_each_file_holds_its_letter(self, name: str) -> None:
        letter = name.removeprefix("builtin/").removesuffix(".tsv").upper()
        for row in table(name):
            family = family_of(row["code"])
            assert family is not None
            assert (family.key, row["code"][0]) == ("level2", letter)

    def test_names_are_unique_and_short(self) -> None:
        names = [row["name"] for row in builtin()]
        assert len({name.casefold() for name in names}) == len(names)
        assert [name for name in names if not 3 <= len(name.split()) <= 12] == []

    def test_words_are_separated_and_not_repeated(self) -> None:
        for row in builtin():
            said = row["words"].split("; ")
            assert len(set(said)) == len(said)
            assert all(word.strip() == word != "" for word in said)
            assert row["name"] not in said

    def test_days_and_coverage(self) -> None:
        for row in builtin():
            assert date.fromisoformat(row["added"]).isoformat() == row["added"]
            assert not row["ended"] or row["added"] <= date.fromisoformat(row["ended"]).isoformat()
            assert row["coverage"] in set("CDIMS")

    def test_an_ended_code_says_so_in_its_hint(self) -> None:
        assert [row["code"] for row in builtin() if row["ended"] and row["ended"] not in row["hint"]] == []

    @pytest.mark.parametrize("name", BUILTIN)
    def test_no_cpt_number(self, name: str) -> None:
        assert re.findall(r"\b[0-9]{5}\b|\b[0-9]{4}[FTUMA]\b", assets.text(name)) == []

    @pytest.mark.parametrize("name", BUILTIN)
    def test_no_dental_code(self, name: str) -> None:
        assert re.findall(r"\bD[0-9]{4}\b", assets.text(name)) == []
