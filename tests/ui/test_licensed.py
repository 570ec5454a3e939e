"""A licensee's wording in the window: shown with licence and notice, never copied; all texts are invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference.answers import Imported, LoadReport
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.clipboard import with_source
from hcpcs_desktop.ui.desktop import main
from hcpcs_desktop.ui.detail_page import blocks_of, render
from hcpcs_desktop.ui.licence_words import NOT_COPIED, NOTICE_HEADING, notice_lines
from hcpcs_desktop.ui.load_dialogs import result_blocks
from hcpcs_desktop.ui.screenshot import Screenshot
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_licensed import LICENCE, NOTICE
from tests.ui.fake_reference import FakeReference, opener

ON = "2026-03-02"
TEXT = "Invented long text of 99213 for tests, <b>not</b> CPT wording"


@pytest.fixture
def reference() -> FakeReference:
    fake = FakeReference()
    fake.cpt.files = 1
    return fake


def explained(reference: FakeReference) -> Explanation:
    return reference.explain_each("99213", on=ON, licensed=True)[0]


def look_up(window: Window, text: str) -> None:
    window.search.box.setText(text)
    window.lookup.show_chosen()
    window.detail.complete()


def test_the_page_shows_text_licence_and_notice(window: Window) -> None:
    look_up(window, "99213")
    text = window.detail.page.toPlainText()
    assert TEXT in text
    assert text.count(LICENCE) == 1
    assert "Official text, CPT file of the licensee, 2026 · medium text: INVENTED MEDIUM" in text
    assert "Listed in your CPT file of 2026" in text
    assert NOTICE_HEADING in text
    assert "Invented notice for tests, first line goes on <here>" in text


def test_a_text_and_a_notice_are_escaped(reference: FakeReference, appearance: Appearance) -> None:
    html = render(explained(reference), appearance)
    assert "<b>not" not in html
    assert "<here>" not in html


def test_without_files_one_sentence_says_why(appearance: Appearance) -> None:
    bare = FakeReference().explain_each("99213", on=ON, licensed=True)[0]
    (name,) = [block for block in blocks_of(bare) if block.title]
    assert name.quiet == (bare.licence,)
    assert name.title == "CPT code, Category I"
    assert NOTICE_HEADING not in render(bare, appearance)


def test_a_row_of_the_list_has_no_licensed_text(window: Window) -> None:
    for typed in ("99213", "99213 00100"):
        look_up(window, typed)
        assert window.search.model.hits
        assert not [hit for hit in window.search.model.hits if "Invented" in hit.title + hit.why]


def test_no_copy_holds_it(window: Window, reference: FakeReference) -> None:
    copied = with_source(explained(reference))
    assert copied.startswith("99213")
    assert "wording is licensed and not included" in copied
    for word in ("Invented", "INVENTED"):
        assert word not in copied
    look_up(window, "99213")
    window.detail.page.selectAll()
    window.detail.page.copy()
    assert QApplication.clipboard().text() == NOT_COPIED


def test_no_saved_picture_holds_it(
    reference: FakeReference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[str] = []
    save = Screenshot._save

    def noted(picture: Screenshot) -> None:
        pages.append(picture._window.detail.page.toPlainText())
        save(picture)

    monkeypatch.setattr(Screenshot, "_save", noted)
    wishes = ["--screenshot", str(tmp_path / "picture.png"), "--show", "99213"]
    assert main(wishes, opener(reference), lambda _: tmp_path) == 0
    (page,) = pages
    assert "CPT code, Category I" in page
    assert "Invented" not in page


def test_other_pages_are_copied_as_before(window: Window) -> None:
    for typed in ("99213", "E0143"):
        look_up(window, typed)
    window.detail.page.selectAll()
    window.detail.page.copy()
    assert "Walker, folding, wheeled" in QApplication.clipboard().text()


def test_the_outcome_of_a_load_shows_the_notice_once() -> None:
    label = "CPT file of 2026, long texts"
    taken = Imported("/cpt/LONGULT.txt", "ama", "2026", 3, 0, label=label, notice=NOTICE)
    blocks = result_blocks(LoadReport((taken, taken._replace(file="/cpt/MEDU.txt"))))
    (row, _) = next(block for block in blocks if block.heading == "Loaded").rows
    assert (row.label, row.words) == ("LONGULT.txt", f"{label}: 3 codes")
    notices = [block.quiet for block in blocks if block.heading == NOTICE_HEADING]
    assert notices == [("Invented notice for tests, first line goes on <here>", "second paragraph")]


def test_a_notice_is_parted_at_blank_lines() -> None:
    assert notice_lines(None) == ()
    assert notice_lines("\n\n a\nb \n \n\nc\n") == ("a b", "c")
