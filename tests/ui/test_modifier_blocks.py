"""Which modifiers go with a code, and where a modifier is at home, as the page says it."""

from __future__ import annotations

import pytest

from hcpcs_desktop.codes.modifier_groups import groups_for, notices_of_modifier
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.detail_modifiers import modifier_blocks
from hcpcs_desktop.ui.page import Block, Row, render_blocks
from tests.ui.fake_reference import FakeReference

ON = "2026-03-02"


def blocks(code: str) -> tuple[Block, ...]:
    return modifier_blocks(FakeReference().explain_each(code, on=ON)[0])


def rows(code: str) -> tuple[Row, ...]:
    (block,) = blocks(code)
    assert block.heading == "Modifiers that go with it"
    return block.rows


def row_with(modifier: str, code: str) -> Row:
    return next(row for row in rows(code) if modifier in (row.raw, *(raw for _, raw in row.others)))


def test_a_group_is_a_row_of_meanings_with_links() -> None:
    row = row_with("JW", "J9035")
    assert (row.label, row.raw, row.codes) == ("Drug thrown away, or none thrown away", "JW", True)
    assert [raw for _, raw in row.others] == ["JZ"]
    assert row.words[:1].isupper()


def test_a_common_owner_is_named_once() -> None:
    assert row_with("JW", "J9035").more.startswith("Level II, CMS. ")


def test_several_owners_are_named_with_their_modifiers() -> None:
    mixed = [row for row in rows("99213") if "Level I, AMA: " in row.more]
    assert mixed
    assert all("Level II, CMS: " in row.more for row in mixed)


def test_every_modifier_of_a_row_is_owned() -> None:
    for code in ("99213", "A0425", "E0143", "J9035"):
        for row in rows(code):
            if row.codes:
                assert "Level I" in row.more


@pytest.mark.parametrize(
    ("code", "pricing"), [("J9035", ("57", "51")), ("E0143", ("32",)), ("A0425", ("57", "51")), ("99213", ())]
)
def test_a_rule_of_thumb_is_called_one(code: str, pricing: tuple[str, ...]) -> None:
    told = {group.heading: group.rule_of_thumb for group in groups_for(code, pricing)}
    assert {row.label: "A rule of thumb." in row.more for row in rows(code)} == told


def test_a_rule_is_not_called_a_rule_of_thumb() -> None:
    assert "A rule of thumb." not in row_with("RH", "A0425").more
    assert "A rule of thumb." in row_with("JW", "J9035").more


def test_a_notice_stands_below() -> None:
    (run,) = row_with("JW", "J9035").runs
    assert "single-dose" in run.text
    assert not run.marked
    assert any(not row.runs for row in rows("E0143"))


def test_codes_that_stand_alone_say_so() -> None:
    (row,) = (row for row in rows("G8395") if row.label == "None as a rule")
    assert (row.words, row.raw, row.codes) == ("No modifier", "", False)


@pytest.mark.parametrize("code", ["D1110", "W1234", "I10", ""])
def test_what_has_none_has_no_block(code: str) -> None:
    assert blocks(code) == ()


@pytest.mark.parametrize("modifier", ["JW", "RH", "25", "NU"])
def test_the_card_of_a_modifier_says_where_it_is_at_home(modifier: str) -> None:
    (block,) = blocks(modifier)
    assert block.heading == "Where it is at home"
    assert block.paragraphs[0].startswith("Goes with: ")
    assert len(block.paragraphs) == len(notices_of_modifier(modifier))
    assert all(text.endswith((".", ":", "?")) for text in block.paragraphs)
    assert block.rows == ()


def test_a_modifier_without_a_home_says_nothing() -> None:
    assert notices_of_modifier("ZZ") == ()
    assert blocks("ZZ") == ()


def test_modifiers_are_links_on_the_page(appearance: Appearance) -> None:
    html = render_blocks(blocks("J9035"), appearance)
    for modifier in ("JW", "JZ"):
        assert f'<a href="code:{modifier}">{modifier}</a>' in html
