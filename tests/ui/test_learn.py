from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui import learn_page
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.desktop import main
from hcpcs_desktop.ui.learn_chapters import chapters
from hcpcs_desktop.ui.learn_text import Chapter, Line, Part, Piece
from hcpcs_desktop.ui.learn_view import LearnView
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import FakeReference, opener
from tests.ui.keys import press_in, type_in

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier
ROOT = Path(__file__).parents[2]
PUZZLES = len(learn_page.by_key("puzzles").parts[0].lines)


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    press_in(window.focusWidget() or window, key, held)


def learn(window: Window) -> LearnView:
    """Open the view by its key and return it."""
    press(window, Key.Key_4, Control)
    view = window.views.built["learn"]
    assert isinstance(view, LearnView)
    return view


def page(view: LearnView) -> str:
    return view.reading.page.toPlainText()


def marked(view: LearnView) -> list[str]:
    return [one.cursor.selectedText() for one in view.reading.page.extraSelections()]


def strong(view: LearnView) -> str:
    """Return what follows the hit that is marked strongly."""
    (one,) = (
        found
        for found in view.reading.page.extraSelections()
        if found.format.background().color() == view._appearance.colours.colour("accent")
    )
    return page(view)[one.cursor.selectionStart() :][:30]


def shown_headings(view: LearnView) -> list[str]:
    listed = view.side.list
    return [listed.item(row).text() for row in range(listed.count()) if not listed.isRowHidden(row)]


class TestPage:
    def test_every_chapter_has_a_page_with_its_sources(self, appearance: Appearance) -> None:
        for chapter in chapters():
            text = _text(learn_page.html(appearance, chapter.key))
            assert text.startswith(chapter.heading)
            assert "\nSources\n" in text
            assert all(title in text for _, title in chapter.notes)

    def test_the_whole_is_all_chapters_with_their_numbers(self, appearance: Appearance) -> None:
        text = _text(learn_page.html(appearance))
        for chapter in chapters():
            assert f"{chapter.number}  {chapter.heading}\n" in text

    def test_doubt_and_sources_stand_behind_a_fact(self, appearance: Appearance) -> None:
        text = _text(learn_page.html(appearance, "history"))
        assert "grace period for codes that have ended. (general knowledge, not verified)" in text
        assert "the dental association's own code set. " in text

    def test_answers_are_hidden_shown_or_at_the_end(self, appearance: Appearance) -> None:
        def shown(revealed: set[str] | None) -> str:
            return _text(learn_page.html(appearance, "puzzles", revealed))

        answer = "Nothing. Category II is tracking only."
        assert answer not in shown(set())
        assert shown(set()).count("Show the answer") == PUZZLES
        assert answer in shown({"20"})
        assert shown({"20"}).count("Show the answer") == PUZZLES - 1
        assert "Show the answer" not in shown({"all"})
        assert answer in shown(None).partition("\nAnswers\n")[2]
        assert "Show" not in shown(None)

    def test_texts_are_escaped(self, appearance: Appearance, monkeypatch: pytest.MonkeyPatch) -> None:
        nasty = '<b>&"x"</b>'
        line = Line(
            ((Piece(nasty, f"code:{nasty}", "code"), Piece(nasty, "", "strong")), (Piece(nasty),)), name=nasty
        )
        parts = tuple(
            Part(kind, (line._replace(cells=(*line.cells, ())),), nasty, nasty, (nasty,), (50, 50, 0))
            for kind in ("text", "table", "boxes", "terms", "puzzles")
        )
        chapter = Chapter("x", 1, nasty, line, parts, ((1, nasty),))
        monkeypatch.setattr(learn_page, "chapters", lambda: (chapter,))
        made = learn_page.html(appearance, None, {"all"})
        assert "<b>" not in made
        assert "<b>" not in learn_page.html(appearance)
        assert _text(made).count(nasty) > 15

    def test_no_line_ends_between_level_and_its_number(self, appearance: Appearance) -> None:
        made = learn_page.html(appearance, "cadence").partition("</style>")[2]
        assert "CPT Category\N{NO-BREAK SPACE}III<" in made
        assert "Category I" not in made

    @pytest.mark.parametrize(
        ("text", "key"),
        [("glossary", "glossary"), ("Not_Said", "not_said"), (" 3 ", "sections"), ("Who updates", "cadence")],
    )
    def test_chapters_by_name(self, text: str, key: str) -> None:
        assert learn_page.chapter_named(text) == key

    def test_what_names_no_chapter(self) -> None:
        assert learn_page.chapter_named("") is None
        assert learn_page.chapter_named("99") is None
        assert learn_page.term_named("Coverage Code") == "coverage-code"
        assert learn_page.term_named("nonsense") is None
        with pytest.raises(KeyError):
            learn_page.by_key("nonsense")


