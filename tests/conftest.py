"""Fixtures for every test: CMS's files where they are, and how long random examples may take."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

REPOSITORY = Path(__file__).parents[1]

# The first example of a run also reads the tables, so single examples have no deadline.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


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
