"""The menu of filters: what each can be, said in words; built when it is first opened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from hcpcs_desktop.ui.filter_words import KIND, STATUS, sections, values
from hcpcs_desktop.ui.words import day

if TYPE_CHECKING:
    from hcpcs_desktop.ui.narrowing import Narrowing

CLEAR = ("clear", "")
"""What the action that takes all filters away carries; the others carry a filter and its value."""

_QUARTER = 3


def fill(menu: QMenu, narrowing: Narrowing, on: date) -> None:
    """Put the choices of every filter into `menu`; the days are counted from the asked day `on`.

    Each action carries what it chooses.
    """
    menu.clear()
    for name, title, choices in _choices(on):
        _add_choices(menu.addMenu(title), name, choices, narrowing)
    menu.addSeparator()
    clear = menu.addAction("&Clear all filters")
    clear.setEnabled(narrowing.filters.any())
    clear.setData(CLEAR)


def _choices(on: date) -> Iterable[tuple[str, str, list[tuple[str, str]]]]:
    yield "kind", "Code or &modifier", list(KIND.items())
    yield "section", "&Section", [(letter, f"{words}   {letter}") for letter, words in sections()]
    yield "status", "S&tatus on this date", list(STATUS.items())
    yield "coverage", "&Coverage", _values("coverage")
    yield "pricing", "&Pricing", _values("pricing")
    yield "added_since", "&Added since", since(on)
    yield "ended_since", "&Ended since", since(on)


def _values(field: str) -> list[tuple[str, str]]:
    return [(value, f"{words}   {value}") for value, words in values(field)]


def since(on: date) -> list[tuple[str, str]]:
    """Return the days from which on codes may be wanted, each as ISO text and in words."""
    quarter = date(on.year, (on.month - 1) // _QUARTER * _QUARTER + 1, 1)
    before = quarter - timedelta(days=1)
    last = date(before.year, (before.month - 1) // _QUARTER * _QUARTER + 1, 1)
    days = (
        ("this quarter", quarter),
        ("the quarter before", last),
        ("this year", date(on.year, 1, 1)),
        ("last year", date(on.year - 1, 1, 1)),
        ("five years ago", date(on.year - 5, 1, 1)),
    )
    return [(when.isoformat(), f"{day(when)}, {words}") for words, when in days]


def _add_choices(menu: QMenu, name: str, choices: list[tuple[str, str]], narrowing: Narrowing) -> None:
    group = QActionGroup(menu)
    chosen = getattr(narrowing.filters, name)
    for value, text in (("", "Any"), *choices):
        action = QAction(text.replace("&", "&&"), menu)
        action.setCheckable(True)
        action.setChecked((chosen or "") == value)
        action.setData((name, value))
        group.addAction(action)
        menu.addAction(action)
