"""The failures that the user can mend, and the one that the user asked for."""

from __future__ import annotations

from hcpcs_desktop.cache.faults import EnvironmentFault
from hcpcs_desktop.releases.errors import DownloadFault, NotPublished

__all__ = [
    "DownloadFault",
    "EnvironmentFault",
    "LoadCancelled",
    "NotPublished",
    "RefusedWords",
    "UnknownRelease",
]


class UnknownRelease(Exception):
    """No loaded release has the name that was given; the message names those that are loaded."""


class RefusedWords(Exception):
    """An own word, or a file of them, that cannot be taken; the message says what to do."""


class LoadCancelled(Exception):
    """Raised by a progress callback to stop a load; nothing of that load stays."""
