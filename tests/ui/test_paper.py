"""What is printed of a view, and what becomes of the wish to print or save it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog

import hcpcs_desktop
from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui import printing
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.bars import NOTICE
from hcpcs_desktop.ui.paper import Paper, Sheet, card, card_title, stamp
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_reference import HTML_TEXT, LONG_TEXT, FakeReference

ON = "2026-03-02"
DAY = date(2026, 3, 2)
PRINT, SAVE = "print", "save_pdf"


def html_of(code: str, reference: FakeReference | None = None) -> str:
    asked = reference or FakeReference()
    return card(asked, asked.explain_each(code, on=ON, licensed=True)[0], Paper())


def read(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def said(window: Window) -> str:
    return window.status_line.currentMessage()


def choose(patch: pytest.MonkeyPatch, path: Path | str) -> list[str]:
    """Answer the next question for a file with `path`; return what was offered."""
    offered: list[str] = []

    def answer(_: object, title: str, start: str, __: str) -> tuple[str, str]:
        offered.append(start)
        return str(path), ""

    patch.setattr(QFileDialog, "getSaveFileName", answer)
    return offered


@pytest.fixture
def shown(window: Window) -> Window:
    window.top.date.set_day(DAY)
    window.lookup.open("E0143")
    return window


@pytest.mark.usefixtures("appearance")
class TestCard:
    def test_everything_of_the_window_is_on_it(self) -> None:
        wanted = [
            "HCPCS Level II · Maintained by CMS · Valid on this date",
            "Folding walker with wheels",
            "Walker, folding, wheeled, adjustable",
            "Official text, CMS January 2026",
            "On 2 Mar 2026",
            "Why Level II, and why CMS",
            "Medicare data; other payers differ",
            "Type of service",
            "Nearly the same words",
            "E0141",
            "Modifiers that go with it",
            "From HCPC2026_JAN_ANWEB.txt, loaded 11 Feb 2026.",
            "Not here: fees",
        ]
        text = read(html_of("E0143"))
        places = [text.find(words) for words in wanted]
        assert -1 not in places
        assert places == sorted(places)
        assert text.index("0143") < places[0]

    def test_modifiers_have_boxes_too(self) -> None:
        text = read(html_of("J9035-JW"))
        assert "Drug amount discarded, not given to any patient" in text[: text.index("HCPCS Level II ·")]

    def test_the_longest_text_is_there_whole(self) -> None:
        assert LONG_TEXT in read(html_of("G0556"))

    def test_markup_is_text(self) -> None:
        html = html_of("A6250")
        assert "<script>" not in html
        assert HTML_TEXT in read(html)

    def test_no_licensed_wording_is_on_it(self) -> None:
        reference = FakeReference()
        reference.cpt.files = 1
        assert reference.explain_each("99213", on=ON, licensed=True)[0].licensed
        text = read(html_of("99213", reference))
        assert "CPT code, Category I" in text
        assert "invented" not in text.lower()

    def test_what_only_the_window_can_do_is_left_out(self) -> None:
        assert "side by side" not in html_of("E0143")
        assert "side by side" not in html_of("0001U")

    def test_it_is_light_in_a_dark_window(self, appearance: Appearance) -> None:
        before = html_of("E0143")
        appearance.set_theme("dark")
        appearance.set_zoom(200)
        assert appearance.colours["text"] not in html_of("E0143")
        assert before == html_of("E0143")

    def test_its_title_names_the_file(self) -> None:
        assert card_title(FakeReference().explain_each("j9035jw", on=ON)[0]) == "HCPCS J9035-JW"


def test_the_stamp_says_what_the_page_rests_on() -> None:
    assert stamp("CMS January 2026", ON, "2026-07-01").splitlines() == [
        f"HCPCS Desktop {hcpcs_desktop.__version__} · CMS January 2026 · date of service 2 Mar 2026"
        " · printed 1 Jul 2026",
        NOTICE,
    ]


def test_a_sheet_is_stamped_with_release_and_day(shown: Window) -> None:
    sheet = shown.outlet.sheet(Paper())
    assert sheet is not None
    assert sheet.title == "HCPCS E0143"
    assert "CMS January 2026 · date of service 2 Mar 2026" in sheet.stamp
    shown.top.date.set_day(date(2025, 1, 31))
    again = shown.outlet.sheet(Paper())
    assert again is not None
    assert "date of service 31 Jan 2025" in again.stamp
    assert "On 31 Jan 2025" in read(again.html)


@pytest.mark.parametrize(
    ("view", "works"),
    [("lookup", True), ("browse", False), ("compare", True), ("learn", True), ("settings", False)],
)
def test_a_view_that_is_not_for_paper_offers_none(window: Window, view: str, works: bool) -> None:
    window.actions_by_name[f"view_{view}"].trigger()
    assert [window.actions_by_name[name].isEnabled() for name in (PRINT, SAVE)] == [works, works]


def test_a_chapter_is_for_paper(window: Window) -> None:
    window.actions_by_name["view_learn"].trigger()
    sheet = window.outlet.sheet(Paper())
    assert sheet is not None
    assert sheet.title
    assert len(read(sheet.html)) > 300


@pytest.mark.parametrize("action", [PRINT, SAVE])
def test_where_nothing_is_shown_nothing_is_asked(
    window: Window, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: pytest.fail("asked for a printer"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("asked for a file"))
    window.lookup.greet()
    window.actions_by_name[action].trigger()
    assert said(window) == "There is nothing here to print"
    window.actions_by_name["view_compare"].trigger()
    window.status_line.clearMessage()
    window.actions_by_name[action].trigger()
    assert said(window) == "There is nothing here to print"


def test_a_card_is_saved_as_a_pdf(shown: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered = choose(monkeypatch, tmp_path / "Ünï 测试")
    shown.actions_by_name[SAVE].trigger()
    assert Path(offered[0]).name == "HCPCS-E0143.pdf"
    assert (tmp_path / "Ünï 测试.pdf").read_bytes().startswith(b"%PDF")
    assert said(shown).startswith("Saved Ünï 测试.pdf, ")
    assert said(shown).endswith(" pages")


def test_a_short_comparison_is_one_page(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "two.pdf")
    window.views.compare("LT,RT")
    window.actions_by_name[SAVE].trigger()
    assert said(window) == "Saved two.pdf, 1 page"


def test_no_file_chosen_is_no_file_written(
    shown: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "")
    shown.status_line.clearMessage()
    shown.actions_by_name[SAVE].trigger()
    assert said(shown) == ""


def test_a_place_that_cannot_be_written_is_said(
    shown: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    choose(monkeypatch, tmp_path / "file" / "card.pdf")
    shown.actions_by_name[SAVE].trigger()
    assert said(shown).startswith(f"{tmp_path / 'file' / 'card.pdf'} could not be written: ")
    assert said(shown).endswith("Choose another place.")


@pytest.mark.parametrize("action", [PRINT, SAVE])
def test_a_fault_is_said_in_the_window(
    shown: Window, reference: FakeReference, monkeypatch: pytest.MonkeyPatch, action: str
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: pytest.fail("asked for a printer"))
    reference.fault = EnvironmentFault("The data folder is locked; close the other program.")
    shown.actions_by_name[action].trigger()
    assert shown.search.message.text().startswith("The data folder is locked")


class TestPrinter:
    @pytest.fixture
    def printed(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Sheet, str]]:
        """Accept every print dialog, and note what goes to the printer in the place of sending it."""
        sent: list[tuple[Sheet, str]] = []

        def note(sheet: Sheet, printer: QPrinter, _: Paper) -> int:
            sent.append((sheet, printer.docName()))
            return 1

        monkeypatch.setattr(QPrintDialog, "exec", lambda _: QPrintDialog.DialogCode.Accepted)
        monkeypatch.setattr(printing, "put", note)
        return sent

    def test_a_card_goes_to_the_printer(self, shown: Window, printed: list[tuple[Sheet, str]]) -> None:
        shown.actions_by_name[PRINT].trigger()
        ((sheet, name),) = printed
        assert name == sheet.title == "HCPCS E0143"
        assert said(shown).startswith("Sent HCPCS E0143 to ")

    def test_a_dialog_that_is_left_prints_nothing(
        self, shown: Window, printed: list[tuple[Sheet, str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(QPrintDialog, "exec", lambda _: QPrintDialog.DialogCode.Rejected)
        shown.actions_by_name[PRINT].trigger()
        assert printed == []

    def test_a_printer_that_fails_is_said(
        self, shown: Window, printed: list[tuple[Sheet, str]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(sheet: Sheet, *_: object) -> int:
            raise OSError(f"{sheet.title} could not be written")

        monkeypatch.setattr(printing, "put", fail)
        shown.actions_by_name[PRINT].trigger()
        assert said(shown) == "HCPCS E0143 could not be written. Choose another printer, or save a PDF."


def test_without_a_reference_nothing_is_printed(make_window: MakeWindow) -> None:
    window = make_window(FakeReference())
    window.close()
    assert window.outlet.sheet(Paper()) is None


@pytest.mark.parametrize(
    ("typed", "link"), [("e0143", "hcpcs-desktop E0143"), ("j9035 jw", "hcpcs-desktop J9035-JW")]
)
def test_the_link_of_a_code_is_copied(window: Window, typed: str, link: str) -> None:
    window.search.box.setText(typed)
    window.lookup.open_chosen()
    window.actions_by_name["copy_link"].trigger()
    assert QApplication.clipboard().text() == link
    assert said(window) == f"Copied the command that opens {link.split()[1]}"


def test_no_code_has_no_link(window: Window) -> None:
    window.lookup.greet()
    window.actions_by_name["copy_link"].trigger()
    assert QApplication.clipboard().text() == ""
    assert said(window) == "No code is shown that could be copied"
