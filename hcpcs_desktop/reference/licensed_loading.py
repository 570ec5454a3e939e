"""Takes the licensee's CPT files in: one edition at a time, one file for each length of text."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from hcpcs_desktop.cache.licensed import KeptWording, LicensedChange, LicensedStore
from hcpcs_desktop.codes.records import Problem
from hcpcs_desktop.reference.answers import Imported, LoadReport, Progress, Refused, Skipped
from hcpcs_desktop.reference.licensed import file_words, year_of
from hcpcs_desktop.releases.ama import Wording, is_tabbed, read_wording
from hcpcs_desktop.releases.disk import reason
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.intake import Found

_REMOVE = "remove the CPT files first (hcpcs remove cpt)"


class _Read(NamedTuple):
    """A file that was read, with the hash that tells whether it was loaded before."""

    found: Found
    wording: Wording
    sha256: str


class LicensedLoad:
    """One load of files of CPT wording; what became of each is in `report`."""

    def __init__(self, path: Path, tell: Callable[[Progress], None]) -> None:
        self._store = LicensedStore(path)
        self._tell = tell
        self._imported: list[Imported] = []
        self._refused: list[Refused] = []
        self._skipped: list[Skipped] = []
        self._taken: list[Wording] = []

    @property
    def report(self) -> LoadReport:
        """What was taken, refused and passed over."""
        return LoadReport(tuple(self._imported), tuple(self._refused), tuple(self._skipped))

    @contextlib.contextmanager
    def taking(self, files: Sequence[Found]) -> Iterator[None]:
        """Take `files` and keep them when what is done inside succeeds; nothing stays where it fails.

        Raises:
            EnvironmentFault: the disk, a permission, or the kept file is damaged.

        """
        read = self._read_all(files)
        if not read:
            yield
            return
        with self._store.changing() as change:
            for one in read:
                self._take(one, change)
            self._compare(change)
            yield

    def _read_all(self, files: Sequence[Found]) -> list[_Read]:
        """Read all that can be read; the newest edition first, of one length the tabbed file first."""
        read = []
        for done, found in enumerate(files):
            self._tell(Progress(found.shown, "reading", done, len(files)))
            try:
                data = found.read()
                wording = read_wording(data, found.name, Path(found.within).name)
            except (RefusedFile, OSError) as error:
                self._refused.append(Refused(found.shown, reason(error), getattr(error, "line", None)))
            else:
                read.append(_Read(found, wording, hashlib.sha256(data).hexdigest()))
        read.sort(key=lambda one: (one.wording.length, not is_tabbed(one.found.name), one.found.shown))
        return sorted(read, key=lambda one: one.wording.year, reverse=True)

    def _take(self, one: _Read, change: LicensedChange) -> None:
        """Keep one file, unless it is there, one of its length was just taken, or a newer edition is."""
        held = change.files()
        newest = year_of(held)
        year, length = one.wording.year, one.wording.length
        twin = next((done.name for done in self._taken if done.length == length), None)
        if any(kept.length == length and kept.sha256 == one.sha256 for kept in held):
            self._import(one, (), already=True)
        elif twin is not None:
            self._skipped.append(Skipped(one.found.shown, f"{twin} holds the {length} texts and was taken."))
        elif year and year < newest:
            why = f"It is of {year}, and your {file_words(newest)} is loaded. To use it, {_REMOVE}."
            self._refused.append(Refused(one.found.shown, why))
        else:
            self._keep(one, change)

    def _keep(self, one: _Read, change: LicensedChange) -> None:
        """Keep a file; those of an older edition go, for their codes may be deleted by now."""
        wording, problems = one.wording, list(one.wording.problems)
        for kept in change.files():
            if kept.length != wording.length and wording.year and kept.year and kept.year != wording.year:
                change.drop(kept.length)
                text = f"{kept.name} of {kept.year} was removed, for {wording.name} is of {wording.year}."
                problems.append(Problem(wording.name, None, text, f"Load that of {wording.year} as well."))
        change.put(_kept(one), wording.texts.items())
        self._import(one, problems, already=False)

    def _import(self, one: _Read, problems: Sequence[Problem], *, already: bool) -> None:
        wording = one.wording
        label = f"{file_words(wording.year)}, {wording.length} texts"
        self._taken.append(wording)
        self._imported.append(
            Imported(
                one.found.shown,
                "ama",
                wording.year,
                len(wording.texts),
                0,
                tuple(problems),
                already,
                label,
                wording.notice,
            )
        )

    def _compare(self, change: LicensedChange) -> None:
        """Tell once, at the first file taken now, where the kept files do not list the same codes."""
        held = change.files()
        new = next((at for at, one in enumerate(self._imported) if not one.already), None)
        if new is None or all(kept.codes == change.codes() for kept in held):
            return
        counts = ", ".join(f"{kept.name} {kept.codes:,}" for kept in held)
        text = f"Your CPT files do not list the same codes: {counts}, together {change.codes():,}."
        problem = Problem(self._taken[new].name, None, text, "Check that all are of one edition.")
        taken = self._imported[new]
        self._imported[new] = taken._replace(problems=(*taken.problems, problem))


def _kept(one: _Read) -> KeptWording:
    wording = one.wording
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return KeptWording(
        wording.length, wording.name, wording.year, one.sha256, now, wording.notice, len(wording.texts)
    )
