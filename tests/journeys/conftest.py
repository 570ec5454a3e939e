"""The whole window over the real reference, and a user who has only a keyboard."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hcpcs_desktop.reference import open_reference
from hcpcs_desktop.reference.answers import Progress
from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.load_job import LoadJob
from hcpcs_desktop.ui.window import Window
from tests.journeys.user import User
from tests.plain_names import whole_set
from tests.window_checks import appearance, nothing_left, only_own_objects

__all__ = ["appearance", "nothing_left", "only_own_objects"]


@pytest.fixture(autouse=True)
def every_plain_name() -> Iterator[None]:
    with whole_set():
        yield


@pytest.fixture(scope="session")
def started_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the data folder that a first start leaves, with the whole built-in set."""
    folder = tmp_path_factory.mktemp("started")
    with whole_set():
        open_reference(folder).close()
    return folder


class Gate:
    """Holds a load at its first step until it is let go on."""

    def __init__(self) -> None:
        self.reached, self.let_go = threading.Event(), threading.Event()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made, go_on = Gate(), LoadJob._progress

    def hold(job: LoadJob, progress: Progress) -> None:
        made.reached.set()
        assert made.let_go.wait(10)
        go_on(job, progress)

    monkeypatch.setattr(LoadJob, "_progress", hold)
    yield made
    made.let_go.set()


Start = Callable[..., User]


@pytest.fixture
def start(qtbot: QtBot, appearance: Appearance, data_dir: Path, started_once: Path) -> Start:
    """Return what starts the program on a data folder, by default one that was started before."""

    open_windows: list[Window] = []  # qtbot closes them, but does not keep them alive until then

    def begin(folder: Path = data_dir) -> User:
        if folder == data_dir and not data_dir.exists():
            shutil.copytree(started_once, data_dir)
        window = Window(appearance, lambda: open_reference(folder), folder)
        window.resize(*window._units((150, 94)))
        window.share_width()
        qtbot.addWidget(window)
        open_windows.append(window)
        with qtbot.waitSignal(window.ready):
            window.show()
        return User(window, qtbot)

    return begin


@pytest.fixture
def user(start: Start) -> User:
    """Return a user with nothing loaded."""
    return start()
