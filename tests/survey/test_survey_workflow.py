"""The reusable workflow: its own scripts, with a stand-in for the machines between."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from systems import ROOT, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitrepo import Repo

PATH = ROOT / ".github" / "workflows" / "survey.yml"
if not PATH.exists():
    pytest.skip("the workflows are not part of the source archive", allow_module_level=True)
if sys.platform != "linux" or shutil.which("bash") is None:
    pytest.skip("what runs on GitHub's Linux machines", allow_module_level=True)
JOBS: dict[str, Any] = yaml.safe_load(PATH.read_text(encoding="utf-8"))["jobs"]


def run(job: str, caller: Path, temporary: Path, **env: str) -> str:
    """The last script of a job, as its machine runs it; what it says."""
    script = [step["run"] for step in JOBS[job]["steps"] if "run" in step][-1]
    temporary.mkdir(exist_ok=True)
    tools = temporary / "tools"
    tools.mkdir(exist_ok=True)
    (tools / "osaid").write_text(f'#!/bin/sh\nexec {sys.executable} -m osaid_action "$@"\n', encoding="utf-8")
    (tools / "osaid").chmod(0o755)
    places = {
        "RUNNER_TEMP": str(temporary),
        "GITHUB_OUTPUT": str(temporary / "output"),
        "GITHUB_STEP_SUMMARY": str(temporary / "summary"),
        "GITHUB_WORKSPACE": str(caller),
        "PATH": f"{tools}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=caller,
        env={**os.environ, **places, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stderr


def test_parts_are_checked_apart_and_joined(make_repo: Callable[..., Repo], tmp_path: Path) -> None:
    caller = make_repo("caller").path
    targets = []
    for number in range(5):
        repo = make_repo(f"r{number}")
        repo.commit({**whole(), "name.txt": str(number)})
        targets.append(str(repo))
    targets.append("nowhere")
    (caller / "targets.txt").write_text("\n".join(targets), encoding="utf-8")

    def surveyed(known: str, folder: Path) -> list[dict[str, Any]]:
        folder.mkdir()
        run("plan", caller, folder / "plan-machine", TARGETS="targets.txt", JOBS="3")
        output = (folder / "plan-machine" / "output").read_text(encoding="utf-8")
        parts = json.loads(output.strip().removeprefix("parts="))
        assert len(parts) == 3
        (folder / "join").mkdir()
        (folder / "join" / "parts").mkdir()
        for part in parts:
            machine = folder / part
            machine.mkdir()
            shutil.copytree(folder / "plan-machine" / "plan", machine / "plan")
            run("check", caller, machine, KNOWN=known, PART=part, POLICY="working")
            shutil.copy(machine / f"{part}.jsonl", folder / "join" / "parts")
        run("join", caller, folder / "join", KNOWN=known)
        assert "```text\n6 targets" in (folder / "join" / "summary").read_text(encoding="utf-8")
        made = folder / "join" / "survey"
        assert {path.name for path in made.iterdir()} == {"survey.jsonl", "survey.html", "survey.csv"}
        shutil.copy(made / "survey.jsonl", caller / "known.jsonl")
        return [json.loads(row) for row in (made / "survey.jsonl").read_text(encoding="utf-8").splitlines()]

    first = surveyed("", tmp_path / "first")
    assert sorted(row["target"] for row in first) == sorted(targets)
    again = surveyed("known.jsonl", tmp_path / "again")
    assert again[:6] == first and [row["target"] for row in again[6:]] == ["nowhere"]
