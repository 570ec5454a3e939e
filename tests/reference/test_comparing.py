"""Differences between releases and histories of codes, through the one door."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from hcpcs_desktop.codes.history import Period
from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.errors import UnknownRelease
from tests.builders import Entry, a_few, save

# cms-files 5: added, gone, long text changed, short text changed, newly ended
TRUE = {
    ("2018-01", "2019-01", "code"): (237, 2, 111, 98, 30),
    ("2018-01", "2019-01", "modifier"): (7, 1, 3, 3, 3),
    ("2019-01", "2020-01", "code"): (270, 0, 70, 51, 88),
    ("2019-01", "2020-01", "modifier"): (9, 0, 0, 0, 1),
    ("2024-07", "2026-01", "code"): (590, 0, 336, 76, 223),
}


@pytest.mark.realdata
@pytest.mark.parametrize(("pair", "expected"), TRUE.items())
def test_the_true_differences(five: Reference, pair: tuple[str, str, str], expected: tuple[int, ...]) -> None:
    old, new, kind = pair
    found = five.compare(old, new).differences(kind)
    assert found is not None
    fields = Counter(change.field for change in found.changed)
    texts = (fields["long_description"], fields["short_description"])
    assert (len(found.added), len(found.gone), *texts, len(found.ended)) == expected


@pytest.mark.realdata
def test_which_codes_are_gone(five: Reference) -> None:
    found = five.compare("2018-01", "2019-01")
    codes, modifiers = found.differences("code"), found.differences("modifier")
    assert codes is not None
    assert modifiers is not None
    assert (codes.gone, modifiers.gone) == (("G9976", "G9977"), ("DA",))


@pytest.mark.realdata
def test_any_pair_leads_from_one_release_to_the_other(five: Reference) -> None:
    names = [info.exact_name for info in five.releases()]
    listed = {name: {(one.kind, one.code): one for one, _ in five.export(name).records} for name in names}
    for old in names:
        for new in names:
            found = five.compare(old, new)
            kinds = ("code",) if found.reason else ("code", "modifier")
            made = {key: one for key, one in listed[old].items() if key[0] in kinds}
            for entry in found.entries:
                key = (entry.change.kind, entry.code)
                made.pop(key, None)
                if entry.change.new is not None:
                    made[key] = entry.change.new
            assert made == {key: one for key, one in listed[new].items() if key[0] in kinds}


def test_a_release_without_modifiers_says_nothing_of_them(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2019_CONTR_ANWEB.txt", [Entry("A0021"), Entry("LT")]))
    reference.load(save(tmp_path, "HCPC2020_CONTR_ANWEB.txt", [Entry("A0021"), Entry("A0022")]))
    found = reference.compare("2019-01", "2020-01")
    assert found.differences("modifier") is None
    assert found.reason == "CMS 2020 holds no modifiers, so nothing can be said of them."
    assert [entry.code for entry in found.entries] == ["A0022"]


def test_a_release_without_codes_says_nothing_of_them(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2019_CONTR_ANWEB.txt", [Entry("A0021"), Entry("LT")]))
    reference.load(save(tmp_path, "HCPC2020_CONTR_ANWEB.txt", [Entry("LT"), Entry("ZZ")]))
    found = reference.compare("2019-01", "2020-01")
    assert found.reason == "CMS 2020 holds no codes, so nothing can be said of them."
    assert [entry.code for entry in found.entries] == ["ZZ"]
    modifiers = found.differences("modifier")
    assert modifiers is not None
    assert modifiers.added == ("ZZ",)


@pytest.mark.parametrize("text", ["E0100", " e0100 ", "E0100-LT", "e 0100"])
def test_a_history_is_asked_for_as_an_explanation_is(reference: Reference, tmp_path: Path, text: str) -> None:
    reference.load(save(tmp_path, "HCPC2019_CONTR_ANWEB.txt"))
    found = reference.history(text)
    assert (found.code, len(found.views)) == ("E0100", 1)
    assert reference.history("E0100 A0021").views == reference.history("").views == ()


def test_revisions_of_one_quarter_are_compared_without_their_letters(
    reference: Reference, tmp_path: Path
) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", a_few()))
    changed = [one._replace(action="A") for one in a_few(A0021="Invented other transport")]
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB_v2.txt", changed))
    found = reference.compare("2026-01+", "2026-01")
    assert (found.old.exact_name, found.new.exact_name) == ("2026-01+", "2026-01+v2")
    assert not found.direct
    assert not [entry for entry in found.entries if entry.doubt]
    assert [entry.code for entry in found.entries if entry.what] == ["A0021"]


def test_where_the_letter_and_the_difference_do_not_agree(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", a_few()))
    texts = a_few(A0021="Invented other transport")
    texts[-1] = texts[-1]._replace(action="D")
    reference.load(save(tmp_path, "HCPC2026_APR_ANWEB.txt", texts))
    found = reference.compare("2026-01", "2026-04")
    assert found.direct
    assert {entry.code: entry.doubt[:22] for entry in found.entries} == {
        "A0021": "CMS's letter is N (no ",
        "J0120": "CMS's letter is D (dis",
    }


def test_a_release_that_is_not_loaded(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    with pytest.raises(UnknownRelease):
        reference.compare("2026-01", "2019-01")


def test_the_history_of_a_code(reference: Reference, tmp_path: Path) -> None:
    reference.load(
        save(tmp_path, "HCPC2018_ANWEB.txt", [Entry("J9988", "Invented drug A", ended="20180630")])
    )
    reference.load(
        save(tmp_path, "HCPC2026_JAN_ANWEB.txt", [Entry("J9988", "Invented drug B", added="20250101")])
    )
    found = reference.history(" j9988")
    assert [view.release for view in found.views] == ["2018-01", "2026-01"]
    assert found.valid == (Period("2015-01-01", "2018-06-30"), Period("2025-01-01", None))
    assert [event.what for event in found.events] == ["listed", "changed"]
    assert (found.title, found.checked_through) == ("Invented drug B", "2026-03-31")


def test_a_code_without_a_history(reference: Reference, tmp_path: Path) -> None:
    assert reference.history("LT").checked_through is None
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    assert reference.history("99213").views == ()
    assert [event.what for event in reference.history("LT").events] == ["listed"]


@pytest.mark.realdata
def test_a_modifier_that_left_and_came_back(five: Reference) -> None:
    assert [event.what for event in five.history("DA").events][:3] == ["listed", "gone", "back"]
