"""Words around a licensee's text: its source and licence, and the notice of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.reference.answers import LicensedFiles

NOTICE_HEADING = "The notice of your CPT files"
_NO_FILES = (
    "None. With a licence of the AMA, load LONGULT, MEDU or SHORTU to see CPT wording in this window, "
    "and only here."
)
_SHOWN_HERE = "Their wording is shown in this window only; it is never copied, printed or exported."
NOT_COPIED = "CPT wording is licensed, so it is not copied."


def files_sentence(files: LicensedFiles | None) -> str:
    """Return what is loaded of a licensee's files in one line, and where their wording goes and does not."""
    if files is None:
        return _NO_FILES
    if files.fault:
        return files.fault
    year = f" of {files.year}" if files.year else ""
    count = "one file" if len(files.files) == 1 else f"{len(files.files)} files"
    return f"{count.capitalize()}{year} with {files.codes:,} codes. {_SHOWN_HERE}"


def source_lines(explanation: Explanation, short_note: str) -> tuple[str, ...]:
    """Return the small lines under a text of a licensee, or the one that says why there is none."""
    licence = explanation.licence or ""
    if not explanation.licensed:
        return (licence,)
    medium = explanation.medium_description
    parts = [f"Official text, {explanation.description_source}", f"medium text: {medium}" if medium else ""]
    return (" \N{MIDDLE DOT} ".join(filter(None, (*parts, short_note))), licence)


def notice_lines(notice: str | None) -> tuple[str, ...]:
    """Return the paragraphs of a file's notice; blank lines part them there."""
    parts: list[list[str]] = [[]]
    for line in (notice or "").splitlines():
        if line.strip():
            parts[-1].append(line.strip())
        else:
            parts.append([])
    return tuple(" ".join(part) for part in parts if part)
