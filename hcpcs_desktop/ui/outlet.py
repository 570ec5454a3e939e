"""Takes what is shown out of the window: to a printer or into a PDF."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hcpcs_desktop.reference.errors import EnvironmentFault

if TYPE_CHECKING:
    from hcpcs_desktop.ui.paper import Paper, Sheet
    from hcpcs_desktop.ui.window import Window

_NO_NAME = re.compile(r"[^\w.-]+")
_TABLES = "Workbook (*.xlsx);;CSV (*.csv)"
_ONE_ROW = 2
"""Rows of a table with one row below the header."""
_NOTHING = "There is nothing here to print"


class Outlet(QObject):
    """Prints the card, the comparison or the chapter that is shown; `said` tells what became of it."""

    said = Signal(str)

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def sheet(self, paper: Paper) -> Sheet | None:
        """Return what would be printed now, None where nothing is shown that could be."""
        from hcpcs_desktop.ui.paper import Sheet, stamp  # noqa: PLC0415 - rarely needed

        window = self._window
        if window.reference is None:
            return None
        told = window.views.paper(paper)
        if told is None or isinstance(told, Sheet):
            return told
        on, today = window.top.date.day.isoformat(), date.today().isoformat()
        standing = window.reference.standing(on)
        return Sheet(*told, stamp(standing.label, on, today))

    def save_pdf(self) -> None:
        """Ask for a file and save what is shown as a PDF."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - rarely needed

        made = self._made()
        if made is None:
            return
        sheet, paper = made
        start = str(Path.home() / f"{_NO_NAME.sub('-', sheet.title)}.pdf")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save as PDF", start, "PDF (*.pdf)")
        if name:
            path = Path(name)
            self.write_pdf(sheet, paper, path if path.suffix else path.with_suffix(".pdf"))

    def write_pdf(self, sheet: Sheet, paper: Paper, path: Path) -> None:
        """Save `sheet` at `path`, or say why that cannot be."""
        from hcpcs_desktop.ui.printing import save_pdf  # noqa: PLC0415 - rarely needed

        try:
            pages = save_pdf(sheet, path, paper)
        except OSError as error:
            self.said.emit(f"{path} could not be written: {error.strerror or error}. Choose another place.")
        else:
            self.said.emit(f"Saved {path.name}, {pages} {'page' if pages == 1 else 'pages'}")

    def print(self) -> None:
        """Ask for a printer and print what is shown."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - rarely needed

        from hcpcs_desktop.ui.printing import put  # noqa: PLC0415 - rarely needed

        made = self._made()
        if made is None:
            return
        sheet, paper = made
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(sheet.title)
        dialog = QPrintDialog(printer, self._window)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            try:
                put(sheet, printer, paper)
            except OSError as error:
                self.said.emit(f"{error}. Choose another printer, or save a PDF.")
            else:
                self.said.emit(f"Sent {sheet.title} to {printer.printerName() or 'the printer'}")

    def save_table(self) -> None:
        """Ask for a file and save the changes that are shown as a workbook or as CSV."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415 - rarely needed

        view = self._window.views.changes
        made = view.table() if view is not None else None
        if made is None:
            self.said.emit("There is nothing here to save")
            return
        title, rows = made
        start = str(Path.home() / f"{_NO_NAME.sub('-', title)}.xlsx")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save table", start, _TABLES)
        if name:
            path = Path(name)
            self._write_table(rows, path if path.suffix else path.with_suffix(".xlsx"))

    def _write_table(self, rows: tuple[tuple[str, ...], ...], path: Path) -> None:
        from hcpcs_desktop.reference.sheets import as_csv, as_workbook  # noqa: PLC0415 - rarely needed
        from hcpcs_desktop.reference.whole_files import put  # noqa: PLC0415 - rarely needed

        content = as_csv(rows) if path.suffix.lower() == ".csv" else as_workbook(rows, "Changes")
        try:
            put(path, content)
        except OSError as error:
            self.said.emit(f"{path} could not be written: {error.strerror or error}. Choose another place.")
        else:
            self.said.emit(
                f"Saved {path.name}, {len(rows) - 1:,} {'row' if len(rows) == _ONE_ROW else 'rows'}"
            )

    def _made(self) -> tuple[Sheet, Paper] | None:
        from hcpcs_desktop.ui.paper import Paper  # noqa: PLC0415 - rarely needed

        paper = Paper()
        try:
            sheet = self.sheet(paper)
        except EnvironmentFault as fault:
            self._window.say_trouble(str(fault))
            return None
        if sheet is None:
            self.said.emit(_NOTHING)
            return None
        return sheet, paper
