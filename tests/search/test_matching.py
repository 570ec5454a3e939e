"""Matching level by level over a small vocabulary of bits."""

from __future__ import annotations

from collections.abc import Sequence

from hcpcs_desktop.search.asking import ask, respelt
from hcpcs_desktop.search.facts import OWN, Fact, word_fact
from hcpcs_desktop.search.indexing import asked_words, index_words
from hcpcs_desktop.search.matching import NOWHERE, Matcher, Posting
from hcpcs_desktop.search.reasons import Reasons, facts_of, stands_for
from hcpcs_desktop.search.stemming import stems

TEXTS = (
    ("E0001", "Quokka walker", "Quokka walker, folding, wheeled"),
    ("E0002", "Quokka stick", "Quokka stick for a walker"),
    ("E0003", "Pt lift", "Patient lift, hydraulic"),
    ("E0004", "Armrest", "Wheelchair accessory, armrest"),
    ("J0001", "Inj", "Injection, inventomab"),
    ("J0002", "Inj b", "Injection, inventomab-abcd, biosimilar"),
)


class Small:
    """The entries of `TEXTS` as bits, in their order."""

    def __init__(self) -> None:
        self._names = [index_words([names])[0] for _, names, _ in TEXTS]
        self._longs = [index_words([long])[0] for *_, long in TEXTS]

    def whole(self, word: str) -> Posting:
        return self._posting(lambda one: not set(stems(one)).isdisjoint(stems(word)))

    def beginning(self, start: str) -> Posting:
        return self._posting(lambda one: one.startswith(start))

    def _posting(self, fits: object) -> Posting:
        assert callable(fits)
        names = sum(1 << n for n, words in enumerate(self._names) if any(fits(one) for one in words))
        longs = sum(1 << n for n, words in enumerate(self._longs) if any(fits(one) for one in words))
        return Posting(names, names | longs)

    def with_codes(self, codes: Sequence[str]) -> int:
        return sum(1 << n for n, (code, *_) in enumerate(TEXTS) if code in codes)


FACTS = (
    word_fact("hoyer", "patient lift; hoist", "product"),
    word_fact("marsupial", "quokka", "lay word"),
    word_fact("rollator", "walker wheeled", "abbreviation"),
    Fact("Inventab", ("inventab",), (("inventomab",),), ("J0001",), "reference"),
)


def matcher(query: str, *, unfinished: bool = False) -> Matcher:
    words = asked_words(query)
    asked = ask(words, [*FACTS, *respelt(words)], frozenset(), unfinished=unfinished)
    return Matcher(asked, Small())


def levels(query: str, *, unfinished: bool = False) -> list[tuple[str, list[str]]]:
    found = matcher(query, unfinished=unfinished).levels()
    return [(one.tier, _codes(one.entries)) for one in found]


def _codes(entries: int) -> list[str]:
    return [code for n, (code, *_) in enumerate(TEXTS) if entries >> n & 1]


def test_names_before_texts() -> None:
    assert levels("quokka walker") == [("name", ["E0001"]), ("text", ["E0002"])]


def test_function_words_need_not_be_there() -> None:
    assert levels("walker with wheels") == [("text", ["E0001"])]
    assert levels("for") == [("text", ["E0002"])]


def test_a_whole_fact_and_a_fact_for_a_part() -> None:
    assert levels("hoyer") == [("synonym", ["E0003"])]
    assert levels("marsupial stick") == [("expansion", ["E0002"])]


def test_generic_words_are_left_out_last() -> None:
    assert levels("hydraulic machine") == [("fewer words", ["E0003"])]


def test_abbreviations_and_spelling_count_as_the_words_themselves() -> None:
    assert levels("quokka rollator") == [("text", ["E0001"])]
    assert levels("arm rest") == [("name", ["E0004"])]


def test_the_codes_of_a_brand_and_others_with_its_generic() -> None:
    found = matcher("inventab")
    assert [(one.tier, _codes(one.entries)) for one in found.levels()] == [
        ("brand", ["J0001"]),
        ("synonym", ["J0002"]),
    ]
    assert found.place_of("J0001", 4) == 0
    assert found.place_of("J0002", 5) > 0


def test_the_beginning_of_the_last_word() -> None:
    assert levels("quokka wal") == []
    assert levels("quokka wal", unfinished=True) == [("name", ["E0001"]), ("text", ["E0002"])]


def test_most_words_by_the_weight_of_those_that_lack() -> None:
    found = list(matcher("quokka hydraulic zebra armrest").parts(len(TEXTS), -1))
    assert found == []
    found = list(matcher("quokka walker zebra").parts(len(TEXTS), 0b11))
    assert [(_codes(one.entries), one.left_out) for one in found] == [(["E0001", "E0002"], ("zebra",))]
    assert list(matcher("zebra").parts(len(TEXTS), -1)) == []


