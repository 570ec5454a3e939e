"""Loading one release from text into an empty cache, and the size of ten releases."""

from __future__ import annotations

import contextlib
import tempfile
import time
from pathlib import Path

from hcpcs_desktop.reference import open_reference
from tests.benchmarks.common import JANUARY_2026, need, percentile, told
from tests.benchmarks.floors import bare_rows, index

_ROUNDS = 7


def main() -> None:
    """Print the ratio of a load to a bare parse and FTS5 build, in turns."""
    release = need(JANUARY_2026)
    ours, floor = [], []
    for _ in range(_ROUNDS):
        floor.append(_floor(release))
        ours.append(_ours(release))
    told("load one release (TXT) into an empty cache", percentile(ours, 0.5), percentile(floor, 0.5), 2.0)


def _floor(release: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        with contextlib.closing(index(bare_rows(release), f"{folder}/floor.sqlite")) as db:
            db.execute("VACUUM")
        return (time.perf_counter() - begun) * 1000


def _ours(release: Path) -> float:
    with tempfile.TemporaryDirectory() as folder:
        reference = open_reference(folder)
        begun = time.perf_counter()
        reference.load(release)
        reference.overview()
        taken = (time.perf_counter() - begun) * 1000
        reference.close()
        return taken
