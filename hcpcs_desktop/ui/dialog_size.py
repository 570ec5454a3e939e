"""Opens a dialog no larger than the window that it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def resize_within(dialog: QWidget, width: int, height: int) -> None:
    """Give `dialog` this size, or that of the main window where it is the smaller: at 200 % it may be."""
    host = dialog
    while (above := host.parentWidget()) is not None:
        host = above
    if host is dialog:
        dialog.resize(width, height)
    else:
        dialog.resize(min(width, host.width()), min(height, host.height()))
