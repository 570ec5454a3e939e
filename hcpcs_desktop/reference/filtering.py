"""Turns filters into sets of index entries, so that a filter costs a search next to nothing."""

from __future__ import annotations

from hcpcs_desktop.cache.postings import LAYER
from hcpcs_desktop.cache.textindex import Doc, Layer
from hcpcs_desktop.search.filters import Filters

ALL = -1
_ATTRIBUTES = ("kind", "coverage", "pricing")


class Passing:
    """What passes the filters but that of the status, which is judged for the day."""

    def __init__(self, filters: Filters) -> None:
        self._filters = filters
        self._known: dict[int, int] = {}

    @property
    def is_open(self) -> bool:
        """Tell whether no filter is set."""
        return not self._filters.any()

    def of(self, layer: Layer) -> int:
        """Return the entries of a layer that pass."""
        if not self._filters.any():
            return ALL
        if layer.number not in self._known:
            try:
                self._known[layer.number] = self._read(layer)
            except UnicodeEncodeError:  # half a character, which no value has
                self._known[layer.number] = 0
        return self._known[layer.number]

    def _read(self, layer: Layer) -> int:
        filters = self._filters
        mask = layer.everything
        for name in _ATTRIBUTES:
            value = getattr(filters, name)
            if value is not None:
                mask &= layer.attribute(f"{name}={value}")
        stretch = filters.stretch()
        if stretch:
            mask &= layer.where("kind = 'code' AND code BETWEEN ? AND ?", stretch)
        elif filters.section is not None:
            mask &= layer.attribute(f"section={filters.section}")
        if filters.added_since is not None:
            mask &= layer.where("added >= ?", (filters.added_since,))
        if filters.ended_since is not None:
            mask &= layer.where("ended >= ?", (filters.ended_since,))
        return mask

    def passes(self, doc: Doc, layers: list[Layer]) -> bool:
        """Tell whether an entry passes."""
        if not self._filters.any():
            return True
        layer = next(one for one in layers if one.number == doc.id // LAYER)
        return bool(self.of(layer) >> (doc.id % LAYER) & 1)
