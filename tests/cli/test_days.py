"""The date of service and a chosen release on the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from hcpcs_desktop.reference import open_reference
from tests.builders import Entry, a_few, save
from tests.cli.test_commands import Hcpcs, hcpcs, said

__all__ = ["hcpcs"]

ENDED = Entry("E0140", "Invented old walker", "Invented E0140", ended="20181231")


@pytest.fixture
def two(hcpcs: Hcpcs, tmp_path: Path) -> Hcpcs:
    old = [*a_few(E0130="Invented walker for quokkas"), ENDED._replace(ended="")]
    new = [*a_few(E0130="Invented walker for numbats"), ENDED]
    hcpcs("import", str(save(tmp_path, "HCPC2018_CONTR_ANWEB.txt", old)))
    hcpcs("import", str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", new)))
    return hcpcs


@pytest.mark.parametrize(
    ("on", "release", "seen", "covered"),
    [
        ("2018-06-01", "2018-01", "2018-12-31", True),
        ("2026-02-01", "2026-01", "2026-03-31", True),
        ("2027-01-01", "2026-01", "2026-03-31", False),
    ],
)
def test_a_search_names_what_it_rests_on(two: Hcpcs, on: str, release: str, seen: str, covered: bool) -> None:
    found = said(two("search", "walker", "--on", on, "--json"))
    assert (found["release"], found["checked_through"], found["covered"]) == (release, seen, covered)
    last = two("search", "walker", "--on", on).splitlines()[-1]
    assert ("later changes are not loaded" in last) == (not covered)
    assert "CMS" in last


def test_without_a_release_a_search_says_so(hcpcs: Hcpcs) -> None:
    found = said(hcpcs("search", "walker", "--json", status=0))
    assert (found["release"], found["checked_through"], found["covered"]) == (None, None, False)
    assert "No release is loaded" in hcpcs("search", "walker").splitlines()[-1]


def test_a_named_release_answers_alone(two: Hcpcs) -> None:
    on = ("--on", "2026-02-01", "--json")
    assert "numbats" in said(two("explain", "E0130", *on))["long_description"]
    card = said(two("explain", "E0130", "--release", "2018-01", *on))
    assert "quokkas" in card["long_description"]
    assert card["notes"][0].startswith("Pinned to CMS 2018")
    assert said(two("search", "quokkas", *on, status=1))["hits"] == []
    hits = said(two("search", "quokkas", "--release", "2018-01", *on))["hits"]
    assert [hit["code"] for hit in hits] == ["E0130"]
    assert "2018-01, 2026-01" not in two("explain", "E0130", "--release", "2019-01", status=1)


def test_what_the_window_has_pinned_is_its_own(two: Hcpcs, data_dir: Path) -> None:
    reference = open_reference(data_dir)
    reference.pin("2018-01")
    reference.set_setting("pinned_release", "2018-01+")
    reference.close()
    assert "numbats" in two("explain", "E0130", "--on", "2026-02-01")


def exported(text: str) -> dict[str, tuple[str, ...]]:
    rows = csv.DictReader(io.StringIO(text))
    return {row["code"]: (row["release"], row["on"], row["status"], row["covered"]) for row in rows}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--on", "2018-06-01"), ("2018-01", "2018-06-01", "active", "True")),
        (("--on", "2019-06-01"), ("2026-01", "2019-06-01", "ended", "True")),
        (("--on", "2027-06-01"), ("2026-01", "2027-06-01", "ended", "False")),
        (("--on", "2019-06-01", "--release", "2018-01"), ("2018-01", "2019-06-01", "active", "False")),
    ],
)
def test_an_export_says_what_a_code_is_on_a_day(
    two: Hcpcs, words: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert exported(two("export", *words))["E0140"] == expected
    document = said(two("export", "--format", "json", *words))
    (record,) = [one for one in document["records"] if one["code"] == "E0140"]
    assert (document["release"], record["on"], record["status"], str(record["covered"])) == expected


def test_an_export_without_a_day_is_as_before(two: Hcpcs) -> None:
    assert "on" not in two("export").splitlines()[0].split(",")
    assert set(said(two("export", "--format", "json"))) == {"release", "records"}


def test_the_built_in_set_is_judged_by_its_own_dates(hcpcs: Hcpcs) -> None:
    days = set(exported(hcpcs("export", "--on", "1950-01-01")).values())
    assert {one[:2] for one in days} == {("builtin", "1950-01-01")}
    assert {one[3] for one in days} == {"False"}
    assert ("builtin", "1950-01-01", "not_yet", "False") in days
