"""Own words of a reference that keeps them in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hcpcs_desktop.reference.answers import OwnWordsReport
from hcpcs_desktop.reference.errors import RefusedWords
from hcpcs_desktop.search.facts import word_fact
from hcpcs_desktop.search.own_words import OwnWord, WordConflict, fault_of, key_of, program_conflict

SHIPPED = word_fact("rollator", "walker folding wheeled", "lay word")


class FakeWords:
    """Keeps words by their folded term; `reports` are what loads answer, without and with replacing."""

    def __init__(self, fail: Callable[[], None]) -> None:
        self._fail = fail
        self._kept: dict[str, OwnWord] = {}
        self.reports: dict[bool, OwnWordsReport] = {}

    def all(self) -> tuple[OwnWord, ...]:
        self._fail()
        return tuple(self._kept[key] for key in sorted(self._kept))

    def keep(self, word: OwnWord) -> OwnWord:
        self._fail()
        fault = fault_of(word)
        if fault is not None:
            raise RefusedWords(str(fault))
        self._kept[key_of(word.term)] = word
        return word

    def remove(self, term: str) -> OwnWord:
        self._fail()
        if key_of(term) not in self._kept:
            raise RefusedWords(f"No own word is called “{term}”.")
        return self._kept.pop(key_of(term))

    def conflicts(self, words: Iterable[OwnWord]) -> tuple[WordConflict, ...]:
        self._fail()
        found = (program_conflict(word, (SHIPPED,)) for word in words)
        return tuple(one for one in found if one is not None)

    def load(self, *, replace: bool) -> OwnWordsReport:
        self._fail()
        return self.reports[replace]
