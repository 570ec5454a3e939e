"""A licensee loads CPT files, reads a code, cannot copy its text, and the files are removed again."""

from __future__ import annotations

from pathlib import Path

from hcpcs_desktop.reference import open_reference
from tests.ama_files import NOTICE, TEXTS, save_all
from tests.journeys.user import Alt, Control, Key, User


def test_a_licensee_loads_reads_and_removes(user: User, data_dir: Path, tmp_path: Path) -> None:
    user.look_up("99213")
    assert "its wording is not part of this program" in user.page
    folder = save_all(tmp_path / "ama")
    said = user.load(folder / "LONGULT.txt")
    assert "1 file loaded" in said
    assert "CPT file of 2026, long texts: 4 codes" in said
    assert NOTICE[0] in said

    assert TEXTS["99213"] in user.page
    assert "CPT © 2026 American Medical Association. All rights reserved." in user.page
    assert NOTICE[-1] in user.page
    assert "Listed in your CPT file of 2026" in user.page
    assert not [hit for hit in user.window.search.model.hits if "Invented" in hit.title]
    user.press(Key.Key_Return)
    user.press(Key.Key_C, Control | Alt)
    assert user.clipboard.startswith("99213")
    assert "Invented" not in user.clipboard
    user.press(Key.Key_A, Control)
    user.press(Key.Key_C, Control)
    assert "Invented" not in user.clipboard

    other = open_reference(data_dir)
    assert other.remove_licensed() == 1
    other.close()
    user.look_up("99214")
    user.look_up("99213")
    assert TEXTS["99213"] not in user.page
