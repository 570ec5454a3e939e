import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.explanation import Mistake
from hcpcs_desktop.codes.families import families, family_of, well_formed
from hcpcs_desktop.codes.mistakes import MOST, mistakes_about
from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.codes.tables import rows

CODES = st.from_regex(r"[A-EGHJ-MP-Z][0-9]{4}|[0-9]{4}[0-9FTUMA]", fullmatch=True).filter(well_formed)


def about(code: str) -> tuple[Mistake, ...]:
    family = family_of(code)
    assert family is not None
    return mistakes_about(code, family)


@pytest.mark.parametrize(
    ("code", "right"),
    [
        ("0042T", "Only a letter in front makes Level II"),
        ("3044F", "Only a letter in front makes Level II"),
        ("0002M", "Appendix O"),
        ("D1110", "CMS's file carries no D code"),
        ("98000", "resequenced"),
        ("99091", "resequenced"),
        ("99100", "anesthesia"),
        ("0001A", "90480"),
        ("W1234", "No national code begins with them"),
        ("G0008", "Medicare wants G0008"),
        ("90471", "Medicare wants G0008"),
        ("E1399", "Only where no code names"),
        ("T2025", "Only where no code names"),
        ("C9600", "services and procedures too"),
    ],
)
def test_the_telling_mistake_is_named(code: str, right: str) -> None:
    assert right in " ".join(mistake.right for mistake in about(code))


def test_what_holds_for_one_code_does_not_hold_for_its_neighbour() -> None:
    assert "Medicare wants G0008" not in " ".join(mistake.right for mistake in about("G0009"))
    assert "resequenced" not in " ".join(mistake.right for mistake in about("98017"))
    assert not any("resequenced" in mistake.right for mistake in about("9800T"))


def test_every_row_names_what_exists() -> None:
    for row in rows("structure/mistakes.tsv"):
        for place in row["applies"].split():
            known = place in families() or place in letters()
            assert known or all(family_of(code) for code in place.split("-")), place


@given(CODES)
def test_no_code_has_more_than_can_be_read(code: str) -> None:
    found = about(code)
    assert 1 <= len(found) <= MOST
    assert all(mistake.said.endswith(".") and mistake.right.endswith(".") for mistake in found)
    assert len(set(found)) == len(found)
