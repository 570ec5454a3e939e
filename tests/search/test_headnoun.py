"""What a text or a query is about: its head noun (search.md)."""

from __future__ import annotations

import pytest

from hcpcs_desktop.search.headnoun import of_query, of_text


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("Walker, folding, wheeled", ("walker", "walker")),
        ("Standard wheelchair", ("standard", "wheelchair")),
        ("Wheelchair van ride", ("wheelchair", "ride")),
        ("Wheelchair accessory, tray, each", ("tray", "tray")),
        ("Replacement, tip, cane", ("tip", "tip")),
        ("Injection, inventomab, 1 mg", ("inventomab", "inventomab")),
        ("Sling for patient lift", ("sling", "sling")),
        ("Pair of crutches", ("crutches", "crutches")),
        ("", ("", "")),
        ("Accessory", ("", "")),
        ("Giving a flu shot", ("giving", "flu")),
        ("Supply kit", ("supply", "kit")),
        ("Device that narrows a wheelchair", ("device", "device")),
        ("Wedges put on diabetic shoe", ("wedges", "wedges")),
    ],
)
def test_texts(text: str, nouns: tuple[str, str]) -> None:
    assert of_text(text) == nouns


@pytest.mark.parametrize(
    ("query", "noun"),
    [
        ("walker with wheels", "walker"),
        ("replacement cane tip", "tip"),
        ("heated humidifier for cpap", "humidifier"),
        ("cane", "cane"),
    ],
)
def test_queries(query: str, noun: str) -> None:
    words = query.split()
    telling = [place for place, word in enumerate(words) if word not in {"with", "for"}]
    assert words[of_query(words, telling)] == noun


def test_a_query_without_telling_words_has_none() -> None:
    assert of_query((), ()) == -1
