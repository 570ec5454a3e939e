"""A label that is read line after line."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


class Paragraph(QLabel):
    """A label whose lines are at most as long as its own greatest width, also when it has more room."""

    def heightForWidth(self, width: int) -> int:
        """Return the height of the text in the width that it takes."""
        return super().heightForWidth(min(width, self.maximumWidth()))
