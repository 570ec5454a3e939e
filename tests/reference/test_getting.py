"""Getting releases through the door: what to ask for, fetching it, and what a file holds before a load."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.reference.answers import PreviewedRelease, Progress
from hcpcs_desktop.reference.errors import EnvironmentFault, LoadCancelled, NotPublished
from hcpcs_desktop.releases import addresses
from tests.builders import Entry, a_few, contents, encrypted, notes_text, release_text, save, zip_of
from tests.loopback import NAME, Server, cut_after, serving, well

ZIP = zip_of({"HCPC2026_APR_ANWEB.txt": release_text(a_few())})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with serving() as found:
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        monkeypatch.setattr(addresses, "published", lambda quarter: found.published())
        yield found


def only(reference: Reference, path: Path) -> PreviewedRelease:
    (found,) = reference.preview(path).releases
    return found


class TestAsking:
    def test_this_quarter_then_the_next(self, reference: Reference, tmp_path: Path) -> None:
        today = date(2026, 3, 4)
        assert reference.newest_to_ask(today).asked.quarter == "2026-01"
        reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB_v2.txt"))
        found = reference.newest_to_ask(today)
        assert (found.asked.quarter, found.asked.label, found.asked.loaded) == (
            "2026-04",
            "April 2026",
            False,
        )
        assert found.asked.addresses == (
            "https://www.cms.gov/files/zip/april-2026-alpha-numeric-hcpcs-file.zip",
        )
        assert [(one.quarter, one.loaded) for one in found.choices[:3]] == [
            ("2026-04", False),
            ("2026-01", True),
            ("2025-10", False),
        ]
        assert found.choices[-1].quarter == "2023-01"
        assert found.asked in found.choices

    def test_today_is_the_default(self, reference: Reference) -> None:
        assert reference.newest_to_ask() == reference.newest_to_ask(date.today())


class TestFetching:
    def test_a_release_waits_in_the_data_folder(
        self, server: Server, reference: Reference, data_dir: Path
    ) -> None:
        server.answer = well(ZIP)
        steps: list[Progress] = []
        found = reference.download("2026-04", steps.append)
        assert Path(found.path) == data_dir / "downloads" / NAME
        assert (found.quarter, found.size, found.resumed) == ("2026-04", len(ZIP), False)
        assert steps[-1] == Progress(found.address, "downloading", len(ZIP), len(ZIP))
        assert reference.releases() == ()
        report = reference.load(found.path)
        assert [one.release for one in report.imported] == ["2026-04"]
        assert reference.releases()[0].file == "HCPC2026_APR_ANWEB.txt"

    def test_it_can_be_discarded(self, server: Server, reference: Reference, data_dir: Path) -> None:
        server.answer = well(ZIP)
        found = reference.download("2026-04")
        reference.discard_download(found.path)
        reference.discard_download(found.path)
        assert list((data_dir / "downloads").iterdir()) == []

    def test_nothing_else_is_discarded(self, reference: Reference, tmp_path: Path) -> None:
        mine = save(tmp_path, "HCPC2026_APR_ANWEB.txt")
        with pytest.raises(ValueError, match="no download of this program"):
            reference.discard_download(mine)
        assert mine.exists()

    def test_what_fails_says_so_and_changes_nothing(self, server: Server, reference: Reference) -> None:
        with pytest.raises(NotPublished, match="April 2026"):
            reference.download("2026-04")
        with pytest.raises(ValueError, match="is not a quarter"):
            reference.download("2026-05")
        assert [path for path, _ in server.asked] == [f"/files/zip/{NAME}"]

    def test_the_user_can_stop_it(self, server: Server, reference: Reference) -> None:
        def stop(progress: Progress) -> None:
            raise LoadCancelled

        server.answer = well(ZIP)
        with pytest.raises(LoadCancelled):
            reference.download("2026-04", stop)

    def test_without_a_data_folder_nothing_is_asked(self, server: Server, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("in the way", "utf-8")
        opened = open_reference(tmp_path / "file")
        try:
            with pytest.raises(EnvironmentFault):
                opened.download("2026-04")
        finally:
            opened.close()
        assert server.asked == []

    def test_doctor_knows_the_downloads(self, server: Server, reference: Reference, data_dir: Path) -> None:
        def told() -> str:
            return next(check.text for check in reference.doctor().checks if check.name == "downloads")

        assert told() == "None."
        server.answer = cut_after(ZIP, 100)
        with pytest.raises(Exception, match="cut off"):
            reference.download("2026-04")
        assert told() == f"Begun: {NAME}.part."
        part = data_dir / "downloads" / f"{NAME}.part"
        os.utime(part, (0, 0))
        assert told() == f"Old parts removed: {NAME}.part."
        server.answer = well(ZIP)
        reference.download("2026-04")
        assert told() == f"Kept: {NAME}."
        assert reference.doctor().ok


class TestPreview:
    def test_what_a_zip_holds(self, reference: Reference, tmp_path: Path) -> None:
        entries = [*a_few(), Entry("E0131", added="20269999", effective="20260401")]
        path = tmp_path / NAME
        path.write_bytes(
            zip_of(
                {
                    "HCPC2026_APR_ANWEB.txt": release_text(entries),
                    "HCPC2026_APR_ANWEB_copy.txt": release_text(entries),
                    "proc_notes_APR2026.txt": notes_text({"0001": "Invented note"}),
                    "README.txt": "nothing",
                    "HCPC2026_JUL_ANWEB.txt": "no release",
                }
            )
        )
        found = reference.preview(path)
        (one,) = found.releases
        assert one.file == f"{path}/HCPC2026_APR_ANWEB.txt"
        assert (one.release, one.label, one.codes, one.modifiers) == ("2026-04", "CMS April 2026", 4, 2)
        assert one.companions == ("proc_notes_APR2026.txt",)
        assert [problem.line for problem in one.problems] == [6]
        assert (one.already, one.held, one.against) == (False, "", "")
        assert (one.added, one.gone, one.ended) == (None, None, None)
        assert [Path(refused.file).name for refused in found.refused] == ["HCPC2026_JUL_ANWEB.txt"]
        assert {Path(skipped.file).name for skipped in found.skipped} == {
            "README.txt",
            "HCPC2026_APR_ANWEB_copy.txt",
            "proc_notes_APR2026.txt",
        }

    def test_it_changes_nothing(self, reference: Reference, tmp_path: Path, data_dir: Path) -> None:
        reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
        before = contents(data_dir)
        reference.preview(save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
        assert contents(data_dir) == before

    def test_what_would_change_against_the_release_before(self, reference: Reference, tmp_path: Path) -> None:
        older = [Entry("A0021"), Entry("E0100"), Entry("E0130", ended="20251231"), Entry("J0120")]
        reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", older))
        reference.load(save(tmp_path, "HCPC2026_OCT_ANWEB.txt"))
        newer = [Entry("E0100", ended="20260630"), Entry("E0130", ended="20260630"), Entry("J0120")]
        newer += [Entry("K0001"), Entry("K0002"), Entry("LT")]
        found = only(reference, save(tmp_path, "HCPC2026_APR_ANWEB.txt", newer))
        assert found.against == "CMS January 2026"
        assert (found.added, found.gone, found.ended) == (2, 1, 1)

    def test_a_revision_is_compared_with_the_one_before(self, reference: Reference, tmp_path: Path) -> None:
        reference.load(save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
        found = only(reference, save(tmp_path, "HCPC2026_APR_ANWEB_v2.txt", [*a_few(), Entry("K0001")]))
        assert (found.against, found.added, found.held) == ("CMS April 2026", 1, "")

    def test_modifiers_alone_say_nothing_of_codes(self, reference: Reference, tmp_path: Path) -> None:
        reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
        found = only(reference, save(tmp_path, "HCPC2026_APR_ANWEB.txt", [Entry("LT")]))
        assert (found.added, found.gone, found.ended) == (None, None, None)

    def test_what_is_loaded_already(self, reference: Reference, tmp_path: Path) -> None:
        path = save(tmp_path, "HCPC2026_APR_ANWEB.txt")
        reference.load(path)
        found = only(reference, path)
        assert (found.already, found.held) == (True, path.name)
        other = only(reference, save(tmp_path / "other", "HCPC2026_APR_ANWEB.txt", [Entry("E0100")]))
        assert (other.already, other.held) == (False, path.name)

    def test_what_it_would_refuse(self, reference: Reference, tmp_path: Path) -> None:
        locked = tmp_path / NAME
        locked.write_bytes(encrypted(ZIP))
        found = reference.preview([locked, tmp_path / "nothing.txt"])
        assert found.releases == ()
        assert "no such file" in found.refused[0].why
        assert "locked with a password" in found.refused[1].why

    def test_companions_alone_and_a_licensees_files(self, reference: Reference, tmp_path: Path) -> None:
        (tmp_path / "proc_notes_APR2026.txt").write_bytes(notes_text({"0001": "Invented note"}))
        (tmp_path / "LONGULT.txt").write_text("Invented", "utf-8")
        found = reference.preview(tmp_path)
        assert [Path(name).name for name in found.companions] == ["proc_notes_APR2026.txt"]
        assert [Path(name).name for name in found.wording] == ["LONGULT.txt"]

    def test_it_can_be_stopped(self, reference: Reference, tmp_path: Path) -> None:
        def stop(progress: Progress) -> None:
            if progress.step == "reading":
                raise LoadCancelled

        with pytest.raises(LoadCancelled):
            reference.preview(save(tmp_path, "HCPC2026_APR_ANWEB.txt"), stop)

    @pytest.mark.realdata
    def test_the_true_differences_come_out(
        self, reference: Reference, cms_data: Path, tmp_path: Path
    ) -> None:
        reference.load(cms_data / "2024-07")
        found = only(reference, cms_data / "2026-01")
        assert (found.added, found.gone, found.ended) == (590, 0, 223)
