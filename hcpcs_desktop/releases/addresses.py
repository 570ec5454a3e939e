"""Where a release is published: the addresses of a quarter, and the hosts that may answer."""

from __future__ import annotations

from typing import NamedTuple

from hcpcs_desktop.codes.quarters import ADDRESSES, Quarter
from hcpcs_desktop.codes.tables import Row, rows


class Published(NamedTuple):
    """The addresses of one release in the order to ask them, the hosts that may answer, and the scheme.

    A second address is another spelling of the first, to be asked only where the first is not found.
    """

    addresses: tuple[str, ...]
    hosts: frozenset[str]
    scheme: str = "https"

    @property
    def file(self) -> str:
        """The name under which the download is kept, whichever spelling answers."""
        return self.addresses[0].rsplit("/", 1)[-1]


def published(quarter: Quarter) -> Published:
    """Return where CMS publishes the release of `quarter`, by its pattern (resources/network)."""
    fitting = [row for row in rows(ADDRESSES) if _speaks_for(row, quarter)]
    addresses = tuple(
        row["value"].format(month=quarter.month_name.lower(), year=quarter.year)
        for row in fitting
        if row["kind"] == "address"
    )
    return Published(addresses, frozenset(row["value"] for row in fitting if row["kind"] == "host"))


def _speaks_for(row: Row, quarter: Quarter) -> bool:
    return int(row["first_year"]) <= quarter.year <= int(row["last_year"])
