"""The window on a fake reference."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hcpcs_desktop.ui import window as window_module
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.window import Window
from tests.ui.fake_reference import FakeReference
from tests.window_checks import appearance, nothing_left, only_own_objects

__all__ = ["appearance", "nothing_left", "only_own_objects"]


@pytest.fixture
def reference() -> FakeReference:
    return FakeReference()


@pytest.fixture(autouse=True)
def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no window think that its data have to be made first: there are none."""
    monkeypatch.setattr(window_module, "is_prepared", lambda _: True)


MakeWindow = Callable[..., Window]


@pytest.fixture
def make_window(qtbot: QtBot, appearance: Appearance, tmp_path: Path) -> MakeWindow:
    kept = []  # qtbot holds windows weakly; one that is collected while it is shown ends the process

    def make(reference: FakeReference, *, notice: bool = False) -> Window:
        window = Window(appearance, lambda: reference, tmp_path / "Ünï çødé 测试")
        kept.append(window)
        window.first_notice = notice
        window.resize(*window._units((150, 94)))
        window.share_width()
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready):
            window.show()
        return window

    return make


@pytest.fixture
def window(make_window: MakeWindow, reference: FakeReference) -> Window:
    return make_window(reference)
