"""Says why a file was refused or passed over, by what its name says it is."""

from __future__ import annotations

from collections.abc import Sequence

PRINTED = "It is a print edition, which cuts words and dates off. Load the workbook of the same list instead."
SAME_BOOK = "The same as its workbook."
SAME_REPORT = "The same report in another order."
_NAMES = {
    "corrections": "CMS's list of corrections",
    "transaction-report": "CMS's transaction report",
    "record-layout": "the record layout",
    "readme": "a README",
    "processing-notes": "a list of processing notes",
    "noc-list": "a list of catch-all codes",
    "ncci": "an NCCI table",
    "ama": "a file of CPT wording that is no text file",
    "ama-other": "another file of the AMA",
    "cdt": "a file of the dental code set CDT",
}
NOT_YET = "Loading NCCI tables is not yet in this version."
_TOLD = {
    "ncci": NOT_YET,
    "ama": "Of the AMA's files the text files LONGULT or LONGULF, MEDU and SHORTU are loaded, as they are.",
    "ama-other": "Of the AMA's files only LONGULT or LONGULF, MEDU and SHORTU are loaded.",
    "cdt": "CDT is licensed by the American Dental Association, and its wording cannot be loaded in this "
    "version; CDT codes are told by their structure.",
}


def why_empty(members: Sequence[tuple[str, str]]) -> str:
    """Return what a zip without anything to load holds instead; `members` are names and kinds."""
    if any(name.lower().endswith(".zip") for name, _ in members):
        return "It holds another zip. Unpack it and load the inner one by itself."
    for _, kind in members:
        if kind in ("corrections", "transaction-report", "record-layout", *_TOLD):
            return why_refused(kind)
    return "The zip holds no HCPCS release or list of CMS."


def why_refused(kind: str) -> str:
    """Return why a file that the user named is not taken."""
    if kind in _TOLD:
        return f"This is {_NAMES[kind]}. {_TOLD[kind]}"
    if kind in _NAMES:
        return f"This is {_NAMES[kind]}, not the release; load CMS's zip or its text file HCPC…ANWEB.txt."
    return (
        "Not recognised as a file of CMS. Its release is a zip, or a text file or workbook called HCPC…ANWEB."
    )


def why_skipped(kind: str) -> str:
    """Return why a file of a folder or zip was passed over."""
    if kind in _TOLD:
        return _TOLD[kind]
    return (
        f"{_NAMES[kind][0].upper()}{_NAMES[kind][1:]}; not read." if kind in _NAMES else "Not a file of CMS."
    )
