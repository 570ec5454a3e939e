"""What the fake reference gets from a network that is not there."""

from __future__ import annotations

from collections.abc import Callable

from hcpcs_desktop.codes.records import Problem
from hcpcs_desktop.reference.answers import (
    Askable,
    Downloaded,
    Preview,
    PreviewedRelease,
    Progress,
    Proposal,
    Refused,
    Skipped,
)

ADDRESS = "https://www.cms.gov/files/zip/{}-2026-alpha-numeric-hcpcs-file.zip"
PATH = "/data/downloads/april-2026-alpha-numeric-hcpcs-file.zip"
MONTHS = {"2026-04": "April", "2026-01": "January"}
HELD = PreviewedRelease(
    file=f"{PATH}/HCPC2026_APR_ANWEB.txt",
    release="2026-04",
    label="CMS April 2026",
    codes=8300,
    modifiers=391,
    problems=(Problem("HCPC2026_APR_ANWEB.txt", 17, "The line is too short", "Load the file again"),),
    companions=("proc_notes_APR2026.txt",),
    already=False,
    held="",
    against="CMS January 2026",
    added=41,
    gone=0,
    ended=12,
)


class FakeGetting:
    """Downloads and previews in steps; `gate` runs before each, `fail` raises what the test wants."""

    def __init__(self, fail: Callable[[], None]) -> None:
        self._fail = fail
        self.asked: list[str] = []
        self.discarded: list[str] = []
        self.gate: Callable[[], None] = lambda: None
        self.preview_found = Preview(
            (HELD,),
            refused=(Refused(f"{PATH}/HCPC2026_JUL_ANWEB.txt", "No valid record in it", 1),),
            skipped=(Skipped(f"{PATH}/README.txt", "A text about the files"),),
        )

    def proposal(self) -> Proposal:
        self._fail()
        choices = tuple(_askable(quarter) for quarter in MONTHS)
        return Proposal(choices[0], choices)

    def download(self, quarter: str, progress: Callable[[Progress], None] | None) -> Downloaded:
        self.asked.append(quarter)
        address = _askable(quarter).addresses[0]
        self.gate()
        if progress is not None:
            progress(Progress(address, "downloading", 1_000_000, 2_500_000))
        self._fail()
        return Downloaded(quarter, PATH, address, 2_500_000, "ab" * 32, False, "2026-03-04T10:00:00+00:00")

    def preview(self, progress: Callable[[Progress], None] | None) -> Preview:
        if progress is not None:
            progress(Progress(PATH, "reading", 0, 1))
        self._fail()
        return self.preview_found

    def discard(self, path: str) -> None:
        self._fail()
        self.discarded.append(path)


def _askable(quarter: str) -> Askable:
    month = MONTHS[quarter]
    return Askable(quarter, f"{month} 2026", (ADDRESS.format(month.lower()),), quarter == "2026-01")
