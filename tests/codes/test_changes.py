"""What differs between two releases (cms-files 5, contract)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.changes import CodeChange, FieldChange, compare
from hcpcs_desktop.codes.records import CodeRecord

TEXTS = st.sampled_from(["Invented cane", "Invented  cane", "Invented walker"])
ENDS = st.sampled_from([None, "2018-12-31", "2019-12-31"])


def record(code: str = "E0100", long: str = "Invented cane", **fields: str | tuple[str, ...]) -> CodeRecord:
    kind = "modifier" if len(code) == 2 else "code"
    return CodeRecord(code, kind, "Short", long, **fields)  # type: ignore[arg-type] # only these fields are given


@st.composite
def files(draw: st.DrawFn) -> list[CodeRecord]:
    """Return the records of an invented release."""
    codes = draw(st.sets(st.sampled_from(["E0100", "E0130", "J0120", "LT", "RT"])))
    return [record(code, draw(TEXTS))._replace(ended=draw(ENDS)) for code in sorted(codes)]


def one(old: CodeRecord | None, new: CodeRecord | None) -> CodeChange:
    (found,) = compare([old] if old else [], [new] if new else [])
    return found


def test_listed_in_one_release_only() -> None:
    assert one(None, record()).what == ("added",)
    assert one(record(), None).what == ("gone",)
    assert one(record(), None).old == record()
    assert one(record(), None).fields == ()


def test_an_end_date_that_comes_or_goes_whatever_the_date() -> None:
    ended = record(ended="2031-12-31")
    assert one(record(), ended).what == ("ended",)
    assert one(ended, record()).what == ("reactivated",)
    assert one(record(), ended).fields == (FieldChange("E0100", "ended", None, "2031-12-31"),)


def test_another_end_date_is_a_change() -> None:
    assert one(record(ended="2018-12-31"), record(ended="2019-12-31")).what == ("changed",)


def test_a_code_can_end_and_have_another_text() -> None:
    change = one(record(), record(long="Invented walker", ended="2018-12-31"))
    assert change.what == ("ended", "changed")
    assert [field.field for field in change.fields] == ["long_description", "ended"]


def test_white_space_is_no_change() -> None:
    assert compare([record(long="Invented  cane ")], [record()]) == ()


def test_the_letter_and_its_date_are_told_but_are_no_change() -> None:
    change = one(record(action="N"), record(action="C", action_effective="2019-01-01"))
    assert (change.what, change.telling) == ((), ())
    assert [field.field for field in change.fields] == ["action_effective", "action"]


def test_values_of_a_list_are_compared_as_a_list() -> None:
    change = one(record(pricing=("31", "32")), record(pricing=("32", "31")))
    assert change.fields == (FieldChange("E0100", "pricing", ("31", "32"), ("32", "31")),)
    assert change.telling == change.fields


def test_modifiers_and_codes_stand_apart() -> None:
    found = compare([], [record("LT"), record()])
    assert [(change.kind, change.code) for change in found] == [("code", "E0100"), ("modifier", "LT")]


@given(files(), files())
def test_both_directions_tell_the_same(old: list[CodeRecord], new: list[CodeRecord]) -> None:
    opposite = {"added": "gone", "gone": "added", "ended": "reactivated", "reactivated": "ended"}
    there, back = compare(old, new), compare(new, old)
    assert [(one.code, [opposite.get(what, what) for what in one.what]) for one in there] == [
        (one.code, list(one.what)) for one in back
    ]
    assert [(f.field, f.old, f.new) for one in there for f in one.fields] == [
        (f.field, f.new, f.old) for one in back for f in one.fields
    ]


@given(files(), files())
def test_what_is_told_leads_from_the_old_to_the_new(old: list[CodeRecord], new: list[CodeRecord]) -> None:
    made = {one.code: one for one in old}
    for change in compare(old, new):
        if change.new is None:
            del made[change.code]
        elif change.old is None:
            made[change.code] = change.new
        else:
            values = change.old._asdict() | {field.field: field.new for field in change.fields}
            made[change.code] = CodeRecord(**values)
    folded = {
        code: one._replace(long_description=" ".join(one.long_description.split()))
        for code, one in made.items()
    }
    assert folded == {
        one.code: one._replace(long_description=" ".join(one.long_description.split())) for one in new
    }
