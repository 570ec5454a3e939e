"""What a load shows: a strip while it runs, then the list of what was taken and what was not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from hcpcs_desktop.ui.companion_words import companion_words
from hcpcs_desktop.ui.dialog_size import resize_within
from hcpcs_desktop.ui.licence_words import NOTICE_HEADING, notice_lines
from hcpcs_desktop.ui.page import Block, Row, render_blocks
from hcpcs_desktop.ui.words import counted, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hcpcs_desktop.codes.records import Problem
    from hcpcs_desktop.reference.answers import Imported, LoadReport, Progress
    from hcpcs_desktop.ui.appearance import Appearance

_PROBLEMS_SHOWN = 20
_NAME_COLUMN = 48


class LoadStrip(QFrame):
    """Shows how far a load is; `cancelled` when the user stops it."""

    cancelled = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setProperty("kind", "load")
        self._text = QLabel("Loading…")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setMinimumWidth(1)  # a long name must not widen the window
        self._bar = QProgressBar()
        self._bar.setAccessibleName("How far the load is")
        self._bar.setTextVisible(False)
        self._bar.setMaximumWidth(appearance.metrics.columns(30))
        cancel = QPushButton("&Cancel")
        cancel.setObjectName("barButton")
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        gap = appearance.metrics.gap
        row.setContentsMargins(gap(1.8), gap(0.6), gap(1.5), gap(0.6))
        row.setSpacing(gap(2))
        row.addWidget(self._text, 1)
        row.addWidget(self._bar, 1)
        row.addWidget(cancel)
        self.show_unknown()

    def show_unknown(self) -> None:
        """Show that it runs while nobody knows how long."""
        self._bar.setRange(0, 0)

    def show_progress(self, progress: Progress) -> None:
        """Show the file, the step and how many of how many."""
        self._text.setText(f"{Path(progress.file).name}: {progress.step}")
        if progress.total > 0:
            self._bar.setRange(0, progress.total)
            self._bar.setValue(progress.done)
        else:
            self.show_unknown()

    def show_stopping(self) -> None:
        """Say that the load stops."""
        self._text.setText("Stopping; nothing of this load stays.")
        self.show_unknown()


class ResultDialog(QDialog):
    """Lists what was loaded, refused and passed over, file by file."""

    def __init__(self, report: LoadReport, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Loaded files")
        self.text = QTextBrowser()
        self.text.setObjectName("dialogText")
        self.text.setAccessibleName("Loaded and refused files")
        self.text.document().setDefaultFont(appearance.metrics.body)
        self.text.setHtml(render_blocks(result_blocks(report), appearance, _NAME_COLUMN))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addWidget(buttons)
        resize_within(self, appearance.metrics.columns(116), appearance.metrics.gap(58))


def result_blocks(report: LoadReport) -> tuple[Block, ...]:
    """Return the page of a load's outcome."""
    blocks = [
        Block(title=_headline(report)),
        Block("Loaded", rows=tuple(map(_imported_row, report.imported))),
        Block(
            "Refused",
            rows=tuple(
                Row(file_name(one.file), sentence(one.why), _line(one.line)) for one in report.refused
            ),
        ),
        Block(
            "Rows set aside", rows=problem_rows(one for taken in report.imported for one in taken.problems)
        ),
        Block(
            "Passed over", rows=tuple(Row(file_name(one.file), sentence(one.why)) for one in report.skipped)
        ),
    ]
    notices = dict.fromkeys(one.notice for one in report.imported if one.notice)
    blocks += [Block(NOTICE_HEADING, quiet=notice_lines(notice)) for notice in notices]
    return tuple(block for block in blocks if block.title or block.rows or block.quiet)


def _headline(report: LoadReport) -> str:
    new = [one for one in report.imported if not one.already]
    if not report.imported and not report.refused:
        return "No official file found"
    parts = [counted(len(new), "file loaded", "files loaded")] if new else ["Nothing new loaded"]
    if report.refused:
        parts.append(f"{len(report.refused):,} refused")
    return ", ".join(parts)


def _imported_row(one: Imported) -> Row:
    label = one.label or one.release or one.kind
    beside = f"With {companion_words(one.companions)}." if one.companions else ""
    already = "was loaded already" if one.already else ""
    return Row(file_name(one.file), f"{label}: {_holds(one)}", already, more=beside)


def _holds(one: Imported) -> str:
    """Return what a file holds; notes and corrections are not counted in codes."""
    if one.kind == "processing-notes":
        return "processing notes"
    if one.kind == "corrections":
        return counted(one.codes + one.modifiers, "correction", "corrections")
    codes = counted(one.codes, "code", "codes")
    return codes if one.kind == "ama" else f"{codes}, {counted(one.modifiers, 'modifier', 'modifiers')}"


def problem_rows(problems: Iterable[Problem]) -> tuple[Row, ...]:
    """Return a row a problem; of very many only the first."""
    found = list(problems)
    rows = [
        Row(
            file_name(problem.file),
            sentence(problem.text),
            _line(problem.line),
            more=sentence(problem.remedy),
        )
        for problem in found[:_PROBLEMS_SHOWN]
    ]
    if len(found) > _PROBLEMS_SHOWN:
        rows.append(Row("", f"And {len(found) - _PROBLEMS_SHOWN:,} more."))
    return tuple(rows)


def file_name(file: str) -> str:
    """Return a file's name without its folders."""
    return Path(file).name


def _line(line: int | None) -> str:
    return "" if line is None else f"line {line}"
