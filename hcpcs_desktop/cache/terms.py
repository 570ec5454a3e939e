"""Builds the inverted index of one layer: for each word the entries that hold a form of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from hcpcs_desktop.cache.postings import bits, packed, packed_bits
from hcpcs_desktop.search.indexing import apart
from hcpcs_desktop.search.stemming import stems

ATTRIBUTE = "#"
"""Before the name of an attribute, such as ``#coverage=C``; no query word begins so."""

BEGINNING = "*"
"""Behind a beginning whose words are many."""

MANY = 24
"""From so many words on a beginning has a row of its own."""

_LONGEST_BEGINNING = 4

Row = tuple[str, int, int, bytes, bytes, bytes]
_Lists = dict[str, list[int]]
_NO: Sequence[int] = ()


class Terms:
    """Gathers the words of a layer's entries, numbered from 0."""

    def __init__(self) -> None:
        self._head: _Lists = defaultdict(list)
        self._names: _Lists = defaultdict(list)
        self._anywhere: _Lists = defaultdict(list)
        self._attributes: _Lists = defaultdict(list)

    def add(self, number: int, head: Iterable[str], names: set[str], anywhere: set[str]) -> None:
        """Add the words of entry `number`; numbers ascend."""
        lists = self._anywhere
        for word in anywhere:
            lists[word].append(number)
        lists = self._names
        for word in names:
            lists[word].append(number)
        lists = self._head
        for word in set(head):
            lists[word].append(number)

    def mark(self, number: int, attributes: Iterable[str]) -> None:
        """Note attributes of entry `number`."""
        for name in attributes:
            self._attributes[ATTRIBUTE + name].append(number)

    def rows(self, layer: int) -> Iterator[Row]:
        """Yield the rows of the table `term`."""
        for name, numbers in self._attributes.items():
            yield (name, layer, 0, b"", b"", packed(numbers))
        self._take_apart()
        members: dict[str, list[str]] = defaultdict(list)
        for word in self._anywhere:
            for stem in stems(word):
                members[stem].append(word)
        head, names, lists = self._head.get, self._names.get, self._anywhere
        all_lists = (self._head, self._names, self._anywhere)
        for stem, forms in members.items():
            own = len(self._anywhere.get(stem, ()))
            if len(forms) == 1:
                word = forms[0]
                yield (
                    stem,
                    layer,
                    own,
                    packed(head(word, _NO)),
                    packed(names(word, _NO)),
                    packed(lists[word]),
                )
            else:
                yield (stem, layer, own, *(packed(_united(one, forms)) for one in all_lists))  # type: ignore[misc]
        yield from self._beginnings(layer)

    def _take_apart(self) -> None:
        """Let ``10mg`` be found by ``10`` and ``mg`` too."""
        for lists in (self._head, self._names, self._anywhere):
            joined = [(word, parts) for word in lists if word[0].isdigit() and (parts := apart(word))]
            for word, parts in joined:
                for part in parts:
                    lists[part] = sorted({*lists[part], *lists[word]})

    def _beginnings(self, layer: int) -> Iterator[Row]:
        starting: dict[str, list[str]] = defaultdict(list)
        for word in self._anywhere:
            for length in range(1, min(_LONGEST_BEGINNING, len(word)) + 1):
                starting[word[:length]].append(word)
        for start, words in starting.items():
            if len(words) >= MANY:
                masks = (_bits_of(one, words) for one in (self._head, self._names, self._anywhere))
                yield (start + BEGINNING, layer, 0, *(packed_bits(mask) for mask in masks))  # type: ignore[misc]


def _united(lists: _Lists, forms: Sequence[str]) -> Sequence[int]:
    return sorted({number for form in forms for number in lists.get(form, ())})


def _bits_of(lists: _Lists, words: Sequence[str]) -> int:
    return bits([number for word in words for number in lists.get(word, ())] or [])
