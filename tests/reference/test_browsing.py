"""The tree of sections over invented releases and over CMS's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from hcpcs_desktop.codes.branches import Branch
from hcpcs_desktop.reference import Reference
from tests.builders import Entry, save

NOW, LONG_AGO = "2026-03-02", "2019-05-05"


def every(branches: Sequence[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from every(branch.branches)


def section(reference: Reference, name: str, on: str = NOW) -> Branch:
    return next(branch for branch in every(reference.sections(on)) if branch.section == name)


def counts(reference: Reference, name: str, on: str = NOW) -> tuple[int, int]:
    found = section(reference, name, on)
    return found.codes, found.valid


def codes(reference: Reference, first: str, last: str, on: str = NOW) -> list[str]:
    return [hit.code for hit in reference.listed(first, last, on=on)]


def load(reference: Reference, folder: Path, name: str, *entries: Entry) -> None:
    assert reference.load(save(folder, name, entries)).imported


def test_with_nothing_loaded_the_built_in_set_is_counted(reference: Reference) -> None:
    tree = reference.sections(NOW)
    assert sum(branch.codes for branch in tree) == reference.overview().builtin_codes
    assert sum(branch.codes for branch in tree) == len(codes(reference, "A0000", "V9999"))
    assert 0 < section(reference, "E0130-E0159").valid <= section(reference, "E").codes


def test_dental_codes_are_named_and_none_is_counted(reference: Reference) -> None:
    dental = section(reference, "D")
    assert (dental.codes, dental.branches) == (0, ())
    assert "American Dental Association" in dental.note
    assert reference.listed("D0000", "D9999") == ()


def test_ended_and_coming_codes_are_listed_and_not_valid(reference: Reference, tmp_path: Path) -> None:
    entries = (
        Entry("E0200", "Invented lamp"),
        Entry("E0201", "Invented lamp, ended", ended="20251231"),
        Entry("E0202", "Invented lamp, coming", added="20260601"),
        Entry("E9998", "Invented thing of no section"),
        Entry("ZZ", "Invented modifier"),
    )
    before = counts(reference, "E0201-E0201")
    load(reference, tmp_path, "HCPC2026_JAN_ANWEB.txt", *entries)
    assert before == (0, 0)
    assert counts(reference, "E0201-E0201") == (1, 0)
    assert counts(reference, "E0201-E0201", "2025-12-31") == (1, 1)
    assert section(reference, "E0200-E0239").valid == 1
    assert "E9998" in codes(reference, "E0000", "E9999")
    statuses = {hit.code: hit.status for hit in reference.listed("E0200", "E0202", on=NOW)}
    assert statuses == {"E0200": "active", "E0201": "ended", "E0202": "not_yet"}


def test_a_row_says_its_narrower_section_and_since_when_it_is_there(
    reference: Reference, tmp_path: Path
) -> None:
    load(reference, tmp_path, "HCPC2026_JAN_ANWEB.txt", Entry("E0201", "Invented lamp", added="20200401"))
    (hit,) = reference.listed("E0200", "E0239", on=NOW)
    assert hit.why == "Penile contracture device · added 2020-04-01"
    (hit,) = reference.listed("E0201", "E0201", on=NOW)
    assert hit.why == "added 2020-04-01"
    assert hit.section == "Durable medical equipment"


def test_an_older_release_decides_in_its_own_period(reference: Reference, tmp_path: Path) -> None:
    kept = Entry("E0200", "Invented lamp")
    load(reference, tmp_path, "HCPC2025_JAN_ANWEB.txt", kept, Entry("E0205", "Invented lamp that went"))
    load(
        reference, tmp_path, "HCPC2026_JAN_ANWEB.txt", kept, Entry("E0210", "Invented lamp", added="20260101")
    )
    stretch = ("E0202", "E0239")
    assert codes(reference, *stretch) == ["E0205", "E0210"]
    assert [hit.status for hit in reference.listed(*stretch, on="2025-02-01")] == ["active", "not_yet"]
    assert [hit.status for hit in reference.listed(*stretch, on=NOW)] == ["absent", "active"]
    assert counts(reference, "E0200-E0239", "2025-02-01") == (3, 2)
    assert counts(reference, "E0200-E0239", NOW) == (3, 2)


def test_valid_codes_are_counted_by_their_coverage_on_the_day(reference: Reference, tmp_path: Path) -> None:
    assert sum(number for _, number in section(reference, "E").coverage) == section(reference, "E").valid
    assert dict(section(reference, "H").coverage) == {"I": section(reference, "H").valid}
    first, later = (
        Entry("E0205", "Invented lamp", coverage="C"),
        Entry("E0205", "Invented lamp", coverage="M"),
    )
    ended = Entry("E0210", "Invented lamp, ended", coverage="D", ended="20251231")
    load(reference, tmp_path, "HCPC2025_JAN_ANWEB.txt", first, ended)
    load(reference, tmp_path, "HCPC2026_JAN_ANWEB.txt", later, ended)
    assert section(reference, "E0200-E0239", "2025-02-01").coverage == (("C", 1), ("D", 1))
    assert section(reference, "E0200-E0239", NOW).coverage == (("M", 1),)


def test_a_revision_that_answers_no_more_is_not_counted(reference: Reference, tmp_path: Path) -> None:
    load(reference, tmp_path / "a", "HCPC2026_JAN_ANWEB.txt", Entry("E0205", "Invented lamp"))
    load(reference, tmp_path / "b", "HCPC2026_JAN_ANWEB_v2.txt", Entry("E0206", "Invented lamp"))
    assert len(reference.releases()) == 2
    assert codes(reference, "E0202", "E0239") == ["E0206"]
    assert counts(reference, "E0200-E0239") == (1, 1)


def test_a_row_has_cmss_text_beside_our_name(reference: Reference, tmp_path: Path) -> None:
    load(reference, tmp_path, "HCPC2026_JAN_ANWEB.txt", Entry("E0143", "Invented walker", added="19860101"))
    (hit,) = reference.listed("E0143", "E0143", on=NOW)
    assert (hit.title, hit.official) == (
        "Folding walker with wheels, adjustable or fixed height",
        "Invented walker",
    )


def test_a_day_that_is_none_is_refused(reference: Reference) -> None:
    with pytest.raises(ValueError, match="soon"):
        reference.sections("soon")


@pytest.mark.realdata
@pytest.mark.parametrize("on", [NOW, LONG_AGO, "2024-08-01", "2026-11-22"])
def test_no_code_of_cmss_releases_is_lost(five: Reference, on: str) -> None:
    tree = five.sections(on)
    assert sum(branch.codes for branch in tree) == len(codes(five, "A0000", "V9999", on))
    for branch in every(tree):
        listed = five.listed(branch.first, branch.last, on=on)
        assert len({hit.code for hit in listed}) == len(listed) == branch.codes
        valid = [hit for hit in listed if hit.status == "active"]
        assert len(valid) == branch.valid == sum(number for _, number in branch.coverage)


@pytest.mark.realdata
def test_the_letters_hold_every_code_of_the_newest_release(reference: Reference, cms_data: Path) -> None:
    reference.load(cms_data / "2026-01")
    tree = reference.sections(NOW)
    assert sum(branch.codes for branch in tree) == reference.overview().codes == 8623
    exported = [record.code for record, _ in reference.export().records if record.kind == "code"]
    assert codes(reference, "A0000", "V9999") == sorted(exported)
    for branch in tree:
        assert branch.codes == sum(code[0] == branch.letter for code in exported)
    assert all(branch.codes for branch in tree if branch.letter != "D")


@pytest.mark.realdata
@pytest.mark.parametrize("on", [NOW, LONG_AGO])
def test_what_is_valid_is_what_explaining_says(five: Reference, on: str) -> None:
    for hit in five.listed("R0000", "R9999", on=on) + five.listed("E0950", "E1034", on=on):
        (explained,) = five.explain_each(hit.code, on=on)
        assert (hit.status, hit.ended) == (explained.status, explained.ended)
