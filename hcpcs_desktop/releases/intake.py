"""Finds what the named files, folders and zips hold and brings releases and companions together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from hcpcs_desktop.releases.archive import member_names, read_member
from hcpcs_desktop.releases.companions import KINDS as COMPANIONS
from hcpcs_desktop.releases.companions import role_of
from hcpcs_desktop.releases.content import Original
from hcpcs_desktop.releases.disk import (
    files_below,
    is_archive,
    is_regular,
    printable,
    read_file,
    read_packed,
    reason,
)
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.names import FileName, identify
from hcpcs_desktop.releases.refusals import (
    NOT_YET,
    SAME_BOOK,
    SAME_REPORT,
    why_empty,
    why_refused,
    why_skipped,
)

_RELEASE_ENDINGS = (".txt", ".xlsx", ".xls", ".csv")
_WORDING_ENDINGS = (".txt", "")
_PRINTED = (".prn", ".txt")
_BOOKS = (".xlsx", ".xls")
_BOTH_WAYS = ("corrections", "transaction-report")
"""Companions that CMS gives as a workbook and as a print edition."""


class Found(NamedTuple):
    """A file that was met: how to name it, what its name says, and how to read it.

    `explicit` tells that the user named this very file; `within` is the zip or folder it lies in.
    """

    shown: str
    name: str
    named: FileName
    read: Callable[[], bytes]
    explicit: bool
    within: str


class Candidate(NamedTuple):
    """A release file with the companions that belong to it."""

    main: Found
    companions: tuple[Found, ...]


class Plan(NamedTuple):
    """What a load will try: releases, companions of releases loaded before, and files set aside.

    `wording` are the AMA's files of CPT wording.
    """

    candidates: tuple[Candidate, ...]
    companions: tuple[Found, ...]
    skipped: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str], ...]
    wording: tuple[Found, ...] = ()


def plan(paths: Iterable[Path]) -> Plan:
    """Return what lies at `paths`; no release is read yet, and nothing is unpacked to disk."""
    gathered = _Gathered()
    for path in paths:
        gathered.add(path)
    return gathered.plan()


def original(found: Found) -> Original:
    """Read a file that was found.

    Raises:
        RefusedFile: it is too large, or its zip is damaged.
        OSError: the disk does not give it.

    """
    kind = found.named.kind
    role = role_of(kind, found.name) if kind in COMPANIONS else "release"
    return Original(role, found.name, found.read())


class _Gathered:
    """Sorts files into releases, companions, skipped and refused."""

    def __init__(self) -> None:
        self._releases: list[Found] = []
        self._companions: list[Found] = []
        self._wording: list[Found] = []
        self._beside: list[Found] = []
        self._skipped: list[tuple[str, str]] = []
        self._refused: list[tuple[str, str]] = []

    def add(self, path: Path) -> None:
        """Sort the file or folder at `path`; what cannot be read does not keep the rest from loading."""
        try:
            self._add(path)
        except OSError as error:
            self._refuse(str(path), reason(error))

    def _add(self, path: Path) -> None:
        if path.is_dir():
            self._add_folder(path)
        elif not path.exists():
            self._refuse(str(path), "There is no such file or folder. Check the name.")
        elif not is_regular(path):
            self._refuse(str(path), "It is no ordinary file but a pipe or a device. Name a file.")
        else:
            self._add_file(path, explicit=True)
            self._add_siblings(path)

    def _refuse(self, shown: str, why: str) -> None:
        self._refused.append((printable(shown), why))

    def _add_folder(self, path: Path) -> None:
        before, skipped = self._taken(), len(self._skipped)
        for file in files_below(path, self._refuse):
            self._add_file(file, explicit=False)
        if self._taken() == before:
            later = any(why == NOT_YET for _, why in self._skipped[skipped:])
            why = "The folder holds no HCPCS release or list of CMS."
            self._refuse(str(path), f"{why} {NOT_YET}" if later else why)

    def _taken(self) -> int:
        met = (*self._releases, *self._companions, *self._wording, *self._refused)
        return len(met)

    def _add_file(self, path: Path, *, explicit: bool) -> None:
        if is_archive(path):
            self._add_zip(path, explicit=explicit)
            return
        self._sort(_found(path, explicit=explicit))

    def _add_zip(self, path: Path, *, explicit: bool) -> None:
        try:
            members = list(_members(path))
        except (RefusedFile, OSError) as error:
            if explicit or "hcpc" in path.name.lower():
                self._refuse(str(path), reason(error))
            else:
                self._skipped.append((printable(str(path)), "Not a zip of CMS, or damaged."))
            return
        before, companions = self._taken(), len(self._companions)
        for member in members:
            self._sort(member)
        if explicit and self._taken() == before:
            self._refuse(str(path), why_empty([(one.name, one.named.kind) for one in members]))
        elif explicit and self._taken() - before == len(self._companions) - companions:
            # a zip of nothing but companions is as good as naming them
            self._companions[companions:] = [
                one._replace(explicit=True) for one in self._companions[companions:]
            ]

    def _sort(self, found: Found) -> None:
        kind = found.named.kind
        if kind == "hcpcs-release" and found.name.lower().endswith(_RELEASE_ENDINGS):
            self._releases.append(found)
        elif _is_companion(found):
            self._companions.append(found)
        elif kind == "ama" and Path(found.name.lower()).suffix in _WORDING_ENDINGS:
            self._wording.append(found)
        elif found.explicit:
            self._refused.append((found.shown, why_refused(kind)))
        else:
            self._skipped.append((found.shown, why_skipped(kind)))

    def _add_siblings(self, path: Path) -> None:
        """Look for companions beside a file that the user named."""
        try:
            beside = [file for file in sorted(path.parent.iterdir()) if file != path and file.is_file()]
        except OSError:
            return
        lists = [file for file in beside if identify(file.name).kind in COMPANIONS]
        found = [one for file in lists for one in _companions_in(file) if _is_companion(one)]
        printed = _print_editions(found)
        self._beside += [one for one in found if one not in printed]

    def plan(self) -> Plan:
        """Return all that was gathered, each release with its companions."""
        printed = _print_editions(self._companions)
        self._skipped += [(one.shown, SAME_BOOK) for one in printed]
        self._companions = [one for one in self._companions if one not in printed]
        used: set[str] = set()
        candidates = []
        for release in sorted(self._releases, key=_reading_order):
            companions = self._companions_of(release)
            used.update(one.shown for one in companions)
            candidates.append(Candidate(release, companions))
        reports = {one.within for one in self._companions if one.shown in used and _is_report(one)}
        left = []
        for one in self._companions:
            if one.shown in used:
                self._skipped.append((one.shown, "Read together with its release."))
            elif _is_report(one) and one.within in reports and not one.named.year:
                self._skipped.append((one.shown, SAME_REPORT))
            else:
                left.append(one)
        return Plan(
            tuple(candidates),
            tuple(left),
            tuple(self._skipped),
            tuple(self._refused),
            tuple(self._wording),
        )

    def _companions_of(self, release: Found) -> tuple[Found, ...]:
        """Return what belongs to `release`: one file a kind, of its own zip or folder first, then beside.

        Of corrections there may be several, one a name.
        """
        chosen: dict[str, Found] = {}
        near = [one for one in self._companions if one.within == release.within]
        alone = len({one.named.quarter for one in self._releases if one.within == release.within}) == 1
        for one in (*near, *self._companions, *self._beside):
            nameless = alone and one in near and not one.named.year
            if nameless or one.named.quarter == release.named.quarter:
                chosen.setdefault(role_of(one.named.kind, one.name), one)
        return tuple(chosen[role] for role in sorted(chosen))


def _found(path: Path, *, explicit: bool) -> Found:
    shown, name = printable(str(path)), printable(path.name)
    return Found(shown, name, identify(name), lambda: read_file(path), explicit, str(path.parent))


def _members(path: Path) -> Iterator[Found]:
    data = read_packed(path)
    for full in member_names(data):
        bare = printable(full.replace("\\", "/").rsplit("/", 1)[-1])
        yield Found(
            f"{printable(str(path))}/{bare}",
            bare,
            identify(bare),
            lambda full=full: read_member(data, full),  # type: ignore[misc] # bound now, called later
            False,
            str(path),
        )


def _endings_of(kind: str) -> tuple[str, ...]:
    return (*_RELEASE_ENDINGS, ".prn") if kind in _BOTH_WAYS else _RELEASE_ENDINGS


def _is_report(found: Found) -> bool:
    return found.named.kind == "transaction-report"


def _book_of(found: Found) -> tuple[str, str, str]:
    """Return what a list shares with its print edition: the place, and of corrections the name."""
    stem = "" if _is_report(found) else Path(found.name.lower()).stem
    return found.within, found.named.kind, stem


def _print_editions(companions: Iterable[Found]) -> list[Found]:
    """Return the print editions of lists whose workbooks lie in the same place."""
    books = {_book_of(one) for one in companions if one.name.lower().endswith(_BOOKS)}
    return [
        one
        for one in companions
        if one.named.kind in _BOTH_WAYS and one.name.lower().endswith(_PRINTED) and _book_of(one) in books
    ]


def _companions_in(file: Path) -> list[Found]:
    if not is_archive(file):
        return [_found(file, explicit=False)]
    try:
        return list(_members(file))
    except (RefusedFile, OSError):
        return []


def _is_companion(found: Found) -> bool:
    kind = found.named.kind
    return kind in COMPANIONS and found.name.lower().endswith(_endings_of(kind))


def _reading_order(found: Found) -> tuple[str, int, str, str, int]:
    """Sort by quarter and revision; of one release the text file first, it holds the most."""
    revision = found.named.revision or ""
    endings = _RELEASE_ENDINGS.index(Path(found.name.lower()).suffix)
    return (found.named.quarter, len(revision), revision, found.within, endings)
