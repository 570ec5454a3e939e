"""The view Settings: each choice acts and is kept, licensed files come and go, folders open."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDesktopServices, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.desktop import main
from hcpcs_desktop.ui.screenshot import Screenshot
from hcpcs_desktop.ui.settings_view import SettingsView
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import FakeReference, opener
from tests.ui.keys import press_in

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
LOCKED = EnvironmentFault("The data folder is locked; close the other program.")
INVENTED = "Invented long text of 99213"


def settings(window: Window) -> SettingsView:
    """Open the view by its key and return it."""
    press_in(window.focusWidget() or window, Key.Key_Comma, Control)
    view = window.views.shown
    assert isinstance(view, SettingsView)
    return view


def choose(box: QComboBox, data: object) -> None:
    """Choose an entry as a user does."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def entries(box: QComboBox) -> list[str]:
    return [box.itemText(index) for index in range(box.count())]


def answer(patch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    """Answer every question with `button`; return what was asked."""
    asked: list[str] = []

    def question(_: object, __: str, text: str) -> QMessageBox.StandardButton:
        asked.append(text)
        return button

    patch.setattr(QMessageBox, "question", question)
    return asked


def refuse(*_: object) -> None:
    raise LOCKED


class TestChoices:
    def test_the_theme_acts_and_is_kept(self, make_window: MakeWindow, reference: FakeReference) -> None:
        window = make_window(reference)
        view = settings(window)
        assert entries(view.theme) == ["As the system", "Light", "Dark", "High contrast"]
        choose(view.theme, "contrast")
        assert window.appearance.colours.theme == "contrast"
        assert window.actions_by_name["theme_contrast"].isChecked()
        window.close()
        assert reference.settings["theme"] == "contrast"
        assert settings(make_window(reference)).theme.currentText() == "High contrast"

    def test_the_size_acts_and_is_kept(self, make_window: MakeWindow, reference: FakeReference) -> None:
        window = make_window(reference)
        view = settings(window)
        assert view.text_size.currentText() == "100 %"
        choose(view.text_size, 150)
        assert window.appearance.zoom == 150
        window.close()
        assert reference.settings["zoom"] == "150"
        assert settings(make_window(reference)).text_size.currentText() == "150 %"

    def test_what_is_chosen_elsewhere_is_shown(self, window: Window) -> None:
        view = settings(window)
        window.actions_by_name["theme_dark"].trigger()
        assert view.theme.currentText() == "Dark"
        press_in(view.theme, Key.Key_Plus, Control)
        assert view.text_size.currentText() == "110 %"

    def test_the_next_start_begins_with_the_chosen_view(
        self, make_window: MakeWindow, reference: FakeReference
    ) -> None:
        window = make_window(reference)
        view = settings(window)
        assert entries(view.start) == ["Look up", "Browse", "Compare", "Learn", "Changes"]
        assert view.start.currentText() == "Look up"
        choose(view.start, "learn")
        assert reference.settings["start_view"] == "learn"
        assert window.views.current == "settings"
        window.close()
        again = make_window(reference)
        assert again.views.current == "learn"
        assert settings(again).start.currentText() == "Learn"

    @pytest.mark.parametrize(
        ("wishes", "view"),
        [
            ((), "lookup"),
            (("--show", "E0143"), "lookup"),
            (("--view", "browse"), "browse"),
            (("--view", "settings"), "settings"),
        ],
    )
    def test_a_wish_of_the_command_line_goes_first(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wishes: tuple[str, ...], view: str
    ) -> None:
        seen: list[str] = []
        save = Screenshot._save

        def noted(picture: Screenshot) -> None:
            seen.append(picture._window.views.current)
            save(picture)

        monkeypatch.setattr(Screenshot, "_save", noted)
        reference = FakeReference()
        reference.settings["start_view"] = "learn"
        picture = ("--screenshot", str(tmp_path / "picture.png"))
        assert main((*picture, *wishes), opener(reference), lambda _: tmp_path) == 0
        assert seen == [view]

    def test_a_kept_view_that_is_none_is_the_look_up(
        self, make_window: MakeWindow, reference: FakeReference
    ) -> None:
        reference.settings["start_view"] = "mauve"
        window = make_window(reference)
        assert window.views.current == "lookup"
        assert settings(window).start.currentText() == "Look up"

    def test_a_choice_that_cannot_be_kept_is_said(
        self, window: Window, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        view = settings(window)
        monkeypatch.setattr(reference, "set_setting", refuse)
        choose(view.start, "learn")
        assert view.message.text() == str(LOCKED)
        assert view.message.isVisible()
        monkeypatch.undo()
        choose(view.start, "browse")
        assert view.message.isHidden()


class TestLicensed:
    def test_without_files_there_is_nothing_to_remove(self, window: Window) -> None:
        view = settings(window)
        assert view.licensed.text().startswith("None. With a licence of the AMA")
        assert not view.remove.isEnabled()
        assert view.load.isEnabled()

    def test_files_are_shown(self, window: Window, reference: FakeReference) -> None:
        reference.cpt.files = 2
        view = settings(window)
        assert view.licensed.text().startswith("2 files of 2026 with 3 codes.")
        assert "never copied, printed or exported" in view.licensed.text()
        assert view.remove.isEnabled()

    def test_loading_asks_for_files(
        self, qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def none(_: object, title: str, *__: str) -> tuple[list[str], str]:
            asked.append(title)
            return [], ""

        monkeypatch.setattr(QFileDialog, "getOpenFileNames", none)
        view = settings(window)
        with qtbot.waitSignal(view.load_wanted):
            view.load.click()
        assert asked == ["Load release"]

    def test_a_no_removes_nothing(
        self, window: Window, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference.cpt.files = 1
        asked = answer(monkeypatch, QMessageBox.StandardButton.No)
        settings(window).remove.click()
        assert len(asked) == 1
        assert "Your own files stay where they are" in asked[0]
        assert reference.cpt.files == 1

    def test_after_removing_no_wording_is_shown(
        self, window: Window, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference.cpt.files = 1
        window.lookup.open("99213")
        assert INVENTED in window.detail.page.toPlainText()
        view = settings(window)
        answer(monkeypatch, QMessageBox.StandardButton.Yes)
        view.remove.click()
        assert reference.cpt.files == 0
        assert view.licensed.text().startswith("None.")
        assert not view.remove.isEnabled()
        press_in(view.theme, Key.Key_Escape)
        window.detail.complete()
        assert "invented" not in window.detail.page.toPlainText().lower()
        assert [hit.code for hit in window.search.model.hits] == ["99213"]

    def test_a_removal_that_fails_is_said(
        self, window: Window, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reference.cpt.files = 1
        view = settings(window)
        answer(monkeypatch, QMessageBox.StandardButton.Yes)
        reference.fault = LOCKED
        view.remove.click()
        assert view.message.text() == str(LOCKED)
        assert view.remove.isEnabled()


class TestFolders:
    @pytest.fixture
    def opened(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        found: list[str] = []

        def note(url: QUrl) -> bool:
            found.append(url.toLocalFile())
            return True

        monkeypatch.setattr(QDesktopServices, "openUrl", note)
        return found

    def test_data_and_logs_are_opened(self, window: Window, opened: list[str]) -> None:
        view = settings(window)
        assert not window.data_dir.exists()
        view.data.click()
        view.logs.click()
        assert opened == [str(window.data_dir), str(window.data_dir / "logs")]
        assert (window.data_dir / "logs").is_dir()

    def test_a_folder_that_cannot_be_made_is_said(self, window: Window, opened: list[str]) -> None:
        view = settings(window)
        window.data_dir.write_text("a file stands in the way")
        view.logs.click()
        assert opened == []
        assert view.message.text().startswith(f"{window.data_dir / 'logs'} could not be made: ")
        assert view.message.isVisible()


def test_every_setting_is_explained_in_a_line(window: Window) -> None:
    view = settings(window)
    names = view.findChildren(QLabel, "settingName")
    assert [name.text() for name in names] == [
        "&Colours",
        "&Size of text",
        "Start &with",
        "CPT files",
        "Data folder",
        "Log folder",
    ]
    assert [name.buddy() for name in names][:3] == [view.theme, view.text_size, view.start]
    lines = view.findChildren(QLabel, "settingLine")
    assert len(lines) == len(names)
    assert all(line.text() for line in lines)
    assert any(str(window.data_dir) in line.text() for line in lines)


def test_everything_here_has_a_name_and_its_own_letter(window: Window) -> None:
    view = settings(window)
    QAccessible.setActive(True)
    try:
        names = [
            QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            for widget in view.findChildren(QWidget)
            if widget.isVisible() and isinstance(widget, QComboBox | QPushButton)
        ]
    finally:
        QAccessible.setActive(False)
    assert len(names) == 7
    assert all(names)
    texts = [label.text() for label in view.findChildren(QLabel, "settingName")]
    texts += [button.text() for button in view.findChildren(QPushButton)]
    letters = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(letters) == len(set(letters))


def test_esc_leaves_from_every_control(window: Window) -> None:
    for name in ("theme", "text_size", "start", "load", "data", "logs"):
        view = settings(window)
        assert window.focusWidget() is view.theme
        getattr(view, name).setFocus()
        press_in(getattr(view, name), Key.Key_Escape)
        assert window.views.current == "lookup"


def test_a_start_that_failed_is_said_here_too(qtbot: QtBot, make_window: MakeWindow) -> None:
    def fail() -> FakeReference:
        raise LOCKED

    window = make_window(FakeReference())
    broken = Window(window.appearance, fail, window.data_dir)
    qtbot.addWidget(broken)
    with qtbot.waitSignal(broken.ready):
        broken.show()
    view = settings(broken)
    assert view.message.text() == str(LOCKED)
    choose(view.start, "learn")


def cut(view: SettingsView) -> list[str]:
    """Return the lines that are not there in their full height."""
    labels = [label for label in view._sheet.findChildren(QLabel) if label.isVisible()]
    return [label.text() for label in labels if label.height() < label.heightForWidth(label.width())]


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("width", [640, 1200])
def test_no_line_is_cut(
    qtbot: QtBot, window: Window, reference: FakeReference, zoom: int, width: int
) -> None:
    reference.cpt.files = 2
    window.appearance.set_zoom(zoom)
    window.resize(width, 600)
    view = settings(window)
    qtbot.waitUntil(lambda: cut(view) == [], timeout=1000)
    sheet = view._sheet
    shown = [child.geometry() for child in sheet.findChildren(QWidget) if child.isVisibleTo(sheet)]
    lowest = max(place.bottom() for place in shown)
    assert lowest < sheet.height() < max(view.viewport().height() + 1, 1.2 * lowest)
    assert all(place.right() <= sheet.width() for place in shown)
    assert sheet.width() - view.viewport().width() <= view.horizontalScrollBar().maximum()


def test_the_wheel_scrolls_and_changes_nothing(window: Window) -> None:
    view = settings(window)
    before = view.text_size.currentIndex()
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.text_size, wheel)
    assert view.text_size.currentIndex() == before
