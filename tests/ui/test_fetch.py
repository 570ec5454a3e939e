"""Checking for a new release from the window: nothing before the user says so, and nothing loaded unseen."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QProgressBar, QPushButton, QTextBrowser
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference import open_reference
from hcpcs_desktop.reference.answers import Askable, Preview, Progress, Refused
from hcpcs_desktop.reference.errors import DownloadFault, EnvironmentFault, NotPublished
from hcpcs_desktop.releases import addresses
from hcpcs_desktop.ui import fetch_words as words
from hcpcs_desktop.ui.fetch_dialog import FetchDialog
from hcpcs_desktop.ui.load_dialogs import ResultDialog
from hcpcs_desktop.ui.window import Window
from tests.builders import a_few, release_text, zip_of
from tests.loopback import Server, cut_after, serving, well
from tests.ui.conftest import MakeWindow
from tests.ui.fake_getting import HELD, PATH
from tests.ui.fake_reference import FakeReference
from tests.ui.keys import press_in

ZIP = zip_of({"HCPC2026_APR_ANWEB.txt": release_text(a_few())})


@pytest.fixture
def dialog(window: Window) -> FetchDialog:
    return opened(window)


def opened(window: Window) -> FetchDialog:
    window.actions_by_name["fetch_release"].trigger()
    found = window.findChild(FetchDialog)
    assert isinstance(found, FetchDialog)
    return found


def shown(dialog: FetchDialog) -> list[str]:
    """Return the words on the buttons that are to be seen."""
    return [one.text().replace("&", "") for one in dialog.findChildren(QPushButton) if not one.isHidden()]


def fetch(qtbot: QtBot, dialog: FetchDialog) -> None:
    """Press the button and wait until it is over."""
    dialog.go()
    qtbot.waitUntil(lambda: dialog._job is None)


def test_it_says_what_it_will_do_and_asks_nothing(dialog: FetchDialog, reference: FakeReference) -> None:
    assert "only when you press the button" in dialog.about.text()
    assert dialog.address.text().startswith("https://www.cms.gov/files/zip/april-2026")
    assert dialog.quarter.currentText() == "April 2026"
    assert shown(dialog) == ["Check and download", "Close"]
    assert dialog.go_button.hasFocus()
    dialog.reject()
    assert reference.getting.asked == []


def test_another_quarter_is_chosen_with_keys(
    qtbot: QtBot, dialog: FetchDialog, reference: FakeReference
) -> None:
    press_in(dialog, Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    assert dialog.quarter.hasFocus()
    press_in(dialog.quarter, Qt.Key.Key_Down)
    assert dialog.quarter.currentText() == "January 2026, loaded"
    assert "january-2026" in dialog.address.text()
    press_in(dialog.quarter, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._fetched is not None)
    assert reference.getting.asked == ["2026-01"]
    dialog.keep()


def test_what_arrived_is_shown_before_it_is_loaded(
    qtbot: QtBot, dialog: FetchDialog, reference: FakeReference
) -> None:
    fetch(qtbot, dialog)
    text = dialog.text.toPlainText()
    for expected in (
        "CMS April 2026 is here, not loaded yet",
        "8,300 codes, 391 modifiers",
        "proc_notes_APR2026.txt",
        "Compared with CMS January 2026",
        "41 codes",
        "12 codes",
        "No valid record in it.",
        "The line is too short. line 17",
        "2.5 MB",
        "ab" * 32,
        "4 Mar 2026",
        "april-2026-alpha-numeric-hcpcs-file.zip",
    ):
        assert expected in text
    assert shown(dialog) == ["Load", "Keep for later", "Discard"]
    assert dialog.load_button.hasFocus()
    dialog.keep()


def test_loading_goes_the_usual_way(
    qtbot: QtBot, window: Window, dialog: FetchDialog, reference: FakeReference
) -> None:
    fetch(qtbot, dialog)
    with qtbot.waitSignal(window.loading.changed):
        press_in(dialog.load_button, Qt.Key.Key_Return)
    result = window.findChild(ResultDialog)
    assert isinstance(result, ResultDialog)
    assert Path(PATH).name in result.text.toPlainText()
    result.reject()


def test_it_can_be_kept_for_later(qtbot: QtBot, window: Window, dialog: FetchDialog) -> None:
    fetch(qtbot, dialog)
    dialog.keep_button.click()
    assert f"Kept: {PATH}" in window.status_line.currentMessage()
    assert not dialog.isVisible()


def test_it_can_be_discarded(
    qtbot: QtBot, window: Window, dialog: FetchDialog, reference: FakeReference
) -> None:
    fetch(qtbot, dialog)
    reference.fault = DownloadFault("Something else uses the file.")
    dialog.discard_button.click()
    assert dialog.message.text() == "Something else uses the file."
    reference.fault = None
    dialog.discard_button.click()
    assert reference.getting.discarded == [PATH]
    assert "nothing was loaded" in window.status_line.currentMessage()


def test_what_is_loaded_already_is_not_offered(
    qtbot: QtBot, dialog: FetchDialog, reference: FakeReference
) -> None:
    reference.getting.preview_found = Preview((HELD._replace(already=True, held="HCPC2026_APR_ANWEB.txt"),))
    fetch(qtbot, dialog)
    assert "CMS April 2026 was loaded before" in dialog.text.toPlainText()
    assert shown(dialog) == ["Keep for later", "Discard"]
    dialog.reject()


def test_a_zip_without_a_release_is_not_offered(
    qtbot: QtBot, dialog: FetchDialog, reference: FakeReference
) -> None:
    reference.getting.preview_found = Preview(refused=(Refused(PATH, "The zip holds no release"),))
    fetch(qtbot, dialog)
    assert "It holds no release" in dialog.text.toPlainText()
    assert "The zip holds no release." in dialog.text.toPlainText()
    assert "Load" not in shown(dialog)
    dialog.reject()


@pytest.mark.parametrize("kind", [DownloadFault, NotPublished, EnvironmentFault])
def test_a_failure_is_one_line_and_can_be_tried_again(
    qtbot: QtBot, dialog: FetchDialog, reference: FakeReference, kind: type[Exception]
) -> None:
    reference.fault = kind("The name www.cms.gov was not found. Check that this computer is online.")
    fetch(qtbot, dialog)
    assert dialog.message.text().startswith("The name www.cms.gov was not found.")
    assert shown(dialog) == ["Try again", "Close"]
    reference.fault = None
    fetch(qtbot, dialog)
    assert not dialog.message.isVisible()
    assert dialog.text.isVisible()
    dialog.reject()


def test_our_own_error_reaches_the_crash_handler(
    qtbot: QtBot, dialog: FetchDialog, reference: FakeReference
) -> None:
    reference.fault = KeyError("ours")
    with qtbot.captureExceptions() as caught:
        fetch(qtbot, dialog)
    assert [kind for kind, _, _ in caught] == [KeyError]
    dialog.reject()


class TestStopping:
    @pytest.fixture
    def waiting(self, qtbot: QtBot, dialog: FetchDialog, reference: FakeReference) -> threading.Event:
        """Return what lets the download go on, which has begun and waits."""
        begun, go_on = threading.Event(), threading.Event()

        def gate() -> None:
            begun.set()
            assert go_on.wait(5)

        reference.getting.gate = gate
        dialog.go()
        assert begun.wait(5)
        return go_on

    def test_with_the_button(self, qtbot: QtBot, dialog: FetchDialog, waiting: threading.Event) -> None:
        assert shown(dialog) == ["Stop"]
        dialog.stop_button.click()
        assert dialog.state.text() == "Stopping"
        waiting.set()
        qtbot.waitUntil(lambda: dialog._job is None)
        assert dialog.message.text().startswith("Stopped. What arrived is kept")
        assert dialog.isVisible()
        dialog.reject()

    def test_esc_stops_and_closes(self, qtbot: QtBot, dialog: FetchDialog, waiting: threading.Event) -> None:
        press_in(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        with qtbot.waitSignal(dialog.finished):
            waiting.set()

    def test_closing_the_window_ends_it(
        self, window: Window, dialog: FetchDialog, reference: FakeReference
    ) -> None:
        begun = threading.Event()

        def gate() -> None:
            begun.set()
            assert dialog._job is not None
            assert dialog._job._stop.wait(5)

        reference.getting.gate = gate
        dialog.go()
        assert begun.wait(5)
        window.close()
        assert reference.closed
        assert "load" not in {thread.name for thread in threading.enumerate()}


def test_every_widget_has_a_name(qtbot: QtBot, dialog: FetchDialog) -> None:
    fetch(qtbot, dialog)
    for kind in (QComboBox, QProgressBar, QTextBrowser):
        assert all(one.accessibleName() for one in dialog.findChildren(kind) if one.parent() is dialog)
    dialog.reject()


def test_a_folder_that_cannot_be_read_is_said(window: Window, reference: FakeReference) -> None:
    reference.fault = EnvironmentFault("The folder is gone.")
    window.actions_by_name["fetch_release"].trigger()
    reference.fault = None
    assert window.findChild(FetchDialog) is None
    assert window.search.message.text() == "The folder is gone."


class TestWords:
    def test_a_second_address_is_told(self) -> None:
        told = words.addresses(Askable("2024-07", "July 2024", ("https://one", "https://two"), False))
        assert told == "https://one\nand, if nothing lies there: https://two"

    @pytest.mark.parametrize(
        ("progress", "expected"),
        [
            (Progress("x", "downloading", 0, 0), "Asking CMS's site"),
            (Progress("x", "downloading", 1_500_000, 0), "1.5 MB arrived"),
            (Progress("x", "downloading", 1_500, 3_000_000), "1,500 bytes of 3.0 MB arrived"),
            (Progress("x", "reading", 0, 1), "Looking at what it holds"),
        ],
    )
    def test_progress(self, progress: Progress, expected: str) -> None:
        assert words.progress_words(progress) == expected


def test_against_a_real_server(
    qtbot: QtBot, make_window: MakeWindow, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut off, tried again, shown, loaded: the window over the real reference and a server beside it."""
    with serving() as server:
        use(server, monkeypatch)
        real = open_reference(data_dir)
        window = make_window(real)
        dialog = opened(window)
        server.answer = cut_after(ZIP, 100)
        fetch(qtbot, dialog)
        assert "cut off after 100 bytes" in dialog.message.text()
        server.answer = well(ZIP)
        fetch(qtbot, dialog)
        assert "completed after an earlier attempt" in dialog.text.toPlainText()
        assert real.releases() == ()
        with qtbot.waitSignal(window.loading.changed):
            dialog.load_button.click()
        assert [one.label for one in real.releases()] == ["CMS April 2026"]
        result = window.findChild(ResultDialog)
        assert isinstance(result, ResultDialog)
        result.reject()
        window.close()


def use(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(addresses, "published", lambda quarter: server.published())
