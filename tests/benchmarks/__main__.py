"""Prints the budgets as ratios to their floors: ``python -m tests.benchmarks [--years] [NAME…]``."""

from __future__ import annotations

import importlib
import sys

from tests.benchmarks.common import YEARS

NAMES = ("load", "size", "search", "days", "startup", "keys", "opening")


def main(wanted: list[str]) -> int:
    """Run the benchmarks in `wanted`, all if none is named; ``--years``: with the releases of all years."""
    wanted = [name for name in wanted if name != YEARS]
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"No benchmark is called {', '.join(unknown)}. There are: {', '.join(NAMES)}.", file=sys.stderr)
        return 2
    for name in wanted or NAMES:
        importlib.import_module(f"tests.benchmarks.{name}").main()
    return 0


raise SystemExit(main(sys.argv[1:]))
