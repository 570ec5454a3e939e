"""Fetches one release of CMS from the network: the only module that sends anything anywhere.

One GET asks for one quarter, and only when the user has said so. Certificates and proxies are the system's.
"""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import httpx
import truststore

from hcpcs_desktop import __version__
from hcpcs_desktop.codes.quarters import Quarter
from hcpcs_desktop.releases import network_faults as words
from hcpcs_desktop.releases.addresses import Published
from hcpcs_desktop.releases.archive import member_names
from hcpcs_desktop.releases.disk import read_packed
from hcpcs_desktop.releases.errors import DownloadFault, NotPublished, RefusedFile
from hcpcs_desktop.releases.partials import Fetched, Partial
from hcpcs_desktop.releases.watching import LIMITS, Limits, Tell, Watch

_OK, _PART, _NOT_FOUND, _GONE, _NO_SUCH_RANGE = 200, 206, 404, 410, 416
_HEADERS = {
    "User-Agent": f"hcpcs-desktop/{__version__}",
    "Accept": "application/zip, */*;q=0.1",
    "Accept-Encoding": "identity",  # what arrives is what is kept, byte by byte
}
_ZIP = b"PK"
_MOST_DIGITS = 20
"""Digits of a size that are read; as many are beyond every bound."""


def download(
    quarter: Quarter, where: Published, folder: Path, tell: Tell, limits: Limits = LIMITS
) -> Fetched:
    """Fetch the release of `quarter` into `folder` and return it; `tell` hears of it from another thread.

    A second address is asked only where the first answers "not found". What an earlier attempt brought is
    completed if the server still has the same file.

    Raises:
        DownloadFault: the network, the server or the disk; what arrived is kept where it can be completed.
        NotPublished: nothing lies at the addresses.
        Exception: whatever `tell` raised.

    """
    partial = Partial(folder, where.file)
    with _disk_faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with Watch(tell, limits) as watch, _client(limits) as client:
            transfer = _Transfer(client, watch, where, partial, limits)
            address, resumed = transfer.first_found(quarter.label)
        tell(watch.done, watch.done)
        _check(partial, transfer.media)
        when = datetime.now(UTC).isoformat(timespec="seconds")
        return partial.finish(address, when, resumed=resumed)


def _client(limits: Limits) -> httpx.Client:
    """Return a client with the system's certificates and proxy; it follows nothing by itself."""
    timeout = httpx.Timeout(limits.silence, connect=limits.connect)
    trusted = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        return httpx.Client(verify=trusted, trust_env=True, timeout=timeout, headers=_HEADERS)
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        if isinstance(error, ImportError) and "SOCKS" not in str(error):
            raise
        raise DownloadFault(
            f"The system's proxy setting cannot be used ({' '.join(str(error).split())}). Correct it, or "
            "download the zip with a browser and load the file."
        ) from error


@contextlib.contextmanager
def _disk_faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise DownloadFault(words.disk_failure(error, str(folder))) from error


