"""A second, separate reading of CMS's HCPCS release files, for tests to hold the importer against.

It shares no code with the program. The fixed-width file is cut by ``struct``, the workbook by column names.
A damaged file raises ValueError; a row that is no CMS record (preamble, blank, CPT, CDT) is passed over.
"""

import datetime
import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

Key = tuple[str, str]
Record = dict[str, object]

LINE_LENGTH = 320
# code, sequence, record id, long text, short text, pricing, multiple pricing, CIM, MCM, statute, lab, cross-
# reference, coverage, ASC group and date, MOG group, policy and date, note, BETOS, gap, type of service, base
# units, added, action effective, ended, action, filler: 320 bytes.
LINE = struct.Struct("5s5ss 80s28s 8ss 18s24s10s 24s25ss 2s8s 3ss8s 4s3sx5s3s 8s8s8ss 27x")

RECORD_KINDS = {"3": "code", "4": "code", "7": "modifier", "8": "modifier"}
HEADS = ("3", "7")

# Workbook columns of the repeated fields, and how wide CMS writes a value that a spreadsheet made a number.
REPEATED_COLUMNS = {
    "pricing": ("PRICE", 4, 2),
    "cim": ("CIM", 3, 0),
    "mcm": ("MCM", 3, 0),
    "lab_certification": ("LABCERT", 8, 3),
    "cross_reference": ("XREF", 5, 5),
    "type_of_service": ("TOS", 5, 1),
}
TEXT_COLUMNS = {
    "short_description": ("SHORT DESCRIPTION", 0),
    "multiple_pricing": ("MULT_PI", 1),
    "statute": ("STATUTE", 0),
    "coverage": ("COV", 1),
    "asc_group": ("ASC_GRP", 2),
    "mog_group": ("OPPS", 3),
    "mog_policy": ("OPPS_PI", 1),
    "processing_note": ("PROCNOTE", 4),
    "betos": ("BETOS", 0),
    "anesthesia_units": ("ANEST_BU", 0),
    "action": ("ACTION CD", 0),
}
DATE_COLUMNS = {
    "asc_date": "ASC_DT",
    "mog_date": "OPPS_DT",
    "added": "ADD DT",
    "action_effective": "ACT EFF DT",
    "ended": "TERM DT",
}


def member(zip_path: Path, suffix: str) -> bytes:
    """Return the release file ending in suffix (.txt, .xlsx, .xls) out of a zip of CMS's."""
    companions = ("layout", "proc", "note", "correction", "trans", "change", "readme", "noc")
    with zipfile.ZipFile(zip_path) as archive:
        names = [
            name
            for name in archive.namelist()
            if name.lower().endswith(suffix.lower())
            and "anweb" in name.lower()
            and not any(word in name.lower() for word in companions)
        ]
        if len(names) != 1:
            raise ValueError(f"{zip_path.name}: {len(names)} release members end in {suffix}: {names}")
        return archive.read(names[0])


def read_txt(data: bytes) -> dict[Key, Record]:
    """Read the fixed-width release file."""
    records: dict[Key, Record] = {}
    pieces: dict[Key, list[str]] = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        values = LINE.unpack(line.rstrip(b"\r").ljust(LINE_LENGTH)[:LINE_LENGTH])
        raw = [value.decode("cp1252", errors="replace") for value in values]
        if not is_record(raw[0], raw[1], raw[2]):
            continue
        key = (RECORD_KINDS[raw[2]], raw[0].strip())
        if raw[2] in HEADS:
            if key in records:
                raise ValueError(f"line {number}: a second head of {key}")
            records[key] = head_fields(raw)
            pieces[key] = [raw[3].strip()]
        elif not records or key != next(reversed(records)):
            raise ValueError(f"line {number}: text of {key} does not follow its head")
        else:
            pieces[key].append(raw[3].strip())
    for key, texts in pieces.items():
        records[key]["long_description"] = " ".join(text for text in texts if text)
    return records


