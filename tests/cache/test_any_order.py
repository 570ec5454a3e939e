"""Loads in any order, in any batches, with removals between, give the same answers as one load."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hcpcs_desktop.reference import Reference, open_reference
from tests.builders import Entry, book_of, corrections_rows, notes_text, report_sheets, save, xlsx_of

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
    for info in reference.releases():
        found += [reference.transaction_report(info.exact_name), reference.release_notes(info.exact_name)]
        found.append(reference.noc_codes(info.exact_name))
    found += [reference.corrections(code) for code in CODES]
    for day in DAYS:
        for code in CODES:
            (one,) = reference.explain_each(code, on=day)
            found.append(one._replace(sources=tuple(source._replace(loaded="") for source in one.sources)))
        for query in QUERIES:
            found.append(reference.search(query, on=day)._replace(took_ms=0.0))
    return found


@settings(max_examples=8, deadline=None)
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


def companions_of(folder: Path, quarter: str) -> list[Path]:
    """Write what lies beside the invented releases of a quarter, in a folder of its own."""
    place = folder / f"beside {quarter}"
    place.mkdir()
    lists = [[["K9100", f"Invented {number} {quarter}"], ["ZQ", "Invented, in both"]] for number in (1, 2)]
    contents = {
        **{
            f"V{number}_HCPC{quarter}_Corrections.xlsx": xlsx_of(corrections_rows(rows))
            for number, rows in enumerate(lists, start=1)
        },
        f"HCPC{quarter}_Trans.xlsx": book_of(report_sheets({"K9100": "ADD", "ZQ": f"Invented {quarter}"})),
        f"proc_notes_{quarter}.txt": notes_text({"0001": f"Invented note {quarter}"}),
        f"NOC_Codes_{quarter}.csv": f"HCPCS\nK91{len(quarter)}0\nA0021\n".encode(),
    }
    for name, content in contents.items():
        (place / name).write_bytes(content)
    return sorted(place.iterdir())


def quarter_of(path: Path) -> str:
    """Return the quarter in a release's name, as CMS writes it."""
    return path.name.removeprefix("HCPC").partition("_ANWEB")[0].replace("_CONTR", "")


@settings(max_examples=6, deadline=None)
@given(releases(), st.data())
def test_companions_come_in_any_order_too(chosen: dict[str, list[Entry]], data: st.DataObject) -> None:
    """A companion may come with its release or at any time after it; what goes with a release comes again."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [save(folder / "releases", name, content) for name, content in chosen.items()]
        lists = {quarter: companions_of(folder, quarter) for quarter in sorted(set(map(quarter_of, paths)))}
        once = open_reference(folder / "once")
        once.load([*paths, *(path for found in lists.values() for path in found)])
        by_steps = open_reference(folder / "by steps")
        waiting: list[Path] = []
        there: list[Path] = []
        for path in data.draw(st.permutations(paths)):
            assert by_steps.load(path).refused == ()
            waiting += [one for one in lists[quarter_of(path)] if one not in [*waiting, *there]]
            taken = data.draw(st.lists(st.sampled_from(waiting), unique=True)) if waiting else []
            by_steps.load(taken)
            there, waiting = [*there, *taken], [one for one in waiting if one not in taken]
            if data.draw(st.booleans()):
                gone = by_steps.remove(by_steps.releases()[0].exact_name)
                by_steps.load([one for one in paths if one.name == gone.file])
                quarter = quarter_of(Path(gone.file))
                by_steps.load([one for one in there if one in lists[quarter]])
        by_steps.load(waiting)
        assert answers(by_steps) == answers(once)
        before = answers(once)
        again = once.load([*paths, *(path for found in lists.values() for path in found)])
        assert [taken.file for taken in again.imported if not taken.already] == []
        assert answers(once) == before
        once.close()
        by_steps.close()
