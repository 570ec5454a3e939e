"""The codes opened and the views shown in this window, to go back and forward through."""

from __future__ import annotations

_LONGEST = 200


class Trail:
    """A list with a place in it; opening something new drops what lay ahead."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._place = -1

    def open(self, text: str) -> None:
        """Put `text` at the end, after the present place."""
        if self._place >= 0 and self._texts[self._place] == text:
            return
        self._texts = [*self._texts[: self._place + 1], text][-_LONGEST:]
        self._place = len(self._texts) - 1

    def step(self, steps: int) -> str | None:
        """Go so many steps along and return what is there, None beyond the ends."""
        place = self._place + steps
        if not 0 <= place < len(self._texts):
            return None
        self._place = place
        return self._texts[place]
