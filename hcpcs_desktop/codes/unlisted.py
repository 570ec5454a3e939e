"""Says what can be said of validity without any data: retired series, licensed sets, nothing loaded."""

from __future__ import annotations

from functools import cache

from hcpcs_desktop.codes.explanation import Status
from hcpcs_desktop.codes.tables import rows

LICENCES = {
    "CPT": "CPT is copyright of the American Medical Association and licensed: its wording is "
    "not part of this program.",
    "CDT": "CDT is copyright of the American Dental Association and licensed: its wording is not "
    "part of this program.",
}
"""The sentence that stands in the place of licensed wording, by code set."""

_LICENSED_REASON = (
    "{code_set} is licensed content: this program can say what kind of code it is, not whether it was valid. "
    "Check your own {code_set} files."
)
_NO_DATA_REASON = "No release is loaded that could say whether it was valid."

Verdict = tuple[Status, str | None, str]
"""Status, last valid day and reason."""


def without_data(series: str, licensed: str | None, on: str) -> Verdict:
    """Return the verdict on the ISO day `on` for a code or modifier of the series `series`.

    `licensed` is the code set whose wording is licensed, or any other text.
    """
    if series in _last_days():
        return _retired(series, on)
    if licensed in LICENCES:
        return "unknown", None, _LICENSED_REASON.format(code_set=licensed)
    return "unknown", None, _NO_DATA_REASON


@cache
def _last_days() -> dict[str, str]:
    """Return the last valid day of each series that ended as a whole."""
    return {row["series"]: row["last_day"] for row in rows("structure/retired_series.tsv")}


def _retired(series: str, on: str) -> Verdict:
    last_day = _last_days()[series]
    if on > last_day:
        return "ended", last_day, f"The whole series ended: {last_day} was its last valid day."
    reason = f"The series was in use until {last_day}; its single codes are not listed here."
    return "unknown", last_day, reason
