"""The rows of a comparison: what differs, what is the same once, and which words are marked."""

from __future__ import annotations

import pytest

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.compare_lines import NOTHING, Line, lines_of
from hcpcs_desktop.ui.compare_page import Column, boxes, letter, nothing_pinned, render
from tests.ui.fake_reference import FakeReference

ON = "2026-03-02"


def explained(*codes: str, loaded: bool = True) -> tuple[Explanation, ...]:
    reference = FakeReference(loaded=loaded)
    return tuple(reference.explain_each(code, on=ON)[0] for code in codes)


def by_label(*codes: str) -> dict[str, Line]:
    return {line.label: line for line in lines_of(explained(*codes))}


def words(line: Line) -> list[str]:
    return ["".join(run.text for run in cell.runs) for cell in line.cells]


def marked(line: Line) -> list[list[str]]:
    return [[run.text for run in cell.runs if run.marked] for cell in line.cells]


def test_only_the_words_that_differ_are_marked() -> None:
    line = by_label("E0143", "E0141")["Official text"]
    assert words(line) == ["Walker, folding, wheeled, adjustable", "Walker, rigid, wheeled, adjustable"]
    assert marked(line) == [["folding"], ["rigid"]]


def test_a_word_is_marked_where_most_of_the_others_lack_it() -> None:
    line = by_label("E0143", "E0141", "E0148")["Official text"]
    assert marked(line) == [["folding"], ["rigid"], ["without wheels"]]


def test_texts_with_nothing_in_common_are_not_marked() -> None:
    line = by_label("E0100", "J9035")["Official text"]
    assert line.differs
    assert marked(line) == [[], []]


def test_equal_texts_are_the_same_once() -> None:
    found = explained("E0143", "E0143")
    assert not [line.label for line in lines_of(found) if line.differs]


def test_a_missing_value_is_a_dash() -> None:
    lines = by_label("E0143", "99213")
    assert words(lines["Official text"])[1] == NOTHING
    assert words(lines["Dates"])[1] == NOTHING
    assert words(lines["Category"]) == [NOTHING, "Category I"]


def test_the_same_words_with_another_value_differ() -> None:
    one, other = explained("E0143", "E0141")
    fields = tuple(field._replace(value="X") if field.key == "betos" else field for field in other.fields)
    lines = {line.label: line for line in lines_of((one, other._replace(fields=fields)))}
    assert [label for label, line in lines.items() if line.differs] == [
        "Name",
        "Official text",
        lines_label(one, "betos"),
    ]


def lines_label(one: Explanation, key: str) -> str:
    return next(field.name for field in one.fields if field.key == key)


def test_further_values_stand_behind_the_first() -> None:
    (line,) = (
        line
        for line in lines_of(explained("J9035"))
        if line.label == lines_label(explained("J9035")[0], "pricing")
    )
    (told,) = words(line)
    assert " 57; " in told
    assert told.endswith(" 51")


def test_the_status_has_the_token_of_its_pill() -> None:
    line = by_label("E0143", "E2300", "99213")["Status"]
    assert [cell.token for cell in line.cells] == ["good", "warning", "caution"]


def test_modifiers_have_no_line_for_a_text_that_none_has() -> None:
    lines = by_label("25", "RT", "JW")
    assert "Official text" not in lines
    assert words(lines["Name"]) == [
        "CPT modifier",
        "Right side",
        "Drug amount discarded, not given to any patient",
    ]
    assert lines["Level"].differs


def page(appearance: Appearance, *codes: str) -> str:
    found = explained(*codes)
    columns = [Column(boxes(one, place, covered=False)) for place, one in enumerate(found)]
    return render(found, columns, appearance)


def test_the_same_is_said_once_below(appearance: Appearance) -> None:
    html = page(appearance, "E0143", "E0141")
    differing, same = html.split("The same for both")
    assert "Walkers and walker or crutch attachments" not in differing
    assert same.count("Walkers and walker or crutch attachments") == 1
    assert "The same for all" in page(appearance, "E0143", "E0141", "E0147")
    assert html.count("From HCPC2026_JAN_ANWEB.txt, loaded 11 Feb 2026.") == 1


def test_one_code_alone_is_compared_with_nothing(appearance: Appearance) -> None:
    html = page(appearance, "E0143")
    assert "One code; pin another beside it" in html
    assert "The same for" not in html
    assert "Only the words that differ" not in html


def test_a_covered_code_is_a_letter() -> None:
    (one,) = explained("J9035-JW")
    assert [box.text for box in boxes(one, 2, covered=True)] == ["C"]
    assert [box.text for box in boxes(one, 2, covered=False)] == ["J", "9035", "JW"]
    assert [letter(number) for number in range(6)] == list("ABCDEF")


@pytest.mark.parametrize("code", ["A6250", "A4253"])
def test_every_text_is_escaped(appearance: Appearance, code: str) -> None:
    html = page(appearance, code, "A6250")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_first_page_says_what_is_worth_a_look(appearance: Appearance) -> None:
    html = nothing_pinned(appearance)
    for target in ("E0130,E0135,E0141,E0143", "U0001,0001U", "25,RT,JW"):
        assert f'href="compare:{target}"' in html
        assert target.replace(",", " ") in html
