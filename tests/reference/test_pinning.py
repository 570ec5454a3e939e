"""A pinned release answers as if it alone were loaded, and only until it is unpinned or removed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.reference.errors import UnknownRelease
from hcpcs_desktop.search.filters import Filters
from tests.builders import Entry, a_few, notes_text, release_text, save, zip_of
from tests.cache.test_any_order import CODES, DAYS, QUERIES, releases

YEARS = {
    "HCPC2018_CONTR_ANWEB.txt": a_few(E0130="Invented walker for quokkas"),
    "HCPC2026_JAN_ANWEB.txt": [
        one for one in a_few(E0130="Invented walker for numbats") if len(one.code) > 2
    ],
}


def alike(one: Explanation) -> Explanation:
    """Return an explanation without what tells when a release was loaded, and that it is pinned."""
    return one._replace(
        sources=tuple(source._replace(loaded="") for source in one.sources),
        notes=tuple(note for note in one.notes if not note.startswith("Pinned")),
        replaced_by=tuple(named._replace(told="") for named in one.replaced_by),
        status_reason="",
        absence="",
    )


def everything(reference: Reference) -> list[object]:
    """Return all that can be asked about codes, but for what tells that a release is pinned."""
    found: list[object] = []
    for day in DAYS[1::2]:
        for text in (*CODES, "K9100-LT", "E0130"):
            for one in reference.explain_each(text, on=day):
                found += [alike(one), reference.neighbours(one)]
        for query in (*QUERIES, "quoka", "numbat invented", "walker"):
            for filters in (Filters(), Filters(coverage="C"), Filters(status="active")):
                answer = reference.search(query, on=day, filters=filters)
                hits = tuple(hit._replace(absence="") for hit in answer.hits)
                card = alike(answer.card) if answer.card else None
                found.append(answer._replace(took_ms=0.0, hits=hits, card=card, advice=()))
        listed = reference.listed("A0000", "V9999", on=day)
        found += [reference.sections(day), *(hit._replace(absence="") for hit in listed)]
        found.append(reference.standing(day)._replace(reason="", short="", pinned=False))
    return found


@settings(max_examples=5, deadline=None)
@given(releases(), st.data())
def test_a_pinned_release_answers_as_if_alone(chosen: dict[str, list[Entry]], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        paths = {name: save(folder, name, content) for name, content in chosen.items()}
        one = data.draw(st.sampled_from(sorted(paths)))
        alone, together = open_reference(folder / "alone"), open_reference(folder / "together")
        alone.load(paths[one])
        together.load(list(paths.values()))
        before = everything(together)
        (info,) = [info for info in together.releases() if info.file == one]
        together.pin(info.exact_name)
        assert together.pinned() == info
        assert everything(together) == everything(alone)
        together.pin(None)
        assert together.pinned() is None
        assert everything(together) == before
        alone.close()
        together.close()


@pytest.fixture
def two(reference: Reference, tmp_path: Path) -> Reference:
    reference.load([save(tmp_path, name, content) for name, content in YEARS.items()])
    return reference


def codes(reference: Reference, query: str) -> list[str]:
    return [hit.code for hit in reference.search(query, on="2026-02-01").hits]


def test_pinned_is_said_and_other_texts_are_not_found(two: Reference) -> None:
    assert (codes(two, "quokkas"), codes(two, "numbats")) == ([], ["E0130"])
    two.pin("2018-01")
    assert (codes(two, "quokkas"), codes(two, "numbats")) == (["E0130"], [])
    (card,) = two.explain_each("E0130", on="2026-02-01")
    assert card.notes[0] == "Pinned to CMS 2018: no other release has a say."
    assert (card.covered, card.checked_through) == (False, "2018-12-31")
    found = two.search("walker", on="2026-02-01")
    assert (found.release, found.checked_through, found.covered) == ("2018-01", "2018-12-31", False)
    assert two.overview().label == two.standing("2018-02-01").label == "CMS 2018"
    (cpt,) = two.explain_each("99213")
    assert not any(note.startswith("Pinned") for note in cpt.notes)


def test_a_release_without_modifiers_answers_none_for_them(two: Reference) -> None:
    assert codes(two, "ZZ") == ["ZZ"]
    two.pin("2026-01")
    assert codes(two, "ZZ") == []
    assert codes(two, "sunny") == []


def test_files_beside_other_releases_have_no_say(reference: Reference, tmp_path: Path) -> None:
    noted = [Entry("E0130", "Invented walker for quokkas", note="0001")]
    for year in ("2018", "2026"):
        members = {
            f"HCPC{year}_CONTR_ANWEB.txt": release_text(noted),
            f"proc_notes_{year}.txt": notes_text({"0001": f"Invented note of {year}"}),
            f"NOC_Codes_{year}.csv": b"HCPCS\nE0130\n",
        }
        (tmp_path / f"{year}.zip").write_bytes(zip_of(members))
    reference.load([tmp_path / "2018.zip", tmp_path / "2026.zip"])
    bare = save(tmp_path, "HCPC2018_CONTR_ANWEB_v2.txt", noted)
    reference.load(bare)
    told = []
    for name in ("2018-01+", "2018-01+v2", "2026-01"):
        reference.pin(name)
        (card,) = reference.explain_each("E0130", on="2026-02-01")
        (note,) = (field.meaning for field in card.fields if field.key == "processing_note")
        told.append((note, card.catch_all))
    known = [("Invented note of 2018", True), ("Invented note of 2026", True)]
    assert [told[0], told[2]] == known
    assert not told[1][1]
    assert told[1][0] not in dict(known)


def test_an_unknown_release_changes_nothing(two: Reference) -> None:
    two.pin("2018-01")
    with pytest.raises(UnknownRelease, match="Loaded: 2018-01, 2026-01"):
        two.pin("2020-01")
    pinned = two.pinned()
    assert pinned is not None
    assert pinned.exact_name == "2018-01"


def test_a_removed_release_is_pinned_no_more(two: Reference) -> None:
    two.pin("2018-01")
    two.remove("2018-01")
    assert two.pinned() is None
    assert codes(two, "numbats") == ["E0130"]
    assert not two.standing().pinned


def test_a_bare_quarter_stays_the_revision_it_meant(two: Reference, tmp_path: Path) -> None:
    two.pin("2018-01")
    later = a_few(E0130="Invented walker for wombats")
    two.load(save(tmp_path, "HCPC2018_CONTR_ANWEB_v2.txt", later))
    pinned = two.pinned()
    assert pinned is not None
    assert pinned.revision is None
    assert (codes(two, "quokkas"), codes(two, "wombats")) == (["E0130"], [])


def test_its_index_is_kept_beside_the_state_and_goes_with_it(two: Reference, data_dir: Path) -> None:
    def kept() -> list[str]:
        return [file.name for file in data_dir.glob("pinned-*")]

    assert kept() == []
    two.pin("2018-01")
    assert codes(two, "quokkas") == ["E0130"]
    (name,) = kept()
    assert name.endswith("-2018-01+.sqlite")
    again = open_reference(data_dir)
    assert again.pinned() is None
    again.pin("2018-01")
    assert codes(again, "quokkas") == ["E0130"]
    again.close()
    two.pin("2026-01")
    assert codes(two, "numbats") == ["E0130"]
    assert [one.endswith("-2026-01+.sqlite") for one in kept()] == [True]
    two.remove("2018-01")
    assert kept() == []


def test_it_works_where_nothing_can_be_kept(
    two: Reference, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "refused", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    two.pin("2018-01")
    assert codes(two, "quokkas") == ["E0130"]
    assert list(data_dir.glob("pin*")) == []


def test_a_damaged_index_is_made_anew(two: Reference, data_dir: Path) -> None:
    two.pin("2018-01")
    assert codes(two, "quokkas") == ["E0130"]
    two.pin(None)
    (kept,) = data_dir.glob("pinned-*")
    kept.write_bytes(b"no database" * 500)
    two.pin("2018-01")
    assert codes(two, "quokkas") == ["E0130"]


def test_another_program_may_load_meanwhile(two: Reference, data_dir: Path, tmp_path: Path) -> None:
    two.pin("2018-01")
    assert codes(two, "quokkas") == ["E0130"]
    other = open_reference(data_dir)
    other.load(save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
    other.close()
    assert codes(two, "quokkas") == ["E0130"]


def test_gone_never_listed_and_not_in_the_pinned_release_are_three_things(
    reference: Reference, tmp_path: Path
) -> None:
    was = [Entry("E0130", "Invented walker for quokkas"), Entry("E0100")]
    reference.load(
        [
            save(tmp_path, "HCPC2018_CONTR_ANWEB.txt", was),
            save(tmp_path, "HCPC2026_JAN_ANWEB.txt", was[1:]),
        ]
    )

    def absence(code: str, day: str) -> str:
        (card,) = reference.explain_each(code, on=day)
        assert card.status == "absent"
        hits = [hit for hit in reference.search(code, on=day).hits if hit.code == code]
        assert {hit.absence for hit in hits} <= {card.absence}
        return card.absence

    assert absence("E0130", "2026-02-01") == "gone"
    assert reference.search("quokkas", on="2026-02-01").hits[0].absence == "gone"
    assert reference.listed("E0130", "E0130", on="2026-02-01")[0].absence == "gone"
    assert absence("E0143", "2026-02-01") == "unlisted"
    reference.pin("2026-01")
    assert absence("E0130", "2026-02-01") == "unpinned"
    assert absence("E0143", "2026-02-01") == "unpinned"
