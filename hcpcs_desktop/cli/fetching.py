"""The command `hcpcs fetch`: gets a release of CMS from the network and says what it holds."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.cli.readable import Paper
from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.answers import LoadReport, Preview, PreviewedRelease, Progress

if TYPE_CHECKING:
    from hcpcs_desktop.reference.answers import Downloaded

_WIPED = "\r\033[K"


class Done(NamedTuple):
    """What the command gives: the JSON, the lines for people, and whether all of it was taken."""

    data: dict[str, object]
    lines: tuple[str, ...]
    all_taken: bool


def run(options: Namespace, reference: Reference) -> Done:
    """Fetch the release that the command line names, the newest without a name; load it if it says so."""
    quarter = options.quarter or reference.newest_to_ask().asked.quarter
    try:
        fetched = reference.download(quarter, _tell)
    finally:
        _wipe()
    held = reference.preview(fetched.path)
    data: dict[str, object] = {"downloaded": fetched, "preview": held}
    lines = [*_fetched(fetched), *_held(held)]
    refused = bool(held.refused) or not held.releases
    if options.load and held.releases:
        report = reference.load(fetched.path)
        data |= report._asdict()
        lines += [*Paper(colour=False).report(LoadReport(report.imported, report.refused))]
        refused = bool(report.refused)
    elif held.releases:
        lines.append(f"Nothing is loaded yet. Load it: hcpcs import {_quoted(fetched.path)}")
    return Done(data, tuple(lines), not refused)


def _tell(progress: Progress) -> None:
    """Rewrite one line of a terminal; a file that catches the errors gets nothing."""
    if sys.stderr.isatty():
        share = f" {100 * progress.done // progress.total} %" if progress.total else ""
        print(f"{_WIPED}{progress.step}{share}", end="", file=sys.stderr, flush=True)


def _wipe() -> None:
    if sys.stderr.isatty():
        print(_WIPED, end="", file=sys.stderr, flush=True)


def _fetched(one: Downloaded) -> Iterator[str]:
    resumed = ", completed after an earlier attempt" if one.resumed else ""
    yield f"{one.address}: {one.size:,} bytes{resumed}"
    yield f"SHA-256 {one.sha256}"
    yield f"Kept as {one.path}"


def _held(found: Preview) -> Iterator[str]:
    for one in found.releases:
        yield from _release(one)
    for name in found.companions:
        yield f"{name}: a companion without its release"
    for refused in found.refused:
        yield f"{refused.file}: would be refused. {refused.why}"
    for skipped in found.skipped:
        yield f"{skipped.file}: would be skipped. {skipped.why}"


def _release(one: PreviewedRelease) -> Iterator[str]:
    loaded = ", loaded already" if one.already else f", in the place of {one.held}" if one.held else ""
    yield f"It holds {one.label}: {one.codes} codes, {one.modifiers} modifiers{loaded}"
    if one.added is not None:
        changed = f"{one.added} codes added, {one.gone} gone, {one.ended} discontinued"
        yield f"Compared with {one.against}: {changed}"
    for name in one.companions:
        yield f"With {name}"
    for problem in one.problems:
        where = f"line {problem.line}: " if problem.line else ""
        yield f"  {where}{problem.text} {problem.remedy}"


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path
