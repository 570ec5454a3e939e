"""Theme and zoom of the whole window, kept in one place and announced by one signal."""

from __future__ import annotations

import re

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from hcpcs_desktop import assets
from hcpcs_desktop.ui.metrics import ANATOMY, HEADING, MUTED, NAME, OFFICIAL, Metrics
from hcpcs_desktop.ui.theme import THEMES, Colours, system_theme, theme_of

ZOOM_STEPS = (50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)

_NAME = re.compile(r"@(\w+)")


class Appearance(QObject):
    """What everything is drawn with: `colours` and `metrics`; `changed` when either is another."""

    changed = Signal()

    def __init__(self, app: QApplication, theme: str = "system", zoom: int = 100) -> None:
        super().__init__()
        self._app = app
        self._system_font = app.font()
        self._system_theme = theme_of(app.palette())
        self.theme = theme if theme in THEMES else "system"
        self.zoom = within_steps(zoom)
        self._build()

    @property
    def sharpness(self) -> float:
        """The most pixels that a screen has for each of a page, whichever screen the window is on."""
        return self._app.devicePixelRatio()

    def follow_system(self) -> None:
        """Ask the desktop what it wants now and whenever that changes; called after the first paint."""
        self._app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._system_changed()

    def set_theme(self, theme: str) -> None:
        """Draw with `theme`, or with what the desktop asks for where it is no theme's name."""
        wanted = theme if theme in THEMES else "system"
        if wanted != self.theme:
            self.theme = wanted
            self._rebuild()

    def set_zoom(self, percent: int) -> None:
        """Draw everything at `percent` of the system font's size, from 50 to 300."""
        wanted = within_steps(percent)
        if wanted != self.zoom:
            self.zoom = wanted
            self._rebuild()

    def zoom_by(self, steps: int) -> None:
        """Go so many zoom steps up or down."""
        nearest = min(range(len(ZOOM_STEPS)), key=lambda index: abs(ZOOM_STEPS[index] - self.zoom))
        self.set_zoom(ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, nearest + steps))])

    def style_sheet(self) -> str:
        """Return the window's style sheet with this theme's colours and this zoom's sizes."""
        values = self._sheet_values()
        return _NAME.sub(lambda found: values[found[1]], assets.text("theme/window.qss"))

    def _sheet_values(self) -> dict[str, str]:
        sizes = {"muted": MUTED, "official": OFFICIAL, "heading": HEADING, "name": NAME, "anatomy": ANATOMY}
        values = dict(self.colours.values)
        values |= {f"size_{name}": self.metrics.size(ratio) for name, ratio in sizes.items()}
        values |= {
            f"gap_{tenths}": f"{self.metrics.gap(tenths / 10)}px" for tenths in (3, 5, 7, 10, 15, 20, 30)
        }
        values |= {"hairline": f"{self.metrics.hairline}px", "ring": f"{2 * self.metrics.hairline}px"}
        values["outline"] = self.colours["line"] if self.colours.theme == "contrast" else "transparent"
        return values

    def _system_changed(self) -> None:
        wanted = system_theme(self._system_theme)
        if wanted != self._system_theme:
            self._system_theme = wanted
            if self.theme == "system":
                self._rebuild()

    def _rebuild(self) -> None:
        self._build()
        self.changed.emit()

    def _build(self) -> None:
        self.colours = Colours(self.theme if self.theme in THEMES else self._system_theme)
        self.metrics = Metrics(self._system_font, self.zoom)
        self._app.setPalette(self.colours.palette())
        self._app.setFont(self.metrics.body)


def within_steps(percent: int) -> int:
    """Return `percent` held between the smallest and the largest zoom."""
    return max(ZOOM_STEPS[0], min(ZOOM_STEPS[-1], percent))
