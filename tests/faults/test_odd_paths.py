"""Strange things where a release should lie, and poorer files of a release that is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hcpcs_desktop.codes.explanation import Explanation
from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.answers import Progress
from hcpcs_desktop.reference.errors import LoadCancelled
from tests.builders import Entry, a_few, csv_of, save, sheet

REPOSITORY = Path(__file__).parents[2]
NAME = "HCPC2026_JAN_ANWEB.txt"
unix = pytest.mark.skipif(os.name != "posix", reason="only Unix has pipes and such names among its files")


def only(found: Explanation | tuple[Explanation, ...]) -> Explanation:
    assert isinstance(found, Explanation)
    return found


@unix
def test_a_pipe_is_refused_and_in_a_folder_passed_over(reference: Reference, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    os.mkfifo(folder / "HCPC2026_APR_ANWEB.txt")
    save(folder, NAME)
    alone = reference.load(folder / "HCPC2026_APR_ANWEB.txt")
    assert "no ordinary file" in alone.refused[0].why
    done = reference.load(folder)
    assert [one.release for one in done.imported] == ["2026-01"]
    assert done.refused == ()


@unix
def test_a_device_is_refused_at_once(reference: Reference, tmp_path: Path) -> None:
    (tmp_path / "endless").symlink_to("/dev/zero")
    assert "no ordinary file" in reference.load(tmp_path / "endless").refused[0].why


@unix
def test_a_name_that_is_no_utf_8_is_loaded_and_shown_with_a_mark(
    reference: Reference, tmp_path: Path
) -> None:
    odd = os.fsdecode(b"HCPC2026_JAN_ANWEB_\xff\x1b.txt")
    save(tmp_path, NAME).rename(tmp_path / odd)
    (taken,) = reference.load(tmp_path / odd).imported
    assert taken.file.endswith("HCPC2026_JAN_ANWEB_\ufffd\ufffd.txt")
    assert reference.releases()[0].file == "HCPC2026_JAN_ANWEB_\ufffd\ufffd.txt"


def test_one_bad_path_does_not_keep_the_others_from_loading(reference: Reference, tmp_path: Path) -> None:
    done = reference.load([tmp_path / ("x" * 5_000), tmp_path / "missing.txt", save(tmp_path, NAME)])
    assert len(done.refused) == 2
    assert [one.release for one in done.imported] == ["2026-01"]


def test_a_damaged_zip_of_others_in_a_folder_is_skipped(reference: Reference, tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "photos.zip").write_bytes(b"PK\x03\x04 not a zip")
    (folder / "2026-HCPCS.zip").write_bytes(b"PK\x03\x04 not a zip")
    save(folder, NAME)
    done = reference.load(folder)
    assert [Path(one.file).name for one in done.refused] == ["2026-HCPCS.zip"]
    assert [Path(one.file).name for one in done.skipped] == ["photos.zip"]


def test_a_file_that_lists_less_does_not_replace_a_loaded_one(reference: Reference, tmp_path: Path) -> None:
    whole = reference.load(save(tmp_path, NAME)).imported[0]
    folder = tmp_path / "cut"
    folder.mkdir()
    done = reference.load(save(folder, NAME, a_few()[:1]))
    assert done.imported == ()
    assert "remove the release first" in done.refused[0].why
    csv = folder / NAME.replace(".txt", ".csv")
    csv.write_bytes(csv_of(sheet(a_few()[:1])))
    (second,) = reference.load(csv).imported
    assert second.already
    assert reference.releases()[0].codes == whole.codes


def test_a_revision_without_codes_leaves_the_codes_of_its_quarter(
    reference: Reference, tmp_path: Path
) -> None:
    reference.load(save(tmp_path, NAME, [Entry("ZQ", "Invented modifier"), Entry("A0021", "Invented ride")]))
    later = [Entry("ZQ", "Invented modifier, worded anew")]
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB_v2.txt", later))
    ride = only(reference.explain("A0021", on="2026-02-01"))
    assert (ride.status, ride.long_description) == ("active", "Invented ride")
    assert reference.search("invented ride", on="2026-02-01").hits[0].code == "A0021"
    assert only(reference.explain("ZQ", on="2026-02-01")).long_description == "Invented modifier, worded anew"


@pytest.mark.parametrize("name", ["HCPC2026_MAY_ANWEB.txt", "HCPC1066_ANWEB.txt"])
def test_a_name_that_can_be_no_release_is_refused(reference: Reference, tmp_path: Path, name: str) -> None:
    (refused,) = reference.load(save(tmp_path, name)).refused
    assert "does not tell which release" in refused.why


def test_lost_line_ends_are_refused(reference: Reference, tmp_path: Path) -> None:
    file = save(tmp_path, NAME)
    file.write_bytes(file.read_bytes().replace(b"\r\n", b"\r"))
    assert "line ends may be lost" in reference.load(file).refused[0].why


def test_questions_go_on_while_loads_are_cancelled(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, NAME))
    other = save(tmp_path, "HCPC2026_APR_ANWEB.txt")
    outcomes: list[str] = []

    def stop(progress: Progress) -> None:
        if progress.step == "building the index":
            raise LoadCancelled

    def load() -> None:
        for _ in range(20):
            try:
                reference.load(other, stop)
            except LoadCancelled:
                outcomes.append("cancelled")

    loading = threading.Thread(target=load)
    loading.start()
    while loading.is_alive():
        assert reference.search("invented", on="2026-02-01").hits
    loading.join()
    assert outcomes == ["cancelled"] * 20


@unix
def test_a_closed_output_is_no_error(tmp_path: Path) -> None:
    command = (
        "from hcpcs_desktop.app import command_main; raise SystemExit(command_main(['explain', 'E0601']))"
    )
    done = subprocess.run(
        ["sh", "-c", f'exec "{sys.executable}" -c "$0" >&-', command],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "HCPCS_DESKTOP_DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
