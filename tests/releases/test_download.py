"""Fetching a release from a server on the loopback address that also misbehaves (issue: getting releases)."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcpcs_desktop.codes.quarters import Quarter
from hcpcs_desktop.releases.addresses import Published
from hcpcs_desktop.releases.archive import MAX_PACKED
from hcpcs_desktop.releases.download import download
from hcpcs_desktop.releases.errors import DownloadFault, NotPublished
from hcpcs_desktop.releases.partials import Fetched, clean, kept, unfinished
from hcpcs_desktop.releases.watching import LIMITS, Limits, Tell
from tests.builders import a_few, release_text, zip_of
from tests.loopback import (
    NAME,
    OTHER_SPELLING,
    Handler,
    Server,
    cut_after,
    drip,
    drip_headers,
    serving,
    silent,
    well,
)

ZIP = zip_of({"HCPC2026_APR_ANWEB.txt": release_text(a_few())}, zipfile.ZIP_STORED)
APRIL = Quarter(2026, 4)
QUICK = LIMITS._replace(connect=2.0, silence=0.3, window=0.1, overall=5.0, tick=0.02)


class Stopped(Exception):
    """What the user's wish to stop raises in these tests."""


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as found:
        yield found


@pytest.fixture
def folder(data_dir: Path) -> Path:
    return data_dir / "downloads"


def fetch(
    where: Published, folder: Path, *, tell: Tell = lambda done, total: None, limits: Limits = LIMITS
) -> Fetched:
    return download(APRIL, where, folder, tell, limits)


def refused(where: Published, folder: Path, *, limits: Limits = LIMITS) -> str:
    """Return the line of a download that fails."""
    with pytest.raises(DownloadFault) as raised:
        fetch(where, folder, limits=limits)
    told = str(raised.value)
    assert "\n" not in told
    assert told.endswith(".")
    return told


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def test_one_request_brings_the_zip_and_its_checksum(server: Server, folder: Path) -> None:
    server.answer = well(ZIP)
    found = fetch(server.published(), folder)
    assert found.path == folder / NAME
    assert found.path.read_bytes() == ZIP
    assert (found.size, found.sha256) == (len(ZIP), hashlib.sha256(ZIP).hexdigest())
    assert (found.address, found.resumed) == (server.published().addresses[0], False)
    assert found.when.endswith("+00:00")
    assert [path for path, _ in server.asked] == [f"/files/zip/{NAME}"]
    assert files(folder) == {NAME, f"{NAME}.json"}
    note = json.loads((folder / f"{NAME}.json").read_text("utf-8"))
    assert (note["sha256"], note["address"], note["when"]) == (found.sha256, found.address, found.when)


def test_nothing_is_sent_but_what_the_request_needs(server: Server, folder: Path) -> None:
    server.answer = well(ZIP)
    fetch(server.published(), folder)
    _, headers = server.asked[0]
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}
    assert headers["User-Agent"].startswith("hcpcs-desktop/")


