"""Loads in any order, in any batches, with removals between, give the same answers as one load."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hcpcs_desktop.reference import Reference, open_reference
from tests.builders import Entry, save

NAMES = [
    "HCPC2018_CONTR_ANWEB.txt",
    "HCPC2019_CONTR_ANWEB.txt",
    "HCPC2019_JUL_ANWEB.txt",
    "HCPC2026_JAN_ANWEB.txt",
    "HCPC2026_JAN_ANWEB_v2.txt",
    "HCPC2026_JAN_ANWEB_12292025.txt",
    "HCPC2026_APR_ANWEB.txt",
]
CODES = ["ZQ", "LT", "A0021", "K9100", "K9130", "V9001"]
DAYS = [
    "2017-06-01",
    "2018-06-01",
    "2019-03-01",
    "2019-09-01",
    "2022-01-01",
    "2026-02-01",
    "2026-05-01",
    "2030-01-01",
]
QUERIES = ["quokka", "numbat", "invented", "K9100", "K91", "ZQ", "A0021-K9130", "9100"]


@st.composite
def releases(draw: st.DrawFn) -> dict[str, list[Entry]]:
    """Return invented releases by the names of their files."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    return {name: draw(entries()) for name in names}


def entries() -> st.SearchStrategy[list[Entry]]:
    one = st.builds(
        lambda code, animal, ended, coverage: Entry(
            code, f"Invented {animal} thing", f"Inv {animal}", "20180401", ended, coverage
        ),
        st.sampled_from(CODES),
        st.sampled_from(["quokka", "numbat", "numbat  big"]),
        st.sampled_from(["", "", "20191231", "20251231"]),
        st.sampled_from("CD"),
    )
    return st.lists(one, min_size=1, max_size=6, unique_by=lambda entry: entry.code)


def answers(reference: Reference) -> list[object]:
    """Return all that can be asked of the releases, but for when they were loaded."""
    found: list[object] = [info._replace(loaded="") for info in reference.releases()]
    found += [reference.export(info.exact_name) for info in reference.releases()]
    for day in DAYS:
        for code in CODES:
            (one,) = reference.explain_each(code, on=day)
            found.append(one._replace(sources=tuple(source._replace(loaded="") for source in one.sources)))
        for query in QUERIES:
            found.append(reference.search(query, on=day)._replace(took_ms=0.0))
    return found


@settings(max_examples=12, deadline=None)
@given(releases(), st.data())
def test_the_order_of_loads_does_not_matter(chosen: dict[str, list[Entry]], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [save(folder, name, content) for name, content in chosen.items()]
        once = open_reference(folder / "once")
        once.load(paths)
        by_steps = open_reference(folder / "by steps")
        for path in data.draw(st.permutations(paths)):
            by_steps.load(path)
            if data.draw(st.booleans()):
                taken = by_steps.releases()[data.draw(st.integers(0, len(by_steps.releases()) - 1))]
                gone = by_steps.remove(taken.exact_name)  # a bare quarter means its newest revision
                by_steps.load([one for one in paths if one.name == gone.file])
        assert answers(by_steps) == answers(once)
        once.close()
        by_steps.close()
