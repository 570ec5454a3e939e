"""The parts that pages are made of, and how they become HTML; every text is escaped by the template."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment, Template

from hcpcs_desktop import assets
from hcpcs_desktop.ui.metrics import ANATOMY, HEADING, MUTED, NAME, OFFICIAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hcpcs_desktop.codes.choosing import Step
    from hcpcs_desktop.codes.differences import Run
    from hcpcs_desktop.ui.anatomy import Box
    from hcpcs_desktop.ui.look import Look
    from hcpcs_desktop.ui.timeline import Picture, Timeline

LABEL = 22
"""Characters that the labels of rows take."""


class Row(NamedTuple):
    """One line of a table: the label, the words, the raw value in muted type; `others` are further pairs.

    `codes` tells that raw values are codes and links. `runs` is a text below, marked where it differs;
    `more` is a line below in muted type.
    """

    label: str
    words: str
    raw: str = ""
    link: str = ""
    mono: bool = False
    more: str = ""
    others: tuple[tuple[str, str], ...] = ()
    codes: bool = False
    runs: tuple[Run, ...] = ()


class Changed(NamedTuple):
    """One field that changed: both values in words, each with the raw value behind it.

    Of texts, `was` and `now` are stretches, marked where only one of them says so; `note` stands for both.
    """

    label: str
    old: tuple[tuple[str, str], ...] = ()
    new: tuple[tuple[str, str], ...] = ()
    was: tuple[Run, ...] = ()
    now: tuple[Run, ...] = ()
    note: str = ""


class Entry(NamedTuple):
    """What one release says of a code: its label, what happened, and the fields that changed."""

    label: str
    words: str
    fields: tuple[Changed, ...] = ()


class Block(NamedTuple):
    """One part of a page: an optional heading, then paragraphs, sayings, rows, steps and links.

    `sayings` are pairs of what people say and what is right; `steps` lines of questions; `entries` are what
    releases say; `picture` is drawn above the paragraphs, which say the same.
    """

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    quiet: tuple[str, ...] = ()
    title: str = ""
    lead: str = ""
    above: str = ""
    caption: str = ""
    sayings: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    boxes: tuple[Box, ...] = ()
    entries: tuple[Entry, ...] = ()
    picture: Timeline | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to read but a heading."""
        return not any(self[1:6] + self[9:])


def render_blocks(blocks: Iterable[Block], appearance: Look, label: int = LABEL) -> str:
    """Return the page made of `blocks`; labels take a column of so many characters."""
    drawing = partial(_drawn, appearance)
    return template("detail").render(blocks=tuple(blocks), drawn=drawing, **look(appearance, label))


def _drawn(appearance: Look, timeline: Timeline) -> Picture:
    from hcpcs_desktop.ui.timeline import picture  # noqa: PLC0415 - only the second part of a page draws

    return picture(timeline, appearance)


def look(appearance: Look, label: int = LABEL) -> dict[str, object]:
    """Return what every template draws with: colours, gaps and sizes."""
    metrics = appearance.metrics
    ratios = {"muted": MUTED, "official": OFFICIAL, "heading": HEADING, "name": NAME, "anatomy": ANATOMY}
    return {
        "colours": appearance.colours,
        "gap": metrics.gap,
        "hairline": metrics.hairline,
        "label_width": metrics.columns(label),
        "sizes": {name: metrics.size(ratio) for name, ratio in ratios.items()},
    }


@cache
def template(name: str, *filters: Callable[[str], str]) -> Template:
    """Return a template of ``resources/templates`` by its name without ending; it escapes every text.

    The template knows each of `filters` by the function's name.
    """
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters.update((one.__name__, one) for one in filters)
    return environment.from_string(assets.text(f"templates/{name}.html"))
