"""The right pane: the header and the page of what is explained, scrolled together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal

from hcpcs_desktop.ui.anatomy import boxes_of
from hcpcs_desktop.ui.detail_header import DetailHeader
from hcpcs_desktop.ui.licence_words import NOT_COPIED
from hcpcs_desktop.ui.sheet_pane import LINE, SheetPane
from hcpcs_desktop.ui.words import Pill, pills

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.search.answer import Answer
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.page import Block

_SHEET = 106


class DetailPane(SheetPane):
    """Shows one explanation, or a page in its place; `followed` is a link, `left` Esc.

    A page comes in two parts, so that a code opens within one frame: once the first is painted,
    `rest_wanted` asks with the explanation for the rest, and `completed` tells that it is there.
    """

    favourite_wanted = Signal()
    pin_wanted = Signal()
    rest_wanted = Signal(object)
    completed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__(appearance)
        self._shown: Explanation | None = None
        self._answer: Answer | None = None
        self._welcome: tuple[Block, ...] | None = None
        self._whole = False
        self.header = DetailHeader(appearance)
        self.header.setParent(self._sheet)
        self.setTabOrder(self.header.favourite, self.header.pin)
        self.setTabOrder(self.header.pin, self.page)
        self._rest = QTimer(self, singleShot=True, interval=0)
        self._connect()

    def _connect(self) -> None:
        self.header.favourite_wanted.connect(self.favourite_wanted)
        self.header.pin_wanted.connect(self.pin_wanted)
        self._rest.timeout.connect(self._ask_for_rest)
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
        """Draw what is shown in the present look, where it was scrolled to before."""
        if self._shown is None and self._welcome is None:
            return
        bar = self.verticalScrollBar()
        place = bar.value() / max(1, bar.maximum())
        self._render()
        self.complete()
        bar.setValue(round(place * bar.maximum()))

    def _show_header(self, boxes: tuple, found: tuple[Pill, ...]) -> None:  # type: ignore[type-arg]
        self.header.show_code(boxes, found)
        self.header.setVisible(bool(boxes or found))

    def _render(self) -> None:
        """Show the first part of the page; the rest is asked for once this is painted."""
        from hcpcs_desktop.ui import page  # noqa: PLC0415 - brings Jinja2, not needed for the first paint

        self._rest.stop()
        self._whole = False
        self.page.not_copied = NOT_COPIED if self._shown is not None and self._shown.licensed else ""
        self.page.show_page(page.render_blocks(self._blocks(), self._appearance))
        self._fit()
        self.verticalScrollBar().setValue(0)
        if self._explains:
            self._rest.start()

    def _blocks(self) -> tuple[Block, ...]:
        from hcpcs_desktop.ui import detail_page, nothing_page  # noqa: PLC0415 - as above

        if self._welcome is not None or self._shown is None:
            return self._welcome or ()
        if self._answer is not None:
            return nothing_page.nothing(self._answer, self._shown)
        return detail_page.blocks_of(self._shown)

    @property
    def _explains(self) -> bool:
        """Whether a code or a modifier is explained, which has more to say than its first part."""
        return self._shown is not None and self._answer is None and self._shown.kind != "not_a_code"

    def complete(self) -> None:
        """Have the rest of the page there now, if it still has to be asked for."""
        if self._rest.isActive():
            self._rest.stop()
            self._ask_for_rest()

    def _ask_for_rest(self) -> None:
        if self._shown is not None:
            self.rest_wanted.emit(self._shown)

    def show_rest(self, explanation: Explanation, blocks: tuple[Block, ...]) -> None:
        """Add what follows on the page of `explanation`, if that is still the page that is shown."""
        from hcpcs_desktop.ui import page  # noqa: PLC0415 - loaded by now

        if explanation is self._shown and self._explains and not self._whole:
            self._whole = True
            self.page.add(page.render_blocks(blocks, self._appearance))
            self._fit()
            self.completed.emit()

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
        height = self.page.fit(sheet, metrics.columns(LINE))
        self.page.setGeometry(left, below, sheet, height)
        self._sheet.resize(self.viewport().width(), max(below + height + between, self.viewport().height()))
        self.verticalScrollBar().setSingleStep(metrics.gap(4))
