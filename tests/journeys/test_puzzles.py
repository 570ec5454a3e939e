"""The twenty puzzles (domain G2), each put to the window; the answer must stand on the screen."""

from __future__ import annotations

import pytest

from tests.journeys.one_window import Reader, nothing_left, reader, window_of_five

__all__ = ["nothing_left", "reader", "window_of_five"]

pytestmark = pytest.mark.realdata

LEVEL_I = ["HCPCS Level I (CPT)", "Maintained by AMA", "Not checked: CPT is licensed"]
LEVEL_II = ["HCPCS Level II", "Maintained by CMS", "Valid on this date"]


def test_1_a_letter_at_the_end_is_cpt(reader: Reader) -> None:
    page = reader.read("0042T")
    assert reader.pills == LEVEL_I
    assert "The letter of 0042T is at the end, so it is Level I" in page
    assert "Only a letter in front makes Level II." in page
    assert "Category III" in reader.lines
    assert "T: T at the end: CPT Category III" in reader.anatomy


def test_2_one_flu_shot_has_two_owners(reader: Reader) -> None:
    compared = reader.side_by_side("G0008", "90471")
    assert "HCPCS Level II national codes" in compared
    assert "CPT, which is HCPCS Level I" in compared
    assert "CMS, HCPCS Workgroup" in compared
    assert "AMA, CPT Editorial Panel" in compared
    assert "Medicare wants G0008 for giving it; 90471 is the code of most other payers" in reader.read(
        "G0008"
    )
    assert "Both are right, each for its payer." in reader.page
    assert "Medicare wants G0008" in reader.read("90471")
    assert reader.lines[0] == "Medicine"


def test_3_a_dental_code_is_level_ii_and_the_adas(reader: Reader) -> None:
    page = reader.read("D1110")
    assert reader.pills == ["HCPCS Level II (CDT)", "Maintained by ADA", "Not checked: CDT is licensed"]
    assert "CMS's file has not carried them since 2011" in page
    assert "Its letter makes it Level II; the ADA owns it." in page
    assert "Not in the loaded releases" not in reader.pills


def test_4_0001a_on_a_record_of_2022_and_on_a_claim_of_2026(reader: Reader) -> None:
    page = reader.read("0001A", on="2022-06-01")
    assert reader.pills == LEVEL_I
    assert "The series was in use until 31 Oct 2023" in page
    reader.set_date("2026-06-01")
    assert reader.shown == "0001A"
    assert reader.pills[-1] == "Discontinued 31 Oct 2023"
    assert "90480 is used from 1 Nov 2023" in reader.page
    reader.read("0001A", on="2023-11-01")
    assert reader.pills[-1] == "Discontinued 31 Oct 2023"
    reader.read("0001A", on="2023-10-31")
    assert reader.pills == LEVEL_I


def test_5_u0001_or_0001u(reader: Reader) -> None:
    page = reader.read("U0001")
    assert reader.pills == LEVEL_II
    assert "U in front is CMS's Level II; U at the end is the AMA's CPT." in page
    reader.follow("U0001 and 0001U side by side")
    assert "Coronavirus laboratory tests" in reader.compared
    assert "CPT code, PLA" in reader.compared
    assert "Not checked: CPT is licensed" in reader.compared


def test_6_the_same_digits_three_times(reader: Reader) -> None:
    compared = reader.side_by_side("A0425", "0425T", "0425U")
    assert "Ground mileage, per statute mile" in compared
    assert "Category III" in compared
    assert "PLA" in compared
    assert compared.count("Not checked: CPT is licensed") == 2
    assert "not whether it was valid" in reader.read("0425T")
    assert "not whether it was valid" in reader.read("0425U")


def test_7_m_in_front_and_m_at_the_end(reader: Reader) -> None:
    compared = reader.side_by_side("M0240", "0002M", "M1003")
    assert "Discontinued 12 Dec 2024" in compared
    assert "Administrative MAAA" in compared
    assert "Quality measures" in compared
    assert "Those end in M (0002M). M in front is CMS's Level II." in reader.read("M1003")


def test_8_the_dot_decides(reader: Reader) -> None:
    page = reader.read("H0015")
    assert reader.pills == ["HCPCS Level II", "Maintained by CMS", "Valid, Medicare does not pay it"]
    assert "Not ICD-10-CM: with a dot, H00.15, these characters have the form of a diagnosis code." in page
    page = reader.read("H00.15")
    assert reader.pills == ["Not a HCPCS code"]
    assert "A dot after three characters means a diagnosis code." in page
    assert reader.codes == ["H0015"]


def test_9_99213_25_is_a_code_and_a_modifier(reader: Reader) -> None:
    page = reader.read("99213-25")
    assert reader.shown == "99213-25"
    assert reader.pills == LEVEL_I
    assert reader.anatomy.endswith("2 5: Modifier 25: Level I, AMA")
    assert "The AMA licenses the wording, so it is not shown here. Level I, AMA" in page


def test_10_jw_is_level_ii(reader: Reader) -> None:
    page = reader.read("J9035-JW")
    assert reader.pills == LEVEL_II
    assert "J W: Modifier JW: Drug amount discarded/not administered to any patient" in reader.anatomy
    assert "Drug amount discarded/not administered to any patient Level II, CMS" in page


def test_11_rh_is_no_modifier_of_the_file_and_right(reader: Reader) -> None:
    page = reader.read("A0425-RH")
    assert reader.pills == LEVEL_II
    assert "R H: Modifier RH: Ambulance: residence to hospital" in reader.anatomy
    assert "valid on ambulance codes though CMS's file does not list every pair" in page


