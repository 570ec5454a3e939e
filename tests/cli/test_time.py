"""The commands about time: `hcpcs diff` and `hcpcs history` (contract)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import Entry, a_few, save
from tests.cli.test_commands import Hcpcs, hcpcs

__all__ = ["hcpcs"]


@pytest.fixture
def two(hcpcs: Hcpcs, tmp_path: Path) -> Hcpcs:
    """Return the command line over two invented releases."""
    hcpcs("import", str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt")))
    later = [one for one in a_few(A0021="Invented other transport") if one.code not in ("E0100", "LT")]
    ended = [one._replace(ended="20260331", pricing="") if one.code == "E0130" else one for one in later]
    hcpcs("import", str(save(tmp_path, "HCPC2026_APR_ANWEB.txt", [*ended, Entry("E0135", "Invented frame")])))
    return hcpcs


def test_diff_as_a_document(two: Hcpcs) -> None:
    found = json.loads(two("diff", "2026-01", "2026-04", "--json"))
    assert (found["old"], found["new"], found["reason"], found["direct"]) == (
        "2026-01",
        "2026-04",
        None,
        True,
    )
    codes = found["codes"]
    assert (codes["added"], codes["gone"], codes["ended"], codes["reactivated"]) == (
        ["E0135"],
        ["E0100"],
        ["E0130"],
        [],
    )
    assert codes["changed"] == [
        {
            "code": "A0021",
            "field": "long_description",
            "old": "Invented outside transport, per mile",
            "new": "Invented other transport",
        },
        {"code": "E0130", "field": "pricing", "old": ["00"], "new": []},
        {"code": "E0130", "field": "ended", "old": None, "new": "2026-03-31"},
    ]
    assert found["modifiers"]["gone"] == ["LT"]
    assert [one["code"] for one in found["doubts"]] == ["A0021", "E0130", "E0135"]


def test_diff_for_people(two: Hcpcs) -> None:
    told = two("diff", "2026-01", "2026-04")
    assert "codes: 1 added, 1 gone, 1 newly ended, 0 in use again, 1 long texts" in told
    assert "E0130  Discontinued, Changed" not in told
    assert "Ended: (blank) -> 2026-03-31" in told
    assert "Gone from the file (not the same as ended)" in told


def test_diff_without_modifiers(hcpcs: Hcpcs, tmp_path: Path) -> None:
    for quarter in ("JAN", "APR"):
        hcpcs("import", str(save(tmp_path, f"HCPC2026_{quarter}_ANWEB.txt", [Entry("A0021")])))
    found = json.loads(hcpcs("diff", "2026-01", "2026-04", "--json"))
    assert found["modifiers"] is None
    assert "hold no modifiers" in found["reason"]
    assert "hold no modifiers" in hcpcs("diff", "2026-01", "2026-04")


def test_diff_of_a_release_that_is_not_loaded(two: Hcpcs) -> None:
    two("diff", "2026-01", "2019-01", status=1)
    two("diff", "2026-01", status=2)


def test_history_as_a_document(two: Hcpcs) -> None:
    found = json.loads(two("history", "e0130", "--json"))
    assert found["code"] == "E0130"
    assert [view["release"] for view in found["views"]] == ["2026-01", "2026-04"]
    assert found["views"][0]["pricing"] == ["00"]
    assert found["valid"] == [{"from": "2015-01-01", "to": "2026-03-31"}]
    assert [event["what"] for event in found["events"]] == ["listed", "changed"]
    assert found["events"][1]["changed"][0] == {"field": "pricing", "old": ["00"], "new": []}


def test_history_for_people(two: Hcpcs) -> None:
    told = two("history", "A0021")
    assert "valid from 2015-01-01 on, no end is named; checked through 2026-06-30" in told
    assert "Official text: Invented outside transport, per mile -> Invented other transport" in told
    gone = two("history", "E0100")
    assert "not in the file any more" in gone
    assert "through 2026-03-31; CMS names no such end" in gone
    assert "names no such end" not in two("history", "E0130")
    assert "No loaded release lists 99213." in two("history", "99213", status=1)


def test_history_of_what_was_never_valid(hcpcs: Hcpcs, tmp_path: Path) -> None:
    never = Entry("A0021", added="20200101", ended="20191231")
    hcpcs("import", str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", [never])))
    assert "on no day valid" in hcpcs("history", "A0021")


@pytest.fixture
def anew(hcpcs: Hcpcs, tmp_path: Path) -> Hcpcs:
    """Return the command line over a code that was used anew, and one that another one took the place of."""
    first = [
        Entry("J9988", "Invented drug A", ended="20180630"),
        Entry("J9901", "Invented drug", ended="20180630", cross="J9902CPT"),
        Entry("J9902", "Invented drug, 1 mg", added="20180701"),
    ]
    second = [*first[1:], Entry("J9988", "Invented drug B", added="20250101")]
    hcpcs("import", str(save(tmp_path, "HCPC2018_ANWEB.txt", first)))
    hcpcs("import", str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", second)))
    return hcpcs


def test_history_tells_what_the_code_meant_before(anew: Hcpcs) -> None:
    told = anew("history", "J9988")
    assert "the same code meant something else before 2025-01-01: Invented drug A" in told
    assert "takes the place of J9901" in anew("history", "J9902")
    assert json.loads(anew("history", "J9902", "--json"))["takes_place_of"] == ["J9901"]


def test_explain_names_what_takes_the_place_of_a_code(anew: Hcpcs) -> None:
    told = [" ".join(line.split()) for line in anew("explain", "J9901", "--on", "2018-06-01").splitlines()]
    assert "Replaced by J9902: Invented drug, 1 mg" in told
    assert "not valid before 2018-07-01 (2018-06-01)" in told
    assert "Replaced by CPT" in told
    document = json.loads(anew("explain", "J9901", "--on", "2018-06-01", "--json"))
    assert (document["replacements"], document["later"]) == (["J9902", "CPT"], "")
    assert document["replaced_by"][0]["status"] == "not_yet"


def test_explain_says_what_a_later_release_knows(two: Hcpcs) -> None:
    told = " ".join(two("explain", "E0130", "--on", "2026-02-01").split())
    assert "lists 2026-03-31 as its last valid day and names no replacement." in told
