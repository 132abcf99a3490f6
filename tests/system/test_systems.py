"""The real systems under examples/systems: each result follows from its manifest and its lock alone."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from osaid_action.system import lock

SYSTEMS = Path(__file__).parents[2] / "examples" / "systems"
NAMES = sorted(folder.name for folder in SYSTEMS.iterdir())
RESULTS = {
    "amber": "incomplete",
    "bloom": "terms",
    "crystalcoder": "incomplete",
    "falcon-40b": "incomplete",
    "grok-1": "incomplete",
    "llama-2": "incomplete",
    "mixtral-8x7b": "incomplete",
    "olmo": "undetermined",
    "phi-2": "incomplete",
    "pythia": "undetermined",
    "starcoder2": "incomplete",
    "t5": "incomplete",
}
#: What of them is not there, by what was read; of the others nothing is.
LACKING = {
    "amber": ["D1"],
    "bloom": ["T-P"],
    "crystalcoder": ["D1"],
    "falcon-40b": ["C2"],
    "grok-1": ["D1", "D2", "D3", "C2"],
    "llama-2": ["D1", "D2", "C2", "T-D", "T-C", "T-P"],
    "mixtral-8x7b": ["D1", "D2", "D3", "C2"],
    "phi-2": ["C2"],
    "starcoder2": ["D1", "T-C", "T-P"],
    "t5": ["D1"],
}


def checked(folder: Path, tmp_path: Path) -> dict[str, object]:
    """The report on a copy of a system's folder, made where no network and no git host can be asked."""
    copy = tmp_path / folder.name
    shutil.copytree(folder, copy)
    environment = {
        **os.environ,
        "SOURCE_DATE_EPOCH": "1795434000",
        "https_proxy": "http://127.0.0.1:9",
        "GIT_ALLOW_PROTOCOL": "none",
        "HF_HUB_OFFLINE": "1",
    }
    arguments = ["check", str(copy), "--offline", "--format", "json", "--fail-on", "never"]
    done = subprocess.run(
        [sys.executable, "-m", "osaid_action", *arguments], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr
    report: dict[str, object] = json.loads(done.stdout)
    return report


def test_all_are_here() -> None:
    assert set(NAMES) == set(RESULTS)


@pytest.mark.parametrize("name", NAMES)
def test_the_result_follows_from_the_lock_alone(name: str, tmp_path: Path) -> None:
    report = checked(SYSTEMS / name, tmp_path)
    assert report["result"] == RESULTS[name]
    lacking = [i["id"] for i in report["items"] if i["required"] and i["status"] in {"unmet", "partial"}]  # type: ignore[attr-defined]
    assert lacking == LACKING.get(name, [])
    assert report["subject"] == "model"
    # Every place is in the lock, and nothing in it is left over; no manifest says what the lock denies.
    assert not [p for p in report["elsewhere"] if p["state"] == "ignored" or "not in the lock" in p["why"]]  # type: ignore[attr-defined]
    assert report["problems"] == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_hub_is_verified_and_each_note_has_its_source_and_date(name: str) -> None:
    found = lock.parse("osaid.lock", (SYSTEMS / name / "osaid.lock").read_bytes())
    assert lock.render(found.entries) == (SYSTEMS / name / "osaid.lock").read_text("utf-8")
    for seen in found.entries:
        if seen.place.startswith("hf:"):
            assert (seen.state, seen.parts) == ("unverified", ())
            assert all(
                ("https://" in note and "2026-" in note) or "at a19eecb807" in note for note in seen.notes
            )
        elif seen.state == "verified":
            assert len(seen.resolved) == 40


@pytest.mark.parametrize("name", NAMES)
def test_without_the_lock_nothing_elsewhere_counts_as_found(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "bare" / name
    folder.mkdir(parents=True)
    shutil.copy(SYSTEMS / name / "osaid.toml", folder)
    report = checked(folder, tmp_path)
    found = {c["id"] for c in report["components"] if c["there"] or c["here"] != "missing"}  # type: ignore[attr-defined]
    assert not found


@pytest.mark.parametrize("name", NAMES)
def test_a_difference_from_the_volunteers_outcome_is_explained(name: str) -> None:
    text = (SYSTEMS / name / "osaid.toml").read_text("utf-8")
    assert "volunteers" in text
    assert ("the same" in text) is (name in {"bloom", "grok-1", "llama-2", "mixtral-8x7b", "phi-2"})
