from __future__ import annotations

from hcpcs_desktop.ui.learn_view import LearnView
from tests.journeys.user import Alt, Control, Key, User


def view(user: User) -> LearnView:
    found = user.window.views.built["learn"]
    assert isinstance(found, LearnView)
    return found


def test_open_find_follow_a_code_and_come_back(user: User) -> None:
    window = user.window
    user.menu(Key.Key_V, Key.Key_E)
    assert window.focusWidget() is view(user).side.list
    user.press(Key.Key_F, Control)
    user.write("claim")
    assert (
        view(user).side.list.currentItem().text().partition("  ")[0] in view(user).reading.page.toPlainText()
    )
    while view(user).chapter != "claim":
        user.press(Key.Key_Down)
    assert view(user).reading.page.toPlainText().startswith("On one claim")
    user.press(Key.Key_F6, times=2)
    assert window.focusWidget() is view(user).reading.page
    user.press(Key.Key_Tab, times=3)
    user.press(Key.Key_Return)
    assert not view(user).isVisible()
    assert user.shown == "J1100"
    assert window.focusWidget() is window.detail.page

    user.press(Key.Key_Left, Alt)
    assert view(user).isVisible()
    assert view(user).chapter == "claim"
    assert window.focusWidget() is view(user).reading.page
    user.press(Key.Key_Escape)
    user.press(Key.Key_Escape)
    assert view(user).side.box.text() == ""
    user.press(Key.Key_Escape)
    assert window.focusWidget() is window.search.box


def test_from_a_letter_at_the_end_to_its_explanation_and_the_glossary(user: User) -> None:
    user.press(Key.Key_4, Control)
    user.write("W1234")
    assert view(user).chapter == "characters"
    user.press(Key.Key_F6, times=2)
    for _ in range(20):
        user.press(Key.Key_Tab)
        if view(user).reading.page.textCursor().selectedText() == "W1234":
            break
    user.press(Key.Key_Return)
    assert user.shown == "W1234"
    assert any("Level III" in pill for pill in user.pills)
    user.press(Key.Key_4, Control)
    assert view(user).chapter == "characters"
