"""Search, keystroke by keystroke, against the floor in the same process."""

from __future__ import annotations

import tempfile

from hcpcs_desktop.reference import open_reference
from tests.benchmarks.common import JANUARY_2026, keystrokes, milliseconds, need, percentile, to_load, told
from tests.benchmarks.floors import ask, bare_rows, index

_ROUNDS = 5


def main() -> None:
    """Print p50, p95 and p99 of both and the ratios."""
    release = need(JANUARY_2026)
    floor = index(bare_rows(release))
    with tempfile.TemporaryDirectory() as folder:
        reference = open_reference(folder)
        reference.load(to_load())
        ours: list[float] = []
        plain: list[float] = []
        slowest: list[tuple[float, str]] = []
        for round_number in range(_ROUNDS + 1):
            for text in keystrokes():
                plain_time = milliseconds(lambda text=text: ask(floor, text))  # type: ignore[misc] # bound now
                our_time = milliseconds(lambda text=text: reference.search(text))  # type: ignore[misc] # bound now
                if round_number:  # the first round fills the caches
                    plain.append(plain_time)
                    ours.append(our_time)
                    slowest.append((our_time, text))
        reference.close()
    for share, budget in ((0.50, 5.0), (0.95, 5.0), (0.99, 10.0)):
        name = f"search a keystroke, p{share * 100:.0f}"
        told(name, percentile(ours, share), percentile(plain, share), budget)
    print("slowest:", ", ".join(f"{text!r} {time:.1f} ms" for time, text in sorted(slowest)[-3:]))
