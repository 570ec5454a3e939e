"""Damaged, older and newer files in the data folder: rebuilt, cleared up or left alone, and told of."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from hcpcs_desktop.app import command_main
from hcpcs_desktop.cache.files import SCHEMA
from hcpcs_desktop.cache.schema import FINGERPRINT, STAMP
from hcpcs_desktop.reference import Reference, open_reference
from tests.builders import Entry, a_few, contents, save

DAY = "2026-02-01"
MANY = [Entry(f"A{number:04d}", f"Invented text {number} of many words") for number in range(800)]


@pytest.fixture
def loaded(data_dir: Path, tmp_path: Path) -> Path:
    """Return a data folder with two invented releases."""
    reference = open_reference(data_dir)
    reference.load([save(tmp_path, "HCPC2026_JAN_ANWEB.txt", MANY), save(tmp_path, "HCPC2026_APR_ANWEB.txt")])
    reference.set_favourite("A0021", wanted=True)
    reference.close()
    return data_dir


def cache_of(folder: Path) -> Path:
    (file,) = folder.glob(f"cache-{SCHEMA}-*.sqlite")
    return file


def garbage(path: Path) -> None:
    path.write_bytes(b"this is not a database " * 400)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


DAMAGE = [garbage, truncated, emptied, gone]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_cache_is_rebuilt_from_the_originals(loaded: Path, damage: Callable[[Path], None]) -> None:
    before = contents(loaded)
    damage(cache_of(loaded))
    reference = open_reference(loaded)
    assert [info.release for info in reference.releases()] == ["2026-01", "2026-04"]
    assert reference.explain_each("A0007", on=DAY)[0].status == "active"
    assert reference.search("many words").total == 799
    assert reference.doctor().ok
    assert reference.overview().warnings == ()
    assert reference.favourites() == ("A0021",)
    reference.close()
    assert contents(loaded) == before


@pytest.mark.parametrize("damage", [garbage, truncated, emptied])
def test_a_cache_damaged_while_it_is_open(loaded: Path, damage: Callable[[Path], None]) -> None:
    """A program that has the file open notices at a later question and rebuilds."""
    reference = open_reference(loaded)
    damage(cache_of(loaded))
    assert reference.explain_each("A0007", on=DAY)[0].status == "active"
    assert reference.doctor().ok
    reference.close()


def overwritten(path: Path, seed: int) -> None:
    """Overwrite some pages with noise or zeros, but not the first."""
    noise = random.Random(seed)
    data = bytearray(path.read_bytes())
    for _ in range(noise.randrange(1, 12)):
        at = noise.randrange(4096, len(data))
        size = noise.choice([8, 200, 4096])
        data[at : at + size] = noise.randbytes(size) if noise.random() < 0.6 else bytes(size)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("seed", range(12))
def test_a_cache_with_damaged_pages_never_raises_and_the_doctor_mends_it(
    loaded: Path, tmp_path: Path, seed: int
) -> None:
    overwritten(cache_of(loaded), seed)
    reference = open_reference(loaded)
    for number in range(0, 800, 40):
        reference.explain_each(f"A{number:04d}", on=DAY)
    for query in ("many words", "A00", "invented", "zzz"):
        reference.search(query)
    for info in reference.releases():
        reference.export(info.exact_name)
    reference.load(save(tmp_path, "HCPC2026_JUL_ANWEB.txt"))
    reference.doctor()
    health = reference.doctor()
    assert [check for check in health.checks if not check.ok] == []
    assert [info.release for info in reference.releases()] == ["2026-01", "2026-04", "2026-07"]
    assert reference.explain_each("A0007", on=DAY)[0].status == "active"
    reference.close()


@pytest.mark.parametrize(
    "words", [["import"], ["remove", "2026-01"], ["export"], ["doctor"], ["search", "invented"]]
)
@pytest.mark.parametrize("seed", range(4))
def test_no_command_shows_a_traceback_on_damaged_pages(
    loaded: Path, tmp_path: Path, words: list[str], seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    overwritten(cache_of(loaded), seed)
    more = [str(save(tmp_path, "HCPC2026_JUL_ANWEB.txt"))] if words == ["import"] else []
    assert command_main(["--data-dir", str(loaded), *words, *more]) in (0, 1, 3)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("damage", [garbage, truncated, emptied])
def test_damaged_originals_are_told_and_mended_by_loading_again(
    loaded: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(loaded / "originals.sqlite")
    reference = open_reference(loaded)
    assert reference.explain_each("A0007", on=DAY)[0].status == "active"
    (told,) = [check for check in reference.doctor().checks if not check.ok]
    assert told.name == "originals"
    assert "again" in told.text
    report = reference.load([tmp_path / "HCPC2026_JAN_ANWEB.txt", tmp_path / "HCPC2026_APR_ANWEB.txt"])
    assert [taken.already for taken in report.imported] == [True, True]
    assert reference.doctor().ok
    reference.close()


def test_a_release_is_removed_though_the_originals_are_damaged(loaded: Path) -> None:
    garbage(loaded / "originals.sqlite")
    reference = open_reference(loaded)
    reference.remove("2026-01")
    assert [info.release for info in reference.releases()] == ["2026-04"]
    reference.close()


def test_damaged_originals_and_a_damaged_cache(
    loaded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    garbage(loaded / "originals.sqlite")
    garbage(cache_of(loaded))
    assert command_main(["--data-dir", str(loaded), "explain", "E0100"]) == 0
    assert "have to be loaded again" in capsys.readouterr().err
    assert command_main(["--data-dir", str(loaded), "import", str(tmp_path / "HCPC2026_JAN_ANWEB.txt")]) == 0
    assert command_main(["--data-dir", str(loaded), "doctor"]) == 0


def test_one_kept_file_that_cannot_be_unpacked(loaded: Path) -> None:
    with contextlib.closing(sqlite3.connect(loaded / "originals.sqlite")) as db, db:
        db.execute("UPDATE original SET content = ? WHERE release = '2026-01'", (b"no zlib",))
    garbage(cache_of(loaded))
    reference = open_reference(loaded)
    assert [info.release for info in reference.releases()] == ["2026-04"]
    (warning,) = reference.overview().warnings
    assert "2026-01 could not be rebuilt" in warning
    reference.close()


def test_a_pointer_that_says_nothing(loaded: Path) -> None:
    for text in ("", "../../etc/passwd", "cache-1-999999.sqlite", "\xff\xfe"):
        (loaded / f"current-{SCHEMA}").write_text(text, encoding="latin-1")
        reference = open_reference(loaded)
        assert [info.release for info in reference.releases()] == ["2026-01", "2026-04"]
        reference.close()


def test_files_of_a_newer_program_are_left_alone(loaded: Path) -> None:
    newer = {f"cache-{SCHEMA + 1}-000007.sqlite": b"newer", f"current-{SCHEMA + 1}": b"newer"}
    for name, data in newer.items():
        (loaded / name).write_bytes(data)
    with contextlib.closing(sqlite3.connect(loaded / "originals.sqlite")) as db, db:
        db.execute(
            "INSERT INTO original SELECT '2030-01', role, name, loaded, sha256, content FROM original LIMIT 1"
        )
    reference = open_reference(loaded)
    assert reference.doctor().ok
    reference.remove("2026-04")
    reference.close()
    assert {name: (loaded / name).read_bytes() for name in newer} == newer
    with contextlib.closing(sqlite3.connect(loaded / "originals.sqlite")) as db:
        assert ("2030-01",) in db.execute("SELECT release FROM original").fetchall()


def test_leftovers_are_cleared(loaded: Path) -> None:
    names = ["cache-0-000003.sqlite", "cache-1-000000.sqlite", "building-1-4242.sqlite", "current-1.new"]
    for name in names:
        (loaded / name).write_bytes(b"x")
    kept = loaded / "cache-mine.sqlite"
    kept.write_bytes(b"not ours")
    reference = open_reference(loaded)
    health = reference.doctor()
    assert health.ok
    assert "Removed: 4" in next(check.text for check in health.checks if check.name == "leftovers")
    reference.close()
    assert [name for name in names if (loaded / name).exists()] == []
    assert kept.exists()


def test_another_set_of_plain_names_is_put_in(loaded: Path) -> None:
    with contextlib.closing(sqlite3.connect(cache_of(loaded))) as db, db:
        db.execute("UPDATE meta SET value = 'older'")
        db.execute("DELETE FROM plain")
    reference = open_reference(loaded)
    assert reference.overview().builtin_codes > 0
    assert [info.release for info in reference.releases()] == ["2026-01", "2026-04"]
    assert reference.doctor().ok
    reference.close()


@pytest.mark.parametrize("key", [STAMP, FINGERPRINT])
def test_one_mark_of_the_built_in_tables_is_enough(loaded: Path, key: str) -> None:
    """Files that were only copied, or whose stamp still holds, are not built in again."""
    with contextlib.closing(sqlite3.connect(cache_of(loaded))) as db, db:
        db.execute("UPDATE meta SET value = 'older' WHERE key = ?", (key,))
        db.execute("UPDATE plain SET hint = 'kept as it was'")
    reference = open_reference(loaded)
    assert reference.explain_each("E0143")[0].hint == "kept as it was"
    reference.close()


# ---- the notebook


def test_the_notebook_survives_everything_else(loaded: Path, tmp_path: Path) -> None:
    reference = open_reference(loaded)
    reference.note_opened("E0100")
    reference.set_setting("zoom", "150")
    reference.load(save(tmp_path, "HCPC2026_JUL_ANWEB.txt"))
    reference.remove("2026-07")
    reference.close()
    garbage(cache_of(loaded))
    garbage(loaded / "originals.sqlite")
    reference = open_reference(loaded)
    assert (reference.recent(), reference.favourites(), reference.setting("zoom")) == (
        ("E0100",),
        ("A0021",),
        "150",
    )
    reference.close()


@pytest.mark.parametrize("damage", [garbage, truncated])
def test_a_damaged_notebook_is_left_as_it_is_and_told(loaded: Path, damage: Callable[[Path], None]) -> None:
    notebook = loaded / "notebook.sqlite"
    damage(notebook)
    data = notebook.read_bytes()
    reference = open_reference(loaded)
    reference.set_favourite("B0001", wanted=True)
    assert reference.favourites() == ("B0001",)
    assert any("notebook.sqlite is damaged" in warning for warning in reference.overview().warnings)
    health = reference.doctor()
    assert not health.ok
    assert not next(check for check in health.checks if check.name == "notebook").ok
    reference.close()
    assert notebook.read_bytes() == data


def test_a_notebook_of_a_newer_program_is_left_alone(loaded: Path) -> None:
    notebook = loaded / "notebook.sqlite"
    with contextlib.closing(sqlite3.connect(notebook)) as db, db:
        db.execute("PRAGMA user_version = 99")
    data = notebook.read_bytes()
    reference = open_reference(loaded)
    reference.set_favourite("B0001", wanted=True)
    assert any("newer version" in warning for warning in reference.overview().warnings)
    reference.close()
    assert notebook.read_bytes() == data


def test_the_notebook(reference: Reference, data_dir: Path) -> None:
    assert (reference.recent(), reference.favourites(), reference.setting("a", "b")) == ((), (), "b")
    assert not (data_dir / "notebook.sqlite").exists()
    for number in range(60):
        reference.note_opened(f"A{number:04d}")
    reference.note_opened("A0030")
    assert reference.recent()[:2] == ("A0030", "A0059")
    assert len(reference.recent()) == 50
    reference.set_favourite("B0001", wanted=True)
    reference.set_favourite("A0001", wanted=True)
    reference.set_favourite("A0001", wanted=True)
    reference.set_favourite("B0001", wanted=False)
    assert reference.favourites() == ("A0001",)
    reference.set_setting("a", "c")
    assert reference.setting("a", "b") == "c"


def test_a_release_whose_workbook_was_replaced_by_its_text_is_kept_as_text(
    reference: Reference, tmp_path: Path
) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.csv"))
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", a_few(E0100="Invented other")))
    (info,) = reference.releases()
    assert info.file == "HCPC2026_JAN_ANWEB.txt"
    assert reference.doctor().ok
