"""Start and peak memory of the program against minimal PySide6 windows, as whole processes in turns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from hcpcs_desktop.reference import open_reference
from tests.benchmarks.common import JANUARY_2026, ROOT, percentile, to_load, told

_RUNS = 9

_MINIMAL = """
import json, sys, time
from PySide6.QtWidgets import QApplication, QWidget
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        done()
app = QApplication([])
def since_start():
    ticks = float(open("/proc/self/stat").read().rpartition(")")[2].split()[19])
    import os
    up = time.clock_gettime(time.CLOCK_BOOTTIME)
    return (up - ticks / os.sysconf("SC_CLK_TCK")) * 1000
def done():
    status = open("/proc/self/status").read()  # getrusage would count the process that started this one
    peak = int(status.split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps({"ms": since_start(), "peak_rss_mib": peak}), flush=True)
    app.exit()
window = Window()
window.resize(1000, 700)
window.show()
app.exec()
"""

_WITH_LIST = """
import json, os, sqlite3, sys, time
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QListView
def since_start():
    ticks = float(open("/proc/self/stat").read().rpartition(")")[2].split()[19])
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")) * 1000
class View(QListView):
    painted = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if self.model() is not None and not self.painted:
            self.painted = True
            print(json.dumps({"ms": since_start()}), flush=True)
            app.exit()
app = QApplication([])
view = View()
view.setUniformItemSizes(True)
view.resize(1000, 700)
view.show()
db = sqlite3.connect(sys.argv[1])
rows = db.execute("SELECT code, short FROM words WHERE words MATCH '\\"wheelchair\\"*' LIMIT 50").fetchall()
view.setModel(QStringListModel([f"{code} {short}" for code, short in rows]))
app.exec()
"""


def main() -> None:
    """Print first paint, first answer and peak memory, medians of runs in turns after one warm-up."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(ROOT / "hcpcs_desktop")], check=True)
    with tempfile.TemporaryDirectory() as folder:
        reference = open_reference(folder)
        reference.load(to_load())
        reference.close()
        floor_file = f"{folder}/floor.db"
        _floor_file(floor_file)
        _measure(folder, floor_file)


def _floor_file(file: str) -> None:
    from tests.benchmarks.floors import bare_rows, index  # noqa: PLC0415 - only here

    index(bare_rows(JANUARY_2026), file).close()


def _measure(folder: str, floor_file: str) -> None:
    ours = [sys.executable, "-m", "hcpcs_desktop", "--data-dir", folder, "--time-startup"]
    minimal = [sys.executable, "-c", _MINIMAL]
    with_list = [sys.executable, "-c", _WITH_LIST, floor_file]
    rounds = [(_run(minimal), _run(with_list), _run(ours)) for _ in range(_RUNS + 1)][1:]
    median = {
        "minimal": percentile([one[0]["ms"] for one in rounds], 0.5),
        "list": percentile([one[1]["ms"] for one in rounds], 0.5),
        "peak": percentile([one[0]["peak_rss_mib"] for one in rounds], 0.5),
        "first_paint": percentile([one[2]["first_paint_ms"] for one in rounds], 0.5),
        "first_answer": percentile([one[2]["first_answer_ms"] for one in rounds], 0.5),
        "our_peak": percentile([one[2]["peak_rss_mib"] for one in rounds], 0.5),
    }
    told("start to first paint", median["first_paint"], median["minimal"], 1.30)
    told("start to first answer painted", median["first_answer"], median["list"], 1.25)
    told("peak memory after one search", median["our_peak"], median["peak"], 1.35, "MiB")


def _run(command: list[str]) -> dict[str, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
