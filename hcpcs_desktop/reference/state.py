"""Looks at the current state of the cache: is there one, and does it hold this program's own words."""

from __future__ import annotations

from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import FINGERPRINT, STAMP
from hcpcs_desktop.releases.builtin import fingerprint, stamp


def state_of(folder: Folder) -> str:
    """Return ``none``, ``ready`` or ``other words`` (of another version of this program).

    Raises:
        DamagedFile: the current state cannot be read.

    """
    if folder.current() is None:
        return "none"
    reader = Reader(folder)
    try:
        same = reader.mark(STAMP) == stamp() or reader.mark(FINGERPRINT) == fingerprint()
        return "ready" if same else "other words"
    finally:
        reader.close()
