"""A licensee's CPT files behind the door: loaded, explained in the window only, removed with one action."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.reference.answers import LicensedFile, LoadReport, Progress
from hcpcs_desktop.reference.errors import LoadCancelled
from tests.ama_files import NOTICE, TEXTS, counted, file_of, fixed, notice_of, save_all, tabbed
from tests.builders import save, zip_of

ON = "2026-02-01"
LINE = (
    "CPT © 2026 American Medical Association. All rights reserved. CPT is a registered trademark of the AMA."
)


@pytest.fixture
def licensee(reference: Reference, tmp_path: Path) -> Reference:
    report = reference.load(save_all(tmp_path / "ama"))
    assert [one.codes for one in report.imported] == [len(TEXTS)] * 3
    return reference


def shown(reference: Reference, text: str) -> Explanation:
    """Return what the window shows."""
    return reference.explain_each(text, on=ON, licensed=True)[0]


def holding(folder: Path) -> list[str]:
    """Return the files in which any of the texts stands."""
    texts = [text.encode() for text in TEXTS.values()]
    return [file.name for file in folder.iterdir() if any(text in file.read_bytes() for text in texts)]


def names(report: LoadReport) -> list[tuple[str, bool]]:
    return [(Path(one.file).name, one.already) for one in report.imported]


def test_the_report_of_a_load(reference: Reference, tmp_path: Path) -> None:
    report = reference.load(save_all(tmp_path / "ama"))
    assert (report.refused, report.skipped) == ((), ())
    assert names(report) == [("LONGULT.txt", False), ("MEDU.txt", False), ("SHORTU.txt", False)]
    first = report.imported[0]
    assert (first.kind, first.release, first.codes, first.modifiers) == ("ama", "2026", len(TEXTS), 0)
    assert (first.problems, first.notice) == ((), "\n".join(NOTICE))
    again = reference.load(tmp_path / "ama")
    assert [already for _, already in names(again)] == [True] * 3
    assert (again.refused, again.skipped) == ((), ())


def test_what_is_loaded(licensee: Reference) -> None:
    found = licensee.licensed()
    assert found is not None
    assert (found.year, found.codes, found.licence, found.fault) == ("2026", len(TEXTS), LINE, "")
    assert found.notice == "\n".join(NOTICE)
    assert [(one.file, one.length) for one in found.files] == [
        ("LONGULT.txt", "long"),
        ("MEDU.txt", "medium"),
        ("SHORTU.txt", "short"),
    ]
    assert all(isinstance(one, LicensedFile) and one.loaded for one in found.files)


def test_a_listed_code_in_the_window(licensee: Reference) -> None:
    found = shown(licensee, "99213-25")
    assert found.licensed
    assert found.long_description == TEXTS["99213"]
    assert found.medium_description == TEXTS["99213"].upper()[:48].strip()
    assert found.short_description == TEXTS["99213"].upper()[:28].strip()
    assert found.description_source == "CPT file of the licensee, 2026"
    assert (found.licence, found.licence_notice) == (LINE, "\n".join(NOTICE))
    assert found.status == "unknown"
    assert found.status_reason == "Listed in your CPT file of 2026; such files carry no dates."
    assert found.modifiers[0].modifier == "25"


def test_a_code_that_is_not_listed(licensee: Reference) -> None:
    found = shown(licensee, "99214")
    assert (found.licensed, found.long_description, found.status) == (False, None, "unknown")
    assert found.status_reason == "Not in your CPT file of 2026."
    assert found.licence is not None
    assert "not part of this program" in found.licence


@pytest.mark.parametrize("text", ["E0143", "D1110", "W1234", "25", "LT", "nonsense"])
def test_what_is_no_cpt_code_is_explained_as_before(licensee: Reference, data_dir: Path, text: str) -> None:
    before = shown(licensee, text)
    licensee.remove_licensed()
    assert shown(licensee, text) == before


def test_a_series_that_ended_keeps_its_status(reference: Reference, tmp_path: Path) -> None:
    reference.load(
        save_all(tmp_path / "ama", TEXTS | {"0001A": "Invented text E for tests, not CPT wording"})
    )
    found = shown(reference, "0001A")
    assert (found.status, found.licensed) == ("ended", True)
    assert "series ended" in found.status_reason


def test_nothing_of_the_wording_is_given_to_others(licensee: Reference, tmp_path: Path) -> None:
    licensee.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    given: list[object] = [licensee.explain(code, on=ON) for code in TEXTS]
    given += [licensee.explain_each(code, on=ON) for code in TEXTS]
    queries = (*TEXTS, *TEXTS.values(), "text for tests", "002", "99213 00100", "992*", "00100-99999")
    given += [licensee.search(query, on=ON) for query in queries]
    given += [licensee.overview(), licensee.releases(), licensee.doctor(), licensee.licensed()]
    given += [licensee.listed("00000", "ZZZZZ", on=ON), licensee.sections(ON)]
    told = repr(given)
    for query in sorted(queries, key=len, reverse=True):
        told = told.replace(query, "")  # an answer repeats what was asked
    assert not any(text in told or text.upper()[:28] in told for text in TEXTS.values())
    outside = licensee.explain_each("99213", on=ON)[0]
    assert not outside.licensed
    assert (outside.long_description, outside.medium_description, outside.short_description) == (None,) * 3
    assert (
        outside.licence
        == f"{LINE} Its wording is in the licensee's own file and is shown in the window only."
    )
    assert "Listed in your CPT file of 2026" in outside.status_reason


def test_no_export_and_no_other_file_holds_it(licensee: Reference, data_dir: Path, tmp_path: Path) -> None:
    licensee.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    codes = {record.code for record, _ in licensee.export().records}
    codes |= {record.code for record, _ in licensee.export("builtin").records}
    assert not codes & set(TEXTS)
    licensee.set_favourite("99213", wanted=True)
    licensee.note_opened("00100")
    assert holding(data_dir) == ["licensed.sqlite"]


def test_one_action_removes_everything(licensee: Reference, data_dir: Path) -> None:
    assert licensee.remove_licensed() == 3
    assert licensee.licensed() is None
    assert licensee.remove_licensed() == 0
    assert not shown(licensee, "99213").licensed
    assert "licensed content" in shown(licensee, "99213").status_reason
    assert holding(data_dir) == []
    assert licensee.doctor().ok


def test_a_zip_and_what_lies_beside(reference: Reference, tmp_path: Path) -> None:
    members = {
        "CPT/LONGULT.txt": file_of(tabbed(), ()),
        "CPT/LONGULF.txt": file_of(counted(), ()),
        "CPT/README.doc": b"x",
        "CPT/MODUL.txt": b"25 Invented",
        "Consumer Friendly Descriptors/ConsumerDescriptor.txt": b"x",
    }
    (tmp_path / "cpt-2025.zip").write_bytes(zip_of(members))
    report = reference.load(tmp_path / "cpt-2025.zip")
    assert names(report) == [("LONGULT.txt", False)]
    assert report.imported[0].release == "2025"
    why = {Path(one.file).name: one.why for one in report.skipped}
    assert why["LONGULF.txt"] == "LONGULT.txt holds the long texts and was taken."
    assert "only LONGULT" in why["MODUL.txt"]
    assert "only LONGULT" in why["ConsumerDescriptor.txt"]
    assert report.refused == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ConsumerDescriptor.txt", "only LONGULT"),
        ("MODUL.txt", "only LONGULT"),
        ("LONGULT.xlsx", "as they are"),
        ("CDT2026.txt", "American Dental Association"),
        ("LONGULT.txt", "no row of a CPT code"),
    ],
)
def test_a_named_file_that_is_not_loaded_says_why(
    reference: Reference, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / name).write_bytes(b"Invented")
    (refused,) = reference.load(tmp_path / name).refused
    assert words in refused.why
    assert reference.licensed() is None


def test_files_that_differ_are_told_once(reference: Reference, tmp_path: Path) -> None:
    folder = save_all(tmp_path / "ama")
    fewer = {code: TEXTS[code] for code in ("00100", "99213")}
    (folder / "MEDU.txt").write_bytes(file_of(fixed(fewer)))
    report = reference.load(folder)
    (problem,) = [problem for one in report.imported for problem in one.problems]
    assert "LONGULT.txt 4, MEDU.txt 2, SHORTU.txt 4, together 4" in problem.text
    assert shown(reference, "0042T").medium_description is None
    assert shown(reference, "0042T").licensed


def test_a_newer_edition_takes_the_place_of_the_older(licensee: Reference, tmp_path: Path) -> None:
    newer = tmp_path / "newer"
    newer.mkdir()
    texts = {"99213": "Invented newer text, not CPT wording"}
    (newer / "LONGULT.txt").write_bytes(file_of(tabbed(texts), notice_of("2027")))
    (taken,) = licensee.load(newer).imported
    assert taken.release == "2027"
    told = [one.text.partition(" was removed")[0] for one in taken.problems]
    assert told == ["MEDU.txt of 2026", "SHORTU.txt of 2026"]
    assert shown(licensee, "99213").long_description == texts["99213"]
    assert shown(licensee, "99213").short_description is None
    assert shown(licensee, "00100").status_reason == "Not in your CPT file of 2027."
    report = licensee.load(tmp_path / "ama")
    assert {one.why for one in report.refused} == {
        "It is of 2026, and your CPT file of 2027 is loaded. To use it, remove the CPT files first "
        "(hcpcs remove cpt)."
    }
    assert report.imported == ()


def test_of_two_editions_in_one_folder_the_newer_is_taken(reference: Reference, tmp_path: Path) -> None:
    save_all(tmp_path / "cpt" / "old", {"99213": "Invented old text"}, notice_of("2025"))
    save_all(tmp_path / "cpt" / "new")
    report = reference.load(tmp_path / "cpt")
    assert {one.release for one in report.imported} == {"2026"}
    assert len(report.skipped) == 3
    assert report.refused == ()


def test_files_that_tell_no_year(reference: Reference, tmp_path: Path) -> None:
    reference.load(save_all(tmp_path / "ama", notice=("Invented notice without a year",)))
    found = shown(reference, "99213")
    assert found.status_reason == "Listed in your CPT file; such files carry no dates."
    assert found.description_source == "CPT file of the licensee"
    assert found.licence is not None
    assert found.licence.startswith("CPT © American Medical Association.")


def test_both_kinds_of_files_in_one_load(reference: Reference, tmp_path: Path) -> None:
    save(save_all(tmp_path / "all"), "HCPC2026_JAN_ANWEB.txt")
    report = reference.load(tmp_path / "all")
    assert {one.kind for one in report.imported} == {"ama", "hcpcs-release"}
    assert len(reference.releases()) == 1


@pytest.mark.parametrize("step", ["looking at the files", "reading", "building the index"])
def test_nothing_of_a_stopped_load_stays(reference: Reference, tmp_path: Path, step: str) -> None:
    save(save_all(tmp_path / "all"), "HCPC2026_JAN_ANWEB.txt")

    def stop(progress: Progress) -> None:
        if progress.step == step:
            raise LoadCancelled

    with pytest.raises(LoadCancelled):
        reference.load(tmp_path / "all", stop)
    assert reference.licensed() is None
    assert reference.releases() == ()
    assert not shown(reference, "99213").licensed


def test_an_open_reference_sees_a_load_of_another(
    reference: Reference, data_dir: Path, tmp_path: Path
) -> None:
    assert not shown(reference, "99213").licensed
    other = open_reference(data_dir)
    thread = threading.Thread(target=lambda: other.load(save_all(tmp_path / "ama")))
    thread.start()
    thread.join()
    assert shown(reference, "99213").licensed
    other.remove_licensed()
    other.close()
    assert not shown(reference, "99213").licensed


def test_a_copied_cache_holds_none(licensee: Reference, data_dir: Path, tmp_path: Path) -> None:
    """Whoever hands out a prepared cache takes the states and their pointer."""
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in (*data_dir.glob("cache-*.sqlite"), *data_dir.glob("current-*")):
        shutil.copy(file, copy)
    other = open_reference(copy)
    assert other.licensed() is None
    assert not shown(other, "99213").licensed
    other.close()
    assert holding(copy) == []
