"""CMS's own files through the one door: counts, differences, companions, identity and size."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.reference import Reference, open_reference
from tests import independent_reading as independent

pytestmark = pytest.mark.realdata

Records = dict[str, CodeRecord]

COUNTS = {
    "2018-01": (6205, 354),
    "2019-01": (6440, 360),
    "2020-01": (6710, 369),
    "2024-07": (8033, 0),
    "2026-01": (8623, 383),
}
THREE = ("2018-01", "2019-01", "2020-01")
DIFFERENCES = [
    ("2018-01", "2019-01", "code", (237, 2, 111, 98, 30)),
    ("2018-01", "2019-01", "modifier", (7, 1, 3, 3, 3)),
    ("2019-01", "2020-01", "code", (270, 0, 70, 51, 88)),
    ("2019-01", "2020-01", "modifier", (9, 0, 0, 0, 1)),
    ("2024-07", "2026-01", "code", (590, 0, 336, 76, 223)),
]


def one(reference: Reference, text: str, on: str) -> Explanation:
    (found,) = reference.explain_each(text, on=on)
    return found


def exported(reference: Reference, release: str, kind: str) -> Records:
    return {record.code: record for record, _ in reference.export(release).records if record.kind == kind}


def state(reference: Reference) -> list[object]:
    """Return all that a data folder says of its releases but for the times of loading and the files."""
    loaded = reference.releases()
    return [(info.exact_name, reference.export(info.exact_name)) for info in loaded]


def test_counts(five: Reference) -> None:
    assert {info.release: (info.codes, info.modifiers) for info in five.releases()} == COUNTS
    assert [info.newest for info in five.releases()] == [False] * 4 + [True]
    for release, (codes, modifiers) in COUNTS.items():
        assert len(exported(five, release, "code")) == codes
        assert len(exported(five, release, "modifier")) == modifiers


@pytest.mark.parametrize(("old", "new", "kind", "numbers"), DIFFERENCES)
def test_differences(five: Reference, old: str, new: str, kind: str, numbers: tuple[int, ...]) -> None:
    """The numbers: added, gone, long text changed, short text changed, newly ended."""
    before, after = exported(five, old, kind), exported(five, new, kind)
    both = before.keys() & after.keys()

    def count(differs: Callable[[CodeRecord, CodeRecord], bool]) -> int:
        return sum(differs(before[code], after[code]) for code in both)

    assert numbers == (
        len(after.keys() - before.keys()),
        len(before.keys() - after.keys()),
        count(lambda one, other: one.long_description != other.long_description),
        count(lambda one, other: one.short_description != other.short_description),
        count(lambda one, other: one.ended is None and other.ended is not None),
    )


@pytest.mark.parametrize("year", ["2018", "2019", "2020"])
def test_what_was_loaded_is_what_the_file_says(five: Reference, cms_data: Path, year: str) -> None:
    data = independent.member(cms_data / f"{year}/{year}-Alpha-Numeric-HCPCS-File.zip", ".txt")
    theirs = independent.read_txt(data)
    records = [record for record, _ in five.export(f"{year}-01").records]
    assert [(record.kind, record.code) for record in records] == sorted(
        theirs, key=lambda key: (key[0] == "code", key[1])
    )
    for record in records:
        their = theirs[record.kind, record.code]
        assert record.long_description == " ".join(str(their["long_description"]).split())
        assert (record.added, record.ended, record.action) == (
            their["added"],
            their["ended"],
            their["action"],
        )
        assert list(record.pricing) == their["pricing"]
        assert list(record.cross_reference) == their["cross_reference"]


@pytest.mark.parametrize(
    ("text", "on", "status"),
    [
        ("K0903", "2018-12-31", "active"),
        ("K0903", "2019-01-01", "ended"),
        ("K0903", "2018-03-31", "not_yet"),
        ("E2300", "2019-06-01", "active"),
        ("J9380", "2026-02-01", "active"),
        ("QQ", "2018-06-30", "not_yet"),
        ("QQ", "2018-07-01", "active"),
        ("DA", "2018-06-01", "active"),
        ("DA", "2020-06-01", "active"),
        ("G9976", "2018-06-01", "active"),
        ("G9976", "2019-06-01", "absent"),
        ("A0000", "2019-06-01", "absent"),
    ],
)
def test_status_on_a_day(five: Reference, text: str, on: str, status: str) -> None:
    assert one(five, text, on).status == status


def test_a_modifier_that_left_is_absent_until_a_later_release_lists_it(
    cms_data: Path, data_dir: Path
) -> None:
    reference = open_reference(data_dir)
    reference.load([cms_data / f"{year}/{year}-Alpha-Numeric-HCPCS-File.zip" for year in (2018, 2019)])
    assert one(reference, "DA", "2018-06-01").status == "active"
    assert one(reference, "DA", "2019-06-01").status == "absent"
    reference.close()


def test_notes_from_the_zip_and_catch_all_codes_from_beside_it(five: Reference) -> None:
    noted = [field for field in one(five, "A4221", "2018-06-01").fields if field.key == "processing_note"]
    for year in ("2018", "2019", "2020"):
        records = [record for record, _ in five.export(f"{year}-01").records if record.processing_note]
        explained = one(five, records[0].code, f"{year}-06-01")
        (note,) = [field for field in explained.fields if field.key == "processing_note"]
        assert note.meaning
        assert note.meaning != note.explanation
    assert len(noted) <= 1
    assert one(five, "A0999", "2018-06-01").catch_all
    assert one(five, "A0999", "2019-06-01").catch_all
    assert one(five, "A0999", "2024-08-01").catch_all
    assert not one(five, "E0100", "2019-06-01").catch_all


def test_text_workbook_and_zip_are_one_release(cms_data: Path, tmp_path: Path, data_dir: Path) -> None:
    archive = cms_data / "2019/2019-Alpha-Numeric-HCPCS-File.zip"
    files = {}
    with zipfile.ZipFile(archive) as opened:
        for ending in (".txt", ".xlsx"):
            files[ending] = Path(opened.extract(f"HCPC2019_CONTR_ANWEB{ending}", tmp_path))
    reference = open_reference(data_dir)
    (first,) = reference.load(files[".xlsx"]).imported
    assert (first.codes, first.modifiers, first.already) == (6440, 360, False)
    (better,) = reference.load(files[".txt"]).imported
    assert not better.already
    before = state(reference)
    for path in (files[".xlsx"], files[".txt"], archive):
        report = reference.load(path)
        assert (report.refused, [taken.already for taken in report.imported]) == ((), [True])
    assert state(reference) == before
    assert [info.file for info in reference.releases()] == ["HCPC2019_CONTR_ANWEB.txt"]
    reference.close()


def test_importing_again_changes_nothing(five_releases: Path, cms_data: Path, data_dir: Path) -> None:
    shutil.copytree(five_releases, data_dir)
    reference = open_reference(data_dir)
    names = sorted(file.name for file in data_dir.iterdir())
    report = reference.load([cms_data / "2018", cms_data / "2026-01"])
    assert [taken.already for taken in report.imported] == [True, True]
    assert report.refused == ()
    assert sorted(file.name for file in data_dir.iterdir()) == names
    reference.close()


def test_removing_gives_the_state_before(five_releases: Path, cms_data: Path, data_dir: Path) -> None:
    shutil.copytree(five_releases, data_dir)
    reference = open_reference(data_dir)
    before, found = state(reference), reference.search("wheelchair", limit=500).hits
    gone = reference.remove("2019-01")
    assert "2019-01" not in [info.release for info in reference.releases()]
    assert gone.release == "2019-01"
    reference.load(cms_data / "2019/2019-Alpha-Numeric-HCPCS-File.zip")
    assert state(reference) == before
    assert reference.search("wheelchair", limit=500).hits == found
    assert reference.doctor().ok
    reference.close()


def mutated(data: bytes, seed: int) -> bytes:
    """Return a release with three per cent of its records ended, as the next quarter's file would differ."""
    lines = data.split(b"\r\n")
    for number, line in enumerate(lines):
        if len(line) > 292 and (number + seed * 7) % 33 == 0:
            lines[number] = line[:284] + b"20251231D" + line[293:]
    return b"\r\n".join(lines)


