"""Makes invented files in the layouts of the AMA's; each text says that it is invented, no CPT wording."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

NOTICE = (
    "CPT® 2026 (invented notice for tests)",
    "Copyright 1966, 1970, 2025 by an invented owner",
    "",
    "Invented second paragraph: no file of the AMA.",
)
TEXTS = {
    "00100": "Invented text A for tests, not CPT wording",
    "99213": "Invented text B for tests, not CPT wording",
    "0001F": "Invented text C for tests, not CPT wording, " + "made so long that it takes rows " * 5,
    "0042T": "Invented text D for tests, not CPT wording",
}


def tabbed(texts: Mapping[str, str] = TEXTS) -> list[str]:
    """Return the rows of LONGULT."""
    return [f"{code}\t{text}" for code, text in texts.items()]


def counted(texts: Mapping[str, str] = TEXTS) -> list[str]:
    """Return the rows of LONGULF: 80 characters, the code repeated with a counter."""
    rows = []
    for code, text in texts.items():
        pieces = enumerate(textwrap.wrap(text, 72), start=1)
        rows += [f"{code}{number:02d} {piece:<72}" for number, piece in pieces]
    return rows


def fixed(texts: Mapping[str, str] = TEXTS, width: int = 48) -> list[str]:
    """Return the rows of MEDU, or with 28 characters those of SHORTU."""
    return [f"{code} {text.upper()[:width].rstrip()}" for code, text in texts.items()]


def file_of(rows: list[str], notice: tuple[str, ...] = NOTICE, end: str = "\r\n") -> bytes:
    """Return a file: the notice, a blank line and the rows."""
    above = [*notice, ""] if notice else []
    return "".join(line + end for line in (*above, *rows)).encode()


def notice_of(year: str) -> tuple[str, ...]:
    """Return the notice of another edition."""
    return tuple(line.replace("2026", year) for line in NOTICE)


def save_all(folder: Path, texts: Mapping[str, str] = TEXTS, notice: tuple[str, ...] = NOTICE) -> Path:
    """Save the three files of an edition and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "LONGULT.txt").write_bytes(file_of(tabbed(texts), notice))
    (folder / "MEDU.txt").write_bytes(file_of(fixed(texts), notice))
    (folder / "SHORTU.txt").write_bytes(file_of(fixed(texts, 28), notice))
    return folder
