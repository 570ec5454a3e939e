from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.theme import THEMES, TOKENS, Colours

SURFACES = ("window", "base", "field")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def pairs() -> list[tuple[str, str]]:
    soft = [f"{token}_soft" for token in TOKENS]
    found = [(text, ground) for text in ("text", "muted") for ground in (*SURFACES, *soft)]
    found += [(token, ground) for token in TOKENS for ground in (*SURFACES, f"{token}_soft", "accent_soft")]
    return [*found, ("base", "accent")]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "ground"), pairs())
def test_every_pair_can_be_read(theme: str, front: str, ground: str) -> None:
    colours = Colours(theme)
    assert contrast(colours[front], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_scroll_bars_and_frames_can_be_seen(theme: str) -> None:
    colours = Colours(theme)
    assert min(contrast(colours["handle"], colours[ground]) for ground in SURFACES) >= 3 - 0.1
    assert min(contrast(colours["accent"], colours[ground]) for ground in SURFACES) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_palette_follows_the_theme(theme: str) -> None:
    palette = Colours(theme).palette()
    assert palette.color(QPalette.ColorRole.Window).name() == Colours(theme)["window"]
    text = palette.color(QPalette.ColorRole.Text).name()
    assert contrast(text, palette.color(QPalette.ColorRole.Base).name()) >= 7


@pytest.mark.parametrize("zoom", [50, 100, 300])
def test_the_style_sheet_has_no_name_left(qapp: QApplication, zoom: int) -> None:
    assert "@" not in Appearance(qapp, "dark", zoom).style_sheet()


def test_zoom_scales_everything_and_announces_itself(qapp: QApplication, qtbot: QtBot) -> None:
    appearance = Appearance(qapp, "light")
    unit = appearance.metrics.unit
    with qtbot.waitSignal(appearance.changed):
        appearance.set_zoom(200)
    assert appearance.metrics.unit == pytest.approx(2 * unit, rel=0.1)
    appearance.set_zoom(100_000)
    assert appearance.zoom == 300
    appearance.zoom_by(-1)
    assert appearance.zoom == 250


def test_an_unknown_theme_follows_the_system(qapp: QApplication) -> None:
    appearance = Appearance(qapp, "mauve")
    assert appearance.theme == "system"
    assert appearance.colours.theme in THEMES
