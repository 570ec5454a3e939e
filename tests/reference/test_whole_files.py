"""Files are written whole or not at all, and what is no ordinary file is never replaced."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

import pytest

from hcpcs_desktop.reference.whole_files import put, whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "Ünï 测试.csv"
    put(path, b"old")
    put(path, b"new")
    assert path.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_where_it_cannot_be_written_the_name_is_told(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as told:
        put(tmp_path / "nowhere" / "table.csv", b"new")
    assert told.value.filename == str(tmp_path / "nowhere" / "table.csv")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.csv", tmp_path / "link.csv"
    target.write_bytes(b"old")
    link.symlink_to(target)
    put(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a pipe in the file system")
def test_a_pipe_or_device_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    put(pipe, b"new")
    reader.join(5)
    assert read == [b"new"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    with pytest.raises(OSError, match="no ordinary file"), whole(pipe):
        pass
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError) as told:
        put(tmp_path, b"new")
    assert told.value.filename == str(tmp_path)


def test_a_file_that_may_not_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError) as told:
        put(path, b"new")
    assert told.value.filename == str(path)
    assert path.read_bytes() == b"old"


def test_what_fails_in_the_middle_leaves_the_file_before(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"old")

    def fail(new: Path) -> None:
        new.write_bytes(b"half")
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="is full") as told, whole(path) as new:
        fail(new)
    assert told.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
