from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hcpcs_desktop.ui.browse_view import BrowseView
from tests.builders import Entry, save
from tests.journeys.conftest import Start
from tests.journeys.user import Alt, Control, Key, Shift, User
from tests.plain_names import every_name


def view(user: User) -> BrowseView:
    found = user.window.views.browse
    assert found is not None
    return found


def section(user: User) -> str:
    branch = view(user).tree.current()
    return "" if branch is None else branch.section


def listed(user: User) -> list[str]:
    return [hit.code for hit in view(user).model.hits]


def test_from_a_letter_down_to_a_code_and_back(user: User) -> None:
    window = user.window
    user.press(Key.Key_B, Control)
    assert f"The built-in set of {len(every_name()):,} codes" in view(user).caption.text()
    user.write("e")
    assert section(user) == "E"
    user.press(Key.Key_Right)
    user.press(Key.Key_Down, times=2)
    assert view(user).title.text() == "Walkers and walker or crutch attachments"
    assert listed(user)[:4] == ["E0130", "E0135", "E0140", "E0141"]
    user.press(Key.Key_Return)
    user.press(Key.Key_Down, times=4)
    user.press(Key.Key_Return)
    assert not view(user).isVisible()
    assert (user.shown, user.codes, user.chosen) == ("E0143", ["E0143"], "E0143")
    assert window.focusWidget() is window.detail.page

    user.press(Key.Key_Left, Alt)
    assert view(user).isVisible()
    assert window.focusWidget() is view(user).list
    assert section(user) == "E0130-E0159"
    user.press(Key.Key_Escape)
    assert window.focusWidget() is view(user).tree
    user.press(Key.Key_Escape)
    assert window.focusWidget() is window.search.box
    user.press(Key.Key_Escape)
    user.settle()
    assert list(zip(user.codes, user.reasons, strict=True)) == [("E0143", "recent")]


def test_a_load_and_another_date_count_anew(user: User, tmp_path: Path) -> None:
    user.menu(Key.Key_V, Key.Key_B)
    user.write("e02")
    first = listed(user)
    assert first == [one.code for one in every_name() if "E0200" <= one.code <= "E0239"]
    entries = (Entry("E0205", "Invented lamp"), Entry("E0210", "Invented lamp, ended", ended="20251231"))
    user.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", entries))
    user.set_date("2026-03-02")
    assert user.window.focusWidget() is view(user).tree
    user.write("e0205")
    assert listed(user) == ["E0205", "E0210"]
    assert view(user).counts.text().endswith("2 codes, 1 valid on 2 Mar 2026")
    user.set_date("2025-12-31")
    assert section(user) == "E0200-E0239"
    assert view(user).counts.text().endswith("2 codes, all valid on 31 Dec 2025")


def test_the_letters_one_by_one_on_the_map(user: User) -> None:
    window = user.window
    user.press(Key.Key_B, Control)
    atlas = view(user).map.atlas
    user.press(Key.Key_F6, Shift)
    assert window.focusWidget() is atlas
    user.write("a")
    seen, examples = [], []
    for _ in atlas.branches:
        seen.append(section(user))
        examples.append(listed(user)[0])
        user.press(Key.Key_PageDown)
    assert "".join(seen) == "ABCEGHJKLMPQRSTUV"
    assert [code[0] for code in examples] == seen
    assert atlas.accessibleDescription().endswith("17 of 17")

    user.write("e")
    user.press(Key.Key_Return)
    assert section(user) == "E0100-E0118"
    user.press(Key.Key_PageDown)
    assert view(user).title.text() == "Walkers and walker or crutch attachments"
    assert atlas.level.startswith("Letter E, ")
    user.press(Key.Key_Return)
    assert window.focusWidget() is view(user).list
    user.press(Key.Key_Down)
    chosen = listed(user)[1]
    user.press(Key.Key_Return)
    assert (user.shown, view(user).isVisible()) == (chosen, False)

    user.press(Key.Key_Left, Alt)
    assert window.focusWidget() is view(user).list
    user.press(Key.Key_Escape)
    assert window.focusWidget() is atlas
    user.press(Key.Key_Escape)
    assert section(user) == "E"
    user.press(Key.Key_Escape)
    assert window.focusWidget() is window.search.box


@pytest.mark.realdata
def test_five_releases_are_one_tree(start: Start, five_releases: Path, tmp_path: Path) -> None:
    folder = tmp_path / "five"
    shutil.copytree(five_releases, folder)
    user = start(folder)
    user.set_date("2026-03-02")
    user.press(Key.Key_2, Control)
    assert view(user).caption.text() == "8,625 codes in 5 releases"
    user.write("g")
    assert view(user).counts.text() == "Letter G · 1,994 codes, 1,257 valid on 2 Mar 2026"
    assert len(listed(user)) == 1994
    user.press(Key.Key_Return)
    user.press(Key.Key_End)
    user.press(Key.Key_Return)
    assert user.shown == "G9999"
