"""The program as a process of its own: what its switches print and save, and real keys on a real display."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
FAVOURITE_BY_KEYS = """
"$@" & program=$!
window=$(timeout 20 xdotool search --sync --onlyvisible --name '^HCPCS Desktop$' | head -n 1)
xdotool windowfocus --sync "$window" type --delay 40 e0143
xdotool key --delay 200 Return ctrl+d ctrl+q
wait $program
"""


def run(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    known = {name: value for name, value in os.environ.items() if name not in DISPLAYS}
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**known, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def desktop(data_dir: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "hcpcs_desktop", "--data-dir", str(data_dir), *arguments]


def test_the_version_is_told(data_dir: Path) -> None:
    done = run(desktop(data_dir, "--version"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("hcpcs-desktop ")


def test_a_picture_needs_no_display(data_dir: Path, tmp_path: Path) -> None:
    target = tmp_path / "bild.png"
    done = run(desktop(data_dir, "--screenshot", str(target), "--show", "E0143", "--size", "1000x700"))
    assert done.returncode == 0, done.stderr
    image = QImage(str(target))
    assert (image.width(), image.height()) == (1000, 700)


def test_the_start_is_timed_as_one_line_of_json(data_dir: Path) -> None:
    done = run(desktop(data_dir, "--time-startup"), QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert set(figures) == {"first_paint_ms", "first_answer_ms", "peak_rss_mib"}
    assert done.stdout.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")
@pytest.mark.parametrize("display", [{}, {"DISPLAY": ":4711"}], ids=["none", "one that is not there"])
def test_without_a_display_one_line_says_what_to_do(data_dir: Path, display: dict[str, str]) -> None:
    done = run(desktop(data_dir), **display)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.count("\n") == 1
    assert "no display" in done.stderr
    assert "hcpcs explain" in done.stderr


@pytest.mark.skipif(
    not (shutil.which("xvfb-run") and shutil.which("xdotool")), reason="needs xvfb-run and xdotool"
)
def test_real_keys_on_a_real_display_open_and_mark_a_code(data_dir: Path) -> None:
    from hcpcs_desktop.reference import open_reference  # noqa: PLC0415 - only here

    open_reference(data_dir).close()  # a first start builds the cache, and the keys do not wait for it
    script = ["sh", "-c", FAVOURITE_BY_KEYS, "sh", *desktop(data_dir)]
    done = run(["xvfb-run", "-a", *script], QT_QPA_PLATFORM="xcb")
    assert done.returncode == 0, done.stderr
    kept = open_reference(data_dir)
    assert kept.favourites() == ("E0143",)
    assert kept.recent() == ("E0143",)
    kept.close()
