"""Reads the knowledge tables in ``resources/``: tab-separated text with a header and '#' comments."""

from __future__ import annotations

from functools import cache

from hcpcs_desktop import assets

Row = dict[str, str]


def parse(text: str) -> tuple[Row, ...]:
    r"""Return the rows of a table as mappings from the header's names; short rows are filled with ''.

    >>> parse("# a comment\nletter\tsection\nE\tEquipment")
    ({'letter': 'E', 'section': 'Equipment'},)
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines:
        return ()
    header = lines[0].split("\t")
    return tuple(_row(header, line.split("\t")) for line in lines[1:])


def _row(header: list[str], cells: list[str]) -> Row:
    return dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=False))


@cache
def rows(name: str) -> tuple[Row, ...]:
    """Return the rows of the shipped table `name` (such as ``structure/cpt_sections.tsv``), read once."""
    return parse(assets.text(name))
