"""Finds what the named files, folders and zips hold and brings releases and companions together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from hcpcs_desktop.releases.archive import member_names, read_member
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

COMPANIONS = ("processing-notes", "noc-list")
_RELEASE_ENDINGS = (".txt", ".xlsx", ".xls", ".csv")
_WORDING_ENDINGS = (".txt", "")
_NAMES = {
    "corrections": "CMS's list of corrections",
    "transaction-report": "CMS's transaction report",
    "record-layout": "the record layout",
    "readme": "a README",
    "processing-notes": "a list of processing notes",
    "noc-list": "a list of catch-all codes",
    "ncci": "an NCCI table",
    "ama": "a file of CPT wording that is no text file",
    "ama-other": "another file of the AMA",
    "cdt": "a file of the dental code set CDT",
}
_NOT_YET = "Loading NCCI tables is not yet in this version."
_TOLD = {
    "ncci": _NOT_YET,
    "ama": "Of the AMA's files the text files LONGULT or LONGULF, MEDU and SHORTU are loaded, as they are.",
    "ama-other": "Of the AMA's files only LONGULT or LONGULF, MEDU and SHORTU are loaded.",
    "cdt": "CDT is licensed by the American Dental Association, and its wording cannot be loaded in this "
    "version; CDT codes are told by their structure.",
}


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
    role = found.named.kind if found.named.kind in COMPANIONS else "release"
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
            later = any(why == _NOT_YET for _, why in self._skipped[skipped:])
            why = "The folder holds no HCPCS release or list of CMS."
            self._refuse(str(path), f"{why} {_NOT_YET}" if later else why)

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
        before = self._taken()
        for member in members:
            self._sort(member)
        if explicit and self._taken() == before:
            self._refuse(str(path), _why_empty(members))

    def _sort(self, found: Found) -> None:
        kind = found.named.kind
        if kind == "hcpcs-release" and found.name.lower().endswith(_RELEASE_ENDINGS):
            self._releases.append(found)
        elif kind in COMPANIONS and found.name.lower().endswith(_RELEASE_ENDINGS):
            self._companions.append(found)
        elif kind == "ama" and Path(found.name.lower()).suffix in _WORDING_ENDINGS:
            self._wording.append(found)
        elif found.explicit:
            self._refused.append((found.shown, _why_refused(kind)))
        else:
            self._skipped.append((found.shown, _why_skipped(kind)))

    def _add_siblings(self, path: Path) -> None:
        """Look for companions beside a file that the user named."""
        try:
            beside = [file for file in sorted(path.parent.iterdir()) if file != path and file.is_file()]
        except OSError:
            return
        for file in beside:
            if identify(file.name).kind in COMPANIONS:
                self._beside += _companions_in(file)

    def plan(self) -> Plan:
        """Return all that was gathered, each release with its companions."""
        used: set[str] = set()
        candidates = []
        for release in sorted(self._releases, key=_reading_order):
            companions = self._companions_of(release)
            used.update(one.shown for one in companions)
            candidates.append(Candidate(release, companions))
        left = [one for one in self._companions if one.shown not in used]
        for one in self._companions:
            if one.shown in used:
                self._skipped.append((one.shown, "Read together with its release."))
        return Plan(
            tuple(candidates),
            tuple(left),
            tuple(self._skipped),
            tuple(self._refused),
            tuple(self._wording),
        )

    def _companions_of(self, release: Found) -> tuple[Found, ...]:
        """Return one file a kind that belongs to `release`: of its own zip or folder first, then beside."""
        chosen: dict[str, Found] = {}
        near = [one for one in self._companions if one.within == release.within]
        alone = len({one.named.quarter for one in self._releases if one.within == release.within}) == 1
        for one in (*near, *self._companions, *self._beside):
            nameless = alone and one in near and not one.named.year
            if nameless or one.named.quarter == release.named.quarter:
                chosen.setdefault(one.named.kind, one)
        return tuple(chosen[kind] for kind in COMPANIONS if kind in chosen)


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


def _companions_in(file: Path) -> list[Found]:
    if not is_archive(file):
        return [_found(file, explicit=False)]
    try:
        return [member for member in _members(file) if member.named.kind in COMPANIONS]
    except (RefusedFile, OSError):
        return []


def _reading_order(found: Found) -> tuple[str, int, str, str, int]:
    """Sort by quarter and revision; of one release the text file first, it holds the most."""
    revision = found.named.revision or ""
    endings = _RELEASE_ENDINGS.index(Path(found.name.lower()).suffix)
    return (found.named.quarter, len(revision), revision, found.within, endings)


def _why_empty(members: list[Found]) -> str:
    """Say what a zip without a release holds instead."""
    for member in members:
        if member.named.kind == "zip":
            return "It holds another zip. Unpack it and load the inner one by itself."
    for member in members:
        if member.named.kind in ("corrections", "transaction-report", "record-layout", *_TOLD):
            return _why_refused(member.named.kind)
    return "The zip holds no HCPCS release or list of CMS."


def _why_refused(kind: str) -> str:
    if kind in _TOLD:
        return f"This is {_NAMES[kind]}. {_TOLD[kind]}"
    if kind in _NAMES:
        return f"This is {_NAMES[kind]}, not the release; load CMS's zip or its text file HCPC…ANWEB.txt."
    return (
        "Not recognised as a file of CMS. Its release is a zip, or a text file or workbook called HCPC…ANWEB."
    )


def _why_skipped(kind: str) -> str:
    if kind in _TOLD:
        return _TOLD[kind]
    return (
        f"{_NAMES[kind][0].upper()}{_NAMES[kind][1:]}; not read." if kind in _NAMES else "Not a file of CMS."
    )
