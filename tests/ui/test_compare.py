"""The view Compare in the window: pins, links, covering, faults and what it never shows."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QWidget

from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.compare_view import CompareView
from hcpcs_desktop.ui.desktop import main
from hcpcs_desktop.ui.paper import Paper
from hcpcs_desktop.ui.screenshot import Screenshot
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import HTML_TEXT, FakeReference, opener
from tests.ui.keys import press_in

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
Alt = Qt.KeyboardModifier.AltModifier
DAY = date(2026, 3, 2)
SIX = ("E0143", "E0141", "E0147", "E0149", "E0148", "A9270")
LOCKED = EnvironmentFault("The data folder is locked; close the other program.")


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    press_in(window.focusWidget() or window, key, held)


def compare(window: Window, codes: str = "") -> CompareView:
    """Open the view by its key, at `codes` if there are any."""
    window.top.date.set_day(DAY)
    press(window, Key.Key_3, Control)
    view = window.views.compared
    assert view is not None
    if codes:
        assert view.jump(codes)
    return view


def columns(view: CompareView) -> list[str]:
    return [one.read_as for one in view.found]


def text(view: CompareView) -> str:
    return view.pane.page.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def follow(view: CompareView, target: str) -> None:
    view.pane.page.anchorClicked.emit(QUrl(target))


def links(view: CompareView) -> list[str]:
    """Return the targets of all links of the page."""
    found, block = [], view.pane.page.document().begin()
    while block.isValid():
        found += [part.format.anchorHref() for part in block.textFormats() if part.format.isAnchor()]
        block = block.next()
    return found


def refuse(*_: object) -> None:
    raise LOCKED


class TestPins:
    def test_nothing_is_pinned_at_first(self, window: Window) -> None:
        view = compare(window)
        assert "(Ctrl+M), up to 6 codes" in text(view)
        assert "compare:U0001,0001U" in links(view)
        assert [view.cover.isHidden(), view.keep.isHidden()] == [True, True]
        assert view.paper(Paper()) is None

    def test_codes_are_pinned_by_key_and_compared(self, window: Window, reference: FakeReference) -> None:
        for code in ("E0143", "E0141"):
            window.lookup.open(code)
            press(window, Key.Key_M, Control)
        assert window.status_line.currentMessage() == "E0141 is pinned: 2 of 6. Ctrl+3 compares."
        assert window.detail.header.pin.text() == "◆ Pinned to compare"
        assert reference.settings["pins"] == "E0143 E0141"
        assert columns(compare(window)) == ["E0143", "E0141"]
        press(window, Key.Key_1, Control)
        press(window, Key.Key_M, Control)
        assert window.detail.header.pin.text() == "◇ Pin to compare"
        assert columns(compare(window)) == ["E0143"]
        assert "One code; pin another beside it" in text(compare(window))

    def test_pins_are_kept_over_a_restart(self, make_window: MakeWindow, reference: FakeReference) -> None:
        window = make_window(reference)
        window.pins.pin(("J9035-JW", "LT"))
        window.close()
        assert columns(compare(make_window(reference))) == ["J9035-JW", "LT"]

    def test_a_seventh_is_refused_in_words(self, window: Window) -> None:
        window.pins.pin(SIX)
        window.pins.toggle("LT")
        assert window.pins.codes() == SIX
        assert window.status_line.currentMessage().startswith("6 codes are pinned. Take one off")
        window.pins.pin(("LT", "RT"))
        assert window.pins.codes() == SIX
        assert window.status_line.currentMessage() == "6 codes are pinned; 2 found no room"

    def test_what_is_no_code_is_not_pinned(self, window: Window) -> None:
        window.lookup.greet()
        window.actions_by_name["pin"].trigger()
        assert window.pins.codes() == ()
        assert "No code is shown" in window.status_line.currentMessage()

    def test_these_are_pinned_and_all_unpinned(self, window: Window) -> None:
        window.pins.pin(("E0143",))
        view = compare(window, "LT,RT")
        assert view.keep.text() == "&Pin these"
        view.keep.click()
        assert columns(view) == ["E0143", "LT", "RT"]
        assert view.keep.text() == "&Unpin all"
        view.keep.click()
        assert view.found == ()
        assert window.pins.codes() == ()

    def test_a_pin_that_cannot_be_kept_is_said(
        self, window: Window, reference: FakeReference, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        window.pins.pin(("E0143", "E0141"))
        view = compare(window)
        monkeypatch.setattr(reference, "set_setting", refuse)
        follow(view, "unpin:E0141")
        assert view.message.text() == str(LOCKED)
        assert columns(view) == ["E0143", "E0141"]
        view.keep.click()
        assert columns(view) == ["E0143", "E0141"]
        view.jump("LT,RT")
        assert view.message.isHidden()
        view.keep.click()
        assert view.message.text() == str(LOCKED)
        assert columns(view) == ["LT", "RT"]


class TestJump:
    @pytest.mark.parametrize(
        ("asked", "found"),
        [
            ("0042T,A0425", ["0042T", "A0425"]),
            ("U0001,0001U", ["U0001", "0001U"]),
            ("25,RT,JW", ["25", "RT", "JW"]),
            ("e0143 E0141", ["E0143", "E0141"]),
            ("E0143,E0143,J9035-JW", ["E0143", "J9035-JW"]),
            (",".join((*SIX, "LT")), list(SIX)),
        ],
    )
    def test_every_code_has_its_column(self, window: Window, asked: str, found: list[str]) -> None:
        assert columns(compare(window, asked)) == found

    @pytest.mark.parametrize("asked", ["", "walker", ",,"])
    def test_a_text_without_codes_leads_nowhere(self, window: Window, asked: str) -> None:
        view = compare(window, "E0143,E0141")
        assert not view.jump(asked)
        assert columns(view) == ["E0143", "E0141"]

    def test_modifiers_are_compared_by_name_and_owner(self, window: Window) -> None:
        shown = text(compare(window, "25,RT,JW"))
        for words in ("CPT modifier", "Right side", "Drug amount discarded", "HCPCS Level II modifier"):
            assert words in shown
        assert shown.startswith("3 codes side by side")


class TestLinks:
    def test_a_code_is_opened_and_back_leads_here(self, window: Window) -> None:
        view = compare(window, "E0143,E0141")
        follow(view, "code:E0141")
        assert window.views.current == "lookup"
        assert window.detail.shown is not None
        assert window.detail.shown.read_as == "E0141"
        press(window, Key.Key_Left, Alt)
        assert window.views.current == "compare"
        assert columns(view) == ["E0143", "E0141"]
        assert window.focusWidget() is view.pane.page

    def test_a_pinned_code_is_taken_off(self, window: Window) -> None:
        window.pins.pin(("E0143", "E0141"))
        view = compare(window)
        assert links(view) == ["code:E0143", "unpin:E0143", "code:E0141", "unpin:E0141"]
        follow(view, "unpin:E0143")
        assert columns(view) == ["E0141"]
        assert window.status_line.currentMessage() == "E0143 is not pinned any more"
        follow(view, "compare:0042T,A0425")
        assert columns(view) == ["0042T", "A0425"]
        assert links(view) == ["code:0042T", "code:A0425"]

    def test_the_page_of_a_code_leads_here(self, window: Window) -> None:
        window.lookup.open("E0143")
        window.detail.complete()
        window.detail.page.anchorClicked.emit(QUrl("compare:E0143,E0141"))
        assert window.views.current == "compare"
        assert window.views.compared is not None
        assert columns(window.views.compared) == ["E0143", "E0141"]


class TestCovering:
    def test_codes_are_covered_and_revealed_one_by_one(self, window: Window) -> None:
        view = compare(window, "E0143,E0141,K0001")
        assert view.cover.text() == "&Hide the codes"
        press(window, Key.Key_H, Control)
        assert view.covered == 3
        assert links(view) == []
        assert text(view).count("Which code is it?") == 3
        assert "0143" not in text(view)
        for left, label in ((2, "&Reveal B"), (1, "&Reveal C"), (0, "&Hide the codes")):
            press(window, Key.Key_H, Control)
            assert view.covered == left
            assert view.cover.text() == label
            assert text(view).count("Which code is it?") == left
        assert links(view) == ["code:E0143", "code:E0141", "code:K0001"]

    def test_other_codes_begin_uncovered(self, window: Window) -> None:
        view = compare(window, "E0143,E0141")
        view.cover.click()
        assert view.jump("LT,RT")
        assert view.covered == 0

    def test_a_covered_code_is_given_away_by_no_paper(self, window: Window) -> None:
        view = compare(window, "E0143,E0141")
        view.cover_or_reveal()
        made = view.paper(Paper())
        assert made is not None
        assert not [code for code in ("0143", "0141") if code in "".join(made)]
        view.cover_or_reveal()
        assert view.paper(Paper()) != made

    def test_without_codes_there_is_nothing_to_cover(self, window: Window) -> None:
        view = compare(window)
        press(window, Key.Key_H, Control)
        assert view.covered == 0
        assert "Ctrl+M" in text(view)


def test_markup_in_a_text_is_shown_as_text(window: Window) -> None:
    view = compare(window, "A6250,A4253")
    shown = text(view)
    assert HTML_TEXT in shown
    assert "Dressing <i>with</i> markup" in shown
    assert "<script>" not in view.html(window.appearance)


def test_another_day_asks_again(window: Window) -> None:
    view = compare(window, "E2300,E0143")
    assert "Discontinued 31 Mar 2024" in text(view)
    window.top.date.set_day(date(2024, 3, 1))
    assert "On 1 Mar 2024." in text(view)
    assert "Discontinued" not in text(view)


def test_a_fault_is_said_in_words(window: Window, reference: FakeReference) -> None:
    view = compare(window, "E0143,E0141")
    reference.fault = LOCKED
    window.top.date.set_day(date(2024, 3, 1))
    assert view.message.text() == str(LOCKED)
    assert view.message.isVisible()
    reference.fault = None
    window.top.date.set_day(DAY)
    assert view.message.isHidden()


def test_no_licensed_wording_is_compared(window: Window, reference: FakeReference) -> None:
    reference.cpt.files = 1
    view = compare(window, "99213,99214")
    made = view.paper(Paper())
    assert made is not None
    for shown in (text(view), *made):
        assert "99213" in shown or "side by side" in shown
        assert "invented" not in shown.lower()


def test_paper_has_no_links_to_press(window: Window) -> None:
    window.pins.pin(("E0143", "E0141"))
    made = compare(window).paper(Paper())
    assert made is not None
    assert made[0] == "HCPCS E0143 E0141"
    assert "Unpin" not in made[1]


def test_keys_lead_around_and_out(window: Window) -> None:
    view = compare(window, "E0143,E0141")
    assert window.focusWidget() is view.pane.page
    press(window, Key.Key_F6)
    assert window.focusWidget() is window.top.date
    press(window, Key.Key_F6)
    assert window.focusWidget() is view.pane.page
    press(window, Key.Key_Escape)
    assert window.views.current == "lookup"


def test_everything_here_has_a_name(window: Window) -> None:
    view = compare(window, "E0143,E0141")
    QAccessible.setActive(True)
    try:
        names = {
            widget.objectName(): QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            for widget in view.findChildren(QWidget)
            if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        }
    finally:
        QAccessible.setActive(False)
    assert names["comparePage"] == "Codes side by side"
    assert all(names.values())


@pytest.mark.parametrize("zoom", [100, 200])
def test_six_columns_scroll_sideways_rather_than_being_cut(window: Window, zoom: int) -> None:
    window.resize(1000, 700)
    window.appearance.set_zoom(zoom)
    view = compare(window, ",".join(SIX))
    page, bar = view.pane.page, view.pane.horizontalScrollBar()
    assert page.document().size().width() <= page.width() + 1
    assert page.height() >= page.document().size().height()
    assert bar.maximum() >= page.geometry().right() - view.pane.viewport().width()
    assert bar.maximum() > 0


def test_reveal_keeps_the_place(window: Window) -> None:
    window.resize(900, 500)
    view = compare(window, "E0143,E2300")
    bar = view.pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert (place := bar.value()) > 0
    view.cover_or_reveal()
    assert bar.value() == min(place, bar.maximum())


def test_a_picture_of_codes_from_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    save = Screenshot._save

    def noted(picture: Screenshot) -> None:
        view = picture._window.views.compared
        shown.extend(columns(view) if view is not None else [])
        save(picture)

    monkeypatch.setattr(Screenshot, "_save", noted)
    target = tmp_path / "compared.png"
    wishes = ["--view", "compare", "--show", "E0143,E0141", "--screenshot", str(target), "--size", "900x700"]
    assert main(wishes, opener(FakeReference()), lambda _: tmp_path) == 0
    assert shown == ["E0143", "E0141"]
    image = QImage(str(target))
    assert len({image.pixel(x, y) for x in range(0, 900, 3) for y in range(0, 700, 3)}) > 20
