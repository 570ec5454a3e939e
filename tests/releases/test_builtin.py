"""The built-in set as records, and the marks by which a cache tells whether it holds it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcpcs_desktop import assets
from hcpcs_desktop.codes.records import PlainName
from hcpcs_desktop.releases.builtin import fingerprint, read_builtin, stamp


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a copy of the shipped tables that the program reads instead."""
    folder = tmp_path / "resources"
    for name in ("builtin", "search"):
        shutil.copytree(assets.path(name), folder / name)
    monkeypatch.setattr(assets, "root", lambda: folder)
    forget()
    yield folder
    forget()


def forget() -> None:
    fingerprint.cache_clear()
    stamp.cache_clear()


def test_names_are_read_by_code() -> None:
    found = read_builtin()
    assert [one.code for one in found] == sorted({one.code for one in found})
    cane = next(one for one in found if one.code == "E0100")
    assert cane.said() == ("walking stick", "straight cane", "single point cane")
    assert (cane.added, cane.ended, cane.coverage) == ("1986-01-01", None, "D")


def test_no_words_are_no_words() -> None:
    assert PlainName("E0100", "Cane", "", "", None, None, "D").said() == ()


def test_a_corrected_row_changes_both_marks(resources: Path) -> None:
    before = fingerprint(), stamp()
    forget()
    assert (fingerprint(), stamp()) == before
    table = resources / "builtin" / "e.tsv"
    table.write_text(table.read_text().replace("Walking cane", "Walking stick"))
    forget()
    assert fingerprint() != before[0]
    assert stamp() != before[1]


def test_files_that_were_only_copied_keep_what_they_hold(resources: Path) -> None:
    before = fingerprint(), stamp()
    os.utime(resources / "search" / "brands.tsv", ns=(1, 1))
    forget()
    assert fingerprint() == before[0]
    assert stamp() != before[1]
