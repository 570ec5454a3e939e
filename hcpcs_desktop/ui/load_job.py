"""Loads files in one worker thread and reports by signals."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hcpcs_desktop.reference.errors import DownloadFault, EnvironmentFault, LoadCancelled

if TYPE_CHECKING:
    from hcpcs_desktop.reference.answers import Progress
    from hcpcs_desktop.reference.protocol import Reference

_REPORT_EVERY_S = 0.05


class LoadJob(QObject):
    """One load: `progressed` some twenty times a second, then exactly one of the other signals.

    The signals come from the worker and are delivered in the thread that made the job.
    """

    progressed = Signal(object)
    loaded = Signal(object)
    cancelled = Signal()
    failed = Signal(str)
    broke = Signal(object)

    def __init__(self, reference: Reference, paths: Sequence[Path]) -> None:
        super().__init__()
        self._reference = reference
        self._paths = tuple(paths)
        self._stop = threading.Event()
        self._reported = 0.0
        self._thread = threading.Thread(target=self._run, name="load")

    def start(self) -> None:
        """Begin to load."""
        self._thread.start()

    def cancel(self) -> None:
        """Stop at the next step; nothing of the load stays."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Tell whether it was asked to stop."""
        return self._stop.is_set()

    def finish(self) -> None:
        """Stop and wait until the thread has ended."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            outcome = self._work()
        except LoadCancelled:
            self.cancelled.emit()
        except (EnvironmentFault, DownloadFault) as fault:
            self.failed.emit(str(fault))
        except Exception as error:  # noqa: BLE001,RUF100 - carried to the window's thread and raised there
            self.broke.emit(error)
        else:
            self.loaded.emit(outcome)

    def _work(self) -> object:
        return self._reference.load(self._paths, self._progress)

    def _progress(self, progress: Progress) -> None:
        if self._stop.is_set():
            raise LoadCancelled
        now = time.monotonic()
        if now - self._reported >= _REPORT_EVERY_S or progress.done == progress.total:
            self._reported = now
            self.progressed.emit(progress)
