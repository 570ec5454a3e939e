"""Says what a text that is no code looks like: another code set, a slip, a lost zero (domain A9)."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hcpcs_desktop.codes.families import well_formed
from hcpcs_desktop.codes.modifiers import MOST_ON_A_LINE, is_known
from hcpcs_desktop.codes.repair import swapped, zero_filled

_UNUSED_LETTERS = "FINO"


class Guess(NamedTuple):
    """One thing a text may be: the code set's name ('' for a slip), why, and codes to try instead."""

    set: str
    why: str
    suggestions: tuple[str, ...] = ()


def guesses(text: str) -> tuple[Guess, ...]:
    """Return what the normalised `text`, which is no code, may be; the likeliest first, never empty."""
    compact = text.replace(" ", "")
    found = tuple(guess for rule in _RULES for guess in rule(compact))
    if found:
        return found
    return (_plain_answer(text),)


def _plain_answer(text: str) -> Guess:
    if not text:
        return Guess("", "Nothing to explain: type a code, a modifier or several codes.")
    if not any(character.isalnum() for character in text):
        return Guess("", "Neither a code nor words: type a code or what you look for.")
    if not any(character.isdigit() for character in text):
        return Guess("", "These are words, not a code: search for them instead.")
    return Guess(
        "",
        "Not a HCPCS code: a code has five characters, either five digits, four digits and one of F T U M A, "
        "or one letter and four digits.",
    )


def _range(text: str) -> Iterator[Guess]:
    ends = text.split("-")
    if len(ends) == 2 and all(well_formed(end) for end in ends):  # noqa: PLR2004 - a range has two ends
        yield Guess(
            "", f"A range of codes, from {ends[0]} to {ends[1]}: search for it to list them.", tuple(ends)
        )


def _too_many_modifiers(text: str) -> Iterator[Guess]:
    found = re.fullmatch(r"([0-9A-Z]{5})((?:[-/,:]?[0-9A-Z]{2}){5,})", text)
    if found is None or not well_formed(found[1]):
        return
    code, modifiers = found[1], re.findall(r"[0-9A-Z]{2}", found[2])
    if not found[2].isalnum() or all(is_known(modifier, code) for modifier in modifiers):
        first = "-".join((code, *modifiers[:MOST_ON_A_LINE]))
        yield Guess("", "Claims carry at most four modifiers on a line.", (first,))


def _slip(text: str) -> Iterator[Guess]:
    found = re.fullmatch(r"([0-9A-Z]{5})((?:[-/,:]?[0-9A-Z]{2}){0,4})", text)
    if found is None:
        return
    tail = "".join(f"-{pair}" for pair in re.findall(r"[0-9A-Z]{2}", found[2]))
    codes = tuple(code + tail for code in swapped(found[1]))
    if codes:
        yield Guess("", f"O and 0, or I and 1, may be swapped: did you mean {' or '.join(codes)}?", codes)


def _unused_letter(text: str) -> Iterator[Guess]:
    if re.fullmatch(rf"[{_UNUSED_LETTERS}][0-9]{{4}}", text):
        yield Guess("", f"No HCPCS code begins with the letter {text[0]}.")


def _short_tail(text: str) -> Iterator[Guess]:
    found = re.fullmatch(r"([0-9A-Z]{5})[-/,:][0-9A-Z]", text)
    if found and well_formed(found[1]):
        yield Guess("", "Modifiers have two characters; only one follows the code here.", (found[1],))


def _loinc(text: str) -> Iterator[Guess]:
    if re.fullmatch(r"[0-9]{1,7}-[0-9]", text):
        yield Guess("LOINC", "Digits, a dash and one check digit: the form of a LOINC laboratory code.")


def _icd_10_cm(text: str) -> Iterator[Guess]:
    if re.fullmatch(r"[A-Z][0-9][0-9A-Z]\.[0-9A-Z]{1,4}", text):
        bare = text.replace(".", "")
        yield Guess(
            "ICD-10-CM",
            "A dot after three characters means a diagnosis code.",
            (bare,) if well_formed(bare) else (),
        )
    elif re.fullmatch(r"[A-Z][0-9][0-9AB][0-9A-Z]{0,4}", text) and not re.fullmatch(r"[0-9A-Z]{7}", text):
        dotted = f"{text[:3]}.{text[3:]}".rstrip(".")
        yield Guess("ICD-10-CM", f"Without its dot, the form of a diagnosis code ({dotted}).")


