"""The reader of the knowledge tables."""

from __future__ import annotations

import pytest

from hcpcs_desktop.codes.tables import parse, rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("# only a comment\n\n", ()),
        ("a\tb", ()),
        ("# c\na\tb\n1\t2\n", ({"a": "1", "b": "2"},)),
        ("a\tb\r\n1\t2\r\n", ({"a": "1", "b": "2"},)),
        ("a\tb\tc\n1\n", ({"a": "1", "b": "", "c": ""},)),
        ("a\tb\n1\t\n\n# c\n3\t4", ({"a": "1", "b": ""}, {"a": "3", "b": "4"})),
    ],
)
def test_parse(text: str, expected: tuple[dict[str, str], ...]) -> None:
    assert parse(text) == expected


def test_a_shipped_table_is_read_once() -> None:
    assert rows("structure/families.tsv") is rows("structure/families.tsv")
