"""Where the user's data live (contract: common options)."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from hcpcs_desktop import paths


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HCPCS_DESKTOP_DATA_DIR", raising=False)


def test_the_chosen_folder_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCPCS_DESKTOP_DATA_DIR", str(tmp_path / "environment"))
    assert paths.data_dir(tmp_path / "Ünï çødé 测试") == tmp_path / "Ünï çødé 测试"
    assert paths.data_dir(str(tmp_path)) == tmp_path


def test_then_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCPCS_DESKTOP_DATA_DIR", str(tmp_path))
    assert paths.data_dir() == tmp_path
    assert paths.data_dir("") == tmp_path


@pytest.mark.parametrize("empty", [None, ""])
def test_then_the_platforms_own(empty: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCPCS_DESKTOP_DATA_DIR", "")
    found = paths.data_dir(empty)
    assert found == platformdirs.user_data_path("hcpcs-desktop", appauthor=False)
    assert found.name == "hcpcs-desktop"


def test_a_relative_folder_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert paths.data_dir("data") == tmp_path / "data"


def test_the_home_sign(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert paths.data_dir("~/hcpcs") == tmp_path / "hcpcs"


def test_logs(tmp_path: Path) -> None:
    assert paths.log_dir(tmp_path) == tmp_path / "logs"
