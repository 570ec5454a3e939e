"""The command that gets a release from the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from hcpcs_desktop.app import command_main
from hcpcs_desktop.codes.quarters import Quarter, quarter_of
from hcpcs_desktop.releases import addresses
from tests.builders import Entry, a_few, release_text, save, zip_of
from tests.loopback import NAME, Server, serving, well

ZIP = zip_of({"HCPC2026_APR_ANWEB.txt": release_text(a_few()), "README.txt": "nothing"})


class Hcpcs(Protocol):
    """Runs the command line in the test's data folder."""

    def __call__(self, *words: str, status: int = 0) -> tuple[str, str]:
        """Return what it wrote to standard output and to standard error."""


@pytest.fixture
def asked() -> list[Quarter]:
    """Return the quarters whose address was looked up."""
    return []


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, asked: list[Quarter]) -> Iterator[Server]:
    with serving() as found:

        def published(quarter: Quarter) -> addresses.Published:
            asked.append(quarter)
            return found.published()

        monkeypatch.setenv("no_proxy", "127.0.0.1")
        monkeypatch.setattr(addresses, "published", published)
        yield found


@pytest.fixture
def hcpcs(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> Hcpcs:
    def run(*words: str, status: int = 0) -> tuple[str, str]:
        assert command_main(["--data-dir", str(data_dir), *words]) == status
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return told.out, told.err

    return run


def test_it_fetches_and_says_what_it_holds(hcpcs: Hcpcs, server: Server, data_dir: Path) -> None:
    server.answer = well(ZIP)
    told, _ = hcpcs("fetch", "2026-04")
    assert f"{server.published().addresses[0]}: {len(ZIP):,} bytes" in told
    assert "It holds CMS April 2026: 4 codes, 2 modifiers" in told
    assert f"Kept as {data_dir / 'downloads' / NAME}" in told
    assert "Load it: hcpcs import" in told
    assert "No release is loaded" in hcpcs("releases")[0]


def test_as_json(hcpcs: Hcpcs, server: Server, tmp_path: Path) -> None:
    hcpcs("import", str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", a_few()[:-1])))
    server.answer = well(ZIP)
    found = json.loads(hcpcs("fetch", "2026-04", "--json")[0])
    assert found.keys() == {"downloaded", "preview"}
    assert found["downloaded"].keys() == {
        "quarter", "path", "address", "size", "sha256", "resumed", "when",
    }  # fmt: skip
    (release,) = found["preview"]["releases"]
    assert (release["release"], release["against"], release["added"]) == ("2026-04", "CMS January 2026", 1)


def test_with_load_it_is_loaded(hcpcs: Hcpcs, server: Server) -> None:
    server.answer = well(ZIP)
    found = json.loads(hcpcs("fetch", "2026-04", "--load", "--json")[0])
    assert [one["release"] for one in found["imported"]] == ["2026-04"]
    assert "2026-04" in hcpcs("releases")[0]
    told, _ = hcpcs("fetch", "2026-04", "--load")
    assert "loaded already" in told
    assert "was there already" in told


def test_without_a_name_it_asks_for_this_quarter(hcpcs: Hcpcs, server: Server, asked: list[Quarter]) -> None:
    hcpcs("fetch", status=1)
    assert asked[-1] == quarter_of(date.today())
    assert len(server.asked) == 1


def test_not_published_is_a_no(hcpcs: Hcpcs, server: Server) -> None:
    _, told = hcpcs("fetch", "2026-04", status=1)
    assert "has not published the release of April 2026" in told
    assert told.count("\n") == 1


def test_a_network_that_fails_is_the_environment(hcpcs: Hcpcs, server: Server) -> None:
    server.answer = lambda one: one.give(503)
    out, told = hcpcs("fetch", "2026-04", "--json", status=3)
    assert out == ""
    assert told.count("\n") == 1


def test_a_zip_without_a_release_is_a_no(hcpcs: Hcpcs, server: Server) -> None:
    server.answer = well(zip_of({"README.txt": "nothing"}))
    told, _ = hcpcs("fetch", "2026-04", "--load", status=1)
    assert "would be refused. The zip holds no HCPCS release" in told


def test_a_terminal_sees_how_far_it_is(hcpcs: Hcpcs, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    server.answer = well(ZIP)
    _, told = hcpcs("fetch", "2026-04")
    assert "downloading 100 %" in told
    assert told.endswith("\r\033[K")


def test_what_would_be_set_aside_is_told(hcpcs: Hcpcs, server: Server) -> None:
    entries = [*a_few(), Entry("E0131", added="20269999", effective="20260401")]
    members = {"HCPC2026_APR_ANWEB.txt": release_text(entries), "proc_notes_APR2026.txt": b"nothing"}
    server.answer = well(zip_of(members))
    told, _ = hcpcs("fetch", "2026-04")
    assert "With proc_notes_APR2026.txt" in told
    assert "line 6: E0131" in told


@pytest.mark.parametrize("quarter", ["2026-05", "2019-01", "next"])
def test_what_is_no_quarter(hcpcs: Hcpcs, server: Server, quarter: str) -> None:
    hcpcs("fetch", quarter, status=2)
    assert server.asked == []


def test_its_help_says_that_it_alone_uses_the_network(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command_main(["fetch", "--help"])
    assert "The only command that uses the network" in capsys.readouterr().out
