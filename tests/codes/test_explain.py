"""The explanation of every example, puzzle and edge case of the domain reference (A9, G1, G2, J)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.codes.explanation import Explanation
from tests.codes.typed_texts import TYPED_TEXTS

TODAY = "2026-11-21"
CPT, LEVEL_II, CDT = "CPT", "HCPCS Level II", "CDT"
LOCAL = "HCPCS Level III (local, retired)"
RETIRED = "COVID-19 vaccine administration (retired)"
EM = "Evaluation and Management"


def one(text: str, on: str = TODAY) -> Explanation:
    found = explain(text, on)
    assert len(found) == 1
    return found[0]


def told(shown: Explanation) -> str:
    rights = (mistake.right for mistake in shown.mistakes)
    return " ".join((*shown.notes, *shown.why, *rights))


def sets(shown: Explanation) -> set[str]:
    return {lookalike.set for lookalike in shown.lookalikes}


class TestInputs:
    """Domain A9, row by row."""

    @pytest.mark.parametrize(
        ("text", "read_as", "code", "modifiers"),
        [
            (" a0425 ", "A0425", "A0425", ()),
            ("99213-25", "99213-25", "99213", ("25",)),
            ("99213 25", "99213-25", "99213", ("25",)),
            ("99213/25", "99213-25", "99213", ("25",)),
            ("99213:25", "99213-25", "99213", ("25",)),
            ("99213,25", "99213-25", "99213", ("25",)),
            ("J9035-JW", "J9035-JW", "J9035", ("JW",)),
            ("A0425-RH", "A0425-RH", "A0425", ("RH",)),
            ("a4253kx", "A4253-KX", "A4253", ("KX",)),
            ("99214-24-25", "99214-24-25", "99214", ("24", "25")),
            ("99213-24-25-26-27", "99213-24-25-26-27", "99213", ("24", "25", "26", "27")),
            ("9921325", "99213-25", "99213", ("25",)),
            ("99213\u201325", "99213-25", "99213", ("25",)),
            ("99213\u00a0\u201425", "99213-25", "99213", ("25",)),
            ("\ufeff99\u200b213\u00ad", "99213", "99213", ()),
            ("\uff19\uff19\uff12\uff11\uff13", "99213", "99213", ()),
            ("99213*", "99213", "99213", ()),
            ("99213+", "99213", "99213", ()),
            ("+99213", "99213", "99213", ()),
            ("E 0 6 0 1", "E0601", "E0601", ()),
            ("CPT: 99213", "99213", "99213", ()),
            ("CPT-99213", "99213", "99213", ()),
            ('CPT ("99213")', "99213", "99213", ()),
        ],
    )
    def test_a_code_with_its_modifiers(
        self, text: str, read_as: str, code: str, modifiers: tuple[str, ...]
    ) -> None:
        shown = one(text)
        assert (shown.kind, shown.read_as, shown.code) == ("code", read_as, code)
        assert tuple(note.modifier for note in shown.modifiers) == modifiers
        assert shown.well_formed
        assert shown.input == text.strip()

    @pytest.mark.parametrize(
        ("text", "levels"),
        [("99213-25", ["I"]), ("J9035-JW", ["II"]), ("A0425-RH", ["II"]), ("99213-25-GT", ["I", "II"])],
    )
    def test_each_modifier_has_its_own_level_and_never_changes_the_codes(
        self, text: str, levels: list[str]
    ) -> None:
        shown = one(text)
        assert [note.level for note in shown.modifiers] == levels
        assert [note.maintainer for note in shown.modifiers] == [
            {"I": "AMA", "II": "CMS"}[level] for level in levels
        ]
        assert shown.level == one(text[:5]).level

    @pytest.mark.parametrize(
        "text",
        ["99213-24-25-26-27-32", "99213 24 25 26 27 32", "992132425262732", "99213,24,25,26,27,32"],
    )
    def test_more_than_four_modifiers(self, text: str) -> None:
        shown = one(text)
        assert shown.kind == "not_a_code"
        assert shown.suggestions == ("99213-24-25-26-27",)
        assert "at most four modifiers" in told(shown)

    def test_a_list_says_so_too(self) -> None:
        first, second = explain("99213 24 25 26 27 32, 99214", TODAY)
        assert (first.kind, first.suggestions) == ("not_a_code", ("99213-24-25-26-27",))
        assert second.code == "99214"

    @pytest.mark.parametrize(("text", "code"), [("99213-6", "99213"), ("10839-9", "10839")])
    def test_one_character_after_the_dash(self, text: str, code: str) -> None:
        shown = one(text)
        assert shown.kind == "not_a_code"
        assert "two characters" in shown.notes[0]
        assert "LOINC" in sets(shown)
        assert shown.suggestions == (code,)

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("O0100", ("00100",)),
            ("AO425", ("A0425",)),
            ("I0120", ("10120",)),
            ("G00O8", ("G0008",)),
            ("AO425-RH", ("A0425-RH",)),
            ("AO425RH", ("A0425-RH",)),
            ("lO450", ("L0450", "10450")),
        ],
    )
    def test_a_slip_is_suggested_and_never_corrected_silently(
        self, text: str, meant: tuple[str, ...]
    ) -> None:
        shown = one(text)
        assert (shown.kind, shown.code) == ("not_a_code", None)
        assert shown.suggestions == meant
        assert "did you mean" in shown.notes[0]

    @pytest.mark.parametrize("letter", "FINO")
    def test_letters_that_no_code_begins_with(self, letter: str) -> None:
        shown = one(f"{letter}1234")
        assert (shown.kind, shown.level, shown.code_set) == ("not_a_code", None, None)
        assert f"No HCPCS code begins with the letter {letter}." in shown.notes
        assert "ICD-10-CM" in sets(shown)

    @pytest.mark.parametrize(
        ("text", "level", "maintainer", "code_set"),
        [("G8", "II", "CMS", LEVEL_II), ("JW", "II", "CMS", LEVEL_II), ("25", "I", "AMA", CPT)],
    )
    def test_a_modifier_alone(self, text: str, level: str, maintainer: str, code_set: str) -> None:
        shown = one(text)
        assert (shown.kind, shown.code) == ("modifier", None)
        assert (shown.level, shown.maintainer, shown.code_set) == (level, maintainer, code_set)
        assert [note.modifier for note in shown.modifiers] == [text]
        assert shown.well_formed
        assert shown.in_section

    @pytest.mark.parametrize(
        ("text", "looks", "suggested"),
        [
            ("450", {"MS-DRG", "UB-04 revenue code"}, ("00450",)),
            ("0450", {"UB-04 revenue code"}, ("00450",)),
            ("470", {"MS-DRG", "UB-04 revenue code"}, ("00470",)),
            ("0100", {"UB-04 revenue code"}, ("00100",)),
            ("11", {"Place of service"}, ()),
            ("2", set(), ()),
        ],
    )
    def test_short_numbers(self, text: str, looks: set[str], suggested: tuple[str, ...]) -> None:
        shown = one(text)
        assert shown.kind == "not_a_code"
        assert sets(shown) == looks
        assert shown.suggestions == suggested

    @pytest.mark.parametrize("text", ["450", "0450", "2"])
    def test_short_numbers_hear_how_long_a_code_is(self, text: str) -> None:
        assert "code has five characters" in told(one(text))

    @pytest.mark.parametrize(
        ("text", "bare"), [("M54.16", "M5416"), ("E11.65", "E1165"), ("H00.15", "H0015")]
    )
    def test_a_dot_means_a_diagnosis_code(self, text: str, bare: str) -> None:
        shown = one(text)
        assert (shown.kind, shown.suggestions) == ("not_a_code", (bare,))
        assert sets(shown) == {"ICD-10-CM"}
        assert "dot" in shown.notes[0]

    @pytest.mark.parametrize("text", ["M5416", "H0015", "E1140"])
    def test_without_the_dot_it_is_hcpcs_and_warns(self, text: str) -> None:
        shown = one(text)
        assert (shown.kind, shown.level, shown.code_set) == ("code", "II", LEVEL_II)
        why = {lookalike.set: lookalike.why for lookalike in shown.lookalikes}["ICD-10-CM"]
        assert f"{text[:3]}.{text[3:]}" in why

    @pytest.mark.parametrize(
        ("text", "first", "looks"),
        [
            ("0DTJ4ZZ", "inpatient procedure", {"ICD-10-PCS"}),
            ("12345-6789-01", "National Drug Code", {"NDC"}),
            ("12345678901", "National Drug Code", {"NDC"}),
            ("1234567890", "National Drug Code", {"NDC", "NPI"}),
            ("1234567893", "National Provider Identifier", {"NPI", "NDC"}),
            ("207Q00000X", "taxonomy", {"Provider taxonomy"}),
            ("1AFKS", "not in the shape of a HCPCS code", {"HIPPS"}),
            ("250.00", "2015-09-30", {"ICD-9-CM"}),
            ("V72.31", "diagnosis", {"ICD-10-CM", "ICD-9-CM"}),
        ],
    )
    def test_other_code_sets_the_likeliest_first(self, text: str, first: str, looks: set[str]) -> None:
        shown = one(text)
        assert shown.kind == "not_a_code"
        assert first in shown.notes[0]
        assert sets(shown) == looks
        assert shown.status == "unknown"
        assert shown.structure == ()

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("J9035JW", "code"),
            ("A0425RH", "code"),
            ("J9035ZZ", "not_a_code"),
            ("99213WW", "not_a_code"),
            ("J9035RH", "not_a_code"),
            ("9921311", "not_a_code"),
            ("99213250A", "not_a_code"),
        ],
    )
    def test_without_separators_every_pair_must_be_a_known_modifier(self, text: str, kind: str) -> None:
        assert one(text).kind == kind

    def test_with_a_separator_an_unknown_modifier_is_shown_as_unknown(self) -> None:
        (note,) = one("J9035-ZZ").modifiers
        assert (note.level, note.known) == ("II", False)
        assert "not in this program's table" in note.note

    def test_two_digits_that_are_no_modifier_after_a_code(self) -> None:
        (note,) = one("99213-11").modifiers
        assert (note.level, note.maintainer, note.known) == (None, None, False)
        assert note.note == "No modifier has these two characters."

    @pytest.mark.parametrize("text", ["", "   ", "\u200b", '""', "\x00"])
    def test_nothing_typed(self, text: str) -> None:
        shown = one(text)
        assert (shown.kind, shown.suggestions) == ("not_a_code", ())
        assert shown.notes

    def test_words(self) -> None:
        assert "search" in one("wheelchair").notes[0]

    def test_a_range_names_both_ends(self) -> None:
        shown = one("E0100-E0159")
        assert (shown.kind, shown.suggestions) == ("not_a_code", ("E0100", "E0159"))


class TestSeveral:
    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("99213 99214", ["99213", "99214"]),
            ("99213-25;A0425-RH", ["99213-25", "A0425-RH"]),
            ("E0143 RR, E0260", ["E0143-RR", "E0260"]),
            ("HCPCS J1100 and J1200", ["J1100", "J1200"]),
            ("J1100 or J1200", ["J1100", "J1200"]),
            ("E0100 to E0159", ["E0100", "E0159"]),
            ("IN 99213, 99214", ["99213", "99214"]),
            ("A0428 IN A0429", ["A0428-IN", "A0429"]),
            ("25 99213 99214", ["25", "99213", "99214"]),
            ("99213 O0100 99214", ["99213", "O0100", "99214"]),
            ("J9035 ZZ J1100", ["J9035-ZZ", "J1100"]),
            ("O0100 25 J1100 J1200", ["O0100", "25", "J1100", "J1200"]),
            ("(99213) [99214].", ["99213", "99214"]),
        ],
    )
    def test_each_code_is_explained(self, text: str, codes: list[str]) -> None:
        found = explain(text, TODAY)
        assert [shown.read_as for shown in found] == codes
        assert [shown.input for shown in found] == codes


class TestLevels:
    """Domain A1: the shape decides."""

    @pytest.mark.parametrize(
        ("code", "level", "code_set", "category", "maintainer"),
        [
            ("99213", "I", CPT, "Category I", "AMA"),
            ("3044F", "I", CPT, "Category II", "AMA"),
            ("0042T", "I", CPT, "Category III", "AMA"),
            ("0001U", "I", CPT, "PLA", "AMA"),
            ("0002M", "I", CPT, "Administrative MAAA", "AMA"),
            ("0001A", "I", CPT, RETIRED, "AMA"),
            ("D1110", "II", CDT, None, "ADA"),
            *((f"{letter}1234", "II", LEVEL_II, None, "CMS") for letter in "ABCEGHJKLMPQRSTUV"),
            *((f"{letter}1234", "III", LOCAL, None, None) for letter in "WXYZ"),
        ],
    )
    def test_family(
        self, code: str, level: str, code_set: str, category: str | None, maintainer: str | None
    ) -> None:
        shown = one(code)
        assert (shown.kind, shown.well_formed, shown.code) == ("code", True, code)
        assert (shown.level, shown.code_set) == (level, code_set)
        assert (shown.category, shown.maintainer) == (category, maintainer)

    @pytest.mark.parametrize("letter", "TUM")
    @pytest.mark.parametrize("number", ["0000", "0999", "1000", "9999"])
    def test_no_upper_end_for_the_growing_series(self, letter: str, number: str) -> None:
        shown = one(number + letter)
        assert (shown.kind, shown.level, shown.code_set, shown.in_section) == ("code", "I", CPT, True)

    @pytest.mark.parametrize("code", ["00099", "02000", "10003", "69991", "70009", "80000", "89399", "99608"])
    def test_five_digits_in_no_section(self, code: str) -> None:
        shown = one(code)
        assert (shown.kind, shown.level, shown.code_set) == ("code", "I", CPT)
        assert (shown.category, shown.section, shown.in_section) == (None, None, False)
        assert shown.notes == ("Five digits, but no CPT section uses this number.",)

    def test_99201_has_a_message_of_its_own(self) -> None:
        shown = one("99201")
        assert (shown.category, shown.section, shown.in_section) == (None, None, False)
        (note,) = shown.notes
        assert EM in note
        assert "2020" in note
        assert "deleted" in note

    @pytest.mark.parametrize("code", ["D0001", "D0099"])
    def test_a_dental_letter_outside_the_twelve_categories(self, code: str) -> None:
        shown = one(code)
        assert (shown.code_set, shown.section, shown.in_section) == (CDT, None, False)
        assert "no CDT category" in shown.notes[0]

    @pytest.mark.parametrize(
        "code",
        ["99213", "3044F", "0042T", "0001U", "0002M", "0001A", "D1110", "A0425", "W1234", "00099", "D0001"],
    )
    def test_the_structure_covers_every_character(self, code: str) -> None:
        shown = one(code)
        assert "".join(part.text for part in shown.structure) == code
        assert all(part.meaning for part in shown.structure)
        assert len(shown.structure) == (1 if code.isdigit() else 2)
        assert shown.why

    def test_the_structure_names_the_section(self) -> None:
        assert EM in one("99213").structure[0].meaning
        assert one("E0601").structure[0].meaning == "Section E: durable medical equipment"

    @pytest.mark.parametrize("code", ["99213", "D1110", "3044F", "0042T", "0001U", "0002M"])
    def test_licensed_sets_are_unknown_and_say_why(self, code: str) -> None:
        shown = one(code)
        assert (shown.status, shown.covered) == ("unknown", False)
        assert "licensed" in shown.status_reason
        assert shown.licence
        assert (shown.short_description, shown.long_description, shown.plain_name) == (None, None, None)

    def test_level_ii_without_data_is_unknown(self) -> None:
        shown = one("A0425")
        assert (shown.status, shown.covered, shown.licence) == ("unknown", False, None)
        assert "No release is loaded" in shown.status_reason


class TestRetired:
    """Domain C5, last lines."""

    @pytest.mark.parametrize(
        ("code", "on", "status", "last"),
        [
            ("0001A", "2023-10-31", "unknown", "2023-10-31"),
            ("0001A", "2023-11-01", "ended", "2023-10-31"),
            ("W1234", "2003-12-31", "unknown", "2003-12-31"),
            ("W1234", "2004-01-01", "ended", "2003-12-31"),
            ("Z9999", TODAY, "ended", "2003-12-31"),
            ("WA", TODAY, "ended", "2003-12-31"),
            ("YZ", "2003-12-31", "unknown", "2003-12-31"),
        ],
    )
    def test_last_valid_day(self, code: str, on: str, status: str, last: str) -> None:
        shown = one(code, on)
        assert (shown.status, shown.ended, shown.on) == (status, last, on)
        assert shown.covered == (status == "ended")
        assert last in shown.status_reason

    @pytest.mark.parametrize("modifier", ["WA", "Y1"])
    def test_local_modifiers_are_nobodys_now(self, modifier: str) -> None:
        shown = one(modifier)
        assert (shown.kind, shown.level, shown.maintainer, shown.code_set) == ("modifier", "III", None, LOCAL)
        assert not shown.in_section

    @pytest.mark.parametrize("modifier", ["XE", "ZA"])
    def test_x_and_z_are_alive_as_modifiers(self, modifier: str) -> None:
        shown = one(modifier)
        assert (shown.level, shown.maintainer, shown.in_section) == ("II", "CMS", True)


# Domain G1: code, a word of its section, a word of its group (blank: not fixed by the domain reference).
LEVEL_II_EXAMPLES = [
    ("A0425", "Transportation", "transport"),
    ("A0999", "Transportation", "transport"),
    ("A4206", "supplies", "syringes"),
    ("A5500", "supplies", "diabetic shoes"),
    ("A6610", "supplies", "compression"),
    ("A9270", "miscellaneous", "non-covered"),
    ("A9999", "miscellaneous", "miscellaneous"),
    ("B4034", "Enteral", "enteral"),
    ("C1713", "outpatient", ""),
    ("C9600", "outpatient", ""),
    ("E0100", "Durable medical equipment", "cane"),
    ("E0601", "Durable medical equipment", "airway pressure"),
    ("E1399", "Durable medical equipment", "miscellaneous"),
    ("E2300", "Durable medical equipment", "wheelchair"),
    ("G0008", "Procedures", "vaccine"),
    ("G0121", "Procedures", "screening"),
    ("G2211", "Procedures", ""),
    ("G6001", "Procedures", "radiation"),
    ("H0001", "Behavioral", "alcohol"),
    ("H0015", "Behavioral", "alcohol"),
    ("J1100", "Drugs administered other than by oral method", "injection"),
    ("J0171", "Drugs administered other than by oral method", "injection"),
    ("J3490", "Drugs administered other than by oral method", ""),
    ("J8501", "Drugs administered other than by oral method", "oral"),
    ("J9000", "Drugs administered other than by oral method", "chemotherapy"),
    ("J9380", "Drugs administered other than by oral method", "chemotherapy"),
    ("J9999", "Drugs administered other than by oral method", "chemotherapy"),
    ("K0001", "Temporary durable medical equipment", "wheelchair"),
    ("K0903", "Temporary durable medical equipment", ""),
    ("L1833", "Orthotics", "knee"),
    ("L5301", "prosthetics", "leg"),
    ("L8699", "prosthetics", "implant"),
    ("M0075", "Medical services", ""),
    ("M0201", "Medical services", "vaccine"),
    ("M0240", "Medical services", "covid"),
    ("M1003", "quality measures", "quality"),
    ("P3000", "laboratory", "pap"),
    ("P9016", "laboratory", "blood"),
    ("Q3014", "Temporary", "telehealth"),
    ("Q4100", "Temporary", "skin substitute"),
    ("Q5101", "Temporary", "biosimilar"),
    ("R0070", "transport", ""),
    ("S0209", "private payers", "transport"),
    ("S9999", "private payers", ""),
    ("T1019", "Medicaid", ""),
    ("T2025", "Medicaid", "waiver"),
    ("U0001", "Coronavirus", ""),
    ("U0003", "Coronavirus", ""),
    ("V2020", "Vision", "frames"),
    ("V5008", "hearing", "hearing"),
    ("V5261", "hearing", "hearing aid"),
]


class TestExamples:
    """Domain G1, row by row."""

    @pytest.mark.parametrize(("code", "section", "group"), LEVEL_II_EXAMPLES)
    def test_level_ii(self, code: str, section: str, group: str) -> None:
        shown = one(code)
        assert (shown.level, shown.code_set, shown.category) == ("II", LEVEL_II, None)
        assert (shown.maintainer, shown.in_section) == ("CMS", True)
        assert section in (shown.section or "")
        assert group in (shown.subsection or "").lower()
        assert shown.subsection

    @pytest.mark.parametrize(
        ("code", "section", "subsection"),
        [
            ("00100", "Anesthesia", None),
            ("99100", "Anesthesia", None),
            ("10004", "Surgery", "General"),
            ("27447", "Surgery", "Musculoskeletal system"),
            ("45378", "Surgery", "Digestive system"),
            ("59400", "Surgery", "Maternity care and delivery"),
            ("69990", "Surgery", "Operating microscope"),
            ("77263", "Radiology", None),
            ("80053", "Pathology and Laboratory", None),
            ("81479", "Pathology and Laboratory", None),
            ("88305", "Pathology and Laboratory", None),
            ("90471", "Medicine", None),
            ("93000", "Medicine", None),
            ("97110", "Medicine", None),
            ("98000", EM, None),
            ("99213", EM, None),
            ("99499", EM, None),
        ],
    )
    def test_cpt_category_i(self, code: str, section: str, subsection: str | None) -> None:
        shown = one(code)
        assert (shown.level, shown.code_set, shown.category, shown.maintainer) == (
            "I",
            CPT,
            "Category I",
            "AMA",
        )
        assert (shown.section, shown.subsection, shown.in_section) == (section, subsection, True)

    @pytest.mark.parametrize("code", ["99100", "98000", "99091"])
    def test_a_number_that_misleads_says_so(self, code: str) -> None:
        assert any("Medicine block" in note for note in one(code).notes)

    @pytest.mark.parametrize(
        ("code", "category", "section", "says"),
        [
            ("3044F", "Category II", None, "not paid"),
            ("0042T", "Category III", None, "2026-01-01"),
            ("0001U", "PLA", "Pathology and Laboratory", "a set of their own"),
            ("0002M", "Administrative MAAA", "Pathology and Laboratory", "a set of its own"),
            ("0001A", RETIRED, None, "90480"),
        ],
    )
    def test_cpt_with_a_letter_at_the_end(
        self, code: str, category: str, section: str | None, says: str
    ) -> None:
        shown = one(code)
        assert (shown.level, shown.code_set, shown.category) == ("I", CPT, category)
        assert (shown.section, shown.maintainer, shown.in_section) == (section, "AMA", True)
        meanings = " ".join(part.meaning for part in shown.structure)
        assert says in told(shown) + meanings

    def test_dental(self) -> None:
        shown = one("D1110")
        assert (shown.level, shown.code_set, shown.maintainer) == ("II", CDT, "ADA")
        assert (shown.section, shown.subsection) == ("Dental services", "Preventive")
        assert shown.long_description is None
        assert "American Dental Association" in told(shown)

    def test_local(self) -> None:
        shown = one("W1234")
        assert (shown.level, shown.code_set, shown.maintainer) == ("III", LOCAL, None)
        assert (shown.status, shown.ended) == ("ended", "2003-12-31")
        assert not shown.in_section


class TestPuzzles:
    """Domain G2, number by number, as far as the shape alone can answer."""

    def test_1_a_letter_at_the_end_is_cpt(self) -> None:
        shown = one("0042T")
        assert (shown.level, shown.category) == ("I", "Category III")
        assert "The letter of 0042T is at the end, so it is Level I" in told(shown)
        assert shown.rule == "A letter last: Level I."

    def test_2_the_flu_shot_has_two_owners(self) -> None:
        assert "90471" in told(one("G0008"))
        assert "G0008" in told(one("90471"))
        assert one("90471").section == "Medicine"

    def test_3_dental_codes_left_the_file(self) -> None:
        assert "2011" in told(one("D1110"))

    def test_4_the_covid_series_depends_on_the_day(self) -> None:
        assert one("0001A", "2022-06-01").status == "unknown"
        assert one("0001A", "2026-06-01").status == "ended"
        assert "90480" in told(one("0001A"))

    @pytest.mark.parametrize(
        ("code", "level", "category", "twin"),
        [
            ("U0001", "II", None, "0001U"),
            ("0001U", "I", "PLA", "U0001"),
            ("0425T", "I", "Category III", "T0425"),
            ("0425U", "I", "PLA", "U0425"),
            ("M0240", "II", None, "0240M"),
            ("0002M", "I", "Administrative MAAA", "M0002"),
            ("M1003", "II", None, "1003M"),
            ("T1019", "II", None, "1019T"),
            ("1019T", "I", "Category III", "T1019"),
        ],
    )
    def test_5_6_7_17_the_same_letter_on_the_other_side(
        self, code: str, level: str, category: str | None, twin: str
    ) -> None:
        shown = one(code)
        assert (shown.level, shown.category) == (level, category)
        assert any(twin in lookalike.why for lookalike in shown.lookalikes)

    def test_8_the_dot_decides(self) -> None:
        assert one("H0015").code == "H0015"
        assert "ICD-10-CM" in sets(one("H0015"))
        assert one("H00.15").kind == "not_a_code"

    def test_9_10_code_plus_modifier(self) -> None:
        (twenty_five,) = one("99213-25").modifiers
        (jw,) = one("J9035-JW").modifiers
        assert (twenty_five.level, twenty_five.maintainer, twenty_five.description) == ("I", "AMA", None)
        assert (jw.level, jw.maintainer, jw.known) == ("II", "CMS", True)

    def test_11_a_composed_ambulance_pair(self) -> None:
        (pair,) = one("A0425-RH").modifiers
        assert (pair.level, pair.known, pair.kind) == ("II", True, "ambulance origin and destination")
        assert "residence" in (pair.description or "")
        assert (pair.description or "").endswith("hospital")

    def test_12_13_sections_that_the_number_hides(self) -> None:
        assert one("99100").section == "Anesthesia"
        assert one("98000").section == EM

    @pytest.mark.parametrize(("code", "section"), [("99100", "Anesthesia"), ("98000", EM), ("99091", EM)])
    def test_12_13_the_reason_does_not_contradict_the_number(self, code: str, section: str) -> None:
        assert f"It belongs to {section}, though its number" in one(code).why[-1]

    def test_14_a_reused_code_warns(self) -> None:
        assert "2023-07-01" in told(one("J9380"))
        assert "date of service" in told(one("J9380"))

    def test_15_a_revenue_code_or_a_lost_zero(self) -> None:
        shown = one("0450")
        assert "revenue code" in shown.notes[0]
        assert shown.suggestions == ("00450",)
        assert one("00450").section == "Anesthesia"

    def test_16_the_letter_o(self) -> None:
        assert one("O0100").suggestions == ("00100",)

    def test_18_level_ii_is_not_only_supplies(self) -> None:
        assert one("C9600").level == "II"
        assert (one("92928").level, one("92928").section) == ("I", "Medicine")

    def test_19_a_local_code(self) -> None:
        assert one("W1234").ended == "2003-12-31"

    def test_20_category_ii_is_not_paid(self) -> None:
        assert "never paid" in told(one("3044F"))


class TestTraps:
    """Domain J."""

    def test_pc_is_not_the_professional_component(self) -> None:
        why = " ".join(lookalike.why for lookalike in one("PC").lookalikes)
        assert "not the professional component" in why
        assert "26" in why
        assert "TC" in why

    def test_pc_behind_a_code_is_a_trap_too(self) -> None:
        assert "Modifiers 26 and TC" in sets(one("70010-PC"))
        assert "Modifiers 26 and TC" not in sets(one("70010-26"))

    @pytest.mark.parametrize("code", ["A0101", "B1234", "C1713", "D1110"])
    def test_hipps_has_the_shape_of_level_ii(self, code: str) -> None:
        assert "HIPPS" in sets(one(code))

    @pytest.mark.parametrize("modifier", ["22", "24", "25", "50"])
    def test_place_of_service_looks_like_a_modifier(self, modifier: str) -> None:
        assert "Place of service" in sets(one(modifier))

    def test_an_obsolete_genetic_modifier(self) -> None:
        shown = one("0A")
        assert (shown.kind, shown.level, shown.in_section) == ("modifier", "I", False)
        assert "2013" in told(shown)


class TestAnyText:
    @given(st.one_of(st.text(), TYPED_TEXTS))
    @example("0" * 30_000)
    @example("99213 " * 5_000)
    @example("99213" + " 25" * 6_000 + " 99214")
    @example("\ud800")
    @example("CPT (X")
    @example("CPT #")
    @example("A\u00b4")
    def test_no_text_raises_and_the_canonical_form_reads_the_same(self, text: str) -> None:
        found = explain(text, TODAY)
        assert found
        for shown in found[:40]:
            (again,) = explain(shown.read_as, TODAY)
            assert (again.read_as, again.kind) == (shown.read_as, shown.kind)
            assert again._replace(input="") == shown._replace(input="")

    @given(TYPED_TEXTS)
    def test_an_answer_is_whole(self, text: str) -> None:
        for shown in explain(text, TODAY):
            assert shown.status_reason
            if shown.kind == "code":
                assert (shown.well_formed, shown.level in {"I", "II", "III"}) == (True, True)
                assert len(shown.modifiers) <= 4
            elif shown.kind == "modifier":
                assert (shown.code, len(shown.modifiers), bool(shown.level)) == (None, 1, True)
            else:
                assert (shown.code, shown.level, shown.code_set, shown.well_formed) == (
                    None,
                    None,
                    None,
                    False,
                )
                assert shown.notes


class TestModifiersAlone:
    """Domain A8: whose a modifier is that stands alone."""

    @pytest.mark.parametrize("modifier", ["P1", "P6"])
    def test_physical_status_is_published_by_both(self, modifier: str) -> None:
        shown = one(modifier)
        assert (shown.level, shown.maintainer) == ("I", "AMA")
        assert "both publish" in told(shown)
        assert "CMS's text in its file is free" in shown.terms

    def test_a_pair_of_places_says_both(self) -> None:
        shown = one("RH")
        assert [(part.text, part.meaning) for part in shown.structure] == [
            ("R", "origin: residence"),
            ("H", "destination: hospital"),
        ]
        assert "of no others" in told(shown)

    def test_a_dropped_series_is_not_kept_any_more(self) -> None:
        assert one("0A").cadence == "the series has ended"
        assert "vaccine" not in one("25").cadence
