"""What the keys do in the box, the list and the date; loaded with the first key, not for the first paint.

Each function tells whether it used the key; otherwise the widget does with it what it always does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent

if TYPE_CHECKING:
    from hcpcs_desktop.ui.changes_list import SectionList
    from hcpcs_desktop.ui.date_field import DateField
    from hcpcs_desktop.ui.learn_list import ChapterList
    from hcpcs_desktop.ui.search_pane import HitList, SearchBox
    from hcpcs_desktop.ui.view_builders import View

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_DAYS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_QUARTERS = {Qt.Key.Key_PageUp: 1, Qt.Key.Key_PageDown: -1}
_AT_ONCE = {"+": 1, "-": -1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


def box_key(box: SearchBox, event: QKeyEvent) -> bool:
    """Arrows and pages move the list, Enter opens, Esc clears."""
    key = Qt.Key(event.key())
    if key in _ENTER:
        box.opened.emit()
    elif event.modifiers() not in _PLAIN:
        return False
    elif key in _ROWS:
        box.moved.emit(_ROWS[key], False)
    elif key in _PAGES:
        box.moved.emit(_PAGES[key], True)
    elif key == Qt.Key.Key_Escape:
        box.clear()
    else:
        return False
    return True


def list_key(hits: HitList, event: QKeyEvent) -> bool:
    """Enter opens, Esc goes back to the box, characters are typed there."""
    text = event.text()
    if Qt.Key(event.key()) in _ENTER:
        hits.opened.emit()
    elif event.key() == Qt.Key.Key_Escape:
        hits.left.emit()
    elif text and text.isprintable() and not text.isspace():
        hits.typed.emit(text)
    else:
        return False
    return True


def side_key(side: SectionList | ChapterList, event: QKeyEvent) -> bool:
    """Enter goes from a list at the side to its page, Esc leaves the view."""
    if Qt.Key(event.key()) in _ENTER:
        side.opened.emit()
    elif event.key() == Qt.Key.Key_Escape:
        side.left.emit()
    else:
        return False
    return True


def view_key(view: View, event: QKeyEvent) -> bool:
    """Esc leaves the view."""
    if event.key() != Qt.Key.Key_Escape:
        return False
    view.left.emit()
    return True


def date_key(field: DateField, event: QKeyEvent) -> bool:
    """Enter takes the day, Esc keeps the old one, Up and Down go by a day, pages by a quarter.

    While the whole text is selected t, + and - act at once; otherwise they are typed.
    """
    key = Qt.Key(event.key())
    if key in _ENTER:
        field.enter()
    elif key == Qt.Key.Key_Escape:
        field.keep()
    elif key in _DAYS:
        field.step(_DAYS[key])
    elif key in _QUARTERS:
        field.step_quarters(_QUARTERS[key])
    else:
        whole = field.hasSelectedText() and field.selectedText() == field.text()
        return whole and not event.modifiers() & _HELD and _acts_at_once(field, event.text())
    return True


def _acts_at_once(field: DateField, typed: str) -> bool:
    if typed in ("t", "T"):
        field.go_today()
    elif typed in _AT_ONCE:
        field.step_quarters(_AT_ONCE[typed])
    else:
        return False
    return True


def left_for_another_window(reason: Qt.FocusReason) -> bool:
    """Tell whether the focus went because another window came to the front."""
    return reason == Qt.FocusReason.ActiveWindowFocusReason


def zoom_steps(event: QWheelEvent) -> int:
    """Return how many steps Ctrl and the wheel zoom, 0 without Ctrl."""
    turned = event.angleDelta().y()
    if not turned or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return 0
    return 1 if turned > 0 else -1
