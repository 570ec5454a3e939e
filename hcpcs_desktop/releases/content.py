"""One release as read: its identity, records, companions and the bytes it came from."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import NamedTuple

from hcpcs_desktop.codes.records import CodeRecord, Companions, Problem
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.releases.companions import read_companion
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.fixed_width import read_fixed_width
from hcpcs_desktop.releases.names import FileName, identify
from hcpcs_desktop.releases.workbook import read_csv, read_workbook

_OTHER_THINGS = {
    b"<!doctype html": "a web page",
    b"<html": "a web page",
    b"%pdf": "a PDF",
}


class Original(NamedTuple):
    """The bytes of a file that a release was read from, kept so that the cache can be rebuilt.

    `role` is ``release``, or that of a companion (see `companions.role_of`).
    """

    role: str
    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        """The hash that tells whether the same file was loaded before."""
        return hashlib.sha256(self.data).hexdigest()


class Content(NamedTuple):
    """All that one release says; `release` lacks only the time of loading.

    `companions` are what the files beside it say, by the roles under which these are kept.
    """

    release: Release
    records: list[CodeRecord]
    problems: list[Problem]
    companions: Mapping[str, Companions]
    originals: tuple[Original, ...]

    def said(self, roles: Iterable[str] | None = None) -> Companions:
        """Return what the companions say together, or those of `roles` only."""
        chosen = self.companions if roles is None else roles
        found = (self.companions[role] for role in chosen if role in self.companions)
        return reduce(Companions.joined, found, Companions())


def read_content(originals: tuple[Original, ...]) -> Content:
    """Return the release held in `originals`, the release file first and its companions after it.

    A companion that cannot be read is told of among the problems; it never stops the release.

    Raises:
        RefusedFile: the release file is not what it claims, is damaged, or has a name that tells no release.

    """
    main, *companions = originals
    named = identify(main.name)
    if not named.year:
        raise RefusedFile(
            "Its name does not tell which release it is. Give it CMS's name, such as HCPC2026_JAN_ANWEB.txt."
        )
    records, problems = _read(main)
    said, kept = _companions(companions, problems)
    codes = sum(record.kind == "code" for record in records)
    release = _release(named, main.name, codes, len(records) - codes)
    return Content(release, records, problems, said, (main, *kept))


def _read(main: Original) -> tuple[list[CodeRecord], list[Problem]]:
    for beginning, what in _OTHER_THINGS.items():
        if main.data[:200].lstrip().lower().startswith(beginning):
            raise RefusedFile(f"This is {what} under the name of a release. Download CMS's zip again.")
    ending = main.name.lower().rpartition(".")[2]
    if ending in ("xlsx", "xls"):
        return read_workbook(main.data, main.name)
    if ending == "csv":
        return read_csv(main.data, main.name)
    return read_fixed_width(io.BytesIO(main.data), main.name)


def _companions(
    companions: Iterable[Original], problems: list[Problem]
) -> tuple[dict[str, Companions], list[Original]]:
    said, kept = {}, []
    for companion in companions:
        try:
            said[companion.role], aside = read_companion(*companion)
        except RefusedFile as error:
            problems.append(Problem(companion.name, error.line, str(error), "The release itself was taken."))
        else:
            problems += aside
            kept.append(companion)
    return said, kept


def _release(named: FileName, file: str, codes: int, modifiers: int) -> Release:
    return Release(
        year=named.year,
        month=named.month,
        annual=named.annual,
        revision=named.revision,
        file=file,
        codes=codes,
        modifiers=modifiers,
        rebuilt=named.rebuilt,
    )
