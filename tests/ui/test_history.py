"""The history of a code on its page, in the window and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtGui import QFont, QTextDocument, QTextImageFormat
from pytestqt.qtbot import QtBot

from hcpcs_desktop.codes.changes import ABOUT_THE_CHANGE
from hcpcs_desktop.codes.explanation import Replacement
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.time_answers import History
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.detail_history import _REFERS, HEADING, history_blocks, timeline_of
from hcpcs_desktop.ui.detail_more import more_of
from hcpcs_desktop.ui.detail_page import blocks_of
from hcpcs_desktop.ui.page import Block, Changed, Row, render_blocks
from hcpcs_desktop.ui.paper import Paper, card
from hcpcs_desktop.ui.printing import _document
from hcpcs_desktop.ui.timeline import Timeline
from hcpcs_desktop.ui.window import Window
from tests.ui.conftest import MakeWindow
from tests.ui.fake_histories import CANE, R2018, R2019, R2026, changing, history, used_anew
from tests.ui.fake_reference import FakeReference

ON = "2019-06-01"


def block(found: History, on: str = ON) -> Block:
    return history_blocks(found, on)[-1]


def line(found: History, on: str = ON) -> Timeline:
    made = timeline_of(found, on)
    assert made is not None
    return made


def field(found: History, label: str) -> Changed:
    """Return the newest change of the field with this label."""
    return next(one for entry in block(found).entries for one in entry.fields if one.label == label)


def read(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText().replace("\N{NO-BREAK SPACE}", " ")


def images(document: QTextDocument) -> list[QTextImageFormat]:
    found = []
    place = document.begin()
    while place.isValid():
        parts = place.textFormats()
        found += [one.format.toImageFormat() for one in parts if one.format.isImageFormat()]
        place = place.next()
    return found


class TestWords:
    def test_nothing_where_no_release_lists_it(self) -> None:
        assert history_blocks(history({}), ON) == ()
        assert history_blocks(history({R2018: None}), ON) == ()

    def test_one_release_is_one_quiet_line(self) -> None:
        alone = block(history({R2026: CANE}))
        assert alone.paragraphs == (
            "Valid from 1 Jan 1986 on; no end is named, checked through 31 Mar 2026.",
        )
        assert alone.quiet == ("Only one release is loaded; load another to see what changed.",)
        assert (alone.picture, alone.entries) == (None, ())

    def test_the_newest_release_first(self) -> None:
        told = [(entry.label, entry.words) for entry in block(changing()).entries]
        assert told == [
            ("CMS January 2026", "Listed again"),
            ("CMS 2020", "Not in this file any more: that is not the same as ended"),
            ("CMS 2019", ""),
            ("CMS 2018", "Listed for the first time in the loaded releases"),
        ]

    def test_fields_in_words_with_the_raw_values(self) -> None:
        coverage = field(changing(), "Coverage")
        assert coverage.old == (("Special coverage instructions apply", "D"),)
        assert coverage.new[0][1] == "I"
        service = field(changing(), "Type of service")
        assert service.old == (("blank", ""),)
        assert [raw for _, raw in service.new] == ["A", "P"]

    def test_days_are_readable(self) -> None:
        ended = field(history({R2018: CANE, R2019: CANE._replace(ended="2018-12-31")}), "Ended")
        assert (ended.old, ended.new) == ((("blank", ""),), (("31 Dec 2018", ""),))

    def test_the_words_of_a_text_that_only_one_says(self) -> None:
        text = field(changing(), "Official text")
        assert [run.text for run in text.was if run.marked] == ["wooden"]
        assert [run.text for run in text.now if run.marked] == ["steel"]

    def test_the_official_text_before_the_short_one(self) -> None:
        both = history({R2018: CANE, R2019: CANE._replace(short_description="C", long_description="Cane")})
        assert [one.label for one in block(both).entries[0].fields] == ["Official text", "Short text"]

    def test_where_only_capitals_differ(self) -> None:
        other = history({R2018: CANE, R2019: CANE._replace(long_description="CANE, WOODEN WITH TIP")})
        assert field(other, "Official text").note == "only capitals or punctuation differ"

    def test_where_all_differs_nothing_is_marked(self) -> None:
        other = history({R2018: CANE, R2019: CANE._replace(long_description="Bath pan")})
        assert not any(run.marked for run in field(other, "Official text").now)

    def test_a_text_that_was_missing(self) -> None:
        other = history({R2018: CANE._replace(long_description=""), R2019: CANE})
        assert field(other, "Official text").old == (("blank", ""),)

    def test_an_end_that_cms_does_not_name_is_told_as_such(self) -> None:
        gone = block(history({R2018: CANE, R2019: None}, checked="2019-12-31"))
        assert gone.paragraphs == (
            "Valid from 1 Jan 1986 through 31 Dec 2018. "
            "CMS does not name 31 Dec 2018; it follows from what the files list.",
        )

    def test_never_valid_and_no_beginning(self) -> None:
        never = CANE._replace(ended="1985-12-31")
        assert block(history({R2018: never})).paragraphs[0].startswith("On no day valid")
        without = CANE._replace(added=None)
        assert block(history({R2018: without})).paragraphs[0].startswith("Valid from a day that is not named")

    def test_a_code_that_is_used_anew_tells_both_meanings(self) -> None:
        told = block(used_anew()).paragraphs
        assert told[:2] == (
            "Valid from 1 Jan 2015 through 30 Jun 2018.",
            "Valid from 1 Jan 2025 on; no end is named, checked through 31 Mar 2026.",
        )
        assert told[2] == "The same code meant something else before 1 Jan 2025: Invented drug A."

    def test_what_it_takes_the_place_of(self) -> None:
        first = history_blocks(history({R2026: CANE}, replaces=("C9463",)), ON)[0]
        assert first == Block(
            "Takes the place of", rows=(Row("C9463", _REFERS, link="code:C9463", mono=True),)
        )


class TestTimeline:
    def test_the_years_around_the_releases(self) -> None:
        found = line(changing())
        assert (found.first, found.last) == (2015, 2026)
        assert found.valid[0][0] == date(1986, 1, 1)
        assert found.checked == date(2026, 3, 31)
        assert found.changes == (date(2019, 1, 1), date(2020, 1, 1), date(2026, 1, 1))

    def test_a_young_code_begins_with_its_first_year(self) -> None:
        young = history({R2018: None, R2019: CANE._replace(added="2019-01-01")})
        assert line(young, "2019-06-01").first == 2018

    @pytest.mark.parametrize(
        ("on", "years"),
        [("2013-06-01", (2013, 2026)), ("2029-06-01", (2015, 2029)), ("1999-01-01", (2015, 2026))],
    )
    def test_a_day_of_service_near_by_is_on_it(self, on: str, years: tuple[int, int]) -> None:
        assert (line(changing(), on).first, line(changing(), on).last) == years

    def test_it_says_in_words_what_it_shows(self) -> None:
        told = line(used_anew()).told
        assert "Valid from 1 Jan 2015 through 30 Jun 2018." in told
        assert "Changed by CMS January 2026. Date of service 1 Jun 2019." in told
        assert line(used_anew()).anew == (date(2025, 1, 1),)
        assert "Changed by no release." in line(history({R2018: CANE, R2026: CANE})).told

    def test_a_period_without_a_beginning_covers_the_first_year(self) -> None:
        without = CANE._replace(added=None, ended="2018-06-30")
        found = line(history({R2018: without, R2019: without}))
        assert found.valid == ((date(2018, 1, 1), date(2018, 6, 30)),)

    def test_nothing_to_draw_where_nothing_is_loaded(self) -> None:
        assert timeline_of(history({}), ON) is None


class TestPage:
    @pytest.fixture
    def reference(self) -> FakeReference:
        made = FakeReference()
        made.histories["E0143"] = changing()
        return made

    def test_it_stands_between_medicare_data_and_what_it_is_confused_with(
        self, reference: FakeReference, appearance: Appearance
    ) -> None:
        shown = reference.explain_each("E0143", on=ON)[0]
        headings = [one.heading for one in more_of(reference, shown)]
        assert headings[:3] == ["Medicare data; other payers differ", "CMS's corrections", HEADING]
        text = read(render_blocks(more_of(reference, shown), appearance))
        wanted = (
            "Filled: valid.",
            "Valid from 1 Jan 1986",
            "Listed again",
            "before: Cane, wooden",
            "now: Cane, steel",
        )
        places = [text.find(words) for words in wanted]
        assert -1 not in places
        assert places == sorted(places)
        assert "Coverage: Special coverage instructions apply D → " in text

    def test_removed_words_are_struck_and_added_ones_bold(
        self, reference: FakeReference, appearance: Appearance
    ) -> None:
        html = render_blocks(history_blocks(changing(), ON), appearance)
        document = QTextDocument()
        document.setHtml(html)
        found: dict[str, QFont] = {}
        place = document.begin()
        while place.isValid():
            for part in place.textFormats():
                found[place.text()[part.start : part.start + part.length]] = QFont(part.format.font())
            place = place.next()
        assert found["wooden"].strikeOut()
        assert not found["wooden"].bold()
        assert found["steel"].bold()

    def test_it_comes_with_the_second_part(
        self, qtbot: QtBot, reference: FakeReference, make_window: MakeWindow
    ) -> None:
        window: Window = make_window(reference)
        with qtbot.waitSignal(window.detail.completed):
            window.lookup.explain("E0143")
            assert HEADING not in window.detail.page.toPlainText()
        assert HEADING in window.detail.page.toPlainText()
        (image,) = images(window.detail.page.document())
        assert image.width() == window.appearance.metrics.columns(76)
        assert not window.detail.page.document().resource(2, image.name()).isNull()

    def test_it_is_drawn_anew_in_another_look(
        self, qtbot: QtBot, reference: FakeReference, make_window: MakeWindow
    ) -> None:
        window = make_window(reference)
        with qtbot.waitSignal(window.detail.completed):
            window.lookup.explain("E0143")
        (before,) = images(window.detail.page.document())
        window.appearance.set_theme("dark")
        (after,) = images(window.detail.page.document())
        assert before.name() != after.name()

    def test_it_is_never_wider_than_the_page(
        self, qtbot: QtBot, reference: FakeReference, make_window: MakeWindow
    ) -> None:
        window = make_window(reference)
        window.resize(600, 600)
        window.appearance.set_zoom(200)
        with qtbot.waitSignal(window.detail.completed):
            window.lookup.explain("E0143")
        assert window.detail.page.document().idealWidth() <= window.detail.page.width()

    @pytest.mark.usefixtures("appearance")
    def test_it_prints(self, reference: FakeReference) -> None:
        paper = Paper()
        html = card(reference, reference.explain_each("E0143", on=ON)[0], paper)
        assert HEADING in read(html)
        (image,) = images(_document(html, paper))
        assert image.name().startswith("data:image/png")

    def test_what_replaces_it_comes_with_the_first_part(self, reference: FakeReference) -> None:
        shown = reference.explain_each("E2300", on=ON)[0]._replace(
            replaced_by=(
                Replacement("E2298", "power seat", "not_yet", "not valid before 2024-04-01"),
                Replacement("CPT"),
            ),
            later="CMS 2020 lists 2019-12-31 as its last valid day and names E2298.",
        )
        found = {one.heading: one for one in blocks_of(shown)}
        first, second = found["Replaced by"].rows
        assert (first.link, first.words, first.more) == (
            "code:E2298",
            "Power seat",
            "Not valid before 1 Apr 2024",
        )
        assert (second.label, second.words, second.link) == ("As CMS wrote it", "CPT", "")
        assert (
            found["On 1 Jun 2019"]
            .paragraphs[-1]
            .startswith("CMS 2020 lists 31 Dec 2019 as its last valid day")
        )


@pytest.mark.realdata
@pytest.mark.usefixtures("appearance")
class TestRealCodes:
    @pytest.fixture
    def text(self, five: Reference) -> Callable[[str, str], str]:
        return lambda code, on: read(card(five, five.explain_each(code, on=on)[0], Paper()))

    def test_a_code_and_the_one_that_took_its_place(self, text: Callable[[str, str], str]) -> None:
        before = text("C9463", "2018-06-01")
        assert "Valid on this date" in before
        assert "Replaced by\nJ0185" in before
        assert "Not valid before 1 Jan 2019" in before
        assert "Valid from 1 Apr 2018 through 31 Dec 2018." in before
        assert "Discontinued 31 Dec 2018" in text("C9463", "2019-06-01")
        assert "Takes the place of\nC9463" in text("J0185", "2019-06-01")

    def test_a_modifier_that_left_and_came_back(self, text: Callable[[str, str], str]) -> None:
        told = text("DA", "2019-06-01")
        assert "CMS 2020\n\nListed again" in told
        assert "CMS 2019\n\nNot in this file any more: that is not the same as ended" in told

    def test_many_texts(self, five: Reference) -> None:
        changed = [one for entry in block(five.history("G8650")).entries for one in entry.fields]
        assert [one.label for one in changed] == ["Official text", "Short text"] * 3
        assert all(one.was and one.now for one in changed)

    def test_a_code_used_anew(self, text: Callable[[str, str], str]) -> None:
        assert "The same code meant something else before 1 Apr 2018: Dilated macular exam" in text(
            "G9890", "2026-02-01"
        )


@pytest.mark.parametrize("name", [one for one in CANE._fields[2:] if one not in ABOUT_THE_CHANGE])
def test_every_field_that_may_change_has_words(name: str) -> None:
    value = ("00",) if isinstance(getattr(CANE, name), tuple) else "2017-12-31"
    now = CodeRecord(**(CANE._asdict() | {name: value}))
    (changed,) = block(history({R2018: CANE, R2019: now})).entries[0].fields
    assert changed.label
    assert changed.new or changed.now
