"""The place of every number: CPT sections (domain A2), dental categories (A7), Level II letters (A6)."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.families import Family, family_of
from hcpcs_desktop.codes.sections import code_notes, in_defined_section, letters, place, ranges
from hcpcs_desktop.codes.tables import rows

ANESTHESIA, SURGERY, RADIOLOGY = "Anesthesia", "Surgery", "Radiology"
LABORATORY, MEDICINE, EM = "Pathology and Laboratory", "Medicine", "Evaluation and Management"


def family(code: str) -> Family:
    found = family_of(code)
    assert found is not None
    return found


def section(code: str) -> str | None:
    return place(code, family(code)).section


def stated(number: int) -> set[str]:
    """Return the sections that domain A2 gives a number, restated from its table."""
    found = set()
    if 99202 <= number <= 99499 or number == 99091 or 98000 <= number <= 98016:
        found.add(EM)
    if 100 <= number <= 1999 or 99100 <= number <= 99140:
        found.add(ANESTHESIA)
    if 10004 <= number <= 69990:
        found.add(SURGERY)
    if 70010 <= number <= 79999:
        found.add(RADIOLOGY)
    if 80047 <= number <= 89398:
        found.add(LABORATORY)
    medicine = 90281 <= number <= 99199 or 99500 <= number <= 99607
    if medicine and not (99100 <= number <= 99140 or number == 99091 or 98000 <= number <= 98016):
        found.add(MEDICINE)
    return found


class TestCptSections:
    def test_every_number_lies_in_the_one_section_that_is_stated_or_in_none(self) -> None:
        wrong = {}
        for number in range(100_000):
            code = f"{number:05d}"
            expected = stated(number)
            assert len(expected) <= 1
            found = section(code)
            if {found} - {None} != expected:
                wrong[code] = found
        assert not wrong

    @pytest.mark.parametrize(
        ("first", "last", "expected"),
        [
            ("00000", "00099", None),
            ("00100", "01999", ANESTHESIA),
            ("02000", "10003", None),
            ("10004", "69990", SURGERY),
            ("69991", "70009", None),
            ("70010", "79999", RADIOLOGY),
            ("80000", "80046", None),
            ("80047", "89398", LABORATORY),
            ("89399", "90280", None),
            ("90281", "97999", MEDICINE),
            ("98000", "98016", EM),
            ("98017", "99090", MEDICINE),
            ("99091", "99091", EM),
            ("99092", "99099", MEDICINE),
            ("99100", "99140", ANESTHESIA),
            ("99141", "99199", MEDICINE),
            ("99200", "99201", None),
            ("99202", "99499", EM),
            ("99500", "99607", MEDICINE),
            ("99608", "99999", None),
        ],
    )
    def test_both_ends_of_each_block(self, first: str, last: str, expected: str | None) -> None:
        assert (section(first), section(last)) == (expected, expected)
        assert in_defined_section(first, family(first)) == (expected is not None)

    @pytest.mark.parametrize(
        ("code", "subsection"),
        [
            ("10004", "General"),
            ("10030", "Integumentary system"),
            ("20100", "Musculoskeletal system"),
            ("32999", "Respiratory system"),
            ("33016", "Cardiovascular system"),
            ("38100", "Hemic and lymphatic systems"),
            ("39599", "Mediastinum and diaphragm"),
            ("40490", "Digestive system"),
            ("53899", "Urinary system"),
            ("54000", "Male genital system"),
            ("55920", "Reproductive system"),
            ("55970", "Intersex surgery"),
            ("56405", "Female genital system"),
            ("59000", "Maternity care and delivery"),
            ("60000", "Endocrine system"),
            ("61000", "Nervous system"),
            ("65091", "Eye and ocular adnexa"),
            ("69979", "Auditory system"),
            ("69990", "Operating microscope"),
            ("33000", None),
            ("70010", None),
        ],
    )
    def test_body_systems_of_surgery(self, code: str, subsection: str | None) -> None:
        assert place(code, family(code)).subsection == subsection

    def test_body_systems_lie_in_surgery_and_nothing_finer_is_shipped_elsewhere(self) -> None:
        for number in range(100_000):
            code = f"{number:05d}"
            found = place(code, family("00100"))
            assert found.subsection is None or found.section == SURGERY


class TestWholeSets:
    @pytest.mark.parametrize(
        ("code", "expected"),
        [
            ("9999F", None),
            ("9999T", None),
            ("9999U", LABORATORY),
            ("9999M", LABORATORY),
            ("0001A", None),
        ],
    )
    def test_a_letter_at_the_end_is_a_set_of_its_own(self, code: str, expected: str | None) -> None:
        assert section(code) == expected
        assert in_defined_section(code, family(code))

    @pytest.mark.parametrize("letter", "WXYZ")
    def test_local_codes_have_no_section(self, letter: str) -> None:
        assert section(f"{letter}1234") is None
        assert not in_defined_section(f"{letter}1234", family(f"{letter}1234"))


class TestDental:
    @pytest.mark.parametrize(
        ("first", "last", "category"),
        [
            ("D0100", "D0999", "Diagnostic"),
            ("D1000", "D1999", "Preventive"),
            ("D2000", "D2999", "Restorative"),
            ("D3000", "D3999", "Endodontics"),
            ("D4000", "D4999", "Periodontics"),
            ("D5000", "D5899", "Removable prosthodontics"),
            ("D5900", "D5999", "Maxillofacial prosthetics"),
            ("D6000", "D6199", "Implants"),
            ("D6200", "D6999", "Fixed prosthodontics"),
            ("D7000", "D7999", "Oral surgery"),
            ("D8000", "D8999", "Orthodontics"),
            ("D9000", "D9999", "Adjunctive"),
        ],
    )
    def test_twelve_categories(self, first: str, last: str, category: str) -> None:
        for code in (first, last):
            found = place(code, family(code))
            assert (found.section, found.subsection, found.note) == ("Dental services", category, "")

    def test_a_number_before_the_first_category(self) -> None:
        found = place("D0099", family("D0099"))
        assert (found.section, found.subsection) == (None, None)
        assert "no CDT category" in found.note
        assert not in_defined_section("D0099", family("D0099"))


class TestLevelTwo:
    def test_the_seventeen_letters_and_the_dental_one(self) -> None:
        assert "".join(letters()) == "ABCDEGHJKLMPQRSTUV"
        assert all(letter.section and letter.note for letter in letters().values())

    def test_temporary_and_permanent(self) -> None:
        kinds = {letter.letter: letter.kind for letter in letters().values()}
        assert {one for one, kind in kinds.items() if kind == "permanent"} >= set("ABDEJLPRV")
        assert {one for one, kind in kinds.items() if kind == "temporary"} >= set("CGKQST")
        assert kinds["M"] == "mixed"

    @pytest.mark.parametrize(
        ("code", "word"),
        [
            ("E1399", "Miscellaneous"),
            ("A4649", "Miscellaneous"),
            ("A4660", "Blood pressure"),
            ("A4931", "thermometers"),
            ("A9270", "Non-covered"),
            ("Q4101", "Skin substitutes"),
            ("Q5001", "hospice"),
            ("V2600", "Low vision"),
        ],
    )
    def test_the_narrowest_block_wins(self, code: str, word: str) -> None:
        assert word.lower() in (place(code, family(code)).subsection or "").lower()

    def test_a_number_in_no_block_keeps_its_section(self) -> None:
        found = place("E9998", family("E9998"))
        assert (found.section, found.subsection) == ("Durable medical equipment", None)

    @given(st.from_regex(r"[ABCEGHJKLMPQRSTUV][0-9]{4}", fullmatch=True))
    def test_the_heading_is_that_of_the_smallest_block_around_the_code(self, code: str) -> None:
        around = [row for row in rows("structure/level2_ranges.tsv") if row["first"] <= code <= row["last"]]
        smallest = min(
            around, key=lambda row: int(row["last"][1:]) - int(row["first"][1:]), default={"heading": None}
        )
        assert place(code, family(code)).subsection == smallest["heading"]

    def test_ranges_come_in_order(self) -> None:
        for table in ("structure/level2_ranges.tsv", "structure/cpt_sections.tsv"):
            found = list(ranges(table))
            assert found == sorted(found)
            assert max(Counter(found).values()) == 1


class TestCodeNotes:
    @pytest.mark.parametrize(
        ("code", "count"),
        [
            ("99201", 1),
            ("0042T", 1),
            ("0001A", 1),
            ("0174A", 1),
            ("H2042", 0),
            ("G0008", 1),
            ("99213", 0),
            ("0043T", 0),
            ("1234F", 0),
        ],
    )
    def test_a_note_holds_for_its_codes_only(self, code: str, count: int) -> None:
        assert len(code_notes(code)) == count
