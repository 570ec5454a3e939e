"""The filters of a search (contract: search)."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from hcpcs_desktop.search.filters import NONE, Filters


class One(NamedTuple):
    code: str = "E0601"
    kind: str = "code"
    coverage: str = "D"


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (NONE, True),
        (Filters(kind="code"), True),
        (Filters(kind="modifier"), False),
        (Filters(section="E"), True),
        (Filters(section="K"), False),
        (Filters(status="active"), True),
        (Filters(status="ended"), False),
        (Filters(coverage="D"), True),
        (Filters(coverage="M"), False),
        (Filters("code", "E", "active", "D"), True),
        (Filters("code", "E", "active", "M"), False),
    ],
)
def test_keep(filters: Filters, kept: bool) -> None:
    assert filters.keep(One(), "active") == kept


@pytest.mark.parametrize("status", ["active", "ended", "not_yet", "absent", "unknown"])
def test_status_means_the_word(status: str) -> None:
    assert Filters(status=status).keep(One(), status)
    assert not Filters(status=status).keep(One(), "other")


def test_a_section_is_one_of_codes_only() -> None:
    assert not Filters(section="E").keep(One("EP", "modifier", ""), "active")
    assert Filters(kind="modifier").keep(One("EP", "modifier", ""), "active")


@pytest.mark.parametrize("filters", [Filters(kind="code"), Filters(section="E"), Filters(coverage="D")])
def test_any(filters: Filters) -> None:
    assert filters.any()
    assert not NONE.any()
