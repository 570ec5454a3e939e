"""Own words as text: every form that is read, every line that is not, and back again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.search.own_text import LONGEST_LINE, NoWords, decode, parse, written
from hcpcs_desktop.search.own_words import MOST_KEPT, OwnWord, fault_of, key_of, own_word

ZIMMER, LIFT = OwnWord("zimmer", "E0143"), OwnWord("hoyer lift", "E0630, E0635")


def words_of(text: str) -> list[OwnWord]:
    found = parse(text)
    assert (found.problems, found.conflicts) == ((), ())
    return [row.word for row in found.rows]


@pytest.mark.parametrize(
    "text",
    [
        "zimmer\tE0143\nhoyer lift\tE0630, E0635\n",
        "zimmer\tE0143\r\nhoyer lift\tE0630, E0635",
        "zimmer\tE0143\r\rhoyer lift\tE0630, E0635\r",
        "Term\tMeans\nzimmer\tE0143\nhoyer lift\tE0630, E0635",
        '# ours\n\nword\tmeaning\n  # more\nzimmer\tE0143\t\t\nhoyer lift\t"E0630, E0635"\n',
        "zimmer\tE0143\nhoyer lift = E0630, E0635",
        "zimmer = E0143\nhoyer lift=E0630, E0635",
        "zimmer,E0143\nhoyer lift,E0630,E0635",
        'term,means\n"zimmer",E0143,\n"hoyer lift", "E0630, E0635"',
        "zimmer;E0143\nhoyer lift;E0630;E0635",
        "zimmer\tE0143\nZimmer\te0143\nhoyer lift\tE0630\tE0635",
    ],
)
def test_every_form_says_the_same(text: str) -> None:
    found = words_of(text)
    assert [word.term for word in found] == ["zimmer", "hoyer lift"]
    assert found[1].means.replace(";", ",") == LIFT.means


def test_quotes_keep_what_separates() -> None:
    assert words_of('"bed, big",hospital bed') == [OwnWord("bed, big", "hospital bed")]
    assert words_of('"a=b" = cane') == [OwnWord("a=b", "cane")]
    assert words_of('say ""hi""\tcane') == [OwnWord('say ""hi', "cane")]
    assert words_of('"the ""big"" bed"\tcane') == [OwnWord('the "big" bed', "cane")]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("zimmer", "nothing between"),
        ("zimmer E0630, E0635", "nothing between"),
        ("\tE0143", "term is empty"),
        ("zimmer\t", "has no meaning"),
        ("zimmer\twalker\tseen by Ann", "3 columns"),
        ("E0143\twalker", "the code E0143"),
        ("zimmer\twalker E0143", "mixes words and codes"),
        ("x" * LONGEST_LINE + "\twalker", "characters"),
    ],
)
def test_a_bad_line_is_named_and_stops_nothing(line: str, told: str) -> None:
    found = parse(f"# list\ngood\tcane\n{line}\nbetter\tcane", "list.txt")
    assert [row.word.term for row in found.rows] == ["good", "better"]
    assert [row.line for row in found.rows] == [2, 4]
    (problem,) = found.problems
    assert (problem.file, problem.line) == ("list.txt", 3)
    assert told in problem.text
    assert problem.remedy


def test_a_term_with_two_meanings_is_a_conflict_and_the_first_counts() -> None:
    found = parse("zimmer\tE0143\ncane\tE0100\nZIMMER\twalker\nzimmer\te0143")
    assert [row.word for row in found.rows] == [ZIMMER, OwnWord("cane", "E0100")]
    (conflict,) = found.conflicts
    assert (conflict.line, conflict.means, conflict.other) == (3, "walker", "E0143")


def test_only_the_first_line_is_a_header() -> None:
    assert words_of("term\tmeans\nterm\tmeans") == [OwnWord("term", "means")]
    assert words_of("zimmer\tE0143\nterm\tmeans")[1] == OwnWord("term", "means")
    assert parse("") == parse("# nothing\n \n") == parse("term\tmeans")


def test_too_many_words_are_refused_as_a_whole() -> None:
    many = "".join(f"word{number}\tcane\n" for number in range(MOST_KEPT))
    assert len(parse("term\tmeans\n" + many).rows) == MOST_KEPT
    with pytest.raises(NoWords, match="20,001 words; 20,000 at most"):
        parse(many + "one more\tcane\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    text, remark = decode((mark + "Gehböckchen 测试\tE0143").encode(encoding))
    assert (text.removeprefix("\ufeff"), remark) == ("Gehböckchen 测试\tE0143", "")


def test_western_text_is_read_and_said() -> None:
    text, remark = decode("Gehböckchen “x”\tE0143".encode("cp1252"))
    assert text == "Gehböckchen “x”\tE0143"
    assert "not UTF-8" in remark


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\x00", b"PK\x03\x04abc", b"\xff\xfea\x00\x00\x00", b"\xff\xfeabc"]
)
def test_what_is_no_text(data: bytes) -> None:
    with pytest.raises(NoWords, match="no text file"):
        decode(data)


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except NoWords:
        return
    for row in parse(text).rows:
        assert fault_of(row.word) is None


lines = st.lists(st.text(alphabet='ab E0143\t,;="#\r\n\ufeff', max_size=24), max_size=6).map("\n".join)


@given(st.one_of(st.text(), lines))
def test_any_text_is_parsed(text: str) -> None:
    found = parse(text)
    keys = [key_of(row.word.term) for row in found.rows]
    assert len(keys) == len(set(keys))
    numbers = [row.line for row in found.rows] + [one.line for one in found.problems if one.line]
    assert len(numbers) == len(set(numbers))


terms = st.one_of(st.text(max_size=20), st.text(alphabet='az #"=,;\té', max_size=12), st.just("term"))
meanings = st.one_of(
    st.text(max_size=30),
    st.lists(st.sampled_from(("E0143", "walker", "e0630 E0635", '"a, b"', "x=y", "means")), max_size=3).map(
        ";".join
    ),
)


@given(st.lists(st.builds(own_word, terms, meanings), max_size=8))
def test_what_is_written_is_read_back(found: list[OwnWord]) -> None:
    kept = {key_of(word.term): word for word in found if fault_of(word) is None}
    again = parse(decode(written(kept.values()).encode())[0])
    assert [row.word for row in again.rows] == [kept[key] for key in sorted(kept)]
    assert (again.problems, again.conflicts) == ((), ())


def test_what_is_written_is_sorted_and_says_what_it_is() -> None:
    remarks, *rest = written([ZIMMER, LIFT]).split("\nterm\t")
    assert remarks.startswith("# Own words of HCPCS Desktop")
    assert rest == ["means\nhoyer lift\tE0630, E0635\nzimmer\tE0143\n"]
