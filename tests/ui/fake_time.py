"""What a reference that is no real one says of time: differences and histories put in by a test."""

from __future__ import annotations

from hcpcs_desktop.codes.changes import compare
from hcpcs_desktop.codes.records import CodeRecord
from hcpcs_desktop.reference.answers import ReleaseInfo
from hcpcs_desktop.reference.errors import UnknownRelease
from hcpcs_desktop.reference.time_answers import ChangedCode, Comparison, History


class FakeTime:
    """Compares the records that a test lays down for each release in `files`; tells laid down `histories`."""

    infos: list[ReleaseInfo]

    def __init__(self) -> None:
        self.files: dict[str, list[CodeRecord]] = {}
        self.histories: dict[str, History] = {}

    def compare(self, old: str, new: str) -> Comparison:
        changes = compare(self.files.get(old, []), self.files.get(new, []))
        entries = tuple(
            ChangedCode(one, (one.new or one.old or _NOBODY).long_description, one.code[0], "N")
            for one in changes
        )
        return Comparison(self._info(old), self._info(new), entries)

    def _info(self, name: str) -> ReleaseInfo:
        for one in self.infos:
            if name in (one.exact_name, one.release):
                return one
        raise UnknownRelease(f"No loaded release is called {name}.")

    def history(self, code: str) -> History:
        return self.histories.get(code, History(code, "code", "", (), (), ()))


_NOBODY = CodeRecord("A0000", "code", "", "")
