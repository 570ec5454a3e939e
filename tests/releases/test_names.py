"""File names: what a file is, and which release, as CMS and its mirrors have named them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.codes.release import Release, find, newest_revisions, revision_order
from hcpcs_desktop.releases.names import identify

RELEASES = [
    ("HCPC17_CONTR_ANWEB.txt", "2017-01", True, None),
    ("HCPC2018_CONTR_ANWEB_disc.txt", "2018-01", True, None),
    ("HCPC2018_CONTR_ANWEB_disc.xlsx", "2018-01", True, None),
    ("HCPC2019_CONTR_ANWEB.txt", "2019-01", True, None),
    ("HCPC2020_ANWEB_w_disclaimer.txt", "2020-01", True, None),
    ("HCPC2020_ANWEB_w_disclaimer.xls", "2020-01", True, None),
    ("HCPC2024_JAN_ANWEB_v4.txt", "2024-01", False, "v4"),
    ("HCPC2024_JUL_ANWEB_v3.txt", "2024-07", False, "v3"),
    ("HCPC2024_JUL_ANWEB.reconstructed-codes-only.txt", "2024-07", False, None),
    ("HCPC2025_JAN_ANWEB_12172024.txt", "2025-01", False, "12172024"),
    ("HCPC2025_OCT_ANWEB_v3.txt", "2025-10", False, "v3"),
    ("HCPC2026_JAN_ANWEB_12082025.txt", "2026-01", False, "12082025"),
    ("HCPC2026_JAN_ANWEB_12292025.txt", "2026-01", False, "12292025"),
    ("HCPC2026_JAN_ANWEB_01122026.xlsx", "2026-01", False, "01122026"),
    ("HCPC2026_JAN_ANWEB.reconstructed.txt", "2026-01", False, None),
    ("HCPC2026_APR_ANWEB.txt", "2026-04", False, None),
    ("HCPC2026_OCT_ANWEB_09232026.txt", "2026-10", False, "09232026"),
    ("HCPC2026_OCT_ANWEB.excerpt.csv", "2026-10", False, None),
    ("hcpc2026_oct_anweb_V3.TXT", "2026-10", False, "v3"),
    ("HCPC2026_JAN_ANWEB_12292025 (1).txt", "2026-01", False, "12292025"),
    ("Copy of HCPC2026_APR_ANWEB.txt", "2026-04", False, None),
    ("some folder/HCPC2026_APR_ANWEB.txt", "2026-04", False, None),
    ("C:\\Users\\x\\HCPC2026_APR_ANWEB.txt", "2026-04", False, None),
]


@pytest.mark.parametrize(("name", "quarter", "annual", "revision"), RELEASES)
def test_a_release(name: str, quarter: str, annual: bool, revision: str | None) -> None:
    found = identify(name)
    assert (found.kind, found.quarter, found.annual, found.revision) == (
        "hcpcs-release",
        quarter,
        annual,
        revision,
    )
    assert found.rebuilt == ("reconstructed" in name)


@pytest.mark.parametrize(
    ("name", "kind", "quarter"),
    [
        ("HCPC18_Trans_Report_Alpha.xlsx", "transaction-report", "2018-01"),
        ("HCPC2026_OCT_Trans.xlsx", "transaction-report", "2026-10"),
        ("HCPC2019_Trans_Alpha.xlsx", "transaction-report", "2019-01"),
        ("HCPC2020_TRANS_ALPHA_w_disclaimer.xlsx", "transaction-report", "2020-01"),
        ("Changes_by_ActionCode.prn", "transaction-report", "0000-01"),
        ("Changes_by_HCPC.prn", "transaction-report", "0000-01"),
        ("HCPC2018_README.txt", "readme", "2018-01"),
        ("HCPC2018_Corrections_README.txt", "readme", "2018-01"),
        ("proc_notes_2018.txt", "processing-notes", "2018-01"),
        ("proc_notes_JUL2026.excerpt.txt", "processing-notes", "2026-07"),
        ("V1_HCPC2018_Corrections_ANWEB.xlsx", "corrections", "2018-01"),
        ("HCPC2019_Corrections_ALPHA_v2.prn", "corrections", "2019-01"),
        ("NOC_Codes_2018.xlsx", "noc-list", "2018-01"),
        ("hcpcs_noc_2024JUL.csv", "noc-list", "2024-07"),
        ("2019-HCPCS-NOC-Codes.zip", "noc-list", "2019-01"),
        ("HCPCS18_recordlayout.txt", "record-layout", "2018-01"),
        ("HCPCS2019_recordlayout.txt", "record-layout", "2019-01"),
        ("january-2026-alpha-numeric-hcpcs-file.zip", "zip", "0000-01"),
        ("july-2024-alpha-numeric-hcpcs-files.zip", "zip", "0000-01"),
        ("2018-HCPCS-Alpha-Numeric-Corrections.zip", "corrections", "2018-01"),
        ("ccipra-v323r0-f1.txt", "ncci", "0000-01"),
        ("ccioph-v323r0-f4.xlsx", "ncci", "0000-01"),
        ("LONGULT.txt", "ama", "0000-01"),
        ("MEDU.txt", "ama", "0000-01"),
        ("photo.jpg", "unknown", "0000-01"),
        ("", "unknown", "0000-01"),
        ("HCPC_ANWEB.txt", "unknown", "0000-01"),
    ],
)
def test_a_companion_or_another_file(name: str, kind: str, quarter: str) -> None:
    found = identify(name)
    assert (found.kind, found.quarter) == (kind, quarter)


@given(st.text(max_size=80))
def test_no_name_raises(name: str) -> None:
    assert identify(name).month in (1, 4, 7, 10)


@given(
    st.integers(2000, 2099),
    st.sampled_from(["", "_JAN", "_APR", "_JUL", "_OCT"]),
    st.sampled_from(["", "_CONTR"]),
    st.sampled_from([None, "v2", "v11", "12292025", "02012026"]),
    st.sampled_from([".txt", ".xlsx", ".XLS", ".csv"]),
)
def test_names_made_by_the_pattern(
    year: int, month: str, word: str, revision: str | None, ending: str
) -> None:
    name = f"HCPC{year}{month}{word}_ANWEB{'_' + revision if revision else ''}{ending}"
    found = identify(name)
    months = {"": 1, "_JAN": 1, "_APR": 4, "_JUL": 7, "_OCT": 10}
    assert found == ("hcpcs-release", year, months[month], not month, revision, False)


REVISIONS = [None, "v2", "v3", "v10", "12172024", "12082025", "12292025", "01122026"]


def test_revisions_are_ordered_by_number_and_by_date() -> None:
    for several in itertools.permutations(REVISIONS[2:7]):
        assert sorted(several, key=revision_order) == REVISIONS[2:7]
    assert sorted(reversed(REVISIONS), key=revision_order) == REVISIONS


def test_the_quarter_means_its_newest_revision_and_the_exact_name_one() -> None:
    several = [Release(2026, 1, revision=one) for one in REVISIONS]
    assert find(several, "2026-01") == several[-1]
    assert [find(several, one.exact_name) for one in several[1:]] == several[1:]
    assert newest_revisions(several) == (several[-1],)
    assert find(several, "2026-01+v9") is None
    assert find(several, "2026-04") is None
    assert find(several, "January 2026") is None


@pytest.mark.parametrize(
    ("release", "name", "starts", "ends", "label"),
    [
        (Release(2019, 1, annual=True), "2019-01", "2019-01-01", "2019-12-31", "CMS 2019"),
        (Release(2026, 1), "2026-01", "2026-01-01", "2026-03-31", "CMS January 2026"),
        (
            Release(2024, 7, revision="v3"),
            "2024-07+v3",
            "2024-07-01",
            "2024-09-30",
            "CMS July 2024, revision v3",
        ),
        (
            Release(2026, 10, revision="09232026"),
            "2026-10+09232026",
            "2026-10-01",
            "2026-12-31",
            "CMS October 2026, file of 2026-09-23",
        ),
        (Release(2026, 4, rebuilt=True), "2026-04", "2026-04-01", "2026-06-30", "CMS April 2026 (rebuilt)"),
    ],
)
def test_name_period_and_label(release: Release, name: str, starts: str, ends: str, label: str) -> None:
    assert (release.exact_name, release.starts, release.ends, release.label) == (name, starts, ends, label)
