"""Loading releases from the window: choosing files, dropping them, the strip and the outcome."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QVBoxLayout, QWidget

    from hcpcs_desktop.reference.answers import LoadReport
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.fetch_dialog import FetchDialog
    from hcpcs_desktop.ui.load_dialogs import LoadStrip
    from hcpcs_desktop.ui.load_job import LoadJob

_FILTER = "Official files (*.zip *.txt *.xlsx *.xls *.csv);;All files (*)"


class Loading(QObject):
    """Runs one load at a time; `changed` when the releases may be others, `said` for short messages."""

    changed = Signal()
    said = Signal(str)
    trouble = Signal(str)

    def __init__(self, appearance: Appearance, window: QWidget, place: QVBoxLayout) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._window = window
        self._place = place
        self._reference: Reference | None = None
        self._job: LoadJob | None = None
        self._strip: LoadStrip | None = None
        self._fetching: FetchDialog | None = None

    def begin(self, reference: Reference) -> None:
        """Load into `reference` from now on."""
        self._reference = reference

    @property
    def running(self) -> bool:
        """Tell whether a load runs."""
        return self._job is not None

    def choose_files(self) -> None:
        """Ask for files and load them."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - rarely needed

        if not self._may_load():
            return
        names, _ = QFileDialog.getOpenFileNames(self._window, "Load release", "", _FILTER)
        self.load([Path(name) for name in names])

    def choose_folder(self) -> None:
        """Ask for a folder and load what is in it."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - rarely needed

        if not self._may_load():
            return
        name = QFileDialog.getExistingDirectory(self._window, "Load every official file in a folder")
        self.load([Path(name)] if name else [])

    def check_for_release(self) -> None:
        """Offer to ask CMS's site for a release; nothing is asked before the user says so."""
        from hcpcs_desktop.reference.errors import EnvironmentFault  # noqa: PLC0415 - rarely needed
        from hcpcs_desktop.ui.fetch_dialog import FetchDialog  # noqa: PLC0415 - rarely needed

        if not self._may_load():
            return
        assert self._reference is not None, "loads only where there is a reference"
        try:
            proposal = self._reference.newest_to_ask()
        except EnvironmentFault as fault:
            self.trouble.emit(str(fault))
            return
        self._fetching = FetchDialog(self._reference, proposal, self._appearance, self._window)
        self._fetching.said.connect(self.said)
        self._fetching.load_wanted.connect(lambda path: self.load([path]))
        self._fetching.finished.connect(self._forget_dialog)
        self._fetching.open()

    def _forget_dialog(self) -> None:
        self._fetching = None

    def load(self, paths: Sequence[Path]) -> None:
        """Load `paths` in the background; one load at a time."""
        if not paths or not self._may_load():
            return
        assert self._reference is not None, "loads only where there is a reference"
        from hcpcs_desktop.ui.load_dialogs import LoadStrip  # noqa: PLC0415 - rarely needed
        from hcpcs_desktop.ui.load_job import LoadJob  # noqa: PLC0415 - rarely needed

        self._strip = LoadStrip(self._appearance, self._window)
        self._place.addWidget(self._strip)
        self._job = LoadJob(self._reference, paths)
        self._connect(self._job, self._strip)
        self._job.start()

    def _may_load(self) -> bool:
        """Tell whether a load can begin now, and say why where it cannot."""
        if self._reference is None:
            self.said.emit("Nothing can be loaded, because the data folder could not be opened.")
        elif self._job is not None:
            self.said.emit("A load is running; load more when it is done.")
        else:
            return True
        return False

    def _connect(self, job: LoadJob, strip: LoadStrip) -> None:
        job.progressed.connect(strip.show_progress)
        job.loaded.connect(self._loaded)
        job.cancelled.connect(self._cancelled)
        job.failed.connect(self._failed)
        job.broke.connect(self._broke)
        strip.cancelled.connect(self.cancel)

    def cancel(self) -> None:
        """Stop the load that runs."""
        if self._job is not None and self._strip is not None:
            self._job.cancel()
            self._strip.show_stopping()

    def finish(self) -> None:
        """Stop a load or a download and wait for its thread; for the end of the window."""
        if self._fetching is not None:
            self._fetching.finish()
        if self._job is not None:
            self._job.finish()
            self._put_away()
        self._reference = None

    def _loaded(self, report: LoadReport) -> None:
        from hcpcs_desktop.ui.load_dialogs import ResultDialog  # noqa: PLC0415 - rarely needed

        if self._job is None:
            return  # it ended while the window was being closed
        self._put_away()
        self.changed.emit()
        ResultDialog(report, self._appearance, self._window).open()

    def _cancelled(self) -> None:
        self._put_away()
        self.said.emit("The load was stopped; nothing of it stays.")

    def _failed(self, message: str) -> None:
        self._put_away()
        self.trouble.emit(message)

    def _broke(self, error: Exception) -> None:
        self._put_away()
        raise error

    def _put_away(self) -> None:
        if self._job is not None:
            self._job.finish()
            self._job.deleteLater()
        if self._strip is not None:
            self._place.removeWidget(self._strip)
            self._strip.hide()
            self._strip.deleteLater()
        self._job = self._strip = None


def dropped_paths(data: QMimeData) -> list[Path]:
    """Return the local files and folders that are being dropped."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
