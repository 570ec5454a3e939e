"""Fixtures for every test: CMS's files where they are, data folders, how long random examples may take."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from hcpcs_desktop.reference import Reference, open_reference, rebuilding
from tests.plain_names import few_names, whole_set

REPOSITORY = Path(__file__).parents[1]

# The first example of a run also reads the tables, so single examples have no deadline.
# By hand each run tries other examples; an automatic run repeats its own, so that it judges the change alone.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")


@pytest.fixture(scope="session", autouse=True)
def tables_read_once() -> Iterator[None]:
    """Let the tables be read once for all the first starts of the tests, of the plain names a few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuilding, "shipped_facts", cache(rebuilding.shipped_facts))
        patch.setattr(rebuilding, "read_builtin", few_names)
        yield


@pytest.fixture(scope="session")
def cms_data() -> Path:
    """Return the folder of CMS's own files; a test that needs them skips where they are missing."""
    folder = REPOSITORY.parent / "shared" / "data" / "cms-hcpcs"
    if not folder.is_dir():
        reason = f"CMS's files are not in {folder}; they are no part of this repository"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """Return a data folder that does not exist yet, with a name that no one thought of."""
    return tmp_path / "Ünï çødé 测试"


@pytest.fixture
def reference(data_dir: Path) -> Iterator[Reference]:
    """Return a reference over the fresh data folder."""
    opened = open_reference(data_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def five_releases(cms_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with CMS's five releases, to be read only; copy it to change it."""
    folder = tmp_path_factory.mktemp("five") / "Ünï çødé 测试"
    with whole_set():
        opened = open_reference(folder)
    zips = [cms_data / f"{year}/{year}-Alpha-Numeric-HCPCS-File.zip" for year in (2018, 2019, 2020)]
    opened.load([*zips, cms_data / "2024-07", cms_data / "2026-01"])
    opened.close()
    return folder


@pytest.fixture(scope="session")
def five(five_releases: Path) -> Iterator[Reference]:
    """Return a reference over the five releases, for questions only."""
    opened = open_reference(five_releases)
    yield opened
    opened.close()
