from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.ui import crash, startup_clock
from hcpcs_desktop.ui.desktop import main
from hcpcs_desktop.ui.help_dialogs import PageDialog, about_page, keys_page
from hcpcs_desktop.ui.trail import Trail
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_reference import FakeReference, opener

ROOT = Path(__file__).parents[2]


def run(tmp_path: Path, *arguments: str, loaded: bool = True) -> int:
    return main(
        arguments, opener(FakeReference(loaded=loaded)), lambda chosen: Path(chosen or tmp_path / "Ünï 测试")
    )


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("text", ["walker", "E2300", "99213", "LT", "I10", "G0556", "U0001", ""])
def test_a_picture_is_drawn(qapp: QApplication, tmp_path: Path, theme: str, text: str) -> None:
    target = tmp_path / "new folder" / "picture.png"
    wishes = [
        "--screenshot",
        str(target),
        "--show",
        text,
        "--theme",
        theme,
        "--size",
        "900x700",
        "--zoom",
        "150%",
    ]
    assert run(tmp_path, *wishes) == 0
    image = QImage(str(target))
    assert (image.width(), image.height()) == (900, 700)
    assert len({image.pixel(x, y) for x in range(0, 900, 3) for y in range(0, 700, 3)}) > 20


def test_a_picture_that_cannot_be_saved_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--screenshot", str(tmp_path / "x.unknown")) == 3
    assert "choose another place" in capsys.readouterr().err


def test_the_start_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, "--time-startup") == 0
    figures = json.loads(capsys.readouterr().out)
    assert set(figures) == {"first_paint_ms", "first_answer_ms", "peak_rss_mib"}
    assert 0 < figures["first_paint_ms"] <= figures["first_answer_ms"]


def test_the_clock_has_an_answer_without_proc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup_clock, "Path", lambda _: Path("/nowhere/at/all"))
    assert startup_clock.since_start_ms() >= 0
    assert startup_clock.peak_rss_mib() is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["--zoom", "big"],
        ["--zoom", "0"],
        ["--size", "1280"],
        ["--theme", "mauve"],
        ["--view", "check"],
        ["--on", "soon"],
    ],
)
def test_wrong_wishes_are_refused(tmp_path: Path, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as found:
        run(tmp_path, *arguments)
    assert found.value.code == 2


def test_the_version_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as found:
        run(tmp_path, "--version")
    assert found.value.code == 0
    assert capsys.readouterr().out.startswith("hcpcs-desktop ")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")
def test_without_a_display_the_command_line_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run(tmp_path) == 3
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "hcpcs explain" in said


def test_the_first_screen_imports_nothing_it_does_not_need() -> None:
    probe = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
import hcpcs_desktop.ui.desktop, PySide6.QtCore, PySide6.QtWidgets
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.window import Window
app = QApplication(["probe", "-style", "Fusion"])
window = Window(Appearance(app), lambda: None, Path("."))
window.painted.connect(app.quit)
window.show()
app.exec()
late = ["jinja2", "sqlite3", "PySide6.QtNetwork", "PySide6.QtSvg", "PySide6.QtPrintSupport",
  "hcpcs_desktop.codes.explain", "hcpcs_desktop.codes.explanation", "concurrent.futures",
  "hcpcs_desktop.codes.branches", "hcpcs_desktop.ui.views", "hcpcs_desktop.ui.browse_view",
  "hcpcs_desktop.ui.detail_pane", "hcpcs_desktop.ui.hit_delegate", "hcpcs_desktop.ui.actions",
  "xlsxwriter", "hcpcs_desktop.ui.changes_view", "hcpcs_desktop.reference.what_changed"]
slow = {"Qt": PySide6.QtCore, "QStyle": PySide6.QtWidgets}
print([name for name in late if name in sys.modules], [name for name in slow if name in vars(slow[name])])
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=environment
    )
    assert found.stdout.strip() == "[] []"


def test_a_crash_is_logged_before_it_is_shown(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = crash.CrashHandler(tmp_path / "logs")
    seen: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda self: seen.append(self.text()))
    handler.handle(*failure())
    logs = list((tmp_path / "logs").glob("crash-*.log"))
    assert len(logs) == 1
    assert str(logs[0]) in seen[0]
    assert "ValueError" in logs[0].read_text(encoding="utf-8")
    assert "Doe, Jane" not in logs[0].read_text(encoding="utf-8")


def test_nobody_watches_a_picture_so_no_dialog_waits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler = crash.CrashHandler(tmp_path / "logs", attended=False)
    monkeypatch.setattr(handler, "_quit", lambda: None)
    handler.handle(*failure())
    assert handler.failed
    assert "the details are in" in capsys.readouterr().err


def test_a_log_folder_that_cannot_be_made_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    handler = crash.CrashHandler(tmp_path / "file" / "logs", attended=False)
    monkeypatch.setattr(handler, "_quit", lambda: None)
    handler.watch_faults()
    handler.handle(*failure())
    handler.stop_watching()
    assert "cannot be written" in capsys.readouterr().err


def failure() -> tuple[type[BaseException], BaseException, None]:
    return ValueError, ValueError("Doe, Jane"), None


def test_the_keys_page_is_made_from_the_actions(qtbot: QtBot, window: Window) -> None:
    window.actions_by_name["keys"].trigger()
    dialog = window.findChild(PageDialog)
    assert isinstance(dialog, PageDialog)
    assert "Ctrl+K or Ctrl+L" in dialog.text.toPlainText()
    dialog.reject()
    shown = [row.label for block in keys_page() for row in block.rows]
    keyed = [action for action in window.actions_by_name.values() if action.shortcuts()]
    assert len(shown) >= len(keyed)


def test_about_names_notices_and_folders(qtbot: QtBot, window: Window) -> None:
    window.actions_by_name["about"].trigger()
    dialog = window.findChild(PageDialog)
    assert isinstance(dialog, PageDialog)
    text = dialog.text.toPlainText()
    assert "Not affiliated with or endorsed by CMS" in text
    assert str(window.data_dir / "logs") in text
    assert "CPT is copyright" in text
    dialog.reject()
    assert about_page(Path("/x"))[0].title


def test_the_trail_drops_what_lay_ahead() -> None:
    trail = Trail()
    for text in ("A", "B", "B", "C"):
        trail.open(text)
    assert trail.step(-1) == "B"
    trail.open("D")
    assert trail.step(1) is None
    assert [trail.step(-1), trail.step(-1), trail.step(-1)] == ["B", "A", None]


@pytest.mark.parametrize("asked", ["2026-03-02", "3/2/2026"])
def test_the_date_of_service_can_be_given(
    tmp_path: Path, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = FakeReference()
    days: list[object] = []
    explain = reference.explain_each

    def noted(text: str, *, on: date | str | None = None, licensed: bool = False) -> tuple[Explanation, ...]:
        days.append(on)
        return explain(text, on=on)

    monkeypatch.setattr(reference, "explain_each", noted)
    target = str(tmp_path / "picture.png")
    wishes = ["--screenshot", target, "--show", "E0143", "--on", asked]
    assert main(wishes, opener(reference), lambda chosen: tmp_path) == 0
    assert set(days) == {"2026-03-02"}
