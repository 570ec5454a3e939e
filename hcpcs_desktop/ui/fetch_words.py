"""Puts into words what a check for a release will do, and what the release that it brought holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.ui.load_dialogs import file_name, problem_rows
from hcpcs_desktop.ui.page import Block, Row
from hcpcs_desktop.ui.words import counted, dated, sentence

if TYPE_CHECKING:
    from hcpcs_desktop.reference.answers import Askable, Downloaded, Preview, PreviewedRelease, Progress

ABOUT = (
    "This program works offline. Here alone it uses the network, and only when you press the button: it then "
    "asks CMS's site once, for the file at the address below, with the certificates and the proxy of your "
    "system. The request names this program and its version, nothing of you, your codes or this computer. "
    "What arrives is shown before anything of it is loaded."
)
_MEGABYTE = 1_000_000


def choice(one: Askable) -> str:
    """Return a quarter as the list of quarters shows it."""
    return f"{one.label}, loaded" if one.loaded else one.label


def addresses(one: Askable) -> str:
    """Return the addresses that will be asked, a line each."""
    first, *others = one.addresses
    return "\n".join([first, *(f"and, if nothing lies there: {other}" for other in others)])


def progress_words(progress: Progress) -> str:
    """Return how far it is, in a line."""
    if progress.step != "downloading":
        return "Looking at what it holds"
    if not progress.done:
        return "Asking CMS's site"
    of_all = f" of {size(progress.total)}" if progress.total else ""
    return f"{size(progress.done)}{of_all} arrived"


def size(number: int) -> str:
    """Return a number of bytes as people read it."""
    return f"{number / _MEGABYTE:,.1f} MB" if number >= _MEGABYTE / 10 else f"{number:,} bytes"


def is_new(found: Preview) -> bool:
    """Tell whether there is something to load."""
    return any(not one.already for one in found.releases)


def preview_blocks(fetched: Downloaded, found: Preview) -> tuple[Block, ...]:
    """Return the page that says what was fetched and what loading it would change."""
    problems = problem_rows(problem for one in found.releases for problem in one.problems)
    blocks = [Block(title=_headline(found))]
    blocks += [block for one in found.releases for block in _release_blocks(one)]
    blocks += [
        Block("The file", rows=_file_rows(fetched)),
        Block(
            "Would be refused",
            rows=tuple(Row(file_name(one.file), sentence(one.why)) for one in found.refused),
        ),
        Block("Rows that would be set aside", rows=problems),
        Block(
            "Would be passed over",
            rows=tuple(Row(file_name(one.file), sentence(one.why)) for one in found.skipped),
        ),
    ]
    return tuple(block for block in blocks if block.title or block.rows)


def _headline(found: Preview) -> str:
    if not found.releases:
        return "It holds no release"
    labels = " and ".join(one.label for one in found.releases)
    return f"{labels} is here, not loaded yet" if is_new(found) else f"{labels} was loaded before"


def _release_blocks(one: PreviewedRelease) -> tuple[Block, ...]:
    holds = f"{counted(one.codes, 'code', 'codes')}, {counted(one.modifiers, 'modifier', 'modifiers')}"
    rows = [Row(file_name(one.file), holds, "takes the place of " + one.held if _replaces(one) else "")]
    rows += [Row(name, "Read together with it") for name in one.companions]
    return Block("What it holds", rows=tuple(rows)), Block(f"Compared with {one.against}", rows=_moved(one))


def _replaces(one: PreviewedRelease) -> bool:
    return bool(one.held) and not one.already


def _moved(one: PreviewedRelease) -> tuple[Row, ...]:
    numbers = (("Added", one.added), ("Gone from the file", one.gone), ("Discontinued", one.ended))
    return tuple(
        Row(label, counted(number, "code", "codes")) for label, number in numbers if number is not None
    )


def _file_rows(fetched: Downloaded) -> tuple[Row, ...]:
    resumed = "completed after an earlier attempt" if fetched.resumed else ""
    return (
        Row("Address", fetched.address),
        Row("Size", size(fetched.size), resumed),
        Row("SHA-256", fetched.sha256),
        Row("Fetched", dated(fetched.when)),
        Row("Kept as", fetched.path),
    )
