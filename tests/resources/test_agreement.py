"""The comparisons of plain names with CMS's texts find what is wrong; the texts here are invented."""

from __future__ import annotations

import pytest

from tests.resources.opposites import lost_marks, swapped_opposites
from tests.resources.quantities import Quantity, lost_doses, quantities, strange_quantities
from tests.resources.wording import copied


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zorb injection, 250 milligrams", [Quantity("250", "milligram")]),
        ("zorb, 1,000 mg", [Quantity("1000", "milligram")]),
        ("pad 16 sq. in. or less", [Quantity("16", "squareinch")]),
        ("pad of sixteen square inches", [Quantity("16", "squareinch")]),
        ("one-half inch, .25 cm", [Quantity("0.5", "inch"), Quantity("0.25", "centimeter")]),
        ("Both legs, 1/2 strength", [Quantity("2", ""), Quantity("0.5", "")]),
        ("no number", []),
    ],
)
def test_numbers_are_read_with_their_units(text: str, found: list[Quantity]) -> None:
    assert list(quantities(text)) == found


@pytest.mark.parametrize(
    ("name", "official", "strange"),
    [
        ("Zorb injection, 10 milligrams", "Injection, zorb, 10 mg", False),
        ("Zorb injection, 1 milligram", "Injection, zorb, per mg", False),
        ("Zorb injection, 5 to 10 milligrams", "Injection, zorb, 5-10 mg", False),
        ("Zorb injection, 100 milligrams", "Injection, zorb, 10 mg", True),
        ("Zorb injection, 10 micrograms", "Injection, zorb, 10 mg", True),
        ("Zorb injection, 10 milligrams", "Injection, zorb, 10 ml, 5 mg", True),
        ("Zorb pad, 16 inches", "Zorb pad, 16 sq. in.", True),
        ("Two zorbs in a box", "Zorb, each", True),
        ("Zorb, 30 minutes", "Zorb, 30 days, 15 minutes", True),
    ],
)
def test_a_wrong_number_or_unit_is_found(name: str, official: str, strange: bool) -> None:
    assert bool(strange_quantities(name, official)) is strange


@pytest.mark.parametrize(
    ("name", "official", "swapped"),
    [
        ("Child's zorb", "Zorb, pediatric", False),
        ("Child's zorb", "Zorb, adult", True),
        ("Rented zorb", "Zorb, purchase", True),
        ("Zorb for one side", "Zorb, bilateral", True),
        ("Custom-made zorb", "Zorb, prefabricated, off-the-shelf", True),
        ("Left zorb", "Zorb, right", True),
        ("Left or right zorb", "Zorb, right", False),
        ("Zorb with wheels", "Zorb, without wheels", True),
        ("Zorb without wheels", "Zorb, with wheels, w/o brakes", True),
        ("Zorb without brakes", "Zorb, with wheels, w/o brakes", False),
        ("Hand-operated zorb", "Zorb, electric", True),
        ("Above-knee zorb", "Zorb, below knee", True),
    ],
)
def test_a_swapped_opposite_is_found(name: str, official: str, swapped: bool) -> None:
    assert bool(swapped_opposites(name, official)) is swapped


@pytest.mark.parametrize(
    ("name", "official", "lost"),
    [
        ("Zorb", "Zorb, pediatric", True),
        ("Child's zorb", "Zorb, pediatric", False),
        ("Zorb", "Zorb, any size including pediatric", False),
        ("Zorb", "Zorb, per pair", True),
        ("Zorb strap", "Zorb strap, replacement only", True),
        ("Ready-made zorb", "Zorb, prefabricated, off-the-shelf", True),
        ("Zorb", "Zorb, rental", True),
    ],
)
def test_a_lost_mark_is_found(name: str, official: str, lost: bool) -> None:
    assert bool(lost_marks(name, official)) is lost


@pytest.mark.parametrize(
    ("name", "lost"),
    [("Zorb injection, 10 milligrams", False), ("Zorb injection", True), ("Zorb injection, 10 grams", True)],
)
def test_a_lost_dose_is_found(name: str, lost: bool) -> None:
    assert bool(lost_doses(name, "Injection, zorb, 10 mg")) is lost


@pytest.mark.parametrize(
    ("name", "repeats"),
    [
        ("Zorb, RIGID: each", True),
        ("Rigid zorb", False),
        ("Zorb with strap and buckle, any size", True),
        ("Zorb with strap", False),
    ],
)
def test_repeated_wording_is_found(name: str, repeats: bool) -> None:
    assert copied(name, "Zorb rigid each", "Rigid zorb with strap and buckle, any size, each") is repeats
