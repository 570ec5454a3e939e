from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hcpcs_desktop.ui.load_dialogs import LoadStrip, ResultDialog
from tests.builders import save
from tests.journeys.conftest import Gate
from tests.journeys.user import Alt, Control, Key, User

ODD_TEXTS = {
    "one long word": "x" * 5000,
    "many words": "walker " * 800,
    "emoji": "💉🦽🩼",
    "right to left": "كرسي متحرك",
    "half a character": "walker\ud83d",
    "no character": "walk\0er",
    "marks": "%_*\"'();--<b>\\",
    "direction mark": "\u202ee0143",
    "only blanks": "  \n\t ",
    "fifty modifiers": "E0143-" + ",".join(["KX"] * 50),
    "many codes": " ".join(f"A{number}" for number in range(4000, 4400)),
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_any_text_is_answered_and_moves_nothing(user: User, text: str) -> None:
    window = user.window
    shares, smallest = window.splitter.sizes(), window.minimumSizeHint().width()
    user.paste(text)
    user.settle()
    user.press(Key.Key_Return)
    assert window.splitter.sizes() == shares
    assert window.minimumSizeHint().width() <= smallest
    assert len(user.message) < 250
    window.grab()
    user.look_up("e0143")
    assert user.shown == "E0143"


def test_any_key_is_typed(user: User) -> None:
    user.write("Ж中💉é")
    assert user.window.search.box.text() == "Ж中💉é"


def test_a_held_arrow_stays_inside_the_list(user: User) -> None:
    user.press(Key.Key_Down, times=50)
    assert user.chosen is None
    user.look_up("walker")
    for key, row in ((Key.Key_Down, len(user.codes) - 1), (Key.Key_Up, 0)):
        user.press(key, times=60)
        assert user.window.search.current_row() == row
        assert user.shown == user.codes[row]


def test_enter_on_nothing_keeps_the_keyboard_in_use(user: User) -> None:
    user.press(Key.Key_Return)
    assert user.window.focusWidget() is user.window.search.box
    user.look_up("qqqqqq")
    user.press(Key.Key_Return)
    assert "Nothing found" in user.page
    user.press(Key.Key_D, Control)
    assert "No code is shown" in user.window.status_line.currentMessage()
    user.press(Key.Key_Escape)
    assert user.window.focusWidget() is user.window.search.box


def test_the_smallest_window_still_answers(user: User) -> None:
    user.window.resize(1, 1)
    user.look_up("walker")
    user.press(Key.Key_Plus, Control, times=12)
    user.press(Key.Key_Down)
    user.window.grab()
    assert user.shown == user.codes[1]


def test_a_load_while_loading_is_put_off(user: User, tmp_path: Path, gate: Gate) -> None:
    user.choose_file(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    user.press(Key.Key_O, Control)
    assert "A load is running" in user.window.status_line.currentMessage()
    user.look_up("e0143")
    user.set_date("3/2/2026")
    assert user.window.detail.shown is not None
    assert user.window.detail.shown.on == "2026-03-02"
    with user.qtbot.waitSignal(user.window.loading.changed):
        gate.let_go.set()
    user.dialog(ResultDialog)
    user.press(Key.Key_Escape)
    assert user.shown == "E0143"


def test_a_long_file_name_widens_nothing(user: User, tmp_path: Path, gate: Gate) -> None:
    smallest = user.window.minimumSizeHint().width()
    user.choose_file(save(tmp_path, f"HCPC2026_JAN_ANWEB_{'x' * 200}.txt"))
    strip = user.window.findChild(LoadStrip)
    assert isinstance(strip, LoadStrip)
    with user.qtbot.waitSignal(user.window.loading.changed):
        gate.let_go.set()
        user.qtbot.waitUntil(lambda: user.window.minimumSizeHint().width() <= smallest)
    user.press(Key.Key_Escape)


def test_closing_during_a_load_leaves_nothing_open(user: User, tmp_path: Path) -> None:
    user.choose_file(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    job = user.window.loading._job
    assert job is not None
    job._thread.join()
    user.window.close()
    QApplication.processEvents()
    assert user.window.findChild(ResultDialog) is None


def test_what_is_typed_during_the_end_of_a_load_wins(user: User) -> None:
    user.look_up("e0143")
    user.press(Key.Key_Return)
    user.press(Key.Key_K, Control)
    user.write("e0100")
    user.window.releases_changed()
    user.settle()
    assert (user.chosen, user.shown) == ("E0100", "E0100")


def test_a_release_can_go_while_its_code_is_open(user: User, tmp_path: Path) -> None:
    user.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    user.look_up("invented")
    user.press(Key.Key_Down)
    user.press(Key.Key_Return)
    opened = user.shown
    assert opened == user.codes[1]
    assert user.window.reference is not None
    user.window.reference.remove("2026-01")
    user.window.releases_changed()
    assert user.shown == opened
    assert user.chosen in (None, opened)
    user.press(Key.Key_Left, Alt)
    user.look_up(opened)
    assert user.shown == opened


def test_a_followed_link_stays_open_when_the_date_changes(user: User) -> None:
    user.look_up("walker")
    user.window.detail.followed.emit("code", "J9035")
    user.set_date("2026-03-02")
    assert user.shown == "J9035"
    assert user.chosen is None
