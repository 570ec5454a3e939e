"""What pages are drawn with: the window's look, or that of paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hcpcs_desktop.ui.metrics import Metrics
    from hcpcs_desktop.ui.theme import Colours


class Look(Protocol):
    """Colours and sizes; the window's `Appearance` is one, paper another."""

    @property
    def colours(self) -> Colours:
        """The colours by name."""

    @property
    def metrics(self) -> Metrics:
        """The fonts and gaps."""

    @property
    def sharpness(self) -> float:
        """How many pixels of the device an image needs for each of the page."""
