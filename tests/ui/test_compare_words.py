"""What Compare says above the page, and what it keeps back while codes are covered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from hcpcs_desktop.ui.compare_view import CompareView
from hcpcs_desktop.ui.paper import Paper, Sheet
from hcpcs_desktop.ui.printing import save_pdf
from hcpcs_desktop.ui.window import Window
from tests.ui.keys import press_in

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


def compared(window: Window, codes: str) -> CompareView:
    window.views.compare(codes)
    view = window.views.compared
    assert view is not None
    return view


def text(view: CompareView) -> str:
    return view.pane.page.toPlainText()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("E0143,nonsense", "NONSENSE: no code."),
        ("E0100,E0105,E0110,E0111,E0112,E0113,E0114", "Only 6 codes have room; without E0114."),
        ("what is this", "no code."),
        ("E0143,E0100", ""),
    ],
)
def test_what_is_left_out_is_said(window: Window, asked: str, said: str) -> None:
    view = compared(window, asked)
    assert said in view.message.text()
    assert bool(view.message.text()) is bool(said)


def test_no_row_gives_a_covered_code_away(window: Window) -> None:
    view = compared(window, "E0143,A0425,0001U,0042T")
    for telling in ("The rule", "E: Durable medical equipment"):
        assert telling in text(view)
    press_in(view.pane.page, Key.Key_H, Control)
    for telling in ("The rule", "E: Durable medical equipment", "0042", "E0143"):
        assert telling not in text(view)
    for _ in range(4):
        press_in(view.pane.page, Key.Key_H, Control)
    assert "The rule" in text(view)


def test_marks_are_spoken_of_only_where_there_are_some(window: Window) -> None:
    assert "marked" not in text(compared(window, "99213,00100"))
    assert "Only the words that differ are marked." in text(compared(window, "E0143,E0141"))
    assert "at least half of the codes" in text(compared(window, "E0143,E0141,E0148"))


def test_back_and_forward_pass_through_a_comparison(window: Window) -> None:
    for code in ("E0100", "E0143"):
        window.lookup.follow("code", code)
    view = compared(window, "E0143,E0100")
    view.follow("code", "E0100")
    assert window.views.current == "lookup"
    passed = []
    for _ in range(3):
        press_in(window.focusWidget() or window, Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        shown = window.detail.shown
        passed.append(window.views.current if window.views.shown else shown.read_as if shown else "")
    assert passed == ["compare", "E0143", "E0100"]
    press_in(window.focusWidget() or window, Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.detail.shown is not None
    assert window.detail.shown.read_as == "E0143"


def test_a_pdf_replaces_only_files(tmp_path: Path, window: Window) -> None:
    sheet, paper = Sheet("A title", "<p>text</p>", "foot"), Paper()
    folder = tmp_path / "folder.pdf"
    folder.mkdir()
    with pytest.raises(IsADirectoryError):
        save_pdf(sheet, folder, paper)
    target, link = tmp_path / "real.pdf", tmp_path / "link.pdf"
    target.touch()
    link.symlink_to(target)
    assert save_pdf(sheet, link, paper) == 1
    assert link.is_symlink()
    assert target.read_bytes().startswith(b"%PDF")


def test_a_pdf_that_does_not_fit_the_disk_is_told(tmp_path: Path, window: Window) -> None:
    resource = pytest.importorskip("resource", reason="needs a limit on the size of files")
    target = tmp_path / "card.pdf"
    target.write_bytes(b"before")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600, limits[1]))
    try:
        with pytest.raises(OSError, match=r"card\.pdf") as told:
            save_pdf(Sheet("A title", "<p>text</p>", "foot"), target, Paper())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert told.value.strerror
    assert target.read_bytes() == b"before"
