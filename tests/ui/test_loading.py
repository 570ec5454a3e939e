from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference.answers import LoadReport, Progress
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.load_dialogs import LoadStrip, ResultDialog, result_blocks
from hcpcs_desktop.ui.load_job import LoadJob
from hcpcs_desktop.ui.loading import Loading
from hcpcs_desktop.ui.releases_dialog import ReleasesDialog
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_reference import FakeReference
from tests.ui.keys import type_in

FILE = Path("/data/HCPC2026.zip")


@pytest.fixture
def job(reference: FakeReference) -> LoadJob:
    return LoadJob(reference, [FILE])


def test_a_load_reports_progress_and_its_outcome(qtbot: QtBot, job: LoadJob) -> None:
    steps: list[Progress] = []
    job.progressed.connect(steps.append)
    with qtbot.waitSignal(job.loaded) as found:
        job.start()
    job.finish()
    assert isinstance(found.args[0], LoadReport)
    assert steps[0].step == "reading rows"


def test_a_cancelled_load_says_so(qtbot: QtBot, job: LoadJob, reference: FakeReference) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def gate(step: int) -> None:
        begun.set()
        assert go_on.wait(5)

    reference.load_gate = gate
    with qtbot.waitSignal(job.cancelled):
        job.start()
        assert begun.wait(5)
        job.cancel()
        go_on.set()
    job.finish()


def test_a_fault_is_carried_as_words(qtbot: QtBot, job: LoadJob, reference: FakeReference) -> None:
    reference.fault = EnvironmentFault("The disk is full.")
    with qtbot.waitSignal(job.failed) as found:
        job.start()
    job.finish()
    assert found.args == ["The disk is full."]


def test_our_own_error_reaches_the_crash_handler(
    qtbot: QtBot, window: Window, reference: FakeReference
) -> None:
    reference.fault = KeyError("ours")
    with qtbot.captureExceptions() as caught:
        window.loading.load([FILE])
        qtbot.waitUntil(lambda: not window.loading.running)
    assert [kind for kind, _, _ in caught] == [KeyError]


def test_the_window_works_while_it_loads_and_can_stop_it(
    qtbot: QtBot, window: Window, reference: FakeReference
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def gate(step: int) -> None:
        begun.set()
        assert go_on.wait(5)

    reference.load_gate = gate
    window.loading.load([FILE])
    assert begun.wait(5)
    type_in(window.search.box, "walker")
    assert window.search.model.rowCount() == 8
    strip = window.findChild(LoadStrip)
    assert isinstance(strip, LoadStrip)
    window.loading.load([FILE])
    assert "A load is running" in window.status_line.currentMessage()
    window.actions_by_name["releases"].trigger()
    with qtbot.waitSignal(window.loading.said):
        strip.findChildren(QPushButton)[0].click()
        go_on.set()
    assert not window.loading.running
    assert "nothing of it stays" in window.status_line.currentMessage()


def test_closing_the_window_ends_the_load(qtbot: QtBot, window: Window, reference: FakeReference) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def gate(step: int) -> None:
        begun.set()
        go_on.wait(0.2)

    reference.load_gate = gate
    window.loading.load([FILE])
    assert begun.wait(5)
    window.close()
    assert not window.loading.running
    assert reference.closed


def test_a_failed_load_says_what_to_do(qtbot: QtBot, window: Window, reference: FakeReference) -> None:
    reference.fault = EnvironmentFault("The disk is full; free some space.")
    with qtbot.waitSignal(window.loading.trouble):
        window.loading.load([FILE])
    reference.fault = None
    assert window.search.message.text() == "The disk is full; free some space."


def test_the_outcome_lists_what_was_taken_and_what_not(
    qtbot: QtBot, window: Window, appearance: Appearance
) -> None:
    with qtbot.waitSignal(window.loading.changed):
        window.loading.load([FILE])
    dialog = window.findChild(ResultDialog)
    assert isinstance(dialog, ResultDialog)
    text = dialog.text.toPlainText()
    assert "1 file loaded, 1 refused" in text
    assert "CMS January 2026: 8,259 codes, 390 modifiers" in text
    assert "No valid record in it. line 1" in text
    assert "Load the file again." in text
    assert "README.txt" in text
    dialog.reject()


def test_an_empty_outcome_says_so() -> None:
    assert result_blocks(LoadReport())[0].title == "No official file found"


def test_the_strip_shows_how_far_it_is(qtbot: QtBot, appearance: Appearance) -> None:
    strip = LoadStrip(appearance)
    qtbot.addWidget(strip)
    strip.show_progress(Progress("/data/x.zip", "reading rows", 3, 10))
    assert (strip._bar.value(), strip._bar.maximum()) == (3, 10)
    assert strip._text.text() == "x.zip: reading rows"
    strip.show_progress(Progress("/data/x.zip", "building", 0, 0))
    assert strip._bar.maximum() == 0


def test_files_are_chosen_in_a_dialog(qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[list[Path]] = []
    monkeypatch.setattr(Loading, "load", lambda self, paths: taken.append(list(paths)))
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", lambda *_: ([str(FILE)], ""))
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *_: "/data")
    window.actions_by_name["load_release"].trigger()
    window.actions_by_name["load_folder"].trigger()
    assert taken == [[FILE], [Path("/data")]]


def test_releases_are_listed_and_removed(
    qtbot: QtBot, window: Window, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    window.actions_by_name["releases"].trigger()
    dialog = window.findChild(ReleasesDialog)
    assert isinstance(dialog, ReleasesDialog)
    assert dialog.list.topLevelItem(0).text(0) == "CMS January 2026, newest"  # type: ignore[union-attr]
    reference.fault = EnvironmentFault("The folder is read-only.")
    dialog.ask_to_remove()
    assert dialog.message.text() == "The folder is read-only."
    reference.fault = None
    dialog.ask_to_remove()
    assert reference.infos == []
    assert window.builtin_bar.isVisible()
    dialog.ask_to_remove()
    dialog.reject()
