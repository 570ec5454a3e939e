"""The user's own file: words in it, and files of older and newer programs."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path

import pytest

from hcpcs_desktop.cache.errors import EnvironmentFault
from hcpcs_desktop.cache.notebook import VERSION, Notebook

OLDER = """
CREATE TABLE recent (code TEXT PRIMARY KEY, opened TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE favourite (code TEXT PRIMARY KEY, added TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO recent VALUES ('E0143', '2026-01-02T03:04:05.000006+00:00');
INSERT INTO favourite VALUES ('A0021', '2026-01-02T03:04:05.000006+00:00');
INSERT INTO setting VALUES ('zoom', '150');
PRAGMA user_version = 1;
"""


@pytest.fixture
def path(data_dir: Path) -> Path:
    return data_dir / "notebook.sqlite"


@pytest.fixture
def older(path: Path) -> Path:
    """Return the notebook of the program before own words."""
    path.parent.mkdir()
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.executescript(OLDER)
    return path


def version(path: Path) -> int:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def test_words_are_kept_sorted_and_replaced(path: Path) -> None:
    notebook = Notebook(path)
    assert notebook.words() == ()
    assert not path.exists()
    notebook.set_words([("zimmer", "Zimmer", "E0143"), ("hoyer lift", "Hoyer lift", "E0630")])
    notebook.set_words([("zimmer", "zimmer", "walker")])
    assert Notebook(path).words() == (("Hoyer lift", "E0630"), ("zimmer", "walker"))
    notebook.remove_word("hoyer lift")
    notebook.remove_word("never kept")
    assert notebook.words() == (("zimmer", "walker"),)
    assert notebook.check() == notebook.fault == ""


def test_the_day_on_which_a_word_was_added_stays(path: Path) -> None:
    notebook = Notebook(path)
    notebook.set_words([("zimmer", "zimmer", "E0143")])

    def added() -> str:
        with contextlib.closing(sqlite3.connect(path)) as db:
            return str(db.execute("SELECT added FROM word").fetchone()[0])

    before = added()
    notebook.set_words([("zimmer", "zimmer", "walker")])
    assert added() == before


def test_an_older_notebook_keeps_everything(older: Path) -> None:
    notebook = Notebook(older)
    assert notebook.words() == ()
    assert version(older) == 1
    notebook.set_words([("zimmer", "zimmer", "E0143")])
    assert version(older) == VERSION == 2
    again = Notebook(older)
    assert (again.recent(), again.favourites(), again.setting("zoom", "")) == (("E0143",), ("A0021",), "150")
    assert again.words() == (("zimmer", "E0143"),)
    assert again.fault == ""


def test_an_older_notebook_that_nobody_may_write_is_still_read(older: Path) -> None:
    older.chmod(0o400)
    older.parent.chmod(0o500)
    try:
        if os.access(older.parent, os.W_OK):
            pytest.skip("this user may write everywhere")
        notebook = Notebook(older)
        assert (notebook.favourites(), notebook.words(), notebook.fault) == (("A0021",), (), "")
        with pytest.raises(EnvironmentFault, match="cannot be"):
            notebook.set_words([("zimmer", "zimmer", "E0143")])
    finally:
        older.parent.chmod(0o700)


def test_a_newer_notebook_is_left_alone(older: Path) -> None:
    with contextlib.closing(sqlite3.connect(older)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    data = older.read_bytes()
    notebook = Notebook(older)
    for ask in (
        notebook.words,
        lambda: notebook.set_words([("a", "a", "b")]),
        lambda: notebook.remove_word("a"),
    ):
        with pytest.raises(EnvironmentFault, match="newer version"):
            ask()
    assert older.read_bytes() == data


def test_all_words_are_kept_or_none(path: Path) -> None:
    notebook = Notebook(path)
    with pytest.raises(sqlite3.Error):
        notebook.set_words([("a", "a", "b"), ("c", "c", None)])  # type: ignore[list-item]
    assert notebook.words() == ()


def test_words_are_asked_of_the_file_even_when_the_rest_is_kept_in_memory(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"no database " * 200)
    notebook = Notebook(path)
    notebook.set_favourite("A0021", wanted=True)
    assert "your own words are not used" in notebook.fault
    with pytest.raises(EnvironmentFault, match="damaged"):
        notebook.set_words([("a", "a", "b")])
    path.unlink()
    notebook.set_words([("a", "a", "b")])
    assert notebook.words() == (("a", "b"),)
    notebook.close()