def cache_size(folder: Path) -> int:
    (file,) = folder.glob("cache-*.sqlite")
    return file.stat().st_size


def test_ten_releases_stay_within_the_budget(
    five_releases: Path, cms_data: Path, tmp_path: Path, data_dir: Path
) -> None:
    newest = cms_data / "2026-01/HCPC2026_JAN_ANWEB.reconstructed.txt"
    single = open_reference(tmp_path / "single")
    single.load(newest)
    single.close()
    for number, name in enumerate(("APR", "JUL", "OCT", "JAN_v2", "JAN_v3"), start=1):
        quarter, _, revision = name.partition("_")
        file = tmp_path / f"HCPC2026_{quarter}_ANWEB{'_' + revision if revision else ''}.txt"
        file.write_bytes(mutated(newest.read_bytes(), number))
    shutil.copytree(five_releases, data_dir)
    ten = open_reference(data_dir)
    report = ten.load(sorted(tmp_path.glob("HCPC*.txt")))
    assert (len(report.imported), len(ten.releases())) == (5, 10)
    ten.close()
    assert cache_size(data_dir) <= 2.5 * cache_size(tmp_path / "single")


@pytest.mark.parametrize("year", ["2018", "2019"])
def test_corrections_come_with_the_folder_or_later(cms_data: Path, data_dir: Path, year: str) -> None:
    together = open_reference(data_dir / "together")
    together.load(cms_data / year)
    later = open_reference(data_dir / "later")
    zips = sorted((cms_data / year).glob("*.zip"), key=lambda path: "-File" not in path.name)
    alone = data_dir / "alone"
    alone.mkdir()
    for path in zips:  # apart, so that none is met beside another
        later.load(shutil.copy(path, alone))
        (alone / path.name).unlink()
    name = f"{year}-01"
    assert together.companions(name) == later.companions(name)
    assert together.transaction_report(name) == later.transaction_report(name)
    assert together.noc_codes(name) == later.noc_codes(name)
    together.close()
    later.close()


def test_corrections_at_their_codes(cms_data: Path, data_dir: Path) -> None:
    reference = open_reference(data_dir)
    reference.load([cms_data / "2018", cms_data / "2019", cms_data / "2020"])
    (centre,), (back,) = reference.corrections("C9488"), reference.corrections("DA")
    assert centre.correction[1:5] == ("Change ASC Ind/ASC eff date", "2017-04-01", (("asc_group", "YY"),), "")
    assert centre.correction.file == "V4_HCPC2018_Corrections_ANWEB.xlsx"
    assert (back.release, back.correction.action) == ("2019-01", "Removed in error - add back to file")
    assert [one.correction.action for one in reference.corrections("G9989")] == [
        "DO NOT ADD - Remove from previous corrections document",
        "ADD Code",
    ]
    assert [(len(reference.noc_codes(name)), len(reference.release_notes(name))) for name in THREE] == [
        (144, 216),
        (139, 218),
        (0, 220),
    ]
    reference.close()
