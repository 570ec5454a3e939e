from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem
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


@pytest.fixture
def hit_list(qtbot: QtBot, appearance: Appearance) -> QListView:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(HitModel(view))
    view.setItemDelegate(HitDelegate(appearance, view))
    return view


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("chosen", [False, True])
def test_a_row_paints_its_words(
    appearance: Appearance, hit_list: QListView, theme: str, chosen: bool
) -> None:
    appearance.set_theme(theme)
    delegate, model = parts(hit_list)
    delegate.restyle()
    odd = Hit("LT", "modifier", "", "absent", None, "", "", ((0, 9), (5, 2)))
    blank = painted(hit_list, 0, chosen=False)
    model.show((*hits(), hits()[0]._replace(title="w" * 2000, spans=((0, 1500),)), odd))
    for row in range(model.rowCount()):
        assert painted(hit_list, row, chosen=chosen) != blank
    assert painted(hit_list, 0, chosen=True) != painted(hit_list, 0, chosen=False)


def parts(view: QListView) -> tuple[HitDelegate, HitModel]:
    delegate, model = view.itemDelegate(), view.model()
    assert isinstance(delegate, HitDelegate)
    assert isinstance(model, HitModel)
    return delegate, model


def painted(view: QListView, row: int, *, chosen: bool) -> QImage:
    delegate, model = parts(view)
    index = model.index(row)
    view.setCurrentIndex(index if chosen else QModelIndex())
    option = QStyleOptionViewItem()
    size = QSize(300, delegate.sizeHint(option, index).height())
    option.rect = QRect(0, 0, size.width(), size.height())
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    delegate.paint(painter, option, index)
    painter.end()
    return image


@pytest.mark.parametrize("width", [1, 20, 80, 200, 400])
@pytest.mark.parametrize("spans", [(), ((0, 6), (140, 146)), ((0, 280),)])
def test_a_name_that_is_too_long_ends_in_an_ellipsis(
    hit_list: QListView, width: int, spans: tuple[tuple[int, int], ...]
) -> None:
    name = parts(hit_list)[0]._prepare(hits()[0]._replace(title="walker " * 40, spans=spans), width).name
    assert name.text().endswith("…")
    assert name.lineAt(0).naturalTextWidth() <= max(width, 20)


def test_a_name_that_fits_is_whole(hit_list: QListView) -> None:
    row = parts(hit_list)[0]._prepare(hits()[0], 2000)
    assert row.name.text() == "Folding walker with wheels"
    assert row.reason.text() == "words: walker"


def test_an_ended_code_says_so_before_its_reason(hit_list: QListView) -> None:
    row = parts(hit_list)[0]._prepare(hits()[-1], 2000)
    assert row.reason.text() == "Discontinued 31 Dec 2025  ·  exact code"


def test_a_tool_tip_has_cmss_text_beside_a_plain_name(hit_list: QListView) -> None:
    model = parts(hit_list)[1]
    model.show((hits()[0], hits()[0]._replace(official="Walker <b>folding</b> & wheeled")))
    tips = [model.index(row).data(Role.TOOL_TIP) for row in (0, 1)]
    assert tips[0] == "<qt>Folding walker with wheels</qt>"
    assert tips[1] == f"{tips[0][:-5]}<br>CMS: Walker &lt;b&gt;folding&lt;/b&gt; &amp; wheeled</qt>"


def test_the_roles_are_qts_own() -> None:
    names = ("DisplayRole", "ToolTipRole", "AccessibleTextRole", "AccessibleDescriptionRole", "UserRole")
    numbers = [int(Qt.ItemDataRole[name]) for name in names]
    ours = [Role.DISPLAY, Role.TOOL_TIP, Role.ACCESSIBLE_TEXT, Role.ACCESSIBLE_DESCRIPTION, Role.HIT - 1]
    assert numbers == ours


def test_cards_and_kept_codes_become_rows() -> None:
    reference = FakeReference()
    card = rows_of(reference.search("99213-25", on=ON))
    assert [(hit.code, hit.title) for hit in card] == [("99213", "CPT code, Category I")]
    reference.opened = ["E0143", "99213", "LT"]
    reference.marked = {"E0143", "D1110"}
    kept = [(hit.code, hit.why) for hit in kept_rows(reference, ON)]
    assert kept == [("LT", "recent"), ("99213", "recent"), ("D1110", "favourite"), ("E0143", "favourite")]
    assert row_of(reference.explain_each("I10", on=ON)[0]).title == "Not a HCPCS code"


def test_the_year_of_a_last_day_is_not_cut_in_a_narrow_list(hit_list: QListView) -> None:
    delegate, _ = parts(hit_list)
    ended = hits()[-1]
    wide = delegate._prepare(ended, 1000.0)
    room = wide.reason.lineAt(0).cursorToX(len("Discontinued 31 Dec 2025"))[0] - 2  # type: ignore[index] # a pair
    narrow = delegate._prepare(ended, room)
    assert wide.hung == 0
    assert narrow.hung > 0
    assert narrow.reason.text().startswith("Discontinued 31 Dec 2025")
