"""Keeps what has arrived of a download, so that the next attempt can go on from there."""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, NamedTuple

UNFINISHED = ".part"
_NOTE = ".json"
_DAY = 24 * 60 * 60
_OLD_DAYS = 14


class Fetched(NamedTuple):
    """A release as it was fetched; `when` is an ISO date and time.

    `address` is the one that was asked. `resumed` tells that an earlier attempt had brought a part of it.
    """

    path: Path
    address: str
    size: int
    sha256: str
    resumed: bool
    when: str


class Partial:
    """The unfinished file `name` in `folder`, and beside it a small JSON file that says what of."""

    def __init__(self, folder: Path, name: str) -> None:
        self._final = folder / name
        self.path = folder / f"{name}{UNFINISHED}"
        self._note = folder / f"{name}{UNFINISHED}{_NOTE}"

    @property
    def size(self) -> int:
        """How many bytes have arrived."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def validator(self, address: str) -> str:
        """Return the mark by which the server at `address` can tell that the rest still fits; '' if none.

        A weak ETag promises the same meaning, not the same bytes, and is of no use here (RFC 9110, 13.1.5).
        """
        note = _read(self._note)
        if not self.size or note.get("address") != address:
            return ""
        etag = str(note.get("etag") or "")
        return etag if etag.startswith('"') else str(note.get("last_modified") or "")

    def begin(self, address: str, headers: Mapping[str, str]) -> None:
        """Begin anew with what `address` gives; `headers` are those of its answer.

        Raises:
            OSError: the disk does not take it.

        """
        self.path.write_bytes(b"")
        marks = {"etag": headers.get("ETag"), "last_modified": headers.get("Last-Modified")}
        _write(self._note, {"address": address, **marks, "size": headers.get("Content-Length")})

    def appending(self) -> BinaryIO:
        """Return the file, open for what comes next."""
        return self.path.open("ab")

    def drop(self) -> None:
        """Forget what has arrived."""
        for file in (self.path, self._note):
            with contextlib.suppress(OSError):
                file.unlink()

    def finish(self, address: str, when: str, *, resumed: bool) -> Fetched:
        """Give the complete file its name and keep its checksum beside it.

        Raises:
            OSError: the disk does not take it.

        """
        with self.path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        found = Fetched(self._final, address, self.size, sha256, resumed, when)
        told = {"address": address, "size": found.size, "sha256": sha256, "when": when}
        self.path.replace(self._final)
        _write(_beside(self._final), told)
        self.drop()
        return found


def discard(path: Path) -> None:
    """Remove a finished download and what is known of it; it may be gone already."""
    for file in (path, _beside(path)):
        with contextlib.suppress(FileNotFoundError):
            file.unlink()


def kept(folder: Path) -> tuple[Path, ...]:
    """Return the finished downloads in `folder`, by name."""
    return tuple(sorted(folder.glob("*.zip"))) if folder.is_dir() else ()


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return the parts of downloads in `folder`, by name."""
    return tuple(sorted(folder.glob(f"*{UNFINISHED}"))) if folder.is_dir() else ()


def clean(folder: Path, now: float | None = None) -> tuple[Path, ...]:
    """Remove parts that no attempt has added to for two weeks, and notes without a file; return the parts."""
    limit = (time.time() if now is None else now) - _OLD_DAYS * _DAY
    old = tuple(path for path in unfinished(folder) if _changed(path) < limit)
    for path in old:
        discard(path)
    for note in folder.glob(f"*{_NOTE}") if folder.is_dir() else ():
        if not note.with_suffix("").exists():
            discard(note.with_suffix(""))
    return old


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}{_NOTE}")


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return time.time()


def _read(path: Path) -> dict[str, object]:
    """Return the note at `path`; one that is missing or damaged says nothing."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, note: Mapping[str, object]) -> None:
    path.write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
