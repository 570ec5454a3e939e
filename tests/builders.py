"""Makes invented releases in the layout of CMS's files; every text says that it is invented."""

from __future__ import annotations

import contextlib
import csv
import io
import sqlite3
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

HEADER = """
HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,PRICE3,PRICE4,MULT_PI,CIM1,CIM2,CIM3,
MCM1,MCM2,MCM3,STATUTE,LABCERT1,LABCERT2,LABCERT3,LABCERT4,LABCERT5,LABCERT6,LABCERT7,LABCERT8,XREF1,
XREF2,XREF3,XREF4,XREF5,COV,ASC_GRP,ASC_DT,OPPS,OPPS_PI,OPPS_DT,PROCNOTE,BETOS,TOS1,TOS2,TOS3,TOS4,TOS5,
ANEST_BU,ADD DT,ACT EFF DT,TERM DT,ACTION CD
""".replace("\n", "").split(",")
_WIDTH = 80


class Entry(NamedTuple):
    """One code or modifier of an invented release; dates are YYYYMMDD or blank."""

    code: str
    long: str = "Invented thing for tests"
    short: str = "Invented thing"
    added: str = "20150101"
    ended: str = ""
    coverage: str = "C"
    pricing: str = "00"
    action: str = "N"
    note: str = ""
    cross: str = ""
    betos: str = "Z2"
    tos: str = "9"
    effective: str = ""
    asc_date: str = ""

    @property
    def is_modifier(self) -> bool:
        """Two characters are a modifier."""
        return len(self.code.strip()) == 2


def lines(entry: Entry, *, width: int = 320) -> list[str]:
    """Return the lines of one record: the head, then its continuations trimmed on the right."""
    wrapped = _wrapped(entry.long)
    first, rest = ("7", "8") if entry.is_modifier else ("3", "4")
    found = [head(entry, first, wrapped[0], width)]
    found += [
        f"{entry.code:>5}{number * 100:05d}{rest}{piece}" for number, piece in enumerate(wrapped[1:], start=2)
    ]
    return found


def head(entry: Entry, record_id: str, piece: str, width: int = 320) -> str:
    """Return the head line of a record."""
    texts = f"{entry.code:>5}00100{record_id}{piece:<80}{entry.short:<28}"
    billing = (
        f"{entry.pricing:<8}9{'':76}{entry.cross:<25}{entry.coverage:<1}{'':2}{entry.asc_date:<8}{'':12}"
    )
    units = "" if entry.is_modifier else "0"
    kind = f"{entry.note:<4}{entry.betos:<3} {entry.tos:<5}{units:>3}"
    dates = f"{entry.added:<8}{entry.effective or entry.added:<8}{entry.ended:<8}"
    line = f"{texts}{billing}{kind}{dates}{entry.action:<1}"
    assert len(line) == 293, len(line)
    return line.ljust(width)


def _wrapped(text: str) -> list[str]:
    pieces = [""]
    for word in text.split(" "):
        if len(pieces[-1]) + len(word) + 1 > _WIDTH:
            pieces.append(word)
        else:
            pieces[-1] = f"{pieces[-1]} {word}" if pieces[-1] else word
    return pieces


def ordered(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries as CMS orders them: modifiers first, each kind by code."""
    return sorted(entries, key=lambda one: (not one.is_modifier, one.code))


def release_text(
    entries: Iterable[Entry], *, preamble: Sequence[str] = (), width: int = 320, end: str = "\r\n"
) -> bytes:
    """Return an invented release as the fixed-width text file."""
    found = [*preamble]
    for entry in ordered(entries):
        found += lines(entry, width=width)
    return "".join(line + end for line in found).encode("cp1252")


def row(entry: Entry) -> list[str]:
    """Return the row of a workbook."""
    cells = dict.fromkeys(HEADER, "")
    cells |= {
        "HCPC": f"   {entry.code}" if entry.is_modifier else entry.code,
        "SEQNUM": "0010",
        "RECID": "7" if entry.is_modifier else "3",
        "LONG DESCRIPTION": entry.long,
        "SHORT DESCRIPTION": entry.short,
        "PRICE1": entry.pricing,
        "MULT_PI": "9",
        "XREF1": entry.cross,
        "COV": entry.coverage,
        "ASC_DT": entry.asc_date,
        "PROCNOTE": entry.note,
        "BETOS": entry.betos,
        "TOS1": entry.tos,
        "ANEST_BU": "" if entry.is_modifier else "  0",
        "ADD DT": entry.added,
        "ACT EFF DT": entry.effective or entry.added,
        "TERM DT": entry.ended,
        "ACTION CD": entry.action,
    }
    return list(cells.values())


def sheet(entries: Iterable[Entry]) -> list[list[str]]:
    """Return the header and the rows of a workbook."""
    return [HEADER, *(row(entry) for entry in ordered(entries))]


def csv_of(rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows as CSV."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(rows)
    return file.getvalue().encode()


Rows = Iterable[Sequence[str | float]]


def xlsx_of(rows: Rows) -> bytes:
    """Return rows as the smallest workbook that a reader accepts; texts stand inline, numbers as numbers."""
    return book_of({"invented": rows})


def book_of(sheets: Mapping[str, Rows]) -> bytes:
    """Return a workbook with sheets of these names."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    papers = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    numbered = list(enumerate(sheets.items(), start=1))
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>' for at, (name, _) in numbered
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{papers}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at, _ in numbered
    )
    return zip_of(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="rId1" '
            f'Type="{papers}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{papers}"><sheets>{listed}</sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}">{related}</Relationships>',
            **{
                f"xl/worksheets/sheet{at}.xml": f'<worksheet xmlns="{main}"><sheetData>{_body(rows)}'
                "</sheetData></worksheet>"
                for at, (_, rows) in numbered
            },
        }
    )


