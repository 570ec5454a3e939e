"""Makes the rows of the list from answers, explanations and kept codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.reference.protocol import Day, Reference
    from hcpcs_desktop.search.answer import Answer, Hit

KEPT_SHOWN = 30
_LONGEST_NAME = 90
SEVERAL_SHOWN = 200


def rows_of(answer: Answer) -> tuple[Hit, ...]:
    """Return the rows of an answer: its hits, or one row for the card of a licensed or retired code."""
    if answer.hits or answer.card is None:
        return answer.hits
    return (row_of(answer.card),)


def rows_of_several(found: Sequence[Explanation], answer: Answer) -> tuple[Hit, ...]:
    """Return one row a code of a text that holds several, in the order of the text, up to a limit."""
    hits = {hit.code: hit for hit in answer.hits}
    return tuple(hits.get(one.code or "") or row_of(one) for one in found[:SEVERAL_SHOWN])


def row_of(explanation: Explanation, why: str = "") -> Hit:
    """Return the row of one explained code."""
    from hcpcs_desktop.search.answer import Hit  # noqa: PLC0415 - not needed for the first paint

    return Hit(
        code=explanation.code or explanation.read_as or explanation.input,
        kind=explanation.kind,
        title=title_of(explanation),
        status=explanation.status,
        section=explanation.section,
        tier="card",
        why=why or _place(explanation),
        ended=explanation.ended,
        absence=explanation.absence,
    )


def title_of(explanation: Explanation) -> str:
    """Return the name of what is explained; for licensed codes, what kind of code it is."""
    if explanation.plain_name:
        return explanation.plain_name
    official = explanation.long_description or ""
    if 0 < len(official) <= _LONGEST_NAME:
        return official
    if explanation.short_description:
        return explanation.short_description
    if explanation.kind == "not_a_code":
        return "Not a HCPCS code"
    if explanation.kind == "modifier":
        return explanation.modifiers[0].description or f"{explanation.code_set} modifier"
    kind = f", {explanation.category}" if explanation.category else ""
    return f"{explanation.code_set or 'HCPCS'} code{kind}"


def _place(explanation: Explanation) -> str:
    return explanation.subsection or explanation.section or ""


def kept_rows(reference: Reference, on: Day) -> tuple[Hit, ...]:
    """Return the rows for an empty box: the recent codes, then the favourites that are not among them."""
    favourites = set(reference.favourites())
    recent = [code for code in reference.recent() if code not in favourites][:KEPT_SHOWN]
    rows = list(_found(reference, recent, on, "recent"))
    rows += _found(reference, sorted(favourites), on, "favourite")
    return tuple(rows)


def suggested_rows(reference: Reference, codes: Sequence[str], on: Day) -> tuple[Hit, ...]:
    """Return the rows for codes that may have been meant."""
    return tuple(_found(reference, codes, on, "may be meant"))


def _found(reference: Reference, codes: Iterable[str], on: Day, why: str) -> Iterable[Hit]:
    for code in codes:
        rows = rows_of(reference.search(code, on=on, limit=1))
        if rows and rows[0].code == code:
            yield rows[0]._replace(why=why, spans=())
        else:
            yield row_of(reference.explain_each(code, on=on)[0], why)
