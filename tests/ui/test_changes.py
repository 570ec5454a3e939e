"""The view Changes in the window: releases, sections, favourites, links, tables and paper."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QImage, QTextDocument, QTextFormat
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from python_calamine import CalamineWorkbook

from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.reference.answers import ReleaseInfo
from hcpcs_desktop.reference.errors import EnvironmentFault, UnknownRelease
from hcpcs_desktop.reference.time_answers import Comparison
from hcpcs_desktop.ui import changes_page
from hcpcs_desktop.ui.changes_view import ChangesView
from hcpcs_desktop.ui.desktop import main
from hcpcs_desktop.ui.paper import Paper
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import FakeReference, opener
from tests.ui.keys import press_in, type_in

Key = Qt.Key
Control, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Shift = Qt.KeyboardModifier.ShiftModifier
LOCKED = EnvironmentFault("The data folder is locked; close the other program.")

WALKER = CodeRecord(
    "E0143",
    "code",
    "Walker wheeled",
    "Walker, folding, wheeled",
    coverage="D",
    added="1986-01-01",
    action="N",
)
DRUG = WALKER._replace(code="J9035", long_description="Injection, invented, 10 mg", pricing=("51",))
LEFT = CodeRecord("LT", "modifier", "Left", "Left side")
OLD = [WALKER, DRUG, WALKER._replace(code="E0100"), WALKER._replace(code="A0425"), LEFT]
NEW = [
    WALKER._replace(long_description="Walker, rigid, wheeled", coverage="I", action="C"),
    DRUG._replace(ended="2019-12-31", action="D"),
    WALKER._replace(code="A0425", pricing=("52",), asc_date="2019-04-01"),
    WALKER._replace(code="E0147", long_description="Invented <b>frame</b> & more", added="2020-01-01"),
    LEFT._replace(short_description="Left side only"),
]


def info(name: str, label: str) -> ReleaseInfo:
    return ReleaseInfo(name, None, f"{name}.txt", "2026-02-11", 5, 1, False, label, False, name)


INFOS = [info("2018-01", "CMS 2018"), info("2019-01", "CMS 2019"), info("2020-01", "CMS 2020")]


class CountingReference(FakeReference):
    """Counts the comparisons; letters disagree at `doubted`."""

    def __init__(self, *, loaded: bool = True) -> None:
        super().__init__(loaded=loaded)
        self.compared: list[tuple[str, str]] = []
        self.doubted: set[str] = set()
        self.reason, self.direct = "", False

    def compare(self, old: str, new: str) -> Comparison:
        self._fail()
        self.compared.append((old, new))
        found = super().compare(old, new)
        doubts = [
            one._replace(doubt="CMS's letter is N (no change)." if one.code in self.doubted else "")
            for one in found.entries
        ]
        return found._replace(entries=tuple(doubts), reason=self.reason, direct=self.direct)

    def favourites(self) -> tuple[str, ...]:
        self._fail()
        return super().favourites()


@pytest.fixture
def reference() -> CountingReference:
    made = CountingReference()
    made.infos = list(INFOS)
    made.files = {"2018-01": [LEFT], "2019-01": OLD, "2020-01": NEW}
    return made


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    press_in(window.focusWidget() or window, key, held)


def changes(window: Window) -> ChangesView:
    """Open the view by its key."""
    press(window, Key.Key_5, Control)
    view = window.views.changes
    assert view is not None
    assert view.isVisible()
    return view


def text(view: ChangesView) -> str:
    return view.reading.page.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def lines(view: ChangesView) -> list[str]:
    return text(view).replace("\N{LINE SEPARATOR}", "\n").splitlines()


def codes(view: ChangesView) -> list[str]:
    return [one.code for one in view.entries]


def follow(view: ChangesView, target: str) -> None:
    view.reading.page.anchorClicked.emit(QUrl(target))


def show(view: ChangesView, words: str) -> None:
    """Choose what is shown, as the mouse does."""
    box = view.choices.what
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def read(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def rows_of(path: Path) -> Sequence[Sequence[object]]:
    return CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def choose(patch: pytest.MonkeyPatch, path: Path | str) -> list[str]:
    offered: list[str] = []

    def answer(_: object, title: str, start: str, __: str) -> tuple[str, str]:
        offered.append(start)
        return str(path), ""

    patch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


class TestPage:
    def test_the_newest_two_are_compared(self, window: Window, reference: CountingReference) -> None:
        view = changes(window)
        assert (view.choices.old.currentText(), view.choices.new.currentText()) == ("CMS 2019", "CMS 2020")
        assert lines(view)[:3] == [
            "What changed: CMS 2019 to CMS 2020",
            "1 code added, 1 discontinued, 1 gone from the file, 2 changed;",
            "1 modifier changed.",
        ]
        assert "That is not the same as discontinued." in text(view)
        assert reference.compared == [("2019-01", "2020-01")]

    def test_a_letter_that_says_what_its_heading_says_stands_alone(
        self, reference: CountingReference
    ) -> None:
        ended = reference.compare("2019-01", "2020-01").entries[0]._replace(letter="D")
        told = {what: changes_page._letter(ended, what, certain=False) for what in ("ended", "added")}
        assert told == {"ended": "CMS's letter D", "added": "CMS's letter D: discontinued"}

    def test_the_groups_stand_in_their_order(self, window: Window) -> None:
        headings = [line[1:].strip() for line in lines(changes(window)) if line.startswith("■")]
        assert headings == ["Added · 1", "Discontinued · 1", "Gone from the file · 1", "Changed · 3"]

    def test_a_field_is_told_in_words_and_raw(self, window: Window) -> None:
        told = lines(changes(window))
        assert "Coverage: Special coverage instructions apply D → Not payable by Medicare I" in told
        assert "ASC since: blank → 1 Apr 2019" in told
        assert "last valid day 31 Dec 2019 · CMS's letter N: no change" in told
        assert not [line for line in told if line.startswith("Ended:")]

    def test_texts_are_one_text_with_marks_and_words(self, window: Window) -> None:
        view = changes(window)
        assert "Official text: Walker, folding rigid, wheeled" in lines(view)
        assert "Taken out: “folding”. Put in: “rigid”." in lines(view)
        struck, block = [], view.reading.page.document().begin()
        while block.isValid():
            struck += [
                block.text()[one.start : one.start + one.length]
                for one in block.textFormats()
                if one.format.fontStrikeOut() and one.format.hasProperty(QTextFormat.Property.BackgroundBrush)
            ]
            block = block.next()
        assert struck == ["folding"]

    def test_a_text_that_is_quite_another_stands_twice(
        self, window: Window, reference: CountingReference
    ) -> None:
        reference.files["2020-01"] = [WALKER._replace(long_description="Cane with four invented tips")]
        assert "Official text: Walker, folding, wheeled → Cane with four invented tips" in lines(
            changes(window)
        )

    def test_markup_is_text(self, window: Window) -> None:
        assert "Invented <b>frame</b> & more" in text(changes(window))

    def test_where_letters_disagree(self, window: Window, reference: CountingReference) -> None:
        reference.doubted = {"E0143"}
        view = changes(window)
        assert (
            "CMS's action letter disagrees with this comparison in 1 case. That is not always a mistake"
            in text(view)
        )
        follow(view, "what:doubt")
        assert codes(view) == ["E0143"]
        assert view.choices.what.currentText() == "CMS's letter disagrees"
        follow(view, "what:doubt")
        assert "Only this is shown: where CMS's letter disagrees." in lines(view)

    def test_a_certain_doubt_has_a_line_of_its_own(
        self, window: Window, reference: CountingReference
    ) -> None:
        reference.doubted, reference.direct = {"E0143"}, True
        view = changes(window)
        assert "CMS's letter is N (no change)." in lines(view)
        assert "not always a mistake" not in text(view)

    def test_a_reason_and_a_pair_that_reads_backwards(
        self, window: Window, reference: CountingReference
    ) -> None:
        reference.reason = "CMS 2019 holds no modifiers."
        view = changes(window)
        assert view.jump("2020-01 2019-01")
        assert "CMS 2019 holds no modifiers." in lines(view)
        assert "CMS 2020 is the later one, so this reads backwards: what came later shows as gone." in lines(
            view
        )

    def test_nothing_differs(self, window: Window) -> None:
        view = changes(window)
        assert view.jump("2019-01 2019-01")
        assert "CMS 2019 and CMS 2019 say the same of every code." in lines(view)
        assert view.table() == ("What changed: CMS 2019 to CMS 2019", (("code", *view_header()),))

    def test_long_groups_are_shown_in_parts(self, window: Window, reference: CountingReference) -> None:
        many = [WALKER._replace(code=f"J{number:04d}") for number in range(800)]
        reference.files["2020-01"] = [*NEW, *many]
        view = changes(window)
        shown = changes_page.limits(view.entries)
        assert sum(shown.values()) == changes_page.MOST
        assert [shown[what] for what in ("ended", "gone", "changed")] == [1, 1, 3]
        assert f"Show the next 300 of {801 - shown['added']} more" in lines(view)
        follow(view, "more:added")
        assert lines(view).count("J0300") == 1
        follow(view, "more:added")
        follow(view, "more:added")
        assert "J0799" in lines(view)
        assert not [line for line in lines(view) if line.startswith("Show the")]
        view.list.choose("J")
        assert "J0799" not in lines(view)


def view_header() -> tuple[str, ...]:
    return ("kind", "what", "field", "old", "new", "title", "section", "cms_letter", "doubt")


class TestChoices:
    def test_the_same_pair_is_compared_once(self, window: Window, reference: CountingReference) -> None:
        view = changes(window)
        for key in (Key.Key_1, Key.Key_5, Key.Key_1, Key.Key_5):
            press(window, key, Control)
        view.list.choose("E")
        show(view, "Coverage")
        window.appearance.set_zoom(150)
        assert len(reference.compared) == 1

    def test_another_pair(self, window: Window, reference: CountingReference) -> None:
        view = changes(window)
        view.choices.old.setCurrentIndex(2)
        view.choices.old.activated.emit(2)
        assert reference.compared[-1] == ("2018-01", "2020-01")
        reference.infos.append(info("2021-01", "CMS 2021"))
        window.releases_changed()
        assert view.choices.pair == (INFOS[0], INFOS[2]), "what was chosen stays"
        del reference.infos[0]
        window.releases_changed()
        assert reference.compared[-1] == ("2020-01", "2021-01")

    def test_a_new_release_is_compared_at_once(self, window: Window, reference: CountingReference) -> None:
        view = changes(window)
        reference.infos.append(info("2021-01", "CMS 2021"))
        window.releases_changed()
        assert lines(view)[0] == "What changed: CMS 2020 to CMS 2021"

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("Added", ["E0147"]),
            ("Discontinued", ["J9035"]),
            ("Gone from the file", ["E0100"]),
            ("In use again", []),
            ("Changed", ["A0425", "E0143", "LT"]),
            ("Official text", ["E0143"]),
            ("Short text", ["LT"]),
            ("Coverage", ["E0143"]),
            ("Pricing", ["A0425"]),
            ("Dates", ["A0425", "J9035"]),
            ("BETOS", []),
        ],
    )
    def test_what_is_shown(self, window: Window, words: str, found: list[str]) -> None:
        view = changes(window)
        show(view, words)
        assert codes(view) == found
        assert ("Nothing of what is asked for differs" in text(view)) == (not found)

    def test_a_field_alone_is_told_alone(self, window: Window) -> None:
        view = changes(window)
        show(view, "Coverage")
        assert "Official text:" not in text(view)

    def test_favourites_alone(self, window: Window, reference: CountingReference) -> None:
        view = changes(window)
        view.choices.favourites.click()
        assert "No code is a favourite yet. Open one and mark it with Ctrl+D." in lines(view)
        assert view.choices.favourites.text() == "★ My favourites &only"
        reference.marked = {"J9035-JW", "LT"}
        window.views.refresh()
        assert codes(view) == ["J9035", "LT"]
        assert "Only this is shown: my favourites." in lines(view)
        view.list.choose("E")
        assert codes(view) == []
        follow(view, "all:")
        assert len(codes(view)) == 6
        assert not view.choices.favourites.isChecked()

    @pytest.mark.parametrize("missing", [0, 1])
    def test_two_releases_are_needed(
        self,
        make_window: MakeWindow,
        reference: CountingReference,
        missing: int,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        reference.infos = INFOS[:missing]
        window = make_window(reference)
        asked: list[object] = []

        def ask(*wishes: object) -> tuple[list[str], str]:
            asked.append(wishes[1])
            return [], ""

        monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
        view = changes(window)
        assert "Two releases are compared with each other." in text(view)
        assert (f"Only {INFOS[0].label} is loaded." in text(view)) == bool(missing)
        assert (view.choices.isVisible(), view.list.isVisible()) == (False, False)
        assert (view.paper(Paper()), view.table(), view.panes()) == (None, None, [view.reading.page])
        assert view.reading.page.hasFocus()
        press(window, Key.Key_Tab)
        press(window, Key.Key_Return)
        assert asked == ["Load release"]
        reference.infos = list(INFOS)
        window.releases_changed()
        assert view.choices.isVisible()
        assert lines(view)[0] == "What changed: CMS 2019 to CMS 2020"

    def test_jump(self, window: Window) -> None:
        view = changes(window)
        assert view.jump("2018-01..2020-01")
        assert view.choices.old.currentText() == "CMS 2018"
        assert view.jump(" 2019-01, 2020-01 e ")
        assert codes(view) == ["E0100", "E0143", "E0147"]
        assert not view.jump("2019-01")
        assert not view.jump("")
        assert not view.jump("2017-01 2020-01")
        assert view.message.text().startswith("2017-01 and 2020-01: not both are loaded.")

    def test_a_load_lets_it_be_compared_anew(self, window: Window, reference: CountingReference) -> None:
        view = changes(window)
        reference.reason = "CMS 2019 holds no modifiers."
        window.loading.changed.emit()
        assert reference.reason in lines(view)
        press(window, Key.Key_1, Control)
        window.loading.changed.emit()
        assert len(reference.compared) == 2
        assert not view.isVisible()

    def test_without_a_reference_it_says_so(
        self, make_window: MakeWindow, reference: CountingReference
    ) -> None:
        window = make_window(reference)
        window.reference = None
        window.say_trouble(str(LOCKED))
        view = changes(window)
        assert view.message.text() == str(LOCKED)
        assert not view.choices.isVisible()
        window.reference = reference

    def test_a_fault_is_said(self, window: Window, reference: CountingReference) -> None:
        view = changes(window)
        reference.fault = LOCKED
        window.views.refresh()
        assert view.message.text() == str(LOCKED)
        reference.fault = None
        window.views.refresh()
        assert view.message.isHidden()

    def test_a_release_that_another_program_removes_meanwhile_is_said(
        self, window: Window, reference: CountingReference, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        view = changes(window)

        def gone(old: str, new: str) -> Comparison:
            raise UnknownRelease(f"No loaded release is called {old}.")

        with monkeypatch.context() as patched:
            patched.setattr(reference, "compare", gone)
            view.forget()
            assert view.message.text() == "No loaded release is called 2019-01."
        view.forget()
        assert view.message.isHidden()

    def test_a_list_with_nothing_chosen_keeps_the_pair(self, window: Window) -> None:
        view = changes(window)
        pair = view.choices.pair
        view.choices.old.setCurrentIndex(-1)
        view.choices.old.activated.emit(-1)
        assert view.choices.pair == pair
        assert view.message.isHidden()


class TestSections:
    def test_the_chart_counts(self, window: Window) -> None:
        view = changes(window)
        spoken = [
            view.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(view.list.count())
        ]
        assert len(spoken) == len(letters()) + 1
        assert spoken[0] == "All sections, 1 added, 1 discontinued, 1 gone, 3 changed"
        assert "Section E, Durable medical equipment, 1 added, 1 gone, 1 changed" in spoken
        assert "Section V, Vision, hearing and speech-language services, nothing" in spoken
        assert spoken[-1] == "Modifiers, 1 changed"

    def test_keys(self, window: Window) -> None:
        view = changes(window)
        assert view.list.hasFocus()
        press(window, Key.Key_J)
        assert (view.list.key, codes(view)) == ("J", ["J9035"])
        press(window, Key.Key_W)
        assert view.list.key == "J"
        press(window, Key.Key_End)
        assert codes(view) == ["LT"]
        press(window, Key.Key_Return)
        assert view.reading.page.hasFocus()
        press(window, Key.Key_Escape)
        assert view.list.hasFocus()
        press(window, Key.Key_Escape)
        assert window.views.current == "lookup"

    def test_a_bar_is_as_long_as_its_number(self, window: Window) -> None:
        view = changes(window)
        image = view.list.viewport().grab().toImage()
        ratio = image.devicePixelRatio()

        def coloured(row: int) -> dict[str, int]:
            area = view.list.visualItemRect(view.list.item(row))
            colours = view.list._bars._appearance.colours
            tokens = {colours.colour(name).rgb(): name for name in ("good", "warning", "accent")}
            y = int((area.bottom() - view.list._bars._appearance.metrics.gap(0.8)) * ratio)
            found = [tokens.get(image.pixel(x, y), "") for x in range(image.width())]
            return {name: found.count(name) for name in ("good", "warning", "accent")}

        keys = list(view.list._words)
        equipment, drugs = coloured(keys.index("E")), coloured(keys.index("J"))
        assert equipment["good"] == pytest.approx(equipment["warning"], abs=3)
        assert drugs["warning"] == pytest.approx(equipment["warning"], abs=4)
        assert (drugs["good"], coloured(keys.index("V"))["accent"]) == (0, 0)

    def test_everything_has_a_name(self, window: Window) -> None:
        QAccessible.setActive(True)
        try:
            view = changes(window)
            for widget in view.findChildren(QWidget):
                if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isVisible():
                    face = QAccessible.queryAccessibleInterface(widget)
                    assert face.text(QAccessible.Text.Name), widget
        finally:
            QAccessible.setActive(False)

    def test_f6_goes_round(self, window: Window) -> None:
        view = changes(window)
        for pane in (view.reading.page, window.top.date, view.choices.old, view.list):
            press(window, Key.Key_F6)
            assert pane.hasFocus()


class TestFewReleases:
    def test_esc_leaves_and_the_status_line_names_only_keys_that_work(self, make_window: MakeWindow) -> None:
        window = make_window(CountingReference(loaded=False))
        view = changes(window)
        assert view.reading.page.hasFocus()
        told = window.status_line._keys.text()
        assert "Esc look up" in told
        assert "sections" not in told
        press(window, Key.Key_Escape)
        assert window.views.current == "lookup"


class TestWays:
    def test_a_code_opens_and_back_goes_to_its_link(self, window: Window) -> None:
        view = changes(window)
        press(window, Key.Key_E)
        press(window, Key.Key_Return)
        for _ in range(3):
            press(window, Key.Key_Tab)
        chosen = view.reading.page.textCursor().selectedText()
        press(window, Key.Key_Return)
        assert (window.views.current, window.detail.shown and window.detail.shown.code) == ("lookup", chosen)
        press(window, Key.Key_Left, Alt)
        assert (view.isVisible(), view.list.key) == (True, "E")
        assert view.reading.page.hasFocus()
        press(window, Key.Key_Tab)
        assert view.reading.page.textCursor().selectedText() == "E0147"

    def test_find(self, window: Window) -> None:
        view = changes(window)
        press(window, Key.Key_F, Control)
        type_in(view.choices.box, "walker")
        assert len(view._hits) > 1
        press(window, Key.Key_Return)
        assert view._hit == 1
        press(window, Key.Key_F3, Shift)
        assert view._hit == 0
        assert len(view.reading.page.extraSelections()) == len(view._hits)
        type_in(view.choices.box, "xx")
        assert view.message.text() == "Nothing on this page has “walkerxx”."
        press(window, Key.Key_Return)
        press(window, Key.Key_Escape)
        assert (view.choices.box.text(), view.message.isHidden()) == ("", True)
        press(window, Key.Key_Escape)
        assert view.list.hasFocus()

    def test_paper_holds_all_and_names_both_releases(self, window: Window) -> None:
        view = changes(window)
        view.choices.box.setText("walker")
        show(view, "Changed")
        paper = Paper()
        sheet = window.outlet.sheet(paper)
        assert sheet is not None
        assert sheet.title == "What changed: CMS 2019 to CMS 2020"
        assert "Only this is shown: changed fields." in read(sheet.html)
        assert "CMS 2019 to CMS 2020 · printed" in sheet.stamp
        assert "date of service" not in sheet.stamp
        assert "href" not in sheet.html
        assert [code in sheet.html for code in ("A0425", "LT", "J9035")] == [True, True, False]

    @pytest.mark.parametrize("name", ["é.xlsx", "é.csv", "é"])
    def test_the_table_is_saved(
        self, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        view = changes(window)
        offered = choose(monkeypatch, tmp_path / name)
        press(window, Key.Key_T, Control | Shift)
        assert offered[0].endswith("What-changed-CMS-2019-to-CMS-2020.xlsx")
        assert "8 rows" in window.status_line.currentMessage()
        made = view.table()
        assert made is not None
        if name.endswith("csv"):
            text_of = (tmp_path / name).read_bytes().decode("utf-8-sig")
            assert [tuple(row) for row in csv.reader(io.StringIO(text_of, newline=""))] == list(made[1])
        else:
            assert [tuple(row) for row in rows_of(tmp_path / "é.xlsx")] == list(made[1])

    def test_a_table_that_cannot_be_saved(
        self, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        changes(window)
        choose(monkeypatch, tmp_path / "nowhere" / "t.csv")
        window.outlet.save_table()
        assert "could not be written: No such file" in window.status_line.currentMessage()
        choose(monkeypatch, "")
        window.outlet.save_table()

    def test_elsewhere_there_is_no_table(self, window: Window) -> None:
        window.outlet.save_table()
        assert window.status_line.currentMessage() == "There is nothing here to save"
        changes(window)
        press(window, Key.Key_1, Control)
        assert not window.actions_by_name["save_table"].isEnabled()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("asked", ["", "2019-01 2020-01 E"])
def test_a_picture_of_the_view_is_drawn(
    qapp: QApplication, tmp_path: Path, reference: CountingReference, theme: str, asked: str
) -> None:
    target = tmp_path / "picture.png"
    wishes = ["--screenshot", str(target), "--show", asked, "--theme", theme, "--size", "900x700"]
    assert main([*wishes, "--view", "changes"], opener(reference), lambda _: tmp_path) == 0
    image = QImage(str(target))
    seen = {image.pixel(x, y) for x in range(0, 300, 2) for y in range(100, 400, 2)}
    assert len(seen) > 20
