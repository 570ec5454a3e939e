"""Names the ways in which a code can be absent on a day (domain C5); gone from the file is not ended."""

from typing import Literal

Absence = Literal["", "unlisted", "gone", "unpinned"]
"""Why a code is absent: in no release, only in an earlier one, or not in the pinned one; '' if it is not."""

ABSENT: dict[Absence, str] = {
    "": "not in the loaded releases",
    "unlisted": "not in the loaded releases",
    "gone": "gone from the file",
    "unpinned": "not in the pinned release",
}
"""What is said of it in few words."""
