"""Turns the chapters of Learn into HTML, for the window and for paper; the template escapes every text."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from hcpcs_desktop.ui.learn_chapters import chapters
from hcpcs_desktop.ui.learn_text import slug, terms
from hcpcs_desktop.ui.page import look, template

if TYPE_CHECKING:
    from hcpcs_desktop.ui.learn_text import Chapter
    from hcpcs_desktop.ui.look import Look

_NUMERAL = re.compile(r"(Level|Category) (?=I)")

TITLE = "Learn: CPT and HCPCS"


def html(appearance: Look, chapter: str | None = None, revealed: Collection[str] | None = None) -> str:
    """Return the page of one chapter by its key, of all chapters without one.

    `revealed` holds the numbers of the puzzles whose answers are shown, or "all"; without it they stand
    at the end of their chapter, as on paper. KeyError where there is no such chapter.
    """
    shown = chapters() if chapter is None else (by_key(chapter),)
    return template("learn", unbroken).render(chapters=shown, revealed=revealed, **look(appearance))


def by_key(key: str) -> Chapter:
    """Return the chapter `key`; KeyError where there is none."""
    return {chapter.key: chapter for chapter in chapters()}[key]


def chapter_named(text: str) -> str | None:
    """Return the key of the chapter that `text` names by key, number or the beginning of its heading."""
    wanted = text.strip().casefold()
    for chapter in chapters():
        if wanted in (chapter.key, str(chapter.number)):
            return chapter.key
    begun = (chapter.key for chapter in chapters() if chapter.heading.casefold().startswith(wanted))
    return next(begun, None) if wanted else None


def term_named(text: str) -> str | None:
    """Return what links write for the glossary term `text`, None where the glossary has none."""
    wanted = slug(text)
    return wanted if wanted in terms() else None


def unbroken(text: str) -> str:
    """Return `text` so that no line ends between Level or Category and its number."""
    return _NUMERAL.sub("\\1\N{NO-BREAK SPACE}", text)
