"""The filters of a search (contract: search)."""

from __future__ import annotations

import pytest

from hcpcs_desktop.search.filters import NONE, Filters


@pytest.mark.parametrize("name", Filters._fields)
def test_any(name: str) -> None:
    assert Filters(**{name: "E"}).any()
    assert not NONE.any()


@pytest.mark.parametrize(
    ("section", "stretch"), [(None, None), ("E", None), ("E0950-E1298", ("E0950", "E1298"))]
)
def test_a_section_is_a_letter_or_a_stretch_of_codes(
    section: str | None, stretch: tuple[str, str] | None
) -> None:
    assert Filters(section=section).stretch() == stretch
