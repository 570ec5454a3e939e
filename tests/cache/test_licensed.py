"""The file of the licensee's wording: one step for each change, gone when it is removed."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from pathlib import Path

import pytest

from hcpcs_desktop.cache.errors import EnvironmentFault
from hcpcs_desktop.cache.licensed import VERSION, KeptWording, LicensedStore

LONG = KeptWording("long", "LONGULT.txt", "2026", "a" * 64, "2026-02-01T00:00:00+00:00", "Invented notice", 2)
SHORT = LONG._replace(length="short", name="SHORTU.txt", codes=1)
TEXTS = (("00100", "Invented text A, not CPT wording"), ("99213", "Invented text B, not CPT wording"))


@pytest.fixture
def store(data_dir: Path) -> LicensedStore:
    return LicensedStore(data_dir / "licensed.sqlite")


@pytest.fixture
def filled(store: LicensedStore) -> LicensedStore:
    with store.changing() as change:
        change.put(LONG, TEXTS)
        change.put(SHORT, [("99999", "INVENTED")])
    return store


def test_nothing_is_made_by_asking(store: LicensedStore) -> None:
    assert store.files() == ()
    assert store.texts("99213") == ((), {})
    assert (store.codes(), store.check(), store.remove()) == (0, "", 0)
    assert not store.path.parent.exists()


def test_texts_are_kept_by_code_and_length(filled: LicensedStore) -> None:
    assert filled.files() == (LONG, SHORT)
    assert filled.texts("99213") == ((LONG, SHORT), {"long": TEXTS[1][1]})
    assert filled.codes() == 3
    assert filled.check() == ""


def test_a_file_takes_the_place_of_one_of_its_length(filled: LicensedStore) -> None:
    newer = LONG._replace(year="2027", codes=1)
    with filled.changing() as change:
        change.put(newer, TEXTS[:1])
        change.drop("short")
        assert (change.files(), change.codes()) == ((newer,), 1)
    assert filled.files() == (newer,)
    assert filled.texts("99213")[1] == {}
    assert TEXTS[1][1].encode() not in filled.path.read_bytes()


def change_and_fail(store: LicensedStore) -> None:
    with store.changing() as change:
        change.drop("long")
        raise KeyError("ours")


def test_nothing_of_a_change_that_fails_stays(filled: LicensedStore) -> None:
    with pytest.raises(KeyError):
        change_and_fail(filled)
    assert filled.files() == (LONG, SHORT)
    assert filled.texts("00100")[1] == {"long": TEXTS[0][1]}


def test_a_first_change_that_fails_leaves_nothing_loaded(store: LicensedStore) -> None:
    with pytest.raises(KeyError):
        change_and_fail(store)
    assert (store.files(), store.check()) == ((), "")


def test_other_threads_and_other_programs_see_a_change_at_once(filled: LicensedStore) -> None:
    other = LicensedStore(filled.path)
    found: list[int] = []
    with filled.changing() as change:
        change.drop("long")
        assert other.codes() == 3
    thread = threading.Thread(target=lambda: found.append(other.codes()))
    thread.start()
    thread.join()
    assert found == [1]


def test_remove_leaves_nothing(filled: LicensedStore) -> None:
    journal = filled.path.with_name("licensed.sqlite-journal")
    assert filled.remove() == 2
    journal.write_bytes(b"left by a program that was killed")
    filled.path.touch()
    assert filled.remove() == 0
    assert list(filled.path.parent.iterdir()) == []


def test_a_file_of_a_newer_program_is_left_alone(filled: LicensedStore) -> None:
    with contextlib.closing(sqlite3.connect(filled.path)) as db:
        db.execute(f"PRAGMA user_version = {VERSION + 1}")
    for ask in (filled.files, filled.codes, lambda: change_and_fail(filled)):
        with pytest.raises(EnvironmentFault, match="newer version"):
            ask()
    assert "newer version" in filled.check()


def test_two_loads_at_once(filled: LicensedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hcpcs_desktop.cache.licensed._PATIENCE", 0)
    with (
        filled.changing(),
        pytest.raises(EnvironmentFault, match="in use by another program"),
        LicensedStore(filled.path).changing(),
    ):
        pytest.fail("two changed at once")
