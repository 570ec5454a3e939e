"""The page of loaded own words, the dialog's keys and what a start does not import."""

from __future__ import annotations

import subprocess
import sys

from hcpcs_desktop.codes.records import Problem
from hcpcs_desktop.reference.answers import OwnWordsReport
from hcpcs_desktop.search.own_words import OwnWord, kept_conflict
from hcpcs_desktop.ui import actions
from hcpcs_desktop.ui.own_words_report import blocks_of, headline, question, together


def test_its_keys_are_its_own() -> None:
    keys = [key for row in actions.TABLE for key in row.keys]
    assert keys.count("Ctrl+T") == 1
    assert len(keys) == len(set(keys))


def test_the_page_of_a_long_load_is_cut() -> None:
    problems = tuple(Problem("x", number, "bad", "mend") for number in range(1, 302))
    clashes = tuple(kept_conflict(OwnWord(f"w{number}", "a"), OwnWord("w", "b")) for number in range(6))
    report = OwnWordsReport(0, 0, 0, clashes, problems)
    assert blocks_of(report)[1].rows[-1].words == "And 101 more."
    assert headline(report) == "0 added, 301 lines not taken."
    assert "6 kept words mean something else in the file" in question(report)
    assert question(report).count("“") == 4
    assert " and 2 more. " in question(report)
    assert together(report, OwnWordsReport(0, 6, 0)).conflicts == ()


LAZY = """
import sys
from hcpcs_desktop.ui import finish, menu_slots, window
print([name for name in sys.modules if "own_word_entry" in name or "ui.own_words" in name])
"""


def test_nothing_of_it_is_imported_before_it_opens() -> None:
    done = subprocess.run([sys.executable, "-c", LAZY], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
