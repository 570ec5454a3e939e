"""The row above the changes: from which release to which, what of it, and whether favourites alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hcpcs_desktop.reference.what_changed import FIELDS, WHAT, newest_pair, release_named
from hcpcs_desktop.ui.choice_box import ChoiceBox
from hcpcs_desktop.ui.flow import FlowLayout
from hcpcs_desktop.ui.learn_list import FindBox

if TYPE_CHECKING:
    from hcpcs_desktop.reference.answers import ReleaseInfo
    from hcpcs_desktop.ui.appearance import Appearance

_ALL = "All changes"
_FIND_COLUMNS, _SHORTEST, _LINE = 26, 3, 3.6

Pair = tuple["ReleaseInfo", "ReleaseInfo"]


class ChoiceRow(QWidget):
    """Two releases, what of their difference is shown, and a box to find something in it.

    `changed` for another choice. Until the user chooses a pair, it is that of the newest two quarters.
    """

    changed = Signal()

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("changeChoices")
        self._appearance = appearance
        self._loaded: tuple[ReleaseInfo, ...] = ()
        self._named: tuple[str, str] | None = None
        self.old, self.new, self.what = (ChoiceBox(appearance) for _ in range(3))
        self.favourites = QCheckBox()
        self.box = FindBox()
        self._rows: list[QHBoxLayout] = []
        self._labels: list[QLabel] = []
        self._pairs: list[QWidget] = []
        self._around, self._flow = QVBoxLayout(self), FlowLayout()
        self._around.addLayout(self._flow)
        self._set_up()
        self._connect()
        self.restyle()

    def _set_up(self) -> None:
        self.what.addItem(_ALL, ("", ""))
        for what, words in WHAT.items():
            self.what.addItem(words, (what, ""))
        self.what.insertSeparator(self.what.count())
        for field, words in FIELDS.items():
            self.what.addItem(words, ("", field))
        for combo, name, shown in (
            (self.old, "From release", "F&rom"),
            (self.new, "To release", "&To"),
            (self.what, "What is shown", "&What"),
        ):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            self._add(shown, combo)
        self.favourites.setObjectName("favouritesOnly")
        self._show_star()
        self.favourites.setAccessibleName("My favourites only")
        self._flow.addWidget(self.favourites)
        self.box.setObjectName("changesBox")
        self.box.setPlaceholderText("Find on this page")
        self.box.setAccessibleName("Find on this page")
        self._flow.addWidget(self.box)

    def _add(self, text: str, combo: QComboBox) -> None:
        label, both = QLabel(text), QWidget()
        label.setObjectName("quiet")
        label.setBuddy(combo)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(combo)
        self._rows.append(row)
        self._labels.append(label)
        self._pairs.append(both)
        self._flow.addWidget(both)

    def _connect(self) -> None:
        for combo in (self.old, self.new):
            combo.activated.connect(self._pair_chosen)
        self.what.activated.connect(self.changed)
        self.favourites.toggled.connect(self._show_star)
        self.favourites.toggled.connect(self.changed)
        self._appearance.changed.connect(self.restyle)

    def _show_star(self) -> None:
        """Fill the star while favourites alone are shown, as at a code that is one."""
        self.favourites.setText(f"{'★' if self.favourites.isChecked() else '☆'} My favourites &only")

    def restyle(self) -> None:
        """Take gaps and widths from the appearance."""
        metrics = self._appearance.metrics
        gap = metrics.gap
        self._around.setContentsMargins(gap(1.8), gap(1), gap(1.8), gap(1))
        self._flow.setSpacing(gap(1.6))
        for row in self._rows:
            row.setSpacing(gap(0.7))
        for label in self._labels:
            label.setMinimumWidth(metrics.columns(_SHORTEST))  # Qt's own width cuts the second letter of To
        self.box.setFixedWidth(metrics.columns(_FIND_COLUMNS))
        for widget in (self.favourites, self.box, *self._pairs):
            widget.setFixedHeight(gap(_LINE))  # what stands in a line stands at one height

    def offer(self, loaded: tuple[ReleaseInfo, ...]) -> None:
        """Offer these releases, newest first; a pair that was chosen stays while both are there."""
        if loaded != self._loaded:
            self._loaded = loaded
            with QSignalBlocker(self.old), QSignalBlocker(self.new):
                for combo in (self.old, self.new):
                    combo.clear()
                    for info in reversed(loaded):
                        combo.addItem(info.label, info.exact_name)
        pair = self.pair
        if pair is not None:
            for combo, info in zip((self.old, self.new), pair, strict=True):
                combo.setCurrentIndex(combo.findData(info.exact_name))

    @property
    def pair(self) -> Pair | None:
        """The releases that are compared, None where fewer than two are loaded."""
        newest = newest_pair(self._loaded)
        if self._named is None or newest is None:
            return newest
        old, new = (release_named(self._loaded, name) for name in self._named)
        return newest if old is None or new is None else (old, new)

    def choose(self, old: str, new: str) -> bool:
        """Choose two releases by their names; False where one of them is not loaded."""
        found = [release_named(self._loaded, name) for name in (old, new)]
        if None in found:
            return False
        self._named = (old, new)
        self.offer(self._loaded)
        return True

    @property
    def wanted(self) -> tuple[str, str]:
        """What is asked for: a key of `WHAT` or '', and one of `FIELDS` or ''."""
        what, field = self.what.currentData()
        return what, field

    def ask_for(self, what: str = "") -> None:
        """Ask for one kind of change, or for all of them, also beyond the favourites."""
        places = [self.what.itemData(place) for place in range(self.what.count())]
        self.what.setCurrentIndex(
            next(at for at, one in enumerate(places) if one and tuple(one) == (what, ""))
        )
        if not what:
            with QSignalBlocker(self.favourites):
                self.favourites.setChecked(False)
            self._show_star()
        self.changed.emit()

    def _pair_chosen(self) -> None:
        old, new = self.old.currentData(), self.new.currentData()
        if old and new:  # a list that was filled anew under the hand may have nothing chosen
            self._named = (old, new)
        self.changed.emit()
