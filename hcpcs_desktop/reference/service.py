"""The reference over a local data folder: composes reading, explaining, searching and loading."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hcpcs_desktop.cache.faults import DamagedFile, EnvironmentFault
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.notebook import Notebook
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.codes.release import Release, iso_day
from hcpcs_desktop.reference.desk import Desk
from hcpcs_desktop.reference.mending import Mender
from hcpcs_desktop.reference.own_words import OwnWords
from hcpcs_desktop.reference.readiness import make_ready
from hcpcs_desktop.reference.searching import Searcher
from hcpcs_desktop.reference.shelf import Shelf, info_of
from hcpcs_desktop.reference.standing import Days
from hcpcs_desktop.releases.builtin import NAME as BUILTIN
from hcpcs_desktop.search.filters import NONE, Filters

if TYPE_CHECKING:
    from hcpcs_desktop.codes.branches import Branch
    from hcpcs_desktop.codes.day_standing import DayStanding
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.reference.answers import (
        Downloaded,
        Exported,
        Health,
        LicensedFiles,
        LoadReport,
        Neighbours,
        Overview,
        Preview,
        Progress,
        Proposal,
        ReleaseInfo,
    )
    from hcpcs_desktop.reference.licensed import Licensee
    from hcpcs_desktop.reference.protocol import Day, PathLike
    from hcpcs_desktop.search.answer import Answer, Hit
    from hcpcs_desktop.search.facts import Fact

_UNREADABLE = "Only the built-in set answers, and nothing can be kept: {fault}"


class LocalReference(Desk, Shelf):
    """Answers from the data folder `folder`; see the protocol `Reference` for what each method does."""

    def __init__(self, folder: Folder) -> None:
        self._folder = self._chosen = folder
        self._stand_in: Path | None = None
        self._warnings: tuple[str, ...] = ()
        self._make_ready()
        reader = Reader(self._folder)
        Shelf.__init__(self, reader, Mender(self._folder, reader))
        notebook = Notebook(folder.notebook)
        Desk.__init__(self, notebook, OwnWords(notebook, self._shipped_facts))
        self._opened_licensee: Licensee | None = None
        self._answer_from(self._reader)

    def _answer_from(self, reader: Reader) -> None:
        """Answer what is asked about codes with `reader` from now on."""
        self._days = Days(reader)
        self._searcher = Searcher(self._days, self._explain, self._own_words.facts)

    def _make_ready(self) -> None:
        """Prepare the cache; where the folder cannot be used, answer from a throw-away one and say so."""
        try:
            self._warnings = make_ready(self._folder)
        except EnvironmentFault as error:
            self._warnings = (_UNREADABLE.format(fault=error),)
            import tempfile  # noqa: PLC0415 - seldom needed

            self._stand_in = Path(tempfile.mkdtemp(prefix="hcpcs-desktop-"))
            self._folder = Folder(self._stand_in)
            make_ready(self._folder)

    def search(
        self,
        text: str,
        *,
        on: Day = None,
        limit: int = 50,
        filters: Filters = NONE,
        without: Sequence[str] = (),
    ) -> Answer:
        """Return the best `limit` hits for `text` on a day."""
        return self._mender.ask(
            lambda: self._searcher.search(text, _day(on), max(limit, 0), filters, without)
        )

    def explain(self, text: str, *, on: Day = None) -> Explanation | tuple[Explanation, ...]:
        """Return what `text` is: one explanation, a tuple where it holds several codes."""
        found = self.explain_each(text, on=on)
        return found[0] if len(found) == 1 else found

    def explain_each(self, text: str, *, on: Day = None, licensed: bool = False) -> tuple[Explanation, ...]:
        """Return what `text` is, always as a tuple; `licensed`: with the licensee's own wording."""
        from hcpcs_desktop.reference.explaining import said_to_be_pinned  # noqa: PLC0415 - the first search needs none

        found = self._mender.ask(lambda: self._explain(text, _day(on), licensed=licensed))
        return said_to_be_pinned(found, self._pinned())

    def _explain(self, text: str, on: str, *, licensed: bool = False) -> tuple[Explanation, ...]:
        from hcpcs_desktop.reference.explaining import Explainer  # noqa: PLC0415 - the first search needs none

        found = Explainer(self._days.reader).explain_each(text, on)
        return self._licensee.completed(found, wording=licensed)

    @property
    def _licensee(self) -> Licensee:
        if self._opened_licensee is None:
            from hcpcs_desktop.cache.licensed import LicensedStore  # noqa: PLC0415 - the first search needs none
            from hcpcs_desktop.reference.licensed import Licensee  # noqa: PLC0415 - as above

            self._opened_licensee = Licensee(LicensedStore(self._folder.licensed))
        return self._opened_licensee

    def licensed(self) -> LicensedFiles | None:
        """Return what is loaded of the licensee's CPT files."""
        return self._licensee.loaded()

    def remove_licensed(self) -> int:
        """Remove everything of the licensee's CPT files."""
        self._demand_folder()
        return self._licensee.remove()

    def sections(self, on: Day = None) -> tuple[Branch, ...]:
        """Return the letters of Level II with their sections, each with its counts on a day."""
        from hcpcs_desktop.reference.browsing import Browser  # noqa: PLC0415 - the first search needs none

        return self._mender.ask(lambda: Browser(self._days).sections(_day(on)))

    def listed(self, first: str, last: str, *, on: Day = None) -> tuple[Hit, ...]:
        """Return the codes from `first` to `last` by code, each with its status on a day."""
        from hcpcs_desktop.reference.browsing import Browser  # noqa: PLC0415 - the first search needs none

        return self._mender.ask(lambda: Browser(self._days).listed(first, last, _day(on)))

    def neighbours(self, explanation: Explanation) -> Neighbours:
        """Return what stands near the code that was explained."""
        from hcpcs_desktop.reference.neighbours import neighbours_of  # noqa: PLC0415 - the first search needs none

        return self._mender.ask(lambda: neighbours_of(self._days, explanation))

    def pin(self, release: str | None) -> None:
        """Answer from one loaded release alone from now on; None: from all, by the date of service."""
        reader = self._reader if release is None else self._pinned_reader(self._find(release))
        if self._days.reader is not self._reader:
            self._days.reader.close()
        self._answer_from(reader)

    def _pinned_reader(self, release: Release) -> Reader:
        from hcpcs_desktop.cache.pinned import PinnedReader  # noqa: PLC0415 - seldom asked

        return PinnedReader(self._folder, f"{release.name}+{release.revision or ''}")

    def pinned(self) -> ReleaseInfo | None:
        """Return the release that alone answers, None where all do."""
        release = self._pinned()
        named = (release.name, release.revision) if release else None
        return next((one for one in self.releases() if (one.release, one.revision) == named), None)

    def _pinned(self) -> Release | None:
        return self._mender.ask(lambda: self._days.reader.pinned)

    def standing(self, on: Day = None) -> DayStanding:
        """Return on which release the answers for a day rest."""
        from hcpcs_desktop.codes.day_standing import day_standing  # noqa: PLC0415 - not needed for the first answer

        reader = self._days.reader
        answering = self._mender.ask(lambda: reader.answering() or reader.answering("modifier"))
        return day_standing(answering, _day(on), pinned=reader.pinned is not None)

    def overview(self) -> Overview:
        """Return what the answers rest on now."""
        from hcpcs_desktop.reference.answers import Overview  # noqa: PLC0415 - the first search needs none

        loaded = self._mender.ask(self._reader.releases)
        pinned = self._pinned()
        newest = pinned or next(
            (one for one in reversed(loaded) if one.codes), loaded[-1] if loaded else None
        )
        return Overview(
            label=newest.label if newest else "Built-in plain-language set",
            releases=1 if pinned else len(loaded),
            codes=newest.codes if newest else 0,
            builtin_codes=self._mender.ask(self._reader.plain_count),
            checked_through=newest.ends if newest else None,
            warnings=self._told(),
        )

    def _told(self) -> tuple[str, ...]:
        licensed = self._opened_licensee.fault if self._opened_licensee is not None else ""
        faults = (self._notebook.fault or self._own_words.fault, licensed)
        return (*self._warnings, *self._mender.told, *filter(None, faults))

    def load(
        self, path: PathLike | Sequence[PathLike], progress: Callable[[Progress], None] | None = None
    ) -> LoadReport:
        """Load files or folders."""
        from hcpcs_desktop.reference.loading import Loader  # noqa: PLC0415 - brings the readers of workbooks

        self._demand_folder()
        named = _paths(path)
        return self._mender.change(lambda: Loader(self._folder, progress).load(named))

    def preview(
        self, path: PathLike | Sequence[PathLike], progress: Callable[[Progress], None] | None = None
    ) -> Preview:
        """Return what files or folders hold, before anything of them is loaded."""
        from hcpcs_desktop.reference.previewing import preview  # noqa: PLC0415 - brings the readers of workbooks

        named = _paths(path)
        return self._mender.change(lambda: preview(self._folder, named, progress))

    def newest_to_ask(self, today: date | None = None) -> Proposal:
        """Return which quarter's release to ask CMS for and where."""
        from hcpcs_desktop.reference.fetching import proposal  # noqa: PLC0415 - seldom asked

        return proposal(today or date.today(), self._mender.ask(self._reader.releases))

    def download(self, quarter: str, progress: Callable[[Progress], None] | None = None) -> Downloaded:
        """Fetch the release of a quarter from the network into the data folder."""
        from hcpcs_desktop.reference.fetching import fetch  # noqa: PLC0415 - brings the network

        self._demand_folder()
        return fetch(self._folder.downloads, quarter, progress)

    def discard_download(self, path: PathLike) -> None:
        """Remove a release that was fetched."""
        from hcpcs_desktop.reference.fetching import drop  # noqa: PLC0415 - seldom asked

        drop(self._folder.downloads, Path(path))

    def remove(self, release: str) -> ReleaseInfo:
        """Remove a loaded release and its kept originals."""
        from hcpcs_desktop.cache.originals import Originals  # noqa: PLC0415 - seldom asked

        self._demand_folder()
        found = self._find(release)
        self._mender.change(lambda: self._take_out(found))
        with contextlib.suppress(DamagedFile):  # nothing can be rebuilt from it, and `doctor` says so
            Originals(self._folder).drop(found.exact_name)
        return info_of(found, newest=False)

    def _take_out(self, release: Release) -> None:
        from hcpcs_desktop.cache.build import building  # noqa: PLC0415 - seldom asked

        with building(self._folder) as build:
            build.remove(release)

    def _demand_folder(self) -> None:
        if self._stand_in is not None:
            raise EnvironmentFault(self._warnings[0])

    def export(self, release: str | None = None, *, on: Day = None) -> Exported:
        """Return every record of a release, or the built-in set."""
        from hcpcs_desktop.reference.exporting import export_builtin, export_release  # noqa: PLC0415

        day = None if on is None else _day(on)
        loaded = self._mender.ask(self._reader.releases)
        if release == BUILTIN or (release is None and not loaded):
            return self._mender.ask(lambda: export_builtin(self._reader, day))
        named = None if release is None else self._find(release)
        return self._mender.ask(lambda: export_release(self._reader, named, day))

    def doctor(self) -> Health:
        """Check the data folder, mend a damaged cache, clean what a killed load left, and report."""
        from hcpcs_desktop.reference.health import examine  # noqa: PLC0415 - seldom asked

        if self._reader.check():
            self._mender.mend()
        health = examine(self._folder, self._reader, self._notebook, self.releases(), self._told())
        return health._replace(data_dir=str(self._chosen.path))

    def _shipped_facts(self, words: Sequence[str]) -> list[Fact]:
        return self._mender.ask(lambda: self._searcher.shipped_facts(words))

    def interrupt(self) -> None:
        """Stop a running question from another thread."""
        for reader in {self._reader, self._days.reader}:
            reader.interrupt()

    def close(self) -> None:
        """Release the files."""
        self._days.reader.close()
        self._reader.close()
        self._notebook.close()
        if self._stand_in is not None:
            import shutil  # noqa: PLC0415 - seldom needed

            with contextlib.suppress(OSError):
                shutil.rmtree(self._stand_in)


def _paths(path: PathLike | Sequence[PathLike]) -> list[Path]:
    named = [path] if isinstance(path, str) or not isinstance(path, Sequence) else list(path)
    if not all(str(one).strip() for one in named):
        raise EnvironmentFault("An empty name was given. Name a file or a folder.")
    return [Path(one) for one in named]


def _day(on: Day) -> str:
    if on is None:
        return date.today().isoformat()
    return on.isoformat()[:10] if isinstance(on, date) else iso_day(on)
