"""The keys of the JSON that ``hcpcs search`` prints (contract: search)."""

from __future__ import annotations

from hcpcs_desktop.search.answer import Answer, Hit

HIT = {"code", "kind", "title", "status", "section", "tier", "why", "spans"}
ANSWER = {"query", "read_as", "on", "total", "took_ms", "hits", "card"}


def test_the_keys_of_the_contract() -> None:
    assert set(Hit._fields) >= HIT
    assert set(Answer._fields) >= ANSWER


def test_an_empty_answer() -> None:
    answer = Answer("x", "x", "2026-11-21", 0, 0.0)
    assert (answer.hits, answer.card, answer.advice, answer.suggestions) == ((), None, (), ())
