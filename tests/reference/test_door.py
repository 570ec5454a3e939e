"""The Python door: the signatures of the contract, and results that cannot be changed."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from hcpcs_desktop.reference import Reference, open_reference
from tests.builders import save


@pytest.mark.parametrize(
    ("name", "signature"),
    [
        ("search", "(self, text, *, on=None, limit=50"),
        ("explain", "(self, text, *, on=None)"),
        ("releases", "(self)"),
        ("load", "(self, path, progress=None)"),
        ("close", "(self)"),
    ],
)
def test_signatures(name: str, signature: str, reference: Reference) -> None:
    for kind in (Reference, type(reference)):
        given = inspect.signature(getattr(kind, name))
        bare = [one.replace(annotation=one.empty) for one in given.parameters.values()]
        assert str(inspect.Signature(bare)).startswith(signature)


def test_everything_of_the_protocol_is_there(reference: Reference) -> None:
    named = {
        name for name, _ in inspect.getmembers(Reference, inspect.isfunction) if not name.startswith("_")
    }
    assert named >= {"remove", "export", "doctor", "interrupt", "overview", "recent", "favourites", "setting"}
    assert all(callable(getattr(reference, name)) for name in named)


def test_results_are_frozen(reference: Reference, tmp_path: Path) -> None:
    report = reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    results: list[object] = [
        report,
        report.imported[0],
        reference.releases()[0],
        reference.search("invented"),
    ]
    results += [reference.search("invented").hits[0], *reference.explain_each("E0100"), reference.overview()]
    results += [
        reference.doctor(),
        reference.doctor().checks[0],
        reference.export(),
        reference.export().records[0][0],
    ]
    for result in results:
        for name in getattr(result, "_fields", ()):
            with pytest.raises(AttributeError):
                setattr(result, name, None)
        assert hash(result) is not None


def test_one_explanation_or_several(reference: Reference) -> None:
    assert not type(reference.explain("E0100")) is tuple  # noqa: E714 - an explanation is a named tuple
    several = reference.explain("E0100 E0130")
    assert type(several) is tuple
    assert len(several) == 2


def test_load_takes_texts_paths_and_several(reference: Reference, tmp_path: Path) -> None:
    first, second = save(tmp_path, "HCPC2026_JAN_ANWEB.txt"), save(tmp_path, "HCPC2026_APR_ANWEB.txt")
    steps: list[tuple[str, int, int]] = []
    reference.load(str(first), lambda progress: steps.append((progress.step, progress.done, progress.total)))
    reference.load([first, str(second)])
    assert [info.release for info in reference.releases()] == ["2026-01", "2026-04"]
    assert [step for step, *_ in steps] == ["looking at the files", "reading", "building the index"]
    assert all(done <= total for _, done, total in steps)


def test_a_reference_opens_again_after_a_close(data_dir: Path, tmp_path: Path) -> None:
    for expected in (0, 1):
        reference = open_reference(data_dir)
        assert len(reference.releases()) == expected
        reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
        reference.close()
