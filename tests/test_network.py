"""Nothing but the download uses the network, and the download only when it is asked to."""

from __future__ import annotations

import ast
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcpcs_desktop.reference import open_reference
from tests.builders import save

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "hcpcs_desktop"
NETWORK = {
    "asyncio", "ftplib", "http", "httpcore", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "truststore", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
QT = {"QtNetwork", "QtNetworkAuth", "QtWebSockets", "QtWebEngineCore", "QtHttpServer"}
MAY = {"releases/download.py", "releases/network_faults.py", "releases/watching.py"}


def imported(path: Path) -> Iterator[str]:
    """Return every module that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in (
            "__import__",
            "import_module",
        ):
            yield ast.unparse(node.args[0]).strip("'\"")


def uses_network(path: Path) -> bool:
    names = [name.split(".") for name in imported(path)]
    return any(parts[0] in NETWORK or QT & set(parts) for parts in names)


def test_only_the_download_imports_a_way_to_the_network() -> None:
    found = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if uses_network(path)}
    assert found == MAY


@pytest.mark.parametrize(
    "line",
    [
        "import urllib.request",
        "from http import client",
        "from PySide6.QtNetwork import QTcpSocket",
        "from PySide6 import QtNetwork",
        "importlib.import_module('httpx')",
        "def f():\n    import socket",
    ],
)
def test_the_scan_sees(tmp_path: Path, line: str) -> None:
    (tmp_path / "some.py").write_text(line, "utf-8")
    assert uses_network(tmp_path / "some.py")


def test_the_download_is_imported_only_when_it_is_asked_for() -> None:
    owner = "hcpcs_desktop.releases.download"
    users = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(name.startswith(owner + ".") or name == owner for name in imported(path))
    }
    assert users == {"reference/fetching.py"}


def test_everything_else_works_without_a_socket(
    data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Forbidden(socket.socket):
        def __init__(self, *_: object, **__: object) -> None:
            raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", Forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", Forbidden)
    release = save(tmp_path, "HCPC2026_JAN_ANWEB.txt")
    reference = open_reference(data_dir)
    try:
        reference.preview(release)
        reference.load(release)
        assert reference.search("invented").hits
        assert reference.explain_each("E0100")
        assert reference.newest_to_ask().asked.addresses
        assert reference.doctor().ok
    finally:
        reference.close()


def test_no_library_of_the_network_is_loaded_before(data_dir: Path, tmp_path: Path) -> None:
    probe = f"""
import sys
from hcpcs_desktop.reference import open_reference
reference = open_reference({str(data_dir)!r})
reference.load({str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))!r})
reference.search("invented"); reference.explain_each("E0100"); reference.newest_to_ask(); reference.doctor()
reference.close()
names = ("httpx", "truststore", "ssl", "hcpcs_desktop.releases.download")
print([name for name in names if name in sys.modules])
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, env=environment
    )
    assert found.stdout.strip() == "[]"
