"""Watches a transfer from a thread of its own and ends it where it is too slow, too long or not wanted.

A read that waits for a server cannot look at a clock or at a button; who watches shuts the socket under it.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import NamedTuple, Self

from hcpcs_desktop.releases.archive import MAX_PACKED
from hcpcs_desktop.releases.errors import DownloadFault

Tell = Callable[[int, int], None]
"""Takes how many bytes have arrived of how many (0: not known); may raise to stop the transfer."""


class Limits(NamedTuple):
    """Bounds of one download: bytes, seconds, and `least` bytes that have to arrive in each `window`."""

    most: int = MAX_PACKED
    redirects: int = 5
    connect: float = 10.0
    silence: float = 30.0
    window: float = 60.0
    least: int = 64 * 1024
    overall: float = 60 * 60.0
    tick: float = 0.1


LIMITS = Limits()


class Watch:
    """The watch over one download; `done` and `total` are bytes, kept by who transfers.

    Leaving it raises what ended the transfer: a `DownloadFault`, or whatever `tell` raised.
    """

    def __init__(self, tell: Tell, limits: Limits) -> None:
        self.done = self.total = 0
        self._tell = tell
        self._limits = limits
        self._reason: BaseException | None = None
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="download watch")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        if error is None:
            self.check()

    def hold(self, transport: object) -> None:
        """Take the socket that the transfer goes through now."""
        if not isinstance(transport, socket.socket):
            return
        with self._lock:
            self._socket = transport
            if self._reason is not None:
                self._shut()

    def check(self) -> None:
        """Raise what ended the transfer, if anything has."""
        if self._reason is not None:
            raise self._reason

    def _watch(self) -> None:
        try:
            self._look()
        except BaseException as error:  # noqa: BLE001,RUF100 - raised by `check` in the thread that transfers
            with self._lock:
                self._reason = error
                self._shut()

    def _look(self) -> None:
        began = window = time.monotonic()
        before = self.done
        while not self._over.is_set():
            self._tell(self.done, self.total)
            now = time.monotonic()
            if now - began > self._limits.overall:
                raise DownloadFault(_TOO_LONG.format(minutes=max(1, round(self._limits.overall / 60))))
            if now - window > self._limits.window:
                if self.done - before < self._limits.least:
                    raise DownloadFault(_TOO_SLOW)
                window, before = now, self.done
            self._over.wait(self._limits.tick)

    def _shut(self) -> None:
        """End the reading and writing; the encrypted socket's own method would disturb who is reading."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self._socket, socket.SHUT_RDWR)


_TOO_LONG = (
    "The download was stopped after {minutes} min. What arrived is kept: try again and it goes on from "
    "there, or download the zip with a browser and load the file."
)
_TOO_SLOW = (
    "The download was stopped, because hardly anything arrived any more. What arrived is kept: try again and "
    "it goes on from there, or download the zip with a browser and load the file."
)
