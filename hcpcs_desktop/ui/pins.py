"""The codes that are pinned to be compared, kept from one start to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hcpcs_desktop.ui.compare_page import MOST

if TYPE_CHECKING:
    from hcpcs_desktop.reference.protocol import Reference

_SETTING = "pins"


class Pins(QObject):
    """Up to six codes in the order they were pinned; `said` tells in words what became of a wish."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, parent: QObject, reference: Callable[[], Reference | None]) -> None:
        super().__init__(parent)
        self._reference = reference

    def codes(self) -> tuple[str, ...]:
        """Return the pinned codes, each as it was explained, such as ``J9035-JW``."""
        reference = self._reference()
        return tuple(reference.setting(_SETTING).split())[:MOST] if reference is not None else ()

    def toggle(self, code: str) -> None:
        """Pin `code`, or take it off where it is pinned."""
        kept = self.codes()
        if code in kept:
            self._keep(tuple(one for one in kept if one != code), f"{code} is not pinned any more")
        elif len(kept) == MOST:
            self.said.emit(f"{MOST} codes are pinned. Take one off in Compare (Ctrl+3) first.")
        else:
            self._keep((*kept, code), f"{code} is pinned: {len(kept) + 1} of {MOST}. Ctrl+3 compares.")

    def pin(self, codes: tuple[str, ...]) -> None:
        """Pin all of `codes` beside those that are pinned, as far as there is room."""
        kept = tuple(dict.fromkeys((*self.codes(), *codes)))
        left_out = f"; {len(kept) - MOST} found no room" if len(kept) > MOST else ""
        self._keep(kept[:MOST], f"{len(kept[:MOST])} codes are pinned{left_out}")

    def clear(self) -> None:
        """Take all off."""
        self._keep((), "Nothing is pinned any more")

    def _keep(self, codes: tuple[str, ...], told: str) -> None:
        reference = self._reference()
        if reference is not None:
            reference.set_setting(_SETTING, " ".join(codes))
            self.said.emit(told)
            self.changed.emit()
