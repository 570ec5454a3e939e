"""Holds CMS's action letter against what really differs between two releases (domain C4, cms-files 2.8)."""

from __future__ import annotations

from functools import cache

from hcpcs_desktop.codes.changes import CodeChange
from hcpcs_desktop.codes.fields import label_of, meaning
from hcpcs_desktop.codes.quarters import Quarter
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.tables import rows

_NOTHING = "N"


def follows(old: Release, new: Release) -> bool:
    """Tell whether `old` is the quarterly file just before `new`, which is all that a letter speaks of.

    Of a file named by year alone nobody can say: quarterly updates lie between two of them.
    """
    if old.annual or new.annual:
        return False
    return Quarter(old.year, old.month).following == (new.year, new.month)


def comparable(old: Release, new: Release) -> bool:
    """Tell whether letters of `new` say anything of a difference with `old`: an earlier quarter.

    Between two revisions of one quarter the letters still speak of the quarter before both.
    """
    return (old.year, old.month) < (new.year, new.month)


def doubt(change: CodeChange) -> str:
    """Return where CMS's letter in the newer release and the difference do not agree, '' where they do.

    A letter names one change; that other fields differ too is no contradiction. A code that is new here may
    carry any letter: its first file may not be loaded.
    """
    record = change.new
    if record is None or not record.action:
        return ""
    if record.action == _NOTHING:
        return _silent(change)
    claimed = _claims().get(record.action)
    if claimed is None or "added" in change.what or claimed & {one.field for one in change.fields}:
        return ""
    words = meaning("action", record.action) or ""
    return f"CMS's letter is {record.action} ({words[:1].lower()}{words[1:]}), but nothing of that differs."


def _silent(change: CodeChange) -> str:
    """Return that a letter which says 'no change' stands where something did."""
    if "added" in change.what:
        return "CMS's letter is N (no change), but the older release does not list it."
    names = dict.fromkeys(label_of(one.field) for one in change.telling)
    if not names:
        return ""
    return f"CMS's letter is N (no change), but this differs: {', '.join(names)}."


@cache
def _claims() -> dict[str, frozenset[str]]:
    return {row["letter"]: frozenset(row["claims"].split()) for row in rows("structure/action_claims.tsv")}
