"""Own words where files cannot be read or written, or are something else."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.reference.errors import EnvironmentFault, RefusedWords
from hcpcs_desktop.reference.word_files import LARGEST
from hcpcs_desktop.search.own_words import OwnWord

unix = pytest.mark.skipif(os.name != "posix", reason="only Unix has pipes and such permissions")


@pytest.fixture
def kept(reference: Reference) -> Reference:
    reference.set_own_word("zimmer", "E0143")
    return reference


@pytest.mark.parametrize("name", ["missing.txt", "missing/x.txt", "x" * 5_000, "a\0b"])
def test_a_file_that_is_not_there(kept: Reference, tmp_path: Path, name: str) -> None:
    with pytest.raises(EnvironmentFault, match=r"Check the name|Name a text file"):
        kept.load_own_words(f"{tmp_path}/{name}")
    with pytest.raises(EnvironmentFault):
        kept.save_own_words(f"{tmp_path}/no/{name}")


def test_a_folder_is_no_file(kept: Reference, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="no ordinary file"):
        kept.load_own_words(tmp_path)
    with pytest.raises(EnvironmentFault, match="permission to write"):
        kept.save_own_words(tmp_path)
    for name in ("", "/"):
        with pytest.raises(EnvironmentFault, match="no ordinary file"):
            kept.load_own_words(name)
        with pytest.raises(EnvironmentFault, match="Check the name"):
            kept.save_own_words(name)


@unix
def test_a_pipe_and_a_device_are_no_files(kept: Reference, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(EnvironmentFault, match="no ordinary file"):
            kept.load_own_words(path)


@pytest.mark.parametrize("data", [b"\x7fELF\x02\x01\x01\x00", b"PK\x03\x04", bytes(100)])
def test_a_file_that_is_no_text(kept: Reference, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(data)
    with pytest.raises(RefusedWords, match=r"words\.txt: This is no text file"):
        kept.load_own_words(path)


def test_a_file_that_is_too_large(kept: Reference, tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"zimmer\twalker\n" * (LARGEST // 14 + 1))
    with pytest.raises(RefusedWords, match=r"larger than 4,000,000 bytes.*Split the file"):
        kept.load_own_words(path)
    path.write_text("".join(f"word{number}\tcane\n" for number in range(20_001)))
    with pytest.raises(RefusedWords, match="20,000 at most"):
        kept.load_own_words(path)
    assert kept.own_words() == (OwnWord("zimmer", "E0143"),)


def test_a_save_that_fails_leaves_the_file_that_was_there(
    kept: Reference, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "words.txt"
    path.write_text("before")

    def full(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentFault, match=r"No space left on device\. Check the name, the free space"):
        kept.save_own_words(path)
    monkeypatch.undo()
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir() if one.name.endswith(".new")] == []


def test_a_damaged_notebook_is_told_and_no_word_is_lost_on_the_way(kept: Reference, data_dir: Path) -> None:
    kept.close()
    notebook = data_dir / "notebook.sqlite"
    notebook.write_bytes(b"garbage " * 900)
    reference = open_reference(data_dir)
    assert reference.search("folding walker").hits
    assert any("Your own words are not used" in warning for warning in reference.overview().warnings)
    for ask in (
        reference.own_words,
        lambda: reference.set_own_word("cane", "E0100"),
        lambda: reference.remove_own_word("zimmer"),
        lambda: reference.save_own_words(data_dir / "x.txt"),
    ):
        with pytest.raises(EnvironmentFault, match="damaged"):
            ask()
    reference.close()
    assert notebook.read_bytes() == b"garbage " * 900


def test_a_notebook_that_is_whole_again_is_used(kept: Reference, data_dir: Path) -> None:
    notebook = data_dir / "notebook.sqlite"
    data = notebook.read_bytes()
    notebook.write_bytes(b"garbage " * 900)
    assert kept.search("zimmer", on="2026-02-01").hits[0].tier != "own word"
    notebook.write_bytes(data)
    assert kept.own_words() == (OwnWord("zimmer", "E0143"),)
    assert kept.search("zimmer", on="2026-02-01").hits[0].tier == "own word"
    assert kept.overview().warnings == ()


def test_a_locked_notebook_refuses_a_word(
    kept: Reference, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sqlite3.connect

    def at_once(path: Path, timeout: float = 0) -> sqlite3.Connection:
        return real(path, timeout=0)

    monkeypatch.setattr("hcpcs_desktop.cache.notebook.sqlite3.connect", at_once)
    with contextlib.closing(real(data_dir / "notebook.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentFault, match="in use by another program"):
            kept.set_own_word("cane", "E0100")
    assert kept.own_words() == (OwnWord("zimmer", "E0143"),)


def test_a_data_folder_that_is_a_file_refuses_words_and_answers(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.write_text("a file")
    reference = open_reference(folder)
    with pytest.raises(EnvironmentFault):
        reference.set_own_word("zimmer", "E0143")
    assert reference.search("folding walker").hits
    reference.close()


def test_a_read_only_folder(kept: Reference, data_dir: Path, tmp_path: Path) -> None:
    data_dir.chmod(0o500)
    (data_dir / "notebook.sqlite").chmod(0o400)
    try:
        if os.access(data_dir, os.W_OK):
            pytest.skip("this user may write everywhere")
        with pytest.raises(EnvironmentFault, match="cannot be written"):
            kept.set_own_word("cane", "E0100")
        assert kept.own_words() == (OwnWord("zimmer", "E0143"),)
        assert kept.save_own_words(tmp_path / "x.txt") == 1
        with pytest.raises(EnvironmentFault, match="permission"):
            kept.save_own_words(data_dir / "x.txt")
    finally:
        data_dir.chmod(0o700)
