#!/usr/bin/env python3
"""Set up HCPCS Desktop from a checkout, and run, test or bundle it.

usage: python3 packaging/dev.py run [ARGUMENTS]     open the window; ARGUMENTS go to hcpcs-desktop
       python3 packaging/dev.py test [ARGUMENTS]    run every check; ARGUMENTS go to pytest
       python3 packaging/dev.py bundle [ARGUMENTS]  make a bundle in dist/, try it; ARGUMENTS: PyInstaller
       python3 packaging/dev.py bench [--years] [NAME…]  print the budgets, --years: with 2018 to 2026 loaded
       python3 packaging/dev.py quality [-v]        print how often a search finds what is expected

Each first makes the environment .venv or brings it up to date with pyproject.toml, and looks for the
libraries and fonts that Qt needs. Nothing but Python 3.11 or newer with pip and venv has to be there.
Exit status: 0 done, 1 something failed, 2 wrong usage, 3 the machine lacks something.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whichever python3 there is
    raise SystemExit("HCPCS Desktop needs Python 3.11 or newer; this is " + sys.version.split()[0])

import bundle
import checks
import environment
import system
from shell import FAILED, LINUX, ROOT, Stop, call, program, quietly, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

EXAMPLE = "E0601"
# These draw or print and are done: they need no display.
_WINDOWLESS = ("--screenshot", "--time-startup", "--version", "--help", "-h")
_INTERRUPTED = 130


def run(arguments: list[str]) -> int:
    """Open the window, or show what can be seen where there is no display."""
    shown = has_display(os.environ)
    wayland = system.WAYLAND if os.environ.get("WAYLAND_DISPLAY") else ()
    prepare(extras=(), optional=(*system.XCB, *wayland) if shown else ())
    if shown:
        return call(_desktop(arguments))
    if any(argument.split("=")[0] in _WINDOWLESS for argument in arguments):
        return call(_desktop(arguments), checks.OFFSCREEN)
    return without_display(arguments)


def test(arguments: list[str]) -> int:
    """Run every check."""
    checks.need_real_data()
    prepare(extras=("dev",), optional=(*system.XCB, *system.XVFB))
    return checks.run(arguments)


def make_bundle(arguments: list[str]) -> int:
    """Make the bundle and try it."""
    prepare(extras=("dev",), needs=(*system.OFFSCREEN, *system.bundling()), optional=system.XCB)
    return bundle.run(arguments)


def bench(arguments: list[str]) -> int:
    """Print the budgets as ratios to their floors; they need CMS's files beside the checkout."""
    prepare(extras=("dev",))
    return call([program("python"), "-m", "tests.benchmarks", *arguments], cwd=ROOT)


def quality(arguments: list[str]) -> int:
    """Print recall and rank of the search over its queries; they need CMS's files beside the checkout."""
    prepare(extras=("dev",))
    return call([program("python"), "-m", "tests.search_quality", *arguments], cwd=ROOT)


def prepare(
    extras: tuple[str, ...],
    needs: tuple[system.Need, ...] = system.OFFSCREEN,
    optional: tuple[system.Need, ...] = (),
) -> None:
    """Make the environment and the system fit; only a fresh install is tried out, the rest is looked up."""
    fresh = environment.ensure(extras)
    system.ensure(needs, optional)
    if fresh:
        system.probe_qt()


def has_display(variables: Mapping[str, str]) -> bool:
    """Tell whether a window can be shown: always off Linux; on it, if a display or a Qt platform is named."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not LINUX or any(variables.get(name) for name in names)


def without_display(arguments: list[str]) -> int:
    """Explain a code on the command line, say why no window opened, and draw the window into a file."""
    text, data = read_arguments(arguments)
    explained = call([program("hcpcs"), *data, "explain", text])
    say("\nNo window opened: there is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set).")
    file = Path(tempfile.mkdtemp(prefix="hcpcs-desktop-")) / "window.png"
    drawn, output = quietly(_desktop([*data, "--screenshot", str(file), "--show", text]), checks.OFFSCREEN)
    if drawn or not file.is_file():
        raise Stop(f"Nor could the window be drawn (exit status {drawn}).\n{output.strip()}", drawn or FAILED)
    say(f"The window on {text} is drawn in {file}")
    return explained


def read_arguments(arguments: list[str]) -> tuple[str, list[str]]:
    """Return the text to show out of the window's arguments, and those that name the data folder."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("text", nargs="?", default=EXAMPLE)
    parser.add_argument("--data-dir")
    known, _ = parser.parse_known_args(arguments)
    return known.text, ["--data-dir", known.data_dir] if known.data_dir else []


def _desktop(arguments: list[str]) -> list[str]:
    # -P keeps modules that lie in the reader's working folder out of the program.
    return [program("python"), "-P", "-m", "hcpcs_desktop", *arguments]


VERBS = {"run": run, "test": test, "bundle": make_bundle, "bench": bench, "quality": quality}


def main(arguments: list[str]) -> int:
    """Do what the first argument says with the others, and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr] # a path in any script prints
    if arguments and arguments[0] in ("-h", "--help"):
        say(str(__doc__).strip())
        return 0
    verb = VERBS.get(arguments[0]) if arguments else None
    if verb is None:
        print(str(__doc__).strip(), file=sys.stderr)
        return 2
    return _guarded(verb, arguments[1:])


def _guarded(verb: Callable[[list[str]], int], arguments: list[str]) -> int:
    try:
        return verb(arguments)
    except Stop as stop:
        print(f"dev.py: {stop}", file=sys.stderr, flush=True)
        return stop.status
    except KeyboardInterrupt:
        return _INTERRUPTED


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
