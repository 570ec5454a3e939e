"""The addresses of releases (cms-files 2)."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from hcpcs_desktop.codes.quarters import ADDRESSES, Quarter
from hcpcs_desktop.codes.tables import rows
from hcpcs_desktop.releases.addresses import published

ROOT = "https://www.cms.gov/files/zip/"


@pytest.mark.parametrize(
    ("quarter", "names"),
    [
        (Quarter(2026, 10), ["october-2026-alpha-numeric-hcpcs-file.zip"]),
        (Quarter(2025, 1), ["january-2025-alpha-numeric-hcpcs-file.zip"]),
        (
            Quarter(2024, 7),
            ["july-2024-alpha-numeric-hcpcs-file.zip", "july-2024-alpha-numeric-hcpcs-files.zip"],
        ),
    ],
)
def test_the_pattern(quarter: Quarter, names: list[str]) -> None:
    found = published(quarter)
    assert list(found.addresses) == [ROOT + name for name in names]
    assert found.file == names[0]


@pytest.mark.parametrize("year", [2023, 2024, 2026, 2099])
def test_every_address_is_secure_and_on_a_host_of_the_table(year: int) -> None:
    found = published(Quarter(year, 4))
    assert found.scheme == "https"
    for address in found.addresses:
        assert urlsplit(address).scheme == "https"
        assert urlsplit(address).netloc in found.hosts


def test_nothing_in_the_table_claims_to_have_been_tried() -> None:
    assert {row["verified"] for row in rows(ADDRESSES)} == {"reported"}
    assert {row["kind"] for row in rows(ADDRESSES)} == {"address", "host"}
