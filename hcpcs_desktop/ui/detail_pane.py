"""The right pane: the header and the page of what is explained, scrolled together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QWidget

from hcpcs_desktop.ui.anatomy import boxes_of
from hcpcs_desktop.ui.detail_header import DetailHeader
from hcpcs_desktop.ui.licence_words import NOT_COPIED
from hcpcs_desktop.ui.page_browser import PageBrowser
from hcpcs_desktop.ui.words import Pill, pills

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.search.answer import Answer
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.detail_page import Block

_LINE = 80
_SHEET = 106
_SCROLLS = {
    int(Qt.Key.Key_Up): QAbstractSlider.SliderAction.SliderSingleStepSub,
    int(Qt.Key.Key_Down): QAbstractSlider.SliderAction.SliderSingleStepAdd,
    int(Qt.Key.Key_PageUp): QAbstractSlider.SliderAction.SliderPageStepSub,
    int(Qt.Key.Key_PageDown): QAbstractSlider.SliderAction.SliderPageStepAdd,
    int(Qt.Key.Key_Space): QAbstractSlider.SliderAction.SliderPageStepAdd,
    int(Qt.Key.Key_Home): QAbstractSlider.SliderAction.SliderToMinimum,
    int(Qt.Key.Key_End): QAbstractSlider.SliderAction.SliderToMaximum,
}


class DetailPane(QScrollArea):
    """Shows one explanation, or a page in its place; `followed` is a link, `left` Esc."""

    followed = Signal(str, str)
    left = Signal()
    favourite_wanted = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("detailPane")
        self._appearance = appearance
        self._shown: Explanation | None = None
        self._answer: Answer | None = None
        self._welcome: tuple[Block, ...] | None = None
        self.header = DetailHeader(appearance)
        self.page = PageBrowser(appearance)
        self._set_up()
        self._connect()

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._sheet = QWidget()
        self._sheet.setObjectName("sheet")
        self.header.setParent(self._sheet)
        self.page.setParent(self._sheet)
        self.setWidget(self._sheet)
        self.setFocusProxy(self.page)

    def _connect(self) -> None:
        self.page.followed.connect(self.followed)
        self.page.left.connect(self.left)
        self.page.scrolled.connect(self._scroll)
        self.page.seen.connect(self._keep_in_sight)
        self.header.favourite_wanted.connect(self.favourite_wanted)
        self._appearance.changed.connect(self.restyle)

    @property
    def shown(self) -> Explanation | None:
        """What is explained now, None for another page."""
        return self._shown

    def show_explanation(self, explanation: Explanation, favourite: bool | None) -> None:
        """Explain one code, modifier or text that is neither."""
        same = self._shown == explanation and self._answer is None
        self._shown, self._answer, self._welcome = explanation, None, None
        self.header.show_favourite(favourite)
        if not same:
            self._show_header(boxes_of(explanation), pills(explanation))
            self._render()

    def show_nothing(self, answer: Answer, explanation: Explanation) -> None:
        """Say that nothing was found, what the text looks like and what to try."""
        self._shown, self._answer, self._welcome = explanation, answer, None
        self.header.show_favourite(None)
        looks = pills(explanation) if explanation.lookalikes or explanation.suggestions else ()
        self._show_header((), looks)
        self._render()

    def show_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show a page that explains no code, such as the first one."""
        self._shown, self._answer, self._welcome = None, None, blocks
        self.header.show_favourite(None)
        self._show_header((), ())
        self._render()

    def restyle(self) -> None:
        """Draw what is shown in the present look."""
        if self._shown is not None or self._welcome is not None:
            self._render()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _show_header(self, boxes: tuple, found: tuple[Pill, ...]) -> None:  # type: ignore[type-arg]
        self.header.show_code(boxes, found)
        self.header.setVisible(bool(boxes or found))

    def _render(self) -> None:
        from hcpcs_desktop.ui import detail_page  # noqa: PLC0415 - brings Jinja2, not needed for the first paint

        if self._welcome is not None:
            html = detail_page.render_blocks(self._welcome, self._appearance)
        elif self._answer is not None and self._shown is not None:
            html = detail_page.render_blocks(detail_page.nothing(self._answer, self._shown), self._appearance)
        elif self._shown is not None:
            html = detail_page.render(self._shown, self._appearance)
        else:
            return
        self.page.not_copied = NOT_COPIED if self._shown is not None and self._shown.licensed else ""
        self.page.show_page(html)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def _fit(self) -> None:
        """Give header and page their places on one sheet; lines of text stay shorter than the sheet."""
        metrics = self._appearance.metrics
        left, top, between = metrics.gap(3), metrics.gap(2.2), metrics.gap(2.4)
        room = max(metrics.gap(20), self.viewport().width() - left - metrics.gap(2))
        sheet = min(room, metrics.columns(_SHEET))
        below = top
        if not self.header.isHidden():
            height = self.header.fit(sheet)
            self.header.setGeometry(left, top, sheet, height)
            below = top + height + between
        height = self.page.fit(sheet, metrics.columns(_LINE))
        self.page.setGeometry(left, below, sheet, height)
        self._sheet.resize(self.viewport().width(), max(below + height + between, self.viewport().height()))
        self.verticalScrollBar().setSingleStep(metrics.gap(4))

    def _scroll(self, key: int) -> None:
        self.verticalScrollBar().triggerAction(_SCROLLS[key])

    def _keep_in_sight(self, area: QRect) -> None:
        place = area.translated(self.page.pos())
        self.ensureVisible(place.center().x(), place.center().y(), 0, self._appearance.metrics.gap(3))
