"""What Qt and the checks need of a Linux system: shared libraries, fonts, programs, and how to get them."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from shell import LINUX, UNMENDED, Stop, program, quietly, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class Need(NamedTuple):
    """One thing of the system, and the packages that bring it on Debian and Fedora and their relatives."""

    kind: str  # library | program | font | module
    name: str
    debian: str
    fedora: str


OFFSCREEN = (
    Need("library", "libGL.so.1", "libgl1", "libglvnd-glx"),
    Need("library", "libEGL.so.1", "libegl1", "libglvnd-egl"),
    Need("library", "libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon"),
    Need("library", "libdbus-1.so.3", "libdbus-1-3", "dbus-libs"),
    Need("library", "libfontconfig.so.1", "libfontconfig1", "fontconfig"),
    Need("library", "libglib-2.0.so.0", "libglib2.0-0", "glib2"),
    Need("font", "a font", "fonts-dejavu-core", "dejavu-sans-fonts"),
)
XCB = (
    Need("library", "libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor"),
    Need("library", "libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm"),
    Need("library", "libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms"),
    Need("library", "libxcb-shape.so.0", "libxcb-shape0", "libxcb"),
    Need("library", "libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11"),
)
WAYLAND = (
    Need("library", "libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor"),
    Need("library", "libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl"),
)
XVFB = (
    Need("program", "xvfb-run", "xvfb", "xorg-x11-server-Xvfb"),
    Need("program", "xauth", "xauth", "xorg-x11-xauth"),
)
OBJDUMP = Need("program", "objdump", "binutils", "binutils")

_FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
_FONT_FILES = {".ttf", ".otf", ".ttc", ".pfb"}
_INSTALL = {
    "debian": "apt-get install -y --no-install-recommends",
    "fedora": "dnf install -y",
}
_UNLOADABLE = re.compile(r"(\S+\.so[.\d]*): cannot open shared object file")
_IMPORT_QT = "import PySide6.QtWidgets, PySide6.QtSvg, PySide6.QtPrintSupport as p; p.QPrinter"


def venv_module() -> Need:
    """Return the need for the venv module of the Python that runs this; Debian packs it by itself."""
    return Need("module", "venv", f"python{_version()}-venv", "python3-libs")


def bundling() -> tuple[Need, ...]:
    """Return what PyInstaller needs; Debian packs the library of the system's own Python by itself."""
    library = Need("library", f"libpython{_version()}.so.1.0", f"libpython{_version()}", "python3-libs")
    return (OBJDUMP, library) if sys.base_prefix == "/usr" else (OBJDUMP,)


def _version() -> str:
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def missing(needs: Iterable[Need], present: Callable[[Need], bool] | None = None) -> list[Need]:
    """Return the needs that this system does not meet."""
    return [need for need in needs if not (present or is_present)(need)]


def is_present(need: Need) -> bool:
    """Tell whether the system has what is needed."""
    if need.kind == "library":
        return _loads(need.name)
    if need.kind == "program":
        return shutil.which(need.name) is not None
    return need.kind == "font" and has_font(Path(name).expanduser() for name in _FONT_FOLDERS)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_font(folders: Iterable[Path]) -> bool:
    """Tell whether a font file lies in or below one of the folders, or fontconfig knows one elsewhere."""
    if any(file.suffix.lower() in _FONT_FILES for folder in folders for file in folder.rglob("*.*")):
        return True
    return shutil.which("fc-list") is not None and quietly(["fc-list", ":", "file"])[1].strip() != ""


def family(release: str) -> str:
    """Return `debian`, `fedora` or `other` from the text of /etc/os-release."""
    fields = dict(line.split("=", 1) for line in release.splitlines() if "=" in line)
    names = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', "").split()
    if {"debian", "ubuntu"} & set(names):
        return "debian"
    return "fedora" if {"fedora", "rhel", "centos"} & set(names) else "other"


def packages(needs: Iterable[Need], kin: str) -> list[str]:
    """Return the packages that bring the needs, each once, in order; plain names where the kin is unknown."""
    column = {"debian": 2, "fedora": 3}.get(kin, 1)
    return list(dict.fromkeys(need[column] for need in needs))


def install_line(needs: Sequence[Need], kin: str) -> str:
    """Return the line a person types to get the needs, or what to look for where the kin is unknown."""
    names = " ".join(packages(needs, kin))
    return f"sudo {_INSTALL[kin]} {names}" if kin in _INSTALL else f"your system's packages of: {names}"


def missing_library(output: str) -> str | None:
    """Return the shared library that the loader named in an error, if it named one."""
    found = _UNLOADABLE.search(output)
    return found[1] if found else None


def here() -> str:
    """Return the family of this system."""
    try:
        return family(Path("/etc/os-release").read_text(encoding="utf-8"))
    except OSError:
        return "other"


def provide(needs: Sequence[Need]) -> None:
    """Install the needs where that can be done without asking, and else print the line that does it."""
    kin = here() if LINUX else "other"
    root = sys.platform.startswith("linux") and os.geteuid() == 0
    if kin == "debian" and root and shutil.which("apt-get"):
        _apt(packages(needs, kin))
    else:
        say(f"Missing: {', '.join(need.name for need in needs)}. To get it:\n  {install_line(needs, kin)}")


def _apt(names: list[str]) -> None:
    say(f"Installing system packages with apt-get: {' '.join(names)}")
    settings = {"DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    # A failed update is no reason to stop: one of several sources may be away, and the lists may do.
    quietly([*apt, "update"], settings)
    status, output = quietly([*apt, "install", "-y", "--no-install-recommends", *names], settings)
    if status:
        reasons = [line for line in output.splitlines() if line.startswith("E: ")]
        say("apt-get could not install them: " + re.sub(r"\w+://\S+", "<address>", "; ".join(reasons[:1])))


def ensure(needs: Iterable[Need], optional: Iterable[Need] = ()) -> None:
    """Provide what is missing on Linux; stop where a need, other than an optional one, stays unmet."""
    if not LINUX:
        return
    needs = list(needs)
    lacking = missing([*needs, *optional])
    if not lacking:
        return
    provide(lacking)
    still = missing(needs)
    if still:
        raise Stop(f"Qt cannot work without {', '.join(need.name for need in still)}.", UNMENDED)


def probe_qt() -> None:
    """Import Qt in .venv once, and stop with the name of the library that it cannot load."""
    status, output = quietly([program("python"), "-c", _IMPORT_QT], {"QT_QPA_PLATFORM": "offscreen"})
    if status:
        library = missing_library(output)
        lines = output.strip().splitlines() or [f"exit status {status}"]
        raise Stop(f"Qt does not load: {f'{library} is missing' if library else lines[-1]}.", UNMENDED)
