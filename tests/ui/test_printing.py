"""Pages of paper: nothing cut, the foot on each, and a PDF that is there whole or not at all."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui import printing
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.bars import NOTICE
from hcpcs_desktop.ui.compare_view import CompareView
from hcpcs_desktop.ui.paper import Paper, Sheet, card, stamp
from hcpcs_desktop.ui.pins import Pins
from hcpcs_desktop.ui.printing import put, save_pdf
from tests.ui.fake_reference import FakeReference

ON = "2026-03-02"
SIX = "J9035-JW-LT,J1100-LT,A4253,G0556,K0903,E2300"


class Drawn:
    """Notes what is drawn on the pages, and draws it."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.pages: list[tuple[QTextDocument, int, float]] = []
        self.feet: list[tuple[str, float, QRectF]] = []
        self._page, self._foot = printing._draw_page, printing._draw_foot
        patch.setattr(printing, "_draw_page", self.page)
        patch.setattr(printing, "_draw_foot", self.foot)

    def page(self, painter: QPainter, body: QTextDocument, number: int, scale: float) -> None:
        self.pages.append((body, number, scale))
        self._page(painter, body, number, scale)

    def foot(self, painter: QPainter, foot: QTextDocument, area: QRectF) -> None:
        self._foot(painter, foot, area)
        self.feet.append((foot.toPlainText(), foot.size().height(), area))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Drawn:
    return Drawn(monkeypatch)


@pytest.fixture
def paper(appearance: Appearance) -> Paper:
    return Paper()


def sheet_of(code: str, paper: Paper) -> Sheet:
    reference = FakeReference()
    html = card(reference, reference.explain_each(code, on=ON)[0], paper)
    return Sheet(f"HCPCS {code}", html, stamp("CMS January 2026", ON, "2026-07-01"))


def compared(codes: str, paper: Paper, appearance: Appearance, qtbot: QtBot) -> Sheet:
    reference, owner = FakeReference(), QObject()
    view = CompareView(appearance, Pins(owner, lambda: reference))
    qtbot.addWidget(view)
    view.ask(reference, date.fromisoformat(ON))
    assert view.jump(codes)
    made = view.paper(paper)
    assert made is not None
    return Sheet(*made, stamp("CMS January 2026", ON, "2026-07-01"))


def cut_lines(body: QTextDocument, page: float = 0) -> list[str]:
    """Return the lines of `body` that begin on one page and end on the next."""
    page, found, block = page or body.pageSize().height(), [], body.begin()
    while block.isValid():
        top, layout = body.documentLayout().blockBoundingRect(block).top(), block.layout()
        for line in map(layout.lineAt, range(layout.lineCount())):
            start, end = top + line.y(), top + line.y() + line.height() - 0.01
            if start // page != end // page:
                found.append(block.text()[line.textStart() :])
        block = block.next()
    return found


