"""Shipped files are found beside the package, or inside it when installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hcpcs_desktop import assets


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a package folder in which `assets` believes to lie."""
    folder = tmp_path / "Ünï çødé 测试" / "hcpcs_desktop"
    folder.mkdir(parents=True)
    monkeypatch.setattr(assets, "__file__", str(folder / "assets.py"))
    assets.root.cache_clear()
    yield folder
    assets.root.cache_clear()


def test_inside_the_package_when_installed(package: Path) -> None:
    (package / "resources").mkdir()
    (package.parent / "resources").mkdir()
    assert assets.root() == package / "resources"


def test_beside_the_package_in_a_checkout(package: Path) -> None:
    (package.parent / "resources").mkdir()
    assert assets.root() == package.parent / "resources"


def test_missing_says_what_to_do(package: Path) -> None:
    assert package.is_dir()
    with pytest.raises(assets.AssetsMissingError, match="install it again"):
        assets.root()


def test_texts_and_names(package: Path) -> None:
    folder = package / "resources" / "words"
    (folder / "deeper").mkdir(parents=True)
    (folder / "b.tsv").write_text("ß\n", encoding="utf-8")
    (folder / "a.tsv").write_text("", encoding="utf-8")
    assert assets.names("words") == ("words/a.tsv", "words/b.tsv")
    assert assets.text("words/b.tsv") == "ß\n"
    assert assets.path("words/b.tsv") == folder / "b.tsv"


def test_the_real_ones_are_there() -> None:
    assert "structure/families.tsv" in assets.names("structure")
    assert assets.path("structure/families.tsv").is_file()
