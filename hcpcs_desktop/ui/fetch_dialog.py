"""Checks for a new release: says what will be asked, fetches it, and shows it before it is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from hcpcs_desktop.reference.errors import DownloadFault, EnvironmentFault
from hcpcs_desktop.ui import fetch_words as words
from hcpcs_desktop.ui.choice_box import ChoiceBox
from hcpcs_desktop.ui.dialog_size import resize_within
from hcpcs_desktop.ui.fetch_job import FetchJob
from hcpcs_desktop.ui.page import render_blocks
from hcpcs_desktop.ui.plain import show_plain, show_trouble

if TYPE_CHECKING:
    from hcpcs_desktop.reference.answers import Downloaded, Preview, Progress, Proposal
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance

_NAME_COLUMN = 40
_WIDE, _TALL = 112, 60


class FetchDialog(QDialog):
    """Asks, fetches, shows; `load_wanted` carries the path to load, `said` a short message."""

    load_wanted = Signal(object)
    said = Signal(str)

    def __init__(
        self, reference: Reference, proposal: Proposal, appearance: Appearance, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Check for a new release")
        self._reference = reference
        self._appearance = appearance
        self._choices = proposal.choices
        self._job: FetchJob | None = None
        self._leaving = False
        self._fetched: Downloaded | None = None
        self._build()
        self._lay_out()
        self.quarter.addItems([words.choice(one) for one in proposal.choices])
        self.quarter.currentIndexChanged.connect(self._chosen)
        self.quarter.setCurrentIndex(proposal.choices.index(proposal.asked))
        self._chosen(self.quarter.currentIndex())
        self._show_asking("")

    def _build(self) -> None:
        metrics = self._appearance.metrics
        self.about, self.address, self.message, self.state = QLabel(), QLabel(), QLabel(), QLabel()
        show_plain(self.about, words.ABOUT, "")
        self.about.setObjectName("quiet")
        self.message.setObjectName("wordMessage")
        for label in (self.about, self.address, self.message, self.state):
            label.setWordWrap(True)
        self.quarter = ChoiceBox(self._appearance)
        self.quarter.setAccessibleName("Quarter")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("How far the download is")
        self.bar.setTextVisible(False)
        self.text = QTextBrowser()
        self.text.setObjectName("dialogText")
        self.text.setAccessibleName("What the release holds")
        self.text.setOpenLinks(False)
        self.text.document().setDefaultFont(metrics.body)
        resize_within(self, metrics.columns(_WIDE), metrics.gap(_TALL))

    def _lay_out(self) -> None:
        gap = self._appearance.metrics.gap
        label = QLabel("&Quarter")
        label.setBuddy(self.quarter)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.quarter)
        row.addStretch(1)
        self.asking = QWidget()
        asking = QVBoxLayout(self.asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(gap(1))
        asking.addWidget(self.about)
        asking.addLayout(row)
        asking.addWidget(self.address)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(2), gap(2), gap(2), gap(2))
        column.setSpacing(gap(1))
        for widget in (self.asking, self.message, self.state, self.bar):
            column.addWidget(widget)
        column.addWidget(self.text, 1)
        column.addStretch(0)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.go_button = QPushButton("&Check and download")
        self.stop_button = QPushButton("&Stop")
        self.load_button = QPushButton("&Load")
        self.keep_button = QPushButton("&Keep for later")
        self.discard_button = QPushButton("&Discard")
        self.close_button = QPushButton("Cl&ose")
        slots = {
            self.go_button: self.go,
            self.stop_button: self.stop,
            self.load_button: self.load,
            self.keep_button: self.keep,
            self.discard_button: self.discard,
            self.close_button: self.reject,
        }
        row = QHBoxLayout()
        row.addStretch(1)
        for button, slot in slots.items():
            row.addWidget(button)
            button.clicked.connect(slot)
        return row

    def _chosen(self, index: int) -> None:
        show_plain(self.address, words.addresses(self._choices[index]), "")
        self._fit()

    def _fit(self) -> None:
        """Be as tall as what is asked needs, and no taller; the preview has a height of its own."""
        layout = self.layout()
        if layout is not None and self.text.isHidden():
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _show(self, *visible: QWidget, focus: QPushButton) -> None:
        """Show of what comes and goes only `visible`."""
        everything = (
            self.asking, self.state, self.bar, self.text,
            self.go_button, self.stop_button, self.load_button,
            self.keep_button, self.discard_button, self.close_button,
        )  # fmt: skip
        for widget in everything:
            widget.setVisible(widget in visible)
        focus.setDefault(True)
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_asking(self, trouble: str) -> None:
        self.go_button.setText("&Try again" if trouble else "&Check and download")
        show_trouble(self.message, trouble)
        self._show(self.asking, self.go_button, self.close_button, focus=self.go_button)
        self._fit()

    def go(self) -> None:
        """Ask CMS's site for the chosen quarter."""
        show_trouble(self.message, "")
        show_plain(self.state, "Asking CMS's site", "")
        self.bar.setRange(0, 0)
        self._show(self.state, self.bar, self.stop_button, focus=self.stop_button)
        self._job = FetchJob(self._reference, self._choices[self.quarter.currentIndex()].quarter)
        self._job.progressed.connect(self._progressed)
        self._job.loaded.connect(self._arrived)
        self._job.cancelled.connect(self._stopped)
        self._job.failed.connect(self._failed)
        self._job.broke.connect(self._broke)
        self._job.start()

    def _progressed(self, progress: Progress) -> None:
        if self._job is not None and not self._job.stopping:
            show_plain(self.state, words.progress_words(progress), "")
            self.bar.setRange(0, progress.total)
            self.bar.setValue(progress.done)

    def stop(self) -> None:
        """Stop the download; what arrived is kept, and the next attempt goes on from there."""
        if self._job is not None:
            self._job.cancel()
            show_plain(self.state, "Stopping", "")
            self.bar.setRange(0, 0)

    def _arrived(self, found: tuple[Downloaded, Preview]) -> None:
        if not self._put_away():
            return
        self._fetched, held = found
        self.text.setHtml(
            render_blocks(words.preview_blocks(self._fetched, held), self._appearance, _NAME_COLUMN)
        )
        offered = [self.text, self.keep_button, self.discard_button]
        new = words.is_new(held)
        first = self.load_button if new else self.keep_button
        self._show(*offered, first, focus=first)
        resize_within(self, self.width(), self._appearance.metrics.gap(_TALL))

    def _stopped(self) -> None:
        if self._put_away():
            self._show_asking("Stopped. What arrived is kept; another attempt goes on from there.")

    def _failed(self, message: str) -> None:
        if self._put_away():
            self._show_asking(message)

    def _broke(self, error: Exception) -> None:
        if self._put_away():
            self._show_asking("The download failed because of a fault in this program.")
            raise error

    def _put_away(self) -> bool:
        """Let the worker end; tell whether the dialog stays to show how it ended."""
        if self._job is None:
            return False
        self._job.finish()
        self._job.deleteLater()
        self._job = None
        if self._leaving:
            super().reject()
        return not self._leaving

    def load(self) -> None:
        """Have what was fetched loaded in the usual way."""
        if self._fetched is not None:
            path = Path(self._fetched.path)
            self.accept()
            self.load_wanted.emit(path)

    def keep(self) -> None:
        """Close and leave the file in the data folder."""
        if self._fetched is not None:
            self.said.emit(f"Kept: {self._fetched.path}. Load it with Load release.")
        self.accept()

    def discard(self) -> None:
        """Remove what was fetched and close."""
        try:
            if self._fetched is not None:
                self._reference.discard_download(self._fetched.path)
        except (DownloadFault, EnvironmentFault) as fault:
            show_trouble(self.message, str(fault))
            return
        self.said.emit("The download was discarded; nothing was loaded.")
        self.accept()

    def reject(self) -> None:
        """Close; a download that runs is stopped first, and what arrived is kept."""
        if self._job is not None:
            self._leaving = True
            self.stop()
        else:
            super().reject()

    def finish(self) -> None:
        """Stop a download, wait for its thread and close; for the end of the window."""
        self._leaving = True
        if not self._job or self._put_away():
            super().reject()