def test_progress_is_told(server: Server, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    server.answer = well(ZIP)
    fetch(server.published(), folder, tell=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(ZIP), len(ZIP))


class TestNotThere:
    def test_not_published_yet(self, server: Server, folder: Path) -> None:
        with pytest.raises(
            NotPublished, match=r"not published the release of April 2026 at http://127.+ yet"
        ):
            fetch(server.published(), folder)
        assert len(server.asked) == 1
        assert files(folder) == set()

    def test_the_other_spelling_is_asked_only_then(self, server: Server, folder: Path) -> None:
        good = well(ZIP)
        server.answer = lambda one: good(one) if one.path.endswith(OTHER_SPELLING) else one.give(404)
        found = fetch(server.published(NAME, OTHER_SPELLING), folder)
        assert [path.rpartition("/")[2] for path, _ in server.asked] == [NAME, OTHER_SPELLING]
        assert found.path.name == NAME
        assert found.address.endswith(OTHER_SPELLING)

    def test_the_other_spelling_is_not_asked_after_another_failure(
        self, server: Server, folder: Path
    ) -> None:
        server.answer = lambda one: one.give(503)
        refused(server.published(NAME, OTHER_SPELLING), folder)
        assert len(server.asked) == 1

    def test_neither_spelling(self, server: Server, folder: Path) -> None:
        told = refused(server.published(NAME, OTHER_SPELLING), folder)
        assert "under its other spelling" in told
        assert len(server.asked) == 2

    @pytest.mark.parametrize(
        ("status", "words"),
        [
            (403, "does not give the file to programs (status 403)"),
            (407, "asks for a name and password"),
            (429, "cannot answer now"),
            (500, "cannot answer now (status 500)"),
            (503, "cannot answer now (status 503)"),
            (204, "no file but status 204"),
            (206, "no file but status 206"),
            (304, "no file but status 304"),
        ],
    )
    def test_other_answers(self, server: Server, folder: Path, status: int, words: str) -> None:
        server.answer = lambda one: one.give(status)
        assert words in refused(server.published(), folder)
        assert files(folder) == set()


class TestNoZip:
    @pytest.mark.parametrize(
        ("body", "media", "words"),
        [
            (
                b"<!DOCTYPE html><title>Sign in</title>",
                "text/html; charset=utf-8",
                "a web page instead of a zip",
            ),
            (b"  <html>Sign in</html>", "application/zip", "a web page instead of a zip"),
            (b"%PDF-1.7 and so on", "application/pdf", "is no zip (application/pdf)"),
            (b"just some words", "text/plain", "is no zip (text/plain)"),
            (b"", "application/zip", "an empty file"),
            (b"PK\x03\x04 and then garbage" * 9, "application/zip", "The zip is damaged"),
            (ZIP[: len(ZIP) // 2], "application/zip", "The zip is damaged"),
        ],
    )
    def test_is_said_and_forgotten(
        self, server: Server, folder: Path, body: bytes, media: str, words: str
    ) -> None:
        server.answer = lambda one: one.give(200, body, Content_Type=media)
        assert words in refused(server.published(), folder)
        assert files(folder) == set()

    def test_an_earlier_download_stays(self, server: Server, folder: Path) -> None:
        server.answer = well(ZIP)
        fetch(server.published(), folder)
        server.answer = lambda one: one.give(200, b"<html>", Content_Type="text/html")
        refused(server.published(), folder)
        assert (folder / NAME).read_bytes() == ZIP

    @pytest.mark.parametrize("claim", [None, -1])
    def test_too_large(self, server: Server, folder: Path, claim: int | None) -> None:
        server.answer = lambda one: one.give(200, ZIP, claim)
        assert "larger than 100 bytes" in refused(server.published(), folder, limits=QUICK._replace(most=100))
        assert files(folder) == set()

    def test_a_size_beyond_all_numbers(self, server: Server, folder: Path) -> None:
        server.answer = lambda one: one.give(200, ZIP, Content_Range=f"bytes 0-1/{'9' * 5000}")
        assert "larger than" in refused(server.published(), folder)
        assert files(folder) == set()

    def test_the_bound_is_that_of_zips(self) -> None:
        assert LIMITS.most == MAX_PACKED


class TestSlow:
    def test_a_drip_is_ended(self, server: Server, folder: Path) -> None:
        server.answer = drip
        assert "hardly anything arrived" in refused(server.published(), folder, limits=QUICK)
        assert len(unfinished(folder)) == 1

    def test_a_drip_of_headers_is_ended(self, server: Server, folder: Path) -> None:
        server.answer = drip_headers
        assert "hardly anything arrived" in refused(server.published(), folder, limits=QUICK)

    def test_a_steady_drip_has_an_end_too(self, server: Server, folder: Path) -> None:
        server.answer = drip
        limits = QUICK._replace(least=1, overall=0.4)
        assert "stopped after 1 min" in refused(server.published(), folder, limits=limits)

    def test_a_server_that_falls_silent(self, server: Server, folder: Path) -> None:
        server.answer = silent
        told = refused(server.published(), folder, limits=QUICK._replace(window=9))
        assert "stood still and was stopped after 2 bytes of 1.0 MB" in told

    def test_a_server_that_does_not_answer(self, server: Server, folder: Path) -> None:
        server.answer = lambda one: one.server.over.wait(10)
        assert "did not answer in time" in refused(
            server.published(), folder, limits=QUICK._replace(window=9)
        )

    def test_the_user_can_stop_it_while_it_waits(self, server: Server, folder: Path) -> None:
        begun = threading.Event()

        def answer(handler: Handler) -> None:
            begun.set()
            handler.server.over.wait(10)

        def stop(done: int, total: int) -> None:
            if begun.is_set():
                raise Stopped

        server.answer = answer
        with pytest.raises(Stopped):
            fetch(server.published(), folder, tell=stop)

    def test_what_was_stopped_between_pieces_is_kept(self, server: Server, folder: Path) -> None:
        server.answer = silent

        def stop(done: int, total: int) -> None:
            if done:
                raise Stopped

        with pytest.raises(Stopped):
            fetch(server.published(), folder, tell=stop)
        assert unfinished(folder)[0].read_bytes() == b"PK"


class TestResuming:
    @pytest.fixture
    def cut(self, server: Server, folder: Path) -> Server:
        """Return the server after it hung up in the middle."""
        server.answer = cut_after(ZIP, 300)
        told = refused(server.published(), folder)
        assert f"cut off after 300 bytes of {len(ZIP):,} bytes" in told
        assert "goes on from there" in told
        server.asked.clear()
        return server

    def test_goes_on_where_it_was_cut_off(self, cut: Server, folder: Path) -> None:
        cut.answer = well(ZIP)
        found = fetch(cut.published(), folder)
        assert found.resumed
        assert found.sha256 == hashlib.sha256(ZIP).hexdigest()
        (_, headers), *more = cut.asked
        assert headers["Range"] == "bytes=300-"
        assert headers["If-Range"].startswith('"')
        assert more == []
        assert files(folder) == {NAME, f"{NAME}.json"}

    def test_twice(self, cut: Server, folder: Path) -> None:
        def again(one: Handler) -> None:
            length = len(ZIP) - 300
            one.give(206, ZIP[300:500], length, Content_Range=f"bytes 300-{len(ZIP) - 1}/{len(ZIP)}")

        cut.answer = again
        assert f"cut off after 500 bytes of {len(ZIP):,}" in refused(cut.published(), folder)
        cut.answer = well(ZIP)
        assert fetch(cut.published(), folder).path.read_bytes() == ZIP
        assert cut.asked[-1][1]["Range"] == "bytes=500-"

    def test_a_part_of_the_rest_is_no_end(self, cut: Server, folder: Path) -> None:
        cut.answer = lambda one: one.give(206, ZIP[300:400], Content_Range=f"bytes 300-399/{len(ZIP)}")
        assert "cut off after 400 bytes" in refused(cut.published(), folder)

    def test_another_file_by_now_begins_anew(self, cut: Server, folder: Path) -> None:
        other = zip_of({"HCPC2026_APR_ANWEB_v2.txt": release_text(a_few())})
        cut.answer = well(other)
        found = fetch(cut.published(), folder)
        assert not found.resumed
        assert found.path.read_bytes() == other
        assert len(cut.asked) == 1

    @pytest.mark.parametrize("wrong", [416, 206])
    def test_a_range_that_does_not_fit_begins_anew(self, cut: Server, folder: Path, wrong: int) -> None:
        good = well(ZIP)

        def answer(one: Handler) -> None:
            if one.asked_from is None:
                good(one)
            else:
                one.give(wrong, b"x", Content_Range="bytes 5-5/9")

        cut.answer = answer
        found = fetch(cut.published(), folder)
        assert not found.resumed
        assert found.path.read_bytes() == ZIP
        assert len(cut.asked) == 2

    def test_a_rest_of_another_file_begins_anew(self, cut: Server, folder: Path) -> None:
        good = well(ZIP)
        rest = {"Content_Range": f"bytes 300-{len(ZIP) - 1}/{len(ZIP)}", "ETag": '"another"'}
        cut.answer = lambda one: one.give(206, ZIP[300:], **rest) if one.asked_from else good(one)
        found = fetch(cut.published(), folder)
        assert not found.resumed
        assert found.path.read_bytes() == ZIP

    def test_two_programs_at_once_do_not_mix(self, cut: Server, folder: Path) -> None:
        mixed = threading.Event()

        def answer(one: Handler) -> None:
            where = f"bytes 300-{len(ZIP) - 1}/{len(ZIP)}"
            one.give(206, ZIP[300:400], len(ZIP) - 300, Content_Range=where)
            assert mixed.wait(5)
            one.wfile.write(ZIP[400:])

        def mix(done: int, total: int) -> None:
            if done == 400 and not mixed.is_set():
                with unfinished(folder)[0].open("ab") as file:
                    file.write(b"from the other program")
                mixed.set()

        cut.answer = answer
        with pytest.raises(DownloadFault, match="Another program was fetching"):
            fetch(cut.published(), folder, tell=mix, limits=QUICK._replace(window=9))
        assert files(folder) == set()

    def test_a_weak_mark_gives_way_to_the_time_of_change(self, server: Server, folder: Path) -> None:
        when = "Wed, 04 Mar 2026 10:00:00 GMT"
        server.answer = cut_after(ZIP, 300, ETag='W/"weak"', Last_Modified=when)
        refused(server.published(), folder)
        server.answer = well(ZIP)
        fetch(server.published(), folder)
        assert server.asked[-1][1]["If-Range"] == when

    def test_without_a_mark_it_begins_anew(self, server: Server, folder: Path) -> None:
        server.answer = cut_after(ZIP, 300, ETag="")
        refused(server.published(), folder)
        server.answer = well(ZIP)
        assert not fetch(server.published(), folder).resumed
        assert "Range" not in server.asked[-1][1]

    def test_a_damaged_note_begins_anew(self, cut: Server, folder: Path) -> None:
        (folder / f"{NAME}.part.json").write_text("[", "utf-8")
        cut.answer = well(ZIP)
        assert not fetch(cut.published(), folder).resumed

    def test_another_address_begins_anew(self, cut: Server, folder: Path) -> None:
        good = well(ZIP)
        cut.answer = lambda one: good(one) if one.path.endswith(OTHER_SPELLING) else one.give(404)
        assert not fetch(cut.published(NAME, OTHER_SPELLING), folder).resumed
        assert "Range" not in cut.asked[-1][1]

    def test_old_parts_are_cleaned_and_new_ones_stay(self, cut: Server, folder: Path) -> None:
        (part,) = unfinished(folder)
        assert clean(folder) == ()
        assert clean(folder, part.stat().st_mtime + 15 * 24 * 3600) == (part,)
        assert files(folder) == set()

    def test_cleaning_keeps_what_is_finished(self, server: Server, folder: Path) -> None:
        assert clean(folder) == kept(folder) == ()
        server.answer = well(ZIP)
        found = fetch(server.published(), folder)
        (folder / "gone.zip.json").write_text("{}", "utf-8")
        clean(folder, found.path.stat().st_mtime + 99 * 24 * 3600)
        assert kept(folder) == (found.path,)
        assert files(folder) == {NAME, f"{NAME}.json"}


class TestLedElsewhere:
    def test_within_the_site_it_follows(self, server: Server, folder: Path) -> None:
        good = well(ZIP)
        server.answer = lambda one: good(one) if one.path == "/here" else one.give(302, Location="/here")
        assert fetch(server.published(), folder).size == len(ZIP)

    def test_a_loop_ends(self, server: Server, folder: Path) -> None:
        server.answer = lambda one: one.give(302, Location=one.path)
        assert "without an end" in refused(server.published(), folder)
        assert len(server.asked) == LIMITS.redirects + 1

    def test_another_host_is_not_asked(self, server: Server, folder: Path) -> None:
        with serving() as other:
            other.answer = well(ZIP)
            server.answer = lambda one: one.give(302, Location=f"http://{other.host}/{NAME}")
            assert "which is not CMS's site" in refused(server.published(), folder)
            assert other.asked == []

    @pytest.mark.parametrize("scheme", ["https", "ftp", "file"])
    def test_another_scheme_is_not_asked(self, server: Server, folder: Path, scheme: str) -> None:
        server.answer = lambda one: one.give(302, Location=f"{scheme}://{server.host}/{NAME}")
        assert f"leads to {scheme}://" in refused(server.published(), folder)

    def test_no_name_and_password_are_sent(self, server: Server, folder: Path) -> None:
        server.answer = lambda one: one.give(302, Location=f"http://me:secret@{server.host}/{NAME}")
        assert "secret" not in refused(server.published(), folder)
        assert len(server.asked) == 1

    @pytest.mark.parametrize("place", ["http://[::1::2]/", "http://xn--a/", "javascript:alert(1)"])
    def test_a_place_that_is_none(self, server: Server, folder: Path, place: str) -> None:
        server.answer = lambda one: one.give(302, Location=place)
        assert "cannot be read" in refused(server.published(), folder)


class TestNoConnection:
    def test_refused(self, folder: Path) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            host = f"127.0.0.1:{taken.getsockname()[1]}"
            where = Published((f"http://{host}/{NAME}",), frozenset((host,)), "http")
            assert "refused the connection" in refused(where, folder)

    def test_a_name_that_does_not_exist(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def unknown(*_: object, **__: object) -> None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        where = Published((f"http://cms.invalid/{NAME}",), frozenset(("cms.invalid",)), "http")
        assert "The name cms.invalid was not found. Check that this computer is online" in refused(
            where, folder
        )

    def test_no_encryption(self, server: Server, folder: Path) -> None:
        told = refused(server.published(scheme="https"), folder)
        assert "No secure connection to 127.0.0.1" in told

    def test_hung_up_before_an_answer(self, server: Server, folder: Path) -> None:
        server.answer = lambda one: None
        assert "cannot be read" in refused(server.published(), folder)

    def test_no_http(self, server: Server, folder: Path) -> None:
        server.answer = lambda one: one.wfile.write(b"220 mail ready\r\n")
        assert "cannot be read" in refused(server.published(), folder)

    def test_the_system_proxy_is_used(
        self, server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("http_proxy", f"http://{server.host}")
        server.answer = well(ZIP)
        where = Published((f"http://cms.invalid/{NAME}",), frozenset(("cms.invalid",)), "http")
        assert fetch(where, folder).size == len(ZIP)
        assert server.asked[0][0] == f"http://cms.invalid/{NAME}"

    def test_a_proxy_that_does_not_let_through(
        self, server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("https_proxy", f"http://{server.host}")
        where = Published((f"https://cms.invalid/{NAME}",), frozenset(("cms.invalid",)))
        assert "The proxy of this network did not let the request through" in refused(where, folder)

    def test_a_proxy_that_is_not_there(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{taken.getsockname()[1]}")
            where = Published((f"http://cms.invalid/{NAME}",), frozenset(("cms.invalid",)), "http")
            assert "127.0.0.1, this network's proxy, refused the connection" in refused(where, folder)

    @pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "nonsense://127.0.0.1:9"])
    def test_a_proxy_setting_that_cannot_be_used(
        self, server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch, proxy: str
    ) -> None:
        monkeypatch.setenv("http_proxy", proxy)
        assert "proxy setting cannot be used" in refused(server.published(), folder)


class TestDisk:
    def test_full(self, server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_bytes", full)
        server.answer = well(ZIP)
        assert "is full. Free some space and try again" in refused(server.published(), folder)

    def test_a_file_in_the_place_of_the_folder(self, server: Server, folder: Path) -> None:
        folder.parent.mkdir(parents=True)
        folder.write_text("in the way", "utf-8")
        assert "Check the disk and your permission" in refused(server.published(), folder)
        assert server.asked == []
