"""Loads that fail, are stopped or killed: the state before answers, and nothing is left behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hcpcs_desktop.app import command_main
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.reference import Reference, open_reference
from hcpcs_desktop.reference.answers import Progress
from hcpcs_desktop.reference.errors import EnvironmentFault, LoadCancelled
from tests.builders import Entry, a_few, contents, notes_text, save

REPOSITORY = Path(__file__).parents[2]
STEPS = ["looking at the files", "reading", "building the index"]

LOADING = """
import os, resource, signal, sys
from hcpcs_desktop.reference import open_reference
from hcpcs_desktop.reference.errors import EnvironmentFault

what, step, folder, *paths = sys.argv[1:]

def tell(progress):
    if progress.step != step:
        return
    if what == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "wait":
        print("begun", flush=True)
        sys.stdin.readline()
    if what == "full":
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

reference = open_reference(folder)
try:
    reference.load(paths, tell)
except EnvironmentFault as fault:
    sys.exit(f"told: {fault}")
finally:
    reference.close()
"""


def loading(what: str, step: str, folder: Path, *paths: Path) -> subprocess.Popen[str]:
    """Start a program that loads `paths` and does `what` at `step`."""
    return subprocess.Popen(
        [sys.executable, "-c", LOADING, what, step, str(folder), *map(str, paths)],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture
def loaded(data_dir: Path, tmp_path: Path) -> Path:
    """Return a data folder with one invented release."""
    reference = open_reference(data_dir)
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    reference.close()
    return data_dir


def still_as_before(folder: Path, before: object) -> None:
    """Assert that a folder is as it was, and well."""
    reference = open_reference(folder)
    health = reference.doctor()
    assert [check for check in health.checks if not check.ok] == []
    assert [info.exact_name for info in reference.releases()] == ["2026-01"]
    (found,) = reference.explain_each("E0100", on="2026-02-01")
    assert found.status == "active"
    reference.close()
    assert contents(folder) == before
    assert Folder(folder).leftovers() == []


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("raised", [LoadCancelled, KeyboardInterrupt, ZeroDivisionError])
def test_a_load_that_is_stopped_leaves_nothing(
    loaded: Path, tmp_path: Path, step: str, raised: type[BaseException]
) -> None:
    before, names = contents(loaded), sorted(file.name for file in loaded.iterdir())
    reference = open_reference(loaded)

    def tell(progress: Progress) -> None:
        if progress.step == step:
            raise raised

    with pytest.raises(raised):
        reference.load(save(tmp_path, "HCPC2026_APR_ANWEB.txt"), tell)
    reference.close()
    assert sorted(file.name for file in loaded.iterdir()) == names
    still_as_before(loaded, before)


@pytest.mark.parametrize("name", ["HCPC2026_APR_ANWEB.txt", "HCPC2026_JAN_ANWEB.txt"])
def test_a_load_that_fails_at_the_end_keeps_no_originals(
    loaded: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(loaded)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    reference = open_reference(loaded)
    with monkeypatch.context() as patched:
        patched.setattr("hcpcs_desktop.cache.files.patiently", fail)
        with pytest.raises(EnvironmentFault, match="No space left"):
            reference.load(save(tmp_path / "new", name, a_few(E0100="Another invented text")))
    reference.close()
    still_as_before(loaded, before)


@pytest.mark.parametrize("step", STEPS)
def test_a_killed_load(loaded: Path, tmp_path: Path, step: str) -> None:
    before = contents(loaded)
    killed = loading("kill", step, loaded, save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
    killed.communicate()
    assert killed.returncode == -9
    assert bool(Folder(loaded).leftovers()) == (step != STEPS[0])
    still_as_before(loaded, before)


@pytest.mark.parametrize("again", ["HCPC2026_JAN_ANWEB.txt", "proc_notes_JAN2026.txt"])
def test_a_companion_of_a_load_killed_before_its_last_step_is_taken_by_the_next(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: str
) -> None:
    notes = tmp_path / "proc_notes_JAN2026.txt"
    notes.write_bytes(notes_text({"0001": "Invented note"}))

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    reference = open_reference(loaded)
    with monkeypatch.context() as patched:
        patched.setattr("hcpcs_desktop.cache.files.Folder.publish", die)
        patched.setattr("hcpcs_desktop.reference.loading.Loader._restore_originals", lambda _: None)
        with pytest.raises(KeyboardInterrupt):
            reference.load(notes)
    assert reference.release_notes("2026-01") == {}
    assert reference.load(tmp_path / again).refused == ()
    assert reference.release_notes("2026-01") == {"0001": "Invented note"}
    reference.close()


def test_originals_of_a_load_killed_before_its_last_step_are_cleared(
    loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(loaded)
    reference = open_reference(loaded)

    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("hcpcs_desktop.cache.build.build_index", die)
        patched.setattr("hcpcs_desktop.reference.loading.Loader._restore_originals", lambda _: None)
        with pytest.raises(SystemExit):
            reference.load(save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
    reference.close()
    still_as_before(loaded, before)


def test_a_full_disk(loaded: Path, tmp_path: Path) -> None:
    before = contents(loaded)
    many = [Entry(f"A{number:04d}", f"Invented text {number} " * 40) for number in range(600)]
    full = loading("full", "reading", loaded, save(tmp_path, "HCPC2026_APR_ANWEB.txt", many))
    _, told = full.communicate()
    assert full.returncode == 1
    assert told.startswith("told: ")
    assert len(told.splitlines()) == 1
    still_as_before(loaded, before)


def test_a_full_disk_on_the_command_line(loaded: Path, tmp_path: Path) -> None:
    before = contents(loaded)
    many = [Entry(f"A{number:04d}", f"Invented text {number} " * 40) for number in range(600)]
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000)); "
        "from hcpcs_desktop.app import command_main; sys.exit(command_main())"
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            limited,
            "--data-dir",
            str(loaded),
            "import",
            str(save(tmp_path, "HCPC2026_APR_ANWEB.txt", many)),
        ],
        cwd=REPOSITORY,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    still_as_before(loaded, before)


def test_a_second_load_is_told_to_wait_and_readers_go_on(
    loaded: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = open_reference(loaded)
    first = loading("wait", "building the index", loaded, save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
    assert first.stdout is not None
    assert first.stdout.readline() == "begun\n"
    other = str(save(tmp_path, "HCPC2026_JUL_ANWEB.txt"))
    with pytest.raises(EnvironmentFault, match="Another program is loading"):
        reader.load(other)
    assert command_main(["--data-dir", str(loaded), "import", other]) == 3
    assert "Another program is loading" in capsys.readouterr().err
    assert command_main(["--data-dir", str(loaded), "remove", "2026-01"]) == 3
    assert command_main(["--data-dir", str(loaded), "explain", "E0100", "--on", "2026-02-01"]) == 0
    assert [info.release for info in reader.releases()] == ["2026-01"]
    assert reader.search("invented cane").hits[0].code == "E0100"
    assert first.communicate("go on\n") == ("", "")
    assert [info.release for info in reader.releases()] == ["2026-01", "2026-04"]
    assert reader.search("invented cane").hits[0].code == "E0100"
    reader.load(other)
    assert len(reader.releases()) == 3
    reader.close()


def test_a_doctor_during_a_load_leaves_its_files_alone(loaded: Path, tmp_path: Path) -> None:
    first = loading("wait", "building the index", loaded, save(tmp_path, "HCPC2026_APR_ANWEB.txt"))
    assert first.stdout is not None
    first.stdout.readline()
    reader = open_reference(loaded)
    reader.doctor()
    assert first.communicate("go on\n") == ("", "")
    assert [info.release for info in reader.releases()] == ["2026-01", "2026-04"]
    assert reader.doctor().ok
    reader.close()


@pytest.mark.parametrize(
    "name", ["HCPC2026_APR_ANWEB.txt", "HCPC2026_JAN_ANWEB_v2.txt", "HCPC2019_ANWEB.txt"]
)
def test_removing_gives_the_state_before(loaded: Path, tmp_path: Path, name: str) -> None:
    before = contents(loaded)
    changed = [*a_few(E0100="Another invented cane"), Entry("V0001", note="0001")]
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "proc_notes_2019.txt").write_bytes(notes_text({"0001": "Invented note"}))
    reference = open_reference(loaded)
    (taken,) = reference.load(save(tmp_path / "new", name, changed)).imported
    assert contents(loaded) != before
    assert taken.release is not None
    assert reference.remove(taken.release).exact_name == taken.release
    reference.close()
    still_as_before(loaded, before)


def test_the_newest_revision_answers_and_both_are_kept(reference: Reference, tmp_path: Path) -> None:
    for revision, text in (("12292025", "Invented secundo"), ("12082025", "Invented primo")):
        reference.load(save(tmp_path, f"HCPC2026_JAN_ANWEB_{revision}.txt", a_few(E0100=text)))
    names = [(info.release, info.revision, info.exact_name) for info in reference.releases()]
    assert names == [
        ("2026-01", "12082025", "2026-01+12082025"),
        ("2026-01", "12292025", "2026-01+12292025"),
    ]
    (found,) = reference.explain_each("E0100", on="2026-02-01")
    assert (found.long_description, found.sources[0].release) == ("Invented secundo", "2026-01+12292025")
    assert [hit.code for hit in reference.search("secundo").hits] == ["E0100"]
    assert reference.search("primo").hits == ()
    assert reference.export("2026-01").release == "2026-01+12292025"
    assert reference.export("2026-01+12082025").release == "2026-01+12082025"
    reference.remove("2026-01")
    (found,) = reference.explain_each("E0100", on="2026-02-01")
    assert found.long_description == "Invented primo"


def test_a_list_that_comes_later_goes_to_the_newest_revision(reference: Reference, tmp_path: Path) -> None:
    for revision in ("12082025", "12292025"):
        reference.load(save(tmp_path, f"HCPC2026_JAN_ANWEB_{revision}.txt"))
    listed = tmp_path / "lists" / "hcpcs_noc_2026JAN.csv"
    listed.parent.mkdir()
    listed.write_text("hcpcs,long_description\nA0021,Invented\n", encoding="utf-8")
    (taken,) = reference.load(listed).imported
    assert (taken.kind, taken.release, taken.already) == ("noc-list", "2026-01+12292025", False)
    assert reference.explain_each("A0021", on="2026-02-01")[0].catch_all
    assert reference.load(listed).imported[0].already


def test_newer_notes_of_a_release_take_the_place_of_the_older(reference: Reference, tmp_path: Path) -> None:
    reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt", [Entry("A0021", note="0001")]))
    for text in ("Invented older words", "A later invented text"):
        notes = tmp_path / "lists" / "proc_notes_JAN2026.txt"
        notes.parent.mkdir(exist_ok=True)
        notes.write_bytes(notes_text({"0001": text}))
        reference.load(notes)
        (found,) = reference.explain_each("A0021", on="2026-02-01")
        assert [field.meaning for field in found.fields if field.key == "processing_note"] == [text]


def test_a_file_as_data_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "a file"
    folder.write_text("x", encoding="utf-8")
    assert command_main(["--data-dir", str(folder), "explain", "E0100"]) == 0
    told = capsys.readouterr()
    assert "E0100" in told.out
    assert "Only the built-in set answers" in told.err
    release = str(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    for words in (["import", release], ["remove", "2026-01"]):
        assert command_main(["--data-dir", str(folder), *words]) == 3
        assert "Only the built-in set answers" in capsys.readouterr().err
    assert command_main(["--data-dir", str(folder), "doctor"]) == 1
    assert folder.read_text(encoding="utf-8") == "x"


def test_a_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a file").write_text("x", encoding="utf-8")
    reference = open_reference(tmp_path / "a file" / "below")
    reference.note_opened("E0100")
    reference.set_favourite("E0100", wanted=True)
    assert (reference.recent(), reference.favourites()) == (("E0100",), ("E0100",))
    assert len(reference.overview().warnings) == 2
    with pytest.raises(EnvironmentFault):
        reference.load(save(tmp_path, "HCPC2026_JAN_ANWEB.txt"))
    reference.close()
