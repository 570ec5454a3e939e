"""The files beside a release: with it in its zip or folder, later by themselves, unreadable, removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcpcs_desktop.cache.files import SCHEMA, Folder
from hcpcs_desktop.cache.originals import Originals
from hcpcs_desktop.codes.records import Change
from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.reference.answers import CatchAll, CompanionFile
from hcpcs_desktop.reference.errors import UnknownRelease
from tests.builders import (
    Entry,
    a_few,
    book_of,
    contents,
    corrections_rows,
    csv_of,
    notes_text,
    release_text,
    report_sheets,
    save,
    sheet,
    xlsx_of,
    zip_of,
)

ADDED = ["E0100", "Invented: add", "01/05/2026", "Inv cane"]
CORRECTIONS = xlsx_of(corrections_rows([ADDED, ["ZZ", "Invented: put back"]]))
LATER = xlsx_of(corrections_rows([["E0130", "Invented: end"], ADDED]))
REPORT = book_of(report_sheets({"E0100": "ADD", "ZZ": "No Change"}))
MEMBERS = {
    "HCPC2026_JAN_ANWEB.txt": release_text(a_few()),
    "V1_HCPC2026_JAN_Corrections.xlsx": CORRECTIONS,
    "V1_HCPC2026_JAN_Corrections.prn": b"  CODE   ACTION",
    "V2_HCPC2026_JAN_Corrections.xlsx": LATER,
    "HCPC2026_JAN_Corrections_README.txt": b"Invented",
    "Trans_Report.xlsx": REPORT,
    "Changes_by_HCPC.prn": b"HCPCS/MOD",
    "proc_notes_JAN2026.txt": notes_text({"0001": "Invented note"}),
    "NOC_Codes_JAN2026.csv": b"HCPCS\nE0130\nE9999\n",
}
ROWS = (
    CompanionFile("corrections", "V1_HCPC2026_JAN_Corrections.xlsx", 2),
    CompanionFile("corrections", "V2_HCPC2026_JAN_Corrections.xlsx", 2),
    CompanionFile("noc-list", "NOC_Codes_JAN2026.csv", 2),
    CompanionFile("processing-notes", "proc_notes_JAN2026.txt", 1),
    CompanionFile("transaction-report", "Trans_Report.xlsx", 2),
)


def test_a_companion_that_cannot_be_read_never_stops_the_release(
    reference: Reference, tmp_path: Path
) -> None:
    file = tmp_path / "x.zip"
    members = {
        "HCPC2026_JAN_ANWEB.txt": release_text(a_few()),
        "proc_notes_JAN2026.txt": b"nothing",
        "NOC_Codes.csv": b"x",
    }
    file.write_bytes(zip_of(members))
    (taken,) = reference.load(file).imported
    assert (taken.codes, len(taken.problems)) == (4, 2)
    assert all(problem.remedy for problem in taken.problems)


def test_a_list_without_its_release(reference: Reference, tmp_path: Path) -> None:
    notes = tmp_path / "proc_notes_JAN2026.txt"
    notes.write_bytes(notes_text({"0001": "Invented note"}))
    (refused,) = reference.load(notes).refused
    assert "Load that release first" in refused.why
    skipped = reference.load(tmp_path).skipped[-1]
    assert "Load that release first" in skipped.why


def test_a_list_that_cannot_be_read(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    for name in ("proc_notes_JAN2026.txt", "NOC_Codes_JAN2026.xlsx"):
        (tmp_path / name).write_bytes(b"nothing")
        assert [refused.file for refused in reference.load(tmp_path / name).refused] == [str(tmp_path / name)]


def test_notes_beside_a_named_file_are_read_with_it(reference: Reference, tmp_path: Path) -> None:
    file = save(
        tmp_path, "HCPC2026_JAN_ANWEB.txt", [Entry("A0021", note="0001"), Entry("A0022", note="0009")]
    )
    (tmp_path / "NOC_Codes_JAN2026.csv").write_text("HCPCS\nA0022\n", encoding="utf-8")
    (tmp_path / "proc_notes_JAN2026.zip").write_bytes(
        zip_of({"proc_notes_JAN2026.txt": notes_text({"0001": "Invented note"})})
    )
    (tmp_path / "noc_damaged_JAN2026.zip").write_bytes(b"PK no zip")
    reference.load(file)
    first, second = reference.explain_each("A0021 A0022", on="2026-02-01")
    assert "Invented note" in [field.meaning for field in first.fields]
    assert (first.catch_all, second.catch_all) == (False, True)


def test_a_workbook_that_differs_from_the_loaded_text_is_told(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    (taken,) = reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.csv", [Entry("A0021")])).imported
    assert taken.already
    assert "lists 1 codes and 0 modifiers" in taken.problems[0].text


def test_a_release_without_a_year_in_its_name(reference: Reference, tmp_path: Path) -> None:
    file = tmp_path / "HCPC_ANWEB.csv"
    file.write_bytes(csv_of(sheet(a_few())))
    (refused,) = reference.load(file).refused
    assert "HCPC" in refused.why


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """Return a zip with a release and all that may lie beside it."""
    file = tmp_path / "january-2026-alpha-numeric-hcpcs-file.zip"
    file.write_bytes(zip_of(MEMBERS))
    return file


def check_all(reference: Reference) -> None:
    """Assert that every companion of `MEMBERS` answers."""
    assert reference.companions("2026-01") == ROWS
    (both,), (back,) = reference.corrections(" e0100 "), reference.corrections("ZZ")
    assert (both.release, both.label, both.correction.file) == (
        "2026-01",
        "CMS January 2026",
        "V2_HCPC2026_JAN_Corrections.xlsx",
    )
    assert both.correction.fields == (("short_description", "Inv cane"),)
    assert (back.correction.file, back.correction.line) == ("V1_HCPC2026_JAN_Corrections.xlsx", 6)
    report = reference.transaction_report("2026-01")
    assert report is not None
    assert (report.file, report.changes) == (
        "Trans_Report.xlsx",
        {"E0100": Change("A", "ADD"), "ZZ": Change("N", "No Change")},
    )
    assert reference.release_notes("2026-01") == {"0001": "Invented note"}
    assert reference.noc_codes("2026-01") == (
        CatchAll("E0130", "Invented walker, rigid, adjustable"),
        CatchAll("E9999", ""),
    )


def test_all_companions_come_with_the_zip_of_their_release(reference: Reference, whole: Path) -> None:
    done = reference.load(whole)
    assert [(one.problems, sorted(one.companions)) for one in done.imported] == [((), list(ROWS))]
    why = {Path(one.file).name: one.why for one in done.skipped}
    assert why["V1_HCPC2026_JAN_Corrections.prn"] == why["Changes_by_HCPC.prn"] == "The same as its workbook."
    assert why["HCPC2026_JAN_Corrections_README.txt"] == "A README; not read."
    check_all(reference)
    (found,) = reference.explain_each("E0100", on="2026-02-01")
    assert found.short_description == "Invented E0100"  # no correction is ever applied


def test_loading_again_changes_nothing(reference: Reference, whole: Path, data_dir: Path) -> None:
    reference.load(whole)
    before = contents(data_dir)
    assert [(one.already, one.companions) for one in reference.load(whole).imported] == [(True, ())]
    assert contents(data_dir) == before


def test_removing_the_release_takes_its_companions_along(
    reference: Reference, whole: Path, data_dir: Path, tmp_path: Path
) -> None:
    reference.load(save(tmp_path / "other", "HCPC2025_OCT_ANWEB.txt"))
    before = contents(data_dir)
    reference.load(whole)
    reference.remove("2026-01")
    assert contents(data_dir) == before
    assert reference.corrections("E0100") == ()


def test_companions_come_later_by_themselves(reference: Reference, whole: Path, tmp_path: Path) -> None:
    reference.load(save(tmp_path / "release", "HCPC2026_JAN_ANWEB.txt"))
    assert reference.transaction_report("2026-01") is None
    assert (reference.companions("2026-01"), reference.noc_codes("2026-01")) == ((), ())
    reference.load(whole)
    check_all(reference)


def test_a_zip_of_corrections_alone(reference: Reference, tmp_path: Path) -> None:
    file = tmp_path / "2026-HCPCS-Corrections.zip"
    file.write_bytes(zip_of({name: data for name, data in MEMBERS.items() if "Corrections" in name}))
    refused = reference.load(file).refused
    assert len(refused) == 2
    assert all("Load that release first" in one.why for one in refused)
    reference.load(save(tmp_path / "release", "HCPC2026_JAN_ANWEB.txt"))
    taken = reference.load(file).imported
    assert [(one.kind, one.release, one.codes, one.modifiers, one.already) for one in taken] == [
        ("corrections", "2026-01", 1, 1, False),
        ("corrections", "2026-01", 2, 0, False),
    ]
    assert [one.already for one in reference.load(file).imported] == [True, True]
    assert len(reference.corrections("E0100")) == 1


def test_a_report_by_itself(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path / "release", "HCPC2026_JAN_ANWEB.txt"))
    nameless, named = tmp_path / "Changes_by_HCPC.xlsx", tmp_path / "HCPC2026_JAN_Trans.xlsx"
    for file in (nameless, named):
        file.write_bytes(REPORT)
    done = reference.load([nameless, named])
    assert ["does not tell which release" in one.why for one in done.refused] == [True]
    assert [(one.kind, one.codes, one.modifiers) for one in done.imported] == [("transaction-report", 1, 1)]


def test_a_second_report_in_another_order_is_passed_over(reference: Reference, tmp_path: Path) -> None:
    reports = {"Changes_by_ActionCode.csv": b"HCPCS/MOD,TYPE\nE0100,ADD\n", "Changes_by_HCPC.csv": b"x"}
    file = tmp_path / "x.zip"
    file.write_bytes(zip_of({"HCPC2026_JAN_ANWEB.txt": release_text(a_few()), **reports}))
    why = {Path(one.file).name: one.why for one in reference.load(file).skipped}
    assert why["Changes_by_HCPC.csv"] == "The same report in another order."


def test_what_cannot_be_read_is_told_and_the_rest_is_taken(reference: Reference, tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    bad = {
        "V1_HCPC2026_JAN_Corrections.xlsx": b"nothing",
        "Changes_by_HCPC.prn": b"HCPCS/MOD",
        "Trans.prn": b"",
    }
    file.write_bytes(zip_of({**MEMBERS, "Trans_Report.xlsx": b"nothing", **bad}))
    (taken,) = reference.load(file).imported
    assert sorted(problem.file for problem in taken.problems) == [
        "Trans_Report.xlsx",
        "V1_HCPC2026_JAN_Corrections.xlsx",
    ]
    assert [one.kind for one in reference.companions("2026-01")] == [
        "corrections",
        "noc-list",
        "processing-notes",
    ]


def test_a_revision_without_companions_has_those_of_its_quarter(
    reference: Reference, whole: Path, tmp_path: Path
) -> None:
    reference.load(whole)
    reference.load(save(tmp_path / "v2", "HCPC2026_JAN_ANWEB_v2.txt", [Entry("E0130", note="0001")]))
    (found,) = reference.explain_each("E0130", on="2026-02-01")
    assert found.catch_all
    assert "Invented note" in [field.meaning for field in found.fields]
    assert [one.release for one in reference.corrections("E0100")] == ["2026-01+v2"]
    assert reference.transaction_report("2026-01+v2") == reference.transaction_report("2026-01+")
    reference.remove("2026-01+")
    assert reference.corrections("E0100") == ()


def test_questions_about_a_release_that_is_not_loaded(reference: Reference) -> None:
    for ask in (
        reference.companions,
        reference.transaction_report,
        reference.release_notes,
        reference.noc_codes,
    ):
        with pytest.raises(UnknownRelease):
            ask("2026-01")
    assert reference.corrections("E0100") == ()


def as_of_version_3(folder: Path) -> None:
    """Leave a data folder as the version before left it: a state and a pointer of its own, the originals."""
    (state,) = folder.glob(f"cache-{SCHEMA}-*.sqlite")
    state.rename(folder / "cache-3-000001.sqlite")
    (folder / f"current-{SCHEMA}").rename(folder / "current-3")
    (folder / "current-3").write_text("cache-3-000001.sqlite\n", encoding="ascii")


def test_a_folder_of_the_version_before_is_rebuilt_with_its_companions(whole: Path, data_dir: Path) -> None:
    before = open_reference(data_dir)
    before.load(whole)
    before.close()
    as_of_version_3(data_dir)
    after = open_reference(data_dir)
    check_all(after)
    after.close()
    assert Folder(data_dir).leftovers() == []
    assert not (data_dir / "current-3").exists()


def test_originals_of_the_version_before_take_the_new_companions(
    whole: Path, data_dir: Path, tmp_path: Path
) -> None:
    """What was passed over then is taken when the same zip is loaded again."""
    old = tmp_path / "old.zip"
    new = ("Corrections", "Trans", "Changes")
    old.write_bytes(zip_of({name: data for name, data in MEMBERS.items() if not any(w in name for w in new)}))
    before = open_reference(data_dir)
    before.load(old)
    before.close()
    as_of_version_3(data_dir)
    after = open_reference(data_dir)
    assert [one.kind for one in after.companions("2026-01")] == ["noc-list", "processing-notes"]
    assert [one.already for one in after.load(whole).imported] == [True]
    check_all(after)
    after.close()


def test_the_user_learns_what_the_version_before_passed_over(data_dir: Path, tmp_path: Path) -> None:
    before = open_reference(data_dir)
    before.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    before.close()
    as_of_version_3(data_dir)
    for told in (True, False):
        after = open_reference(data_dir)
        assert [one.exact_name for one in after.releases()] == ["2026-01"]
        assert (
            any("load CMS's zips of your releases once more" in w for w in after.overview().warnings) is told
        )
        after.close()


def test_an_empty_folder_of_the_version_before_has_nothing_to_tell(data_dir: Path) -> None:
    open_reference(data_dir).close()
    as_of_version_3(data_dir)
    after = open_reference(data_dir)
    assert after.overview().warnings == ()
    after.close()


def by_version_3(folder: Path, other: Path, file: Path) -> None:
    """Load `file` into `folder` as the version before does: shared originals, a state of its own."""
    own = open_reference(other)
    own.load(file)
    own.close()
    (loaded,) = Originals(Folder(other)).releases().items()
    rows = [(one.role, one.name, "", one.data) for one in Originals(Folder(other)).files(loaded[0])]
    Originals(Folder(folder)).keep(*loaded, rows)
    (folder / "cache-3-000001.sqlite").write_bytes(b"of the version before")
    (folder / "current-3").write_text("cache-3-000001.sqlite\n", encoding="ascii")


def test_what_the_version_before_loaded_meanwhile_is_taken_over(data_dir: Path, tmp_path: Path) -> None:
    first = open_reference(data_dir)
    first.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    first.close()
    by_version_3(data_dir, tmp_path / "other", save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
    after = open_reference(data_dir)
    assert [one.exact_name for one in after.releases()] == ["2026-01", "2026-04"]
    assert after.doctor().ok
    assert [one.exact_name for one in after.releases()] == ["2026-01", "2026-04"]
    after.close()
    assert not (data_dir / "current-3").exists()


def test_damaged_originals_do_not_keep_it_from_starting(data_dir: Path, tmp_path: Path) -> None:
    first = open_reference(data_dir)
    first.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    first.close()
    (data_dir / "current-3").write_text("cache-3-000001.sqlite\n", encoding="ascii")
    (data_dir / "originals.sqlite").write_bytes(b"garbage " * 500)
    after = open_reference(data_dir)
    assert [one.exact_name for one in after.releases()] == ["2026-01"]
    assert any("has to be loaded again" in warning for warning in after.overview().warnings)
    after.close()


def test_a_companion_that_changed_in_its_zip_is_told_and_taken_by_itself(
    reference: Reference, tmp_path: Path
) -> None:
    main = {"HCPC2026_JAN_ANWEB.txt": release_text(a_few())}
    name = "HCPC2026_JAN_Corrections.xlsx"
    file, alone = tmp_path / "x.zip", tmp_path / "alone" / name
    file.write_bytes(zip_of(main | {name: CORRECTIONS}))
    reference.load(file)
    assert reference.load(file).imported[0].problems == ()
    file.write_bytes(zip_of(main | {name: LATER}))
    (told,) = reference.load(file).imported[0].problems
    assert told.file == name
    assert "load it by itself" in told.remedy
    assert [one.correction.action for one in reference.corrections("E0130")] == []
    alone.parent.mkdir()
    alone.write_bytes(LATER)
    reference.load(alone)
    assert [one.correction.action for one in reference.corrections("E0130")] == ["Invented: end"]


@pytest.mark.parametrize("code", ["\udcff", "\ud800E0100", "\x00", "e0100 "])
def test_no_text_of_the_command_line_breaks_a_question(reference: Reference, whole: Path, code: str) -> None:
    reference.load(whole)
    found = reference.history(code)
    assert bool(found.views) == bool(reference.corrections(code)) == (code == "e0100 ")
