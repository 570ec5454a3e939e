"""Own words through the one door: kept, searched by, shown, loaded and saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcpcs_desktop.cache.notebook import Notebook
from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.reference.errors import RefusedWords
from hcpcs_desktop.search.answer import Answer
from hcpcs_desktop.search.own_words import FILE, KEPT, MOST_KEPT, PROGRAM, OwnWord
from tests.builders import save

DAY = "2026-02-01"
ZIMMER = OwnWord("zimmer", "E0143")


@pytest.fixture
def kept(reference: Reference) -> Reference:
    """Return a reference with one own word."""
    reference.set_own_word("Zimmer", "E0143")
    return reference


@pytest.fixture
def list_file(tmp_path: Path) -> Path:
    """Return a file of own words, one of them twice, one of them wrong."""
    path = tmp_path / "wörter.txt"
    path.write_text("term\tmeans\nzimmer\twalker\nsugar stick\ttest strips\nsugar stick\tcane\nE0143\tx\n")
    return path


@pytest.fixture
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    """Return a reference whose notebook counts how often it is read."""
    opened = open_reference(tmp_path_factory.mktemp("counted") / "data")
    yield opened
    opened.close()


def codes(answer: Answer) -> list[str]:
    return [hit.code for hit in answer.hits]


def test_a_search_finds_by_an_own_word_first_and_says_so(kept: Reference) -> None:
    answer = kept.search("zimmer", on=DAY)
    hit = answer.hits[0]
    assert (hit.code, hit.tier, hit.why) == ("E0143", "own word", "Zimmer → E0143 (own word)")
    assert hit.facts == ("Zimmer",)
    (used,) = answer.facts
    assert (used.term, used.told, used.kind) == ("Zimmer", "Zimmer → E0143", "own word")


@pytest.mark.parametrize("query", ["ZIMMER", "zimmers", "zimm", "zimer", "the zimmer"])
def test_case_plural_beginning_and_slip_do_not_matter(kept: Reference, query: str) -> None:
    assert "E0143" in codes(kept.search(query, on=DAY))


def test_an_own_word_can_be_switched_off_and_removed(kept: Reference) -> None:
    kept.set_own_word("flurbel", "E0143")
    assert codes(kept.search("flurbel")) == ["E0143"]
    assert codes(kept.search("flurbel", without=("flurbel",))) == []
    assert kept.remove_own_word("FLURBEL") == OwnWord("flurbel", "E0143")
    assert codes(kept.search("flurbel")) == []


def test_codes_and_words_together(reference: Reference) -> None:
    reference.set_own_word("flurbel thing", "e0143; glucose test strips")
    answer = reference.search("flurbel thing", on=DAY)
    told = {hit.code: hit.why for hit in answer.hits}
    assert told["E0143"] == "flurbel thing → E0143 (own word)"
    assert told["A4253"] == "flurbel thing → glucose test strips (own word)"
    assert answer.facts[0].told == "flurbel thing → glucose test strips; E0143"


def test_an_own_word_joins_others_in_a_query(reference: Reference) -> None:
    reference.set_own_word("flurbel", "walker")
    assert "E0143" in codes(reference.search("folding flurbel", on=DAY))


def test_an_own_word_stands_in_the_place_of_the_programs(reference: Reference) -> None:
    before = reference.search("hoyer lift", on=DAY)
    reference.set_own_word("hoyer lift", "E0143")
    answer = reference.search("hoyer lift", on=DAY)
    assert codes(answer)[0] == "E0143"
    assert [used.kind for used in answer.facts if used.term.lower() == "hoyer lift"] == ["own word"]
    (conflict,) = reference.own_word_conflicts(reference.own_words())
    assert (conflict.against, conflict.term, conflict.means) == (PROGRAM, "hoyer lift", "E0143")
    assert "also stands in the program's words for: patient lift" in conflict.text
    reference.remove_own_word("hoyer lift")
    assert codes(reference.search("hoyer lift", on=DAY)) == codes(before)


def test_words_are_kept_whatever_happens_to_the_cache(
    kept: Reference, data_dir: Path, tmp_path: Path
) -> None:
    kept.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    kept.remove("2026-01")
    kept.close()
    for cache in data_dir.glob("cache-*.sqlite"):
        cache.write_bytes(b"garbage " * 900)
    again = open_reference(data_dir)
    assert again.own_words() == (OwnWord("Zimmer", "E0143"),)
    assert codes(again.search("zimmer", on=DAY))[0] == "E0143"
    again.close()


def test_no_keystroke_reads_the_notebook(built_in: Reference, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[int] = []
    real = Notebook.words

    def words(self: Notebook) -> tuple[tuple[str, str], ...]:
        reads.append(1)
        return real(self)

    built_in.set_own_word("zimmer", "E0143")
    monkeypatch.setattr(Notebook, "words", words)
    for typed in ("z", "zi", "zim", "zimmer"):
        built_in.search(typed)
    assert len(reads) == 1
    built_in.set_own_word("flurbel", "E0100")
    assert codes(built_in.search("flurbel")) == ["E0100"]


def test_another_program_may_change_the_words(kept: Reference, data_dir: Path) -> None:
    other = open_reference(data_dir)
    assert codes(kept.search("flurbel")) == []
    other.set_own_word("flurbel", "E0143")
    other.close()
    assert OwnWord("flurbel", "E0143") in kept.own_words()
    assert codes(kept.search("flurbel")) == ["E0143"]


@pytest.mark.parametrize(("term", "means"), [("", "x"), ("E0143", "walker"), ("zimmer", ""), ("\ud83d", "x")])
def test_what_cannot_be_kept_is_refused(kept: Reference, term: str, means: str) -> None:
    with pytest.raises(RefusedWords):
        kept.set_own_word(term, means)
    assert kept.own_words() == (OwnWord("Zimmer", "E0143"),)


def test_a_word_that_is_not_kept_cannot_be_removed(kept: Reference) -> None:
    with pytest.raises(RefusedWords, match=r"No own word is called “nix”\. The list"):
        kept.remove_own_word("nix")


def test_a_load_never_overwrites_silently(kept: Reference, list_file: Path) -> None:
    report = kept.load_own_words(list_file)
    assert report[:3] == (1, 0, 0)
    assert [(one.against, one.line) for one in report.conflicts if one.against != PROGRAM] == [
        (FILE, 4),
        (KEPT, 2),
    ]
    (problem,) = report.problems
    assert (problem.file, problem.line) == (str(list_file), 5)
    assert kept.own_words() == (OwnWord("sugar stick", "test strips"), OwnWord("Zimmer", "E0143"))
    again = kept.load_own_words(str(list_file), replace=True)
    assert again[:3] == (0, 1, 1)
    assert [one.against for one in again.conflicts if one.against != PROGRAM] == [FILE]
    assert kept.own_words()[1] == OwnWord("zimmer", "walker")
    assert kept.search("zimmer", on=DAY).hits[0].why == "zimmer → walker (own word)"
    assert kept.load_own_words(list_file)[:3] == (0, 0, 2)


def test_a_load_says_what_the_program_means(reference: Reference, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("hoyer lift\tE0143\nflurbel\tE0143\n")
    (conflict,) = reference.load_own_words(path).conflicts
    assert (conflict.term, conflict.against) == ("hoyer lift", PROGRAM)


def test_what_is_saved_is_loaded_by_another(kept: Reference, tmp_path: Path) -> None:
    kept.set_own_word("hoyer lift", "e0630,E0635; patient lift")
    file = tmp_path / "saved.txt"
    assert kept.save_own_words(file) == 2
    assert kept.save_own_words(str(file)) == 2
    other = open_reference(tmp_path / "other")
    assert other.load_own_words(file)[:3] == (2, 0, 0)
    assert other.own_words() == kept.own_words()
    other.close()


@pytest.mark.parametrize("text", ["", "# nothing\n", "term\tmeans\n"])
def test_an_empty_file_says_so(reference: Reference, tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text)
    report = reference.load_own_words(path)
    assert report[:3] == (0, 0, 0)
    assert "holds no word" in report.problems[0].text


def test_western_text_is_taken_with_a_word_about_it(reference: Reference, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_bytes("Gehböckchen\tE0143".encode("latin-1"))
    report = reference.load_own_words(path)
    assert report.added == 1
    (problem,) = report.problems
    assert (problem.line, "not UTF-8" in problem.text, "UTF-8" in problem.remedy) == (None, True, True)
    assert codes(reference.search("gehbockchen")) == ["E0143"]


def test_no_more_words_than_a_file_may_hold(
    kept: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_KEPT == 20_000
    monkeypatch.setattr("hcpcs_desktop.reference.own_words.MOST_KEPT", 2)
    path = tmp_path / "x.txt"
    path.write_text("flurbel\tE0143\nquokka\tE0100\n")
    with pytest.raises(RefusedWords, match="Remove some first"):
        kept.load_own_words(path)
    kept.set_own_word("zimmer", "walker")
    kept.set_own_word("quokka", "walker")
    with pytest.raises(RefusedWords):
        kept.set_own_word("flurbel", "walker")
    assert len(kept.own_words()) == 2


def test_thousands_of_words(reference: Reference, tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("".join(f"flurbel{number} lift\tE0143\n" for number in range(5_000)))
    assert reference.load_own_words(path)[:3] == (5_000, 0, 0)
    assert codes(reference.search("flurbel4711 lift"))[0] == "E0143"
    assert len(reference.own_words()) == 5_000
    reference.own_word_conflicts(reference.own_words())
    assert reference.search("patient lift", on=DAY).hits
