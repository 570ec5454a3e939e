"""Keeps what narrows the results: the filters, and the facts and corrections that the user refused."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from hcpcs_desktop.search.filters import NONE, Filters
from hcpcs_desktop.search.folding import words


class Narrowing(QObject):
    """Filters stay while one types; what was refused is forgotten with the search it was refused for."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filters: Filters = NONE
        self.refused: tuple[str, ...] = ()
        self._asked: frozenset[str] = frozenset()

    def set(self, name: str, value: str | None) -> None:
        """Set the filter `name`; None takes it away."""
        filters = self.filters._replace(**{name: value})
        if filters != self.filters:
            self.filters = filters
            self.changed.emit()

    def set_section(self, section: str) -> None:
        """Search in this section alone: a letter or a stretch of codes."""
        self.set("section", section)

    def clear(self) -> None:
        """Take all filters away."""
        if self.filters.any():
            self.filters = NONE
            self.changed.emit()

    def toggle(self, term: str) -> None:
        """Refuse a fact or a correction, or use it again."""
        kept = tuple(one for one in self.refused if one != term)
        self.refused = kept if len(kept) < len(self.refused) else (*self.refused, term)
        self.changed.emit()

    def search_for(self, text: str) -> None:
        """Note what is searched for; a text without a word of the one before is another search.

        What was refused is used again then.
        """
        asked = frozenset(words(text))
        kept = any(one.startswith(other) or other.startswith(one) for one in asked for other in self._asked)
        if not asked or (self._asked and not kept):
            self.refused = ()
        self._asked = asked
