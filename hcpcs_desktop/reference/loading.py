"""Takes files in: reads each release, adds it to the cache in one step and keeps the originals."""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from hcpcs_desktop.cache.build import Build, building
from hcpcs_desktop.cache.errors import DamagedFile, EnvironmentFault
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.originals import Originals, Packed
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.versions import Delivery
from hcpcs_desktop.codes.records import Companions, Problem
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.reference.answers import CompanionFile, Imported, LoadReport, Progress, Refused, Skipped
from hcpcs_desktop.reference.licensed_loading import LicensedLoad
from hcpcs_desktop.releases.companions import read_companion, role_of
from hcpcs_desktop.releases.content import Content, Original, read_content
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.intake import Candidate, Found, Plan, original, plan

_WHOLE = 300
"""Codes or modifiers from which on a release is a whole one; CMS's list 354 modifiers and more."""
_MODIFIER = 2
"""Characters of a modifier."""

Tell = Callable[[Progress], None]


class Loader:
    """One load of files and folders into the data folder."""

    def __init__(self, folder: Folder, tell: Tell | None) -> None:
        self._folder = folder
        self._originals = Originals(folder)
        self._tell = tell or (lambda _: None)
        self._imported: list[Imported] = []
        self._refused: list[Refused] = []
        self._skipped: list[Skipped] = []
        self._kept: list[Content] = []
        self._done: dict[str, str] = {}
        self._hashes: dict[str, str] = {}
        self._before: dict[str, Packed] = {}

    def load(self, paths: Sequence[Path]) -> LoadReport:
        """Load what lies at `paths`; what is refused does not keep the rest from loading.

        Raises:
            EnvironmentFault: the disk, a permission or a lock; nothing of this load stays.
            Exception: whatever the progress callback raised; nothing of this load stays.

        """
        self._tell(Progress("", "looking at the files", 0, 0))
        found = plan(paths)
        self._refused += [Refused(*one) for one in found.refused]
        self._skipped += [Skipped(*one) for one in found.skipped]
        licensed = LicensedLoad(self._folder.licensed, self._tell)
        with licensed.taking(found.wording):
            if found.candidates or found.companions:
                with _without_collection():
                    self._take(found)
        return LoadReport(
            (*self._imported, *licensed.report.imported),
            (*self._refused, *licensed.report.refused),
            (*self._skipped, *licensed.report.skipped),
        )

    def _take(self, found: Plan) -> None:
        reader = Reader(self._folder)
        try:
            with building(self._folder) as build:
                self._hashes = reader.hashes()
                total = len(found.candidates) + len(found.companions) + 1
                for done, candidate in enumerate(found.candidates):
                    self._tell(Progress(candidate.main.shown, "reading", done, total))
                    self._take_release(candidate, build)
                for companion in found.companions:
                    self._take_companion(companion, build)
                self._tell(Progress("", "building the index", total - 1, total))
                self._keep_originals()
        except BaseException:
            self._restore_originals()
            raise
        finally:
            reader.close()

    def _take_release(self, candidate: Candidate, build: Build) -> None:
        """Read one release and add it, unless another file of this load or an earlier one holds it."""
        main = candidate.main
        name = f"{main.named.quarter}+{main.named.revision}"
        if name in self._done and not main.explicit:
            self._skipped.append(Skipped(main.shown, f"The same release as {self._done[name]}."))
            return
        try:
            content = read_content(tuple(original(one) for one in (main, *candidate.companions)))
        except (RefusedFile, OSError) as error:
            self._refused.append(_refused(main.shown, error))
            return
        self._done[name] = main.name
        held = {one.exact_name: one for one in build.releases()}.get(content.release.exact_name)
        if held is not None and self._is_there(held, content):
            kept = {one for one in self._kept_of(held) if _is_said(one[0], build.companions(held))}
            problems = [*_differing(held, content), *_kept_instead(kept, content)]
            taken = self._complete(held, content, kept, build)
            self._imported.append(_imported(main.shown, held, problems, taken, already=True))
        elif held is not None and _is_poorer(content.release, held):
            self._refused.append(Refused(main.shown, _poorer(content.release, held)))
        else:
            self._add(main.shown, content, build)

    def _is_there(self, held: Release, content: Content) -> bool:
        """Tell whether the release is loaded: the same bytes, or a workbook beside a loaded text file."""
        if self._hashes.get(held.exact_name) == content.originals[0].sha256:
            return True
        return _fullness(content.release.file) < _fullness(held.file)

    def _add(self, shown: str, content: Content, build: Build) -> None:
        release = content.release._replace(loaded=datetime.now(UTC).isoformat(timespec="seconds"))
        content = content._replace(release=release)
        others = [one for one in build.releases() if one.exact_name != release.exact_name]
        content.problems.extend(_gaps(release, others))
        build.add(deliver(content))
        self._kept.append(content)
        self._hashes[release.exact_name] = content.originals[0].sha256
        self._imported.append(_imported(shown, release, content.problems, content.said(), already=False))

    def _complete(
        self, held: Release, content: Content, kept: set[tuple[str, bytes]], build: Build
    ) -> Companions:
        """Add companions that a release lacks and return what they say; keep its file if that is not kept."""
        known = {role for role, _ in kept}
        same = self._hashes.get(held.exact_name) == content.originals[0].sha256
        new = tuple(one for one in content.originals[0 if same else 1 :] if one.role not in known)
        said = content.said(one.role for one in new)
        if said != Companions():
            build.add_companions(held, said)
        if new:
            self._kept.append(content._replace(release=held, originals=new))
        return said

    def _kept_of(self, held: Release) -> set[tuple[str, bytes]]:
        """Return role and bytes of what is kept of a release, or will be after this load."""
        own = {
            (one.role, one.data)
            for content in self._kept
            if content.release.exact_name == held.exact_name
            for one in content.originals
        }
        try:
            return own | {(kept.role, kept.data) for kept in self._originals.files(held.exact_name)}
        except DamagedFile:
            return own

    def _take_companion(self, found: Found, build: Build) -> None:
        """Add a companion to the releases loaded before: every revision of the quarter in its name."""
        held = [one for one in build.releases() if one.name == found.named.quarter]
        if not held:
            self._without_release(found)
            return
        try:
            file = original(found)
            said, problems = read_companion(*file)
        except (RefusedFile, OSError) as error:
            self._refused.append(_refused(found.shown, error))
            return
        lacking = [one for one in held if not self._has(one, file, said, build)]
        for one in lacking:
            build.add_companions(one, said)
            self._kept.append(Content(one, [], [], {file.role: said}, (file,)))
        newest = max(held, key=lambda one: one.order)
        self._imported.append(_companion_imported(found, newest, said, problems, already=not lacking))

    def _has(self, held: Release, file: Original, said: Companions, build: Build) -> bool:
        """Tell whether a companion is kept and said; a load that was killed may have kept it only."""
        is_kept = (file.role, file.data) in self._kept_of(held)
        return is_kept and set(said.files()) <= build.companions(held)

    def _without_release(self, found: Found) -> None:
        why = (
            f"It belongs to the release {found.named.quarter}, which is not loaded. Load that release first."
        )
        if not found.named.year:
            why = "Its name does not tell which release it belongs to. Load it together with its release."
        if found.explicit:
            self._refused.append(Refused(found.shown, why))
        else:
            self._skipped.append(Skipped(found.shown, why))

    def _keep_originals(self) -> None:
        for content in self._kept:
            name = content.release.exact_name
            with contextlib.suppress(DamagedFile):
                self._before.setdefault(name, self._originals.packed(name))
            keep(self._originals, content.release, content.originals)

    def _restore_originals(self) -> None:
        """Put back what was kept before; where even that fails `doctor` clears up later."""
        with contextlib.suppress(DamagedFile, EnvironmentFault):
            for name, rows in self._before.items():
                self._originals.restore(name, rows)


