"""What the verbs of dev.py share: where things lie, starting programs, and how a run ends early."""

from __future__ import annotations

import locale
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")

FAILED = 1
UNMENDED = 3

# These would let another Python's packages into the environment, or send pip's files elsewhere.
_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "PYTHONSTARTUP", "PIP_PREFIX", "PIP_TARGET", "PIP_USER")


class Stop(Exception):
    """End the run with a line for the reader; `status` is FAILED, or UNMENDED where something is lacking."""

    def __init__(self, message: str, status: int = FAILED) -> None:
        super().__init__(message)
        self.status = status


def say(text: str) -> None:
    """Print a line at once, so that it stands before what the next program prints."""
    print(text, flush=True)


def program(name: str) -> str:
    """Return the path of a program of .venv, whether it is there or not."""
    return str(VENV / "Scripts" / f"{name}.exe" if WINDOWS else VENV / "bin" / name)


def surroundings(changes: dict[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment variables, changed, and without those that lead to another Python."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    if LINUX and locale.getencoding().upper() != "UTF-8":
        # In another encoding Python cannot read a .pth file that names a folder with letters beyond ASCII.
        kept["LC_ALL"] = "C.UTF-8"
    return {**kept, "PYTHONNOUSERSITE": "1", **(changes or {})}


def call(command: Sequence[str], changes: dict[str, str] | None = None, cwd: Path | None = None) -> int:
    """Run a program that prints for itself; return its exit status, 128 + n for one ended by signal n."""
    status = subprocess.run(command, env=surroundings(changes), cwd=cwd, check=False).returncode
    return status if status >= 0 else 128 - status


def quietly(
    command: Sequence[str], changes: dict[str, str] | None = None, cwd: Path | None = None
) -> tuple[int, str]:
    """Run a program that asks nothing; return its exit status and all it printed."""
    try:
        done = subprocess.run(
            command,
            env=surroundings(changes),
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        return 127, str(error)
    return done.returncode, done.stdout
