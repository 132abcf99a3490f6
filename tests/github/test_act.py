"""The real action.yml, run by act from GitHub's own events, against a GitHub that checks every request.

act runs jobs on this machine. It needs `act` beside Python or on PATH (pip install '.[e2e]') and the
action's pinned packages: from the folder that make e2e fills, so that nothing is fetched during a test,
else from the index. With OSAID_E2E set, lacking tools fail the tests.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from events import payload, pull_request
from fake_github import FakeGitHub, Fault
from program import installing
from systems import whole

if TYPE_CHECKING:
    from gitrepo import Repo

ROOT = Path(__file__).parents[2]
BESIDE = str(Path(sys.executable).parent)
ACT = shutil.which("act", path=os.pathsep.join((BESIDE, os.environ.get("PATH", ""))))
TOKEN = "ghs_fake_secret"

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(
        (ACT is None or sys.platform == "win32") and not os.environ.get("OSAID_E2E"),
        reason="act is not installed: pip install '.[e2e]'",
    ),
]

WORKFLOW = """\
on: [pull_request, push, merge_group, release, workflow_dispatch, workflow_run]
permissions:
  contents: read
  pull-requests: write
jobs:
  gate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - id: osaid
        uses: osaid/osaid@main
        with: {inputs}
      - if: always()
        shell: bash
        run: printf 'seen %s\\n' "$SEEN"
        env:
          SEEN: ${{{{ toJSON(steps.osaid.outputs) }}}}