def _icd_9_cm(text: str) -> Iterator[Guess]:
    if re.fullmatch(r"[0-9]{3}\.[0-9]{1,2}|V[0-9]{2}\.[0-9]{1,2}|E[0-9]{3}\.[0-9]", text):
        yield Guess("ICD-9-CM", "The form of a diagnosis code of the set used until 2015-09-30.")


def _icd_10_seven(text: str) -> Iterator[Guess]:
    if re.fullmatch(r"[0-9A-HJ-NP-Z]{7}", text):
        yield Guess(
            "ICD-10-PCS",
            "Seven characters without I and O: the form of a hospital inpatient procedure code.",
        )
    if re.fullmatch(r"[A-Z][0-9][0-9AB][0-9A-Z]{4}", text):
        yield Guess("ICD-10-CM", f"Without its dot, the form of a diagnosis code ({text[:3]}.{text[3:]}).")


def _ndc(text: str) -> Iterator[Guess]:
    dashed = r"[0-9]{4}-[0-9]{4}-[0-9]{2}|[0-9]{5}-[0-9]{3}-[0-9]{2}|[0-9]{5}-[0-9]{4}-[0-9]{1,2}"
    if re.fullmatch(dashed + r"|[0-9]{10,11}", text):
        yield Guess(
            "NDC",
            "The form of a National Drug Code: it names the package; J and Q codes name the drug.",
        )


def _npi(text: str) -> Iterator[Guess]:
    if re.fullmatch(r"[12][0-9]{9}", text) and _passes_luhn("80840" + text):
        yield Guess("NPI", "Ten digits with a right check digit: a National Provider Identifier.")


def _npi_mistyped(text: str) -> Iterator[Guess]:
    if re.fullmatch(r"[12][0-9]{9}", text) and not _passes_luhn("80840" + text):
        yield Guess("NPI", "Ten digits: a National Provider Identifier, were its check digit right.")


def _passes_luhn(digits: str) -> bool:
    """Tell whether `digits` pass the Luhn check (ISO/IEC 7812), as an NPI does after the prefix 80840."""
    doubled = [int(d) * (1 + place % 2) for place, d in enumerate(reversed(digits))]
    return sum(d // 10 + d % 10 for d in doubled) % 10 == 0


def _taxonomy(text: str) -> Iterator[Guess]:
    if re.fullmatch(r"[0-9]{3}[0-9A-Z]{6}X", text):
        yield Guess(
            "Provider taxonomy", "Ten characters that end in X: a health care provider taxonomy code."
        )


def _short_number(text: str) -> Iterator[Guess]:
    if re.fullmatch(r"[0-9]{4}", text):
        yield Guess(
            "UB-04 revenue code", "Four digits: usually a revenue code, or a type of bill, on a UB-04 claim."
        )
    elif re.fullmatch(r"[0-9]{3}", text):
        yield Guess("MS-DRG", "Three digits: often an MS-DRG, which pays a hospital stay.")
        yield Guess("UB-04 revenue code", f"A revenue code that lost its leading zero would be 0{text}.")
    elif re.fullmatch(r"[0-9]{2}", text):
        yield Guess("Place of service", "Two digits that are no modifier: perhaps a place of service.")


def _lost_zero(text: str) -> Iterator[Guess]:
    codes = zero_filled(text)
    if codes:
        yield Guess(
            "", f"A code has five characters; a spreadsheet may have lost zeros. Try {codes[0]}.", codes
        )


def _hipps(text: str) -> Iterator[Guess]:
    if swapped(text) or text[:1] in _UNUSED_LETTERS:
        return
    if re.fullmatch(r"(?=.*[0-9])(?=.*[A-Z])[0-9A-Z]{5}", text):
        yield Guess(
            "HIPPS", "Five mixed letters and digits, not in the shape of a HCPCS code: perhaps a HIPPS code."
        )


_RULES: tuple[Callable[[str], Iterator[Guess]], ...] = (
    _range,
    _too_many_modifiers,
    _slip,
    _unused_letter,
    _short_tail,
    _loinc,
    _icd_10_cm,
    _icd_9_cm,
    _icd_10_seven,
    _npi,
    _ndc,
    _npi_mistyped,
    _taxonomy,
    _short_number,
    _lost_zero,
    _hipps,
)
