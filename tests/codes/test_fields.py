"""CMS's fields in words (domain C1 to C4)."""

from __future__ import annotations

import pytest

from hcpcs_desktop.codes.fields import NOT_PAYABLE, decode, decode_given, meaning
from hcpcs_desktop.codes.records import CodeRecord

FULL = CodeRecord(
    code="J9035",
    kind="code",
    short_description="Short",
    long_description="Long",
    pricing=("51", "11"),
    multiple_pricing="A",
    cim=("100.1",),
    mcm=("2049",),
    statute="1861(n)",
    lab_certification=("310",),
    cross_reference=("J9036",),
    coverage="D",
    asc_group="YY",
    asc_date="2008-01-01",
    mog_group="000",
    mog_policy="1",
    mog_date="1999-01-01",
    processing_note="0093",
    betos="O1D",
    type_of_service=("1", "P"),
    anesthesia_units="003",
    added="2005-01-01",
    action_effective="2020-01-01",
    ended="2026-03-31",
    action="N",
)
NOT_CODED = {"cim", "mcm", "statute", "cross_reference", "processing_note", "anesthesia_units"} | {
    *("asc_date", "mog_date", "added", "action_effective", "ended"),
}


def test_every_filled_field_is_shown_once_a_value() -> None:
    shown = decode(FULL)
    values = [(field.key, field.value) for field in shown]
    assert len(values) == len(set(values))
    expected = {
        (key, value)
        for key, content in FULL._asdict().items()
        if key not in {"code", "kind", "short_description", "long_description"}
        for value in (content if isinstance(content, tuple) else (content,))
    }
    assert set(values) == expected
    assert [value for key, value in values if key == "pricing"] == ["51", "11"]


def test_every_field_has_a_label_a_meaning_and_an_explanation() -> None:
    for field in decode(FULL):
        assert field.name
        assert field.explanation
        assert field.meaning
        assert (field.meaning == field.explanation) == (field.key in NOT_CODED)


def test_blank_fields_are_left_out() -> None:
    assert decode(CodeRecord("E0601", "code", "Short", "Long")) == ()


@pytest.mark.parametrize("units", ["0", "00", "000"])
def test_zero_base_units_say_nothing(units: str) -> None:
    assert decode(CodeRecord("E0601", "code", "Short", "Long", anesthesia_units=units)) == ()


def test_an_unknown_value_is_kept_without_a_meaning() -> None:
    (field,) = decode(CodeRecord("E0601", "code", "Short", "Long", betos="Q9Q"))
    assert (field.value, field.meaning) == ("Q9Q", None)
    assert field.explanation


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("coverage", "C D I M S"),
        (
            "pricing",
            "00 11 12 13 21 22 31 32 33 34 35 36 37 38 39 40 45 46 51 52 53 54 55 56 57 99",
        ),
        ("multiple_pricing", "9 A B C D E F G"),
        ("asc_group", "YY"),
        (
            "lab_certification",
            "010 100 110 115 120 130 140 150 200 210 220 300 310 320 330 340 350 400 500 510 520 "
            "530 540 550 560 600 610 620 630 800 900",
        ),
        (
            "type_of_service",
            "0 1 2 3 4 5 6 7 8 9 A B C D E F G H I J K L M N P Q R S T U V W Y Z",
        ),
        (
            "betos",
            "M1A M1B M2A M2B M2C M3 M4A M4B M5A M5B M5C M5D M6 P0 P1A P1B P1C P1D P1E P1F P1G "
            "P2A P2B P2C P2D P2E P2F P3A P3B P3C P3D P4A P4B P4C P4D P4E P5A P5B P5C P5D P5E P6A "
            "P6B P6C P6D P7A P7B P8A P8B P8C P8D P8E P8F P8G P8H P8I P9A P9B I1A I1B I1C I1D I1E "
            "I1F I2A I2B I2C I2D I3A I3B I3C I3D I3E I3F I4A I4B T1A T1B T1C T1D T1E T1F T1G T1H "
            "T2A T2B T2C T2D D1A D1B D1C D1D D1E D1F D1G O1A O1B O1C O1D O1E O1F O1G O1L Y1 Y2 "
            "Z1 Z2",
        ),
        ("mog_policy", "1 2 3 4 6 7 9"),
        ("action", "A B C D F N P R S T"),
    ],
)
def test_every_value_of_the_layout_has_a_meaning(field: str, values: str) -> None:
    assert [value for value in values.split() if not meaning(field, value)] == []


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("coverage", "C", "contractor"),
        ("coverage", "D", "special"),
        ("coverage", "I", "not payable"),
        ("coverage", "M", "not covered"),
        ("coverage", "S", "law"),
        ("pricing", "36", "capped rental"),
        ("pricing", "40", "lymphedema"),
        ("pricing", "51", "drugs"),
        ("pricing", "54", "vaccin"),
        ("betos", "O1L", "lymphedema"),
        ("betos", "O1E", "drugs"),
        ("type_of_service", "P", "purchase"),
        ("type_of_service", "R", "rental"),
        ("action", "D", "discontinued"),
        ("action", "R", "back into use"),
        ("action", "A", "added"),
    ],
)
def test_meanings(field: str, value: str, word: str) -> None:
    assert word in (meaning(field, value) or "").lower()


def test_a_value_of_no_table() -> None:
    assert meaning("coverage", "X") is None
    assert meaning("added", "2026-01-01") is None


def test_coverage_that_medicare_does_not_pay() -> None:
    assert set("IMS") == NOT_PAYABLE


def test_values_that_a_correction_gives() -> None:
    pairs = (
        ("short_description", "Inv, short"),
        ("type_of_service", "9, F"),
        ("cross_reference", "J9036,J9037"),
        ("asc_date", "2019-01-01"),
        ("LC SCOPE", "x,y"),
        ("coverage", "Q"),
    )
    found = [(field.name, field.value, field.meaning) for field in decode_given(pairs)]
    assert found[0] == ("Short text", "Inv, short", "")
    assert [value for _, value, _ in found[1:5]] == ["9", "F", "J9036", "J9037"]
    assert found[5][:2] == ("ASC since", "2019-01-01")
    assert found[6:] == [("LC SCOPE", "x,y", ""), ("Coverage", "Q", None)]
