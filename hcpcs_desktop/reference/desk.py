"""What lies on the user's own desk: recent codes, favourites, settings and own words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcpcs_desktop.cache.notebook import Notebook
    from hcpcs_desktop.reference.answers import OwnWordsReport
    from hcpcs_desktop.reference.own_words import OwnWords
    from hcpcs_desktop.reference.protocol import PathLike
    from hcpcs_desktop.search.own_words import OwnWord, WordConflict


class Desk:
    """The part of the reference that reads and writes the notebook; no release has a say in it."""

    def __init__(self, notebook: Notebook, own_words: OwnWords) -> None:
        self._notebook = notebook
        self._own_words = own_words

    def recent(self) -> tuple[str, ...]:
        """Return the codes opened last, newest first."""
        return self._notebook.recent()

    def note_opened(self, code: str) -> None:
        """Remember that the user opened `code`."""
        self._notebook.note_opened(code)

    def favourites(self) -> tuple[str, ...]:
        """Return the user's favourite codes, sorted."""
        return self._notebook.favourites()

    def set_favourite(self, code: str, wanted: bool) -> None:
        """Mark `code` as a favourite or take the mark away."""
        self._notebook.set_favourite(code, wanted)

    def setting(self, key: str, default: str = "") -> str:
        """Return a kept setting of the window."""
        return self._notebook.setting(key, default)

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting of the window."""
        self._notebook.set_setting(key, value)

    def own_words(self) -> tuple[OwnWord, ...]:
        """Return the user's own words, sorted."""
        return self._own_words.words()

    def set_own_word(self, term: str, means: str) -> OwnWord:
        """Keep an own word, in the place of one with the same term."""
        return self._own_words.keep(term, means)

    def remove_own_word(self, term: str) -> OwnWord:
        """Forget the own word with this term and return it."""
        return self._own_words.remove(term)

    def own_word_conflicts(self, words: Iterable[OwnWord]) -> tuple[WordConflict, ...]:
        """Return those of `words` that the program has with another meaning."""
        return self._own_words.conflicts(words)

    def load_own_words(self, path: PathLike, *, replace: bool = False) -> OwnWordsReport:
        """Keep the words of a text file."""
        return self._own_words.load(Path(path), replace=replace)

    def save_own_words(self, path: PathLike) -> int:
        """Write the own words to a text file and return how many they are."""
        return self._own_words.save(Path(path))
