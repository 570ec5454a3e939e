"""The line at the bottom: the keys that work where the focus is, and short messages."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QStatusBar, QWidget

_SEPARATOR = "   ·   "
_MESSAGE_TIME = 6000

KEYS = {
    "searchBox": ("Enter open", "↑↓ move", "Esc clear", "F6 next pane", "Alt+D date", "F1 all keys"),
    "hits": ("Enter open", "↑↓ move", "Esc search", "F6 next pane", "F1 all keys"),
    "chip": ("Space take away", "Tab next", "Ctrl+K search", "F1 all keys"),
    "filterButton": ("Space open", "Ctrl+Shift+X clear filters", "Ctrl+K search", "F1 all keys"),
    "page": ("Esc search", "Tab next link", "Ctrl+D favourite", "Ctrl+Shift+C copy code", "F1 all keys"),
    "atlas": (
        "↑↓←→ move",
        "Page Down next",
        "A to V jump",
        "Enter go in",
        "Backspace up",
        "F6 next pane",
        "F1 all keys",
    ),
    "branches": (
        "←→ fold",
        "A to V jump",
        "Enter codes",
        "Ctrl+F search here",
        "Esc look up",
        "F1 all keys",
    ),
    "sectionCodes": ("Enter open", "↑↓ move", "A to V jump", "Esc sections", "F6 next pane", "F1 all keys"),
    "learnBox": ("Enter next hit", "↑↓ chapter", "Esc clear", "F6 next pane", "F1 all keys"),
    "chapters": ("↑↓ chapter", "Enter read", "Ctrl+F find", "Esc look up", "F1 all keys"),
    "learnPage": ("Tab next link", "F3 next hit", "Esc back", "F6 next pane", "F1 all keys"),
    "comparePage": ("Ctrl+H hide or reveal", "Tab next link", "Ctrl+P print", "Esc look up", "F1 all keys"),
    "changeSections": (
        "↑↓ section",
        "A to V jump",
        "Enter read",
        "Ctrl+F find",
        "Esc look up",
        "F1 all keys",
    ),
    "changesBox": ("Enter next hit", "Esc clear", "F6 next pane", "F1 all keys"),
    "changesPage": (
        "Tab next link",
        "Enter open",
        "Ctrl+P print",
        "Ctrl+Shift+T save table",
        "Esc sections",
        "F1 all keys",
    ),
    "fewReleases": ("Tab next link", "Enter open", "Ctrl+O load", "Esc look up", "F1 all keys"),
    "favouritesOnly": ("Space switch", "Tab next", "Esc look up", "F1 all keys"),
    "choice": ("↑↓ choose", "Tab next", "Esc look up", "F1 all keys"),
    "settingButton": ("Space press", "Tab next", "Esc look up", "F1 all keys"),
    "dateField": ("Enter set", "T today", "+ - a quarter", "↑↓ a day", "Esc keep", "F1 all keys"),
}
_ELSEWHERE = ("Ctrl+K search", "F6 next pane", "F1 all keys")


class StatusLine(QStatusBar):
    """Shows `KEYS` for the focused pane; a message takes their place for some seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusLine")
        self._keys = QLabel()
        self._keys.setObjectName("quiet")
        self._keys.setMinimumWidth(1)
        self.addWidget(self._keys, 1)

    def focus_moved(self, focused: QWidget | None) -> None:
        """Name the keys of the widget that has the focus now; its property ``keys`` may say which."""
        name = str(focused.property("keys") or focused.objectName()) if focused is not None else ""
        self._keys.setText(_SEPARATOR.join(KEYS.get(name, _ELSEWHERE)))

    def say(self, text: str) -> None:
        """Show a short message for some seconds."""
        self.showMessage(text, _MESSAGE_TIME)
