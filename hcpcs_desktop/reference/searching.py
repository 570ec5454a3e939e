"""Answers searches: reads the query, gathers candidates, ranks them and says why each is there."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hcpcs_desktop.cache.postings import LAYER, lowest
from hcpcs_desktop.cache.textindex import Doc, TextIndex
from hcpcs_desktop.codes.families import is_level_two
from hcpcs_desktop.codes.sections import letters
from hcpcs_desktop.reference.filtering import Passing
from hcpcs_desktop.reference.gathering import Found, Gathered, Gatherer
from hcpcs_desktop.reference.standing import Days, Standing, StatusOnDay
from hcpcs_desktop.search.answer import Answer, Hit, Used
from hcpcs_desktop.search.asking import said
from hcpcs_desktop.search.facts import DEAD_END, Fact
from hcpcs_desktop.search.filters import NONE, Filters
from hcpcs_desktop.search.own_facts import OwnFacts
from hcpcs_desktop.search.query import Query, begins_codes, read_query
from hcpcs_desktop.search.ranking import Candidate, Wanted, order
from hcpcs_desktop.search.reasons import Reasons, facts_of, stands_for
from hcpcs_desktop.search.spans import Spans

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.reference.day_table import DayTable

_ENOUGH = 50
_JUDGED = 600  # each entry has to be judged for its status; beyond that the total is that of the index
_NEAR = 5
_TRY = "Try fewer words, the name of the thing alone, or the beginning of a word."
_FILTERED = "Nothing passes the filters. Take one away."
_NO_FACTS: tuple[str, ...] = ()
_CODE = re.compile(r"\b[A-Z][0-9]{4}\b")


class Searcher:
    """Searches the state that the reader of `days` reads; `explain` explains a text on an ISO day.

    `own_words` returns the user's facts.
    """

    def __init__(
        self,
        days: Days,
        explain: Callable[[str, str], tuple[Explanation, ...]],
        own_words: Callable[[], OwnFacts] = OwnFacts,
    ) -> None:
        self._days = days
        self._reader = days.reader
        self._index = TextIndex(days.reader)
        self._explain = explain
        self._own_words = own_words

    def search(
        self, text: str, on: str, limit: int, filters: Filters = NONE, without: Sequence[str] = ()
    ) -> Answer:
        """Return the best `limit` hits for `text` on the ISO day `on`, of those that pass the filters.

        `without` are terms of facts, and corrected words, that are switched off for this search.
        """
        begun = time.perf_counter()
        query = read_query(text)
        empty = Answer(text, query.read_as, on, 0, 0.0, refused=tuple(without), filtered=filters.any())
        with self._reader.steady():
            standing = self._days.standing(on)
            answer = self._answer(query, _resting_on(empty, standing), standing, limit, filters)
        return answer._replace(took_ms=round((time.perf_counter() - begun) * 1000, 2))

    def shipped_facts(self, words: Sequence[str]) -> list[Fact]:
        """Return the shipped facts that have one of these folded words as their most telling."""
        with self._reader.steady():
            return self._index.facts(words, unfinished=False)

    def _answer(
        self, query: Query, empty: Answer, standing: Standing, limit: int, filters: Filters
    ) -> Answer:
        if query.kind == "empty" and not filters.any():
            return empty
        card = self._card(query, empty.on)
        if card is not None:
            return empty._replace(card=card)
        judged = filters.status is not None and not standing.dated
        enough = max(limit, _JUDGED if judged else _ENOUGH)
        gathered = self._gather(query, standing, enough, Passing(filters, standing.table), empty.refused)
        card = None if filters.any() else self._card_of_unlisted(query, gathered, empty.on)
        if card is not None:
            return empty._replace(card=card)
        unique = _ranked(gathered, standing, filters)
        total = len(unique) if judged and len(gathered.found) < enough else gathered.total
        answer = empty._replace(corrected=gathered.corrected)
        if not unique and filters.any():
            return answer._replace(advice=(_FILTERED,))
        if not unique:
            return self._nothing(query, answer._replace(facts=_used(gathered, None)))
        reasons = Reasons(gathered.corrected)
        hits = tuple(_hit(one, status, gathered.wanted, reasons) for one, status in unique[:limit])
        terms = {term for hit in hits for term in hit.facts}
        return answer._replace(
            read_as=_read_as(unique[0][0]) or query.read_as,
            facts=_used(gathered, terms),
            hits=hits,
            total=max(total, len(unique)),
        )

    def _card(self, query: Query, on: str) -> Explanation | None:
        """Return the card of a CPT, CDT or retired code, or of a modifier that no release lists."""
        if query.kind not in ("codes", "modifier"):
            return None
        reading = query.codes[0]
        if query.kind == "modifier" and len(query.codes) > 1:
            return None
        if query.kind == "modifier":
            if self._index.of_codes([reading.read_as]):
                return None
            card = self._explain(reading.read_as, on)[0]
            return None if card.level == "II" else card
        listed_by_cms = any(is_level_two(one.code or "") for one in query.codes)
        return None if listed_by_cms else self._explain(reading.read_as, on)[0]

    def _card_of_unlisted(self, query: Query, gathered: Gathered, on: str) -> Explanation | None:
        """Return the card of a known modifier where no release lists modifiers and nothing else is meant.

        Words that only begin with its two letters are not meant; codes that do, and whole words, are.
        """
        if query.kind != "modifier" or len(query.codes) > 1 or self._reader.answering("modifier"):
            return None
        begun = all(one.matcher is not None and one.matcher.asked.unfinished for one in gathered.found)
        if not gathered.found or not begun:
            return None
        card = self._explain(query.codes[0].read_as, on)[0]
        return card if card.modifiers[0].known else None

    def _gather(
        self, query: Query, standing: Standing, enough: int, passing: Passing, refused: tuple[str, ...]
    ) -> Gathered:
        exact: list[Found] = []
        if query.kind == "empty":
            return self._all_passing(standing, passing)
        if query.codes:
            exact = self._exact(query, standing)
        if query.kind == "modifier" and (start := begins_codes(query)):
            begun = self._numbered(start, standing, enough, passing)
            return begun._replace(found=(*exact, *begun.found), total=begun.total + len(exact))
        if query.kind in ("prefix", "range", "digits"):
            numbered = self._numbered(query, standing, enough, passing)
            if numbered.found or query.kind == "range":
                return numbered
        words = () if query.kind == "codes" else query.words
        layers = self._index.layers(older=standing.dated)
        exact = [one for one in exact if passing.passes(one.doc, layers)]
        if not words:
            return Gathered(tuple(exact), len(exact))
        gatherer = Gatherer(self._index, self._own_words(), frozenset(one.casefold() for one in refused))
        gathered = gatherer.gather(
            words, open_end=query.open_end, older=standing.dated, enough=enough, passing=passing
        )
        named = {one.doc.id for one in exact} - {one.doc.id for one in gathered.found}
        return gathered._replace(found=(*exact, *gathered.found), total=gathered.total + len(named))

    def _all_passing(self, standing: Standing, passing: Passing) -> Gathered:
        """Return all that passes the filters, by code."""
        layers = self._index.layers(older=standing.dated)
        found = [
            Found("range", doc, "passes the filters")
            for layer in layers
            for doc in layer.docs(lowest(passing.of(layer), LAYER))
        ]
        return Gathered(tuple(found), len(found))

    def _exact(self, query: Query, standing: Standing) -> list[Found]:
        asked = [one.code for one in query.codes if one.code]
        asked += [modifier for one in query.codes for modifier in one.modifiers]
        docs = self._index.of_codes(asked, older=standing.dated)
        places = {code: place for place, code in reversed(list(enumerate(asked)))}
        return [Found("exact code", doc, "exact code", lack=places[doc.code]) for doc in docs]

    def _numbered(self, query: Query, standing: Standing, enough: int, passing: Passing) -> Gathered:
        """Return the codes of a prefix, a range or a number in every letter."""
        if query.kind == "digits":
            asked = [letter + query.first for letter in letters()]
            docs = self._index.of_codes(asked, older=standing.dated)
            return self._passing("number", f"number {query.first}", docs, standing, passing)
        tier = "code prefix" if query.kind == "prefix" else "range"
        reason = query.read_as.replace("codes that begin", "begins")
        if query.kind == "range":
            reason = f"between {query.first} and {query.last}"
        if standing.table is not None:
            ids = self._ids_on_day(query, standing.table, passing)
            found = (Found(tier, doc, reason) for doc in self._index.docs(ids[:enough]))
            return Gathered(tuple(found), len(ids))
        limit = enough if passing.is_open else -1
        docs = self._index.between(query.first, query.last, limit=limit)
        gathered = self._passing(tier, reason, docs, standing, passing)
        if limit < 0:
            return gathered._replace(found=gathered.found[:enough])
        return gathered._replace(total=self._index.count_between(query.first, query.last))

    def _ids_on_day(self, query: Query, table: DayTable, passing: Passing) -> list[int]:
        """Return the entries of a prefix or a range by code, what is valid on the day before the rest."""
        masks = {layer.number: passing.of(layer) for layer in self._index.layers(older=True)}
        ids = self._index.ids_between(query.first, query.last)
        shown = [one for one in ids if masks[one // LAYER] >> one % LAYER & 1]
        return sorted(shown, key=lambda one: table.of(one).status != "active")

    def _passing(
        self, tier: str, reason: str, docs: Sequence[Doc], standing: Standing, passing: Passing
    ) -> Gathered:
        layers = self._index.layers(older=standing.dated)
        found = tuple(Found(tier, doc, reason) for doc in docs if passing.passes(doc, layers))
        return Gathered(found, len({one.doc.code for one in found}))

    def _nothing(self, query: Query, empty: Answer) -> Answer:
        """Return an honest nothing: what was understood, what it may be, and near codes."""
        if query.kind == "modifier":
            return self._no_modifier(query, empty)
        if query.kind == "codes":
            code = query.codes[0].code or ""
            near = self._index.between(code[:4], code[:4] + "9")[:_NEAR]
            told = self._explain(code, empty.on)[0].status_reason
            return empty._replace(advice=(told,), suggestions=tuple(doc.code for doc in near))
        if query.kind in ("prefix", "range"):
            return empty._replace(advice=(f"No code of the loaded data lies there: {query.read_as}.",))
        return self._no_words(query, empty)

    def _no_modifier(self, query: Query, empty: Answer) -> Answer:
        if len(query.codes) > 1:
            return empty._replace(advice=(f"No loaded release lists any of: {query.read_as}.",))
        card = self._explain(query.read_as, empty.on)[0]
        return empty._replace(card=card) if card.modifiers[0].known else empty._replace(advice=card.notes)

    def _no_words(self, query: Query, empty: Answer) -> Answer:
        dead_ends = tuple(f"{used.term}: {used.note}" for used in empty.facts if used.kind == DEAD_END)
        if dead_ends:
            named = [code for told in dead_ends for code in _CODE.findall(told)]
            return empty._replace(advice=dead_ends, suggestions=tuple(dict.fromkeys(named)))
        if query.kind == "words" and not any(character.isdigit() for character in empty.query):
            said = ", ".join(query.words) or query.read_as
            return empty._replace(advice=(f"No code or modifier has all of: {said}.", _TRY))
        explained = self._explain(empty.query, empty.on)[0]
        return empty._replace(
            advice=explained.notes or (explained.status_reason,), suggestions=explained.suggestions
        )


def _resting_on(answer: Answer, standing: Standing) -> Answer:
    """Return the answer with the release that decides for the day."""
    release, seen = standing.release, standing.checked_through
    covered = seen is not None and answer.on <= seen
    return answer._replace(
        release=release.exact_name if release else None, checked_through=seen, covered=covered
    )


def _ranked(gathered: Gathered, standing: Standing, filters: Filters) -> list[tuple[Found, StatusOnDay]]:
    """Return what holds on the day and passes, best first, each code once."""
    known = standing.of([one.doc for one in gathered.found])
    judged = ((one, known[one.doc.id]) for one in gathered.found)
    kept = [
        (one, status) for one, status in judged if status.decides and filters.status in (None, status.status)
    ]
    table = standing.table
    kept.sort(key=lambda pair: order(_candidate(pair[0], pair[1], table), gathered.wanted))
    return _once_each(kept)


def _used(gathered: Gathered, terms: set[str] | None) -> tuple[Used, ...]:
    """Return the facts of these terms (None: all) and the dead ends among those that fired."""
    return tuple(
        Used(one.term, one.told, one.kind, one.note)
        for one in gathered.facts
        if one.is_dead_end or (terms is not None and one.term in terms)
    )


def _read_as(best: Found) -> str:
    """Return the query in the words of the facts that brought the best hit, '' where none did."""
    if best.matcher is None:
        return ""
    used = facts_of(best.matcher, best.number)
    if not used and best.doc.official:
        used = stands_for(best.matcher, best.number, best.doc.official)
    return said(best.matcher.asked, used)


def _candidate(found: Found, status: StatusOnDay, table: DayTable | None) -> Candidate:
    doc, matcher = found.doc, found.matcher
    place = matcher.place_of(doc.code, found.number) if matcher is not None and matcher.fired else 0
    if place and table is not None and matcher is not None:
        # a fact names today's code; on an older day the code before it stands for the same
        instead = table.successors(doc.code)
        place = min((place, *(matcher.place_of(one, found.number) for one in instead)))
    return Candidate(
        found.tier,
        doc.code,
        status.status != "active",
        doc.aside,
        doc.official,
        doc.title,
        doc.id,
        matcher is not None and matcher.asked.unfinished,
        found.inner,
        place,
        found.lack,
    )


def _once_each(kept: Sequence[tuple[Found, StatusOnDay]]) -> list[tuple[Found, StatusOnDay]]:
    seen: set[tuple[str, str]] = set()
    unique = []
    for one in kept:
        key = (one[0].doc.code, one[0].doc.kind)
        if key not in seen:
            seen.add(key)
            unique.append(one)
    return unique


def _hit(found: Found, status: StatusOnDay, wanted: Wanted, reasons: Reasons) -> Hit:
    doc = found.doc
    section = letters()[doc.code[0]].section if doc.kind == "code" else None
    reason, facts = found.why, _NO_FACTS
    marked: Sequence[tuple[int, int]] = ()
    if found.matcher is not None:
        reason, facts = reasons.of(found.tier, found.matcher, found.number, found.left_out)
        marked = Spans(doc.title, wanted, found.matcher.asked)
    return Hit(
        doc.code,
        doc.kind,
        doc.title,
        status.status,
        section,
        found.tier,
        reason,
        marked,
        status.ended,
        doc.coverage if status.coverage is None else status.coverage,
        facts,
        doc.official,
        status.absence,
    )
