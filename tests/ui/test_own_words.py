"""The dialog of the user's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from hcpcs_desktop.codes.records import Problem
from hcpcs_desktop.reference.answers import OwnWordsReport
from hcpcs_desktop.reference.errors import EnvironmentFault, RefusedWords
from hcpcs_desktop.search.own_words import OwnWord, file_conflict, kept_conflict, program_conflict
from hcpcs_desktop.ui.help_dialogs import PageDialog
from hcpcs_desktop.ui.own_word_entry import OwnWordEntry
from hcpcs_desktop.ui.own_words_dialog import OwnWordsDialog
from hcpcs_desktop.ui.own_words_model import OTHER
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_reference import FakeReference
from tests.ui.fake_words import SHIPPED
from tests.ui.keys import press_in, type_in

Key = Qt.Key
Role = Qt.ItemDataRole
ZIMMER, ROLLATOR = OwnWord("zimmer", "E0143"), OwnWord("rollator", "E0143; cane")
FILE = Path("/data/words.txt")
FAULT = EnvironmentFault("The disk is full; free some space.")
PROGRAM = program_conflict(ROLLATOR, (SHIPPED,))


@pytest.fixture
def dialog(window: Window, reference: FakeReference) -> OwnWordsDialog:
    """Return the dialog with two words, of which the program has one as well."""
    for word in (ZIMMER, ROLLATOR):
        reference.set_own_word(*word)
    return opened(window)


def opened(window: Window) -> OwnWordsDialog:
    window.actions_by_name["own_words"].trigger()
    found = window.findChild(OwnWordsDialog)
    assert isinstance(found, OwnWordsDialog)
    return found


def entry_of(dialog: OwnWordsDialog) -> OwnWordEntry:
    found = dialog.findChildren(OwnWordEntry)
    assert len(found) == 1
    return found[0]


def shown(dialog: OwnWordsDialog) -> list[list[str]]:
    model = dialog.model
    return [[model.data(model.index(row, at)) for at in range(3)] for row in range(model.rowCount())]


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    asked: list[str] = []

    def question(_parent: object, _title: str, text: str) -> QMessageBox.StandardButton:
        asked.append(text)
        return button

    monkeypatch.setattr(QMessageBox, "question", question)
    return asked


def test_words_are_listed_with_what_they_replace(dialog: OwnWordsDialog) -> None:
    assert shown(dialog) == [
        ["rollator", "E0143; cane", "walker folding wheeled"],
        ["zimmer", "E0143", ""],
    ]
    assert dialog.current == ROLLATOR
    assert dialog.message.text() == (
        "“rollator” also stands in the program's words for: walker folding wheeled; yours is used."
    )
    assert not dialog.table.isColumnHidden(OTHER)
    press_in(dialog.table, Key.Key_Down)
    assert (dialog.current, dialog.message.text()) == (ZIMMER, "")
    dialog.reject()


def test_the_model_answers_anything(dialog: OwnWordsDialog) -> None:
    model = dialog.model
    inside, outside = model.index(0, OTHER), model.index(7, 0)
    assert model.data(inside, Role.ForegroundRole) == dialog._appearance.colours.colour("muted")
    assert model.data(model.index(0, 0), Role.ForegroundRole) is None
    assert model.data(inside, Role.ToolTipRole) == "walker folding wheeled"
    assert model.data(model.index(1, 0), Role.AccessibleTextRole) == "zimmer means E0143."
    assert model.data(inside, Role.AccessibleTextRole).endswith("yours is used.")
    assert (model.data(outside), model.data(QModelIndex()), model.data(inside, Role.EditRole)) == (None,) * 3
    assert (model.rowCount(inside), model.columnCount(inside), model.columnCount()) == (0, 0, 3)
    assert [model.headerData(at, Qt.Orientation.Horizontal) for at in range(4)][1:] == [
        "Means",
        "Instead of the program's",
        None,
    ]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(0, Qt.Orientation.Horizontal, Role.ToolTipRole) is None
    assert (model.word(9), model.conflict(9), model.row_of("nix")) == (None, None, 0)
    dialog.reject()


def test_without_a_word_it_says_what_to_do(window: Window) -> None:
    dialog = opened(window)
    assert "Add one with Insert" in dialog.message.text()
    assert dialog.table.isColumnHidden(OTHER)
    assert dialog.focusWidget() is dialog.add_button
    enabled = [one.text() for one in dialog.findChildren(QPushButton) if one.isEnabled()]
    assert sorted(enabled) == ["&Add…", "&Load…", "Close"]
    dialog.ask_to_remove()
    press_in(dialog.add_button, Key.Key_Insert)
    assert entry_of(dialog).windowTitle() == "Add own word"
    entry_of(dialog).reject()
    dialog.reject()


def test_a_word_is_added_and_the_search_asked_again(
    qtbot: QtBot, window: Window, reference: FakeReference
) -> None:
    type_in(window.search.box, "walker")
    qtbot.waitUntil(lambda: not window.lookup._pause.isActive())
    dialog = opened(window)
    dialog.add_button.click()
    entry = entry_of(dialog)
    assert entry.focusWidget() is entry.term
    type_in(entry.term, "zimmer")
    assert "put a semicolon" in entry.message.text()
    type_in(entry.means, "e0143")
    assert entry.message.text() == "Enter keeps it."
    with qtbot.waitSignal(entry.kept) as kept:
        press_in(entry.means, Key.Key_Return)
    assert kept.args == ["zimmer"]
    assert reference.own_words() == (ZIMMER,)
    assert dialog.current == ZIMMER
    asked = len(reference.searches)
    with qtbot.waitSignal(dialog.changed):
        press_in(dialog.table, Key.Key_Escape)
    assert reference.searches[asked:] == ["walker"]


def test_closing_without_a_change_asks_nothing(
    qtbot: QtBot, dialog: OwnWordsDialog, reference: FakeReference
) -> None:
    with qtbot.assertNotEmitted(dialog.changed):
        dialog.reject()


@pytest.mark.parametrize("key", [Key.Key_F2, Key.Key_Return, Key.Key_Enter])
def test_a_word_is_changed_and_renamed(
    qtbot: QtBot, dialog: OwnWordsDialog, reference: FakeReference, key: Qt.Key
) -> None:
    press_in(dialog.table, Key.Key_End)
    press_in(dialog.table, key)
    entry = entry_of(dialog)
    assert (entry.windowTitle(), entry.word) == ("Change own word", ZIMMER)
    assert entry.focusWidget() is entry.means
    entry.term.setText("zimmer frame")
    entry.means.setText("walker")
    with qtbot.waitSignal(entry.kept):
        entry.accept()
    assert reference.own_words() == (ROLLATOR, OwnWord("zimmer frame", "walker"))
    assert dialog.current == OwnWord("zimmer frame", "walker")
    dialog.reject()


def test_only_the_spelling_of_a_term_is_changed(dialog: OwnWordsDialog, reference: FakeReference) -> None:
    dialog.change()
    entry = entry_of(dialog)
    entry.term.setText("Rollator")
    entry.accept()
    assert reference.own_words()[0] == OwnWord("Rollator", "E0143; cane")
    dialog.reject()


def test_what_is_typed_is_checked_at_once(dialog: OwnWordsDialog, reference: FakeReference) -> None:
    dialog.add()
    entry = entry_of(dialog)
    message = entry.message
    entry.means.setText("walker E0143")
    assert message.property("kind") == "note"
    entry.term.setText("frame")
    assert (message.property("kind"), "mixes words and codes" in message.text()) == ("trouble", True)
    assert message.accessibleName() == message.text()
    entry.means.setText("E0999")
    assert message.text() == "Enter keeps it."
    entry.term.setText("Zimmer")
    assert "is kept already and means E0143; this takes its place." in message.text()
    entry.term.setText("rollator")
    assert "kept already" in message.text()
    assert "yours is used" in message.text()
    reference.fault = FAULT
    entry.term.setText("frame")
    assert message.text() == str(FAULT)
    reference.fault = None
    entry.reject()
    dialog.reject()


def test_a_code_that_no_release_has_is_said(dialog: OwnWordsDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    real = FakeReference.explain_each
    monkeypatch.setattr(
        FakeReference,
        "explain_each",
        lambda self, text: tuple(
            one._replace(status="absent") if text == "E0999" else one for one in real(self, text)
        ),
    )
    dialog.add()
    entry = entry_of(dialog)
    entry.term.setText("frame")
    entry.means.setText("E0143, E0999")
    assert entry.message.text() == "E0999 is not in the loaded releases."
    entry.reject()
    dialog.reject()


def test_what_cannot_be_kept_stays_to_be_mended(dialog: OwnWordsDialog, reference: FakeReference) -> None:
    dialog.add()
    entry = entry_of(dialog)
    entry.accept()
    assert "term is empty" in entry.message.text()
    assert entry.focusWidget() is entry.term
    entry.term.setText("frame")
    entry.accept()
    assert "has no meaning" in entry.message.text()
    assert entry.focusWidget() is entry.means
    entry.means.setText("walker")
    reference.fault = FAULT
    entry.accept()
    assert (entry.message.text(), entry.isVisible(), entry.word.term) == (str(FAULT), True, "frame")
    assert entry.focusWidget() is entry.means
    reference.fault = None
    entry.reject()
    dialog.reject()


def test_a_word_is_removed_after_a_question(
    dialog: OwnWordsDialog, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, QMessageBox.StandardButton.No)
    press_in(dialog.table, Key.Key_Delete)
    assert reference.own_words() == (ROLLATOR, ZIMMER)
    asked = answer(monkeypatch, QMessageBox.StandardButton.Yes)
    press_in(dialog.table, Key.Key_Down)
    press_in(dialog.table, Key.Key_Delete)
    assert asked == ["Remove “zimmer”, which means E0143?"]
    assert dialog.current == ROLLATOR
    reference.fault = FAULT
    dialog.remove("rollator")
    assert (dialog.message.text(), dialog.message.property("kind")) == (str(FAULT), "trouble")
    reference.fault = None
    dialog.remove("rollator")
    assert reference.own_words() == ()
    assert "Add one" in dialog.message.text()
    dialog.reject()


def test_a_list_that_says_nothing_else_is_loaded_quietly(
    qtbot: QtBot, dialog: OwnWordsDialog, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PROGRAM is not None
    reference.words.reports[False] = OwnWordsReport(2, 0, 1, (PROGRAM,))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(FILE), ""))
    dialog.load_button.click()
    assert dialog.message.text() == "2 added, 1 kept already."
    assert dialog.findChildren(PageDialog) == []
    with qtbot.waitSignal(dialog.changed):
        dialog.reject()


@pytest.mark.parametrize(
    ("button", "told"),
    [
        (QMessageBox.StandardButton.Yes, "1 added, 1 changed, 1 line not taken."),
        (QMessageBox.StandardButton.No, "1 added, 1 line not taken."),
    ],
)
def test_the_user_says_which_meaning_counts(
    dialog: OwnWordsDialog,
    reference: FakeReference,
    monkeypatch: pytest.MonkeyPatch,
    button: QMessageBox.StandardButton,
    told: str,
) -> None:
    clash = kept_conflict(OwnWord("zimmer", "walker"), ZIMMER, 3)
    twice = file_conflict(OwnWord("cane", "E0100"), OwnWord("cane", "E0105"), 5)
    problem = Problem(str(FILE), 4, "The line has nothing.", "Write a term.")
    reference.words.reports = {
        False: OwnWordsReport(1, 0, 0, (twice, clash), (problem,)),
        True: OwnWordsReport(0, 1, 1, (twice,), (problem,)),
    }
    asked = answer(monkeypatch, button)
    dialog.load(FILE)
    assert asked == [
        "1 kept word means something else in the file: “zimmer” (E0143; in the file: walker). "
        "Take what the file says?"
    ]
    assert dialog.message.text() == told
    (page,) = dialog.findChildren(PageDialog)
    text = page.text.toPlainText()
    assert "Line 4" in text
    assert "stands in the file twice" in text
    assert ("Yours stays" in text) is (button == QMessageBox.StandardButton.No)
    page.reject()
    dialog.reject()


def test_a_load_or_save_that_fails_says_why(
    dialog: OwnWordsDialog, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*, replace: bool) -> OwnWordsReport:
        raise RefusedWords(f"This is no text file. {replace}")

    monkeypatch.setattr(reference.words, "load", refuse)
    dialog.load(FILE)
    assert dialog.message.text().startswith("This is no text file.")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    dialog.choose_and_load()
    dialog.choose_and_save()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(FILE), ""))
    dialog.save_button.click()
    assert dialog.message.text() == f"2 words written to {FILE}."
    reference.fault = FAULT
    dialog.save(FILE)
    assert dialog.message.text() == str(FAULT)
    dialog.fill()
    assert (dialog.message.text(), dialog.save_button.isEnabled()) == (str(FAULT), False)
    reference.fault = None
    dialog.reject()


def test_without_a_reference_it_says_why_it_stays_shut(window: Window) -> None:
    kept, window.reference = window.reference, None
    window.actions_by_name["own_words"].trigger()
    assert "data folder could not be opened" in window.status_line.currentMessage()
    assert window.findChild(OwnWordsDialog) is None
    window.reference = kept
