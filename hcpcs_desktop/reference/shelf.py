"""What stands on the shelf: the loaded releases, what differs between them, and what came beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.codes.release import Release, find
from hcpcs_desktop.reference.errors import UnknownRelease

if TYPE_CHECKING:
    from hcpcs_desktop.cache.reader import Reader
    from hcpcs_desktop.codes.records import TransactionReport
    from hcpcs_desktop.reference.answers import CatchAll, CompanionFile, CorrectionOf, ReleaseInfo
    from hcpcs_desktop.reference.mending import Mender
    from hcpcs_desktop.reference.time_answers import Comparison, History


class Shelf:
    """The part of the reference that knows all loaded releases, whichever of them answers."""

    def __init__(self, reader: Reader, mender: Mender) -> None:
        self._reader = reader
        self._mender = mender

    def releases(self) -> tuple[ReleaseInfo, ...]:
        """Return the loaded releases, oldest first."""
        loaded = self._mender.ask(self._reader.releases)
        revised = {release.name for release in loaded if release.revision}
        return tuple(info_of(one, newest=one == loaded[-1], revised=one.name in revised) for one in loaded)

    def compare(self, old: str, new: str) -> Comparison:
        """Return all that differs between two loaded releases."""
        from hcpcs_desktop.reference.comparing import compare_releases  # noqa: PLC0415 - seldom asked

        first, last = self._find(old), self._find(new)
        infos = {info.exact_name.removesuffix("+"): info for info in self.releases()}
        return self._mender.ask(lambda: compare_releases(self._reader, first, last, infos))

    def history(self, code: str) -> History:
        """Return what every loaded release says of a code or modifier."""
        from hcpcs_desktop.reference.comparing import history_of, named  # noqa: PLC0415 - the first search needs none

        return self._mender.ask(lambda: history_of(self._reader, named(_asked(code))))

    def corrections(self, code: str | None = None) -> tuple[CorrectionOf, ...]:
        """Return CMS's corrections to a code or modifier; None: all."""
        from hcpcs_desktop.reference.companions import corrections_of  # noqa: PLC0415 - the first search needs none

        asked = None if code is None else _asked(code)
        return self._mender.ask(lambda: corrections_of(self._reader, asked))

    def transaction_report(self, release: str) -> TransactionReport | None:
        """Return CMS's transaction report of a release."""
        from hcpcs_desktop.cache.beside import report  # noqa: PLC0415 - seldom asked

        return self._mender.ask(lambda: report(self._reader, self._find(release)))

    def release_notes(self, release: str) -> dict[str, str]:
        """Return the processing notes of a release by number."""
        from hcpcs_desktop.cache.beside import notes  # noqa: PLC0415 - seldom asked

        return self._mender.ask(lambda: notes(self._reader, self._find(release)))

    def noc_codes(self, release: str) -> tuple[CatchAll, ...]:
        """Return the catch-all codes of a release."""
        from hcpcs_desktop.reference.companions import catch_all_codes  # noqa: PLC0415 - seldom asked

        return self._mender.ask(lambda: catch_all_codes(self._reader, self._find(release)))

    def companions(self, release: str) -> tuple[CompanionFile, ...]:
        """Return the files that were loaded beside a release."""
        from hcpcs_desktop.reference.companions import files_beside  # noqa: PLC0415 - seldom asked

        return self._mender.ask(lambda: files_beside(self._reader, self._find(release)))

    def _find(self, name: str) -> Release:
        loaded = self._mender.ask(self._reader.releases)
        found = find(loaded, name)
        if found is None:
            names = ", ".join(release.exact_name for release in loaded) or "none"
            raise UnknownRelease(f"No loaded release is called {name}. Loaded: {names}.")
        return found


def _asked(code: str) -> str:
    """Return a code as it is looked up; half a character, which no file can hold, becomes a question mark."""
    return code.strip().upper().encode("utf-8", "replace").decode("utf-8")


def info_of(release: Release, *, newest: bool, revised: bool = False) -> ReleaseInfo:
    """Return a release as it is listed; `revised`: its quarter has a revision, which the bare name means."""
    from hcpcs_desktop.reference.answers import ReleaseInfo  # noqa: PLC0415 - the first search needs none

    return ReleaseInfo(
        release=release.name,
        revision=release.revision,
        file=release.file,
        loaded=release.loaded,
        codes=release.codes,
        modifiers=release.modifiers,
        newest=newest,
        label=release.label,
        rebuilt=release.rebuilt,
        exact_name=release.exact_name if release.revision or not revised else f"{release.name}+",
        checked_through=release.ends,
    )
