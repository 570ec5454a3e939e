"""What goes onto paper: the page of a card, light whatever the window looks like, and the foot of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QGuiApplication

import hcpcs_desktop
from hcpcs_desktop.ui.anatomy import boxes_of
from hcpcs_desktop.ui.bars import NOTICE
from hcpcs_desktop.ui.clipboard import code_text
from hcpcs_desktop.ui.detail_more import more_of
from hcpcs_desktop.ui.detail_page import FIELDS, blocks_of
from hcpcs_desktop.ui.metrics import Metrics
from hcpcs_desktop.ui.page import Block, render_blocks
from hcpcs_desktop.ui.theme import Colours
from hcpcs_desktop.ui.words import dated, pills

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.look import Look

_POINTS = 10.0
_SHARPNESS = 4.0


class Sheet(NamedTuple):
    """What is printed: a title, which also names the file, the HTML, and what the foot says."""

    title: str
    html: str
    stamp: str


class Paper:
    """The look of paper: light, ten points, independent of theme and zoom."""

    def __init__(self) -> None:
        font = QGuiApplication.font()
        font.setPointSizeF(_POINTS)
        self.colours = Colours("light")
        self.metrics = Metrics(font)
        self.sharpness = _SHARPNESS


def card(reference: Reference, shown: Explanation, look: Look) -> str:
    """Return the card of a code for paper; what a licensee loaded is left out, as it is of every copy."""
    bare = reference.explain_each(shown.read_as or shown.input, on=shown.on)[0]
    head = Block(boxes=boxes_of(bare), above=" · ".join(pill.text for pill in pills(bare)))
    blocks = (head, *blocks_of(bare), *more_of(reference, bare))
    return render_blocks(map(_for_paper, blocks), look)


def _for_paper(block: Block) -> Block:
    """Leave out links that only the window can follow, and what each field of CMS's file is in general."""
    links = tuple(link for link in block.links if not link[1].startswith("compare:"))
    if block.heading == FIELDS:
        return block._replace(links=links, rows=tuple(row._replace(more="") for row in block.rows))
    return block._replace(links=links)


def card_title(shown: Explanation) -> str:
    """Return the title of a card, such as ``HCPCS J9035-JW``."""
    return f"HCPCS {code_text(shown)}"


def stamp(release: str, on: str, printed: str) -> str:
    """Return the foot of every page: program, release, date of service, day of printing, and the notice."""
    return stamped(release, f"date of service {dated(on)}", f"printed {dated(printed)}")


def stamped(*parts: str) -> str:
    """Return the foot of every page: program, then `parts`, and the notice below."""
    return f"{' · '.join((f'HCPCS Desktop {hcpcs_desktop.__version__}', *parts))}\n{NOTICE}"
