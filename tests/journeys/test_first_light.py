from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from hcpcs_desktop.ui.help_dialogs import PageDialog
from hcpcs_desktop.ui.load_dialogs import LoadStrip, ResultDialog
from hcpcs_desktop.ui.releases_dialog import ReleasesDialog
from tests.builders import contents, save
from tests.journeys.conftest import Gate, Start
from tests.journeys.user import Alt, Control, Key, Shift, User
from tests.plain_names import every_name


def test_the_first_start_answers_from_the_built_in_set(user: User) -> None:
    window = user.window
    assert window.notice_bar.isVisible()
    user.button(Key.Key_U, user.window.notice_bar.pressed)
    assert not window.notice_bar.isVisible()
    assert "Built-in plain-language set" in window.builtin_bar.label.text()
    user.write("walker")
    first, second = user.codes[:2]
    user.settle()
    assert (user.chosen, user.shown) == (first, first)
    user.press(Key.Key_Down)
    assert user.shown == second
    assert window.focusWidget() is window.search.box
    user.press(Key.Key_Return)
    assert window.focusWidget() is window.detail.page
    title = window.search.model.hits[1].title
    assert user.page.splitlines()[1] == title
    assert "HCPCS Level II" in user.pills

    user.press(Key.Key_C, Control | Shift)
    assert user.clipboard == second
    user.press(Key.Key_C, Control | Alt)
    copied = user.clipboard.splitlines()
    assert copied[:2] == [second, f"{title} (plain name of HCPCS Desktop)"]
    assert copied[-1].startswith("Source: plain-language name of this program")
    user.press(Key.Key_D, Control)
    assert "★" in window.detail.header.favourite.text()

    user.press(Key.Key_Escape)
    assert window.focusWidget() is window.search.box
    user.press(Key.Key_Up)
    user.press(Key.Key_Return)
    user.press(Key.Key_Escape)
    user.press(Key.Key_Escape)
    user.settle()
    assert window.search.box.text() == ""
    assert list(zip(user.codes, user.reasons, strict=True)) == [(first, "recent"), (second, "favourite")]
    assert user.page.startswith("Which code do you hold?")


@pytest.mark.realdata
def test_cmss_release_is_loaded_read_and_removed(user: User, cms_data: Path) -> None:
    window = user.window
    [file] = (cms_data / "2026-01").glob("*.txt")
    said = user.load(file)
    assert "1 file loaded" in said
    assert "CMS January 2026 (rebuilt): 8,623 codes, 383 modifiers" in said
    assert not window.builtin_bar.isVisible()
    assert window.top.release.text().startswith("CMS January 2026 (rebuilt)")

    user.look_up("semi-electric hospital bed")
    opened = user.chosen
    assert opened == "E0260"
    assert user.pills[-1].startswith("Not checked after")
    user.press(Key.Key_Return)
    user.set_date("2026-03-02")
    assert user.shown == opened
    assert user.pills[-1] == "Valid on this date"
    assert "Official text, CMS January 2026" in user.page

    user.look_up("A9155")
    user.press(Key.Key_Return)
    assert user.pills[-1] == "Discontinued 31 Mar 2025"
    user.look_up("LT")
    assert "Left side" in user.page

    user.look_up("E0260")
    user.press(Key.Key_Return)
    user.menu(Key.Key_F, Key.Key_R)
    releases = user.dialog(ReleasesDialog)
    asked = user.say_yes(lambda: user.button(Key.Key_R, releases.remove_button.clicked))
    assert "Remove CMS January 2026" in asked
    assert "No release is loaded" in releases.message.text()
    user.press(Key.Key_Escape)
    assert window.builtin_bar.isVisible()
    assert user.shown == "E0260"
    assert user.pills[-1] == "Not checked on this date"
    assert "Official text" not in user.page


def test_a_load_shows_how_far_it_is(user: User, tmp_path: Path, gate: Gate) -> None:
    user.choose_file(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    strip = user.window.findChild(LoadStrip)
    assert isinstance(strip, LoadStrip)
    user.qtbot.waitUntil(strip.isVisible)
    with user.qtbot.waitSignal(user.window.loading.changed):
        gate.let_go.set()
    assert "1 file loaded" in user.dialog(ResultDialog).text.toPlainText()
    user.press(Key.Key_Escape)
    assert user.window.findChild(LoadStrip) is None


def test_a_bad_file_is_refused_with_its_reason(user: User, tmp_path: Path) -> None:
    bad = tmp_path / "HCPC2026_JAN_ANWEB.txt"
    bad.write_text("Dear Sir or Madam,\nthis is no release.\n", encoding="utf-8")
    said = user.load(bad)
    assert "Nothing new loaded, 1 refused" in said
    reason = said.split("Refused", 1)[1]
    assert bad.name in reason
    assert len(reason.replace(bad.name, "").strip()) > 20
    assert user.window.builtin_bar.isVisible()
    user.look_up("walker")
    assert user.codes


def test_a_cancelled_load_leaves_everything_as_before(
    user: User, tmp_path: Path, data_dir: Path, gate: Gate
) -> None:
    before = contents(data_dir)
    user.choose_file(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    assert gate.reached.wait(10)
    user.look_up("walker")
    found = user.codes
    strip = user.window.findChild(LoadStrip)
    assert isinstance(strip, LoadStrip)
    user.button(Key.Key_C, strip.cancelled)
    with user.qtbot.waitSignal(user.window.loading.said):
        gate.let_go.set()
    assert "nothing of it stays" in user.window.status_line.currentMessage()
    assert contents(data_dir) == before
    assert user.window.builtin_bar.isVisible()
    assert user.codes == found


def test_a_cpt_code_has_its_card_and_no_wording(user: User) -> None:
    user.look_up("99213-25")
    assert user.codes == ["99213"]
    assert user.shown == "99213-25"
    assert "HCPCS Level I (CPT)" in user.pills
    assert "Maintained by AMA" in user.pills
    user.press(Key.Key_C, Control | Alt)
    assert user.clipboard.splitlines()[-1].endswith("wording is licensed and not included")


def test_a_first_start_answers_at_once(start: Start, tmp_path: Path) -> None:
    user = start(tmp_path / "never used")
    assert f"Built-in plain-language set, {len(every_name()):,} codes" in user.window.builtin_bar.label.text()
    user.look_up("walker")
    assert "E0135" in user.codes


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("walker", {"E0130", "E0135", "E0143"}),
        ("insulin pump", {"E0784", "E0787"}),
        ("wheelchair van", {"A0130", "S0209"}),
        ("flu shot", {"G0008", "Q2038"}),
        ("knee brace", {"L1810", "L1812"}),
    ],
)
def test_without_a_release_everyday_words_are_answered(user: User, words: str, codes: set[str]) -> None:
    user.look_up(words)
    user.settle()
    assert codes <= set(user.codes[:8])
    user.press(Key.Key_Return)
    assert user.shown == user.codes[0]
    assert "Plain name, in this program's own words" in user.page
    assert "Load the CMS release for the official text." in user.page


