"""The page of a code in two parts: the first at once, the rest when that is painted."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.detail_more import more_blocks
from hcpcs_desktop.ui.detail_pane import DetailPane
from hcpcs_desktop.ui.page import Block
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import LONG_TEXT, FakeReference
from tests.ui.keys import press_in

ON = "2026-03-02"
Key = Qt.Key
Shift = Qt.KeyboardModifier.ShiftModifier
REST = "Modifiers that go with it"


def explained(code: str) -> Explanation:
    return FakeReference().explain_each(code, on=ON)[0]


def rest_of(explanation: Explanation) -> tuple[Block, ...]:
    return more_blocks(explanation, FakeReference().neighbours(explanation))


class Events(QObject):
    """Notes when the page is painted and when the rest of it is asked for."""

    def __init__(self, pane: DetailPane) -> None:
        super().__init__(pane)
        self.seen: list[str] = []
        pane.page.viewport().installEventFilter(self)
        pane.rest_wanted.connect(lambda _: self.seen.append("rest"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.seen.append("paint")
        return False


@pytest.fixture
def pane(appearance: Appearance, qtbot: QtBot) -> Iterator[DetailPane]:
    made = DetailPane(appearance)
    qtbot.addWidget(made)
    made.resize(800, 500)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made._rest.stop()


@pytest.fixture
def wanted(pane: DetailPane) -> list[Explanation]:
    found: list[Explanation] = []
    pane.rest_wanted.connect(found.append)
    return found


def answer(pane: DetailPane) -> None:
    """Answer every wish for the rest at once, as the window does."""
    pane.rest_wanted.connect(lambda one: pane.show_rest(one, rest_of(one)))


def text(pane: DetailPane) -> str:
    return pane.page.toPlainText()


def focused_link(pane: DetailPane) -> str:
    last = QTextCursor(pane.page.document())
    last.setPosition(pane.page.textCursor().selectionEnd())
    return last.charFormat().anchorHref()


def walk(pane: DetailPane, step: Callable[[], None]) -> list[str]:
    """Press a key until the focus leaves the page; return the links it was on."""
    found: list[str] = []
    for _ in range(400):
        step()
        if not pane.page.hasFocus() or (found and focused_link(pane) == ""):
            break
        found.append(focused_link(pane))
    return found


def test_the_rest_is_asked_for_after_the_first_part_is_painted(qtbot: QtBot, pane: DetailPane) -> None:
    events = Events(pane)
    with qtbot.waitSignal(pane.rest_wanted) as asked:
        pane.show_explanation(explained("E0143"), False)
        assert REST not in text(pane)
        assert "Folding walker with wheels" in text(pane)
        assert "rest" not in events.seen
    assert asked.args is not None
    assert asked.args[0] is pane.shown
    assert events.seen.index("paint") < events.seen.index("rest")


def test_the_rest_follows_once(qtbot: QtBot, pane: DetailPane) -> None:
    answer(pane)
    with qtbot.waitSignal(pane.completed):
        pane.show_explanation(explained("E0143"), False)
    assert text(pane).count(REST) == 1
    pane.complete()
    assert text(pane).count(REST) == 1
    assert pane.page.height() >= pane.page.document().size().height()


def test_complete_has_it_there_at_once(pane: DetailPane, wanted: list[Explanation]) -> None:
    answer(pane)
    pane.show_explanation(explained("G0556"), False)
    assert LONG_TEXT not in text(pane)
    pane.complete()
    assert LONG_TEXT in text(pane)
    assert len(wanted) == 1


def test_an_answer_for_another_page_is_dropped(pane: DetailPane, wanted: list[Explanation]) -> None:
    pane.show_explanation(explained("E0143"), False)
    pane.complete()
    pane.show_explanation(explained("J9035"), False)
    pane.show_rest(wanted[0], rest_of(wanted[0]))
    assert "Nearly the same words" not in text(pane)
    pane.complete()
    assert [one.code for one in wanted] == ["E0143", "J9035"]


def test_an_answer_that_comes_when_a_greeting_is_shown_is_dropped(
    pane: DetailPane, wanted: list[Explanation]
) -> None:
    pane.show_explanation(explained("E0143"), False)
    pane.complete()
    pane.show_blocks((Block(title="Welcome"),))
    pane.show_rest(wanted[0], rest_of(wanted[0]))
    assert text(pane).strip() == "Welcome"


@pytest.mark.parametrize("code", ["I10", "qqqq"])
def test_what_is_no_code_has_no_rest(pane: DetailPane, wanted: list[Explanation], code: str) -> None:
    pane.show_explanation(explained(code), None)
    pane.complete()
    reference = FakeReference()
    pane.show_nothing(reference.search(code, on=ON), explained(code))
    pane.complete()
    assert wanted == []


def test_only_the_last_of_several_pages_asks(qtbot: QtBot, pane: DetailPane) -> None:
    asked: list[str | None] = []
    pane.rest_wanted.connect(lambda one: asked.append(one.code))
    with qtbot.waitSignal(pane.rest_wanted):
        for code in ("E0143", "E0141", "K0001"):
            pane.show_explanation(explained(code), False)
    assert asked == ["K0001"]


def test_place_selection_and_focus_stay(pane: DetailPane) -> None:
    answer(pane)
    pane.resize(500, 260)
    pane.show_explanation(explained("E0143"), False)
    pane.page.setFocus()
    cursor = pane.page.document().find("Why Level II")
    pane.page.setTextCursor(cursor)
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place, longest = bar.value(), bar.maximum()
    assert place > 0
    pane.complete()
    assert bar.value() == place
    assert bar.maximum() > longest
    assert pane.page.textCursor().selectedText() == "Why Level II"
    assert pane.page.hasFocus()


def test_a_selection_to_the_end_does_not_grow(pane: DetailPane) -> None:
    answer(pane)
    pane.show_explanation(explained("E0143"), False)
    pane.page.selectAll()
    chosen = pane.page.textCursor().selectedText()
    pane.complete()
    assert pane.page.textCursor().selectedText() == chosen


def test_tab_goes_through_the_links_of_both_parts(pane: DetailPane) -> None:
    answer(pane)
    pane.page.setFocus()
    pane.show_explanation(explained("J9035-JW"), False)
    pane.page.moveCursor(QTextCursor.MoveOperation.Start)
    press_in(pane.page, Key.Key_Tab)
    assert focused_link(pane) == "code:JW"
    pane.complete()
    assert focused_link(pane) == "code:JW"
    following = walk(pane, lambda: press_in(pane.page, Key.Key_Tab))
    assert "code:JZ" in following


def test_shift_tab_comes_back_into_the_first_part(pane: DetailPane) -> None:
    answer(pane)
    pane.show_explanation(explained("J9035-JW"), False)
    pane.complete()
    pane.page.setFocus()
    pane.page.moveCursor(QTextCursor.MoveOperation.End)
    backwards = walk(pane, lambda: press_in(pane.page, Key.Key_Backtab, Shift))
    assert len(backwards) > 3
    assert backwards[-1] == "code:JW"


def test_another_theme_while_the_rest_is_pending(
    qtbot: QtBot, pane: DetailPane, appearance: Appearance, wanted: list[Explanation]
) -> None:
    answer(pane)
    with qtbot.waitSignal(pane.completed):
        pane.show_explanation(explained("E0143"), False)
        appearance.set_theme("dark")
    assert len(wanted) == 1
    assert text(pane).count(REST) == 1
    pane.resize(500, 260)
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    appearance.set_theme("light")
    assert text(pane).count(REST) == 1
    assert abs(bar.value() - bar.maximum() // 2) <= 2
    appearance.set_zoom(150)
    assert abs(bar.value() - bar.maximum() // 2) <= 2
    pane.show_rest(explained("E0143"), ())
    pane.show_rest(wanted[-1], ())
    assert text(pane).count(REST) == 1


def test_the_same_code_again_stays_complete(pane: DetailPane, wanted: list[Explanation]) -> None:
    answer(pane)
    pane.show_explanation(explained("E0143"), False)
    pane.complete()
    pane.show_explanation(explained("E0143"), True)
    pane.complete()
    assert len(wanted) == 1
    assert text(pane).count(REST) == 1


class TestWindow:
    def test_the_window_answers(self, qtbot: QtBot, window: Window) -> None:
        with qtbot.waitSignal(window.detail.completed):
            window.lookup.open("E0143")
        assert REST in window.detail.page.toPlainText()

    def test_closing_while_it_is_pending_asks_nothing(
        self, make_window: MakeWindow, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        window = make_window(reference)
        window.lookup.open("E0143")
        monkeypatch.setattr(reference, "neighbours", lambda _: pytest.fail("asked after closing"))
        assert window.detail._rest.isActive()
        window.close()
        QCoreApplication.processEvents()
        assert not window.detail._rest.isActive()

    def test_a_fault_while_the_rest_is_asked_for_is_said(
        self, window: Window, reference: FakeReference
    ) -> None:
        window.lookup.open("E0143")
        reference.fault = EnvironmentFault("The cache is locked; close the other program.")
        window.detail.complete()
        assert window.search.message.text().startswith("The cache is locked")
        assert "Folding walker with wheels" in window.detail.page.toPlainText()
