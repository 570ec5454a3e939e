from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from hcpcs_desktop.codes.explanation import Field
from hcpcs_desktop.ui.anatomy import Anatomy, boxes_of
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.clipboard import with_source
from hcpcs_desktop.ui.detail_fields import field_rows
from hcpcs_desktop.ui.detail_more import more_blocks
from hcpcs_desktop.ui.detail_page import blocks_of, closing, facts, render
from hcpcs_desktop.ui.detail_pane import DetailPane
from hcpcs_desktop.ui.nothing_page import nothing
from tests.ui.fake_reference import HTML_TEXT, LONG_TEXT, FakeReference

ON = "2026-03-02"


def page(text: str, appearance: Appearance, *, loaded: bool = True) -> str:
    return render(FakeReference(loaded=loaded).explain_each(text, on=ON)[0], appearance)


def show_whole(pane: DetailPane, text: str) -> None:
    """Show both parts of the page of `text`, as the window does."""
    reference = FakeReference()
    pane.rest_wanted.connect(lambda one: pane.show_rest(one, more_blocks(one, reference.neighbours(one))))
    pane.show_explanation(reference.explain_each(text, on=ON)[0], False)
    pane.complete()


def test_markup_in_a_text_shows_as_text(appearance: Appearance, qtbot: QtBot) -> None:
    html = page("A6250", appearance)
    assert "<script>" not in html
    assert "<b>bold" not in html
    pane = DetailPane(appearance)
    qtbot.addWidget(pane)
    pane.show_explanation(FakeReference().explain_each("A6250", on=ON)[0], False)
    assert HTML_TEXT in pane.page.toPlainText()
    assert "Dressing <i>with</i> markup" in pane.page.toPlainText()


def test_what_is_said_where_no_official_text_is_there(appearance: Appearance) -> None:
    absent = (
        FakeReference()
        .explain_each("E0143", on=ON)[0]
        ._replace(
            status="absent",
            short_description=None,
            long_description=None,
            description_source="plain-language name of this program",
        )
    )
    shown = render(absent, appearance)
    assert "No loaded release has its official text." in shown
    assert "Not in HCPC2026_JAN_ANWEB.txt, loaded" in shown
    assert "official text" not in page("RN", appearance, loaded=False)


def test_a_copy_says_which_text_is_ours() -> None:
    lines = with_source(FakeReference().explain_each("E0143", on=ON)[0]).splitlines()
    assert lines[1] == "Folding walker with wheels (plain name of HCPCS Desktop)"
    assert lines[2].startswith("Walker, folding, wheeled")
    assert lines[-1] == "Source: CMS January 2026, HCPC2026_JAN_ANWEB.txt"


def test_a_code_is_explained_in_the_order_of_the_questions(appearance: Appearance, qtbot: QtBot) -> None:
    pane = DetailPane(appearance)
    qtbot.addWidget(pane)
    show_whole(pane, "E0143")
    text = pane.page.toPlainText()
    wanted = [
        "Walkers and walker or crutch attachments",
        "Folding walker with wheels",
        "Plain name, in this program's own words",
        "Walker, folding, wheeled, adjustable",
        "Official text, CMS January 2026",
        "On 2 Mar 2026",
        "Why Level II, and why CMS",
        "Medicare data; other payers differ",
        "Special coverage instructions apply D",
        "Type of service",
        "Added 1 Jan 1986, no end date, latest change 1 Jan 1999; in this file: no change N",
        "Not ICD-10-CM: with a dot, E01.43",
        "HCPC2026_JAN_ANWEB.txt, loaded 11 Feb 2026",
        "Not here: fees",
    ]
    places = [text.find(words) for words in wanted]
    assert -1 not in places
    assert places == sorted(places)


def test_fields_of_one_key_share_a_row() -> None:
    rows = field_rows(
        (
            Field("Medicare pricing", "57", "Other items", "pricing", "How"),
            Field("Medicare pricing", "51", "Drugs", "pricing", "How"),
            Field("BETOS group", "Z9Z", None, "betos", "Which"),
            Field("Law", "1861(s)", "The section of law", "statute", "The section of law"),
        )
    )
    assert [(row.label, row.words, row.raw, row.others) for row in rows] == [
        ("Medicare pricing", "Other items", "57", (("drugs", "51"),)),
        ("BETOS group", "Unknown: this program's table does not have it", "Z9Z", ()),
        ("Law", "1861(s)", "", ()),
    ]


def test_the_dates_share_a_row() -> None:
    added = Field("Added", "1986-01-01", "The day", "added", "The day")
    ended = Field("Ended", "2024-03-31", "The day", "ended", "The day")
    changed = Field("Latest change", "2024-04-01", "The day", "action_effective", "The day")
    action = Field("In this file", "D", "Discontinued", "action", "A letter")
    same = changed._replace(value="1986-01-01")
    told = "Added 1 Jan 1986, ended 31 Mar 2024, latest change 1 Apr 2024; in this file: discontinued"
    assert [(row.label, row.words, row.raw) for row in field_rows((added, ended, changed, action))] == [
        ("Dates", told, "D")
    ]
    assert [row.words for row in field_rows((added, same))] == ["Added 1 Jan 1986, no end date"]
    assert [row.words for row in field_rows((action._replace(meaning=None),))] == [
        "In this file: unknown: this program's table does not have it"
    ]


