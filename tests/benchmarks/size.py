"""The cache with ten releases against the cache with one, and its searches."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hcpcs_desktop.reference import Reference, open_reference
from tests.benchmarks.common import (
    DATA,
    JANUARY_2026,
    OLDER,
    keystrokes,
    milliseconds,
    need,
    percentile,
    told,
)

_QUARTERS = ("2025_JAN", "2025_APR", "2025_JUL", "2025_OCT", "2026_APR")
_CHANGED = 12
"""Of the invented quarters every twelfth record differs: CMS changed 7 % in January 2026."""


def main() -> None:
    """Print sizes and search times of ten releases: five of CMS's, five invented from the newest."""
    newest = need(JANUARY_2026)
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as ten:
        alone, many = open_reference(one), open_reference(ten)
        alone.load(newest)
        many.load(
            [newest, *(need(DATA / name) for name in OLDER), *_invented(newest, Path(ten) / "invented")]
        )
        told("cache with ten releases", _megabytes(ten), _megabytes(one), 2.5, "MB")
        of_many, of_one = _in_turns(many, alone)
        told("search with ten releases, p50", percentile(of_many, 0.5), percentile(of_one, 0.5), 1.2)
        told("search with ten releases, p95", percentile(of_many, 0.95), percentile(of_one, 0.95), 1.2)
        alone.close()
        many.close()


def _invented(newest: Path, folder: Path) -> list[Path]:
    """Write quarters that differ from `newest` in the short text of every twelfth record."""
    folder.mkdir()
    lines = newest.read_bytes().split(b"\r\n")
    files = []
    for number, quarter in enumerate(_QUARTERS):
        changed = [_changed(line, at, number) for at, line in enumerate(lines)]
        file = folder / f"HCPC{quarter}_ANWEB.txt"
        file.write_bytes(b"\r\n".join(changed))
        files.append(file)
    return files


def _changed(line: bytes, at: int, number: int) -> bytes:
    if at % _CHANGED != number or not re.match(rb".{10}[37]", line):
        return line
    return line[:91] + f"Invented {number} {at}".encode().ljust(28) + line[119:]


def _megabytes(folder: str) -> float:
    return sum(file.stat().st_size for file in Path(folder).glob("cache-*.sqlite")) / 1e6


def _in_turns(one: Reference, other: Reference) -> tuple[list[float], list[float]]:
    """Return how long each took for every keystroke, asked in turns; the first round is not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    for counted in (False, True, True, True):
        for text in keystrokes():
            for reference, taken in zip((one, other), times, strict=True):
                spent = milliseconds(lambda text=text, reference=reference: reference.search(text))  # type: ignore[misc] # bound now
                if counted:
                    taken.append(spent)
    return times
