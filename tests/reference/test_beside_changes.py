"""CMS's transaction report and corrections beside what differs between two releases."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.beside_changes import CmsPapers, Corrected, cms_papers
from hcpcs_desktop.reference.time_answers import ChangedCode
from hcpcs_desktop.reference.what_changed import Wanted, select
from tests.builders import a_few, save, xlsx_of

CORRECTIONS = [
    ["2026 CORRECTIONS"],
    [],
    [],
    ["CODE", "ACTION", "EFF DATE"],
    ["A0021", "Change nothing", "2026-04-01"],
    ["E0100", "ADD CODE", ""],
    ["LT", "Removed in error", ""],
]
REPORT = [
    ["HCPCS/MOD", "TYPE OF CHANGE"],
    ["A0021", "Long Description Change"],
    ["E0130", "Discontinued"],
    ["   LT", "No Change"],
]


@pytest.fixture
def two(reference: Reference, tmp_path: Path) -> Reference:
    """Return a reference with two quarters; beside the newer lie a report and corrections."""
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    later = [
        one._replace(action="C" if one.code in ("A0021", "E0130", "J0120") else "N")
        for one in a_few(A0021="Invented other", E0130="Invented frame", J0120="Invented drug")
    ]
    newer = save(tmp_path / "newer", "HCPC2026_APR_ANWEB.txt", later)
    (newer.parent / "HCPC2026_APR_Corrections.xlsx").write_bytes(xlsx_of(CORRECTIONS))
    (newer.parent / "HCPC2026_APR_Trans_Alpha.xlsx").write_bytes(xlsx_of(REPORT))
    reference.load(newer.parent)
    return reference


def papers(reference: Reference) -> tuple[CmsPapers, dict[str, ChangedCode]]:
    found = reference.compare("2026-01", "2026-04")
    return cms_papers(reference, found), {one.code: one for one in found.entries}


def test_what_stands_beside_each_change(two: Reference) -> None:
    beside, entries = papers(two)
    assert beside.lines(entries["A0021"]) == (
        "CMS's transaction report: “Long Description Change”.",
        "CMS's correction to CMS April 2026: “Change nothing”, effective 2026-04-01 "
        "(HCPC2026_APR_Corrections.xlsx).",
    )
    assert beside.lines(entries["E0130"]) == (
        "CMS's transaction report: “Discontinued” (D), but the file itself has C.",
    )
    assert beside.lines(entries["J0120"]) == ("CMS's transaction report does not list it.",)


def test_corrections_to_what_is_the_same(two: Reference) -> None:
    found = two.compare("2026-01", "2026-04")
    told = select(two, found, Wanted()).corrected
    assert [one.code for one in told] == ["E0100", "LT"]
    assert told[0].lines == (
        "CMS's correction to CMS April 2026: “ADD CODE” (HCPC2026_APR_Corrections.xlsx).",
    )
    assert [one.code for one in select(two, found, Wanted(section="E")).corrected] == ["E0100"]
    assert [one.code for one in select(two, found, Wanted(section="modifiers")).corrected] == ["LT"]
    assert select(two, found, Wanted(favourites=frozenset(("A0021",)))).corrected == ()
    assert select(two, found, Wanted(what="added")).corrected == ()


def test_without_papers_nothing_is_said(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    reference.load(save(tmp_path, "HCPC2026_APR_ANWEB.txt", a_few(A0021="Invented other")))
    beside, entries = papers(reference)
    assert beside.lines(entries["A0021"]) == ()
    assert beside.unchanged(()) == ()


@pytest.mark.realdata
def test_cmss_own_papers_of_2018_and_2019(cms_data: Path, reference: Reference) -> None:
    reference.load([cms_data / "2018", cms_data / "2019"])
    found = reference.compare("2018-01", "2019-01")
    beside = cms_papers(reference, found)
    gone = next(one for one in found.entries if one.code == "G9977")
    assert beside.lines(gone) == ()  # neither the newer report nor a correction names it
    reported = [one for one in found.entries if one.change.new is not None]
    assert not [one.code for one in reported if beside.differing(one)]
    told = select(reference, found, Wanted()).corrected
    assert Corrected("C1890", beside.corrections("C1890")) in told
    assert len(beside.corrections("C1890")) == 2


@pytest.mark.realdata
def test_a_correction_says_why_the_file_differs(cms_data: Path, reference: Reference) -> None:
    reference.load([cms_data / "2018", cms_data / "2019"])
    found = reference.compare("2018-01", "2019-01")
    entry = next(one for one in found.entries if one.code == "C9745")
    assert "letter is N" in entry.doubt
    assert "Change ASC Ind/ASC eff date" in cms_papers(reference, found).lines(entry)[-1]
