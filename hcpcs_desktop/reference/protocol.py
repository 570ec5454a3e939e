"""The one door: what the window and the command line may ask."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from hcpcs_desktop.codes.branches import Branch
from hcpcs_desktop.codes.day_standing import DayStanding
from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.codes.records import TransactionReport
from hcpcs_desktop.reference.answers import (
    CatchAll,
    CompanionFile,
    CorrectionOf,
    Downloaded,
    Exported,
    Health,
    LicensedFiles,
    LoadReport,
    Neighbours,
    Overview,
    OwnWordsReport,
    Preview,
    Progress,
    Proposal,
    ReleaseInfo,
)
from hcpcs_desktop.reference.time_answers import Comparison, History
from hcpcs_desktop.search.answer import Answer, Hit
from hcpcs_desktop.search.filters import NONE, Filters
from hcpcs_desktop.search.own_words import OwnWord, WordConflict

Day = date | str | None
"""A date of service: a date, an ISO text, or None for today."""

PathLike = str | os.PathLike[str]


class Reference(Protocol):
    """Answers about codes from the loaded releases and the built-in set.

    One thread may ask while another loads: a load uses its own connection and readers keep the state
    they began with. Every method raises `EnvironmentFault` where the disk or a permission stands in the way,
    and ValueError for a day that is no date.
    """

    def search(
        self,
        text: str,
        *,
        on: Day = None,
        limit: int = 50,
        filters: Filters = NONE,
        without: Sequence[str] = (),
    ) -> Answer:
        """Return the best `limit` hits for `text` on a day; no text raises.

        `without` are terms of facts, and words that were corrected, to be switched off for this search.
        """

    def explain(self, text: str, *, on: Day = None) -> Explanation | tuple[Explanation, ...]:
        """Return what `text` is: one explanation, a tuple where it holds several codes."""

    def explain_each(self, text: str, *, on: Day = None, licensed: bool = False) -> tuple[Explanation, ...]:
        """Return what `text` is, always as a tuple of one or more explanations.

        `licensed` asks for the wording of the licensee's own CPT files too. Only what stays in the window may
        ask so; no other method ever gives any of it.
        """

    def sections(self, on: Day = None) -> tuple[Branch, ...]:
        """Return the letters of Level II with their sections and subsections, counted over the loaded data.

        What no release lists is counted from the built-in set, by that set's own dates.
        """

    def listed(self, first: str, last: str, *, on: Day = None) -> tuple[Hit, ...]:
        """Return the codes from `first` to `last` by code, each with its status on a day.

        `why` is the heading that is narrower than the stretch, if any, and since when the code is there.
        """

    def neighbours(self, explanation: Explanation) -> Neighbours:
        """Return what stands near the code that was explained, on the day it was explained for.

        Only Level II codes have neighbours here; others get none.
        """

    def corrections(self, code: str | None = None) -> tuple[CorrectionOf, ...]:
        """Return what CMS's lists of corrections say of a code or modifier (None: of all), newest file first.

        A row that the files of one release repeat is there once, with the last file that has it.
        """

    def transaction_report(self, release: str) -> TransactionReport | None:
        """Return what CMS says it did with each code in a release, None without such a file.

        As the next three: `release` is a quarter or an exact name; raises `UnknownRelease`.
        """

    def release_notes(self, release: str) -> Mapping[str, str]:
        """Return the processing notes of a release by number, in order; none without the file."""

    def noc_codes(self, release: str) -> tuple[CatchAll, ...]:
        """Return CMS's catch-all codes of a release by code; none without the list."""

    def companions(self, release: str) -> tuple[CompanionFile, ...]:
        """Return the files that were loaded beside a release, by kind and name."""

    def releases(self) -> tuple[ReleaseInfo, ...]:
        """Return the loaded releases, oldest first; the built-in set is not among them."""

    def standing(self, on: Day = None) -> DayStanding:
        """Return on which release the answers for a day rest, and why they may not hold."""

    def pin(self, release: str | None) -> None:
        """Answer from one loaded release alone until it is unpinned (None); raises `UnknownRelease`.

        A pinned release that is removed is pinned no more. Nothing of it is kept for the next start.
        """

    def pinned(self) -> ReleaseInfo | None:
        """Return the release that alone answers, None where all do, by the date of service."""

    def overview(self) -> Overview:
        """Return what the answers rest on now."""

    def load(
        self, path: PathLike | Sequence[PathLike], progress: Callable[[Progress], None] | None = None
    ) -> LoadReport:
        """Load files or folders; `progress` is called often and may raise `LoadCancelled`."""

    def preview(
        self, path: PathLike | Sequence[PathLike], progress: Callable[[Progress], None] | None = None
    ) -> Preview:
        """Return what files or folders hold and what would change; nothing is loaded. Else as `load`."""

    def newest_to_ask(self, today: date | None = None) -> Proposal:
        """Return which quarter's release to ask CMS for and where; no network is used.

        It is the quarter of `today` unless that is loaded, else the next one.
        """

    def download(self, quarter: str, progress: Callable[[Progress], None] | None = None) -> Downloaded:
        """Fetch the release of a quarter (``YYYY-MM``) into the data folder; nothing is loaded yet.

        This is the only method that uses the network. `progress` comes from another thread and may raise
        `LoadCancelled`. Raises `DownloadFault`, `NotPublished` among them, and ValueError for no quarter.
        """

    def discard_download(self, path: PathLike) -> None:
        """Remove a release that `download` brought."""

    def remove(self, release: str) -> ReleaseInfo:
        """Remove a loaded release and return it; raises `UnknownRelease`."""

    def licensed(self) -> LicensedFiles | None:
        """Return what is loaded of the licensee's CPT files, None if nothing is."""

    def remove_licensed(self) -> int:
        """Remove everything of the licensee's CPT files and return how many they were."""

    def compare(self, old: str, new: str) -> Comparison:
        """Return all that differs between two loaded releases; raises `UnknownRelease`."""

    def history(self, code: str) -> History:
        """Return what every loaded release says of a code or modifier; empty where none lists it."""

    def export(self, release: str | None = None, *, on: Day = None) -> Exported:
        """Return every record of a release (default the newest; ``builtin`` for the own words).

        With a day `on` the default is the release that decides for it, and each record has its status then.
        """

    def doctor(self) -> Health:
        """Check the data folder and the files in it, clean what a killed load left, and report."""

    def recent(self) -> tuple[str, ...]:
        """Return the codes opened last, newest first."""

    def note_opened(self, code: str) -> None:
        """Remember that the user opened `code`."""

    def favourites(self) -> tuple[str, ...]:
        """Return the user's favourite codes, sorted."""

    def set_favourite(self, code: str, wanted: bool) -> None:
        """Mark `code` as a favourite or take the mark away."""

    def setting(self, key: str, default: str = "") -> str:
        """Return a kept setting of the window."""

    def set_setting(self, key: str, value: str) -> None:
        """Keep a setting of the window."""

    def own_words(self) -> tuple[OwnWord, ...]:
        """Return the user's own words as they are kept now, sorted by the folded term."""

    def set_own_word(self, term: str, means: str) -> OwnWord:
        """Keep an own word, in the place of one with the same folded term, and return it as it is kept.

        Raises `RefusedWords` where term or meaning cannot be used; the message says what to do.
        """

    def remove_own_word(self, term: str) -> OwnWord:
        """Forget an own word and return it; raises `RefusedWords` where none is called so."""

    def own_word_conflicts(self, words: Iterable[OwnWord]) -> tuple[WordConflict, ...]:
        """Return those of `words`, kept or not, that the program has with another meaning."""

    def load_own_words(self, path: PathLike, *, replace: bool = False) -> OwnWordsReport:
        """Keep the words of a text file; where a kept one has another meaning only if `replace`.

        Raises `RefusedWords` where the file as a whole is too large or no text.
        """

    def save_own_words(self, path: PathLike) -> int:
        """Write the own words to a text file that `load_own_words` reads; return how many they are."""

    def interrupt(self) -> None:
        """Stop a running question from another thread; it then raises or returns early."""

    def close(self) -> None:
        """Release the files; no method may be called afterwards."""
