"""Why a file was not taken."""

from __future__ import annotations


class RefusedFile(Exception):
    """A file is not what it claims or is damaged; nothing of it is taken.

    The message says what is wrong and what to do; `line` is the 1-based line that showed it, or None.
    """

    def __init__(self, why: str, line: int | None = None) -> None:
        super().__init__(why)
        self.line = line


class DownloadFault(Exception):
    """A release could not be fetched from the network; the message is one line that says what to do."""


class NotPublished(DownloadFault):
    """Nothing lies at the address of a release: it is not there yet, or elsewhere."""
