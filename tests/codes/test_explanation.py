"""The keys of the JSON that ``hcpcs explain`` prints (contract: explain)."""

from __future__ import annotations

from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.codes.explanation import Explanation, Field, Lookalike, ModifierNote, Part, Source

EXPLANATION = {
    *("input", "read_as", "on", "kind", "code", "modifiers", "level", "code_set", "category", "section"),
    *("subsection", "maintainer", "structure", "well_formed", "in_section", "status", "covered"),
    *("checked_through", "status_reason", "added", "ended", "short_description", "long_description"),
    *("plain_name", "description_source", "fields", "notes", "lookalikes", "suggestions", "sources"),
}


def test_the_keys_of_the_contract() -> None:
    assert set(Explanation._fields) >= EXPLANATION
    assert set(ModifierNote._fields) >= {"modifier", "level", "maintainer", "description", "known"}
    assert set(Part._fields) == {"text", "meaning"}
    assert set(Field._fields) >= {"name", "value", "meaning"}
    assert set(Lookalike._fields) >= {"set", "why"}
    assert set(Source._fields) == {"release", "file", "loaded"}


def test_no_code_leaves_the_keys_of_codes_empty() -> None:
    (shown,) = explain("wheelchair", "2026-11-21")
    empty = shown._asdict()
    for key in (
        "code",
        "level",
        "code_set",
        "category",
        "section",
        "maintainer",
        "added",
        "ended",
        "licence",
    ):
        assert empty[key] is None


def test_what_cms_file_would_list_it_as() -> None:
    texts = {"J9035-JW": "J9035", "LT": "LT", "99213": "99213", "wheelchair": ""}
    assert {text: explain(text, "2026-11-21")[0].listed_as for text in texts} == texts
