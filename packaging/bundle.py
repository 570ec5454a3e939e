"""Make the PyInstaller bundle, and try its two programs far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from checks import fault_of
from shell import FAILED, ROOT, WINDOWS, Stop, call, program, say

BUNDLE = ROOT / "dist" / "hcpcs-desktop"
_SECONDS = 120
# All that a program started by a double click has, and what Windows itself needs.
_KEPT = ("LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "WINDIR")


def run(arguments: list[str]) -> int:
    """Build the bundle, passing arguments on to PyInstaller, and try it; return the exit status."""
    command = [program("python"), "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    folders = ["--distpath", str(BUNDLE.parent), "--workpath", str(ROOT / "build")]
    spec = str(ROOT / "packaging" / "hcpcs-desktop.spec")
    if call([*command, *folders, *arguments, spec], cwd=ROOT):
        raise Stop("PyInstaller failed; its last lines say why.")
    say(f"{BUNDLE}: {size_of(BUNDLE) / 1e6:.0f} MB")
    with tempfile.TemporaryDirectory(prefix="hcpcs-bundle-") as folder:
        return try_out(Path(folder))


def size_of(folder: Path) -> int:
    """Return the bytes of all files below a folder, links not counted."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def try_out(folder: Path) -> int:
    """Run the bundle's doctor and draw its window, working in an empty folder; return the exit status."""
    faults = {"doctor": _doctor(folder), "window": _picture(folder)}
    for name, fault in faults.items():
        say(f"bundle {name}: {fault or 'ok'}")
    return FAILED if any(faults.values()) else 0


def doctor_fault(output: str) -> str:
    """Say what the doctor's JSON finds wrong, or return an empty text."""
    try:
        report = json.loads(output)
    except ValueError:
        return "doctor printed no JSON"
    bad = [f"{check['name']}: {check['text']}" for check in report.get("checks", ()) if not check["ok"]]
    return "" if report.get("ok") is True else "; ".join(bad) or "doctor is not content"


def _doctor(folder: Path) -> str:
    status, output, errors = _frozen("hcpcs", ["doctor", "--json"], folder)
    return f"exit status {status}: {errors.strip()[-500:]}" if status else doctor_fault(output)


def _picture(folder: Path) -> str:
    file = folder / "window.png"
    drawn = ["--screenshot", str(file), "--show", "E0601"]
    status, _, errors = _frozen("hcpcs-desktop", drawn, folder)
    return f"exit status {status}: {errors.strip()[-500:]}" if status else fault_of(file)


def _frozen(name: str, arguments: list[str], folder: Path) -> tuple[int, str, str]:
    frozen = BUNDLE / (f"{name}.exe" if WINDOWS else name)
    try:
        done = subprocess.run(
            [str(frozen), "--data-dir", str(folder / "data"), *arguments],
            env=_bare(folder),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return FAILED, "", str(error)
    return done.returncode, done.stdout, done.stderr


def _bare(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    home = {"HOME": str(folder), "USERPROFILE": str(folder), "PATH": os.defpath}
    return {**kept, **home, "QT_QPA_PLATFORM": "offscreen"}
