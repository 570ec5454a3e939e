"""What the one door gives back beside explanations and search answers; frozen, with the JSON's keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.records import CodeRecord, Correction, PlainName, Problem
from hcpcs_desktop.search.own_words import WordConflict

if TYPE_CHECKING:  # the first search needs no comparison of texts
    from hcpcs_desktop.codes.choosing import Step
    from hcpcs_desktop.codes.differences import Run
    from hcpcs_desktop.codes.explanation import Status


class ReleaseInfo(NamedTuple):
    """A loaded release as ``hcpcs releases`` lists it; `label` and `rebuilt` are for people."""

    release: str
    revision: str | None
    file: str
    loaded: str
    codes: int
    modifiers: int
    newest: bool
    label: str = ""
    rebuilt: bool = False
    exact_name: str = ""
    checked_through: str = ""


class CompanionFile(NamedTuple):
    """A file beside a release: its kind as a load reports it, its name, how many notes, codes or rows."""

    kind: str
    file: str
    rows: int


class Imported(NamedTuple):
    """A file that was taken, or was there already; `release` is the exact name or None.

    Of a licensee's file `release` is the edition's year or '', and `notice` what has to be shown with it.
    `companions` are the files that were taken together with a release.
    """

    file: str
    kind: str
    release: str | None
    codes: int
    modifiers: int
    problems: tuple[Problem, ...] = ()
    already: bool = False
    label: str = ""
    notice: str = ""
    companions: tuple[CompanionFile, ...] = ()


class Refused(NamedTuple):
    """A file that was not taken, why, and the line that showed it (None: the whole file)."""

    file: str
    why: str
    line: int | None = None


class Skipped(NamedTuple):
    """A file inside a folder or zip that was passed over, and why."""

    file: str
    why: str


class LoadReport(NamedTuple):
    """The outcome of one load, file by file."""

    imported: tuple[Imported, ...] = ()
    refused: tuple[Refused, ...] = ()
    skipped: tuple[Skipped, ...] = ()


class Askable(NamedTuple):
    """A quarter whose release can be asked for: its name ``YYYY-MM``, its label, and where it would lie.

    A second address is asked only where the first is not found. `loaded`: a release of it is loaded.
    """

    quarter: str
    label: str
    addresses: tuple[str, ...]
    loaded: bool


class Proposal(NamedTuple):
    """The quarter to ask CMS for next, and all that may be asked for, newest first."""

    asked: Askable
    choices: tuple[Askable, ...]


class Downloaded(NamedTuple):
    """A release that was fetched from the network and waits in the data folder; `when` is an ISO time.

    `resumed` tells that an earlier attempt had brought a part of it.
    """

    quarter: str
    path: str
    address: str
    size: int
    sha256: str
    resumed: bool
    when: str


class PreviewedRelease(NamedTuple):
    """A release that a file holds: what it brings, and what changes against the newest loaded one before it.

    `already`: these very bytes are loaded; `held` is the file this release was loaded from before, or ''.
    `against` is the label of the other release; without one, or where one of the two lists no codes, the
    numbers of codes `added`, `gone` and newly `ended` are None.
    """

    file: str
    release: str
    label: str
    codes: int
    modifiers: int
    problems: tuple[Problem, ...]
    companions: tuple[str, ...]
    already: bool
    held: str
    against: str
    added: int | None
    gone: int | None
    ended: int | None


class Preview(NamedTuple):
    """What files, folders or zips hold, before anything of them is loaded.

    `companions` belong to releases that are loaded, or to none; `wording` are a licensee's CPT files.
    """

    releases: tuple[PreviewedRelease, ...] = ()
    companions: tuple[str, ...] = ()
    refused: tuple[Refused, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    wording: tuple[str, ...] = ()


class LicensedFile(NamedTuple):
    """A file of CPT wording that the licensee loaded; `length` is ``long``, ``medium`` or ``short``."""

    file: str
    length: str
    year: str
    codes: int
    loaded: str


class LicensedFiles(NamedTuple):
    """What is loaded of a licensee's CPT files; never part of a cache, a copy or an export.

    `year` is the edition's or ''; `codes` counts those that any file lists; `licence` is the line that
    stands with every text, `notice` the file's own. `fault` says why the files cannot be read, else ''.
    """

    files: tuple[LicensedFile, ...]
    year: str
    codes: int
    licence: str
    notice: str
    fault: str = ""


class OwnWordsReport(NamedTuple):
    """The outcome of loading own words: how many were added, changed and there already, and what was not.

    `conflicts` are terms with two meanings, in the file, against the kept words or against the program's;
    `problems` are lines that were not taken.
    """

    added: int
    changed: int
    unchanged: int
    conflicts: tuple[WordConflict, ...] = ()
    problems: tuple[Problem, ...] = ()


class Progress(NamedTuple):
    """How far a load is: what it does now, and steps done of all (0 of 0: not known)."""

    file: str
    step: str
    done: int
    total: int


class Check(NamedTuple):
    """One check of ``hcpcs doctor``."""

    name: str
    ok: bool
    text: str


class Health(NamedTuple):
    """The outcome of ``hcpcs doctor``."""

    ok: bool
    version: str
    data_dir: str
    releases: tuple[ReleaseInfo, ...]
    checks: tuple[Check, ...]


class Exported(NamedTuple):
    """All records of one release, each with this program's own words where it has any.

    `on` is the day that was named, if any; `judged` then has the status of each record and whether the day
    is covered.
    """

    release: str
    label: str
    records: tuple[tuple[CodeRecord, PlainName | None], ...]
    on: str | None = None
    judged: tuple[tuple[Status, bool], ...] = ()


class Overview(NamedTuple):
    """What the answers rest on: the newest release, the pinned one alone, or the built-in set alone.

    `label` is for people; `checked_through` is the last day the newest release speaks for, None
    without a release; `warnings` say what the user should know about the data folder.
    """

    label: str
    releases: int
    codes: int
    builtin_codes: int
    checked_through: str | None
    warnings: tuple[str, ...] = ()


class Neighbour(NamedTuple):
    """A code beside another one: its title, its official text (the title where none is loaded), its status.

    `runs` is the text in stretches, marked where it differs from the other's; empty where not compared.
    `lacks` are words of the other text that are missing, where that is all that differs.
    """

    code: str
    title: str
    text: str
    status: Status
    runs: tuple[Run, ...] = ()
    lacks: tuple[str, ...] = ()


class Neighbours(NamedTuple):
    """What stands near a code: by number, and by a text that differs by few words.

    `choice` are the questions that lead to each of the valid codes of the latter and to the code itself;
    `official` tells that official texts were compared, not plain names.
    """

    code: str
    around: tuple[Neighbour, ...] = ()
    alike: tuple[Neighbour, ...] = ()
    choice: tuple[Step, ...] = ()
    official: bool = True


class CorrectionOf(NamedTuple):
    """A row of CMS's corrections, with the exact name and the label of the release it was made to."""

    release: str
    label: str
    correction: Correction


class CatchAll(NamedTuple):
    """A code of CMS's list of catch-all codes, with its text in that release, '' where it lists none."""

    code: str
    text: str
