"""Says in one line each what went wrong on the network and what to do about it."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Iterator

import httpx

_BROWSER = "or download the zip with a browser and load the file"
_ALSO = f"Try again later, {_BROWSER}."
_FULL = (errno.ENOSPC, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC,)

_FORBIDDEN = (401, 403, 451)
_PROXY_SIGN_IN = 407
_TOO_OFTEN = 429
_SERVER = 500


def failure(error: Exception, host: str, proxy: str = "") -> str:
    """Return the line for a transfer that failed before a file began to arrive; `proxy` stands between."""
    causes = tuple(_causes(error))
    host = f"{proxy}, this network's proxy," if proxy else host
    if isinstance(error, httpx.ProxyError):
        return (
            f"The proxy of this network did not let the request through ({_plain(error)}). "
            f"Check the system's proxy setting, {_BROWSER}."
        )
    for kind, told in _CAUSES.items():
        if any(isinstance(one, kind) for one in causes):
            return f"{told.format(host=host)}, {_BROWSER}."
    if isinstance(error, httpx.TimeoutException):
        return f"{host} did not answer in time. {_ALSO}"
    if isinstance(error, httpx.NetworkError):
        return f"The connection to {host} failed ({_plain(error)}). {_ALSO}"
    return f"The answer of {host} cannot be read ({_plain(error)}). {_ALSO}"


_CAUSES: dict[type[Exception], str] = {
    socket.gaierror: "The name {host} was not found. Check that this computer is online",
    ssl.SSLCertVerificationError: "The certificate of {host} is not one that this system trusts. Check the "
    "date of this computer, ask your network's support",
    ssl.SSLError: "No secure connection to {host} came about. Try again later, ask your network's support",
    ConnectionRefusedError: "{host} refused the connection. Try again later",
}
"""What lies at the bottom of a failed connection, most telling first."""


def status_failure(status: int, host: str) -> str:
    """Return the line for an answer that is no file."""
    if status in _FORBIDDEN:
        return (
            f"{host}, or a filter of your network, does not give the file to programs (status {status}). "
            "Download the zip with a browser and load the file."
        )
    if status == _PROXY_SIGN_IN:
        return (
            f"The proxy of this network asks for a name and password (status {status}). "
            f"Set them in the system's proxy setting, {_BROWSER}."
        )
    if status == _TOO_OFTEN or status >= _SERVER:
        return f"{host} cannot answer now (status {status}). {_ALSO}"
    return f"{host} gave no file but status {status}. {_ALSO}"


def not_published(label: str, addresses: tuple[str, ...]) -> str:
    """Return the line for a release that is not at its address."""
    named = addresses[0] + (" or under its other spelling" if len(addresses) > 1 else "")
    return (
        f"CMS has not published the release of {label} at {named} yet, or has moved it. "
        "Ask for another quarter, or look for the zip with a browser and load the file."
    )


def cut_off(arrived: int, total: int) -> str:
    """Return the line for a transfer that ended before its end."""
    of_all = f" of {megabytes(total)}" if total else ""
    return (
        f"The download was cut off after {megabytes(arrived)}{of_all}. What arrived is kept: try again and "
        f"it goes on from there, {_BROWSER}."
    )


def stalled(arrived: int, total: int) -> str:
    """Return the line for a server that fell silent."""
    return cut_off(arrived, total).replace("was cut off", "stood still and was stopped")


def too_large(most: int) -> str:
    """Return the line for a file beyond the bound."""
    return (
        f"The file is larger than {megabytes(most)}; no release of CMS is. Nothing of it was kept. Look at "
        "CMS's page with a browser."
    )


def disk_failure(error: OSError, folder: str) -> str:
    """Return the line for a disk that does not take the download."""
    if error.errno in _FULL:
        return f"The disk with {folder} is full. Free some space and try again."
    return f"{folder}: {error.strerror or error}. Check the disk and your permission to write there."


def megabytes(size: int) -> str:
    """Return a size as people read it."""
    return f"{size / 1e6:,.1f} MB" if size >= 100_000 else f"{size:,} bytes"  # noqa: PLR2004 - where 0.1 MB begins


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _plain(error: Exception) -> str:
    """Return the system's own words on one line, without what frames them."""
    words = " ".join(str(error).split()).rstrip(".")
    return words or type(error).__name__
