"""Shows which release answers for the day, and lets the user pin one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hcpcs_desktop.reference.errors import EnvironmentFault, UnknownRelease
from hcpcs_desktop.ui.memory import PINNED
from hcpcs_desktop.ui.words import dated

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

    from hcpcs_desktop.codes.day_standing import DayStanding
    from hcpcs_desktop.reference.answers import ReleaseInfo
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.top_row import TopRow

NEWEST = "Newest, by date of service"
_NO_RELEASE = "No release loaded"
_WITHIN = "The day lies in the period of {label}."
_BY_DATE = "Every day is answered from its own release again"


class Answering(QObject):
    """The right end of the top row; `changed` when another release answers from now on."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, top: TopRow, parent: QObject) -> None:
        super().__init__(parent)
        self._top = top
        self._reference: Reference | None = None
        top.date.day_changed.connect(self.show)
        top.release_pressed.connect(self.open_menu)

    def begin(self, reference: Reference) -> None:
        """Show what `reference` answers from, and say it where the kept choice is not loaded any more."""
        self._reference = reference
        self.releases_changed()

    def stop(self) -> None:
        """Ask nothing any more."""
        self._reference = None

    def releases_changed(self) -> None:
        """Show it anew; a pinned release that is gone answers no more, which is said."""
        reference = self._reference
        if reference is None:
            return
        kept = reference.setting(PINNED)
        if kept and reference.pinned() is None:
            self._keep(None)
            self.said.emit(f"The pinned release {kept.rstrip('+')} is not loaded any more. {_BY_DATE}.")
        self.show()

    def show(self) -> None:
        """Show on which release the answers for the day rest."""
        if self._reference is None:
            return
        try:
            standing = self._reference.standing(self._top.date.day)
        except EnvironmentFault:
            return  # the answers themselves say what is in the way
        state = "outside" if standing.reason else ("pinned" if standing.pinned else "")
        loaded = standing.release is not None
        self._top.date.show_outside(loaded and bool(standing.reason))
        told = dated(standing.reason or _WITHIN.format(label=standing.label))
        self._top.show_release(*forms(standing), state=state if loaded else "", told=told)

    def open_menu(self) -> None:
        """Offer the loaded releases under the button."""
        if self._reference is None:
            return
        from PySide6.QtCore import QPoint  # noqa: PLC0415 - rarely needed

        button = self._top.release
        menu = self._menu(self._reference)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        menu.setActiveAction(next(one for one in menu.actions() if one.isChecked()))

    def _menu(self, reference: Reference) -> QMenu:
        from PySide6.QtCore import Qt  # noqa: PLC0415 - rarely needed
        from PySide6.QtGui import QActionGroup  # noqa: PLC0415 - as above
        from PySide6.QtWidgets import QMenu  # noqa: PLC0415 - as above

        menu = QMenu(self._top)
        menu.setObjectName("releaseMenu")
        menu.setAccessibleName("Which release answers")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        pinned = reference.pinned()
        self._add(menu, group, NEWEST, None, chosen=pinned is None)
        menu.addSeparator()
        for info in reversed(reference.releases()):
            self._add(menu, group, f"Pin {info.label}", info, chosen=info == pinned)
        return menu

    def _add(
        self, menu: QMenu, group: QObject, text: str, info: ReleaseInfo | None, *, chosen: bool
    ) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        action.setActionGroup(group)  # type: ignore[arg-type] # a QActionGroup, imported late
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda: self.choose(info))
        return action

    def choose(self, info: ReleaseInfo | None) -> None:
        """Answer from one release alone from now on; None: from all, by the date of service."""
        if self._reference is None:
            return
        try:
            self._reference.pin(None if info is None else info.exact_name)
        except (UnknownRelease, EnvironmentFault) as fault:
            self.said.emit(str(fault))
            return
        self._keep(info)
        self.said.emit(_BY_DATE if info is None else f"Pinned: only {info.label} answers")
        self.changed.emit()

    def _keep(self, info: ReleaseInfo | None) -> None:
        """Keep the choice for the next start; a locked disk loses it quietly."""
        assert self._reference is not None, "chosen before there was a reference"
        name = "" if info is None else f"{info.release}+{info.revision or ''}"
        try:
            self._reference.set_setting(PINNED, name)
        except EnvironmentFault:
            return


def forms(standing: DayStanding) -> tuple[str, ...]:
    """Return what the button says, longest first: release, whether it is pinned, why the day is outside."""
    if standing.release is None:
        return (_NO_RELEASE,)
    label = f"Pinned: {standing.label}" if standing.pinned else standing.label
    short = dated(standing.short)
    told = f"{label} · {short}" if short else label
    fewer = f"{label} · not checked" if short and not standing.covered else told
    return (told, fewer, label)
