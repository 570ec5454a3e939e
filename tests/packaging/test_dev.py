"""The parts of packaging/dev.py that need no network, no display and no other system."""

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QColor, QImage

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"
PYPROJECT = b"[project]\nname = 'x'\n"


class Tools:
    """The modules of packaging/, found as they find each other: by plain names."""

    def __getattr__(self, name: str) -> ModuleType:
        return importlib.import_module(name)


@pytest.fixture(scope="module")
def tools() -> Iterator[Tools]:
    before = set(sys.modules)
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(PACKAGING))
        yield Tools()
    for name in set(sys.modules) - before:
        if Path(getattr(sys.modules[name], "__file__", None) or "/").parent == PACKAGING:
            del sys.modules[name]


def test_no_init_shadows_pypis_packaging() -> None:
    assert not (PACKAGING / "__init__.py").exists()


class TestStamp:
    def test_ready_when_nothing_changed(self, tools: Tools) -> None:
        want = tools.environment.wanted(PYPROJECT, ("dev",))
        assert tools.environment.verdict(json.loads(json.dumps(want)), want) == "ready"

    def test_changed_requirements_install_again(self, tools: Tools) -> None:
        stamp = tools.environment.wanted(PYPROJECT, ())
        want = tools.environment.wanted(PYPROJECT + b"dependencies = ['y']\n", ())
        assert tools.environment.verdict(stamp, want) == "install"

    def test_line_ends_of_windows_change_nothing(self, tools: Tools) -> None:
        want = tools.environment.wanted(PYPROJECT.replace(b"\n", b"\r\n"), ())
        assert want == tools.environment.wanted(PYPROJECT, ())

    def test_what_serves_the_checks_serves_the_window(self, tools: Tools) -> None:
        dev = tools.environment.wanted(PYPROJECT, ("dev",))
        plain = tools.environment.wanted(PYPROJECT, ())
        assert tools.environment.verdict(dev, plain) == "ready"
        assert tools.environment.verdict(plain, dev) == "install"

    @pytest.mark.parametrize("key", ["python", "base", "place"])
    def test_another_python_or_folder_rebuilds(self, tools: Tools, key: str) -> None:
        want = tools.environment.wanted(PYPROJECT, ())
        assert tools.environment.verdict({**want, key: "another"}, want) == "rebuild"

    def test_unfinished_install_rebuilds(self, tools: Tools, tmp_path: Path) -> None:
        want = tools.environment.wanted(PYPROJECT, ())
        stamp = tools.environment.read_stamp(tmp_path / "none.json")
        assert stamp is None
        assert tools.environment.verdict(stamp, want) == "rebuild"

    @pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff"])
    def test_damaged_stamp_counts_as_none(self, tools: Tools, tmp_path: Path, content: bytes) -> None:
        stamp = tmp_path / "stamp.json"
        stamp.write_bytes(content)
        assert tools.environment.read_stamp(stamp) is None

    def test_failed_install_leaves_no_stamp(
        self, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        stamp = tmp_path / "stamp.json"
        stamp.write_text("{}", encoding="utf-8")
        monkeypatch.setattr(tools.environment, "STAMP", stamp)
        monkeypatch.setattr(tools.environment, "_works", lambda: True)
        monkeypatch.setattr(tools.environment, "verdict", lambda _stamp, _want: "install")
        monkeypatch.setattr(tools.environment, "quietly", lambda *_, **__: (1, "ERROR: no space left"))
        with pytest.raises(tools.shell.Stop, match="no space left"):
            tools.environment.ensure()
        assert list(tmp_path.iterdir()) == []


class TestPip:
    def test_says_what_to_do_without_network(self, tools: Tools) -> None:
        output = (
            "WARNING: Retrying after connection broken by 'NewConnectionError(...: Failed to establish a new "
            "connection)': /simple/x/\nERROR: No matching distribution found for hatchling"
        )
        assert "Check the network connection" in tools.environment.explain_pip(output)

    def test_shows_its_last_error_and_no_address(self, tools: Tools) -> None:
        output = "Collecting x\nERROR: no wheel at https://index.example/simple/x/ fits\n\nnote: hint\n"
        line = tools.environment.explain_pip(output)
        assert line == "pip could not install the packages: ERROR: no wheel at <address> fits"

    def test_silence_is_reported_too(self, tools: Tools) -> None:
        assert "printed nothing" in tools.environment.explain_pip(" \n")


class TestSystem:
    def test_missing_keeps_order(self, tools: Tools) -> None:
        lacking = tools.system.missing(tools.system.XVFB, present=lambda need: need.name == "xauth")
        assert [need.name for need in lacking] == ["xvfb-run"]

    def test_library_that_no_system_has(self, tools: Tools) -> None:
        need = tools.system.Need("library", "libhcpcs-none.so.9", "", "")
        assert not tools.system.is_present(need)

    def test_debian_line(self, tools: Tools) -> None:
        line = tools.system.install_line(tools.system.OFFSCREEN, "debian")
        assert line == (
            "sudo apt-get install -y --no-install-recommends "
            "libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0 fonts-dejavu-core"
        )

    def test_fedora_line(self, tools: Tools) -> None:
        line = tools.system.install_line(tools.system.XVFB, "fedora")
        assert line == "sudo dnf install -y xorg-x11-server-Xvfb xorg-x11-xauth"

    def test_unknown_system_names_the_libraries(self, tools: Tools) -> None:
        line = tools.system.install_line([tools.system.OBJDUMP], "other")
        assert line == "your system's packages of: objdump"

    def test_debian_packs_parts_of_its_python(self, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        monkeypatch.setattr(sys, "base_prefix", "/usr")
        names = tools.system.packages([tools.system.venv_module(), *tools.system.bundling()], "debian")
        assert names == [f"python{version}-venv", "binutils", f"libpython{version}"]

    def test_each_package_once(self, tools: Tools) -> None:
        twice = [*tools.system.XCB, *tools.system.XCB]
        assert tools.system.packages(twice, "debian") == tools.system.packages(tools.system.XCB, "debian")

    @pytest.mark.parametrize(
        ("release", "kin"),
        [
            ('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', "debian"),
            ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
            ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "fedora"),
            ("ID=arch\n", "other"),
            ("", "other"),
        ],
    )
    def test_family(self, tools: Tools, release: str, kin: str) -> None:
        assert tools.system.family(release) == kin

    def test_library_named_by_the_loader(self, tools: Tools) -> None:
        error = "ImportError: libGL.so.1: cannot open shared object file: No such file or directory"
        assert tools.system.missing_library(error) == "libGL.so.1"
        assert tools.system.missing_library("ImportError: DLL load failed") is None

    def test_font_in_a_folder_below(self, tools: Tools, tmp_path: Path) -> None:
        font = tmp_path / "truetype" / "dejavu" / "DejaVuSans.TTF"
        font.parent.mkdir(parents=True)
        font.touch()
        assert tools.system.has_font([tmp_path / "none", tmp_path])

    def test_no_font(self, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "fonts.conf").touch()
        monkeypatch.setenv("PATH", str(tmp_path))
        assert not tools.system.has_font([tmp_path])


class TestRun:
    def test_display_of_linux(self, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tools.dev, "LINUX", True)
        assert tools.dev.has_display({"DISPLAY": ":0"})
        assert tools.dev.has_display({"WAYLAND_DISPLAY": "wayland-0"})
        assert not tools.dev.has_display({"DISPLAY": ""})

    def test_display_elsewhere(self, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(tools.dev, "LINUX", False)
        assert tools.dev.has_display({})

    @pytest.mark.parametrize(
        ("arguments", "text", "data"),
        [
            ([], "E0601", []),
            (["J9035"], "J9035", []),
            (["--data-dir", "my data", "J9035"], "J9035", ["--data-dir", "my data"]),
            (["--data-dir=d"], "E0601", ["--data-dir", "d"]),
        ],
    )
    def test_reads_text_and_data(
        self, tools: Tools, arguments: list[str], text: str, data: list[str]
    ) -> None:
        assert tools.dev.read_arguments(arguments) == (text, data)

    def test_help(self, tools: Tools, capsys: pytest.CaptureFixture[str]) -> None:
        assert tools.dev.main(["--help"]) == 0
        assert "dev.py test" in capsys.readouterr().out

    @pytest.mark.parametrize("arguments", [[], ["nonsense"]])
    def test_wrong_usage(
        self, tools: Tools, capsys: pytest.CaptureFixture[str], arguments: list[str]
    ) -> None:
        assert tools.dev.main(arguments) == 2
        assert "usage:" in capsys.readouterr().err

    def test_foreign_python_is_left_out(self, tools: Tools, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PYTHONPATH", "/elsewhere")
        variables = tools.shell.surroundings({"QT_QPA_PLATFORM": "offscreen"})
        assert "PYTHONPATH" not in variables
        assert variables["QT_QPA_PLATFORM"] == "offscreen"

    def test_signal_becomes_a_status(self, tools: Tools) -> None:
        if sys.platform == "win32":
            pytest.skip("Windows has no signals")
        kill = "import os, signal; os.kill(os.getpid(), signal.SIGTERM)"
        assert tools.shell.call([sys.executable, "-c", kill]) == 128 + 15


class TestChecks:
    @pytest.mark.parametrize(
        ("value", "automatic"), [("true", True), ("1", True), ("false", False), ("", False)]
    )
    def test_in_ci(self, tools: Tools, value: str, automatic: bool) -> None:
        assert tools.checks.in_ci({"CI": value}) is automatic

    def test_automatic_run_needs_real_data(
        self, tools: Tools, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tools.checks, "REAL_DATA", tmp_path)
        monkeypatch.setenv("CI", "")
        tools.checks.need_real_data()
        monkeypatch.setenv("CI", "true")
        with pytest.raises(tools.shell.Stop, match="CI is set"):
            tools.checks.need_real_data()
        (tmp_path / "cms-hcpcs").mkdir()
        tools.checks.need_real_data()

    def test_arguments_go_to_pytest_only(self, tools: Tools) -> None:
        given = {name: check.args for name, check in tools.checks.checks(["-k", "one"])[:5]}
        assert [name for name, arguments in given.items() if "-k" in arguments[0]] == ["pytest"]

    def test_every_test_is_in_one_of_two_runs(self, tools: Tools) -> None:
        runs = [one for one in tools.checks.checks([]) if one[0].startswith("pytest")]
        commands = {name: check.args for name, check in runs}
        measured, rest = commands["pytest, measured"][0], commands["pytest, the rest"][0]
        for place in tools.checks.MEASURED:
            assert (tools.shell.ROOT / place).exists()
            assert place in measured
            assert f"--ignore={place}" in rest
        assert [word for word in rest if word.startswith("--cov")] == []
        assert {f"--cov=hcpcs_desktop.{room}" for room in tools.checks.FULLY_COVERED} <= set(measured)

    def test_every_check_runs_and_failures_are_named(
        self, tools: Tools, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def skipped() -> str:
            raise tools.checks.Skip("no Xvfb")

        made = [("mypy", lambda: "exit status 1"), ("window", skipped), ("pytest", lambda: "")]
        monkeypatch.setattr(tools.checks, "checks", lambda _arguments: made)
        assert tools.checks.run([]) == 1
        end = capsys.readouterr().out.splitlines()[-4:]
        assert [line.split()[:2] for line in end[:3]] == [
            ["mypy", "failed"],
            ["window", "skipped"],
            ["pytest", "ok"],
        ]
        assert end[3].startswith("FAILED: mypy (")

    def test_skipped_alone_is_well(self, tools: Tools) -> None:
        outcome = tools.checks.Outcome("window", "skipped", 0.0, "no Xvfb")
        assert tools.checks.summary([outcome]).endswith("All is well (0 s).")

    def test_doctor(self, tools: Tools) -> None:
        sick = {"ok": False, "checks": [{"name": "cache", "ok": False, "text": "damaged"}]}
        assert tools.bundle.doctor_fault('{"ok": true, "checks": []}') == ""
        assert tools.bundle.doctor_fault(json.dumps(sick)) == "cache: damaged"
        assert tools.bundle.doctor_fault('{"ok": false}') == "doctor is not content"
        assert tools.bundle.doctor_fault("") == "doctor printed no JSON"

    def test_size_counts_files_below(self, tools: Tools, tmp_path: Path) -> None:
        (tmp_path / "lib").mkdir()
        (tmp_path / "lib" / "a").write_bytes(b"12345")
        (tmp_path / "b").write_bytes(b"67")
        assert tools.bundle.size_of(tmp_path) == 7


class TestPicture:
    def test_flat(self, tools: Tools, tmp_path: Path) -> None:
        file = tmp_path / "flat.png"
        image = QImage(1280, 800, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        image.save(str(file))
        assert tools.picture.fault(str(file)).endswith("shows no window: it has 1 colours")

    def test_many_colours(self, tools: Tools, tmp_path: Path) -> None:
        file = tmp_path / "grey.png"
        image = QImage(1280, 800, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        for x in range(256):
            for y in range(4):
                image.setPixelColor(x, y, QColor(x, x, x))
        image.save(str(file))
        assert tools.picture.fault(str(file)) == ""

    def test_no_picture(self, tools: Tools, tmp_path: Path) -> None:
        file = tmp_path / "none.png"
        file.write_bytes(b"not a picture")
        assert tools.picture.fault(str(file)).endswith("is not a picture")
