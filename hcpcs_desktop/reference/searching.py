"""Answers searches: reads the query, gathers candidates, ranks them and says why each is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.textindex import Doc, TextIndex
from hcpcs_desktop.codes.families import is_level_two
from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.reference.standing import Standing, StatusOnDay
from hcpcs_desktop.search.answer import Answer, Hit
from hcpcs_desktop.search.filters import Filters
from hcpcs_desktop.search.folding import places
from hcpcs_desktop.search.query import Query, read_query
from hcpcs_desktop.search.ranking import Candidate, order

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation

_ENOUGH = 64
_ON_A_DAY = 1_500  # each entry has to be judged for the day; beyond that the total is that of the index
_ALL = 30_000
_NEAR = 5
_SHORTEST_SUBSTRING = 3

Found = tuple[str, Doc, str]
"""A tier, an index entry and the reason that brought it."""


class Searcher:
    """Searches the state that `reader` reads; `explain` explains a text on an ISO day."""

    def __init__(self, reader: Reader, explain: Callable[[str, str], tuple[Explanation, ...]]) -> None:
        self._reader = reader
        self._index = TextIndex(reader)
        self._explain = explain

    def search(self, text: str, on: str, limit: int, filters: Filters) -> Answer:
        """Return the best `limit` hits for `text` on the ISO day `on`, of those that pass the filters."""
        begun = time.perf_counter()
        query = read_query(text)
        answer = self._answer(query, Answer(text, query.read_as, on, 0, 0.0), limit, filters)
        return answer._replace(took_ms=round((time.perf_counter() - begun) * 1000, 2))

    def _answer(self, query: Query, empty: Answer, limit: int, filters: Filters) -> Answer:
        if query.kind == "empty":
            return empty
        card = self._card(query, empty.on)
        if card is not None:
            return empty._replace(card=card)
        standing = Standing(self._reader, empty.on)
        enough = _ALL if filters.any() else max(limit, _ON_A_DAY if standing.dated else _ENOUGH)
        found, total = self._gather(query, standing, enough)
        known = standing.of([doc for _, doc, _ in found])
        kept = [(one, known[one[1].id]) for one in found if filters.keep(one[1], known[one[1].id].status)]
        kept = [one for one in kept if one[1].decides]
        kept.sort(key=lambda one: order(_candidate(*one), query.words))
        unique = _once_each(kept)
        if filters.any() or (standing.dated and len(found) < enough):
            total = len(unique)
        hits = tuple(_hit(one, status, query) for one, status in unique[:limit])
        if unique:
            return empty._replace(hits=hits, total=max(total, len(unique)))
        return self._nothing(query, empty)

    def _card(self, query: Query, on: str) -> Explanation | None:
        """Return the card of a CPT, CDT or retired code, or of a modifier that no release lists."""
        if query.kind not in ("codes", "modifier"):
            return None
        reading = query.codes[0]
        if query.kind == "modifier":
            if self._index.of_codes([reading.read_as]):
                return None
            card = self._explain(reading.read_as, on)[0]
            return None if card.level == "II" else card
        listed_by_cms = any(is_level_two(one.code or "") for one in query.codes)
        return None if listed_by_cms else self._explain(reading.read_as, on)[0]

    def _gather(self, query: Query, standing: Standing, enough: int) -> tuple[list[Found], int]:
        if query.kind in ("codes", "modifier"):
            return self._by_code(query, standing, enough)
        if query.kind in ("prefix", "range"):
            docs = self._index.between(query.first, query.last, enough, older=standing.dated)
            why = (
                f"begins with {query.first}"
                if query.kind == "prefix"
                else f"between {query.first} and {query.last}"
            )
            tier = "code prefix" if query.kind == "prefix" else "range"
            return [(tier, doc, why) for doc in docs], self._index.count_between(query.first, query.last)
        if query.kind == "digits":
            docs = self._index.of_codes([letter + query.first for letter in letters()], older=standing.dated)
            return [("number", doc, f"number {query.first}") for doc in docs], len(docs)
        return self._by_words(query, standing, enough)

    def _by_code(self, query: Query, standing: Standing, enough: int) -> tuple[list[Found], int]:
        wanted = [one.code for one in query.codes if one.code]
        wanted += [modifier for one in query.codes for modifier in one.modifiers]
        docs = self._index.of_codes(wanted, older=standing.dated)
        found: list[Found] = [("exact code", doc, "exact code") for doc in docs]
        if query.kind == "codes":
            return found, len(found)
        more, total = self._by_words(query, standing, enough)
        return found + more, total + len(found)

    def _by_words(self, query: Query, standing: Standing, enough: int) -> tuple[list[Found], int]:
        if not query.words:
            return [], 0
        everything = " AND ".join(f'"{word}"' for word in query.words) + " *"
        said = ", ".join(query.words)
        in_names = self._index.by_words("{names} : (" + everything + ")", limit=enough, older=standing.dated)
        found: list[Found] = [("name", doc, f"words: {said}") for doc in in_names]
        if len(in_names) < enough:
            first = {doc.id for doc in in_names}
            anywhere = self._index.by_words(everything, limit=enough, older=standing.dated)
            found += [("text", doc, f"words in the text: {said}") for doc in anywhere if doc.id not in first]
        if not found:
            return self._by_letters(query)
        total = len(found) if len(found) < enough else self._index.count_words(everything)
        return found, total

    def _by_letters(self, query: Query) -> tuple[list[Found], int]:
        text = " ".join(query.words)
        if len(text) < _SHORTEST_SUBSTRING or any(character.isdigit() for character in text):
            return [], 0  # with a digit it is a code being typed, not the inside of a word
        docs = self._index.containing(text, _ENOUGH)
        return [("substring", doc, f"letters inside a word: {text}") for doc in docs], len(docs)

    def _nothing(self, query: Query, empty: Answer) -> Answer:
        """Return an honest nothing: what was understood, what it may be, and near codes."""
        if query.kind == "modifier":
            card = self._explain(query.read_as, empty.on)[0]
            return empty._replace(card=card) if card.modifiers[0].known else empty._replace(advice=card.notes)
        if query.kind == "codes":
            code = query.codes[0].code or ""
            near = self._index.between(code[:4], code[:4] + "9", _NEAR)
            told = self._explain(code, empty.on)[0].status_reason
            return empty._replace(advice=(told,), suggestions=tuple(doc.code for doc in near))
        if query.kind in ("prefix", "range"):
            return empty._replace(advice=(f"No code of the loaded data lies there: {query.read_as}.",))
        explained = self._explain(empty.query, empty.on)[0]
        if query.kind == "words" and not any(character.isdigit() for character in empty.query):
            advice: tuple[str, ...] = (
                f"No code or modifier has all of: {', '.join(query.words) or query.read_as}.",
                "Try fewer words, the name of the thing alone, or the beginning of a word.",
            )
            return empty._replace(advice=advice)
        return empty._replace(
            advice=explained.notes or (explained.status_reason,), suggestions=explained.suggestions
        )


def _candidate(found: Found, status: StatusOnDay) -> Candidate:
    tier, doc, _ = found
    return Candidate(tier, doc.code, status.status != "active", doc.aside, doc.names, doc.title, doc.id)


def _once_each(kept: Sequence[tuple[Found, StatusOnDay]]) -> list[tuple[Found, StatusOnDay]]:
    seen: set[tuple[str, str]] = set()
    unique = []
    for one in kept:
        key = (one[0][1].code, one[0][1].kind)
        if key not in seen:
            seen.add(key)
            unique.append(one)
    return unique


def _hit(found: Found, status: StatusOnDay, query: Query) -> Hit:
    tier, doc, why = found
    section = letters()[doc.code[0]].section if doc.kind == "code" else None
    spans = places(doc.title, query.words) if tier in ("name", "text") else ()
    shown = (doc.code, doc.kind, doc.title, status.status, section)
    return Hit(*shown, tier, why, spans, status.ended, doc.coverage)
