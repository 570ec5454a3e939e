"""An office teaches the program its words, by keyboard alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFileDialog

from hcpcs_desktop.ui.help_dialogs import PageDialog
from hcpcs_desktop.ui.own_word_entry import OwnWordEntry
from hcpcs_desktop.ui.own_words_dialog import OwnWordsDialog
from tests.journeys.conftest import Start
from tests.journeys.test_first_light import _spoken, _with_focus
from tests.journeys.user import Control, Key, User


def add(user: User, term: str, means: str) -> None:
    user.press(Key.Key_Insert)
    user.dialog(OwnWordEntry)
    user.write(term)
    user.press(Key.Key_Tab)
    user.write(means)
    user.press(Key.Key_Return)
    user.dialog(OwnWordsDialog)


def choose_in_dialog(user: User, path: Path) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        user.press(Key.Key_A, Control)
        user.paste(str(path))
        user.press(Key.Key_Return)
        assert not dialog.isVisible(), f"{path} was not taken"

    user._when_asked(answer)


def test_a_word_is_taught_used_changed_and_forgotten(start: Start) -> None:
    user = start()
    user.look_up("flurbel")
    assert user.codes == []
    user.press(Key.Key_T, Control)
    dialog = user.dialog(OwnWordsDialog)
    add(user, "flurbel", "e0143")
    assert dialog.current == ("flurbel", "E0143")
    user.press(Key.Key_Escape)
    assert not dialog.isVisible()
    assert (user.codes, user.reasons) == (["E0143"], ["flurbel → E0143 (own word)"])
    user.settle()
    assert user.shown == "E0143"

    user.menu(Key.Key_E, Key.Key_O)
    user.press(Key.Key_Return)
    entry = user.dialog(OwnWordEntry)
    user.press(Key.Key_A, Control)
    user.write("walker E0100")
    assert "mixes words and codes" in entry.message.text()
    user.press(Key.Key_Return)
    assert entry.isVisible()
    user.press(Key.Key_A, Control)
    user.write("E0100")
    user.press(Key.Key_Return)
    user.press(Key.Key_Escape)
    assert user.codes == ["E0100"]

    user.press(Key.Key_T, Control)
    asked = user.say_yes(lambda: user.press(Key.Key_Delete))
    assert asked == "Remove “flurbel”, which means E0100?"
    user.press(Key.Key_Escape)
    assert user.codes == []
    assert "Nothing found" in user.message


def test_an_offices_list_is_loaded_saved_and_there_again(start: Start, tmp_path: Path) -> None:
    user = start()
    file, saved = tmp_path / "Büro.txt", tmp_path / "saved.txt"
    file.write_text("flurbel\tE0143\nbad line\nhoyer lift\tE0100\n", encoding="utf-8")
    user.press(Key.Key_T, Control)
    dialog = user.dialog(OwnWordsDialog)
    choose_in_dialog(user, file)
    user.button(Key.Key_L, dialog.load_button.clicked)
    page = user.dialog(PageDialog)
    assert "bad line" not in page.text.toPlainText()
    assert "Line 2" in page.text.toPlainText()
    user.press(Key.Key_Escape)
    assert dialog.message.text() == "2 added, 1 line not taken."
    user.press(Key.Key_Down)
    assert "yours is used" in dialog.message.text()
    choose_in_dialog(user, saved)
    user.button(Key.Key_S, dialog.save_button.clicked)
    assert dialog.message.text() == f"2 words written to {saved}."
    assert "hoyer lift\tE0100" in saved.read_text(encoding="utf-8")
    user.press(Key.Key_Escape)
    user.look_up("hoyer lift")
    assert user.codes[0] == "E0100"
    user.press(Key.Key_Q, Control)

    again = start()
    again.look_up("flurbel")
    assert again.codes == ["E0143"]


def test_every_part_has_a_name(start: Start) -> None:
    user = start()
    QAccessible.setActive(True)
    try:
        user.press(Key.Key_T, Control)
        dialog = user.dialog(OwnWordsDialog)
        add(user, "flurbel", "E0143")
        rows = QAccessible.queryAccessibleInterface(dialog.table)
        spoken = [rows.child(at).text(QAccessible.Text.Name) for at in range(rows.childCount())]
        assert "flurbel means E0143." in spoken
        user.press(Key.Key_F2)
        for widget in [*_with_focus(dialog), *_with_focus(user.dialog(OwnWordEntry))]:
            assert _spoken(widget), f"{type(widget).__name__} {widget.objectName()}"
        user.press(Key.Key_Escape)
        user.press(Key.Key_Escape)
    finally:
        QAccessible.setActive(False)
