"""The failures that the user can mend, and the one that the user asked for."""

from __future__ import annotations

from hcpcs_desktop.cache.faults import EnvironmentFault

__all__ = ["EnvironmentFault", "LoadCancelled", "UnknownRelease"]


class UnknownRelease(Exception):
    """No loaded release has the name that was given; the message names those that are loaded."""


class LoadCancelled(Exception):
    """Raised by a progress callback to stop a load; nothing of that load stays."""
