"""Tells from a file's name what it is and which release it belongs to (cms-files 2 and 4, contract)."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Literal, NamedTuple

FileKind = Literal[
    "hcpcs-release",
    "zip",
    "processing-notes",
    "noc-list",
    "corrections",
    "transaction-report",
    "record-layout",
    "readme",
    "ncci",
    "ama",
    "ama-other",
    "cdt",
    "unknown",
]

_MONTHS = {"JAN": 1, "APR": 4, "JUL": 7, "OCT": 10}
_RELEASE = re.compile(r"HCPC(?:S)?[ _]?(\d{4}|\d{2})(?!\d)(.*?)ANWEB(.*)", re.IGNORECASE)
_MONTH = re.compile(r"(?<![A-Z])(JAN|APR|JUL|OCT)(?:UARY|IL|Y|OBER)?(?![A-Z])", re.IGNORECASE)
_VERSION = re.compile(r"(?<![A-Z0-9])v(\d+)(?![A-Z0-9])", re.IGNORECASE)
_DATED = re.compile(r"(?<!\d)((?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:19|20)\d\d)(?!\d)")
_OTHER_MONTH = re.compile(
    r"(?<![A-Z])(FEB(RUARY)?|MAR(CH)?|MAY|JUNE?|AUG(UST)?|SEPT?(EMBER)?|NOV(EMBER)?|DEC(EMBER)?)(?![A-Z])",
    re.IGNORECASE,
)
_KEPT_IN_ZIPS = (
    "noc-list",
    "processing-notes",
    "corrections",
    "transaction-report",
    "ncci",
    "ama",
    "ama-other",
    "cdt",
)
_FIRST_YEAR, _LAST_YEAR = 1983, 2099
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"HCPCS?[ _]?(\d\d)(?!\d)", re.IGNORECASE)

_KINDS: tuple[tuple[FileKind, re.Pattern[str]], ...] = (
    ("readme", re.compile(r"read[ _]?me", re.IGNORECASE)),
    ("corrections", re.compile(r"correction", re.IGNORECASE)),
    ("transaction-report", re.compile(r"(?<![a-z])trans(?![a-z])|transaction|changes[ _]?by", re.IGNORECASE)),
    ("record-layout", re.compile(r"record[ _-]*layout", re.IGNORECASE)),
    ("processing-notes", re.compile(r"proc(?:essing)?[ _-]*notes?", re.IGNORECASE)),
    ("noc-list", re.compile(r"(?<![A-Z])noc(?![A-Z])", re.IGNORECASE)),
    (
        "ncci",
        re.compile(
            r"ccipra|ccioph|(?<![A-Z])(?:mue|ptp|aoc)(?![A-Z])|ncci|medically.unlikely", re.IGNORECASE
        ),
    ),
    ("ama", re.compile(r"(?<![A-Z])(?:long?ul?[tf]|medu|shortu)(?![A-Z])", re.IGNORECASE)),
    (
        "ama-other",
        re.compile(
            r"(?<![A-Z])modul(?![A-Z])|(?:consumer|clinician)[ _]?descriptor|(?<![A-Z])cptpla|_DTK", re.I
        ),
    ),
    ("cdt", re.compile(r"(?<![A-Z])cdt(?![A-Z])", re.IGNORECASE)),
)


class FileName(NamedTuple):
    """What a name says: the kind, and the release where it names one (`year` 0 where it does not)."""

    kind: FileKind
    year: int = 0
    month: int = 1
    annual: bool = False
    revision: str | None = None
    rebuilt: bool = False

    @property
    def quarter(self) -> str:
        """The quarter the name belongs to, ``YYYY-MM``."""
        return f"{self.year:04d}-{self.month:02d}"


def identify(name: str) -> FileName:
    """Return what the file called `name` is; a path's folders do not count.

    >>> identify("HCPC2026_OCT_ANWEB_09232026.txt").revision
    '09232026'
    """
    stem = PurePath(name.replace("\\", "/")).name
    for kind, form in _KINDS:
        if form.search(stem):
            return _companion(kind, stem)
    found = _RELEASE.search(stem)
    if found:
        return _release(found, stem)
    return FileName("zip" if stem.lower().endswith(".zip") else "unknown")


def _release(found: re.Match[str], stem: str) -> FileName:
    year = int(found[1]) + (2000 if int(found[1]) < 100 else 0)  # noqa: PLR2004 - two digits are 20YY
    month = _MONTH.search(found[2]) or _MONTH.search(found[3])
    if not _FIRST_YEAR <= year <= _LAST_YEAR or (month is None and _OTHER_MONTH.search(found[2] + found[3])):
        year = 0  # names no release that CMS could have published
    return FileName(
        "zip" if stem.lower().endswith(".zip") else "hcpcs-release",
        year,
        _MONTHS[month[1].upper()] if month else 1,
        month is None,
        _revision(found[3]),
        "reconstructed" in found[3].lower() or "rebuilt" in found[3].lower(),
    )


def _revision(rest: str) -> str | None:
    dated = _DATED.search(rest)
    if dated:
        return dated[1]
    version = _VERSION.search(rest.replace("_", " "))
    return f"v{int(version[1])}" if version else None


def _companion(kind: FileKind, stem: str) -> FileName:
    month = _MONTH.search(re.sub(r"\d", " ", stem))
    if stem.lower().endswith(".zip") and kind not in _KEPT_IN_ZIPS:
        kind = "zip"
    revision = _revision(stem) if kind == "corrections" else None
    return FileName(kind, _year(stem), _MONTHS[month[1].upper()] if month else 1, month is None, revision)


def _year(stem: str) -> int:
    """Return the year that a companion's name tells; after HCPC two digits are enough."""
    found = _YEAR.search(stem)
    short = _SHORT_YEAR.search(stem)
    return int(found[1]) if found else 2000 + int(short[1]) if short else 0
