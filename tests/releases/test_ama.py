"""The reader of the licensee's CPT files, on invented texts in the AMA's layouts."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hcpcs_desktop.releases import ama
from hcpcs_desktop.releases.ama import LARGEST, Wording, is_tabbed, length_of, read_wording
from hcpcs_desktop.releases.errors import RefusedFile
from tests.ama_files import NOTICE, TEXTS, counted, file_of, fixed, tabbed

WHOLE = {code: text.strip() for code, text in TEXTS.items()}


def read(rows: list[str], name: str = "LONGULT.txt", notice: tuple[str, ...] = NOTICE) -> Wording:
    return read_wording(file_of(rows, notice), name)


@pytest.mark.parametrize(
    ("name", "rows", "length"),
    [
        ("LONGULT.txt", tabbed(), "long"),
        ("LONGUT.TXT", tabbed(), "long"),
        ("LONGULF.txt", counted(), "long"),
        ("longuf.txt", counted(), "long"),
        ("CPT_LONGULT_2026", tabbed(), "long"),
    ],
)
def test_long_texts_in_both_layouts(name: str, rows: list[str], length: str) -> None:
    found = read(rows, name)
    assert (found.length, found.year, found.name) == (length, "2026", name)
    assert found.texts == WHOLE
    assert found.problems == ()


@pytest.mark.parametrize(
    ("name", "length", "width"), [("MEDU.txt", "medium", 48), ("shortu.txt", "short", 28)]
)
def test_medium_and_short_texts(name: str, length: str, width: int) -> None:
    found = read(fixed(TEXTS, width), name)
    assert found.length == length
    assert found.texts == {code: text.upper()[:width].strip() for code, text in TEXTS.items()}


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_and_encodings(end: str) -> None:
    rows = ["99213\tInvented café é for tests"]
    text = "".join(line + end for line in ("Invented ©", "", *rows))
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        found = read_wording(text.encode(encoding), "LONGULT.txt")
        assert found.texts == {"99213": "Invented café é for tests"}
        assert found.notice == "Invented ©"


def test_the_notice_is_kept_and_its_lines_are_no_rows() -> None:
    notice = (
        *NOTICE,
        "at the invented street",
        "00100 an invented line, and after it",
        "60654 the invented town",
    )
    for rows in (tabbed(), fixed()):
        found = read(rows, notice=(*notice, "", "60611 a line by itself"))
        assert found.notice.splitlines()[0] == NOTICE[0]
        assert found.notice.endswith("60611 a line by itself")
        assert list(found.texts) == list(TEXTS)
        assert found.problems == ()


def test_a_notice_without_a_blank_line_behind_it() -> None:
    found = read_wording("\n".join(["Invented notice"] * 9 + tabbed()).encode(), "LONGULT.txt")
    assert found.notice == "\n".join(["Invented notice"] * 9)
    assert found.texts == WHOLE


def test_no_notice_at_all() -> None:
    found = read(tabbed(), notice=())
    assert (found.notice, found.year) == ("", "")
    assert found.texts == WHOLE


def test_a_blank_line_among_the_rows_loses_none() -> None:
    rows = tabbed()
    found = read([*rows[:2], "", *rows[2:], "", ""])
    assert found.texts == WHOLE


def test_one_row_is_enough() -> None:
    found = read(["rubbish", "more rubbish", "99213\tInvented text", "yet more"])
    assert found.texts == {"99213": "Invented text"}
    assert [problem.line for problem in found.problems] == [6, 7, 9]


def test_rows_that_are_none_are_put_aside_by_their_line() -> None:
    rows = tabbed()
    bad = [
        "9921\ttoo short",
        "E0143\tInvented Level II",
        "99214\t",
        "99215 Invented other layout",
        "9921x\tno code",
    ]
    found = read([*rows, *bad])
    assert found.texts == WHOLE
    first = len(NOTICE) + 1 + len(rows) + 1
    assert [problem.line for problem in found.problems] == list(range(first, first + len(bad)))
    assert all(problem.file == "LONGULT.txt" and problem.remedy for problem in found.problems)


def test_a_code_twice() -> None:
    same, other = "99213\tInvented text B for tests, not CPT wording", "99213\tInvented other text"
    found = read([*tabbed(), same, other])
    assert found.texts == WHOLE
    assert ["another text" in problem.text for problem in found.problems] == [True]


def test_a_counter_that_skips_a_row() -> None:
    rows = ["9921301 Invented text for", "9921303 tests", "0010001 Invented"]
    found = read(rows, "LONGULF.txt")
    assert found.texts["99213"] == "Invented text for tests"
    assert ["lack a piece" in problem.text for problem in found.problems] == [True]


def test_a_damaged_file_tells_the_first_problems_and_counts_the_rest() -> None:
    found = read([*tabbed({f"{number:05d}": "Invented" for number in range(400, 900)}), *["rubbish"] * 300])
    assert len(found.problems) == 201
    assert found.problems[-1].text == "100 more lines have such problems."


@pytest.mark.parametrize(
    ("notice", "name", "around", "year"),
    [
        (("CPT 2024 invented", "Copyright 2023"), "LONGULT.txt", "", "2024"),
        (("Current Procedural Terminology® 2025 invented",), "LONGULT.txt", "", "2025"),
        (("Invented 2025 edition, copyright 2024",), "LONGULT.txt", "", "2025"),
        (("Copyright 1966, 2022 invented owner",), "LONGULT.txt", "2026", "2022"),
        (("Copyright 2022 invented owner",), "LONGULT_2023.txt", "", "2023"),
        (("Invented",), "LONGULT.txt", "CPT 2021 files.zip", "2021"),
        (("Invented 1812",), "LONGULT.txt", "1900", ""),
    ],
)
def test_the_year_of_the_edition(notice: tuple[str, ...], name: str, around: str, year: str) -> None:
    assert read_wording(file_of(tabbed(), notice), name, around).year == year


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no row of a CPT code"),
        (b"\r\n\r\n", "no row of a CPT code"),
        (file_of([]), "no row of a CPT code"),
        (b"<!DOCTYPE html><html>not found</html>", "no row of a CPT code"),
        (file_of(tabbed()).decode().encode("utf-16"), "no row of a CPT code"),
        (b"E0143\tInvented Level II text\n", "no row of a CPT code"),
        (b"Concept Id\tCPT Code\tInvented\n1000\t99213\tInvented\n", "no row of a CPT code"),
        (b"D1110\tInvented dental text\n", "CDT wording cannot be loaded"),
        (b"99213\t" + b"x" * LARGEST, "larger than 16 MB"),
    ],
)
def test_what_is_no_file_of_wording_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(RefusedFile, match=why):
        read_wording(data, "LONGULT.txt")


def test_a_name_that_says_nothing() -> None:
    assert length_of("wording.txt") is None
    assert is_tabbed("LONGUT.txt")
    assert not is_tabbed("LONGULF.txt")
    with pytest.raises(RefusedFile, match="none of LONGULT"):
        read_wording(file_of(tabbed()), "wording.txt")


@given(st.binary(max_size=400), st.sampled_from(["LONGULT.txt", "LONGULF.txt", "MEDU.txt", "SHORTU.txt"]))
@example(b"00100\t\x00", "LONGULT.txt")
@example(b"\xff\xfe0\x000\x00", "MEDU.txt")
def test_no_bytes_raise_anything_else(data: bytes, name: str) -> None:
    with contextlib.suppress(RefusedFile):
        assert read_wording(data, name).texts


LINES = st.sampled_from(
    [*NOTICE, *tabbed(), *counted(), *fixed(), "", " ", "\x1a", "60611 Invented", "D1110\tx", "\t", "00100\t"]
)


@given(st.lists(LINES, max_size=12))
def test_no_mixture_of_lines_loses_a_row_silently(lines: list[str]) -> None:
    data = "\n".join(lines).encode()
    with contextlib.suppress(RefusedFile):
        found = read_wording(data, "LONGULT.txt")
        assert found.texts
        assert all(found.texts.values())
        above = found.notice.split()
        told = {problem.line for problem in found.problems}
        for number, line in enumerate(lines, start=1):
            layout = ama._layout(line)
            taken = layout is not None and line[:5] in found.texts
            assert taken or number in told or set(line.strip("\x1a").split()) <= set(above)