class _Transfer:
    """One attempt to bring one file; `media` is what the server calls its kind."""

    def __init__(
        self, client: httpx.Client, watch: Watch, where: Published, partial: Partial, limits: Limits
    ) -> None:
        self._client = client
        self._watch = watch
        self._where = where
        self._partial = partial
        self._limits = limits
        self._reaching = ""
        self.media = ""

    def first_found(self, label: str) -> tuple[str, bool]:
        """Bring the file of the first address that has one; return the address and whether it was resumed."""
        for address in self._where.addresses:
            with contextlib.suppress(NotPublished):
                return address, self._bring(address)
        raise NotPublished(words.not_published(label, self._where.addresses))

    def _bring(self, address: str) -> bool:
        """Complete what an earlier attempt brought, or begin anew; return which of the two."""
        for mark in (self._partial.validator(address), ""):
            asked = {"Range": f"bytes={self._partial.size}-", "If-Range": mark} if mark else {}
            with self._network_faults(address), self._answer(address, asked) as answer:
                resumed = self._takes_up(answer, mark)
                if mark and not resumed and answer.status_code != _OK:
                    self._partial.drop()
                    continue
                self._demand_file(answer, _PART if resumed else _OK)
                if not resumed:
                    self._partial.begin(address, answer.headers)
                self._receive(answer)
                return resumed
        raise AssertionError("the second round asks for all of it and returns or raises")

    @contextlib.contextmanager
    def _network_faults(self, address: str) -> Iterator[None]:
        """Say in one line what failed; where the watch ended the transfer, its reason."""
        try:
            yield
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:  # the last of names of hosts
            self._watch.check()
            host = httpx.URL(address).host
            proxy = self._reaching if self._reaching != host else ""
            raise DownloadFault(words.failure(error, host, proxy)) from error

    @contextlib.contextmanager
    def _answer(self, address: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """Ask, follow redirects within the bounds, and give the answer with its body still to come."""
        request: httpx.Request | None = self._client.build_request(
            "GET", address, headers=dict(headers), extensions={"trace": self._trace}
        )
        for _ in range(self._limits.redirects + 1):
            assert request is not None, "the loop goes on only with another request"
            self._demand_allowed(request.url)
            self._watch.check()
            with contextlib.closing(self._client.send(request, stream=True)) as answer:
                request = answer.next_request
                if request is None:
                    self._watch.hold(_socket_of(answer.extensions.get("network_stream")))
                    yield answer
                    return
        raise DownloadFault(
            f"The address {address} leads from one to the next without an end. "
            "Download the zip with a browser and load the file."
        )

    def _trace(self, event: str, info: Mapping[str, object]) -> None:
        if event.endswith("connect_tcp.started"):
            self._reaching = str(info.get("host"))
        elif event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._watch.hold(_socket_of(info.get("return_value")))

    def _demand_allowed(self, url: httpx.URL) -> None:
        host = url.netloc.decode("ascii").lower()
        if url.scheme != self._where.scheme or host not in self._where.hosts or url.userinfo:
            raise DownloadFault(
                f"The address leads to {url.scheme}://{host}, which is not CMS's site; it was not asked. "
                "Look at CMS's page with a browser, download the zip there and load the file."
            )

    def _takes_up(self, answer: httpx.Response, mark: str) -> bool:
        """Tell whether the answer goes on, in the file of that mark, exactly where what has arrived ends."""
        begins = answer.headers.get("Content-Range", "").startswith(f"bytes {self._partial.size}-")
        field = "ETag" if mark.startswith('"') else "Last-Modified"
        same = bool(mark) and answer.headers.get(field, mark) == mark
        return answer.status_code == _PART and begins and same

    def _demand_file(self, answer: httpx.Response, expected: int) -> None:
        """Raise unless the answer has the `expected` status and brings what may be a file of CMS."""
        if answer.status_code in (_NOT_FOUND, _GONE):
            raise NotPublished
        if answer.status_code != expected:
            raise DownloadFault(words.status_failure(answer.status_code, answer.url.host))
        self.media = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if self.media in ("text/html", "application/xhtml+xml"):
            self._partial.drop()
            raise DownloadFault(_WEB_PAGE)

    def _receive(self, answer: httpx.Response) -> None:
        """Add what arrives to the file; what is cut off stays for the next attempt."""
        self._watch.done, self._watch.total = self._partial.size, _whole_size(answer.headers)
        self._bound(self._watch.total)
        try:
            with self._partial.appending() as file:
                for chunk in answer.iter_raw():
                    self._watch.check()
                    self._watch.done += len(chunk)
                    self._bound(self._watch.done)
                    file.write(chunk)
        except (httpx.RemoteProtocolError, httpx.NetworkError) as error:
            self._watch.check()
            raise DownloadFault(words.cut_off(self._watch.done, self._watch.total)) from error
        except httpx.TimeoutException as error:
            self._watch.check()
            raise DownloadFault(words.stalled(self._watch.done, self._watch.total)) from error
        if self._watch.done < self._watch.total:
            raise DownloadFault(words.cut_off(self._watch.done, self._watch.total))
        if self._watch.done != self._partial.size:
            self._partial.drop()
            raise DownloadFault(
                "Another program was fetching the same file. Wait until it has ended and try again."
            )

    def _bound(self, size: int) -> None:
        if size > self._limits.most:
            self._partial.drop()
            raise DownloadFault(words.too_large(self._limits.most))


def _socket_of(stream: object) -> object:
    """Return the socket under a stream of the HTTP library."""
    info = getattr(stream, "get_extra_info", None)
    return info("socket") if callable(info) else None


def _whole_size(headers: httpx.Headers) -> int:
    """Return how long the whole file is by the answer's headers, 0 where they do not say."""
    text = headers.get("Content-Range", "").rpartition("/")[2] or headers.get("Content-Length", "")
    return int(text[:_MOST_DIGITS]) if text.isascii() and text.isdigit() else 0


def _check(partial: Partial, media: str) -> None:
    """Raise, and forget the file, unless it is a zip within the bounds."""
    try:
        _demand_zip(partial.path, media)
    except DownloadFault:
        partial.drop()
        raise


def _demand_zip(path: Path, media: str) -> None:
    with path.open("rb") as stream:
        beginning = stream.read(200).lstrip()
    if not beginning:
        raise DownloadFault(
            "The server sent an empty file. Try again later, or download the zip with a browser and load the "
            "file."
        )
    if beginning.startswith(b"<"):
        raise DownloadFault(_WEB_PAGE)
    if not beginning.startswith(_ZIP):
        raise DownloadFault(
            f"What the server sent is no zip ({media or 'of no named kind'}). Look for the zip with a "
            "browser and load the file."
        )
    try:
        member_names(read_packed(path))
    except RefusedFile as error:
        raise DownloadFault(f"What the server sent cannot be used. {error}") from error


_WEB_PAGE = (
    "The server sent a web page instead of a zip; the network may want you to sign in first, or CMS has "
    "moved the file. Look at the address with a browser, download the zip there and load the file."
)
