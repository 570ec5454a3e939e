"""A licensee's CPT files without a file; every text says that it is invented."""

from __future__ import annotations

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference.answers import LicensedFile, LicensedFiles

LICENCE = "CPT © 2026 American Medical Association. Invented licence line for tests."
NOTICE = "Invented notice for tests, first line\ngoes on <here>\n\nsecond paragraph"


class FakeLicensed:
    """Holds `files` files of 2026, none at first."""

    def __init__(self) -> None:
        self.files = 0

    def loaded(self) -> LicensedFiles | None:
        """Return what is loaded, as the real door does."""
        if not self.files:
            return None
        file = LicensedFile("LONGULT.txt", "long", "2026", 3, "2026-02-11T10:00:00+00:00")
        return LicensedFiles((file,) * self.files, "2026", 3, LICENCE, NOTICE)

    def remove(self) -> int:
        """Remove all and return how many they were."""
        removed, self.files = self.files, 0
        return removed

    def with_wording(self, shape: Explanation) -> Explanation:
        """Return a CPT code with invented text, where files are loaded."""
        if not self.files or shape.kind != "code" or shape.code_set != "CPT":
            return shape
        return shape._replace(
            long_description=f"Invented long text of {shape.code} for tests, <b>not</b> CPT wording",
            medium_description="INVENTED MEDIUM TEXT FOR TESTS",
            short_description="INVENTED SHORT TEXT",
            description_source="CPT file of the licensee, 2026",
            status_reason="Listed in your CPT file of 2026; such files carry no dates.",
            licence=LICENCE,
            licensed=True,
            licence_notice=NOTICE,
        )
