"""What an office's own words mean: checked, written in one form, made into facts, compared with others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from hcpcs_desktop.codes.families import is_level_two, well_formed
from hcpcs_desktop.codes.repair import swapped
from hcpcs_desktop.search.facts import OWN, Fact, role_of_words
from hcpcs_desktop.search.indexing import asked_words
from hcpcs_desktop.search.query import read_query

MOST_KEPT = 20_000
"""Own words that are kept, and that are read of one file."""

MOST_WORDS = 5
LONGEST_TERM = 60
LONGEST_MEANING = 500

WRITE_SO = "Write a term, a tab and its meaning on each line."

FILE, KEPT, PROGRAM = "file", "kept", "program"

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]+")
_BETWEEN_CODES = re.compile(r"[,\s]+")
_EDGES = '" '


class OwnWord(NamedTuple):
    """A term of the user, and what it means: words of CMS's texts or codes, separated by ``;``."""

    term: str
    means: str


class Fault(NamedTuple):
    """Why a word cannot be kept, and what to do."""

    text: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.text} {self.remedy}"


class WordConflict(NamedTuple):
    """Two meanings of one term: `means` is the user's (in a load: the file's), `other` stands against it.

    `against` is ``file`` (twice in it), ``kept`` (kept with another meaning, which stays) or ``program``
    (the program's own word, which the user's replaces); `text` says it in a sentence.
    """

    term: str
    means: str
    other: str
    against: str
    text: str
    line: int | None = None


def own_word(term: str, means: str) -> OwnWord:
    """Return a word in the form in which it is kept: single blanks, codes in capitals; no text raises.

    >>> own_word(" Hoyer   lift", "e0630,E0635;patient lift;")
    OwnWord(term='Hoyer lift', means='E0630, E0635; patient lift')
    """
    alternatives = (_alternative(one) for one in means.split(";"))
    return OwnWord(_clean(term).lstrip('#" '), "; ".join(filter(asked_words, alternatives)))


def _alternative(text: str) -> str:
    shown = _clean(text)
    codes = _codes(shown)
    return ", ".join(codes) if codes else shown


def _clean(text: str) -> str:
    """Return `text` without what cannot be seen or written, with single blanks and no quotes around it."""
    return " ".join(_UNSEEN.sub(" ", text).split()).strip(_EDGES)


def _codes(alternative: str) -> tuple[str, ...]:
    """Return the codes of an alternative that is nothing but codes, else ()."""
    pieces = [piece for piece in _BETWEEN_CODES.split(alternative.upper()) if piece]
    return tuple(dict.fromkeys(pieces)) if all(map(well_formed, pieces)) else ()


def key_of(term: str) -> str:
    """Return the folded words of a term, by which two terms are the same."""
    return " ".join(asked_words(term))


def fact_of(word: OwnWord) -> Fact:
    """Return the fact that a search uses for a kept word."""
    codes: list[str] = []
    means: list[tuple[str, ...]] = []
    for alternative in word.means.split(";"):
        found = _codes(alternative)
        codes += found
        if not found:
            means.append(asked_words(alternative))
    return Fact(word.term, asked_words(word.term), tuple(filter(None, means)), tuple(codes), OWN)


def fault_of(word: OwnWord) -> Fault | None:
    """Return why a word cannot be kept, None where it can."""
    return _term_fault(word.term) or _meaning_fault(word)


def _term_fault(term: str) -> Fault | None:
    folded = asked_words(term)
    if not folded:
        return Fault("The term is empty.", "Write the word that your office uses, such as zimmer.")
    if len(term) > LONGEST_TERM:
        return Fault(f"The term has {len(term):,} characters, more than {LONGEST_TERM}.", "Shorten it.")
    if len(folded) > MOST_WORDS:
        return Fault(f"“{term}” has {len(folded)} words, more than {MOST_WORDS}.", "Leave the others out.")
    query = read_query(term)
    if query.kind not in ("words", "modifier"):
        read_as = f"the code {query.read_as}" if query.kind == "codes" else query.read_as
        return Fault(f"“{term}” is searched for as {read_as}.", "Write a word or several.")
    if all(role_of_words().get(one) == "function" for one in folded):
        return Fault(f"“{term}” stands in most texts.", "Add the word that names the thing.")
    return None


def _meaning_fault(word: OwnWord) -> Fault | None:
    if len(word.means) > LONGEST_MEANING:
        return Fault(f"What “{word.term}” means is longer than {LONGEST_MEANING} characters.", "Shorten it.")
    if not word.means:
        return Fault(
            f"“{word.term}” has no meaning.",
            "Write words of CMS's texts, such as walker, or a code, such as E0143.",
        )
    return next(filter(None, map(_alternative_fault, word.means.split(";"))), None)


def _alternative_fault(alternative: str) -> Fault | None:
    codes = _codes(alternative)
    foreign = [code for code in codes if not is_level_two(code)]
    if foreign:
        return Fault(
            f"{foreign[0]} stands in no file of CMS.", "Name a Level II code, such as E0143, or words."
        )
    for piece in () if codes else _BETWEEN_CODES.split(alternative.upper()):
        if is_level_two(piece[:5]) and not piece[5:].isalnum():
            return Fault(
                f"“{alternative.strip()}” mixes words and codes.", "Put a semicolon between: walker; E0143."
            )
        meant = next(filter(is_level_two, swapped(piece)), "")
        if meant and any(character.isdigit() for character in piece):
            return Fault(f"{piece} is no code; {meant} may be meant.", "Correct it.")
    return None


def same_meaning(first: OwnWord, second: OwnWord) -> bool:
    """Tell whether two words stand for the same words and codes, however they are written."""
    return fact_of(first)[2:4] == fact_of(second)[2:4]


def program_conflict(word: OwnWord, shipped: Iterable[Fact]) -> WordConflict | None:
    """Return that the program has `word` with another meaning, None where it has not.

    `shipped` are facts of the program; only those with the very words of the term count.
    """
    own = fact_of(word)
    others = [fact for fact in shipped if fact.words == own.words and fact[2:4] != own[2:4]]
    if not others:
        return None
    other = ", ".join(dict.fromkeys(one for fact in others for one in _meanings(fact)))
    text = f"“{word.term}” also stands in the program's words for: {other}; yours is used."
    return WordConflict(word.term, word.means, other, PROGRAM, text)


def _meanings(fact: Fact) -> list[str]:
    words = [" ".join(one).replace("!", "without ") for one in fact.means]
    return [*words, *fact.codes] or [fact.note or "nothing that has a code of its own"]


def kept_conflict(word: OwnWord, kept: OwnWord, line: int | None = None) -> WordConflict:
    """Return that a file says another meaning than the one that is kept."""
    text = f"“{kept.term}” is kept as: {kept.means}. The file says: {word.means}. Yours stays."
    return WordConflict(word.term, word.means, kept.means, KEPT, text, line)


def file_conflict(word: OwnWord, first: OwnWord, line: int) -> WordConflict:
    """Return that a file has a term twice with different meanings, of which the first is taken."""
    text = (
        f"“{first.term}” stands in the file twice, as: {first.means}; and as: {word.means}. The first counts."
    )
    return WordConflict(word.term, word.means, first.means, FILE, text, line)
