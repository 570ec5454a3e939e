"""The records, and what this program's own words belong to."""

from __future__ import annotations

import pytest

from hcpcs_desktop.codes.records import (
    Change,
    CodeRecord,
    Companions,
    Correction,
    PlainName,
    TransactionReport,
)


@pytest.mark.parametrize(
    ("own", "listed", "expected"),
    [
        ("2018-04-01", "2018-04-01", True),
        ("2018-04-01", "2018-01-01", False),
        ("2018-04-01", None, True),
        (None, "2018-01-01", True),
    ],
)
def test_a_name_speaks_of_the_code_that_was_added_on_its_day(
    own: str | None, listed: str | None, expected: bool
) -> None:
    assert PlainName("G9890", "Bridge payment", "", "", own, None, "").speaks_of(listed) == expected


def test_what_people_say_stands_one_by_one() -> None:
    assert PlainName("E0601", "Sleep apnea machine", "cpap; sleep machine", "", None, None, "").said() == (
        "cpap",
        "sleep machine",
    )


def test_blank_fields() -> None:
    blank = CodeRecord("E0601", "code", "", "")._asdict()
    lists = {"pricing", "cim", "mcm", "lab_certification", "cross_reference", "type_of_service"}
    days = {"asc_date", "mog_date", "added", "action_effective", "ended"}
    assert {key for key, value in blank.items() if value == ()} == lists
    assert {key for key, value in blank.items() if value is None} == days


def test_companions_together() -> None:
    first, second = (
        Correction(code, "Invented", "", (), "", f"{code}.xlsx", 5) for code in ("K9100", "K9101")
    )
    report = TransactionReport("report.xlsx", {"K9100": Change("N", "No Change")})
    notes = Companions({"0001": "Invented"}, ("K9100",), (first,), None, "notes.txt", "noc.csv")
    later = Companions(noc=("K9101",), corrections=(second,), report=report, noc_file="later.csv")
    expected = Companions(notes.notes, ("K9101",), (first, second), report, "notes.txt", "later.csv")
    assert notes.joined(later) == expected
    assert expected.files() == [
        ("processing-notes", "notes.txt", 1),
        ("noc-list", "later.csv", 1),
        ("corrections", "K9100.xlsx", 1),
        ("corrections", "K9101.xlsx", 1),
        ("transaction-report", "report.xlsx", 1),
    ]
    assert Companions().files() == []
    assert Companions().joined(notes) == notes.joined(Companions()) == notes
