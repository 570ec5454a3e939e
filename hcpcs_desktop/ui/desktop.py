"""Starts the window from the command line's words."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import hcpcs_desktop
from hcpcs_desktop import paths

if TYPE_CHECKING:
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.crash import CrashHandler
    from hcpcs_desktop.ui.window import Window

DONE, FAILED, FAULT = 0, 1, 3

_NO_DISPLAY = (
    "hcpcs-desktop: no display is available here. Use the command line instead: hcpcs explain CODE, "
    "hcpcs search WORDS, hcpcs --help.\n"
)
_WITHOUT_DISPLAY = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")
_VIEWS = ("lookup", "browse", "compare", "learn", "changes", "settings")
_SIZE_PARTS = 2


def main(
    arguments: Sequence[str],
    open_reference: Callable[[Path], Reference],
    data_dir: Callable[[str | None], Path],
) -> int:
    """Open the window and return the exit status: 0, or 3 where something of the machine is in the way."""
    wishes = _parser().parse_args(arguments)
    if not _prepare_display(wishes):
        sys.stderr.write(_NO_DISPLAY)
        return FAULT
    return _Session(wishes, open_reference, data_dir(wishes.data_dir)).run()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hcpcs-desktop", description="An offline reference that explains US medical procedure codes."
    )
    parser.add_argument("text", nargs="*", metavar="TEXT", help="a code or words to look up")
    parser.add_argument("--data-dir", metavar="DIR", help="where the data lives")
    parser.add_argument(
        "--screenshot", metavar="FILE.png", type=Path, help="save a picture of the window and exit"
    )
    parser.add_argument("--show", metavar="TEXT", help="what the picture shows")
    parser.add_argument("--view", choices=_VIEWS, help="the view to open")
    parser.add_argument("--theme", choices=("light", "dark", "contrast"), help="the colours, for this start")
    parser.add_argument(
        "--zoom", type=_percent, metavar="PERCENT", help="the size of everything, for this start"
    )
    parser.add_argument(
        "--size", type=_size, metavar="WIDTHxHEIGHT", help="the window's size, for this start"
    )
    parser.add_argument(
        "--on", type=_day, metavar="DATE", help="the date of service to begin with, such as 2026-03-02"
    )
    parser.add_argument("--time-startup", action="store_true", help="print how long the start took and exit")
    parser.add_argument("--version", action="version", version=f"hcpcs-desktop {hcpcs_desktop.__version__}")
    return parser


def _percent(text: str) -> int:
    number = text.removesuffix("%")
    if not number.isdecimal() or int(number) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no percentage; write 150")
    return int(number)


def _size(text: str) -> tuple[int, int]:
    parts = text.lower().split("x")
    if len(parts) != _SIZE_PARTS or not all(part.isdecimal() and int(part) for part in parts):
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write 1280x800")
    return int(parts[0]), int(parts[1])


def _day(text: str) -> date:
    from hcpcs_desktop.ui.days import read_day  # noqa: PLC0415 - rarely needed

    found = read_day(text, date.today())
    if found is None:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write 2026-03-02")
    return found


def _prepare_display(wishes: argparse.Namespace) -> bool:
    """Tell whether a window can open; a picture needs no display and is drawn without one."""
    chosen = os.environ.get("QT_QPA_PLATFORM", "")
    if chosen.split(":")[0] in _WITHOUT_DISPLAY:
        return True
    if (
        sys.platform != "linux"
        or os.environ.get("WAYLAND_DISPLAY")
        or _answers(os.environ.get("DISPLAY", ""))
    ):
        return True
    if wishes.screenshot is not None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        return True
    return False


def _answers(display: str) -> bool:
    """Tell whether an X server may be behind `display`; Qt would abort on a local one that is not there."""
    local = re.fullmatch(r":(\d+)(?:\.\d+)?", display)
    if local is None:
        return bool(display)
    socket = f"/tmp/.X11-unix/X{local[1]}"
    try:
        return Path(socket).exists() or f"@{socket}" in Path("/proc/net/unix").read_text(encoding="utf-8")
    except OSError:
        return True


class _Session:
    """One start of the window, from the application object to its end."""

    def __init__(
        self, wishes: argparse.Namespace, open_reference: Callable[[Path], Reference], data_dir: Path
    ) -> None:
        self._wishes = wishes
        self._open = open_reference
        self._data_dir = data_dir
        self._saved = True

    def run(self) -> int:
        """Open the window, run until it closes and return the exit status."""
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only once a display is sure

        from hcpcs_desktop.ui.appearance import Appearance  # noqa: PLC0415 - brings Qt
        from hcpcs_desktop.ui.crash import CrashHandler  # noqa: PLC0415 - brings Qt
        from hcpcs_desktop.ui.window import Window  # noqa: PLC0415 - brings Qt

        app = QApplication.instance() or QApplication(["hcpcs-desktop", "-style", "Fusion"])
        assert isinstance(app, QApplication)
        app.setApplicationName("HCPCS Desktop")
        crash = CrashHandler(paths.log_dir(self._data_dir), attended=self._attended)
        crash.install()
        appearance = Appearance(app, self._wishes.theme or "system", self._wishes.zoom or 100)
        window = Window(appearance, self._open_here, self._data_dir)
        self._prepare(window, crash)
        window.show()
        app.exec()
        crash.stop_watching()
        crash.remove()
        if crash.failed and not self._attended:
            return FAILED
        return DONE if self._saved else FAULT

    @property
    def _attended(self) -> bool:
        return self._wishes.screenshot is None and not self._wishes.time_startup

    def _open_here(self) -> Reference:
        return self._open(self._data_dir)

    def _prepare(self, window: Window, crash: CrashHandler) -> None:
        wishes = self._wishes
        text = wishes.show if wishes.show is not None else " ".join(wishes.text)
        names = {"theme": wishes.theme, "zoom": wishes.zoom, "window_size": wishes.size}
        names["start_view"] = wishes.view or text or not self._attended
        window.memory.fixed = frozenset(name for name, wish in names.items() if wish)
        if wishes.size:
            window.resize(*wishes.size)
        window.share_width()
        window.top.show_view(wishes.view or "lookup")
        if wishes.on:
            window.top.date.set_day(wishes.on)
        if wishes.time_startup:
            self._time(window)
        elif wishes.screenshot is not None:
            self._picture(window, text)
        else:
            window.ready.connect(crash.watch_faults)
            window.search.box.setText(text)

    def _time(self, window: Window) -> None:
        from hcpcs_desktop.ui.startup_clock import StartupClock  # noqa: PLC0415 - measures only itself

        window.memory.fixed = frozenset(("theme", "zoom", "window_size"))
        StartupClock(window)

    def _picture(self, window: Window, text: str) -> None:
        from hcpcs_desktop.ui.screenshot import Screenshot  # noqa: PLC0415 - rarely needed

        if not self._wishes.size:
            window.memory.fixed |= {"window_size"}
        Screenshot(window, self._wishes.screenshot, text).done.connect(self._picture_saved)

    def _picture_saved(self, saved: bool) -> None:
        self._saved = saved
        if not saved:
            sys.stderr.write(
                f"hcpcs-desktop: {self._wishes.screenshot} could not be written; choose another place.\n"
            )
