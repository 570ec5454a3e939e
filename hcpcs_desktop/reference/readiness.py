"""Looks whether the cache is fit to answer, and has it built or refreshed where it is not.

Apart from the building itself, so that a start with a fit cache imports nothing of it.
"""

from __future__ import annotations

from hcpcs_desktop.cache.faults import DamagedFile
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.reference.state import state_of


def make_ready(folder: Folder) -> tuple[str, ...]:
    """Make sure that a current state with this program's built-in set can be read; return what to tell.

    Raises:
        EnvironmentFault: the folder cannot be written and holds no cache to read.

    """
    seen = folder.current()
    try:
        state = state_of(folder)
    except DamagedFile:
        state = "damaged"
    older = folder.has_older()
    if state == "ready" and not older:
        return ()
    from hcpcs_desktop.reference import rebuilding  # noqa: PLC0415 - see above

    if state not in ("ready", "other words"):
        told = rebuilding.rebuild(folder, seen)
        return (*told, *rebuilding.passed_over(folder)) if older else told
    told = () if state == "ready" else rebuilding.refresh_words(folder)
    return (*told, *rebuilding.catch_up(folder)) if older else told
