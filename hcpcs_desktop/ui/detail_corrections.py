"""Puts CMS's corrections to a code onto its page, as CMS wrote them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.codes.fields import decode_given
from hcpcs_desktop.reference.companions import NOT_APPLIED
from hcpcs_desktop.ui.detail_fields import field_rows
from hcpcs_desktop.ui.page import Block, Row
from hcpcs_desktop.ui.words import dated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hcpcs_desktop.reference.answers import CorrectionOf


def correction_blocks(found: Iterable[CorrectionOf]) -> tuple[Block, ...]:
    """Return one block with all corrections, none where there are none."""
    rows = tuple(row for one in found for row in _rows(one))
    return (Block("CMS's corrections", (NOT_APPLIED,), rows=rows),) if rows else ()


def _rows(one: CorrectionOf) -> Iterator[Row]:
    """Return what CMS wrote, with its day and file below, then a row for each value that it gives."""
    correction = one.correction
    told = (
        f"Effective {dated(correction.effective)}" if correction.effective else "No effective date given",
        f"CMS's remark: {correction.comment}" if correction.comment else "",
        f"{correction.file}, row {correction.line}",
    )
    words = f"\N{LEFT DOUBLE QUOTATION MARK}{correction.action}\N{RIGHT DOUBLE QUOTATION MARK}"
    yield Row(one.label, words, more=" · ".join(filter(None, told)))
    for row in field_rows(decode_given(correction.fields)):
        yield row._replace(more="")
