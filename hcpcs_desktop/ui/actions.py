"""The table of everything the window can do: one QAction each, with text, keys and menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu


class Row(NamedTuple):
    """One action: its name, its menu, its text and its keys; `group` makes it one choice of several."""

    name: str
    menu: str
    text: str
    keys: tuple[str, ...] = ()
    help: str = ""
    group: str = ""
    rule_above: bool = False
    checkable: bool = False


TABLE = (
    Row("load_release", "&File", "&Load release…", ("Ctrl+O",), "Load CMS files: zip, text or workbook"),
    Row("load_folder", "&File", "Load &folder…", ("Ctrl+Shift+O",), "Load every official file in a folder"),
    Row(
        "fetch_release",
        "&File",
        "C&heck for a new release…",
        ("Ctrl+Shift+N",),
        "Ask CMS's site for a quarter's file, after saying what is asked",
    ),
    Row("releases", "&File", "&Releases…", ("Ctrl+R",), "List and remove what is loaded"),
    Row("print", "&File", "&Print…", ("Ctrl+P",), "Print the card or page that is shown", rule_above=True),
    Row("save_pdf", "&File", "Save as P&DF…", ("Ctrl+Shift+S",), "The same as a PDF"),
    Row("save_table", "&File", "Save &table…", ("Ctrl+Shift+T",), "In Changes: a table as XLSX or CSV"),
    Row("quit", "&File", "&Quit", ("Ctrl+Q",), "Close the window", rule_above=True),
    Row("copy_code", "&Edit", "Copy &code", ("Ctrl+Shift+C",), "Copy the code that is shown"),
    Row("copy_source", "&Edit", "Copy with &source", ("Ctrl+Alt+C",), "Copy code, text, status and source"),
    Row("copy_link", "&Edit", "Copy &link", ("Ctrl+Shift+L",), "Copy the command that opens this code"),
    Row("favourite", "&Edit", "&Favourite", ("Ctrl+D",), "Mark the code that is shown, or unmark it"),
    Row("pin", "&Edit", "&Pin to compare", ("Ctrl+M",), "Pin the code that is shown, up to six, or unpin it"),
    Row(
        "own_words",
        "&Edit",
        "&Own words…",
        ("Ctrl+T",),
        "What your office calls things, for the search",
        rule_above=True,
    ),
    Row("find", "&Go", "&Search", ("Ctrl+K", "Ctrl+L"), "Go to the search box and select what is there"),
    Row("filter", "&Go", "&Filter…", ("Ctrl+Shift+F",), "Narrow the results by section, coverage, dates …"),
    Row("clear_filters", "&Go", "&Clear filters", ("Ctrl+Shift+X",), "Take all filters away"),
    Row("date_of_service", "&Go", "&Date of service", ("Alt+D",), "Go to the date of service"),
    Row("today", "&Go", "&Today", ("Alt+Home",), "Answer for the present day"),
    Row("quarter_earlier", "&Go", "A quarter &earlier", ("Alt+PgDown",), "Answer for three months before"),
    Row("quarter_later", "&Go", "A quarter &later", ("Alt+PgUp",), "Answer for three months after"),
    Row(
        "answering_release",
        "&Go",
        "Answering &release…",
        ("Ctrl+Shift+R",),
        "Answer by the date of service, or pin one loaded release",
    ),
    Row(
        "next_pane",
        "&Go",
        "&Next pane",
        ("F6",),
        "Search, list, explanation, date; in Browse: map, sections, codes, date",
    ),
    Row("previous_pane", "&Go", "&Previous pane", ("Shift+F6",), "The same the other way round"),
    Row(
        "search_here",
        "&Go",
        "Search &here",
        ("Ctrl+F",),
        "In Browse: within the chosen section; in Learn and Changes: find",
    ),
    Row(
        "back",
        "&Go",
        "&Back",
        ("Alt+Left",),
        "The code opened before, or the section it was opened from",
        rule_above=True,
    ),
    Row("forward", "&Go", "&Forward", ("Alt+Right",), "The code opened after"),
    Row("view_lookup", "&View", "Loo&k up", ("Ctrl+1",), "Search and explain", "view"),
    Row("view_browse", "&View", "&Browse", ("Ctrl+2", "Ctrl+B"), "Letters, sections and their codes", "view"),
    Row("view_compare", "&View", "&Compare", ("Ctrl+3",), "Pinned codes side by side", "view"),
    Row("view_learn", "&View", "L&earn", ("Ctrl+4",), "CPT and HCPCS side by side, glossary", "view"),
    Row("view_changes", "&View", "C&hanges", ("Ctrl+5",), "What differs between two releases", "view"),
    Row("view_settings", "&View", "Se&ttings", ("Ctrl+,",), "Colours, size, CPT files, folders", "view"),
    Row(
        "hide_codes",
        "&View",
        "&Hide or reveal codes",
        ("Ctrl+H",),
        "In Compare: cover all, then reveal one by one",
    ),
    Row("show_map", "&View", "Show &map", ("Ctrl+Shift+M",), "In Browse: sections as areas", checkable=True),
    Row("zoom_in", "&View", "Zoom &in", ("Ctrl++", "Ctrl+="), "Everything larger", rule_above=True),
    Row("zoom_out", "&View", "Zoom &out", ("Ctrl+-",), "Everything smaller"),
    Row("zoom_reset", "&View", "&Normal size", ("Ctrl+0",), "The size of the system's font"),
    Row("theme_system", "&View", "Colours of the &system", (), "", "theme", rule_above=True),
    Row("theme_light", "&View", "&Light", (), "", "theme"),
    Row("theme_dark", "&View", "&Dark", (), "", "theme"),
    Row("theme_contrast", "&View", "&High contrast", (), "", "theme"),
    Row("keys", "&Help", "&Keys", ("F1",), "This list"),
    Row("searching", "&Help", "&Searching", (), "How words are read and why a hit is there"),
    Row("data_folder", "&Help", "Open the data &folder", (), "", rule_above=True),
    Row("about", "&Help", "&About HCPCS Desktop", ()),
)


def build(
    window: QMainWindow, menus: Mapping[str, QMenu], slots: Mapping[str, Callable[[], object]]
) -> dict[str, QAction]:
    """Put every action of the table into its menu and return them by name."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for row in TABLE:
        menu = menus[row.menu]
        action = actions[row.name] = _action(window, row)
        if row.rule_above:
            menu.addSeparator()
        menu.addAction(action)
        if row.group:
            group = groups.get(row.group) or groups.setdefault(row.group, QActionGroup(window))
            action.setCheckable(True)
            group.addAction(action)
        action.triggered.connect(slots[row.name])
    return actions


def _action(window: QMainWindow, row: Row) -> QAction:
    action = QAction(row.text, window)
    action.setObjectName(row.name)
    action.setShortcuts([QKeySequence(key) for key in row.keys])
    action.setStatusTip(row.help)
    action.setCheckable(row.checkable)
    return action
