"""The view Learn: the chapters at the left, the chosen one as a page at the right."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QSplitter, QWidget

from hcpcs_desktop.ui import learn_page
from hcpcs_desktop.ui.keys import view_key
from hcpcs_desktop.ui.learn_chapters import chapters
from hcpcs_desktop.ui.learn_list import LearnSide
from hcpcs_desktop.ui.reading_pane import ReadingPane, Span

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance
    from hcpcs_desktop.ui.look import Look

_SIDE_COLUMNS = 42
_GLOSSARY, _PUZZLES = "glossary", "puzzles"


class Place(NamedTuple):
    """Where a link was followed from: the chapter, and how far its page was scrolled."""

    key: str
    scrolled: int


class LearnView(QSplitter):
    """Shows the chapters of Learn; what is typed in the box is found in all of them.

    `opened` gives a code to be looked up, `left` asks for the view before.
    """

    opened = Signal(str)
    left = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("learn")
        self._appearance = appearance
        self._revealed: set[str] = set()
        self._texts: dict[str, str] = {}
        self._hits: dict[str, list[Span]] = {}
        self._hit = -1
        self._from: Place | None = None
        self.side = LearnSide(appearance)
        self.reading = ReadingPane(appearance, "learnPage", "Chapter")
        self.setChildrenCollapsible(False)
        self.addWidget(self.side)
        self.addWidget(self.reading)
        self.setStretchFactor(1, 1)
        self.side.list.setCurrentRow(0)
        self._connect()
        self.restyle()

    def _connect(self) -> None:
        box, listed = self.side.box, self.side.list
        listed.currentRowChanged.connect(self._chapter_chosen)
        listed.opened.connect(self.focus_page)
        listed.left.connect(box.escape)
        listed.typed.connect(self._typed_in_list)
        box.textChanged.connect(self._find)
        box.entered.connect(self.next_hit)
        box.moved.connect(listed.step)
        box.left.connect(self.left)
        self.reading.followed.connect(self.follow)
        self.reading.left.connect(self._page_left)
        self._appearance.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Take sizes and colours from the appearance."""
        self.setHandleWidth(self._appearance.metrics.hairline)
        self._show(keep_place=True)

    def share_width(self, width: int) -> None:
        """Give the list the room that its headings need, at most a third."""
        side = min(self._appearance.metrics.columns(_SIDE_COLUMNS), width // 3)
        self.setSizes([side, width - side])

    @property
    def chapter(self) -> str:
        """The key of the shown chapter."""
        return self.side.list.key

    def ask(self, reference: Reference, on: date) -> None:
        """Take note that releases can be asked; the chapters rest on none."""
        self.show_message("")

    def show_message(self, text: str) -> None:
        """Say above the list what stands in the way; without text nothing does."""
        self.side.say(text, "trouble")

    def take_focus(self, *, returning: bool = False) -> None:
        """Go to the chapters, or `returning` from a code to the page with its link."""
        (self.reading.page if returning else self.side.list).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_page(self) -> None:
        """Go to the page."""
        self.take_focus(returning=True)

    def panes(self) -> list[QWidget]:
        """Return what F6 goes round."""
        return [self.side.box, self.side.list, self.reading.page]

    def find_here(self) -> None:
        """Go to the box and select what is in it."""
        self.side.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.side.box.selectAll()

    def jump(self, text: str) -> bool:
        """Open the chapter or the glossary term `text`, or find it; False where nothing has it."""
        if not text.strip():
            return False
        key, term = learn_page.chapter_named(text), learn_page.term_named(text)
        if key is not None:
            self._choose(key)
        elif term is not None:
            self._show_term(term)
        else:
            self.side.box.setText(text)
        return key is not None or term is not None or bool(self._hits)

    def paper(self, look: Look) -> tuple[str, str]:
        """Return title and HTML of the shown chapter, drawn in `look`, with the answers at its end."""
        return learn_page.by_key(self.chapter).heading, learn_page.html(look, self.chapter)

    def follow(self, scheme: str, target: str) -> None:
        """Follow a link: to a code, a chapter, a term of the glossary or the answer of a puzzle."""
        if scheme == "code":
            self.opened.emit(target)
        elif scheme == "answer":
            self._reveal(target)
        else:
            place = Place(self.chapter, self.reading.verticalScrollBar().value())
            if scheme == "term":
                self._show_term(target)
            else:
                self._choose(target)
            self._from = self._from or place

    def next_hit(self, steps: int = 1) -> None:
        """Go to the next hit, or by `steps`; after the last of a chapter to the next chapter with one."""
        own = self._hits.get(self.chapter, [])
        place = self._hit + steps if self._hit >= 0 or steps > 0 else len(own) - 1
        if 0 <= place < len(own):
            self._mark(place)
        elif self._hits:
            keys = list(self._hits)
            at = keys.index(self.chapter) if self.chapter in keys else -1
            self.side.list.choose(keys[(at + steps) % len(keys)])
            self._mark(0 if steps > 0 else len(self._hits[self.chapter]) - 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F3 goes to the next hit, with Shift to the one before; Esc leaves."""
        if event.key() == Qt.Key.Key_F3:
            self.next_hit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif not view_key(self, event):
            super().keyPressEvent(event)

    def _chapter_chosen(self) -> None:
        self._from = None
        self._show()

    def _show(self, *, keep_place: bool = False) -> None:
        self.reading.show_html(self._html(self.chapter), keep_place=keep_place)
        self._mark(-1)

    def _html(self, key: str) -> str:
        return learn_page.html(self._appearance, key, frozenset(self._revealed))

    def _mark(self, hit: int) -> None:
        """Mark the hits of the shown chapter, and the one at `hit` strongly."""
        self._hit = hit
        own = self._hits.get(self.chapter, [])
        self.reading.mark(own, own[hit] if 0 <= hit < len(own) else None)

    def _show_term(self, term: str) -> None:
        self._choose(_GLOSSARY)
        self.reading.go_to(term)

    def _choose(self, key: str) -> None:
        """Choose a chapter; where the list leaves it out for want of hits, the search is over."""
        if self._hits and key not in self._hits:
            self.side.box.clear()
        self.side.list.choose(key)

    def _reveal(self, target: str) -> None:
        if target == "none":
            self._revealed.clear()
        else:
            self._revealed.add(target)
        self._texts.pop(_PUZZLES, None)
        self._find_again()
        self._show(keep_place=True)

    def _page_left(self) -> None:
        """Go back to where a link was followed from, else to the chapters."""
        if self._from is None:
            self.take_focus()
            return
        key, scrolled = self._from
        self._from = None
        self._choose(key)
        self.reading.verticalScrollBar().setValue(scrolled)

    def _typed_in_list(self, text: str) -> None:
        self.find_here()
        self.side.box.insert(text)

    def _find(self) -> None:
        """Count the hits of every chapter, show one that has any and mark them."""
        self._find_again()
        if self._hits and self.chapter not in self._hits:
            self.side.list.choose(next(iter(self._hits)))
        wanted = self.side.box.text().strip()
        self.side.say(f"Nothing in Learn has “{wanted}”." if wanted and not self._hits else "")
        self._mark(0 if self._hits else -1)

    def _find_again(self) -> None:
        wanted = self.side.box.text().strip()
        found = {chapter.key: _spans(self._text(chapter.key), wanted) for chapter in chapters() if wanted}
        self._hits = {key: spans for key, spans in found.items() if spans}
        self.side.list.count_hits({key: len(spans) for key, spans in self._hits.items()})

    def _text(self, key: str) -> str:
        """Return the text of a chapter as its page has it, so that places in it are the page's."""
        if key not in self._texts:
            document = QTextDocument()
            document.setHtml(self._html(key))
            self._texts[key] = document.toPlainText()
        return self._texts[key]


def _spans(text: str, wanted: str) -> list[Span]:
    """Return where `wanted` stands in `text`, whatever the case.

    >>> _spans("Level II and level I", "level")
    [(0, 5), (13, 18)]
    """
    return [match.span() for match in re.finditer(re.escape(wanted), text, re.IGNORECASE)]