def test_a_code_that_cms_refers_to_is_named() -> None:
    known = Field("See instead", "E2298", "Powered seat elevator", "cross_reference", "A code to use")
    unknown = Field("See instead", "A0030", "A code to use", "cross_reference", "A code to use")
    (row,) = field_rows((known, unknown))
    assert (row.label, row.words, row.raw, row.others, row.codes) == (
        "See instead",
        "Powered seat elevator",
        "E2298",
        (("", "A0030"),),
        True,
    )


def test_a_look_alike_of_nearly_every_code_is_small_type() -> None:
    blocks = facts(FakeReference().explain_each("0001U", on=ON)[0])
    (confused,) = (block for block in blocks if block.heading == "Easily confused with")
    assert [row.label for row in confused.rows] == ["HCPCS Level II"]
    blocks = facts(FakeReference().explain_each("E0143", on=ON)[0])
    assert all(block.heading != "Easily confused with" for block in blocks)
    end = closing(FakeReference().explain_each("E0143", on=ON)[0])
    assert end[-1].quiet[0].startswith("Not ICD-10-CM: with a dot, E01.43")


def test_advice_that_says_the_same_is_said_once() -> None:
    reference = FakeReference()
    shape = reference.explain_each("M54.16", on=ON)[0]
    answer = reference.search("qqqq", on=ON)._replace(advice=shape.notes)
    headings = [block.heading for block in nothing(answer, shape)]
    assert "What to try" not in headings
    assert "What it looks like" in headings


@pytest.mark.parametrize(
    "text", ["99213-25", "D1110", "W1234", "0042T", "LT", "25", "ZZ", "I10", "", "E9998"]
)
def test_everything_has_a_page(appearance: Appearance, text: str) -> None:
    assert blocks_of(FakeReference().explain_each(text, on=ON)[0])[0].title
    assert "None" not in page(text, appearance)


def test_without_a_release_the_name_is_said_to_be_ours(appearance: Appearance) -> None:
    assert "Load the CMS release for the official text" in page("E0143", appearance, loaded=False)


def test_nothing_found_says_what_to_try() -> None:
    reference = FakeReference()
    blocks = nothing(reference.search("qqqq", on=ON), reference.explain_each("qqqq", on=ON)[0])
    assert [block.heading for block in blocks] == ["", "What to try", "Near codes"]
    codes = nothing(
        reference.search("0143", on=ON)._replace(hits=()), reference.explain_each("0143", on=ON)[0]
    )
    assert any("code:" in target for block in codes for _, target in block.links)


def test_the_anatomy_says_in_words_what_it_draws(appearance: Appearance, qtbot: QtBot) -> None:
    anatomy = Anatomy(appearance)
    qtbot.addWidget(anatomy)
    anatomy.show_boxes(boxes_of(FakeReference().explain_each("J9035-JW-LT", on=ON)[0]))
    assert [box.text for box in anatomy.boxes] == ["J", "9035", "JW", "LT"]
    assert anatomy.accessibleName().startswith("Parts of the code J 9 0 3 5. J: Section J")
    assert "J W: Modifier JW: Drug amount discarded" in anatomy.accessibleName()
    assert anatomy.heightForWidth(300) > anatomy.heightForWidth(900)
    assert anatomy.sizeHint().height() > 0
    assert not anatomy.grab().isNull()


@pytest.mark.parametrize("zoom", [100, 200])
@pytest.mark.parametrize("width", [380, 760, 1500])
def test_no_pill_and_no_line_is_cut(appearance: Appearance, qtbot: QtBot, zoom: int, width: int) -> None:
    appearance.set_zoom(zoom)
    pane = DetailPane(appearance)
    pane.setStyleSheet(appearance.style_sheet())
    qtbot.addWidget(pane)
    pane.resize(width * zoom // 100, 700)
    pane.show()
    pane.show_explanation(FakeReference().explain_each("E2300", on=ON)[0], True)
    for pill in pane.header.pills:
        assert pill.width() >= pill.sizeHint().width()
    assert pane.page.width() <= appearance.metrics.columns(106)
    read = pane.page.document().find("begins with one letter").block().layout()
    lengths = [read.lineAt(number).naturalTextWidth() for number in range(read.lineCount())]
    assert max(lengths) <= appearance.metrics.columns(80)
    assert pane.page.document().size().width() <= pane.page.width() + 1


def test_the_longest_text_is_there_to_its_end(appearance: Appearance, qtbot: QtBot) -> None:
    assert len(LONG_TEXT) == 4501
    pane = DetailPane(appearance)
    qtbot.addWidget(pane)
    pane.resize(700, 500)
    pane.show()
    show_whole(pane, "G0556")
    text = pane.page.toPlainText()
    assert (
        text.index("all 4,501 characters are at the end")
        < text.index("Medicare data")
        < text.index(LONG_TEXT)
    )
    assert pane.page.height() >= pane.page.document().size().height()
    assert pane.verticalScrollBar().maximum() > 0
