"""The wheel holds the program and every shipped resource, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[2]
JUNK = {"__pycache__", ".DS_Store"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    (file,) = folder.glob("*.whl")
    return zipfile.Path(file)


@pytest.fixture(scope="module")
def names(wheel: zipfile.Path) -> set[str]:
    return {name for name in wheel.root.namelist() if not name.endswith("/")}


def shipped(folder: str, suffix: str = "") -> dict[str, Path]:
    """Return the files below a folder of the checkout, by their paths from there."""
    files = (ROOT / folder).rglob(f"*{suffix}")
    kept = [file for file in files if file.is_file() and not JUNK & set(file.parts)]
    return {file.relative_to(ROOT / folder).as_posix(): file for file in kept}


def test_every_resource_is_in_the_package(names: set[str]) -> None:
    inside = "hcpcs_desktop/resources/"
    packed = {name.removeprefix(inside) for name in names if name.startswith(inside)}
    assert packed == set(shipped("resources"))


def test_resources_are_unchanged(wheel: zipfile.Path) -> None:
    packed = wheel / "hcpcs_desktop" / "resources"
    changed = [
        name
        for name, file in shipped("resources").items()
        if packed.joinpath(name).read_bytes() != file.read_bytes()
    ]
    assert changed == []


def test_every_module_is_in_the_package(names: set[str]) -> None:
    packed = {name.removeprefix("hcpcs_desktop/") for name in names if name.endswith(".py")}
    assert packed == set(shipped("hcpcs_desktop", ".py"))


def test_nothing_else_is_inside(names: set[str]) -> None:
    tops = {PurePosixPath(name).parts[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"hcpcs_desktop"}
    assert [name for name in names if name.endswith((".sqlite", ".zip", ".pyc", ".xlsx", ".xls"))] == []


def test_both_commands_are_entry_points(wheel: zipfile.Path, names: set[str]) -> None:
    (name,) = [name for name in names if name.endswith(".dist-info/entry_points.txt")]
    text = wheel.joinpath(name).read_text(encoding="utf-8")
    assert "hcpcs = hcpcs_desktop.app:command_main" in text
    assert "hcpcs-desktop = hcpcs_desktop.app:desktop_main" in text


def test_the_licence_is_inside(names: set[str]) -> None:
    assert [name for name in names if name.endswith(".dist-info/licenses/LICENSE")]
