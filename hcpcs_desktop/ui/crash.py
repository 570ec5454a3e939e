"""What happens when this program is at fault: a log first, then a dialog that can be copied."""

from __future__ import annotations

import faulthandler
import sys
from typing import TYPE_CHECKING

import hcpcs_desktop

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_WORDS = (
    "Something in this program failed. Your data is untouched; you can go on or start it again.\n\n"
    "The details are in {log}. They hold no text that you typed."
)


class CrashHandler:
    """Writes what failed into `folder`, then shows it, or ends the program where nobody watches."""

    def __init__(self, folder: Path, *, attended: bool = True) -> None:
        self.folder = folder
        self.failed = False
        self._attended = attended
        self._before = sys.excepthook
        self._showing = False

    def install(self) -> None:
        """Take every exception that nobody else took."""
        sys.excepthook = self.handle

    def remove(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def watch_faults(self) -> None:
        """Have even a fault below Python leave a trace; called after the first paint."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._faults = (self.folder / "fault.log").open("w", encoding="utf-8")
            faulthandler.enable(self._faults)
        except OSError:
            return

    def stop_watching(self) -> None:
        """Close the file that `watch_faults` opened."""
        faults = getattr(self, "_faults", None)
        if faults is not None:
            faulthandler.disable()
            faults.close()

    def handle(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log the error, then show it; a keyboard interrupt ends the program as usual."""
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        self.failed = True
        details = _details(kind, trace)
        log = self._write(details)
        if not self._attended:
            sys.stderr.write(f"hcpcs-desktop failed; the details are in {log}\n")
            self._quit()
        elif not self._showing:
            self._showing = True
            self.show(details, log)
            self._showing = False

    def show(self, details: str, log: str) -> None:
        """Show the dialog with its copy button."""
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - needed only when something failed
        from PySide6.QtWidgets import QMessageBox  # noqa: PLC0415 - needed only when something failed

        box = QMessageBox(QMessageBox.Icon.Warning, "HCPCS Desktop", _WORDS.format(log=log))
        copy = box.addButton("&Copy details", QMessageBox.ButtonRole.ActionRole)
        box.addButton(QMessageBox.StandardButton.Close)
        box.exec()
        if box.clickedButton() is copy:
            QGuiApplication.clipboard().setText(details)

    def _quit(self) -> None:
        from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - needed only when something failed

        QCoreApplication.exit(1)

    def _write(self, details: str) -> str:
        from datetime import datetime  # noqa: PLC0415 - needed only when something failed

        name = f"crash-{datetime.now():%Y%m%d-%H%M%S}.log"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(details, encoding="utf-8")
        except OSError:
            sys.stderr.write(details)
            return "the error output, because the log folder cannot be written to"
        return str(self.folder / name)


def _details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return where it failed; the error's own message stays out, it may hold what the user typed."""
    import traceback  # noqa: PLC0415 - needed only when something failed

    where = "".join(traceback.format_tb(trace))
    what = f"HCPCS Desktop {hcpcs_desktop.__version__}, Python {sys.version}, {sys.platform}"
    return f"{what}\n\n{where}{kind.__name__}\n"
