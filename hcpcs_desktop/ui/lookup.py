"""Asks the reference what is typed and shows the answers: the conversation of box, list and page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from hcpcs_desktop.reference.errors import EnvironmentFault
from hcpcs_desktop.ui.found_words import count_words, explains, nothing_words, reads_otherwise, typed_words
from hcpcs_desktop.ui.hit_model import accessible_text
from hcpcs_desktop.ui.hit_rows import kept_rows, row_of, rows_of, rows_of_several, suggested_rows
from hcpcs_desktop.ui.narrowing import Narrowing
from hcpcs_desktop.ui.trail import Trail
from hcpcs_desktop.ui.words import read_differently

if TYPE_CHECKING:
    from hcpcs_desktop.codes.explanation import Explanation
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.search.answer import Answer, Hit
    from hcpcs_desktop.ui.date_field import DateField
    from hcpcs_desktop.ui.detail_pane import DetailPane
    from hcpcs_desktop.ui.filter_bar import FilterBar
    from hcpcs_desktop.ui.pins import Pins
    from hcpcs_desktop.ui.search_pane import SearchPane

TYPING_PAUSE_MS = 120

_SEVERAL = ", "
"""Stands between the codes that a text was read as."""


class Lookup(QObject):
    """Searches at each key; the page follows when typing pauses, at once when a row is chosen."""

    said = Signal(str)
    announced = Signal(str)
    compare_wanted = Signal(str)

    def __init__(self, search: SearchPane, date: DateField) -> None:
        super().__init__(search)
        self._search = search
        self._pane: DetailPane | None = None
        self._date = date
        self._reference: Reference | None = None
        self._answer: Answer | None = None
        self._several: tuple[Explanation, ...] = ()
        self._asked = ""
        self._bar: FilterBar | None = None
        self.narrowing = Narrowing(self)
        self.licensed = True
        """Whether the page shows a licensee's wording; no picture of it is saved."""
        self.trail = Trail()
        self._pins: Pins | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE_MS)
        self._pause.timeout.connect(self.show_chosen)
        search.typed.connect(self.ask)
        date.day_changed.connect(self.ask_again)
        self.narrowing.changed.connect(self.ask)

    def show_in(self, detail: DetailPane) -> None:
        """Explain in `detail` from now on; until then rows are found and nothing is explained."""
        self._pane = detail
        detail.followed.connect(self.follow)
        detail.left.connect(self._search.focus_box)
        detail.favourite_wanted.connect(self.toggle_favourite)
        detail.rest_wanted.connect(self.complete)
        detail.pin_wanted.connect(self.toggle_pin)
        self._search.chosen.connect(self._row_chosen)
        self._search.opened.connect(self.open_chosen)
        self._search.list.clicked.connect(self._note_clicked)
        if self._reference is None or not self._pause.isActive():
            self.show_chosen()

    def show_reading_in(self, bar: FilterBar) -> None:
        """Show in `bar` how words were read from now on, whenever typing pauses."""
        self._bar = bar

    @property
    def _detail(self) -> DetailPane:
        assert self._pane is not None, "explained before there was a page"
        return self._pane

    def begin(self, reference: Reference) -> None:
        """Answer with `reference` from now on, beginning with what was typed before."""
        self._reference = reference
        self.ask()

    def stop(self) -> None:
        """Ask nothing any more."""
        self._pause.stop()
        self._reference = None

    @property
    def on(self) -> str:
        """The date of service as ISO text."""
        return self._date.day.isoformat()

    def ask(self) -> None:
        """Search for what is typed now; the page follows when typing pauses."""
        if self._reference is None:
            return
        text = self._search.box.text()
        if self._try(lambda: self._search_for(text)):
            self._pause.start()

    def ask_again(self) -> None:
        """Ask the same with the present date and releases; what is open stays open."""
        if self._reference is None or self._pane is None or self._pause.isActive():
            self.ask()
            return
        chosen, asked = self._search.current(), self._asked
        text = self._search.box.text()
        if self._try(lambda: self._search_for(text, keep=chosen)):
            if asked and chosen is None:
                self._search.choose_none()
            self.explain(asked) if asked else self.show_chosen()
            self._say_what_was_typed()

    def show_chosen(self) -> None:
        """Explain the chosen row, or say that nothing was found, or greet."""
        self._pause.stop()
        if self._bar is not None:
            self._bar.show_reading(self._answer)
        if self._pane is None:
            return
        hit = self._search.current()
        if hit is not None:
            self.explain(self._text_of(hit))
            self._say_what_was_typed()
        elif self._answer is not None:
            self._try(self._show_nothing)
        else:
            self.greet()

    def _say_what_was_typed(self) -> None:
        """Say above the rows what the text is that they were found for, where it is itself no code."""
        answer = self._answer
        if answer is None or not reads_otherwise(answer):
            return
        words = typed_words(self._ask_reference().explain_each(answer.query, on=self.on)[0])
        if words:
            self._search.show_message(words)
            self.announced.emit(words)

    def open_chosen(self) -> None:
        """Explain the chosen row, remember it as opened and put the focus in the page."""
        if self._reference is None:
            return
        self.show_chosen()
        self._remember()
        if self._search.box.text().strip() or self._search.current() is not None:
            self._detail.page.setFocus()

    def open(self, code: str) -> None:
        """Look `code` up as if it were typed, and open it."""
        self._search.box.setText(code)
        chosen = self._search.current()
        if chosen is not None and chosen.code == code:
            self.open_chosen()
        else:
            self.follow("code", code)
            self._detail.page.setFocus()

    def follow(self, scheme: str, text: str) -> None:
        """Follow a link of the page: a code is explained, anything else searched for."""
        if scheme == "code":
            self._search.choose_none()
            self.explain(text)
            self._remember()
        elif scheme == "compare":
            self.compare_wanted.emit(text)
        elif scheme == "search":
            self._search.box.setText(text)
            self._search.box.setFocus()

    def return_to(self, text: str) -> None:
        """Show again what was opened before."""
        self._search.choose_none()
        self.explain(text)

    def explain(self, text: str) -> None:
        """Show what `text` is."""
        self._pause.stop()
        if self._reference is not None:
            self._try(lambda: self._explain(text))

    def complete(self, explanation: Explanation) -> None:
        """Show the rest of the page of `explanation`: its history, its neighbours, its modifiers."""
        from hcpcs_desktop.ui.detail_more import more_of  # noqa: PLC0415 - not needed for the first answer

        if (reference := self._reference) is not None:
            self._try(lambda: self._detail.show_rest(explanation, more_of(reference, explanation)))

    def toggle_favourite(self) -> None:
        """Mark what is shown as a favourite, or take the mark away."""
        shown = self._detail.shown
        if self._reference is None or shown is None or shown.kind == "not_a_code":
            self.said.emit("No code is shown that could be marked")
            return
        code = favourite_key(shown)
        wanted = code not in self._reference.favourites()
        if self._try(lambda: self._mark(code, wanted)):
            self._detail.header.show_favourite(wanted)
            self.said.emit(f"{code} is a favourite" if wanted else f"{code} is no favourite any more")

    def pin_in(self, pins: Pins) -> None:
        """Pin codes in `pins` from now on."""
        self._pins = pins
        pins.changed.connect(self._show_pin)

    def toggle_pin(self) -> None:
        """Pin what is shown for the comparison, or take it off."""
        shown = self._detail.shown
        if self._pins is None or shown is None or shown.kind == "not_a_code":
            self.said.emit("No code is shown that could be pinned")
        else:
            self._try(lambda: self._toggle_pin(shown.read_as))

    def _toggle_pin(self, code: str) -> None:
        assert self._pins is not None, "pinned before there were pins"
        self._pins.toggle(code)

    def _show_pin(self) -> None:
        shown = self._detail.shown
        if self._pins is not None and shown is not None and shown.kind != "not_a_code":
            self._detail.header.show_pin(shown.read_as in self._pins.codes())

    def greet(self) -> None:
        """Show the first page: what can be typed here."""
        from hcpcs_desktop.ui.welcome import welcome  # noqa: PLC0415 - brings Jinja2

        self._asked = ""
        self._detail.show_blocks(welcome())

    def _search_for(self, text: str, keep: Hit | None = None) -> None:
        self._answer, self._several = None, ()
        narrowing = self.narrowing
        narrowing.search_for(text)
        if text.strip() or narrowing.filters.any():
            answer = self._ask_reference().search(
                text, on=self.on, filters=narrowing.filters, without=narrowing.refused
            )
            self._show_answer(answer, keep)
        else:
            self._asked = self._asked if keep else ""
            rows = kept_rows(self._ask_reference(), self.on)
            self._search.show_hits(rows, "Recent and favourites" if rows else "", choose=_row(rows, keep))

    def _show_answer(self, answer: Answer, keep: Hit | None) -> None:
        self._answer = answer
        rows, message, choose = rows_of(answer), "", 0
        if not rows or _SEVERAL in answer.read_as:
            self._several = self._ask_reference().explain_each(answer.query, on=self.on)
        total = max(answer.total, len(self._several))
        if len(self._several) > 1:
            rows = rows_of_several(self._several, answer)
        elif not rows:
            rows, message, total = self._rows_of_nothing(answer), nothing_words(answer, self._several[0]), 0
            choose = 0 if explains(self._several[0]) else -1
        count = (count_words(total, len(rows)) + read_differently(answer)).lstrip(" ·")
        self._search.show_hits(rows, count, message, _row(rows, keep) if choose == 0 and keep else choose)
        self.announced.emit(accessible_text(rows[0]) if choose == 0 and not message else message)

    def _rows_of_nothing(self, answer: Answer) -> tuple[Hit, ...]:
        """Return the code itself, where only its structure is known, and the codes that may be meant."""
        own = self._several[0]
        first = (row_of(own),) if explains(own) else ()
        return first + suggested_rows(self._ask_reference(), answer.suggestions, self.on)

    def _show_nothing(self) -> None:
        answer = self._answer
        if answer is None:
            return
        explained = self._several or self._ask_reference().explain_each(answer.query, on=self.on)
        self._asked = ""
        self._detail.show_nothing(answer, explained[0])

    def _explain(self, text: str) -> None:
        reference = self._ask_reference()
        found = reference.explain_each(text, on=self.on, licensed=self.licensed)[0]
        self._asked = text
        marked = favourite_key(found) in reference.favourites() if found.kind != "not_a_code" else None
        self._detail.show_explanation(found, marked)
        self._show_pin()

    def _text_of(self, hit: Hit) -> str:
        """Return what to explain for a row: the code with the modifiers that were typed behind it."""
        if len(self._several) > 1:
            return self._several[self._search.current_row()].read_as or hit.code
        typed = self._answer.read_as if self._answer is not None else ""
        return typed if typed.startswith(f"{hit.code}-") else hit.code

    def _row_chosen(self) -> None:
        hit = self._search.current()
        if hit is not None:
            self.explain(self._text_of(hit))
            self.announced.emit(accessible_text(hit))

    def _note_clicked(self) -> None:
        self.show_chosen()
        self._remember()

    def _remember(self) -> None:
        shown = self._detail.shown
        if shown is None or shown.kind == "not_a_code" or self._reference is None:
            return
        self.trail.open(self._asked)
        self._try(lambda: self._ask_reference().note_opened(favourite_key(shown)))

    def _mark(self, code: str, wanted: bool) -> None:
        self._ask_reference().set_favourite(code, wanted)

    def _ask_reference(self) -> Reference:
        assert self._reference is not None, "asked before the reference was open"
        return self._reference

    def _try(self, question: Callable[[], object]) -> bool:
        """Ask; where disk or permission stand in the way, say so in the pane and return False."""
        try:
            question()
        except EnvironmentFault as fault:
            self._search.show_message(str(fault), trouble=True)
            return False
        return True


def favourite_key(explanation: Explanation) -> str:
    """Return the code that a favourite or a recent entry keeps: without its modifiers."""
    return explanation.code or explanation.read_as or explanation.input


def _row(rows: tuple[Hit, ...], keep: Hit | None) -> int:
    """Return the row of the code that was chosen before, -1 (none) where it is gone."""
    codes = [hit.code for hit in rows]
    return codes.index(keep.code) if keep is not None and keep.code in codes else -1
