"""The checks of `dev.py test`, in order: each is named and timed, and the rest go on when one fails."""

from __future__ import annotations

import os
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shell import FAILED, LINUX, ROOT, Stop, call, program, quietly, say
from system import XCB, XVFB, missing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

REAL_DATA = ROOT.parent / "shared" / "data"
FULLY_COVERED = ("codes", "search")
MEASURED = (
    "tests/codes",
    "tests/search",
    "tests/reference/test_search.py",
    "tests/reference/test_own_words.py",
)
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_WINDOW_SECONDS = "120"


class Skip(Exception):
    """A check that cannot be made here; its text says why."""


class Outcome(NamedTuple):
    """How a check ended: verdict `ok`, `failed` or `skipped`, with the reason for the last two."""

    name: str
    verdict: str
    seconds: float
    reason: str


# A check returns what went wrong, or an empty text.
Check = tuple[str, "Callable[[], str]"]


def in_ci(variables: Mapping[str, str]) -> bool:
    """Tell from the environment variables whether this is an automatic run, where nothing may be left out."""
    return variables.get("CI", "").lower() not in {"", "0", "false", "no"}


def need_real_data() -> None:
    """Stop an automatic run that lacks CMS's files; elsewhere the tests that read them are skipped."""
    if in_ci(os.environ) and not (REAL_DATA.is_dir() and any(REAL_DATA.iterdir())):
        raise Stop(f"CI is set and {REAL_DATA} is missing: the tests on CMS's own files cannot run.")


def checks(arguments: Sequence[str]) -> list[Check]:
    """Return every check in order; the arguments go to pytest."""
    python = program("python")
    return [
        ("ruff check", partial(_command, [python, "-m", "ruff", "check", "."])),
        ("ruff format", partial(_command, [python, "-m", "ruff", "format", "--check", "."])),
        ("mypy", partial(_command, [python, "-m", "mypy"])),
        ("import-linter", partial(_command, [program("lint-imports")])),
        *_pytest(python, arguments),
        ("coverage", partial(_coverage, partly=bool(arguments))),
        ("window under Xvfb", _window),
    ]


def _pytest(python: str, arguments: Sequence[str]) -> list[Check]:
    """Return the runs of pytest: with `arguments` one, else two, of which only the first is measured.

    Measuring nearly doubles the time of a test, and the tests of the rooms that must be covered are few.
    """
    pytest = [python, "-m", "pytest"]
    if arguments:
        return [("pytest", partial(_command, [*pytest, *arguments], OFFSCREEN))]
    halves = ["-n", "2", "--dist", "loadfile"] if (os.cpu_count() or 1) > 1 else []
    watched = [f"--cov=hcpcs_desktop.{room}" for room in FULLY_COVERED]
    rest = [f"--ignore={place}" for place in MEASURED]
    return [
        (
            "pytest, measured",
            partial(_command, [*pytest, *halves, *watched, "--cov-report=", *MEASURED], OFFSCREEN),
        ),
        ("pytest, the rest", partial(_command, [*pytest, *halves, *rest], OFFSCREEN)),
    ]


def run(arguments: Sequence[str]) -> int:
    """Run every check, say how each ended, and return the exit status of the whole."""
    outcomes = [_outcome(name, check) for name, check in checks(arguments)]
    say("\n" + summary(outcomes))
    return FAILED if any(outcome.verdict == "failed" for outcome in outcomes) else 0


def summary(outcomes: Sequence[Outcome]) -> str:
    """Return a line for each check and one for the whole that names those that failed."""
    width = max(len(outcome.name) for outcome in outcomes)
    lines = [f"{o.name:{width}}  {o.verdict:7}  {o.seconds:6.1f} s  {o.reason}".rstrip() for o in outcomes]
    failed = [outcome.name for outcome in outcomes if outcome.verdict == "failed"]
    total = sum(outcome.seconds for outcome in outcomes)
    whole = f"FAILED: {', '.join(failed)}" if failed else "All is well"
    return "\n".join([*lines, f"{whole} ({total:.0f} s)."])


def _outcome(name: str, check: Callable[[], str]) -> Outcome:
    say(f"\n== {name}")
    started = time.monotonic()
    try:
        reason = check()
        verdict = "failed" if reason else "ok"
    except Skip as skip:
        verdict, reason = "skipped", str(skip)
    outcome = Outcome(name, verdict, time.monotonic() - started, reason)
    say(f"-- {name}: {verdict}{reason and f', {reason}'} ({outcome.seconds:.1f} s)")
    return outcome


def _command(command: Sequence[str], changes: dict[str, str] | None = None) -> str:
    status = call(command, changes, cwd=ROOT)
    return f"exit status {status}" if status else ""


def _coverage(partly: bool) -> str:
    if partly:
        raise Skip("pytest was given arguments, so it may not have run every test")
    include = ",".join(f"hcpcs_desktop/{room}/*" for room in FULLY_COVERED)
    report = [program("python"), "-m", "coverage", "report", "--fail-under=100", f"--include={include}"]
    return _command([*report, "--skip-covered"])


def _window() -> str:
    lacking = missing([*XVFB, *XCB])
    if not LINUX or lacking:
        reason = f"no {', '.join(need.name for need in lacking)}" if LINUX else "Xvfb is for Linux"
        if LINUX and in_ci(os.environ):
            return reason
        raise Skip(reason)
    with tempfile.TemporaryDirectory(prefix="hcpcs-desktop-") as folder:
        return _draw_under_xvfb(Path(folder))


def _draw_under_xvfb(folder: Path) -> str:
    file = folder / "window.png"
    # timeout ends Xvfb with the window.
    screen = ["timeout", _WINDOW_SECONDS, "xvfb-run", "-a", "-s", "-screen 0 1400x1000x24"]
    window = [program("python"), "-P", "-m", "hcpcs_desktop", "--data-dir", str(folder / "data")]
    drawn = ["--screenshot", str(file), "--show", "E0601"]
    return _command([*screen, *window, *drawn], {"QT_QPA_PLATFORM": "xcb"}) or fault_of(file)


def fault_of(file: Path) -> str:
    """Say what is wrong with a picture of the window, or return an empty text."""
    if not file.is_file():
        return f"{file.name} was not written"
    picture = [program("python"), str(Path(__file__).with_name("picture.py")), str(file)]
    status, output = quietly(picture, OFFSCREEN)
    return output.strip().rpartition("\n")[2] or f"exit status {status}" if status else ""
