"""Measures the start of the window from the start of the process."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from hcpcs_desktop.ui.window import Window

QUERY = "wheelchair"

_START_FIELD = 19
_KIB_A_MIB = 1024
_LOADED = time.monotonic()


def since_start_ms() -> float:
    """Return the milliseconds since the process began; where the system does not say, since this import.

    Linux counts process starts in hundredths of a second.
    """
    try:
        stat = Path("/proc/self/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        began = int(stat[_START_FIELD]) / os.sysconf("SC_CLK_TCK")
        return (time.clock_gettime(time.CLOCK_BOOTTIME) - began) * 1000
    except (OSError, AttributeError, ValueError, IndexError):
        return (time.monotonic() - _LOADED) * 1000


def peak_rss_mib() -> float | None:
    """Return the process's largest resident memory so far in MiB, None where the system does not say."""
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / _KIB_A_MIB
        import resource  # noqa: PLC0415 - not on every platform
    except (OSError, ImportError):
        return None
    unit = _KIB_A_MIB * _KIB_A_MIB if sys.platform == "darwin" else _KIB_A_MIB
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


class StartupClock(QObject):
    """Notes the first paint and the first painted answer, prints them as one JSON line and closes."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._first_paint = 0.0
        self._answered = False
        window.painted.connect(self._painted)
        window.search.listed.connect(self._listed)
        window.search.box.setText(QUERY)

    def _painted(self) -> None:
        self._first_paint = since_start_ms()

    def _listed(self) -> None:
        self._window.search.list.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Watch for the paint of a list that has hits."""
        if event.type() == QEvent.Type.Paint and not self._answered and self._window.search.model.hits:
            self._answered = True
            QTimer.singleShot(0, self, self._report)
        return False

    def _report(self) -> None:
        memory = peak_rss_mib()
        figures = {
            "first_paint_ms": round(self._first_paint, 1),
            "first_answer_ms": round(since_start_ms(), 1),
            "peak_rss_mib": None if memory is None else round(memory, 1),
        }
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()
        self._window.close()
