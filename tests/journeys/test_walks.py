"""Acceptance walks by keyboard: an order, a drug claim, two lessons, and why a code is not the right one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QTextFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from hcpcs_desktop.ui.compare_view import CompareView
from hcpcs_desktop.ui.learn_view import LearnView
from tests.journeys.one_window import Reader, nothing_left, reader, window_of_five
from tests.journeys.user import Alt, Control, Key, User

__all__ = ["nothing_left", "reader", "window_of_five"]

pytestmark = pytest.mark.realdata

LETTERS = "ABCEGHJKLMPQRSTUV"
RIDES = ("A0426", "A0427", "A0428", "A0429")


@pytest.fixture
def screen_reader() -> Iterator[None]:
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


def spoken(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def marked(page: QTextBrowser) -> list[str]:
    """Return the stretches of a page that stand on a ground of their own."""
    found: list[str] = []
    block = page.document().begin()
    while block.isValid():
        found += [
            block.text()[part.start : part.start + part.length]
            for part in block.textFormats()
            if part.format.hasProperty(QTextFormat.Property.BackgroundBrush)
        ]
        block = block.next()
    return found


def compare(user: User) -> CompareView:
    view = user.window.views.compared
    assert view is not None
    assert view.isVisible()
    return view


class TestEquipmentOrder:
    """C1: from a lay name to a code with its reasons, its neighbours and its source."""

    def test_the_walk(self, reader: Reader) -> None:
        reader.set_date("2026-03-02")
        reader.look_up("hoyer lift")
        assert reader.codes[0] == "E0630"
        assert "Hoyer lift → patient lift" in reader.reasons[0]
        assert all(reader.reasons[:5])
        reader.press(Key.Key_Return)
        reader.window.detail.complete()
        assert reader.shown == "E0630"
        assert "Medicare data; other payers differ" in reader.lines
        assert "Special coverage instructions apply D" in reader.lines
        assert "Capped rental equipment 36" in reader.lines
        assert "Nearly the same words" in reader.lines
        assert "E0635" in reader.lines
        assert any("electric" in words for words in marked(reader.window.detail.page))
        reader.press(Key.Key_C, Control | Alt)
        copied = reader.clipboard.splitlines()
        assert copied[0] == "E0630"
        assert "Valid on this date (date of service 2 Mar 2026)" in copied
        assert copied[-1].startswith("Source: CMS January 2026")
        reader.press(Key.Key_Escape)
        reader.press(Key.Key_Escape)
        reader.settle()
        assert (reader.codes[0], reader.reasons[0]) == ("E0630", "recent")


class TestDrugClaim:
    """C2 without dose and units: a brand on a day, the code valid then, and the one that replaced it."""

    def test_the_walk(self, reader: Reader) -> None:
        reader.press(Key.Key_D, Alt)
        reader.write("6/1/2018")
        reader.press(Key.Key_Return)
        assert reader.window.top.release.text() == "CMS 2018"
        reader.look_up("fasenra")
        assert reader.codes == ["C9466", "J0517"]
        assert reader.reasons[0] == "Fasenra → benralizumab"
        reader.press(Key.Key_Return)
        reader.window.detail.complete()
        assert reader.shown == "C9466"
        assert self.pills(reader)[-1] == "Valid on this date"
        told = reader.lines[reader.lines.index("Replaced by") :][:4]
        assert told[1:] == ["J0517", "Benralizumab injection, 1 milligram", "Not valid before 1 Jan 2019"]
        assert "Valid from 1 Apr 2018 through 31 Dec 2018." in reader.lines
        assert "Drug thrown away, or none thrown away" in reader.lines
        reader.follow("J0517")
        reader.window.detail.complete()
        assert reader.shown == "J0517"
        assert self.pills(reader)[-1] == "Not valid before 1 Jan 2019"
        assert "single-dose containers" in reader.page
        assert any("JW" in line for line in reader.lines)
        reader.press(Key.Key_D, Alt)
        reader.press(Key.Key_Plus, times=3)
        reader.press(Key.Key_Return)
        assert reader.window.top.date.day.isoformat() == "2019-03-01"
        reader.window.detail.complete()
        assert self.pills(reader)[-1] == "Valid on this date"
        reader.press(Key.Key_Left, Alt)
        reader.window.detail.complete()
        assert reader.shown == "C9466"
        assert self.pills(reader)[-1] == "Discontinued 31 Dec 2018"
        assert "Valid on this date" in reader.lines[reader.lines.index("Replaced by") :][:4]

    def test_jw_and_jz_are_explained(self, reader: Reader) -> None:
        for modifier, words in (("JW", "discarded"), ("JZ", "zero drug amount discarded")):
            assert words in reader.read(modifier).lower()
            assert "single-dose" in reader.page.lower()

    @staticmethod
    def pills(reader: Reader) -> list[str]:
        return [label.text() for label in reader.window.detail.header.pills if label.isVisible()]


class TestFirstLesson:
    """T1 without the projector: the two levels, the letters one by one, examples revealed."""

    def test_both_levels_are_a_table(self, reader: Reader) -> None:
        reader.press(Key.Key_4, Control)
        page = self.learn(reader).reading.page
        while self.learn(reader).chapter != "levels":
            reader.press(Key.Key_Up)
        text = page.toPlainText()
        assert "HCPCS is one system with two levels. Level I is CPT" in text
        for words in ("Maintainer", "Form", "Example", "CPT Editorial Panel of the AMA", "HCPCS Workgroup"):
            assert words in text

    def test_letters_one_by_one(self, reader: Reader) -> None:
        reader.set_date("2026-03-02")
        reader.press(Key.Key_2, Control)
        view = reader.window.views.browse
        assert view is not None
        seen = []
        for letter in LETTERS:
            reader.write(letter.lower())
            assert view.counts.text().startswith(f"Letter {letter} · ")
            assert "valid on 2 Mar 2026" in view.counts.text()
            assert view.title.text()
            assert {hit.code[0] for hit in view.model.hits} == {letter}
            seen.append(view.title.text())
        assert len(set(seen)) == len(LETTERS)

    def test_examples_are_revealed_and_one_is_opened(self, reader: Reader) -> None:
        reader.press(Key.Key_4, Control)
        view = self.learn(reader)
        while view.chapter != "puzzles":
            reader.press(Key.Key_Down)
        assert "A letter at the end is CPT." not in view.reading.page.toPlainText()
        reader.press(Key.Key_F6, times=2)
        self.tab_to(reader, view, "Show the answer")
        reader.press(Key.Key_Return)
        assert "A letter at the end is CPT." in view.reading.page.toPlainText()
        self.tab_to(reader, view, "0042T")
        reader.press(Key.Key_Return)
        assert reader.shown == "0042T"
        reader.press(Key.Key_Left, Alt)
        assert view.isVisible()

    @staticmethod
    def learn(reader: Reader) -> LearnView:
        found = reader.window.views.built["learn"]
        assert isinstance(found, LearnView)
        return found

    @staticmethod
    def tab_to(reader: Reader, view: LearnView, link: str) -> None:
        for _ in range(60):
            reader.press(Key.Key_Tab)
            if view.reading.page.textCursor().selectedText() == link:
                return
        raise AssertionError(f"no {link}")


class TestLookAlikes:
    """T3 without the saved lesson: four codes, covered, revealed one by one, and still the same later."""

    @pytest.fixture
    def trainer(self, user: User, cms_data: Path) -> User:
        user.load(next((cms_data / "2024-07").glob("*.txt")))
        user.set_date("2024-08-01")
        return user

    def test_the_walk(self, trainer: User, cms_data: Path) -> None:
        trainer.button(Key.Key_U, trainer.window.notice_bar.pressed)
        for code in RIDES:
            trainer.look_up(code)
            trainer.press(Key.Key_Return)
            trainer.press(Key.Key_M, Control)
        trainer.press(Key.Key_3, Control)
        page = compare(trainer).pane.page
        shown = page.toPlainText()
        assert "4 codes side by side" in shown
        assert all(code[1:] in shown for code in RIDES)
        assert any("emergency" in words for words in marked(page))
        trainer.press(Key.Key_H, Control)
        for number in range(4):
            text = page.toPlainText()
            assert text.count("Which code is it?") == 4 - number
            assert [one[1:] in text for one in RIDES] == [place < number for place in range(4)]
            trainer.press(Key.Key_H, Control)
        assert page.toPlainText() == shown

        trainer.load(next((cms_data / "2026-01").glob("*.txt")))
        assert page.toPlainText() == shown
        trainer.press(Key.Key_1, Control)
        trainer.press(Key.Key_3, Control)
        assert page.toPlainText() == shown


class TestWhyNotThisCode:
    """T5: a catch-all, a brand without a code, an owner's card; by ear and at double size."""

    def test_a_catch_all_warns_and_the_specific_code_is_found(self, reader: Reader) -> None:
        page = reader.read("E1399")
        assert "Durable medical equipment with no code of its own" in reader.lines
        assert "Catch-all: the claim needs a description." in page
        assert "Only where no code names the item or service." in page
        reader.look_up("patient lift")
        assert reader.codes[0] == "E0630"
        assert "E1399" not in reader.codes[:5]

    def test_a_brand_without_a_code_says_so(self, reader: Reader) -> None:
        page = reader.read("januvia")
        assert "Januvia has no HCPCS code of its own" in page
        assert "Taken by mouth" in page
        assert "Januvia has no HCPCS code of its own." in reader.message
        assert reader.codes == []

    def test_99213_has_an_owners_card(self, reader: Reader) -> None:
        page = reader.read("99213")
        assert reader.pills == ["HCPCS Level I (CPT)", "Maintained by AMA", "Not checked: CPT is licensed"]
        assert "AMA, CPT Editorial Panel; once a year, for 1 January" in page
        assert "Copyright of the AMA; showing its wording takes a licence" in page

    @pytest.mark.usefixtures("screen_reader")
    def test_a_screen_reader_hears_the_same(self, reader: Reader) -> None:
        window = reader.window
        reader.read("E1399")
        assert spoken(window.detail.header.anatomy) == reader.anatomy
        assert reader.anatomy.startswith(
            "Parts of the code E 1 3 9 9. E: Section E: durable medical equipment"
        )
        assert [spoken(pill) for pill in window.detail.header.pills] == reader.pills
        rows = QAccessible.queryAccessibleInterface(window.search.list)
        assert (
            rows.child(0)
            .text(QAccessible.Text.Name)
            .startswith("E 1 3 9 9, Durable medical equipment with no code of its own")
        )
        heard = QAccessible.queryAccessibleInterface(window.detail.page).textInterface()
        assert "Only where no code names the item or service." in heard.text(0, heard.characterCount())
        reader.read("99213")
        assert "9 9 2 1 3: Five digits, no letter" in spoken(window.detail.header.anatomy)
        said: list[str] = []
        window.lookup.announced.connect(said.append)
        reader.read("0450")
        assert any(words.startswith("Four digits: usually a revenue code") for words in said)
        window.lookup.announced.disconnect(said.append)

    def test_at_200_percent_nothing_is_lost(self, reader: Reader) -> None:
        appearance, detail = reader.window.appearance, reader.window.detail
        page = reader.read("E1399")
        pills, anatomy = reader.pills, reader.anatomy
        try:
            for _ in range(20):
                reader.press(Key.Key_Plus, Control)
                if appearance.zoom >= 200:
                    break
            assert appearance.zoom == 200
            detail.complete()
            assert (reader.page, reader.pills, reader.anatomy) == (page, pills, anatomy)
            assert detail.horizontalScrollBar().maximum() == 0
            header = detail.header
            for pill in header.pills:
                assert pill.width() >= pill.sizeHint().width()
                assert header.rect().contains(pill.geometry())
        finally:
            reader.press(Key.Key_0, Control)
        assert appearance.zoom == 100
