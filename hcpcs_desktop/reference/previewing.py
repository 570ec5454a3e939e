"""Tells what files hold and what loading them would change, before anything is loaded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.codes.changes import compare
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.reference.answers import Preview, PreviewedRelease, Progress, Refused, Skipped
from hcpcs_desktop.releases.content import Content, read_content
from hcpcs_desktop.releases.disk import reason
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.releases.intake import Candidate, Plan, original, plan

Tell = Callable[[Progress], None]


def preview(folder: Folder, paths: Sequence[Path], tell: Tell | None) -> Preview:
    """Return what lies at `paths` and how it differs from what is loaded; nothing is changed."""
    say = tell or (lambda _: None)
    say(Progress("", "looking at the files", 0, 0))
    found = plan(paths)
    with contextlib.closing(Reader(folder)) as reader:
        seen = _Seen(reader, found)
        for done, candidate in enumerate(found.candidates):
            say(Progress(candidate.main.shown, "reading", done, len(found.candidates)))
            seen.take(candidate)
    return seen.preview()


class _Seen:
    """Gathers the releases of a plan, each once."""

    def __init__(self, reader: Reader, found: Plan) -> None:
        self._reader = reader
        self._plan = found
        self._releases: dict[str, PreviewedRelease] = {}
        self._refused = [Refused(*one) for one in found.refused]
        self._skipped = [Skipped(*one) for one in found.skipped]

    def take(self, candidate: Candidate) -> None:
        """Read one release; another file of the same release is passed over, as loading it does."""
        main = candidate.main
        try:
            content = read_content(tuple(original(one) for one in (main, *candidate.companions)))
        except (RefusedFile, OSError) as error:
            self._refused.append(Refused(main.shown, reason(error), getattr(error, "line", None)))
            return
        name = content.release.exact_name
        if name in self._releases:
            self._skipped.append(Skipped(main.shown, f"The same release as {self._releases[name].file}."))
            return
        companions = tuple(one.name for one in candidate.companions)
        self._releases[name] = _previewed(main.shown, content, companions, self._reader)

    def preview(self) -> Preview:
        """Return all that was found."""
        return Preview(
            tuple(self._releases.values()),
            tuple(one.shown for one in self._plan.companions),
            tuple(self._refused),
            tuple(self._skipped),
            tuple(one.shown for one in self._plan.wording),
        )


def _previewed(shown: str, content: Content, companions: tuple[str, ...], reader: Reader) -> PreviewedRelease:
    release = content.release
    loaded = reader.releases()
    held = next((one.file for one in loaded if one.exact_name == release.exact_name), "")
    before = _before(release, loaded)
    moved = _moved(reader.records(before), content.records) if before and release.codes else _Moved()
    return PreviewedRelease(
        file=shown,
        release=release.exact_name,
        label=release.label,
        codes=release.codes,
        modifiers=release.modifiers,
        problems=tuple(content.problems),
        companions=companions,
        already=reader.hashes().get(release.exact_name) == content.originals[0].sha256,
        held=held,
        against=before.label if before else "",
        added=moved.added,
        gone=moved.gone,
        ended=moved.ended,
    )


def _before(release: Release, loaded: Sequence[Release]) -> Release | None:
    """Return the newest loaded release with codes that comes before `release`."""
    earlier = [one for one in loaded if one.order < release.order and one.codes]
    return max(earlier, key=lambda one: one.order, default=None)


class _Moved(NamedTuple):
    """How many codes came, went and got an end date."""

    added: int | None = None
    gone: int | None = None
    ended: int | None = None


def _moved(before: Iterable[CodeRecord], after: Iterable[CodeRecord]) -> _Moved:
    changes = [one for one in compare(before, after) if one.kind == "code"]
    return _Moved(*(sum(word in one.what for one in changes) for word in ("added", "gone", "ended")))
