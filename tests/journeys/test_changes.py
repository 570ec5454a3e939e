"""C5: a new quarter is loaded beside the old one, read for one's own codes, printed and left again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QFileDialog

from hcpcs_desktop.ui import printing
from hcpcs_desktop.ui.changes_view import ChangesView
from hcpcs_desktop.ui.paper import Paper, Sheet
from tests.builders import Entry, a_few, release_text, save, zip_of
from tests.journeys.user import Alt, Control, Key, Shift, User


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return a zip of the next quarter, as it comes on a stick."""
    changed = [
        one._replace(ended="20260331", action="D") if one.code == "E0130" else one
        for one in a_few(
            E0100="Invented cane, includes canes of all metals", A0021="Invented other transport"
        )
        if one.code != "J0120"
    ]
    text = release_text([*changed, Entry("E0135", "Invented frame", added="20260401", action="A")])
    path = tmp_path / "april-2026-alpha-numeric-hcpcs-file.zip"
    path.write_bytes(zip_of({"HCPC2026_APR_ANWEB.txt": text}))
    return path


def changes(user: User) -> ChangesView:
    view = user.window.views.changes
    assert view is not None
    assert view.isVisible()
    return view


def mark(user: User, *codes: str) -> None:
    """Make codes favourites."""
    for code in codes:
        user.look_up(code)
        user.press(Key.Key_Return)
        user.press(Key.Key_D, Control)


def test_the_walk(user: User, tmp_path: Path, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    user.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    mark(user, "E0100", "E0130", "LT")
    user.press(Key.Key_5, Control)
    assert "Only CMS January 2026 is loaded." in changes(user).reading.page.toPlainText()

    user.load(stick)
    view = changes(user)
    assert "What changed: CMS January 2026 to CMS April 2026" in view.reading.page.toPlainText()
    assert [one.code for one in view.entries] == ["A0021", "E0100", "E0130", "E0135", "J0120"]

    user.button(Key.Key_O, view.choices.favourites.toggled)
    assert [one.code for one in view.entries] == ["E0100", "E0130"]
    told = view.reading.page.toPlainText()
    assert "last valid day 31 Mar 2026" in told
    assert "Taken out: “invented materials”. Put in: “metals”." in told
    assert "CMS's letter is N (no change), but this differs: Official text." in told

    pages: list[int] = []
    put, path = printing.put, tmp_path / "for us.pdf"

    def count(sheet: Sheet, device: QPagedPaintDevice, paper: Paper) -> int:
        pages.append(put(sheet, device, paper))
        return pages[-1]

    monkeypatch.setattr(printing, "put", count)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    user.press(Key.Key_S, Control | Shift)
    assert pages == [1]
    assert path.read_bytes().startswith(b"%PDF")

    user.press(Key.Key_F6)
    while view.reading.page.textCursor().selectedText() != "E0130":
        user.press(Key.Key_Tab)
    user.press(Key.Key_Return)
    assert user.shown == "E0130"
    assert user.window.views.current == "lookup"
    user.press(Key.Key_Left, Alt)
    assert changes(user).choices.favourites.isChecked()
    assert [one.code for one in view.entries] == ["E0100", "E0130"]
    user.press(Key.Key_1, Control)
    user.look_up("J0120")
    user.press(Key.Key_Return)
    assert user.shown == "J0120"