def _text(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_nothing_of_it_is_imported_before() -> None:
    probe = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_reference import FakeReference
app = QApplication(["probe", "-style", "Fusion"])
window = Window(Appearance(app), FakeReference, Path("."))
window.ready.connect(app.quit)
window.show()
app.exec()
print([name for name in sys.modules if "hcpcs_desktop.ui.learn" in name or "reading_pane" in name])
window.close()
"""
    found = subprocess.run(
        [sys.executable, "-c", probe],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert found.stdout.strip() == "[]"


def test_the_chapters_by_keyboard(window: Window) -> None:
    view = learn(window)
    assert window.views.current == "learn"
    assert window.top.view == "learn"
    assert window.focusWidget() is view.side.list
    assert page(view).startswith("Two levels, side by side")
    press(window, Key.Key_Down)
    press(window, Key.Key_Down)
    assert view.chapter == "sections"
    assert page(view).startswith("The sections of both")
    assert view.reading.verticalScrollBar().value() == 0
    press(window, Key.Key_Return)
    assert window.focusWidget() is view.reading.page
    press(window, Key.Key_PageDown)
    assert view.reading.verticalScrollBar().value() > 0
    press(window, Key.Key_Escape)
    assert window.focusWidget() is view.side.list
    press(window, Key.Key_Escape)
    assert window.views.current == "lookup"
    assert learn(window).chapter == "sections", "the chapter stays"


def test_find_lists_the_chapters_with_hits_and_marks_them(window: Window) -> None:
    view = learn(window)
    press(window, Key.Key_F, Control)
    assert window.focusWidget() is view.side.box
    type_in(view.side.box, "Bypass-nothing")
    assert view.side.message.text() == "Nothing in Learn has “Bypass-nothing”."
    assert view.chapter == "levels"
    press(window, Key.Key_Escape)
    assert not view.side.message.isVisible()
    assert len(shown_headings(view)) == len(chapters())

    type_in(view.side.box, "CARRIER")
    headings = shown_headings(view)
    assert 1 < len(headings) < len(chapters())
    assert all(" · " in heading for heading in headings)
    assert any(heading.startswith("Glossary  ·  ") and heading.endswith("hits") for heading in headings)
    assert view.chapter != "levels"
    assert {found.lower() for found in marked(view)} == {"carrier"}
    total = sum(int(heading.rpartition("·")[2].split()[0]) for heading in headings)
    assert total == sum(
        _text(learn_page.html(view._appearance, c.key, ())).lower().count("carrier") for c in chapters()
    )


def test_f3_goes_round_all_hits_of_all_chapters(window: Window) -> None:
    view = learn(window)
    view.find_here()
    type_in(view.side.box, "carrier")
    hits = {key: len(spans) for key, spans in view._hits.items()}
    first = (view.chapter, strong(view))
    seen = [first]
    for _ in range(sum(hits.values())):
        press(window, Key.Key_F3)
        seen.append((view.chapter, strong(view)))
    assert seen[-1] == first
    assert len(set(seen)) == len(seen) - 1
    assert window.focusWidget() is view.side.box
    press(window, Key.Key_F3, Shift)
    assert (view.chapter, strong(view)) == seen[-2]
    press(window, Key.Key_Return)
    assert (view.chapter, strong(view)) == first


def test_a_hit_below_comes_into_sight(window: Window) -> None:
    view = learn(window)
    view.find_here()
    type_in(view.side.box, "well-formed")
    press(window, Key.Key_F3)
    while view.chapter != "glossary":
        press(window, Key.Key_F3)
    while not strong(view).startswith("well-formed\nOf the shape"):
        press(window, Key.Key_F3)
    assert view.reading.verticalScrollBar().value() > view.reading.viewport().height()


def test_arrows_move_the_list_while_typing(window: Window) -> None:
    view = learn(window)
    press(window, Key.Key_Down)
    type_in(window.focusWidget(), "p")
    assert window.focusWidget() is view.side.box
    assert view.side.box.text() == "p"
    type_in(view.side.box, "ayer")
    before = view.chapter
    press(window, Key.Key_Down)
    assert view.chapter != before
    assert view.chapter in view._hits
    press(window, Key.Key_Up)
    assert view.chapter == before
    for _ in range(20):
        press(window, Key.Key_Down)
    assert view.chapter == list(view._hits)[-1]


def test_esc_clears_and_then_leaves(window: Window) -> None:
    view = learn(window)
    view.find_here()
    type_in(view.side.box, "code")
    view.take_focus()
    press(window, Key.Key_Escape)
    assert view.side.box.text() == ""
    assert marked(view) == []
    assert window.views.current == "learn"
    view.find_here()
    press(window, Key.Key_Escape)
    assert window.views.current == "lookup"


def test_without_anything_to_find_f3_does_nothing(window: Window) -> None:
    view = learn(window)
    press(window, Key.Key_F3)
    press(window, Key.Key_F3, Shift)
    assert view.chapter == "levels"
    assert marked(view) == []


def test_a_code_opens_in_the_look_up_and_back_returns(
    qtbot: QtBot, window: Window, reference: FakeReference
) -> None:
    view = learn(window)
    view.jump("characters")
    view.focus_page()
    press(window, Key.Key_Tab)
    with qtbot.waitSignal(view.opened) as opened:
        press(window, Key.Key_Return)
    assert opened.args == ["A0425"]
    assert window.views.current == "lookup"
    assert window.detail.shown is not None
    assert window.detail.shown.read_as == "A0425"
    press(window, Key.Key_Left, Alt)
    assert window.views.current == "learn"
    assert view.chapter == "characters"
    assert window.focusWidget() is view.reading.page


def test_a_term_leads_to_the_glossary_and_esc_back(window: Window) -> None:
    view = learn(window)
    view.jump("not_said")
    view.focus_page()
    press(window, Key.Key_Tab)
    press(window, Key.Key_Return)
    assert view.chapter == "glossary"
    assert marked(view) == ["coverage code"]
    scrolled = view.reading.verticalScrollBar().value()
    assert scrolled > 0
    assert not view.reading.go_to("no such anchor")
    view.follow("term", "payable")
    assert marked(view) == ["payable"]
    assert view.reading.verticalScrollBar().value() > scrolled
    press(window, Key.Key_Escape)
    assert view.chapter == "not_said"
    assert window.focusWidget() is view.reading.page
    press(window, Key.Key_Escape)
    assert window.focusWidget() is view.side.list


def test_a_link_to_a_chapter_without_hits_ends_the_search(window: Window) -> None:
    view = learn(window)
    view.find_here()
    type_in(view.side.box, "teclistamab")
    assert view.chapter == "characters"
    view.follow("learn", "history")
    assert view.chapter == "history"
    assert view.side.box.text() == ""


def test_answers_appear_one_by_one_and_all_at_once(window: Window) -> None:
    view = learn(window)
    view.jump("puzzles")
    view.focus_page()
    press(window, Key.Key_Tab)
    press(window, Key.Key_Tab)
    press(window, Key.Key_Tab)
    press(window, Key.Key_Return)
    assert page(view).count("Show the answer") == PUZZLES - 1
    assert "A letter at the end is CPT." in page(view)
    view.find_here()
    type_in(view.side.box, "the eyelid")
    assert view.side.message.text() == "Nothing in Learn has “the eyelid”."
    press(window, Key.Key_Escape)
    view.follow("answer", "all")
    type_in(view.side.box, "the eyelid")
    assert shown_headings(view) == ["Puzzles for the classroom  ·  1 hit"]
    view.follow("answer", "none")
    assert page(view).count("Show the answer") == PUZZLES


@pytest.mark.parametrize(
    ("text", "chapter", "found"),
    [
        ("glossary", "glossary", True),
        ("Carrier judgment", "glossary", True),
        ("6", "claim", True),
        ("spreadsheet", "characters", True),
        ("no such thing", "levels", False),
        ("", "levels", False),
    ],
)
def test_jump(window: Window, text: str, chapter: str, found: bool) -> None:
    view = learn(window)
    assert view.jump(text) is found
    assert view.chapter == chapter


def test_what_is_printed(window: Window) -> None:
    view = learn(window)
    view.jump("puzzles")
    title, html = view.paper(window.appearance)
    assert title == "Puzzles for the classroom"
    assert "Answers" in _text(html)
    assert "Glossary" not in _text(html)


def test_panes_names_and_keys(window: Window) -> None:
    view = learn(window)
    assert view.panes() == [view.side.box, view.side.list, view.reading.page]
    assert [pane.accessibleName() for pane in view.panes()] == ["Find in Learn", "Chapters", "Chapter"]
    item = view.side.list.item(2)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "Chapter 3, The sections of both"
    assert window.actions_by_name["search_here"].isEnabled()
    assert not window.actions_by_name["favourite"].isEnabled()
    assert "Enter read" in window.status_line._keys.text()
    press(window, Key.Key_F6)
    assert window.focusWidget() is view.reading.page
    assert "Tab next link" in window.status_line._keys.text()


def test_what_stands_in_the_way_is_said(make_window: MakeWindow, reference: FakeReference) -> None:
    window = make_window(reference)
    view = learn(window)
    view.show_message(str(EnvironmentFault("The data folder is locked.")))
    assert view.side.message.text() == "The data folder is locked."
    window.views.refresh()
    assert not view.side.message.isVisible()


def test_another_look_keeps_the_place(window: Window) -> None:
    view = learn(window)
    view.jump("glossary")
    view.reading.verticalScrollBar().setValue(300)
    window.appearance.set_theme("dark")
    assert view.reading.verticalScrollBar().value() == 300
    assert window.appearance.colours["text"] in view.reading.page.toHtml()


@pytest.mark.parametrize("zoom", [100, 200])
def test_no_heading_of_the_list_is_cut(window: Window, zoom: int) -> None:
    window.appearance.set_zoom(zoom)
    view = learn(window)
    view.share_width(window.width())
    QApplication.processEvents()
    listed = view.side.list
    measure = listed.fontMetrics()
    lines = []
    for row in range(listed.count()):
        needed = math.ceil(measure.horizontalAdvance(listed.item(row).text()) / listed.viewport().width())
        lines.append(listed.visualItemRect(listed.item(row)).height() // measure.height())
        assert lines[-1] >= needed
    assert (max(lines) > 1) == (zoom == 200)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("text", ["", "glossary", "claim", "no such thing"])
def test_a_picture_of_the_view_is_drawn(qapp: QApplication, tmp_path: Path, theme: str, text: str) -> None:
    target = tmp_path / "picture.png"
    wishes = ["--screenshot", str(target), "--show", text, "--theme", theme, "--size", "900x700"]
    assert main([*wishes, "--view", "learn"], opener(FakeReference()), lambda _: tmp_path) == 0
    image = QImage(str(target))
    drawn = {image.pixel(x, y) for x in range(0, 900, 2) for y in range(100, 400, 2)}
    assert len(drawn) > 20