"""


class Run(NamedTuple):
    code: int
    records: list[dict[str, Any]]
    text: str

    def of(self, command: str) -> list[dict[str, Any]]:
        return [record for record in self.records if record.get("command") == command]

    @property
    def outputs(self) -> dict[str, str]:
        return {record["name"]: record["arg"] for record in self.of("set-output")}

    @property
    def summary(self) -> str:
        return "".join(record["content"] for record in self.of("summary"))


@pytest.fixture
def act(tmp_path: Path, fake: FakeGitHub, repo: Repo) -> Callable[..., Run]:
    """Start a workflow with the action in the repository, as GitHub would for an event."""
    assert ACT is not None, "OSAID_E2E is set, and act is not installed"
    repo.git("remote", "add", "origin", "https://github.com/acme/model")

    def once(event: str, value: dict[str, Any], **inputs: str) -> Run:
        given = {name.replace("_", "-"): words for name, words in inputs.items()}
        workflow = tmp_path / "workflow.yml"
        workflow.write_text(WORKFLOW.format(inputs=json.dumps(given)), encoding="utf-8")
        (tmp_path / "event.json").write_text(json.dumps(value), encoding="utf-8")
        kept = (
            "PIP_INDEX_URL",
            "PIP_EXTRA_INDEX_URL",
            "PIP_CERT",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_NOSYSTEM",
        )
        environment = {name: os.environ[name] for name in kept if name in os.environ}
        environment |= installing("action")
        passed = [f"--env={name}={words}" for name, words in environment.items()]
        done = subprocess.run(
            [
                *(str(ACT), event, "--json", "--no-cache-server", "--platform=ubuntu-latest=-self-hosted"),
                *("--eventpath", str(tmp_path / "event.json"), "--workflows", str(workflow)),
                *("--action-cache-path", str(tmp_path / "act")),
                f"--local-repository=osaid/osaid@main={ROOT}",
                f"--secret=GITHUB_TOKEN={TOKEN}",
                f"--env=GITHUB_API_URL={fake.url}",
                *passed,
            ],
            cwd=repo.path,
            # act hands its own environment and PATH on to the steps.
            env={
                **environment,
                "PATH": os.pathsep.join((BESIDE, os.environ["PATH"])),
                "HOME": str(tmp_path),
                "LANG": "C.UTF-8",
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        assert TOKEN not in done.stdout
        records = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
        return Run(done.returncode, records, done.stdout + done.stderr)

    return once


def test_pull_request_from_event_to_comment(act: Callable[..., Run], fake: FakeGitHub, repo: Repo) -> None:
    fake.merge_base = base = repo.commit(whole())
    repo.git("rm", "--quiet", "train.py")
    # Modules of the workspace that the action would import if it were not started in isolation.
    for name in ("venv.py", "json.py", "secrets.py", "osaid_action.py", "pip.py", "github.py"):
        repo.write(name, "raise SystemExit('imported from the workspace')\n")
    worse = act("pull_request", pull_request(base, repo.commit(), "opened"))
    assert worse.code == 1, worse.text
    [one] = fake.comments.values()
    assert "▼ train.py is gone\n  - **[C2](" in one["body"]
    outputs = worse.outputs
    assert (outputs["passed"], outputs["delta"], outputs["exit-code"]) == ("false", "worse", "1")
    assert (outputs["result"], outputs["missing"]) == ("incomplete", '["C2"]')
    assert outputs["comment-url"] == one["html_url"]
    assert "### What this pull request changes" in worse.summary
    errors = worse.of("error")
    assert any(error["kvPairs"].get("title") == "osaid C2" for error in errors)
    for kind in ("error", "warning", "notice"):
        assert len(worse.of(kind)) <= 10
    assert {request.token for request in fake.requests} == {TOKEN}
    assert "imported from the workspace" not in worse.text

    repo.write("train.py", whole()["train.py"])
    fixed = act("pull_request", pull_request(base, repo.commit()))
    assert fixed.code == 0, fixed.text
    assert fixed.outputs["comment-url"] == one["html_url"]
    assert list(fake.comments.values()) == [one]


def test_read_only_token_and_faults_change_nothing_else(
    act: Callable[..., Run], fake: FakeGitHub, repo: Repo
) -> None:
    fake.merge_base = base = repo.commit(whole())
    value = pull_request(base, repo.commit({"DATA.md": "# Data\n"}), fork=True)
    fake.reads_only = True
    done = act("pull_request", value)
    assert (done.code, done.outputs["delta"]) == (1, "worse"), done.text
    assert len(done.of("notice")) >= 1
    assert sum("a token that only reads" in record["arg"] for record in done.of("notice")) == 1
    fake.reads_only = False
    fake.faults.append(Fault("POST", "/comments$", 422, times=9))
    value = pull_request(base, repo.git("rev-parse", "HEAD"))
    faulty = act("pull_request", value)
    assert (faulty.code, faulty.outputs["delta"]) == (1, "worse"), faulty.text
    assert any("The comment could not be written" in record["arg"] for record in faulty.of("warning"))


@pytest.mark.parametrize(
    ("event", "name", "gate", "code"),
    [
        ("push", "push", "never", 0),
        ("merge_group", "merge_group", "regression", 0),
        ("workflow_dispatch", "workflow_dispatch", "never", 0),
        ("release", "release", "terms", 1),
        ("push", "push.tag", "terms", 1),
    ],
)
def test_events(act: Callable[..., Run], repo: Repo, event: str, name: str, gate: str, code: int) -> None:
    files = whole()
    del files["train.py"]
    repo.commit(files)
    repo.git("tag", "simple-tag")
    repo.git("tag", "0.0.1")
    done = act(event, payload(name))
    assert done.code == code, done.text
    assert f"Gate: {gate}, the default for" in done.text
    assert json.loads(done.outputs["missing"]) == ["C2"]
    assert done.summary.startswith("### ")


def test_inputs_reach_the_program_and_nothing_else(act: Callable[..., Run], repo: Repo) -> None:
    repo.commit(whole())
    value = payload("workflow_dispatch")
    for inputs in ({"path": "$(touch pwned)"}, {"policy": "'; touch pwned; '"}, {"rev": "--output=pwned"}):
        done = act("workflow_dispatch", value, **inputs)
        assert done.code == 1
        assert done.outputs["exit-code"] in {"2", "3"}
        assert done.outputs["passed"] == "false"
    assert not list(repo.path.parent.rglob("pwned"))
    quiet = act("workflow_dispatch", value, summary="false", json="reports/osaid.json", require="osaid")
    assert quiet.code == 0, quiet.text
    assert quiet.summary == ""
    assert quiet.outputs["report"].endswith("/reports/osaid.json")
