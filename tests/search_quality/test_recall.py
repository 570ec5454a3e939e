"""The figure that counts: real queries over CMS's January 2026 release, with floors that only rise."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcpcs_desktop.reference import Reference, open_reference
from tests.plain_names import whole_set
from tests.search_quality.measure import Case, Result, cases, measure, recall, reciprocal_rank, table

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parents[2] / "shared" / "search-sample.tsv"
OWN = HERE / "own_queries.tsv"
FLOORS = {SAMPLE.name: 0.97, OWN.name: 0.98}
"""Raise a floor when the figure has risen; never lower one."""


@pytest.fixture(scope="module")
def january(cms_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    """Return a reference over the January 2026 release."""
    with whole_set():
        reference = open_reference(tmp_path_factory.mktemp("quality"))
    reference.load(next((cms_data / "2026-01").glob("*.txt")))
    yield reference
    reference.close()


@pytest.mark.realdata
@pytest.mark.parametrize("file", [SAMPLE, OWN], ids=lambda path: path.stem)
def test_expected_codes_are_among_the_first_five(january: Reference, file: Path) -> None:
    if not file.exists():
        pytest.skip(f"{file.name} is not there")
    results = measure(cases(file), lambda query: [hit.code for hit in january.search(query, limit=10).hits])
    print("\n".join([f"\n{file.name}", *table(results)]))
    missed = [(one.case.query, one.case.codes, one.first) for one in results if not one.found]
    assert recall(results) >= FLOORS[file.name], missed


def test_own_queries_are_several_hundred_and_none_stands_twice() -> None:
    asked = [case.query for case in cases(OWN)]
    assert len(asked) > 400
    assert len(set(asked)) == len(asked)


def test_the_figures_are_what_they_say() -> None:
    asked = [Case("one", ("A1", "B2"), "x"), Case("two", ("C3",), "y"), Case("none", ("D4",), "y")]
    answers = {"one": ["B2", "Z", "A1"], "two": ["Z", "C3"], "none": []}
    results = measure(asked, lambda query: answers[query])
    assert [one.found for one in results] == [True, True, False]
    assert recall(results) == pytest.approx(2 / 3)
    assert reciprocal_rank(results) == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert not Result(asked[0], ("B2",), 1).found
    assert [line.split()[0] for line in table(results)] == ["x", "y", "all"]
