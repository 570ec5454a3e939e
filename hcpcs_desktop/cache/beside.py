"""Tells what the files beside the loaded releases say; of a release without such a file, its sister's.

Sisters are the revisions of one quarter: what CMS wrote beside one of them speaks for the quarter.
"""

from __future__ import annotations

from hcpcs_desktop.cache.companions import unpack_correction, unpack_report
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import mask_of
from hcpcs_desktop.codes.records import Correction, TransactionReport
from hcpcs_desktop.codes.release import Release, newest_revisions


def files_of(reader: Reader, release: Release) -> list[tuple[str, str, int]]:
    """Return kind, name and number of rows of the files that were loaded beside a release, in this order."""
    with reader.steady():
        statement = "SELECT kind, file, rows FROM companion WHERE release = ? ORDER BY kind, file"
        return [(row[0], row[1], row[2]) for row in reader.rows(statement, (reader.number(release),))]


def corrections(reader: Reader, code: str | None) -> list[tuple[Release, Correction]]:
    """Return what CMS's lists of corrections say of a code or modifier (None: of all), in no order.

    Each with the newest revision of the quarter it was loaded for.
    """
    with reader.steady():
        numbers = reader.numbers()
        newest = {one.name: one for one in newest_revisions(numbers.values())}
        asked = ("", ()) if code is None else (" WHERE code = ?", (code,))
        rows = reader.rows("SELECT release, code, file, line, packed FROM correction" + asked[0], asked[1])
    return [(newest[numbers[row[0]].name], unpack_correction(*row[1:])) for row in rows]


def report(reader: Reader, release: Release) -> TransactionReport | None:
    """Return the transaction report of a release, None where none was loaded."""
    with reader.steady():
        number = reader.bearer("transaction-report", release)
        rows = reader.rows("SELECT packed FROM report WHERE release = ?", (number,))
    return unpack_report(rows[0][0]) if rows else None


def notes(reader: Reader, release: Release) -> dict[str, str]:
    """Return the processing notes of a release by number."""
    with reader.steady():
        bit = 1 << reader.bearer("processing-notes", release)
        rows = reader.rows("SELECT number, text, releases FROM note ORDER BY number")
    return {row[0]: row[1] for row in rows if mask_of(row[2]) & bit}


def noc(reader: Reader, release: Release) -> tuple[str, ...]:
    """Return the catch-all codes of a release by code."""
    with reader.steady():
        bit = 1 << reader.bearer("noc-list", release)
        rows = reader.rows("SELECT code, releases FROM noc ORDER BY code")
    return tuple(row[0] for row in rows if mask_of(row[1]) & bit)


def texts(reader: Reader, release: Release, codes: tuple[str, ...]) -> dict[str, str]:
    """Return the official text that a release has for each of these codes, if it lists them."""
    marks = ",".join("?" * len(codes))
    with reader.steady():
        bit = 1 << reader.number(release)
        rows = reader.rows(
            "SELECT code, long, releases FROM record JOIN text ON text.id = record.text "
            f"WHERE kind = 'code' AND code IN ({marks})",
            codes,
        )
    return {row[0]: row[1] for row in rows if mask_of(row[2]) & bit}
