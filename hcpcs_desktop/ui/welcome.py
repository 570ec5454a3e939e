"""The page that is shown while nothing is looked up."""

from __future__ import annotations

from hcpcs_desktop.ui.page import Block, Row

_EXAMPLES = (
    ("E0143", "code:E0143", "A code: what it is, whether it was valid, what Medicare's file says"),
    (
        "walker with wheels",
        "search:walker with wheels",
        "Words: the codes that answer, and why each is there",
    ),
    ("J9035-JW", "code:J9035-JW", "A code with a modifier"),
    ("LT", "code:LT", "A modifier alone"),
    ("99213", "code:99213", "A CPT code: whose it is and where it belongs; its wording is licensed"),
    ("0143", "search:0143", "Part of a code, or something that is no code at all"),
)


def welcome() -> tuple[Block, ...]:
    """Return the first page: one question and six things to try."""
    rows = tuple(Row(text, words, link=target, mono=False) for text, target, words in _EXAMPLES)
    return (
        Block(
            title="Which code do you hold?",
            lead="Type it on the left, or say in words what it is for. It is explained here.",
        ),
        Block("For example", rows=rows),
    )