def ink_at_the_edges(body: QTextDocument) -> list[int]:
    """Return the pages whose last and next first row of pixels both hold dark ink: a line cut in two."""
    height, found = int(body.pageSize().height()), []
    for number in range(body.pageCount() - 1):
        image = QImage(int(body.pageSize().width()), 2, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.translate(0, 1 - (number + 1) * height)
        body.drawContents(painter)
        painter.end()
        rows = [any(image.pixelColor(x, y).lightness() < 60 for x in range(image.width())) for y in (0, 1)]
        if all(rows):
            found.append(number)
    return found


@pytest.mark.parametrize("code", ["E0143", "G0556", "99213", "LT"])
def test_no_line_of_a_card_is_cut_between_pages(
    drawn: Drawn, paper: Paper, tmp_path: Path, code: str
) -> None:
    pages = save_pdf(sheet_of(code, paper), tmp_path / "card.pdf", paper)
    body, _, scale = drawn.pages[0]
    assert scale == 1
    assert [number for _, number, _ in drawn.pages] == list(range(pages))
    assert cut_lines(body) == []
    assert ink_at_the_edges(body) == []


def test_the_longest_text_takes_several_pages(drawn: Drawn, paper: Paper, tmp_path: Path) -> None:
    sheet = sheet_of("G0556", paper)
    assert save_pdf(sheet, tmp_path / "card.pdf", paper) == drawn.pages[0][0].pageCount() > 1
    unbroken = QTextDocument()
    unbroken.setHtml(sheet.html)
    assert drawn.pages[0][0].toPlainText() == unbroken.toPlainText()


def test_a_line_across_two_pages_would_be_seen(paper: Paper) -> None:
    body = printing._document(f"<p>{'words ' * 900}</p>", paper)
    body.setTextWidth(400)
    assert len(cut_lines(body, paper.metrics.unit * 9)) > 3


@pytest.mark.parametrize("codes", ["E0143,E0141", SIX, "99213-25,0042T,D1110,U0001,E0143,LT"])
def test_a_comparison_is_made_as_small_as_the_paper_is_wide(
    drawn: Drawn, appearance: Appearance, qtbot: QtBot, tmp_path: Path, codes: str
) -> None:
    paper = Paper()
    save_pdf(compared(codes, paper, appearance, qtbot), tmp_path / "six.pdf", paper)
    body, _, scale = drawn.pages[0]
    room = drawn.feet[0][2].width()
    assert 0.6 < scale <= 1
    assert body.size().width() * scale <= room + 0.5
    assert scale == 1 or codes != "E0143,E0141"
    assert cut_lines(body) == []


def test_every_page_has_its_foot(drawn: Drawn, paper: Paper, tmp_path: Path) -> None:
    pages = save_pdf(sheet_of("G0556", paper), tmp_path / "card.pdf", paper)
    assert len(drawn.feet) == pages
    for number, (text, height, area) in enumerate(drawn.feet, 1):
        first, *rest = text.splitlines()
        assert first.startswith("HCPCS Desktop ")
        assert first.endswith(
            f"CMS January 2026 · date of service 2 Mar 2026 · printed 1 Jul 2026 · page {number} of {pages}"
        )
        assert rest == [NOTICE]
        assert height <= area.height()


def test_a_foot_is_escaped(drawn: Drawn, paper: Paper, tmp_path: Path) -> None:
    sheet = sheet_of("LT", paper)._replace(stamp=stamp("A <b>release</b>", ON, ON))
    save_pdf(sheet, tmp_path / "card.pdf", paper)
    assert "A <b>release</b>" in drawn.feet[0][0]


def test_a_pdf_is_letter_paper_and_has_no_dead_links(paper: Paper, tmp_path: Path) -> None:
    sheet = sheet_of("E0143", paper)
    assert 'href="code:' in sheet.html
    save_pdf(sheet, tmp_path / "card.pdf", paper)
    data = (tmp_path / "card.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert data.rstrip().endswith(b"%%EOF")
    assert b"/MediaBox [0 0 612" in data
    assert b"/URI" not in data
    assert [path.name for path in tmp_path.iterdir()] == ["card.pdf"]


def test_links_keep_their_words_and_look(paper: Paper) -> None:
    body = printing._document('<p>see <a href="code:E0141">E0141</a> too</p>', paper)
    printing._take_links_off(body)
    assert body.toPlainText() == "see E0141 too"
    assert "href" not in body.toHtml()


def test_a_file_that_was_there_is_replaced_whole(paper: Paper, tmp_path: Path) -> None:
    path = tmp_path / "Ünï 测试.pdf"
    path.write_bytes(b"old")
    save_pdf(sheet_of("LT", paper), path, paper)
    assert path.read_bytes().startswith(b"%PDF")


def test_where_drawing_fails_the_old_file_stays(
    paper: Paper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise OSError("the disk is full")

    path = tmp_path / "card.pdf"
    path.write_bytes(b"old")
    monkeypatch.setattr(printing, "put", refuse)
    with pytest.raises(OSError, match="disk is full"):
        save_pdf(sheet_of("LT", paper), path, paper)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["card.pdf"]


def test_a_folder_that_is_not_there_is_an_error(paper: Paper, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as told:
        save_pdf(sheet_of("LT", paper), tmp_path / "nowhere" / "card.pdf", paper)
    assert told.value.filename is not None
    assert not Path(told.value.filename).name.startswith(".")


def test_a_printer_gets_the_same_pages(drawn: Drawn, paper: Paper, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sheet = sheet_of("G0556", paper)
    pages = put(sheet, printer, paper)
    assert pages == len(drawn.pages) == save_pdf(sheet, tmp_path / "card.pdf", paper)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_begin_is_an_error(paper: Paper, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "nowhere" / "printed.pdf"))
    with pytest.raises(OSError, match="HCPCS LT could not be written"):
        put(sheet_of("LT", paper), printer, paper)