def _body(rows: Rows) -> str:
    return "".join(
        f'<row r="{number}">{"".join(_cell(cell, at, number) for at, cell in enumerate(cells))}</row>'
        for number, cells in enumerate(rows, start=1)
    )


CORRECTIONS_HEADER = """
CODE,ACTION,EFF DATE,SHORT DESC,LONG DESC,TOS ,COV,PRICE,ASC DATE,COMMENTS
""".strip().split(",")


def corrections_rows(rows: Iterable[Sequence[str | float]]) -> list[list[str | float]]:
    """Return an invented list of corrections as CMS lays it out: title, two blank rows, header, rows."""
    return [["", "INVENTED CORRECTIONS"], [], [], list(CORRECTIONS_HEADER), *map(list, rows)]


KEY = {"A": "Add", "C": "Invented words for a new text", "N": "No Change"}


def report_sheets(changes: Mapping[str, str], key: Mapping[str, str] = KEY) -> dict[str, Rows]:
    """Return an invented transaction report as CMS lays it out: by action, by code, and the key."""
    rows = [[f"{code:>5}", words, "Invented", "Invented text"] for code, words in changes.items()]
    head = ["HCPCS/MOD", "TYPE OF CHANGE", "SHORT DESCRIPTION", "LONG DESCRIPTION"]
    return {
        "Changes by Action Code": [head, *reversed(rows)],
        "Changes by HCPCS Code": [head, *rows],
        "Action Code Key": [["Action Codes", ""], *map(list, key.items())],
    }


def _cell(cell: str | float, at: int, number: int) -> str:
    place = f"{_column(at)}{number}"
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def _column(at: int) -> str:
    return chr(65 + at) if at < 26 else _column(at // 26 - 1) + chr(65 + at % 26)


def zip_of(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def encrypted(data: bytes) -> bytes:
    """Return a zip that claims its members are locked with a password."""
    changed = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = changed.find(signature)
        while place >= 0:
            (flags,) = struct.unpack_from("<H", changed, place + at)
            struct.pack_into("<H", changed, place + at, flags | 1)
            place = changed.find(signature, place + 4)
    return bytes(changed)


def notes_text(notes: Mapping[str, str]) -> bytes:
    """Return processing notes as CMS prints them."""
    found = ["", "\t\t\tPROCESSING NOTES", ""]
    found += [f"  {number}--{text}".ljust(91) + "*" for number, text in notes.items()]
    return "\r\n".join(found).encode("cp1252")


def a_few(**changes: str) -> list[Entry]:
    """Return an invented release of some entries; `changes` are the long texts of codes."""
    texts = {
        "ZZ": "Invented modifier for a sunny afternoon",
        "LT": "Invented left side",
        "A0021": "Invented outside transport, per mile",
        "E0100": "Invented cane, includes canes of all invented materials",
        "E0130": "Invented walker, rigid, adjustable",
        "J0120": "Invented injection of nothing, up to 250 mg",
    } | changes
    return [Entry(code, text, f"Invented {code}") for code, text in texts.items()]


def save(folder: Path, name: str, entries: Iterable[Entry] | None = None) -> Path:
    """Write an invented release, by its ending as text, workbook or CSV, and return its path."""
    chosen = a_few() if entries is None else entries
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if name.endswith(".xlsx"):
        path.write_bytes(xlsx_of(sheet(chosen)))
    else:
        path.write_bytes(csv_of(sheet(chosen)) if name.endswith(".csv") else release_text(chosen))
    return path


def contents(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the rows of every table of a data folder's cache and originals, but for the times of loading."""
    found: dict[str, list[tuple[object, ...]]] = {}
    (cache,) = folder.glob("cache-*.sqlite")
    originals = folder / "originals.sqlite"
    for path in (cache, originals) if originals.exists() else (cache,):
        with contextlib.closing(sqlite3.connect(path)) as db:
            names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in names:
                rows = db.execute(f"SELECT * FROM {name}").fetchall()
                found[name] = sorted((tuple(c for c in row if not _is_time(c)) for row in rows), key=repr)
    return found


def _is_time(cell: object) -> bool:
    return isinstance(cell, str) and cell[10:11] == "T" and cell.endswith("+00:00")
