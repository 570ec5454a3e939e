"""The records, and what this program's own words belong to."""

from __future__ import annotations

import pytest

from hcpcs_desktop.codes.records import PlainName


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