@contextlib.contextmanager
def _without_collection() -> Iterator[None]:
    """Keep the collector from walking thousands of new records, none of which is garbage, again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def deliver(content: Content) -> Delivery:
    """Return a release as the cache takes it."""
    sha256 = content.originals[0].sha256
    return Delivery(content.release, sha256, content.records, content.said())


def keep(originals: Originals, release: Release, files: Sequence[Original]) -> None:
    """Keep the files of a release, so that the cache can be rebuilt."""
    rows = [(one.role, one.name, one.sha256, one.data) for one in files]
    originals.keep(release.exact_name, release.loaded, rows)


def _imported(
    shown: str, release: Release, problems: Sequence[Problem], said: Companions, *, already: bool
) -> Imported:
    return Imported(
        shown,
        "hcpcs-release",
        release.exact_name,
        release.codes,
        release.modifiers,
        tuple(problems),
        already,
        release.label,
        companions=tuple(CompanionFile(*one) for one in said.files()),
    )


def _companion_imported(
    found: Found, held: Release, said: Companions, problems: Sequence[Problem], *, already: bool
) -> Imported:
    """Return a companion as it is reported, with how many rows it has for codes and for modifiers."""
    changes = said.report.changes if said.report is not None else ()
    named = [*said.noc, *(one.code for one in said.corrections), *changes]
    modifiers = sum(len(code) == _MODIFIER for code in named)
    counts = (len(named) - modifiers, modifiers)
    return Imported(
        found.shown, found.named.kind, held.exact_name, *counts, tuple(problems), already, held.label
    )


def _gaps(release: Release, others: Sequence[Release]) -> list[Problem]:
    """Return a warning where a release lists far less than another: it may be an excerpt.

    What a release lacks counts as gone from CMS's file, so an excerpt would make valid codes look absent.
    """
    problems = []
    for kind in ("codes", "modifiers"):
        count = getattr(release, kind)
        most = max((getattr(one, kind) for one in others), default=0)
        if most >= _WHOLE and 0 < count * 2 < most:  # a release without any says nothing of that kind
            text = f"It lists only {count} {kind}; another loaded release lists {most}."
            remedy = f"If it is an excerpt, remove it: {kind} that it lacks count as gone from CMS's file."
            problems.append(Problem(release.file, None, text, remedy))
    return problems


def _differing(held: Release, content: Content) -> list[Problem]:
    if (held.codes, held.modifiers) == (content.release.codes, content.release.modifiers):
        return []
    text = (
        f"It lists {content.release.codes} codes and {content.release.modifiers} modifiers; {held.file}, "
        f"which is loaded for the same release, lists {held.codes} and {held.modifiers}."
    )
    remedy = "The loaded file stays. To use this one, remove the release first."
    return [Problem(content.release.file, None, text, remedy)]


def _is_said(role: str, companions: set[tuple[str, str, int]]) -> bool:
    """Tell whether a state with these `companions` says what is kept under `role`; it says its releases."""
    return role == "release" or role in {role_of(kind, file) for kind, file, _ in companions}


def _kept_instead(kept: set[tuple[str, bytes]], content: Content) -> list[Problem]:
    """Return a warning for each companion that is another than the kept one of its kind, which stays."""
    roles = {role for role, _ in kept}
    text = "Another file of the same kind is kept of this release, and stays."
    remedy = "To use this one instead, load it by itself, unpacked."
    return [
        Problem(one.name, None, text, remedy)
        for one in content.originals[1:]
        if one.role in roles and (one.role, one.data) not in kept
    ]


def _refused(shown: str, error: Exception) -> Refused:
    if isinstance(error, OSError):
        why = f"It cannot be read: {error.strerror or error}. Check that you may open it."
        return Refused(shown, why)
    return Refused(shown, str(error), getattr(error, "line", None))


def _fullness(file: str) -> int:
    """Return the rank of a file's form: CMS's text file holds the most, a CSV is second-hand."""
    return {"txt": 2, "xlsx": 1, "xls": 1}.get(file.lower().rpartition(".")[2], 0)


def _is_poorer(new: Release, held: Release) -> bool:
    """Tell whether a file lists less than the loaded one of the same release; it may be cut off."""
    return new.codes < held.codes or new.modifiers < held.modifiers


def _poorer(new: Release, held: Release) -> str:
    return (
        f"It lists {new.codes} codes and {new.modifiers} modifiers; {held.file}, loaded for the same "
        f"release, lists {held.codes} and {held.modifiers}. To use this one, remove the release first."
    )
