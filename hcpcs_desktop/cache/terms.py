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

Row = tuple[str, int, int, bytes, bytes]
_Lists = dict[str, list[int]]


class Terms:
    """Gathers the words of a layer's entries, numbered from 0."""

    def __init__(self) -> None:
        self._names: _Lists = defaultdict(list)
        self._anywhere: _Lists = defaultdict(list)
        self._attributes: _Lists = defaultdict(list)
        self._told: set[str] = set()

    def add(self, number: int, names: set[str], anywhere: set[str]) -> None:
        """Add the words of entry `number`; numbers ascend."""
        lists = self._anywhere
        for word in anywhere:
            lists[word].append(number)
        lists = self._names
        for word in names:
            lists[word].append(number)

    def tell(self, words: set[str]) -> None:
        """Note that these words are whole words of a long text or a name, not CMS's clipped ones."""
        self._told |= words

    def mark(self, number: int, attributes: Iterable[str]) -> None:
        """Note attributes of entry `number`."""
        for name in attributes:
            self._attributes[ATTRIBUTE + name].append(number)

    def rows(self, layer: int) -> Iterator[Row]:
        """Yield the rows of the table `term`."""
        for name, numbers in self._attributes.items():
            yield (name, layer, 0, b"", packed(numbers))
        self._take_apart()
        members: dict[str, list[str]] = defaultdict(list)
        for word in self._anywhere:
            for stem in stems(word):
                members[stem].append(word)
        names, anywhere = self._names, self._anywhere
        for stem, forms in members.items():
            own = len(anywhere.get(stem, ())) if stem in self._told else 0
            if len(forms) == 1:
                word = forms[0]
                yield (stem, layer, own, packed(names.get(word, ())), packed(anywhere[word]))
            else:
                yield (stem, layer, own, packed(_united(names, forms)), packed(_united(anywhere, forms)))
        yield from self._beginnings(layer)

    def _take_apart(self) -> None:
        """Let ``10mg`` be found by ``10`` and ``mg`` too."""
        for lists in (self._names, self._anywhere):
            joined = [(word, parts) for word in lists if word[0].isdigit() and (parts := apart(word))]
            for word, parts in joined:
                for part in parts:
                    lists[part] = sorted({*lists[part], *lists[word]})

    def _beginnings(self, layer: int) -> Iterator[Row]:
        """Yield a row for each beginning of many words, the longest first: each word is looked at once."""
        left = dict.fromkeys(self._anywhere)
        masks: dict[str, tuple[int, int, int]] = {}
        for length in range(_LONGEST_BEGINNING, 0, -1):
            starting: dict[str, list[str]] = defaultdict(list)
            for word in left:
                starting[word[:length]].append(word)
            longer: dict[str, list[str]] = defaultdict(list)
            for start in [one for one in masks if len(one) == length + 1]:
                longer[start[:length]].append(start)
            for start in starting.keys() | longer.keys():
                found = self._gathered(starting[start], [masks[one] for one in longer[start]])
                if found is not None:
                    masks[start] = found
                    for word in starting[start]:
                        del left[word]
                    yield (start + BEGINNING, layer, 0, packed_bits(found[1]), packed_bits(found[2]))

    def _gathered(
        self, words: Sequence[str], longer: Sequence[tuple[int, int, int]]
    ) -> tuple[int, int, int] | None:
        """Return count, names and anywhere of words and of longer beginnings; None where they are few."""
        count = len(words) + sum(one[0] for one in longer)
        if count < MANY:
            return None
        names, anywhere = _bits_of(self._names, words), _bits_of(self._anywhere, words)
        for _, some_names, some in longer:
            names |= some_names
            anywhere |= some
        return count, names, anywhere


def _united(lists: _Lists, forms: Sequence[str]) -> Sequence[int]:
    return sorted({number for form in forms for number in lists.get(form, ())})


def _bits_of(lists: _Lists, words: Sequence[str]) -> int:
    return bits([number for word in words for number in lists.get(word, ())])
