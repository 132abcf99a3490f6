"""What a run of the action loads: no more than it uses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from action_run import TOKEN
from events import finished, payload
from systems import ROOT

if TYPE_CHECKING:
    from gitrepo import Repo

CODE = """\
import sys
from osaid_action.github import action
action.main()
sys.stderr.write(" ".join(sys.modules))
"""


def modules(workspace: Path, event: str, value: Any, **inputs: str) -> set[str]:
    """The modules that a run loads."""
    file = workspace / "event.json"
    file.write_text(json.dumps(value))
    environment = {
        "GITHUB_EVENT_NAME": event,
        "GITHUB_EVENT_PATH": str(file),
        "GITHUB_REPOSITORY": "acme/model",
        "GITHUB_WORKSPACE": str(workspace),
        "OSAID_TOKEN": TOKEN,
        "RUNNER_TEMP": str(workspace / ".git"),
        **{f"OSAID_{name.upper()}": words for name, words in inputs.items()},
    }
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


def test_a_run_that_asks_github_nothing_does_not_load_its_client(repo: Repo) -> None:
    repo.commit({"README.md": "# A parser\n"})
    loaded = modules(repo.path, "push", payload("push"))
    assert "osaid_action.flow.examine" in loaded
    assert not loaded & {"osaid_action.github.rest", "urllib.request", "argparse", "osaid_action.flow.online"}


def test_a_report_of_a_fork_is_refused_without_a_probe(repo: Repo) -> None:
    repo.write("report.json", "{}")
    loaded = modules(repo.path, "workflow_run", finished("c" * 40), report="report.json")
    assert "osaid_action.flow.received" in loaded
    assert "osaid_action.flow.examine" not in loaded
    assert not {name for name in loaded if name.startswith("osaid_action.evidence")}
