from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hcpcs_desktop.search.answer import Hit
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.hit_delegate import HitDelegate
from hcpcs_desktop.ui.hit_model import HitModel, Role
from hcpcs_desktop.ui.hit_rows import kept_rows, row_of, rows_of
from tests.ui.fake_reference import FakeReference

ON = "2026-03-02"


def hits() -> tuple[Hit, ...]:
    reference = FakeReference()
    return reference.search("walker", on=ON).hits + reference.search("G6001", on=ON).hits


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = HitModel()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt leaves it untyped
    model.show(hits())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt leaves it untyped
    model.show(())
    qtmodeltester.check(model)  # type: ignore[no-untyped-call] # pytest-qt leaves it untyped


def test_a_screen_reader_hears_the_code_spelled() -> None:
    model = HitModel()
    model.show(hits())
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole).startswith("E 0 1 4 3, Folding")
    last = model.data(model.index(model.rowCount() - 1), Qt.ItemDataRole.AccessibleTextRole)
    assert "Discontinued 31 Dec 2025" in last


def test_the_roles_have_names_and_nothing_raises() -> None:
    model = HitModel()
    model.show(hits())
    assert {bytes(name.data()).decode() for name in model.roleNames().values()} >= {
        "hit",
        "code",
        "why",
        "spans",
    }
    for role in range(400):
        model.data(model.index(0), role)
        model.data(QModelIndex(), role)
    assert model.data(model.index(99), Role.HIT) is None
    assert model.rowCount(model.index(0)) == 0


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("chosen", [False, True])
def test_a_row_paints_its_words(appearance: Appearance, theme: str, chosen: bool) -> None:
    appearance.set_theme(theme)
    delegate = HitDelegate(appearance)
    model = HitModel()
    long_title = "w" * 2000
    odd = Hit("LT", "modifier", "", "absent", None, "", "", ((0, 9), (5, 2)))
    model.show((*hits(), hits()[0]._replace(title=long_title, spans=((0, 1500),)), odd))
    empty = painted(delegate, HitModel(), 0, chosen=False)
    for row in range(model.rowCount()):
        assert painted(delegate, model, row, chosen=chosen) != empty
    assert painted(delegate, model, 0, chosen=True) != painted(delegate, model, 0, chosen=False)


def painted(delegate: HitDelegate, model: HitModel, row: int, *, chosen: bool) -> QImage:
    index = model.index(row)
    option = QStyleOptionViewItem()
    size = QSize(300, delegate.sizeHint(option, index).height())
    option.rect = QRect(0, 0, size.width(), size.height())
    if chosen:
        option.state |= QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return image


def test_a_long_name_ends_in_an_ellipsis_and_its_marks_stay_inside(
    appearance: Appearance, qtbot: QtBot
) -> None:
    delegate = HitDelegate(appearance)
    row = delegate._prepare(hits()[0]._replace(title="walker " * 40, spans=((0, 6), (270, 276))), 200)
    assert row.name.text().endswith("…")
    assert row.name.lineAt(0).naturalTextWidth() <= 210


def test_cards_and_kept_codes_become_rows() -> None:
    reference = FakeReference()
    card = rows_of(reference.search("99213-25", on=ON))
    assert [(hit.code, hit.title) for hit in card] == [("99213", "CPT code, Category I")]
    reference.opened = ["E0143", "99213", "LT"]
    reference.marked = {"E0143", "D1110"}
    kept = [(hit.code, hit.why) for hit in kept_rows(reference, ON)]
    assert kept == [("LT", "recent"), ("99213", "recent"), ("D1110", "favourite"), ("E0143", "favourite")]
    assert row_of(reference.explain_each("I10", on=ON)[0]).title == "Not a HCPCS code"
