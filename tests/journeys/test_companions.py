"""Walk: load a zip with all that CMS puts into it, and read what it says beside the codes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from hcpcs_desktop.ui.reading_dialog import ReadingDialog
from hcpcs_desktop.ui.releases_dialog import ReleasesDialog
from tests.builders import (
    a_few,
    book_of,
    corrections_rows,
    notes_text,
    release_text,
    report_sheets,
    xlsx_of,
    zip_of,
)
from tests.journeys.user import User

Key = Qt.Key
MEMBERS = {
    "HCPC2026_JAN_ANWEB.txt": release_text(a_few()),
    "HCPC2026_JAN_Corrections.xlsx": xlsx_of(corrections_rows([["E0100", "Invented: add a remark"]])),
    "HCPC2026_JAN_Trans.xlsx": book_of(report_sheets({"E0100": "No Change"})),
    "proc_notes_JAN2026.txt": notes_text({"0001": "Invented note on a cane", "0002": "Invented note"}),
}


def test_what_lies_beside_a_release_by_keyboard(user: User, tmp_path: Path) -> None:
    file = tmp_path / "january-2026-alpha-numeric-hcpcs-file.zip"
    file.write_bytes(zip_of(MEMBERS))
    said = user.load(file)
    assert "With 2 processing notes, 1 correction, 1 line of the transaction report." in said
    user.look_up("E0100")
    user.press(Key.Key_Return)
    assert "“Invented: add a remark”" in user.page
    assert "never applied" in user.page
    user.menu(Key.Key_F, Key.Key_R)
    releases = user.dialog(ReleasesDialog)
    user.button(Key.Key_N, releases.notes_button.clicked)
    reading = user.dialog(ReadingDialog)
    assert "Invented note on a cane" in reading.text.toPlainText()
    user.press(Key.Key_Escape)
    user.press(Key.Key_Escape)
    assert user.shown == "E0100"
