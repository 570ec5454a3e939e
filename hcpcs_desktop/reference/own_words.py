"""Keeps the user's own words in the notebook and hands them to the search as facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hcpcs_desktop.cache.faults import EnvironmentFault
from hcpcs_desktop.cache.notebook import Notebook
from hcpcs_desktop.codes.records import Problem
from hcpcs_desktop.reference.errors import RefusedWords
from hcpcs_desktop.search.facts import Fact
from hcpcs_desktop.search.indexing import asked_words
from hcpcs_desktop.search.own_facts import OwnFacts
from hcpcs_desktop.search.own_words import (
    MOST_KEPT,
    WRITE_SO,
    OwnWord,
    WordConflict,
    fact_of,
    fault_of,
    kept_conflict,
    key_of,
    own_word,
    program_conflict,
    same_meaning,
)

if TYPE_CHECKING:
    from hcpcs_desktop.reference.answers import OwnWordsReport
    from hcpcs_desktop.search.own_text import Parsed

_ASKED_AT_ONCE = 2_000

ShippedFacts = Callable[[Sequence[str]], list[Fact]]
"""Returns the shipped facts that have one of these folded words."""


class OwnWords:
    """The own words in `notebook`; read at the first search, and again only after a change.

    Every method but `facts` raises `EnvironmentFault` where the notebook cannot be read or written.
    """

    def __init__(self, notebook: Notebook, shipped: ShippedFacts) -> None:
        self._notebook = notebook
        self._shipped = shipped
        self._words: tuple[OwnWord, ...] = ()
        self._facts: OwnFacts | None = None
        self.fault = ""

    def facts(self) -> OwnFacts:
        """Return the facts for a search; none, and `fault` says so, where the notebook cannot be read."""
        if self._facts is None:
            try:
                self.words()
            except EnvironmentFault as error:
                self._words, self._facts = (), OwnFacts()
                self.fault = f"{error} Your own words are not used."
        assert self._facts is not None
        return self._facts

    def words(self) -> tuple[OwnWord, ...]:
        """Return the words that are in the file now, sorted by the folded term."""
        found = tuple(OwnWord(*row) for row in self._notebook.words())
        if self._facts is None or found != self._words:
            self._words, self._facts = found, OwnFacts(map(fact_of, found))
        self.fault = ""
        return found

    def keep(self, term: str, means: str) -> OwnWord:
        """Keep a word, in the place of one with the same folded term, and return it as it is kept."""
        word = own_word(term, means)
        fault = fault_of(word)
        if fault is not None:
            raise RefusedWords(str(fault))
        self._write((word,))
        return word

    def remove(self, term: str) -> OwnWord:
        """Forget the word with this term and return it."""
        key = key_of(term)
        for word in self.words():
            if key_of(word.term) == key:
                self._notebook.remove_word(key)
                self._facts = None
                return word
        raise RefusedWords(f"No own word is called “{term}”. The list shows those that are kept.")

    def conflicts(self, words: Iterable[OwnWord]) -> tuple[WordConflict, ...]:
        """Return those of `words` that the program has with another meaning."""
        found: list[WordConflict | None] = []
        asked = iter(words)
        while some := tuple(islice(asked, _ASKED_AT_ONCE)):
            shipped: dict[tuple[str, ...], list[Fact]] = {}
            for fact in self._shipped(tuple(folded for word in some for folded in asked_words(word.term))):
                shipped.setdefault(fact.words, []).append(fact)
            found += [program_conflict(word, shipped.get(asked_words(word.term), ())) for word in some]
        return tuple(conflict for conflict in found if conflict is not None)

    def load(self, path: Path, *, replace: bool) -> OwnWordsReport:
        """Keep the words of a text file; where a kept one has another meaning only if `replace`."""
        from hcpcs_desktop.reference.word_files import read_whole  # noqa: PLC0415 - seldom asked
        from hcpcs_desktop.search.own_text import NoWords, decode, parse  # noqa: PLC0415

        try:
            text, remark = decode(read_whole(path))
            parsed = parse(text, str(path))
        except NoWords as error:
            raise RefusedWords(f"{path}: {error}") from error
        return self._take(parsed, _told(str(path), parsed, remark), replace=replace)

    def _take(self, parsed: Parsed, problems: tuple[Problem, ...], *, replace: bool) -> OwnWordsReport:
        from hcpcs_desktop.reference.answers import OwnWordsReport  # noqa: PLC0415 - seldom asked

        kept = {key_of(word.term): word for word in self.words()}
        known = [(row, kept[key_of(row.word.term)]) for row in parsed.rows if key_of(row.word.term) in kept]
        other = [(row, before) for row, before in known if not same_meaning(row.word, before)]
        new = [row.word for row in parsed.rows if key_of(row.word.term) not in kept]
        changed = [row.word for row, _ in other] if replace else []
        self._write((*new, *changed))
        stay = [] if replace else [kept_conflict(row.word, before, row.line) for row, before in other]
        conflicts = (*parsed.conflicts, *stay, *self.conflicts((*new, *changed)))
        return OwnWordsReport(len(new), len(changed), len(known) - len(other), conflicts, problems)

    def save(self, path: Path) -> int:
        """Write all words to a text file that `load` reads, and return how many they are."""
        from hcpcs_desktop.reference.word_files import write_whole  # noqa: PLC0415 - seldom asked
        from hcpcs_desktop.search.own_text import written  # noqa: PLC0415

        words = self.words()
        write_whole(path, written(words))
        return len(words)

    def _write(self, words: Sequence[OwnWord]) -> None:
        if words:
            if len({key_of(word.term) for word in (*self.words(), *words)}) > MOST_KEPT:
                raise RefusedWords(f"More than {MOST_KEPT:,} own words are not kept. Remove some first.")
            self._notebook.set_words((key_of(word.term), *word) for word in words)
            self._facts = None


def _told(file: str, parsed: Parsed, remark: str) -> tuple[Problem, ...]:
    """Return the problems of a file: of its encoding, of its lines, or that it is empty."""
    problems = parsed.problems
    if remark:
        advice = "Where letters look wrong, save the file as UTF-8 and load it again."
        problems = (Problem(file, None, remark, advice), *problems)
    if not parsed.rows and not problems:
        problems = (Problem(file, None, "The file holds no word.", WRITE_SO),)
    return problems
