"""Keep .venv in step with pyproject.toml: made, filled, and rebuilt only when it has to be."""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import json
import platform
import re
import shutil
import sys
import time
from typing import TYPE_CHECKING, Any

import system
from shell import FAILED, ROOT, UNMENDED, VENV, Stop, program, quietly, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Written last, inside .venv: an install that did not finish has none, and is begun again from nothing.
STAMP = VENV / "made-by-dev.json"

_UNREACHABLE = re.compile(
    r"NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|NameResolutionError|Max retries exceeded"
    r"|name resolution|Connection (refused|reset|aborted|broken)|Network is unreachable|SSLError",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\w+://\S+")


def wanted(pyproject: bytes, extras: Iterable[str], place: Path = ROOT) -> dict[str, Any]:
    """Return the stamp of an environment that fits this Python, this folder and these requirements."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()} {platform.machine()}",
        "base": sys.base_prefix,
        "place": str(place),
        "requirements": hashlib.sha256(pyproject.replace(b"\r\n", b"\n")).hexdigest(),
        "extras": sorted(extras),
    }


def verdict(stamp: dict[str, Any] | None, want: dict[str, Any]) -> str:
    """Say whether a stamped environment is `ready`, must `install` again, or must be made anew: `rebuild`."""
    if stamp is None or any(stamp.get(key) != want[key] for key in ("python", "base", "place")):
        return "rebuild"
    enough = set(want["extras"]) <= set(stamp.get("extras", ()))
    return "ready" if enough and stamp.get("requirements") == want["requirements"] else "install"


def read_stamp(path: Path) -> dict[str, Any] | None:
    """Return the stamp, or None where there is none that can be read."""
    try:
        stamp = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stamp if isinstance(stamp, dict) else None


def ensure(extras: Iterable[str] = ()) -> bool:
    """Make .venv fit pyproject.toml; return whether anything had to be installed."""
    want = wanted((ROOT / "pyproject.toml").read_bytes(), extras)
    found = verdict(read_stamp(STAMP), want)
    if found != "rebuild" and not _works():
        found = "rebuild"
    if found == "ready":
        return False
    try:
        _fill(want, anew=found == "rebuild")
    except OSError as error:
        raise Stop(f"{VENV} cannot be written ({error}). Remove it and start again.", UNMENDED) from error
    return True


def _works() -> bool:
    look = "import importlib.util as u; raise SystemExit(not all(map(u.find_spec, ('pip', 'PySide6'))))"
    return quietly([program("python"), "-c", look])[0] == 0


def _fill(want: dict[str, Any], anew: bool) -> None:
    started = time.monotonic()
    if anew:
        _make()
    STAMP.unlink(missing_ok=True)
    _install(want["extras"])
    partial = STAMP.with_suffix(".partial")
    partial.write_text(json.dumps(want, indent=1), encoding="utf-8")
    partial.replace(STAMP)
    say(f"The environment is ready ({time.monotonic() - started:.0f} s).")


def _make() -> None:
    if VENV.exists() or VENV.is_symlink():
        say("Making .venv anew: it is unfinished, damaged, moved, or made by another Python.")
        _remove(VENV)
    _need_venv_module()
    base = getattr(sys, "_base_executable", None) or sys.executable
    status, output = quietly([base, "-m", "venv", str(VENV)])
    if status:
        raise Stop(f"python -m venv failed: {last_line(output)}", UNMENDED)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    else:
        shutil.rmtree(path)


def _need_venv_module() -> None:
    if _has_venv_module():
        return
    system.provide([system.venv_module()])
    importlib.invalidate_caches()
    if not _has_venv_module():
        raise Stop("This Python has no venv and ensurepip modules; see the line above.", UNMENDED)


def _has_venv_module() -> bool:
    return bool(importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"))


def _install(extras: list[str]) -> None:
    what = "the program and its checking tools" if extras else "the program"
    say(f"Installing {what} into .venv. The first time this fetches Qt, some 80 MB; it takes a minute or so.")
    target = f".[{','.join(extras)}]" if extras else "."
    status, output = quietly(pip_command(target), cwd=ROOT)
    if status:
        raise Stop(explain_pip(output), FAILED)


def pip_command(target: str) -> list[str]:
    """Return the command that installs the checkout it is started in; it asks nothing."""
    pip = [program("python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    return [*pip, "--progress-bar", "off", "--editable", target]


def explain_pip(output: str) -> str:
    """Say in one line why pip failed and what to do, without the addresses it tried."""
    if _UNREACHABLE.search(output):
        return (
            "pip could not reach the package index. Check the network connection or the proxy setting "
            "(HTTPS_PROXY), then give the same command again."
        )
    return f"pip could not install the packages: {last_line(output)}"


def last_line(output: str) -> str:
    """Return the last line that tells of an error, or else the last line, with any address taken out."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["it printed nothing"]
    errors = [line for line in lines if line.lower().startswith(("error", "fatal"))]
    return _ADDRESS.sub("<address>", (errors or lines)[-1])