def test_of_most_words_the_rarest_count_most() -> None:
    found = list(matcher("quokka stick hydraulic").parts(len(TEXTS), -1))
    assert [one.left_out for one in found] == [("hydraulic",)]
    assert found[0].lack > 0


def test_reasons() -> None:
    reasons = Reasons([("quoka", "quokka")])
    found = matcher("quokka walker")
    assert reasons.of("name", found, 0, ()) == ("quoka read as quokka", ())
    plain = Reasons([])
    assert plain.of("name", found, 0, ()) == ("words: quokka, walker", ())
    assert plain.of("name", found, 0, ()) is plain.of("name", found, 0, ())
    assert plain.of("text", found, 1, ()) == ("words in the text: quokka, walker", ())
    assert plain.of("some words", found, 1, ("walker",)) == ("not in its text: walker; words: quokka", ())


def test_the_facts_in_a_reason() -> None:
    plain = Reasons([])
    hoyer = matcher("hoyer")
    assert plain.of("synonym", hoyer, 2, ()) == ("hoyer → patient lift", ("hoyer",))
    brand = matcher("inventab")
    assert plain.of("synonym", brand, 4, ()) == ("Inventab → inventomab", ("Inventab",))
    assert facts_of(matcher("quokka walker"), 0) == ()
    both = matcher("marsupial hoyer")
    assert [fact.term for fact in facts_of(both, 2)] == ["hoyer"]


def test_a_fact_is_named_though_the_words_are_there_too() -> None:
    fact = word_fact("lift", "patient hydraulic", "lay word")
    found = Matcher(ask(("lift",), [fact], frozenset()), Small())
    assert Reasons([]).of("synonym", found, 2, ()) == ("lift → patient hydraulic", ("lift",))


def test_a_fact_by_code_alone_is_told_by_its_codes() -> None:
    own = Fact("zimmer", ("zimmer",), (), ("E0001",), "device")
    found = Matcher(ask(("zimmer",), [own], frozenset()), Small())
    assert Reasons([]).of("synonym", found, 0, ()) == ("zimmer → E0001", ("zimmer",))
    two = Fact("gadget", ("gadget",), (("nothing",), ("none",)), ("E0001",), "brand")
    found = Matcher(ask(("gadget",), [two], frozenset()), Small())
    assert Reasons([]).of("synonym", found, 0, ())[0] == "gadget → nothing"
    assert found.alternative_of(two, 0) == ()


def test_nowhere() -> None:
    assert Small().whole("zebra") == NOWHERE


def test_an_own_word_stands_first_and_says_so() -> None:
    own = word_fact("hopper", "quokka", OWN)
    found = Matcher(ask(("hopper",), [own], frozenset()), Small())
    assert [(one.tier, _codes(one.entries)) for one in found.levels()] == [(OWN, ["E0001", "E0002"])]
    assert Reasons([]).of(OWN, found, 0, ()) == ("hopper → quokka (own word)", ("hopper",))
    codes = Fact("hopper", ("hopper",), (), ("E0001", "E0002"), OWN)
    found = Matcher(ask(("hopper",), [codes], frozenset()), Small())
    assert Reasons([]).of(OWN, found, 0, ())[0] == "hopper → E0001, E0002 (own word)"


def test_a_word_common_in_texts_does_not_stand_for_its_parts() -> None:
    class Crowded(Small):
        def whole(self, word: str) -> Posting:
            return Posting(2**30 - 1, 2**30 - 1) if word == "wheelchair" else super().whole(word)

    fact = word_fact("wheelchair", "wheel chair; quokka", "spelling")
    crowded = Matcher(ask(("wheelchair",), [fact], frozenset()), Crowded())
    assert _codes(crowded.fired[0].entries.anywhere) == ["E0001", "E0002"]
    rare = word_fact("quokkawalker", "quokka walker", "spelling")
    assert _codes(Matcher(ask(rare.words, [rare], frozenset()), Small()).fired[0].entries.anywhere) == [
        "E0001",
        "E0002",
    ]


def test_what_only_a_plain_name_has_is_read_as_cms_says_it() -> None:
    lift = word_fact("quokka", "walker wheeled", "lay word")
    found = Matcher(ask(("quokka",), [lift], frozenset()), Small())
    assert stands_for(found, 0, "Walker, folding, wheeled") == (lift,)
    assert stands_for(found, 0, "Quokka walker") == ()
    assert stands_for(found, 1, "Stick") == ()
