"""What the command line says of why a code is of its level, whose it is and what is often mistaken."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hcpcs_desktop.app import command_main


def explained(data_dir: Path, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert command_main(["--data-dir", str(data_dir), "explain", *words]) == 0
    return capsys.readouterr().out


def test_in_words(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = " ".join(explained(data_dir, capsys, "D1110").split())
    assert "Kept by ADA, Code Maintenance Committee; once a year, for 1 January" in told
    assert "Rule A letter first: Level II. D first: the ADA's." in told
    assert (
        "Often mistaken: It is invalid, because CMS's file does not list it. CMS's file carries no D" in told
    )


def test_a_set_that_nobody_keeps_has_no_keeper(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = explained(data_dir, capsys, "W1234")
    assert "Kept by" not in told
    assert "Level III" in told


def test_as_json(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(explained(data_dir, capsys, "0042T", "--json"))
    assert found["rule"] == "A letter last: Level I."
    assert found["keeper"] == "AMA, CPT Editorial Panel"
    assert found["mistakes"][0].keys() == {"said", "right"}
    assert found["lookalikes"][0].keys() >= {"set", "why"}
