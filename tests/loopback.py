"""A server on the loopback address that gives a release, well or badly, and counts what it was asked."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hcpcs_desktop.releases.addresses import Published

NAME = "april-2026-alpha-numeric-hcpcs-file.zip"
OTHER_SPELLING = "april-2026-alpha-numeric-hcpcs-files.zip"

Answer = Callable[["Handler"], object]


class Handler(BaseHTTPRequestHandler):
    """Answers one request as the server's `answer` says."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers.items())))
        self.close_connection = True
        with contextlib.suppress(ConnectionError):
            self.server.answer(self)

    def log_message(self, *_: object) -> None:
        return

    def give(self, status: int, body: bytes = b"", length: int | None = None, /, **headers: str) -> None:
        """Send a whole answer; `length` is how long it claims to be, -1 for no claim."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if length != -1:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    @property
    def asked_from(self) -> int | None:
        """Where the range begins that is asked for."""
        asked = self.headers.get("Range", "")
        return int(asked.removeprefix("bytes=").rstrip("-")) if asked else None


class Server(ThreadingHTTPServer):
    """Listens on a free port; `asked` holds the path and the headers of each request."""

    daemon_threads = False
    block_on_close = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answer: Answer = lambda handler: handler.give(404)
        self.over = threading.Event()

    @property
    def host(self) -> str:
        """Name and port, as an address has them."""
        return f"127.0.0.1:{self.server_port}"

    def published(self, *names: str, scheme: str = "http") -> Published:
        """Return the addresses of files here, as of a release of CMS."""
        addresses = tuple(f"{scheme}://{self.host}/files/zip/{name}" for name in names or (NAME,))
        return Published(addresses, frozenset((self.host,)), scheme)

    def handle_error(self, *_: object) -> None:
        """Say nothing where a client went away."""


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Run a server while the block runs, and end it with all its threads."""
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()


def well(data: bytes, **headers: str) -> Answer:
    """Give `data` as a good server does: whole, or the rest of it while its mark still fits."""
    etag = f'"{hashlib.md5(data).hexdigest()}"'

    def answer(handler: Handler) -> None:
        begin = handler.asked_from
        told = {"ETag": etag, "Content_Type": "application/zip", **headers}
        if begin is None or handler.headers.get("If-Range") != etag:
            handler.give(200, data, **told)
        elif begin >= len(data):
            handler.give(416, Content_Range=f"bytes */{len(data)}")
        else:
            told["Content_Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
            handler.give(206, data[begin:], **told)

    return answer


def cut_after(data: bytes, size: int, **headers: str) -> Answer:
    """Give the first `size` bytes of `data` and hang up."""
    etag = f'"{hashlib.md5(data).hexdigest()}"'
    return lambda handler: handler.give(200, data[:size], len(data), **{"ETag": etag, **headers})


def drip(handler: Handler) -> None:
    """Promise much and send a byte now and then until the server ends."""
    handler.give(200, b"PK", 1_000_000)
    while not handler.server.over.wait(0.01):
        handler.wfile.write(b".")
        handler.wfile.flush()


def drip_headers(handler: Handler) -> None:
    """Never come to the end of the headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.server.over.wait(0.01):
        handler.wfile.write(b".")
        handler.wfile.flush()


def silent(handler: Handler) -> None:
    """Begin and say no more until the server ends."""
    handler.give(200, b"PK", 1_000_000)
    handler.server.over.wait(10)
