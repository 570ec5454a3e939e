"""The fixed-width reader on what is no release, or no longer one."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.records import CodeRecord, Problem
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.fixed_width import read_fixed_width
from tests.builders import Entry, a_few, head, lines, release_text

LONG = "Invented text that goes on and on " * 8


def read(data: bytes) -> tuple[list[CodeRecord], list[Problem]]:
    return read_fixed_width(io.BytesIO(data), "HCPC2026_JAN_ANWEB.txt")


def entry(code: str, long: str, short: str, ended: str, coverage: str) -> Entry:
    """Return an entry; hypothesis would invent the fields that have defaults."""
    return Entry(code, long, short, ended=ended, coverage=coverage)


def text(*entries: Entry) -> bytes:
    """Return the lines of entries in the order given."""
    return "".join(line + "\r\n" for one in entries for line in lines(one)).encode()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\r\n\r\n", id="blank lines"),
        pytest.param(b"<!DOCTYPE html><html><body>Page not found</body></html>", id="HTML"),
        pytest.param("A0021001003Invented".encode("utf-16"), id="UTF-16"),
        pytest.param(bytes(range(256)) * 200, id="binary"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", id="PDF"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 400, id="a zip called .txt"),
        pytest.param(b"Field Position 1-5 HCPCS code\r\nField 6-10 sequence\r\n", id="record layout"),
        pytest.param(b"A0021" * 30_000, id="one long line"),
    ],
)
def test_what_is_no_release_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedFile, match="holds no HCPCS record"):
        read(data)


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        pytest.param(text(Entry("A0021"), Entry("A0021")), 2, "listed twice", id="twice"),
        pytest.param(text(Entry("B0021"), Entry("A0021")), 2, "out of order", id="order"),
        pytest.param(text(Entry("LT"), Entry("A1")), 2, "out of order", id="order of modifiers"),
        pytest.param(text(Entry("A0021"), Entry("LT")), 2, "after the codes", id="modifier after codes"),
        pytest.param(
            text(Entry("A0021", LONG)).replace(b"A0021002004", b"A0021003004"), 2, "without a gap", id="gap"
        ),
        pytest.param(
            text(Entry("A0021", LONG)).replace(b"A0021001003", b"A0021002003"),
            1,
            "first line",
            id="late head",
        ),
        pytest.param(
            text(Entry("A0021"), Entry("A0022", LONG)).replace(b"A0022002004", b"A0023002004"),
            3,
            "does not follow",
            id="continuation of another",
        ),
        pytest.param(
            b"\r\n".join(text(Entry("A0021", LONG)).splitlines()[1:]), 1, "does not follow", id="no head"
        ),
        pytest.param(
            text(Entry("A0021", LONG)).replace(b"A0021002004", b"A0021002008"),
            2,
            "does not follow",
            id="kind",
        ),
        pytest.param(text(Entry("A0021"), Entry("A0022"))[:-100], 2, "cut off", id="cut in a head"),
    ],
)
def test_a_damaged_release_is_refused_and_the_line_named(data: bytes, line: int, words: str) -> None:
    with pytest.raises(RefusedFile, match=words) as raised:
        read(data)
    assert raised.value.line == line
    assert f"line {line}" in str(raised.value)


@pytest.mark.parametrize(
    ("strange", "words"),
    [
        pytest.param(head(Entry("D0120"), "3", "Invented"), "a CDT code", id="D code"),
        pytest.param(head(Entry("99213"), "3", "Invented"), "a CPT code", id="CPT"),
        pytest.param(head(Entry("0001F"), "3", "Invented"), "a CPT code", id="CPT category II"),
        pytest.param(head(Entry("X0001"), "3", "Invented"), "not a Level II code", id="local"),
        pytest.param(head(Entry("F0001"), "3", "Invented"), "not a Level II code", id="no letter of CMS"),
        pytest.param(
            head(Entry("A0022", added="20261301", effective="20260101"), "3", "Invented"),
            "no date",
            id="added",
        ),
        pytest.param(head(Entry("A0022", ended="99999999"), "3", "Invented"), "no date", id="ended"),
        pytest.param("something else altogether", "is no record", id="a strange line"),
    ],
)
@pytest.mark.parametrize("continued", [False, True])
def test_a_strange_row_is_put_aside_and_told(strange: str, words: str, continued: bool) -> None:
    more = f"{strange[:5]}002004and more\r\n" if continued and strange[0] != "s" else ""
    data = text(Entry("A0021")) + f"{strange}\r\n{more}".encode() + text(Entry("V0001"))
    records, problems = read(data)
    assert [record.code for record in records] == ["A0021", "V0001"]
    assert [(problem.line, words in problem.text) for problem in problems] == [(2, True)]
    assert problems[0].remedy


def test_a_file_with_nothing_but_foreign_codes_is_refused() -> None:
    with pytest.raises(RefusedFile, match="holds no HCPCS record"):
        read("".join(head(Entry(f"{code}"), "3", "x") + "\r\n" for code in ("99213", "D0120")).encode())


def test_other_wrong_dates_leave_the_field_blank() -> None:
    records, problems = read(text(Entry("A0021", effective="20261399", asc_date="20|17040")))
    assert [(one.action_effective, one.asc_date, one.added) for one in records] == [
        (None, None, "2015-01-01")
    ]
    assert len(problems) == 2
    assert all("left blank" in problem.text for problem in problems)


def test_zeros_are_no_date() -> None:
    records, problems = read(text(Entry("A0021", ended="00000000")))
    assert (records[0].ended, problems) == (None, [])


def test_unknown_values_are_kept() -> None:
    records, problems = read(
        text(Entry("A0021", coverage="X", pricing="404177", betos="O9Z", tos="?", action="!"))
    )
    (record,) = records
    assert problems == []
    assert (record.coverage, record.pricing, record.betos) == ("X", ("40", "41", "77"), "O9Z")
    assert (record.type_of_service, record.action) == (("?",), "!")


def test_a_cut_in_a_continuation_is_told() -> None:
    records, problems = read(text(Entry("A0021", LONG))[:-30])
    assert len(records) == 1
    assert [problem.text for problem in problems] == ["The last line has no line end."]


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf"])
def test_a_byte_order_mark_hides_no_record(mark: bytes) -> None:
    assert read(mark + release_text(a_few())) == read(release_text(a_few()))


def test_preamble_end_mark_and_blank_lines() -> None:
    preamble = ["\t" * 40, "CMS\u2019s disclaimer\xa0", "", "A0021 is no record here"]
    data = release_text(a_few(), preamble=preamble) + b"\r\n\x1a"
    assert [one.code for one in read(data)[0]] == ["LT", "ZZ", "A0021", "E0100", "E0130", "J0120"]


@given(st.binary(max_size=2000))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    with pytest.raises(RefusedFile):
        read(data)


@given(st.data())
def test_no_change_of_a_release_raises_anything_else(data: st.DataObject) -> None:
    good = bytearray(release_text(a_few(A0021=LONG)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(good) - 1))
        piece = data.draw(st.binary(max_size=8))
        good[at : at + data.draw(st.integers(0, 400))] = piece
    try:
        records, _ = read(bytes(good))
    except RefusedFile as refused:
        assert str(refused)  # noqa: PT017 - either outcome is right
    else:
        assert records
        assert len({(one.kind, one.code) for one in records}) == len(records)


@given(
    st.lists(
        st.builds(
            entry,
            code=st.from_regex(r"[A-CEGHJ-MP-V][0-9]{4}|[A-Z][A-Z0-9]", fullmatch=True),
            long=st.text("abc ,.-/", min_size=1, max_size=700),
            short=st.text("abc ", max_size=28),
            ended=st.sampled_from(["", "20181231", "20991231"]),
            coverage=st.sampled_from("CDIMS "),
        ),
        min_size=1,
        max_size=12,
        unique_by=lambda one: one.code,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_was_written_is_read(entries: list[Entry], end: str) -> None:
    records, problems = read(release_text(entries, end=end))
    assert problems == []
    said = {one.code: (" ".join(one.long.split()), " ".join(one.short.split())) for one in entries}
    assert {one.code: (one.long_description, one.short_description) for one in records} == said