def test_11_rh_alone_is_not_only_a_word(reader: Reader) -> None:
    reader.read("RH")
    assert "RH as a modifier. Ambulance: residence to hospital." in reader.message
    reader.read("LT")
    assert reader.message == ""


@pytest.mark.parametrize(
    ("code", "section"), [("99100", "Anesthesia"), ("98000", "Evaluation and Management")]
)
def test_12_13_the_number_lies_in_medicine_and_the_code_does_not(
    reader: Reader, code: str, section: str
) -> None:
    page = reader.read(code)
    assert reader.lines[0] == section
    assert "The number lies in the Medicine block, but these codes" in page
    assert f"It belongs to {section}, though its number lies in the block of another section." in page
    assert f"By its number it belongs to {section}" not in page


def test_14_one_number_two_drugs(reader: Reader) -> None:
    long_ago = reader.read("J9380", on="2002-06-01")
    assert reader.pills[-1] == "Not valid before 1 Jul 2023"
    assert "the day lies before the first loaded release (CMS 2018)" in long_ago
    assert "another meaning long ago (vincristine), which no CMS file from 2017 on lists" in long_ago
    in_2020 = reader.read("J9380", on="2020-06-01")
    assert reader.pills[-1] == "Not valid before 1 Jul 2023"
    assert "CMS 2020, the file of that day, does not list it." in in_2020
    reader.read("J9380", on="2023-06-30")
    assert reader.pills[-1] == "Not valid before 1 Jul 2023"
    assert "does not list it" not in reader.page
    reader.read("J9380", on="2026-03-02")
    assert reader.pills == LEVEL_II
    assert "Teclistamab" in reader.lines[1]


def test_15_four_digits_are_a_revenue_code_or_lost_a_zero(reader: Reader) -> None:
    reader.read("0450")
    assert reader.message == (
        "Four digits: usually a revenue code, or a type of bill, on a UB-04 claim. "
        "A code has five characters; a spreadsheet may have lost zeros. Try 00450."
    )
    reader.set_date("2026-03-03")
    assert reader.message.startswith("Four digits")
    reader.read("00450")
    assert reader.message == ""
    assert reader.lines[0] == "Anesthesia"


@pytest.mark.parametrize(("typed", "read"), [("O0100", "00100"), ("AO425", "A0425"), ("G00O8", "G0008")])
def test_16_the_letter_o_is_never_read_in_silence(reader: Reader, typed: str, read: str) -> None:
    reader.read(typed)
    assert reader.shown == read
    assert f"O and 0, or I and 1, may be swapped: did you mean {read}?" in reader.message
    assert f"read as {read}" in reader.window.search.count.text()


def test_16_no_code_begins_with_o(reader: Reader) -> None:
    reader.read("O0100")
    assert "No HCPCS code begins with the letter O." in reader.message


def test_17_t1019_or_1019t(reader: Reader) -> None:
    reader.read("T1019")
    reader.follow("T1019 and 1019T side by side")
    assert "Valid, Medicare does not pay it" in reader.compared
    assert "State Medicaid services" in reader.compared
    assert "CPT code, Category III" in reader.compared
    assert "not whether it was valid" in reader.read("1019T")


def test_18_level_ii_is_not_only_supplies(reader: Reader) -> None:
    compared = reader.side_by_side("C9600", "92928")
    assert "Hospital outpatient items and services" in compared
    assert "Medicine" in compared
    page = reader.read("C9600")
    assert "“Level II is for supplies only.” This letter holds services and procedures too." in page
    assert "The hospital's code, not the doctor's." in page


def test_19_a_local_code_has_ended(reader: Reader) -> None:
    page = reader.read("W1234")
    assert reader.pills == ["HCPCS Level III, retired", "Discontinued 31 Dec 2003"]
    assert "ask the state programme" in page
    reader.read("W1234", on="2003-06-01")
    assert reader.pills == ["HCPCS Level III, retired", "Series in use until 31 Dec 2003"]


def test_20_category_ii_only_tracks(reader: Reader) -> None:
    page = reader.read("3044F")
    assert reader.pills == LEVEL_I
    assert "it tracks, it is never paid and replaces nothing" in page
    assert "tracks quality of care and is not paid" in reader.anatomy


@pytest.mark.parametrize("typed", ["PC", "99213-PC", "70010-PC"])
def test_pc_is_not_the_professional_component(reader: Reader, typed: str) -> None:
    page = reader.read(typed)
    assert "PC is not the professional component" in page
    assert "the components are 26 (AMA) and TC (CMS)" in page


def test_a_hipps_code_has_the_shape_of_level_ii(reader: Reader) -> None:
    page = reader.read("A0101")
    assert reader.pills[-1] == "Not in the loaded releases"
    assert "Not HIPPS: HIPPS codes of inpatient rehabilitation have the same shape." in page


@pytest.mark.parametrize("code", ["E2300", "G6001", "Q4100", "U0003", "M0240"])
def test_the_last_valid_day_is_valid(reader: Reader, code: str) -> None:
    last = {"E2300": "2024-03-31", "U0003": "2023-05-11", "M0240": "2024-12-12"}.get(code, "2025-12-31")
    reader.read(code, on=last)
    assert reader.pills[-1] == "Valid on this date"
    assert "There is no grace period" not in reader.page
