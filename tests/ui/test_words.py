from __future__ import annotations

import pytest

from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.ui.words import dated, hit_warning, pills, read_differently, sentence, validity
from tests.ui.fake_reference import FakeReference

ON = "2026-03-02"


def explained(text: str, on: str = ON) -> Explanation:
    return FakeReference().explain_each(text, on=on)[0]


@pytest.mark.parametrize(
    ("text", "on", "words", "token"),
    [
        ("E0143", ON, "Valid on this date", "good"),
        ("E0143", "2026-06-01", "Not checked after 31 Mar 2026", "caution"),
        ("V5008", ON, "Valid, Medicare does not pay it", "caution"),
        ("G6001", ON, "Discontinued 31 Dec 2025", "warning"),
        ("G6001", "2025-12-31", "Valid on this date", "good"),
        ("E0143", "1985-12-31", "Not valid before 1 Jan 1986", "caution"),
        ("99213", ON, "Not checked: CPT is licensed", "caution"),
        ("D1110", ON, "Not checked: CDT is licensed", "caution"),
        ("W1234", ON, "Discontinued 31 Dec 2003", "warning"),
        ("W1234", "2001-01-01", "Series in use until 31 Dec 2003", "caution"),
        ("E9998", ON, "Not checked on this date", "caution"),
    ],
)
def test_validity_is_said_in_words(text: str, on: str, words: str, token: str) -> None:
    assert tuple(validity(explained(text, on))) == (words, token)


def test_absent_and_uncovered_codes_claim_nothing() -> None:
    absent = explained("E0143")._replace(status="absent")
    assert validity(absent).text == "Not in the loaded releases"
    assert validity(absent._replace(absence="gone")).text == "Gone from the file"
    assert validity(absent._replace(absence="unpinned")).text == "Not in the pinned release"
    before = explained("E0143")._replace(covered=False, checked_through=None)
    assert validity(before).text == "Not checked on this date"


@pytest.mark.parametrize(
    ("text", "first", "token"),
    [
        ("E0143", "HCPCS Level II", "accent"),
        ("99213", "HCPCS Level I (CPT)", "neutral"),
        ("D1110", "HCPCS Level II (CDT)", "violet"),
        ("LT", "HCPCS Level II modifier", "accent"),
        ("25", "HCPCS Level I (CPT) modifier", "neutral"),
        ("W1234", "HCPCS Level III, retired", "neutral"),
        ("I10", "Not a HCPCS code", "caution"),
    ],
)
def test_the_level_is_the_first_pill(text: str, first: str, token: str) -> None:
    assert tuple(pills(explained(text))[0]) == (first, token)


def test_a_row_warns_in_words() -> None:
    ended = FakeReference().search("G6001", on=ON).hits[0]
    assert hit_warning(ended) == "Discontinued 31 Dec 2025"
    assert hit_warning(ended._replace(status="absent")) == "Not in the loaded releases"
    gone = ended._replace(status="absent", absence="gone")
    assert hit_warning(gone) == "Gone from the file"
    assert hit_warning(ended._replace(status="not_yet")) == "Not valid yet on this date"
    assert hit_warning(ended._replace(status="active")) == ""


def test_a_sentence_begins_large_and_ends_with_a_stop() -> None:
    assert sentence(" with a dot ") == "With a dot."
    assert sentence("Done.") == "Done."
    assert sentence("") == ""
    assert explain("E0143", ON)[0].why


def test_a_time_is_left_out_of_a_day() -> None:
    assert dated("loaded 2026-11-21T23:52:03+00:00.") == "loaded 21 Nov 2026."
    assert dated("loaded 2026-11-21T23:52:03Z") == "loaded 21 Nov 2026"


@pytest.mark.parametrize(
    ("typed", "read", "told"),
    [
        ("O0100", "00100", " · read as 00100"),
        ("99213-25", "99213-25", ""),
        ("CPT 99213", "99213", ""),
        ("99213 25", "99213-25", ""),
    ],
)
def test_a_code_that_was_read_as_another_says_so(typed: str, read: str, told: str) -> None:
    found = FakeReference().search("99213", on=ON)
    assert found.card is not None
    assert read_differently(found._replace(query=typed, read_as=read)) == told
    assert not read_differently(found._replace(query="walkers", read_as="walker", card=None))


def test_a_day_before_all_releases_is_never_plainly_valid() -> None:
    between = explained("E0143")._replace(outside=True)
    assert tuple(validity(between)) == ("Valid, says a later file", "caution")
    assert validity(between._replace(covered=False)).text.startswith("Not checked")