def is_record(code: str, sequence: str, record_id: str) -> bool:
    """Say whether a line's first eleven characters make it a record of CMS's own."""
    if not (sequence.isascii() and sequence.isdigit() and record_id in RECORD_KINDS):
        return False
    if RECORD_KINDS[record_id] == "modifier":
        name = code[3:]
        return code.startswith("   ") and name.isascii() and name.isalnum() and name == name.upper()
    letter, digits = code[0], code[1:]
    if letter == "D":  # dental codes are the ADA's
        return False
    return "A" <= letter <= "Z" and digits.isascii() and digits.isdigit()


def head_fields(raw: Sequence[str]) -> Record:
    """Name the 26 pieces of a head line."""
    return {
        "short_description": raw[4].strip(),
        "long_description": "",
        "pricing": chunks(raw[5], 2),
        "multiple_pricing": raw[6].strip(),
        "cim": chunks(raw[7], 6),
        "mcm": chunks(raw[8], 8),
        "statute": raw[9].strip(),
        "lab_certification": chunks(raw[10], 3),
        "cross_reference": chunks(raw[11], 5),
        "coverage": raw[12].strip(),
        "asc_group": raw[13].strip(),
        "asc_date": iso_date(raw[14]),
        "mog_group": raw[15].strip(),
        "mog_policy": raw[16].strip(),
        "mog_date": iso_date(raw[17]),
        "processing_note": raw[18].strip(),
        "betos": raw[19].strip(),
        "type_of_service": chunks(raw[20], 1),
        "anesthesia_units": raw[21].strip(),
        "added": iso_date(raw[22]),
        "action_effective": iso_date(raw[23]),
        "ended": iso_date(raw[24]),
        "action": raw[25].strip(),
    }


def chunks(text: str, width: int) -> list[str]:
    """Cut a repeated field into its values and drop the blank ones."""
    found = []
    while text:
        value, text = text[:width].strip(), text[width:]
        if value:
            found.append(value)
    return found


def iso_date(text: str) -> str | None:
    """Turn YYYYMMDD into YYYY-MM-DD; blank, zeros and impossible dates become None."""
    digits = text.strip()
    if len(digits) != len("YYYYMMDD"):
        return None
    try:
        return datetime.datetime.strptime(digits, "%Y%m%d").date().isoformat()
    except ValueError:
        return None


def read_workbook_rows(rows: Sequence[Sequence[object]]) -> dict[Key, Record]:
    """Read the 48-column workbook of a release, given the rows of its first sheet (or of its CSV)."""
    header_at = next((at for at, row in enumerate(rows) if row and cell_text(row[0]) == "HCPC"), None)
    if header_at is None:
        raise ValueError("no row begins with HCPC")
    columns = [cell_text(cell) for cell in rows[header_at]]
    records: dict[Key, Record] = {}
    for number, row in enumerate(rows[header_at + 1 :], start=header_at + 2):
        cells = dict(zip(columns, row, strict=False))
        record_id = cell_text(cells["RECID"])
        if record_id not in RECORD_KINDS:
            continue
        key = (RECORD_KINDS[record_id], cell_text(cells["HCPC"]))
        text = cell_text(cells["LONG DESCRIPTION"])
        if record_id in HEADS:
            if key in records:
                raise ValueError(f"row {number}: a second head of {key}")
            records[key] = row_fields(cells) | {"long_description": text}
        elif not records or key != next(reversed(records)):
            raise ValueError(f"row {number}: text of {key} does not follow its head")
        else:
            records[key]["long_description"] = f"{records[key]['long_description']} {text}".strip()
    return records


def row_fields(cells: dict[str, object]) -> Record:
    """Name the cells of a workbook's row."""
    record: Record = {}
    for name, (column, width) in TEXT_COLUMNS.items():
        record[name] = cell_text(cells.get(column), width)
    for name, column in DATE_COLUMNS.items():
        record[name] = iso_date(cell_text(cells.get(column)))
    for name, (column, count, width) in REPEATED_COLUMNS.items():
        values = [cell_text(cells.get(f"{column}{at}"), width) for at in range(1, count + 1)]
        record[name] = [value for value in values if value]
    return record


def cell_text(value: object, width: int = 0) -> str:
    """Return a cell as CMS would type it; numbers lose their decimals and get their leading zeros back."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.strftime("%Y%m%d")
    if isinstance(value, int | float) and value == int(value):
        return str(int(value)).zfill(width)
    return str(value).strip()
