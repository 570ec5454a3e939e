"""Narrows the hits of a search: code or modifier, letter, status on the day, coverage."""

from typing import NamedTuple, Protocol


class Filterable(Protocol):
    """What a filter looks at."""

    @property
    def code(self) -> str:
        """The code or modifier."""

    @property
    def kind(self) -> str:
        """``code`` or ``modifier``."""

    @property
    def coverage(self) -> str:
        """CMS's coverage letter."""


class Filters(NamedTuple):
    """The filters that hold; None lets everything pass.

    `section` is a letter, `status` ``active`` or ``ended``, `coverage` CMS's letter.
    """

    kind: str | None = None
    section: str | None = None
    status: str | None = None
    coverage: str | None = None

    def any(self) -> bool:
        """Tell whether a filter is set."""
        return any(value is not None for value in self)

    def keep(self, one: Filterable, status: str) -> bool:
        """Tell whether `one`, which has `status` on the asked day, passes."""
        return (
            self.kind in (None, one.kind)
            and (self.section is None or (one.kind == "code" and one.code[0] == self.section))
            and self.status in (None, status)
            and self.coverage in (None, one.coverage)
        )


NONE = Filters()
