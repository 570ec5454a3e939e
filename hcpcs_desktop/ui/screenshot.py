"""Saves a picture of the window as a user would see it, but for wording that is licensed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

if TYPE_CHECKING:
    from hcpcs_desktop.ui.window import Window


_LAYOUTS = 4
"""So often a layout may ask for another before the picture is taken."""


class Screenshot(QObject):
    """Types `text`, opens its first row once the reference is open, saves the picture and closes."""

    done = Signal(bool)

    def __init__(self, window: Window, target: Path, text: str) -> None:
        super().__init__(window)
        self._window = window
        self._target = target
        self._text = text
        window.first_notice = False
        window.search.box.setText(text)
        window.ready.connect(self._ready)

    def _ready(self) -> None:
        if self._window.reference is not None:
            self._window.lookup.licensed = False
            self._window.lookup.show_chosen()
            self._window.detail.complete()
        QTimer.singleShot(0, self, self._save)

    def _save(self) -> None:
        for _ in range(_LAYOUTS):
            QCoreApplication.sendPostedEvents()
        self._target.parent.mkdir(parents=True, exist_ok=True)
        self.done.emit(self._window.grab().save(str(self._target)))
        self._window.close()
