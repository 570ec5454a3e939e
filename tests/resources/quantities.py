"""Compares the numbers and units of a plain name with CMS's texts of the same code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_NUMBER = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+/\d+|\d*\.\d+|\d+"
_TOKENS = re.compile(rf"{_NUMBER}|[a-z]+|%|[+-]")
NUMBER_WORDS = {
    "half": "0.5",
    "third": "0.333",
    "quarter": "0.25",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
    "twenty": "20",
    "single": "1",
    "double": "2",
    "triple": "3",
    "quad": "4",
    "dual": "2",
    "both": "2",
    "bilateral": "2",
    "binaural": "2",
    "pair": "2",
    "twice": "2",
    "second": "2",
    "first": "1",
    "dozen": "12",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "hundred": "100",
}
"""Words that stand for a number in a name or in CMS's text."""
UNITS = {
    unit: units.split()[0]
    for units in (
        "milligram mg mgs milligrams",
        "microgram mcg mcgs micrograms ug microg",
        "gram g gm gms grams gr",
        "milliliter ml mls milliliters cc millilitre",
        "liter l liters litre",
        "millimeter mm millimeters mmhg",
        "centimeter cm centimeters cms",
        "inch in inches ins",
        "foot ft feet",
        "squareinch squareinches squarein squareins",
        "squarecentimeter squarecentimeters squarecm squarecms",
        "yard yards yd yds",
        "meter meters",
        "pound lb lbs pounds",
        "ounce oz ounces",
        "percent % pct percentage",
        "milliequivalent meq milliequivalents",
        "millicurie mci millicuries mc",
        "microcurie uci microcuries",
        "calorie cal calories kcal kilocalorie kilocalories kcals",
        "hour hours hr hrs hourly",
        "minute minutes min mins",
        "day days daily diem",
        "week weeks wk weekly wks",
        "month months mo mos monthly",
        "year years yr yrs annual yearly",
        "mile miles mileage",
        "french fr",
        "gauge",
        "degree degrees",
        "diopter diopters d dpt diopt",
        "unit units iu u",
        "vial vials",
        "tablet tablets",
        "capsule capsules",
        "volt volts",
        "lead leads",
        "view views",
        "visit visits",
        "session sessions",
    )
    for unit in units.split()
}
"""Every spelling of a unit with the first of its line, which stands for all."""
_DOSES = {
    "milligram",
    "microgram",
    "gram",
    "milliliter",
    "milliequivalent",
    "millicurie",
    "microcurie",
    "unit",
}


class Quantity(NamedTuple):
    """A number as text without needless noughts and the unit behind it, or an empty text."""

    number: str
    unit: str


def _plain_number(token: str) -> str:
    if "/" in token:
        above, _, below = token.partition("/")
        return f"{int(above) / int(below):.3f}".rstrip("0").rstrip(".") if int(below) else token
    number = token.replace(",", "")
    whole, point, part = number.partition(".")
    part = part.rstrip("0")
    return (whole.lstrip("0") or "0") + (point + part if part else "")


def _tokens(text: str) -> list[str]:
    text = re.sub(r"\bone[- ]half\b|½", "0.5", text.lower()).replace("¼", "0.25")
    text = re.sub(r"\b(?:sq|square)\b\.? *", "square", text)
    return _TOKENS.findall(text.replace("international ", ""))


def quantities(text: str) -> Iterator[Quantity]:
    """Give each number of a text, in figures or words, with the unit that follows it."""
    tokens = _tokens(text)
    for at, token in enumerate(tokens):
        if token[0].isdigit() or token[0] == ".":
            number = _plain_number(token)
        elif token in NUMBER_WORDS:
            number = NUMBER_WORDS[token]
        else:
            continue
        yield Quantity(number, _unit_behind(tokens, at))


def _unit_behind(tokens: list[str], at: int) -> str:
    """Return the unit behind the number at a place; in `5 to 10 mg` it stands behind the second."""
    place = at + 1
    if tokens[place : place + 1] in (["to"], ["and"], ["or"], ["-"]) and _is_number(tokens, place + 1):
        place += 2
    return UNITS.get(tokens[place], "") if place < len(tokens) else ""


def _is_number(tokens: list[str], at: int) -> bool:
    return at < len(tokens) and (tokens[at][0].isdigit() or tokens[at][0] == ".")


def units(text: str) -> set[str]:
    """Return the units that a text names anywhere."""
    return {UNITS[token] for token in _tokens(text) if token in UNITS}


def strange_quantities(name: str, official: str) -> list[str]:
    """Return what a name says of numbers and units that CMS's texts do not say.

    A word for a number, a 1 and an each may stand where CMS writes per: `1 milligram` for `per mg`. A unit
    has to stand behind the same number; where CMS names the unit elsewhere only (`5 to 10 mg`) the number
    and the unit suffice.
    """
    there = list(quantities(official))
    numbers = {one.number for one in there} | {"1"}
    named = units(official)
    told = []
    for one in quantities(name):
        if one.number not in numbers:
            told.append(f"{one.number} is not in CMS's texts")
        elif one.unit and one.unit not in named:
            told.append(f"{one.number} {one.unit}: CMS's texts have no {one.unit}")
        elif one.unit and one.number != "1":
            behind = {other.unit for other in there if other.number == one.number}
            if behind - {""} and one.unit not in behind and "" not in behind:
                told.append(f"{one.number} {one.unit}: CMS's texts have {one.number} {' or '.join(behind)}")
    return told


def lost_doses(name: str, official: str) -> list[str]:
    """Return the doses (number, unit of weight, volume or activity) of a text that a name lacks."""
    official = re.sub(r"= 1 unit|single unit", "", official)  # how it is counted or packed, no dose
    mine = set(quantities(name)) | {Quantity("1", unit) for unit in units(name)}
    lost = (one for one in quantities(official) if one.unit in _DOSES and one not in mine)
    return [f"{one.number} {one.unit} is lost" for one in lost]
