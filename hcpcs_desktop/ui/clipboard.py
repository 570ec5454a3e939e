"""Writes what is shown to the clipboard; licensed wording never goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hcpcs_desktop.ui.words import dated, level_words, validity

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation

OURS = "plain name of HCPCS Desktop"

_LICENSED = ("CPT", "CDT")


def code_text(explanation: Explanation) -> str:
    """Return the code as claims write it, with its modifiers."""
    return explanation.read_as or explanation.input


def link(explanation: Explanation) -> str:
    """Return the command that opens the window on the code."""
    return f"hcpcs-desktop {code_text(explanation)}"


def with_source(explanation: Explanation) -> str:
    """Return code, text, status on the day and source, one line each; for CPT and CDT no text."""
    lines = [code_text(explanation), *_texts(explanation)]
    if explanation.level:
        lines.append(level_words(explanation))
    lines.append(f"{validity(explanation).text} (date of service {dated(explanation.on)})")
    lines += _source(explanation)
    return "\n".join(line for line in lines if line)


def _texts(explanation: Explanation) -> list[str]:
    if explanation.code_set in _LICENSED:
        return []
    official = explanation.long_description or explanation.short_description or ""
    notes = [note.description or "" for note in explanation.modifiers if explanation.kind == "modifier"]
    ours = explanation.plain_name or ""
    notes = [note for note in notes if note != ours]
    return list(dict.fromkeys([f"{ours} ({OURS})" if ours else "", official, *notes]))


def _source(explanation: Explanation) -> list[str]:
    if explanation.code_set in _LICENSED:
        return [f"Source: the shape of the code; {explanation.code_set} wording is licensed and not included"]
    official = bool(explanation.long_description or explanation.short_description)
    told = [source.file for source in explanation.sources if bool(source.loaded) == official]
    names = dict.fromkeys([explanation.description_source or "", *told])
    found = ", ".join(name for name in names if name)
    return [f"Source: {found}"] if found else []
