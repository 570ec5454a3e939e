"""Asks for one own word and checks it while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from hcpcs_desktop.codes.absence import ABSENT
from hcpcs_desktop.reference.errors import EnvironmentFault, RefusedWords
from hcpcs_desktop.search.own_words import OwnWord, fact_of, fault_of, key_of, own_word
from hcpcs_desktop.ui.announce import Voice
from hcpcs_desktop.ui.plain import show_plain

if TYPE_CHECKING:
    from hcpcs_desktop.reference.protocol import Reference
    from hcpcs_desktop.ui.appearance import Appearance

_HINT = (
    "Words of CMS's texts, such as walker folding, or codes, such as E0630, E0635. "
    "Several meanings: put a semicolon between."
)
_LONGEST = 2_000
_LABEL = 8


class OwnWordEntry(QDialog):
    """Two fields and what is to be said of them; `kept` with the term once the word is in the notebook.

    `before` is the word that is changed, None for a new one; `others` are the kept words by folded term.
    """

    kept = Signal(str)

    def __init__(
        self,
        reference: Reference,
        before: OwnWord | None,
        others: Mapping[str, OwnWord],
        appearance: Appearance,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Change own word" if before else "Add own word")
        self._reference = reference
        self._before = before
        self._others = others
        self.term = QLineEdit(before.term if before else "")
        self.means = QLineEdit(before.means if before else "")
        self.message = QLabel()
        self._lay_out(appearance)
        self._voice = Voice(self.message)
        self.term.textChanged.connect(self.check)
        self.means.textChanged.connect(self.check)
        self.check()
        (self.means if before else self.term).setFocus()

    def _lay_out(self, appearance: Appearance) -> None:
        gap = appearance.metrics.gap
        form = QFormLayout()
        form.setSpacing(gap(1))
        for text, field in (("&Term", self.term), ("&Means", self.means)):
            field.setObjectName("wordField")
            field.setMaxLength(_LONGEST)
            field.setAccessibleName(text.replace("&", ""))
            form.addRow(_label(text, field, appearance), field)
        self.message.setObjectName("wordMessage")
        self.message.setWordWrap(True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.message.setMinimumHeight(gap(8))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton("&Keep", QDialogButtonBox.ButtonRole.AcceptRole).setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(2), gap(2), gap(2), gap(2))
        column.setSpacing(gap(1))
        column.addLayout(form)
        column.addWidget(self.message, 1)
        column.addWidget(buttons)
        self.resize(appearance.metrics.columns(84), self.sizeHint().height())

    @property
    def word(self) -> OwnWord:
        """What is typed, in the form in which it would be kept."""
        return own_word(self.term.text(), self.means.text())

    def check(self) -> None:
        """Say what is wrong with what is typed, or what else it means; an empty field is not wrong yet."""
        word = self.word
        fault = fault_of(word) if word.term and word.means else None
        if fault is not None:
            self._say(str(fault), "trouble")
        elif word.term and word.means:
            self._say(self._known(word) or "Enter keeps it.", "note")
        else:
            self._say(_HINT, "note")

    def _known(self, word: OwnWord) -> str:
        """Return what the kept words, the program's and the loaded codes say to a word that can be kept."""
        told = []
        other = self._others.get(key_of(word.term))
        if other is not None and other != self._before:
            told.append(f"“{other.term}” is kept already and means {other.means}; this takes its place.")
        try:
            told += [conflict.text for conflict in self._reference.own_word_conflicts((word,))]
            told += [line for code in fact_of(word).codes for line in self._absent(code)]
        except EnvironmentFault as fault:
            told.append(str(fault))
        return " ".join(told)

    def _absent(self, code: str) -> tuple[str, ...]:
        found = self._reference.explain_each(code)[0]
        return (f"{code} is {ABSENT[found.absence]}.",) if found.status == "absent" else ()

    def accept(self) -> None:
        """Keep the word and close, or say why that cannot be."""
        word, before = self.word, self._before
        try:
            kept = self._reference.set_own_word(*word)
            if before is not None and key_of(before.term) != key_of(kept.term):
                self._reference.remove_own_word(before.term)
        except (RefusedWords, EnvironmentFault) as fault:
            self._say(str(fault), "trouble")
            self._voice.say(str(fault))
            if not (word.term and word.means):
                (self.means if word.term else self.term).setFocus()
            return
        self.kept.emit(kept.term)
        super().accept()

    def _say(self, text: str, kind: str) -> None:
        show_plain(self.message, text, kind)


def _label(text: str, field: QLineEdit, appearance: Appearance) -> QLabel:
    label = QLabel(text)
    label.setBuddy(field)
    label.setMinimumWidth(appearance.metrics.columns(_LABEL))
    return label
