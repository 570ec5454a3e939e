"""Every field of every record of CMS's own files, held against the independent reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from hcpcs_desktop.codes.records import CodeRecord, Problem
from hcpcs_desktop.releases.fixed_width import read_fixed_width
from hcpcs_desktop.releases.workbook import read_csv, read_workbook
from tests import independent_reading as independent

pytestmark = pytest.mark.realdata

ZIPS = {
    "2018": "2018/2018-Alpha-Numeric-HCPCS-File.zip",
    "2019": "2019/2019-Alpha-Numeric-HCPCS-File.zip",
    "2020": "2020/2020-Alpha-Numeric-HCPCS-File.zip",
}
PLAIN = {
    "2024-07": "2024-07/HCPC2024_JUL_ANWEB.reconstructed-codes-only.txt",
    "2026-01": "2026-01/HCPC2026_JAN_ANWEB.reconstructed.txt",
}
WORKBOOK = {"2018": ".xlsx", "2019": ".xlsx", "2020": ".xls"}
COUNTS = {
    "2018": (6205, 354),
    "2019": (6440, 360),
    "2020": (6710, 369),
    "2024-07": (8033, 0),
    "2026-01": (8623, 383),
}
NO_DATE = {"C9488", "C9745", "C9746", "C9747", "C9748"}
"""2018: CMS typed the group and date two columns too far to the left."""

EFFECTIVE_LOST = """
A0130 A0180 A0190 A0200 A0210 A4580 A4590 A4635 A4640 C1883 E0500 E0565 G0118 L0810 L0820 L0830 L1080 L1310
L2250 L2260 L2270 L2280 L2300 L2310 L2335 L2340 L2350 L2360 L2375 L2380 L2385 L2390 L2395 L2520 L2530 L2540
L2550 L5632 L5636 L5638 L5640 L5642 L5643 L5644 L5647 L5649 L5651 L5652 L5653 L5654 L5655 L5656 L5658 L5670
L5672 L5680 L5682 L5684 L5686 L5688 L5690 L5692 L5694 L5696 L5697 L5698 L5710 L5712 L5714 L5716 L5718 L5722
L5724 L5726 L5728 L5780 L5850 L5910 L5940 L5950 L5960 L6615 L6623 L6625 L6628 L6629 L6630 L6632 L6635 L6637
L6641 L6642 L6645 L6650 L6655 L6660 L6665 L6670 L6672 L6680 L6682 L6684 L6686 L6689 L6690 L6691 V2102 V2109
V2209 V2210 V2219 V2303 V2314 V2502 V2522
"""
KNOWN_DIFFERENCES = {
    "2018": {},
    "2019": {
        "type_of_service": {"E0210", "E0776"},
        "action_effective": set(EFFECTIVE_LOST.split()),
    },
    "2020": {},
}


def txt(cms_data: Path, release: str) -> bytes:
    """Return the bytes of a release's text file."""
    if release in PLAIN:
        return (cms_data / PLAIN[release]).read_bytes()
    return independent.member(cms_data / ZIPS[release], ".txt")


@cache
def read(data: bytes) -> tuple[list[CodeRecord], list[Problem]]:
    return read_fixed_width(io.BytesIO(data), "file.txt")


def comparable(records: list[CodeRecord]) -> dict[independent.Key, dict[str, object]]:
    """Return records in the form of the independent reading, white space folded."""
    found: dict[independent.Key, dict[str, object]] = {}
    for record in records:
        fields = record._asdict()
        key = (fields.pop("kind"), fields.pop("code"))
        assert key not in found
        found[key] = {name: list(one) if isinstance(one, tuple) else one for name, one in fields.items()}
    return found


def folded(
    records: Mapping[independent.Key, Mapping[str, object]],
) -> dict[independent.Key, dict[str, object]]:
    return {key: {name: fold(value) for name, value in one.items()} for key, one in records.items()}


def fold(value: object) -> object:
    if isinstance(value, list):
        return [fold(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def differing(
    ours: Mapping[independent.Key, Mapping[str, object]],
    theirs: Mapping[independent.Key, Mapping[str, object]],
) -> dict[str, set[str]]:
    """Return by field the codes that differ."""
    found: dict[str, set[str]] = {}
    for key, record in theirs.items():
        for name in record:
            if ours[key][name] != record[name]:
                found.setdefault(name, set()).add(key[1])
    return found


@pytest.mark.parametrize("release", COUNTS)
def test_every_field_of_the_text_file(cms_data: Path, release: str) -> None:
    data = txt(cms_data, release)
    records, problems = read(data)
    theirs = folded(independent.read_txt(data))
    ours = comparable(records)
    assert list(ours) == list(theirs)
    assert differing(ours, theirs) == {}
    assert set(next(iter(ours.values()))) == set(next(iter(theirs.values())))
    assert {one.text.split(":")[0] for one in problems} == (NO_DATE if release == "2018" else set())
    codes = sum(record.kind == "code" for record in records)
    assert (codes, len(records) - codes) == COUNTS[release]


@pytest.mark.parametrize("release", WORKBOOK)
def test_every_field_of_the_workbook(cms_data: Path, release: str) -> None:
    data = independent.member(cms_data / ZIPS[release], WORKBOOK[release])
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(data))
        .get_sheet_by_index(0)
        .to_python(skip_empty_area=False)
    )
    theirs = folded(independent.read_workbook_rows(rows))
    ours = comparable(read_workbook(data, "file")[0])
    assert list(ours) == list(theirs)
    assert differing(ours, theirs) == {}


@pytest.mark.parametrize("release", WORKBOOK)
def test_the_workbook_holds_what_the_text_file_holds_but_for_known_fields(
    cms_data: Path, release: str
) -> None:
    workbook = independent.member(cms_data / ZIPS[release], WORKBOOK[release])
    from_workbook = comparable(read_workbook(workbook, "file")[0])
    from_text = comparable(read(txt(cms_data, release))[0])
    assert list(from_workbook) == list(from_text)
    assert differing(from_workbook, from_text) == KNOWN_DIFFERENCES[release]


def test_the_excerpt_of_a_workbook_as_csv(cms_data: Path) -> None:
    data = (cms_data / "excerpts-2026/HCPC2026_OCT_ANWEB.excerpt.csv").read_bytes()
    records, problems = read_csv(data, "file")
    assert (len(records), problems) == (35, [])
    assert {record.kind for record in records} == {"modifier"}
    theirs = independent.read_workbook_rows(list(csv.reader(io.StringIO(data.decode("utf-8-sig")))))
    assert differing(comparable(records), folded(theirs)) == {}
    assert next(record for record in records if record.code == "L1").ended == "2016-12-31"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda line: line.rstrip(), id="trimmed"),
        pytest.param(lambda line: line[:293], id="cut at the action code"),
        pytest.param(lambda line: line.ljust(400), id="longer"),
    ],
)
def test_the_length_and_the_end_of_lines_do_not_matter(cms_data: Path, change: Callable[[str], str]) -> None:
    data = txt(cms_data, "2018")
    other = "\n".join(change(line) for line in data.decode("cp1252").split("\r\n"))
    assert read(other.encode("cp1252"))[0] == read(data)[0]
