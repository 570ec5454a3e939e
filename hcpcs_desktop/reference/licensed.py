"""The licensee's CPT files behind the door: what is loaded, and a CPT code explained with it."""

from __future__ import annotations

from collections.abc import Sequence

from hcpcs_desktop.cache.faults import EnvironmentFault
from hcpcs_desktop.cache.licensed import KeptWording, LicensedStore
from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference.answers import LicensedFile, LicensedFiles

_LICENCE = (
    "CPT © {year}American Medical Association. All rights reserved. CPT is a registered trademark of the AMA."
)
_WINDOW_ONLY = "Its wording is in the licensee's own file and is shown in the window only."
_LISTED = "Listed in your {file}; such files carry no dates."
_NOT_LISTED = "Not in your {file}."


class Licensee:
    """Answers from the licensee's files in `store`; `fault` says why they could not be read at last."""

    def __init__(self, store: LicensedStore) -> None:
        self._store = store
        self.fault = ""

    def loaded(self) -> LicensedFiles | None:
        """Return what is loaded, None if nothing is; of a damaged file only the fault is known."""
        try:
            files, codes = self._store.files(), self._store.codes()
        except EnvironmentFault as error:
            return LicensedFiles((), "", 0, licence_line(""), "", str(error))
        if not files:
            return None
        year = year_of(files)
        told = (LicensedFile(one.name, one.length, one.year, one.codes, one.loaded) for one in files)
        return LicensedFiles(tuple(told), year, codes, licence_line(year), notice_of(files))

    def remove(self) -> int:
        """Remove everything of the files and return how many they were."""
        removed = self._store.remove()
        self.fault = ""
        return removed

    def completed(self, found: Sequence[Explanation], *, wording: bool) -> tuple[Explanation, ...]:
        """Return explanations with what the files say of CPT codes; their texts only if `wording`."""
        return tuple(self._code(one, wording=wording) if _is_cpt(one) else one for one in found)

    def _code(self, shape: Explanation, *, wording: bool) -> Explanation:
        try:
            files, texts = self._store.texts(shape.code or "")
        except EnvironmentFault as error:
            self.fault = str(error)
            return shape
        self.fault = ""
        if not files:
            return shape
        full = _with_status(shape, files, listed=bool(texts))
        if not texts:
            return full
        line = licence_line(year_of(files))
        if not wording:
            return full._replace(licence=f"{line} {_WINDOW_ONLY}")
        return _with_texts(full, files, texts)._replace(licence=line)


def licence_line(year: str) -> str:
    """Return the line that stands with every text of the licensee's files."""
    return _LICENCE.format(year=f"{year} " if year else "")


def year_of(files: Sequence[KeptWording]) -> str:
    """Return the year of the edition that is loaded, '' where no file tells it."""
    return max((one.year for one in files), default="")


def notice_of(files: Sequence[KeptWording]) -> str:
    """Return the notices of the files, each once."""
    return "\n\n".join(dict.fromkeys(one.notice for one in files if one.notice))


def file_words(year: str) -> str:
    """Return what the files are called in a sentence."""
    return f"CPT file of {year}" if year else "CPT file"


def _is_cpt(shape: Explanation) -> bool:
    return shape.kind == "code" and shape.code_set == "CPT"


def _with_status(shape: Explanation, files: Sequence[KeptWording], *, listed: bool) -> Explanation:
    """Say whether the files list the code; a series that ended as a whole keeps its own status."""
    if shape.status != "unknown" or shape.ended is not None:
        return shape
    reason = _LISTED if listed else _NOT_LISTED
    return shape._replace(status_reason=reason.format(file=file_words(year_of(files))))


def _with_texts(shape: Explanation, files: Sequence[KeptWording], texts: dict[str, str]) -> Explanation:
    year = year_of(files)
    return shape._replace(
        long_description=texts.get("long"),
        medium_description=texts.get("medium"),
        short_description=texts.get("short"),
        description_source=f"CPT file of the licensee{f', {year}' if year else ''}",
        licensed=True,
        licence_notice=notice_of(files) or None,
    )
