"""What all benchmarks share: the real release, percentiles, and a line a budget."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "cms-hcpcs"
JANUARY_2026 = DATA / "2026-01" / "HCPC2026_JAN_ANWEB.reconstructed.txt"

OLDER = (
    "2018/2018-Alpha-Numeric-HCPCS-File.zip",
    "2019/2019-Alpha-Numeric-HCPCS-File.zip",
    "2020/2020-Alpha-Numeric-HCPCS-File.zip",
    "2024-07/HCPC2024_JUL_ANWEB.reconstructed-codes-only.txt",
)
YEARS = "--years"
"""Asks for the releases of 2018 to 2026 in the data folder, not only January 2026."""

QUERIES = (
    "walker with wheels",
    "hospital bed mattress",
    "oxygen concentrator portable",
    "injection ketorolac",
    "wheelchair cushion",
    "e0143",
    "a4253kx",
    "knee orthosis",
    "ambulance mileage",
    "blood glucose test strips",
    "cpap mask",
    "telehealth",
    "j90",
    "colorectal cancer screening",
    "catheter",
    "lecanemab",
    "nebulizer",
    "prosthetic foot",
    "left side",
    "skin substitute",
)


def need(path: Path) -> Path:
    """Return `path`, or leave with the reason where CMS's files are missing."""
    if not path.exists():
        sys.exit(f"This benchmark needs CMS's file {path.name} in {path.parent}.")
    return path


def to_load() -> list[Path]:
    """Return the files to load: January 2026, with `YEARS` on the command line the older releases too."""
    older = OLDER if YEARS in sys.argv else ()
    return [need(JANUARY_2026), *(need(DATA / name) for name in older)]


def keystrokes() -> list[str]:
    """Return what stands in the box after each key of every query."""
    return [query[:length] for query in QUERIES for length in range(1, len(query) + 1)]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def told(what: str, ours: float, floor: float, budget: float, unit: str = "ms") -> None:
    """Print a budget's line: ours, the floor in the same run, the ratio and whether it is inside."""
    ratio = ours / floor
    verdict = "inside" if ratio <= budget else "OUTSIDE"
    figures = f"{ours:9.2f} {unit}  floor {floor:9.2f} {unit}"
    print(f"{what:<46} {figures}  ratio {ratio:5.2f}  budget {budget:4.2f}  {verdict}")
