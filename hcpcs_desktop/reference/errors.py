"""The failures that the user can mend, and the one that the user asked for."""

from __future__ import annotations


class EnvironmentFault(Exception):
    """The disk, a permission or a lock stands in the way; the message says what to do. Exit status 3."""


class UnknownRelease(Exception):
    """No loaded release has the name that was given; the message names those that are loaded."""


class LoadCancelled(Exception):
    """Raised by a progress callback to stop a load; nothing of that load stays."""
