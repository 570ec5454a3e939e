"""A user with a keyboard: presses keys where the focus is and reads what the window shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui.load_dialogs import ResultDialog
from hcpcs_desktop.ui.window import Window

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier
Plain = Qt.KeyboardModifier.NoModifier

T = TypeVar("T", bound=QWidget)


class User:
    """Everything a person at the keyboard does and sees."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window = window
        self.qtbot = qtbot

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Plain, times: int = 1) -> None:
        """Press a key where the focus is: in a menu, a dialog or the window."""
        for _ in range(times):
            QTest.keyClick(self._focused(), key, held)

    def write(self, text: str) -> None:
        """Type any characters where the focus is."""
        for character in text:
            for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                QApplication.sendEvent(self._focused(), QKeyEvent(kind, 0, Plain, character))

    def paste(self, text: str) -> None:
        """Put `text` on the clipboard and paste it where the focus is."""
        QGuiApplication.clipboard().setText(text)
        self.press(Key.Key_V, Control)

    def _focused(self) -> QWidget:
        QApplication.processEvents()
        front = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window
        if QApplication.activeWindow() is not front.window():
            front.activateWindow()  # a desktop does this when a menu closes; the offscreen platform does not
            QApplication.processEvents()
        return front.focusWidget() or front

    def button(self, letter: Qt.Key, pressed: SignalInstance) -> None:
        """Press the button with the underlined letter; Qt shows it pressed for a moment first."""
        with self.qtbot.waitSignal(pressed):
            self.press(letter, Alt)

    def menu(self, menu: Qt.Key, entry: Qt.Key) -> None:
        """Choose an entry of a menu by the letters that are underlined."""
        self.press(menu, Alt)
        assert QApplication.activePopupWidget() is not None, "the menu did not open"
        self.press(entry)

    def look_up(self, text: str) -> None:
        """Go to the box, type and wait until the page follows."""
        self.press(Key.Key_K, Control)
        self.write(text)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has followed what was typed."""
        self.qtbot.waitUntil(lambda: not self.window.lookup._pause.isActive())

    def set_date(self, text: str) -> None:
        """Set the date of service."""
        self.press(Key.Key_D, Alt)
        self.write(text)
        self.press(Key.Key_Return)

    def choose_file(self, path: Path) -> None:
        """Choose File > Load release, paste a path into the dialog and press Enter."""

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, QFileDialog)
            assert isinstance(dialog.focusWidget(), QLineEdit)
            self.paste(str(path))
            self.press(Key.Key_Return)
            assert not dialog.isVisible(), f"{path} was not taken"

        self._when_asked(answer)
        self.menu(Key.Key_F, Key.Key_L)

    def load(self, path: Path) -> str:
        """Load a file, read the outcome, put it away and return what it said."""
        with self.qtbot.waitSignal(self.window.loading.changed, timeout=20_000):
            self.choose_file(path)
        dialog = self.dialog(ResultDialog)
        said = dialog.text.toPlainText()
        self.press(Key.Key_Escape)
        assert not dialog.isVisible()
        return str(said)

    def say_yes(self, ask: Callable[[], None]) -> str:
        """Do what asks a question, answer yes and return the question."""
        asked: list[str] = []

        def answer() -> None:
            box = QApplication.activeModalWidget()
            assert isinstance(box, QMessageBox)
            asked.append(box.text())
            self.press(Key.Key_Y, Alt)

        self._when_asked(answer)
        ask()
        return asked[0]

    def _when_asked(self, answer: Callable[[], None]) -> None:
        """Do `answer` as soon as the next dialog is open; a failure must not leave that open."""
        before = QApplication.activeModalWidget()

        def guarded() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is before:
                QTimer.singleShot(0, self.window, guarded)
                return
            try:
                answer()
            except BaseException:
                if isinstance(dialog, QDialog):
                    dialog.reject()
                raise

        QTimer.singleShot(0, self.window, guarded)

    def dialog(self, kind: type[T]) -> T:
        """Return the dialog that is open."""
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        return found

    @property
    def codes(self) -> list[str]:
        """The codes of the list, top to bottom."""
        return [hit.code for hit in self.window.search.model.hits]

    @property
    def reasons(self) -> list[str]:
        """Why each row of the list is there."""
        return [hit.why for hit in self.window.search.model.hits]

    @property
    def chosen(self) -> str | None:
        """The code of the chosen row."""
        hit = self.window.search.current()
        return None if hit is None else hit.code

    @property
    def shown(self) -> str | None:
        """What the page explains."""
        explanation = self.window.detail.shown
        return None if explanation is None else explanation.read_as

    @property
    def page(self) -> str:
        """The text of the page."""
        return str(self.window.detail.page.toPlainText())

    @property
    def pills(self) -> list[str]:
        """The short statements beside the code."""
        return [pill.text() for pill in self.window.detail.header.pills if not pill.isHidden()]

    @property
    def message(self) -> str:
        """What stands between box and list."""
        message = self.window.search.message
        return str(message.text()) if message.isVisible() else ""

    @property
    def clipboard(self) -> str:
        """The text on the clipboard."""
        return QGuiApplication.clipboard().text()
