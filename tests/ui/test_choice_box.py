"""The arrow of a choice: there in every theme, and as large as the text around it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.choice_box import ChoiceBox


def dark_columns(picture: QImage, ground: QColor) -> int:
    """Return how many columns of the right half, but for the frame, show something."""
    inside = range(picture.width() // 2, picture.width() - 6)
    rows = range(6, picture.height() - 6)
    return sum(any(picture.pixelColor(x, y) != ground for y in rows) for x in inside)


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_arrow_grows_with_the_text(qtbot: QtBot, appearance: Appearance, theme: str) -> None:
    appearance.set_theme(theme)
    widths = []
    for zoom in (100, 200):
        appearance.set_zoom(zoom)
        box = ChoiceBox(appearance)
        qtbot.addWidget(box)
        box.setStyleSheet(appearance.style_sheet())
        box.addItem("A")
        box.resize(appearance.metrics.gap(30), appearance.metrics.gap(4))
        picture = box.grab().toImage()
        widths.append(dark_columns(picture, appearance.colours.colour("field")))
    assert widths[0] >= appearance.metrics.gap(0.4)
    assert widths[1] == pytest.approx(2 * widths[0], abs=3)
