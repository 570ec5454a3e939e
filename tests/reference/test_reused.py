"""A number that CMS gave out again means on each day what it meant then."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcpcs_desktop.reference import Reference
from tests.builders import Entry, save

BRIDGE = "Diabetes prevention bridge payment for taking over another supplier's patient"


@pytest.mark.realdata
def test_a_real_one_has_our_name_only_for_the_code_that_it_names(five: Reference) -> None:
    (before,), (after,) = (five.explain_each("G9890", on=day) for day in ("2018-03-01", "2019-03-01"))
    assert (before.plain_name, after.plain_name) == (None, BRIDGE)
    assert "macular" in (before.long_description or "")
    assert "macular" not in (after.long_description or "")


@pytest.mark.realdata
def test_a_real_one_is_found_by_what_it_meant(five: Reference) -> None:
    macular = [hit.code for hit in five.search("dilated macular exam", on="2018-03-01").hits]
    assert "G9890" in macular
    assert "G9890" not in [hit.code for hit in five.search("dilated macular exam", on="2026-02-01").hits]
    assert "G9890" not in [hit.code for hit in five.search("bridge payment", on="2018-03-01").hits]
    titles = {hit.code: hit.title for hit in five.listed("G9890", "G9891", on="2018-03-01")}
    assert "macular" in titles["G9890"]


@pytest.mark.realdata
def test_exports_histories_and_differences_name_what_it_meant(five: Reference) -> None:
    for name, expected in (("2018-01", None), ("2019-01", BRIDGE)):
        plain = {record.code: own for record, own in five.export(name).records}["G9890"]
        assert (plain.name if plain else None) == expected
    assert five.history("G9890").title == BRIDGE
    titles = {entry.code: entry.title for entry in five.compare("2019-01", "2018-01").entries}
    assert "macular" in titles["G9890"]


def test_two_drugs_years_apart(reference: Reference, tmp_path: Path) -> None:
    first = Entry("J9988", "Invented drug quokka", added="20100101", ended="20180630")
    second = Entry("J9988", "Invented drug numbat", added="20250101")
    reference.load(save(tmp_path, "HCPC2018_ANWEB.txt", [first, Entry("A0021")]))
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", [second, Entry("A0021")]))
    told = {
        day: reference.explain_each("J9988", on=day)[0] for day in ("2018-05-01", "2020-01-01", "2026-02-01")
    }
    assert [(one.status, (one.long_description or "").split()[-1]) for one in told.values()] == [
        ("active", "quokka"),
        ("not_yet", "numbat"),
        ("active", "numbat"),
    ]
    assert [hit.code for hit in reference.search("quokka", on="2018-05-01").hits] == ["J9988"]
    assert not reference.search("quokka", on="2026-02-01").hits
    assert not reference.search("numbat", on="2018-05-01").hits


@pytest.mark.realdata
def test_a_cross_reference_that_cms_mended_is_told_with_the_first(five: Reference) -> None:
    (card,) = five.explain_each("C9468", on="2019-03-01")
    assert card.replacements == ("J7023",)
    assert [(one.code, one.status) for one in card.replaced_by] == [("J7023", "absent"), ("J7203", "active")]
    assert card.later == "CMS January 2026 (rebuilt) names J7203 in its place, not J7023."
