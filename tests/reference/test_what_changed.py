"""What is chosen, grouped and counted of a comparison, and the table that is made of it."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.changes import compare
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.answers import ReleaseInfo
from hcpcs_desktop.reference.beside_changes import CmsPapers
from hcpcs_desktop.reference.change_table import HEADER, table
from hcpcs_desktop.reference.time_answers import ChangedCode, Comparison
from hcpcs_desktop.reference.what_changed import (
    DOUBT,
    FIELDS,
    LETTER,
    MODIFIERS,
    WHAT,
    Selected,
    Wanted,
    by_section,
    chosen,
    count,
    doubted,
    favourite_codes,
    fields_of,
    group_of,
    grouped,
    headline,
    kind_of_field,
    letter_words,
    newest_pair,
    release_named,
    remarks,
    said,
    section_of,
)

WALKER = CodeRecord("E0130", "code", "Walker", "Walker, rigid", coverage="D", added="2000-01-01")
LEFT = CodeRecord("LT", "modifier", "Left", "Left side")
EVERYTHING = Wanted()
DOUBTFUL = "CMS's letter is N"


def entry(old: CodeRecord | None, new: CodeRecord | None, doubt: str = "") -> ChangedCode:
    (change,) = compare([old] if old else [], [new] if new else [])
    section = change.code[0] if change.kind == "code" else ""
    return ChangedCode(change, "Title", section, "N", doubt)


ADDED = entry(None, WALKER)
GONE = entry(WALKER, None)
ENDED = entry(WALKER, WALKER._replace(ended="2020-12-31", coverage="I"))
BACK = entry(LEFT._replace(ended="2020-12-31"), LEFT)
CHANGED = entry(WALKER._replace(code="A0021"), WALKER._replace(code="A0021", pricing=("32", "36")), DOUBTFUL)
ONLY_LETTER = entry(WALKER, WALKER._replace(action="D"), DOUBTFUL)
ALL = (ADDED, GONE, ENDED, BACK, CHANGED, ONLY_LETTER)

_FIELDS = {
    "long_description": st.sampled_from(["Walker", "Cane"]),
    "coverage": st.sampled_from(["C", "D"]),
    "betos": st.sampled_from(["", "D1E"]),
    "statute": st.sampled_from(["", "1862"]),
    "ended": st.sampled_from([None, "2019-12-31"]),
    "action": st.sampled_from("NAD"),
}
RECORDS = st.lists(
    st.builds(WALKER._replace, code=st.sampled_from(["A0021", "E0130", "E0143", "J0120"]), **_FIELDS),
    unique_by=lambda one: one.code,
)


def entries_of(old: list[CodeRecord], new: list[CodeRecord]) -> tuple[ChangedCode, ...]:
    return tuple(
        ChangedCode(one, "Title", one.code[0], one.new.action if one.new else "") for one in compare(old, new)
    )


def info(name: str, *, revision: str | None = None, loaded: str = "") -> ReleaseInfo:
    exact = f"{name}+{revision}" if revision else name
    return ReleaseInfo(name, revision, "f", loaded, 1, 1, False, f"CMS {exact}", False, exact)


def selected(
    wanted: Wanted = EVERYTHING, *, old: str = "2019-01", direct: bool = False, reason: str = ""
) -> Selected:
    found = Comparison(info(old), info("2020-01"), ALL, reason, direct)
    return Selected(found, wanted, chosen(ALL, wanted), CmsPapers(None, {}))


class TestChosen:
    @pytest.mark.parametrize(
        ("wanted", "found"),
        [
            (Wanted(), (ADDED, GONE, ENDED, BACK, CHANGED)),
            (Wanted("added"), (ADDED,)),
            (Wanted("gone"), (GONE,)),
            (Wanted("ended"), (ENDED,)),
            (Wanted("reactivated"), (BACK,)),
            (Wanted("changed"), (ENDED, CHANGED)),
            (Wanted(DOUBT), (CHANGED, ONLY_LETTER)),
            (Wanted(field="coverage"), (ENDED,)),
            (Wanted(field="pricing"), (CHANGED,)),
            (Wanted(field="dates"), (ENDED, BACK)),
            (Wanted(field="other"), ()),
            (Wanted(section="A"), (CHANGED,)),
            (Wanted(section=MODIFIERS), (BACK,)),
            (Wanted(favourites=frozenset(("LT",))), (BACK,)),
            (Wanted(favourites=frozenset()), ()),
            (Wanted("changed", "coverage", "E", frozenset(("E0130",))), (ENDED,)),
        ],
    )
    def test_what_is_asked_for(self, wanted: Wanted, found: tuple[ChangedCode, ...]) -> None:
        assert chosen(ALL, wanted) == found

    @given(RECORDS, RECORDS)
    def test_kinds_of_fields_share_all_that_changed(
        self, old: list[CodeRecord], new: list[CodeRecord]
    ) -> None:
        for one in entries_of(old, new):
            shared = [change for kind in FIELDS for change in fields_of(one, kind)]
            assert sorted(shared) == sorted(one.change.telling)

    @given(RECORDS, RECORDS)
    def test_sections_share_all_entries(self, old: list[CodeRecord], new: list[CodeRecord]) -> None:
        entries = chosen(entries_of(old, new), Wanted())
        parts = [chosen(entries, Wanted(section=letter)) for letter in "AEJ"]
        assert sum(parts, ()) == entries
        assert {key: one.all for key, one in by_section(entries).items()} == Counter(map(section_of, entries))

    @given(RECORDS, RECORDS)
    def test_every_entry_is_in_one_group_and_counted_once(
        self, old: list[CodeRecord], new: list[CodeRecord]
    ) -> None:
        entries = entries_of(old, new)
        groups = grouped(entries)
        assert sorted(one.code for group in groups for one in group.entries) == [one.code for one in entries]
        assert count(entries).all == len(entries)
        assert all(group_of(one) == group.what for group in groups for one in group.entries)

    def test_the_groups_stand_in_their_order(self) -> None:
        assert [group.what for group in grouped(ALL)] == [*list(WHAT)[:5], LETTER]

    @pytest.mark.parametrize("field", CodeRecord._fields[2:])
    def test_every_field_has_a_kind(self, field: str) -> None:
        assert kind_of_field(field) in FIELDS

    def test_favourites_with_modifiers(self) -> None:
        assert favourite_codes(("J9035-JW", "LT")) == {"J9035", "JW", "LT"}


class TestWords:
    def test_the_headline(self) -> None:
        expected = "1 code added, 1 discontinued, 1 gone from the file, 1 changed; 1 modifier in use again."
        assert headline(chosen(ALL, Wanted())) == expected
        assert headline(()) == "Nothing differs."
        assert headline((ADDED, ADDED)) == "2 codes added."

    def test_what_is_asked_for_in_words(self) -> None:
        assert Wanted().words() == ()
        assert Wanted("ended", "long_description", "E", frozenset()).words() == (
            "discontinued",
            "official text",
            "section E",
            "my favourites",
        )
        assert Wanted(DOUBT, "betos", MODIFIERS).words() == (
            "where CMS's letter disagrees",
            "BETOS",
            "modifiers",
        )

    def test_letters_that_disagree_are_told_with_their_caveat(self) -> None:
        (told,) = remarks(selected(direct=True))
        assert told == "CMS's action letter disagrees with this comparison in 2 cases."
        (told,) = remarks(selected())
        assert "the quarterly file just before CMS 2020-01, and there may be others" in told
        assert remarks(selected(Wanted("added"))) == ()

    def test_doubts_are_those_of_what_is_asked_for(self) -> None:
        assert [
            doubted(selected(wanted)) for wanted in (Wanted(), Wanted("changed"), Wanted(section="E"))
        ] == [
            2,
            1,
            1,
        ]

    def test_reasons_and_reading_backwards(self) -> None:
        told = remarks(selected(Wanted("added"), old="2021-01", reason="No modifiers."))
        assert told == (
            "CMS 2021-01 is the later one, so this reads backwards: what came later shows as gone.",
            "No modifiers.",
        )

    @pytest.mark.parametrize(
        ("old", "new", "backwards"),
        [("v2", "v10", False), ("v10", "v2", True), ("v10", None, True), ("12082025", "01122026", False)],
    )
    def test_revisions_read_backwards_too(self, old: str, new: str | None, backwards: bool) -> None:
        pair = (info("2026-01", revision=old), info("2026-01", revision=new))
        found = Comparison(*pair, ())
        told = remarks(Selected(found, Wanted(), (), CmsPapers(None, {})))
        assert [line.endswith("what came later shows as gone.") for line in told] == [True] * backwards

    def test_no_favourites_are_not_no_differences(self) -> None:
        told = remarks(selected(Wanted("added", favourites=frozenset())))
        assert told == ("No favourites are kept yet, so nothing can be among them.",)
        assert remarks(selected(Wanted("added", favourites=frozenset({"E0100"})))) == ()

    def test_values_in_words(self) -> None:
        assert said("coverage", "D") == (("Special coverage instructions apply", "D"),)
        assert said("pricing", ("00", "??"))[1] == ("", "??")
        assert said("ended", "2020-12-31") == (("2020-12-31", ""),)
        assert said("ended", None) == said("statute", "") == said("pricing", ()) == ()

    def test_letters_in_words(self) -> None:
        assert (letter_words("D"), letter_words("")) == ("Discontinued", "")


class TestReleases:
    LOADED = (info("2019-01"), info("2020-01"), info("2020-01", revision="v2"))

    def test_the_newest_two_quarters(self) -> None:
        assert newest_pair(self.LOADED) == (self.LOADED[0], self.LOADED[2])
        assert newest_pair(self.LOADED[1:]) == self.LOADED[1:]
        assert newest_pair(self.LOADED[:1]) is None
        assert newest_pair(()) is None

    def test_names(self) -> None:
        revised = (info("2019-01"), info("2020-01")._replace(exact_name="2020-01+"), self.LOADED[2])
        assert release_named(revised, "2020-01") == revised[2]
        assert release_named(revised, "2020-01+") == revised[1]
        assert release_named(revised, "2020-01+V2") == revised[2]
        assert release_named(revised, "2018-01") is None


class TestTable:
    def test_a_row_a_field(self) -> None:
        rows = [dict(zip(HEADER, row, strict=True)) for row in table((ENDED, CHANGED, ONLY_LETTER))][1:]
        assert [(row["code"], row["field"], row["old"], row["new"]) for row in rows] == [
            ("E0130", "Coverage", "D", "I"),
            ("E0130", "Ended", "", "2020-12-31"),
            ("A0021", "Medicare pricing", "", "32 36"),
            ("E0130", "", "", ""),
        ]
        assert rows[0]["what"] == "Discontinued, Changed"
        assert rows[0]["section"] == "E Durable medical equipment"
        assert (rows[2]["doubt"], rows[2]["cms_letter"]) == (DOUBTFUL, "N")
        assert rows[3]["what"] == LETTER

    def test_one_kind_of_field_alone(self) -> None:
        assert [row[3] for row in table((ENDED,), "coverage")] == ["field", "Coverage"]

    def test_added_and_modifiers(self) -> None:
        rows = list(table((ADDED, BACK)))[1:]
        assert [row[:4] for row in rows] == [
            ("E0130", "code", "Added", ""),
            ("LT", "modifier", "In use again", "Ended"),
        ]
        assert rows[1][7] == ""

    @given(RECORDS, RECORDS)
    def test_as_many_rows_as_fields(self, old: list[CodeRecord], new: list[CodeRecord]) -> None:
        entries = entries_of(old, new)
        rows = list(table(entries))[1:]
        assert len(rows) == sum(max(1, len(one.change.telling)) for one in entries)
        assert {len(row) for row in rows} <= {len(HEADER)}


@pytest.mark.realdata
def test_every_pair_of_real_releases(five: Reference) -> None:
    names = [one.exact_name for one in five.releases()]
    for old in names:
        for new in names:
            found = five.compare(old, new)
            entries = chosen(found.entries, Wanted())
            assert sum(one.all for one in by_section(entries).values()) == len(entries)
            assert len(entries) == sum(len(group.entries) for group in grouped(entries))
            assert (old == new) == (not entries)


@pytest.mark.realdata
def test_the_sum_of_a_year(five: Reference) -> None:
    found = five.compare("2019-01", "2020-01")
    entries = chosen(found.entries, Wanted())
    expected = "270 codes added, 88 discontinued, 88 changed; 9 modifiers added, 1 discontinued."
    assert headline(entries) == expected
    texts = chosen(found.entries, Wanted(field="long_description"))
    assert len([one for one in texts if one.change.kind == "code"]) == 70
    file = io.StringIO(newline="")
    csv.writer(file).writerows(table(texts, "long_description"))
    assert len(list(csv.reader(io.StringIO(file.getvalue(), newline="")))) == len(texts) + 1
