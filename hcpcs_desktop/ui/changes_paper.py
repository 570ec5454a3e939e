"""What changed between two releases, for paper."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from hcpcs_desktop.ui import changes_page
from hcpcs_desktop.ui.paper import Paper, Sheet, stamped
from hcpcs_desktop.ui.printing import save_pdf
from hcpcs_desktop.ui.words import dated

if TYPE_CHECKING:
    from pathlib import Path

    from hcpcs_desktop.reference.time_answers import Comparison
    from hcpcs_desktop.reference.what_changed import Selected


def sheet(found: Comparison, html: str) -> Sheet:
    """Return the page `html` with its title and a foot that names both releases."""
    releases = f"{found.old.label} to {found.new.label}"
    printed = f"printed {dated(date.today().isoformat())}"
    return Sheet(changes_page.title_of(found), html, stamped(releases, printed))


def save_changes(selected: Selected, path: Path) -> int:
    """Write what is selected as a PDF, also without a display, and return its pages.

    Raises:
        OSError: the file cannot be written; what was there before stays.

    """
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication(["hcpcs"])
    paper = Paper()
    pages = save_pdf(sheet(selected.found, changes_page.html(selected, paper)), path, paper)
    del application
    return pages
