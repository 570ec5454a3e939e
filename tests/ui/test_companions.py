"""What lies beside a release in the window: corrections on a page, notes and catch-all codes to read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference.answers import CompanionFile
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui import paper
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.companion_words import NONE, companion_words
from hcpcs_desktop.ui.detail_corrections import correction_blocks
from hcpcs_desktop.ui.detail_more import more_of
from hcpcs_desktop.ui.detail_page import FIELDS
from hcpcs_desktop.ui.page import Block
from hcpcs_desktop.ui.reading_dialog import ReadingDialog
from hcpcs_desktop.ui.releases_dialog import ReleasesDialog
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import CORRECTED, FakeReference
from tests.ui.keys import press_in, type_in

HEADING = "CMS's corrections"
LINES = (("0001", "Invented note on a walker"), ("0002", "Invented note on a <cane>"))


def corrections_on(reference: FakeReference, code: str) -> list[Block]:
    explanation = reference.explain_each(code, on="2026-03-02")[0]
    return [block for block in more_of(reference, explanation) if block.heading == HEADING]


def test_a_correction_on_the_page_of_its_code(reference: FakeReference) -> None:
    (block,) = corrections_on(reference, "E0143")
    headings = [
        one.heading for one in more_of(reference, reference.explain_each("E0143", on="2026-03-02")[0])
    ]
    assert headings[:2] == [FIELDS, HEADING]
    assert "never applied" in block.paragraphs[0]
    first, *values = block.rows
    assert (first.label, first.words) == ("CMS January 2026", "“Invented: change Cov to C”")
    assert (
        first.more
        == "Effective 1 Feb 2026 · CMS's remark: Invented remark · V2_HCPC2026_Corrections.xlsx, row 5"
    )
    assert [(row.label, row.raw or row.words) for row in values] == [("Coverage", "C"), ("LC SCOPE", "9")]
    assert corrections_on(reference, "E0100") == []


def test_a_correction_without_a_day_and_one_that_is_no_day() -> None:
    rows = [
        CORRECTED._replace(correction=CORRECTED.correction._replace(effective=text, comment="", fields=()))
        for text in ("", "01/0/12019")
    ]
    (block,) = correction_blocks(rows)
    assert [row.more.split(" · ")[0] for row in block.rows] == [
        "No effective date given",
        "Effective 01/0/12019",
    ]
    assert correction_blocks(()) == ()


def test_the_page_and_the_print_have_them(window: Window, reference: FakeReference, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.detail.completed):
        window.lookup.explain("E0143")
    assert "Invented: change Cov to C" in window.detail.page.toPlainText()
    shown = window.detail.shown
    assert shown is not None
    assert "Invented: change Cov to C" in paper.card(reference, shown, paper.Paper())


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ((), NONE),
        ((CompanionFile("noc-list", "x", 1),), "1 catch-all code"),
        (
            (CompanionFile("corrections", "V1", 2), CompanionFile("corrections", "V2", 3)),
            "5 corrections in 2 files",
        ),
        (
            (CompanionFile("transaction-report", "x", 6558), CompanionFile("processing-notes", "y", 216)),
            "216 processing notes, 6,558 lines of the transaction report",
        ),
    ],
)
def test_what_lies_beside_a_release_in_words(files: tuple[CompanionFile, ...], words: str) -> None:
    assert companion_words(files) == words


def test_the_list_of_releases_says_what_lies_beside_and_shows_it(
    window: Window, reference: FakeReference, qtbot: QtBot
) -> None:
    window.actions_by_name["releases"].trigger()
    dialog = window.findChild(ReleasesDialog)
    assert isinstance(dialog, ReleasesDialog)
    assert dialog.beside.text() == "Loaded with it: 2 processing notes."
    item = dialog.list.currentItem()
    assert item is not None
    assert str(item.data(0, Qt.ItemDataRole.AccessibleTextRole)).endswith("2 processing notes")
    assert (dialog.notes_button.isHidden(), dialog.noc_button.isHidden()) == (False, True)
    defaults = [one.text() for one in dialog.findChildren(QPushButton) if one.isDefault()]
    assert defaults in (["Close"], ["&Close"])
    dialog.notes_button.click()
    reading = dialog.findChild(ReadingDialog)
    assert isinstance(reading, ReadingDialog)
    assert reading.windowTitle() == "Processing notes, CMS January 2026"
    assert "Invented note on a cane" in reading.text.toPlainText()
    reading.reject()
    dialog.read_noc()
    (reading,) = [one for one in dialog.findChildren(ReadingDialog) if one.isVisible()]
    assert "E1399" in reading.text.toPlainText()
    reading.reject()
    reference.fault = EnvironmentFault("The folder is gone.")
    dialog.read_notes()
    assert dialog.message.text() == "The folder is gone."
    dialog.fill()
    assert dialog.beside.text() == f"Loaded with it: {NONE}."
    reference.fault = None
    dialog.reject()


def test_without_a_release_there_is_nothing_to_read(make_window: MakeWindow) -> None:
    window = make_window(FakeReference(loaded=False))
    window.actions_by_name["releases"].trigger()
    dialog = window.findChild(ReleasesDialog)
    assert isinstance(dialog, ReleasesDialog)
    assert dialog.beside.text() == ""
    assert dialog.notes_button.isHidden()
    dialog.read_notes()
    assert dialog.findChild(ReadingDialog) is None
    dialog.reject()


def test_reading_by_keyboard(window: Window, appearance: Appearance, qtbot: QtBot) -> None:
    reading = ReadingDialog("Notes", LINES, appearance, window)
    with qtbot.waitExposed(reading):
        reading.open()
    reading.text.setFocus()
    press_in(reading.text, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is reading.box
    type_in(reading.box, "CANE invented")
    assert reading.count.text() == "1 of 2 lines"
    assert reading.text.toPlainText().split() == ["0002", "Invented", "note", "on", "a", "<cane>"]
    press_in(reading.box, Qt.Key.Key_Return)
    assert reading.isVisible()
    type_in(reading.box, " zebra")
    assert reading.count.text() == "No line has all of these words."
    press_in(reading.box, Qt.Key.Key_Escape)
    assert not reading.isVisible()
