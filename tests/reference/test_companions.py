"""Processing notes and lists of catch-all codes: beside a release, in its zip, later, unreadable."""

from __future__ import annotations

from pathlib import Path

from hcpcs_desktop.reference import Reference
from tests.builders import Entry, a_few, csv_of, notes_text, release_text, save, sheet, zip_of


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
