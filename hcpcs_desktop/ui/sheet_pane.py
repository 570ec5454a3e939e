"""A page on a sheet that scrolls: what the explanation, Learn and Compare have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QWidget

from hcpcs_desktop.ui.page_browser import PageBrowser

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from hcpcs_desktop.ui.appearance import Appearance

LINE = 80
"""Characters of a line of text at most; tables may be wider."""

_SCROLLS = {
    int(Qt.Key.Key_Up): QAbstractSlider.SliderAction.SliderSingleStepSub,
    int(Qt.Key.Key_Down): QAbstractSlider.SliderAction.SliderSingleStepAdd,
    int(Qt.Key.Key_PageUp): QAbstractSlider.SliderAction.SliderPageStepSub,
    int(Qt.Key.Key_PageDown): QAbstractSlider.SliderAction.SliderPageStepAdd,
    int(Qt.Key.Key_Space): QAbstractSlider.SliderAction.SliderPageStepAdd,
    int(Qt.Key.Key_Home): QAbstractSlider.SliderAction.SliderToMinimum,
    int(Qt.Key.Key_End): QAbstractSlider.SliderAction.SliderToMaximum,
}


class SheetPane(QScrollArea):
    """Scrolls a sheet with a page on it; `followed` is a link, `left` Esc."""

    followed = Signal(str, str)
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setObjectName("detailPane")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._sheet = QWidget()
        self._sheet.setObjectName("sheet")
        self.page = PageBrowser(appearance)
        self.page.setParent(self._sheet)
        self.setWidget(self._sheet)
        self.setFocusProxy(self.page)
        self.page.followed.connect(self.followed)
        self.page.left.connect(self.left)
        self.page.scrolled.connect(self._scroll)
        self.page.seen.connect(self._keep_in_sight)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give what lies on the sheet its place; each pane has its own margins."""
        raise NotImplementedError

    def _scroll(self, key: int) -> None:
        self.verticalScrollBar().triggerAction(_SCROLLS[key])

    def _keep_in_sight(self, area: QRect, lines: int = 1) -> None:
        place = area.translated(self.page.pos())
        margin = min(self._appearance.metrics.gap(2 * lines + 1), self.viewport().height() // 3)
        self.ensureVisible(place.center().x(), place.center().y(), 0, margin)
