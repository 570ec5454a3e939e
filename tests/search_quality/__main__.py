"""Prints the figures: ``python -m tests.search_quality [-v]``; with -v also what was missed."""

from __future__ import annotations

import sys
import tempfile

from hcpcs_desktop.reference import open_reference
from tests.benchmarks.common import JANUARY_2026, need
from tests.search_quality.measure import cases, measure, table
from tests.search_quality.test_recall import OWN, SAMPLE


def main() -> None:
    """Measure every file of queries that is there."""
    with tempfile.TemporaryDirectory() as folder:
        reference = open_reference(folder)
        reference.load(need(JANUARY_2026))
        for file in (one for one in (SAMPLE, OWN) if one.exists()):
            results = measure(
                cases(file), lambda query: [hit.code for hit in reference.search(query, limit=10).hits]
            )
            print(file.name, *table(results), sep="\n")
            if "-v" in sys.argv:
                missed = [one for one in results if not one.found]
                print(*(f"  {one.case.query}: {one.case.codes}, not {one.first}" for one in missed), sep="\n")
        reference.close()


main()
