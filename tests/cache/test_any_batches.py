"""Loading in any batches, with removals between, gives the same differences and histories as loading once."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hcpcs_desktop.reference import Reference, open_reference
from tests.builders import Entry, contents, save
from tests.cache.test_any_order import CODES, answers, releases


def in_batches(paths: list[Path], cuts: list[int]) -> Iterator[list[Path]]:
    """Return the paths in order, cut into batches of these sizes; the last takes the rest."""
    left = list(paths)
    for size in cuts:
        if left:
            yield left[:size]
            left = left[size:]
    if left:
        yield left


def told_of_time(reference: Reference) -> list[object]:
    """Return every difference and every history, but for when the releases were loaded."""
    names = [info.exact_name for info in reference.releases()]
    found: list[object] = []
    for old in names:
        for new in names:
            one = reference.compare(old, new)
            found.append((old, new, one.entries, one.reason, one.direct))
    for code in CODES:
        one_history = reference.history(code)
        events = [event._replace(release=event.release._replace(loaded="")) for event in one_history.events]
        releases = tuple(release._replace(loaded="") for release in one_history.releases)
        found.append(one_history._replace(events=tuple(events), releases=releases))
    return found


@settings(max_examples=8, deadline=None)
@given(releases(), st.data())
def test_batches_and_removals_leave_no_trace(chosen: dict[str, list[Entry]], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [save(folder / name[:-4], name, content) for name, content in chosen.items()]
        once, by_steps = open_reference(folder / "once"), open_reference(folder / "by steps")
        once.load(paths)
        shuffled = data.draw(st.permutations(paths))
        for batch in in_batches(shuffled, data.draw(st.lists(st.integers(1, 2), max_size=3))):
            by_steps.load(batch)
            if data.draw(st.booleans()):
                gone = by_steps.remove(data.draw(st.sampled_from(by_steps.releases())).exact_name)
                by_steps.load([one for one in paths if one.name == gone.file])
        assert told_of_time(by_steps) == told_of_time(once)
        assert answers(by_steps) == answers(once)
        once.close()
        by_steps.close()


@settings(max_examples=5, deadline=None)
@given(releases(), st.data())
def test_a_release_that_comes_and_goes_leaves_the_cache_as_it_was(
    chosen: dict[str, list[Entry]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = [save(folder / name[:-4], name, content) for name, content in chosen.items()]
        last = data.draw(st.sampled_from(paths))
        reference = open_reference(folder / "data")
        rest = [path for path in paths if path != last]
        if rest:
            reference.load(rest)
        before = contents(folder / "data")
        (taken,) = reference.load(last).imported
        assert reference.load(last).imported[0].already
        reference.remove(next(one for one in reference.releases() if one.file == last.name).exact_name)
        assert taken.codes + taken.modifiers
        after = contents(folder / "data")
        assert {name: rows for name, rows in after.items() if rows} == {
            name: rows for name, rows in before.items() if rows
        }
        reference.close()
