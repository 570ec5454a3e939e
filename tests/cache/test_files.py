"""The files of the data folder and the failures that they turn into words."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

import pytest

from hcpcs_desktop.cache.build import building
from hcpcs_desktop.cache.errors import DamagedFile, EnvironmentFault, Interrupted, guarded
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import mask_bytes, mask_of, pack, unpack
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.reference import Reference, open_reference
from tests.builders import save


@pytest.mark.parametrize(
    ("said", "expected", "words"),
    [
        ("database is locked", EnvironmentFault, "in use by another program"),
        ("database or disk is full", EnvironmentFault, "Free some space"),
        ("attempt to write a readonly database", EnvironmentFault, "cannot be written"),
        ("unable to open database file", EnvironmentFault, "cannot be opened"),
        ("disk I/O error", EnvironmentFault, "Check the disk"),
        ("database disk image is malformed", DamagedFile, "damaged"),
        ("file is not a database", DamagedFile, "damaged"),
        ("Could not decode to UTF-8 column 'long'", DamagedFile, "damaged"),
        ("interrupted", Interrupted, "interrupted"),
        ("near SELEC: syntax error", sqlite3.OperationalError, "syntax"),
    ],
)
def test_what_the_database_says_in_words(said: str, expected: type[Exception], words: str) -> None:
    with pytest.raises(expected, match=words), guarded(Path("x.sqlite")):
        raise sqlite3.OperationalError(said)


def test_what_the_system_says_in_words() -> None:
    with (
        pytest.raises(EnvironmentFault, match=r"No space left on device\. Check the disk"),
        guarded(Path("x")),
    ):
        raise OSError(28, "No space left on device")


def test_a_question_can_be_stopped(data_dir: Path) -> None:
    open_reference(data_dir).close()
    reader = Reader(Folder(data_dir))
    reader.refresh()
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n WHERE stop(x)"
    )
    assert reader._db is not None

    def stop(number: int) -> int:
        if number == 1000:
            reader.interrupt()
        return 1

    reader._db.create_function("stop", 1, stop)
    with pytest.raises(Interrupted):
        reader.rows(endless)
    assert reader.plain_count() > 0
    reader.close()
    reader.interrupt()


def test_a_reader_without_a_cache(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="No cache can be opened"):
        Reader(Folder(tmp_path)).releases()


def test_nothing_is_published_where_nothing_changed(data_dir: Path) -> None:
    open_reference(data_dir).close()
    folder = Folder(data_dir)
    before = folder.stamp()
    with building(folder) as build:
        assert build.releases() == ()
    assert folder.stamp() == before
    assert folder.leftovers() == []


def test_a_pointer_that_is_held_open_for_a_moment(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows refuses to replace an open file; a later attempt succeeds."""
    real, refusals = Path.replace, [1, 1]

    def replace(self: Path, target: Path) -> Path:
        if refusals:
            refusals.pop()
            raise PermissionError(13, "in use")
        return real(self, target)

    reference = open_reference(data_dir)
    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr("hcpcs_desktop.cache.files._PAUSE", 0)
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    assert [info.release for info in reference.releases()] == ["2026-01"]
    refusals += [1] * 90
    with pytest.raises(EnvironmentFault, match="in use"):
        reference.load(save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
    refusals.clear()
    assert [info.release for info in reference.releases()] == ["2026-01"]
    assert reference.doctor().ok
    reference.close()


def test_old_states_that_cannot_be_removed_yet(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Windows keeps a file that a reader has open; the doctor says that it goes later."""
    reference = open_reference(data_dir)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        if self.exists() and not self.name.startswith("probe"):
            raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", unlink)
        reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
        health = reference.doctor()
    assert health.ok
    assert any("go later" in check.text for check in health.checks)
    assert "Removed: 1" in next(
        check.text for check in reference.doctor().checks if check.name == "leftovers"
    )
    reference.close()


def test_fields_are_packed_and_unpacked() -> None:
    record = CodeRecord(
        "A0021", "code", "s", "l", pricing=("00", "11"), cim=(), statute="x y", added="2018-01-01"
    )
    assert CodeRecord(*record[:4], *unpack(pack(record[4:]))) == record
    for mask in (0, 1, 1 << 9, (1 << 70) + 1):
        assert mask_of(mask_bytes(mask)) == mask


def test_more_releases_than_bits_of_a_number(reference: Reference, tmp_path: Path) -> None:
    months = ("JAN", "APR", "JUL", "OCT")
    paths = [
        save(tmp_path, f"HCPC{year}_{month}_ANWEB.txt") for year in range(2008, 2026) for month in months
    ]
    reference.load(paths)
    assert len(reference.releases()) == 72
    assert reference.explain_each("A0021", on="2016-05-01")[0].sources[0].release == "2016-04"
    reference.remove("2008-01")
    assert len(reference.export("2025-10").records) == 6


def test_the_tables_of_a_cache_in_use_can_be_read_by_anyone(data_dir: Path, reference: Reference) -> None:
    (file,) = data_dir.glob("cache-*.sqlite")
    with contextlib.closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert reference.overview().builtin_codes > 0
