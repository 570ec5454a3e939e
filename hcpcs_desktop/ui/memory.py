"""What the window remembers between starts, kept as settings behind the one door."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from hcpcs_desktop.reference.errors import EnvironmentFault, UnknownRelease

if TYPE_CHECKING:
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.window import Window

THEME, ZOOM, SIZE, SPLIT, NOTICE_SEEN = "theme", "zoom", "window_size", "splitter", "notice_seen"
START_VIEW = "start_view"
PINNED = "pinned_release"
"""The release that alone answers, exactly; empty: all by the date of service. Written when it is chosen."""

_PAIR = 2


class Memory:
    """Reads the settings into the window and writes them back; the command line's wishes stay out."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.notice_seen = False
        self.fixed: frozenset[str] = frozenset()

    def restore(self, reference: Reference) -> None:
        """Set theme, zoom, size and splitter as they were left."""
        window, appearance = self._window, self._window.appearance
        self.notice_seen = reference.setting(NOTICE_SEEN) == "yes"
        pinned = reference.setting(PINNED)
        if pinned:
            with contextlib.suppress(UnknownRelease):  # said once the window is complete
                reference.pin(pinned)
        if THEME not in self.fixed:
            appearance.set_theme(reference.setting(THEME, "system"))
        if ZOOM not in self.fixed:
            appearance.set_zoom(_number(reference.setting(ZOOM), 100))
        if START_VIEW not in self.fixed:
            window.top.start_with(reference.setting(START_VIEW, "lookup"))
        size = _pair(reference.setting(SIZE))
        if size and SIZE not in self.fixed:
            window.resize(*size)
        split = _pair(reference.setting(SPLIT))
        if split and SIZE not in self.fixed:
            window.splitter.setSizes(list(split))

    def keep(self, reference: Reference) -> None:
        """Write what differs from the command line's wishes; a locked disk loses it quietly."""
        window, appearance = self._window, self._window.appearance
        values = {THEME: appearance.theme, ZOOM: str(appearance.zoom)}
        values[SIZE] = f"{window.width()} {window.height()}"
        values[SPLIT] = " ".join(map(str, window.splitter.sizes()))
        if self.notice_seen:
            values[NOTICE_SEEN] = "yes"
        if SIZE in self.fixed:
            values.pop(SPLIT)
        try:
            for key, value in values.items():
                if key not in self.fixed and reference.setting(key) != value:
                    reference.set_setting(key, value)
        except EnvironmentFault:
            return


def _number(text: str, default: int) -> int:
    return int(text) if text.isdecimal() else default


def _pair(text: str) -> tuple[int, int] | None:
    numbers = [int(part) for part in text.split() if part.isdecimal()]
    return (numbers[0], numbers[1]) if len(numbers) == _PAIR else None
