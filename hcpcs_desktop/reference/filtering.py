"""Turns filters into sets of index entries, so that a filter costs a search next to nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.cache.postings import LAYER
from hcpcs_desktop.cache.textindex import Doc, Layer
from hcpcs_desktop.search.filters import Filters

if TYPE_CHECKING:
    from hcpcs_desktop.codes.records import CodeRecord
    from hcpcs_desktop.reference.day_table import DayTable
    from hcpcs_desktop.reference.standing import StatusOnDay

ALL = -1
_ATTRIBUTES = ("coverage", "pricing")


class Passing:
    """What passes the filters; without the table of the day the status is judged later.

    With it only what decides on the day passes, by the facts of its deciding record.
    """

    def __init__(self, filters: Filters, table: DayTable | None = None) -> None:
        self._filters = filters
        self._table = table
        self._by_facts: dict[int, int] | None = None
        self._known: dict[int, int] = {}

    @property
    def is_open(self) -> bool:
        """Tell whether everything passes."""
        return not self._filters.any() and self._table is None

    def of(self, layer: Layer) -> int:
        """Return the entries of a layer that pass."""
        if self.is_open:
            return ALL
        if layer.number not in self._known:
            try:
                self._known[layer.number] = self._read(layer)
            except UnicodeEncodeError:  # half a character, which no value has
                self._known[layer.number] = 0
        return self._known[layer.number]

    def behind(self, layer: Layer) -> int:
        """Return the entries of a layer that stand behind the others: accessories and what is over."""
        over = layer.attribute("over") if self._table is None else self._table.over.get(layer.number, 0)
        return layer.attribute("aside") | over

    def _read(self, layer: Layer) -> int:
        filters = self._filters
        mask = layer.everything if self._table is None else self._table.deciding.get(layer.number, 0)
        if filters.kind is not None:
            mask &= layer.attribute(f"kind={filters.kind}")
        stretch = filters.stretch()
        if stretch:
            mask &= layer.where("kind = 'code' AND code BETWEEN ? AND ?", stretch)
        elif filters.section is not None:
            mask &= layer.attribute(f"section={filters.section}")
        return mask & (self._by_entries(layer) if self._table is None else self._on_day(layer, self._table))

    def _by_entries(self, layer: Layer) -> int:
        """Return the entries whose own facts pass, which are those of the newest release."""
        filters, mask = self._filters, ALL
        for name in _ATTRIBUTES:
            value = getattr(filters, name)
            if value is not None:
                mask &= layer.attribute(f"{name}={value}")
        if filters.added_since is not None:
            mask &= layer.where("added >= ?", (filters.added_since,))
        if filters.ended_since is not None:
            mask &= layer.where("ended >= ?", (filters.ended_since,))
        return mask

    def _on_day(self, layer: Layer, table: DayTable) -> int:
        """Return the entries whose deciding record passes."""
        if self._filters._replace(kind=None, section=None) == Filters():
            return ALL
        if self._by_facts is None:
            self._by_facts = table.where(self._holds)
        return self._by_facts.get(layer.number, 0)

    def _holds(self, status: StatusOnDay, record: CodeRecord) -> bool:
        filters = self._filters
        return (
            filters.status in (None, status.status)
            and filters.coverage in (None, record.coverage)
            and (filters.pricing is None or filters.pricing in record.pricing)
            and (filters.added_since is None or (record.added or "") >= filters.added_since)
            and (filters.ended_since is None or (record.ended or "") >= filters.ended_since)
        )

    def passes(self, doc: Doc, layers: list[Layer]) -> bool:
        """Tell whether an entry passes."""
        if self.is_open:
            return True
        layer = next(one for one in layers if one.number == doc.id // LAYER)
        return bool(self.of(layer) >> (doc.id % LAYER) & 1)
