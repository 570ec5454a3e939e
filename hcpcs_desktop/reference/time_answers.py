"""What the one door gives back about time: differences between releases, and the history of a code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.changes import CodeChange, FieldChange, What
from hcpcs_desktop.codes.history import Event, Period

if TYPE_CHECKING:
    from hcpcs_desktop.codes.records import CodeRecord
    from hcpcs_desktop.codes.release import Release
    from hcpcs_desktop.reference.answers import ReleaseInfo


class Differences(NamedTuple):
    """What differs between two releases, of codes or of modifiers; the words of ``hcpcs diff --json``.

    `added` and `gone` are listed in one release only; `ended` has an end date only in the newer one,
    `reactivated` only in the older. `changed` has an entry for each field that differs.
    """

    added: tuple[str, ...]
    gone: tuple[str, ...]
    ended: tuple[str, ...]
    reactivated: tuple[str, ...]
    changed: tuple[FieldChange, ...]


class ChangedCode(NamedTuple):
    """A code or modifier that differs: its title, what happened, and where CMS's letter says otherwise.

    `section` is its letter, '' for a modifier. `letter` is CMS's action letter in the newer release. `doubt`
    says where letter and difference do not agree, else it is ''.
    """

    change: CodeChange
    title: str
    section: str
    letter: str
    doubt: str = ""

    @property
    def code(self) -> str:
        """The code or modifier."""
        return self.change.code

    @property
    def what(self) -> tuple[What, ...]:
        """What happened to it; empty where only CMS's letter is to be told."""
        return self.change.what


class Comparison(NamedTuple):
    """All that differs between two releases, modifiers last, each kind by code.

    `reason` says why nothing is said of modifiers, or of codes, where a release holds none. `direct` tells
    that the older is the quarterly file just before the newer, the only one that CMS's letters speak of.
    """

    old: ReleaseInfo
    new: ReleaseInfo
    entries: tuple[ChangedCode, ...]
    reason: str = ""
    direct: bool = False

    def differences(self, kind: str) -> Differences | None:
        """Return what differs of ``code`` or ``modifier``; None where a release holds no modifiers."""
        if kind == "modifier" and not (self.old.modifiers and self.new.modifiers):
            return None
        of_kind = [one.change for one in self.entries if one.change.kind == kind]

        def codes(what: What) -> tuple[str, ...]:
            return tuple(one.code for one in of_kind if what in one.what)

        changed = tuple(field for one in of_kind for field in one.fields)
        return Differences(codes("added"), codes("gone"), codes("ended"), codes("reactivated"), changed)


class View(NamedTuple):
    """What one release says of a code; `label` names the release for people."""

    release: str
    label: str
    record: CodeRecord


class History(NamedTuple):
    """All that the loaded releases say of one code or modifier, oldest first.

    `valid` are the days on which it may be used, `events` what each release changed, `checked_through` the
    last day the releases speak for (None: no release is loaded). `title` is a plain name or the latest text.
    `releases` are all that could list it, `takes_place_of` the ended codes whose cross reference names it.
    """

    code: str
    kind: str
    title: str
    views: tuple[View, ...]
    valid: tuple[Period, ...]
    events: tuple[Event, ...]
    checked_through: str | None = None
    releases: tuple[Release, ...] = ()
    takes_place_of: tuple[str, ...] = ()
