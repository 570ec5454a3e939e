"""Fetches a release in one worker thread, then looks what it holds, and reports by signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.ui.load_job import LoadJob

if TYPE_CHECKING:
    from hcpcs_desktop.reference.protocol import Reference


class FetchJob(LoadJob):
    """One download; `loaded` carries what was downloaded and the preview of it, as a pair."""

    def __init__(self, reference: Reference, quarter: str) -> None:
        super().__init__(reference, ())
        self._quarter = quarter

    def _work(self) -> object:
        found = self._reference.download(self._quarter, self._progress)
        return found, self._reference.preview(found.path, self._progress)