@pytest.mark.parametrize("text", ["LT", "kx", "J9035-JW", "J9035", "E0143-NU-KX"])
def test_without_a_release_structure_is_still_explained(user: User, text: str) -> None:
    user.look_up(text)
    assert user.shown == text.upper()
    assert user.codes == [text.upper().split("-")[0]]
    assert user.chosen == user.codes[0]
    assert user.window.detail.header.anatomy.isVisible()
    assert "Nothing found" not in user.page + user.message
    assert user.pills[-1] == "Not checked on this date"


def test_many_pasted_codes_are_each_a_row_in_their_order(user: User) -> None:
    user.paste("e0143\n99213-25\r\nJ9035-JW\tK0001 E0143-NU")
    assert user.codes == ["E0143", "99213", "J9035", "K0001", "E0143"]
    seen = []
    for _ in user.codes:
        user.press(Key.Key_Down)
        seen.append(user.shown)
    user.press(Key.Key_Home)
    assert seen == ["99213-25", "J9035-JW", "K0001", "E0143-NU", "E0143-NU"]
    assert "5 found" in user.window.search.count.text()
    user.paste("99213 99214")


def test_what_was_set_opened_and_marked_is_there_again(start: Start) -> None:
    user = start()
    user.button(Key.Key_U, user.window.notice_bar.pressed)
    user.menu(Key.Key_V, Key.Key_D)
    user.press(Key.Key_Plus, Control)
    user.look_up("E0143")
    user.press(Key.Key_Return)
    user.press(Key.Key_D, Control)
    user.look_up("E0100")
    user.press(Key.Key_Return)
    user.press(Key.Key_Q, Control)
    assert not user.window.isVisible()
    user.window.appearance.set_theme("light")
    user.window.appearance.set_zoom(100)

    again = start()
    assert (again.window.appearance.theme, again.window.appearance.zoom) == ("dark", 110)
    assert not again.window.notice_bar.isVisible()
    assert list(zip(again.codes, again.reasons, strict=True)) == [
        ("E0100", "recent"),
        ("E0143", "favourite"),
    ]


def test_a_data_folder_that_is_a_file_is_said_and_answers_go_on(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "Ünï çødé 测试"
    folder.write_text("a file")
    user = start(folder)
    assert str(folder) in user.message
    user.look_up("walker")
    assert user.codes
    user.press(Key.Key_Return)
    user.press(Key.Key_D, Control)
    assert "★" in user.window.detail.header.favourite.text()
    with user.qtbot.waitSignal(user.window.loading.trouble):
        user.choose_file(save(tmp_path / "files", "HCPC2026_JAN_ANWEB.txt"))
    assert str(folder) in user.message
    assert folder.read_text() == "a file"


def test_everything_that_takes_the_focus_has_a_name(user: User, tmp_path: Path) -> None:
    user.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    QAccessible.setActive(True)
    try:
        user.look_up("J9035-JW")
        user.press(Key.Key_Return)
        user.menu(Key.Key_F, Key.Key_R)
        releases = user.dialog(ReleasesDialog)
        for widget in [*_with_focus(user.window), *_with_focus(releases)]:
            assert _spoken(widget), f"{type(widget).__name__} {widget.objectName()}"
        user.press(Key.Key_Escape)
        user.press(Key.Key_F1)
        for widget in _with_focus(user.dialog(PageDialog)):
            assert _spoken(widget), f"{type(widget).__name__} {widget.objectName()}"
        user.press(Key.Key_Escape)
        rows = QAccessible.queryAccessibleInterface(user.window.search.list)
        assert rows.childCount() == len(user.codes)
        assert rows.child(0).text(QAccessible.Text.Name).startswith("J 9 0 3 5, ")
        drawn = _spoken(user.window.detail.header.anatomy)
        assert drawn.startswith("Parts of the code J 9 0 3 5. J: ")
        assert "J W: Modifier JW: " in drawn
    finally:
        QAccessible.setActive(False)


def _with_focus(top: QWidget) -> list[QWidget]:
    return [
        widget
        for widget in top.findChildren(QWidget)
        if widget.window() is top and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def _spoken(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))
