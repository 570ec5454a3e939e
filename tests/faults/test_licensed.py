"""A licensee's CPT files where their file is damaged or cannot be read or written."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from hcpcs_desktop.app import command_main
from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.reference.errors import EnvironmentFault
from tests.ama_files import save_all, tabbed
from tests.builders import save

unix = pytest.mark.skipif(os.name != "posix", reason="only Unix has such permissions")


@pytest.fixture
def licensee(reference: Reference, tmp_path: Path) -> Reference:
    reference.load(save_all(tmp_path / "ama", {f"{code:05d}": "Invented" for code in range(10_100, 12_000)}))
    return reference


@pytest.fixture
def kept(licensee: Reference, data_dir: Path) -> Path:
    return data_dir / "licensed.sqlite"


def shown(reference: Reference) -> Explanation:
    return reference.explain_each("10100", licensed=True)[0]


def garbage(path: Path) -> None:
    path.write_bytes(b"this is not a database " * 400)


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("damage", [garbage, truncated])
def test_a_damaged_file_is_told_and_removed(
    licensee: Reference, kept: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    damage(kept)
    assert not shown(licensee).licensed
    assert "licensed content" in shown(licensee).status_reason
    assert any("Remove the CPT files" in warning for warning in licensee.overview().warnings)
    found = licensee.licensed()
    assert found is not None
    assert (found.files, "damaged" in found.fault) == ((), True)
    health = licensee.doctor()
    assert not health.ok
    assert [check.ok for check in health.checks if check.name == "licensed files"] == [False]
    with pytest.raises(EnvironmentFault, match="damaged"):
        licensee.load(tmp_path / "ama")
    assert licensee.remove_licensed() == 1
    assert licensee.overview().warnings == ()
    assert licensee.doctor().ok
    assert licensee.load(tmp_path / "ama").refused == ()
    assert shown(licensee).licensed


def test_a_damaged_file_does_not_touch_the_cache(licensee: Reference, kept: Path, tmp_path: Path) -> None:
    licensee.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    garbage(kept)
    shown(licensee)
    assert [info.release for info in licensee.releases()] == ["2026-01"]
    with pytest.raises(EnvironmentFault, match="damaged"):
        licensee.load([tmp_path / "ama", save(tmp_path, "HCPC2026_APR_ANWEB.txt")])
    assert [info.release for info in licensee.releases()] == ["2026-01"]


def test_an_empty_file_is_nothing_loaded(licensee: Reference, kept: Path) -> None:
    kept.write_bytes(b"")
    assert licensee.licensed() is None
    assert licensee.doctor().ok
    assert not shown(licensee).licensed


def test_a_folder_in_its_place(licensee: Reference, kept: Path, tmp_path: Path) -> None:
    a_folder(kept)
    assert not shown(licensee).licensed
    assert not licensee.doctor().ok
    for ask in (licensee.remove_licensed, lambda: licensee.load(tmp_path / "ama")):
        with pytest.raises(EnvironmentFault, match=r"licensed\.sqlite"):
            ask()


def test_the_command_line_says_it_in_one_line(
    licensee: Reference, kept: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    garbage(kept)
    capsys.readouterr()
    assert command_main(["--data-dir", str(data_dir), "explain", "10100"]) == 0
    told = capsys.readouterr()
    assert told.err.count("Remove the CPT files and load them again.") == 1
    assert command_main(["--data-dir", str(data_dir), "doctor"]) == 1
    assert command_main(["--data-dir", str(data_dir), "remove", "cpt"]) == 0
    assert command_main(["--data-dir", str(data_dir), "doctor"]) == 0


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("a file")
    reference = open_reference(folder)
    for ask in (lambda: reference.load(save_all(tmp_path / "ama")), reference.remove_licensed):
        with pytest.raises(EnvironmentFault):
            ask()
    assert reference.licensed() is None
    assert not shown(reference).licensed
    reference.close()


@unix
def test_a_read_only_folder_is_read_and_not_changed(
    licensee: Reference, kept: Path, data_dir: Path, tmp_path: Path
) -> None:
    kept.chmod(0o400)
    data_dir.chmod(0o500)
    try:
        if os.access(data_dir, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert shown(licensee).licensed
        with pytest.raises(EnvironmentFault, match="permission"):
            licensee.remove_licensed()
        with pytest.raises(EnvironmentFault, match="cannot be written"):
            licensee.load(save_all(tmp_path / "newer", {"10100": "Invented newer text"}))
    finally:
        data_dir.chmod(0o700)
        kept.chmod(0o600)


def test_a_full_disk_leaves_what_was_loaded(
    licensee: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = licensee.licensed()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    newer = tmp_path / "newer"
    newer.mkdir()
    (newer / "LONGULT.txt").write_bytes("\n".join(tabbed({"10100": "Invented newer text"})).encode())
    monkeypatch.setattr("hcpcs_desktop.cache.licensed.LicensedChange._forget", full)
    with pytest.raises(EnvironmentFault, match="No space left"):
        licensee.load(newer)
    assert licensee.licensed() == before
