"""Finds the files shipped with the program, in a checkout, a wheel and a frozen bundle."""

from __future__ import annotations

from functools import cache
from pathlib import Path


class AssetsMissingError(RuntimeError):
    """The program's own files are not where they belong; only a new installation mends that."""


@cache
def root() -> Path:
    """Return the folder of shipped files: inside the package when installed, beside it in a checkout."""
    package = Path(__file__).resolve().parent
    for folder in (package / "resources", package.parent / "resources"):
        if folder.is_dir():
            return folder
    raise AssetsMissingError("The program's own files are missing; install it again.")


def path(name: str) -> Path:
    """Return the real path of the shipped file `name`, for what can only read files (Qt)."""
    return root() / name


def text(name: str) -> str:
    """Return the shipped text file `name` (such as ``structure/cpt_sections.tsv``), UTF-8."""
    return path(name).read_text(encoding="utf-8")


def names(folder: str) -> tuple[str, ...]:
    """Return the sorted names of the files in the shipped `folder`, as `text` takes them."""
    return tuple(sorted(f"{folder}/{entry.name}" for entry in path(folder).iterdir() if entry.is_file()))
