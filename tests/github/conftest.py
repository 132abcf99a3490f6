"""The action in this process: real events, real git, a GitHub that checks requests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from action_run import TOKEN, Run
from fake_github import FakeGitHub
from systems import whole

from osaid_action.github import action, api

if TYPE_CHECKING:
    from gitrepo import Repo


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeGitHub]:
    """A GitHub of which nothing is asked that it does not describe."""
    with FakeGitHub(tmp_path / "server") as one:
        yield one
        assert not one.violations


@pytest.fixture
def run(
    tmp_path: Path, fake: FakeGitHub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Run]:
    """Run the action in a workspace; inputs by their names with underscores."""
    client = api.GitHub

    def quick(token: str, repository: str, address: str) -> api.GitHub:
        return client(token, repository, address, timeout=2, patience=8.0, pause=0.01)

    monkeypatch.setattr(api, "GitHub", quick)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")

    def once(
        workspace: Path,
        event: str,
        value: Any,
        sha: str = "",
        server: str = fake.url,
        job: str = "osaid",
        **inputs: str,
    ) -> Run:
        for name in ("output", "summary"):
            (tmp_path / name).write_text("")
        (tmp_path / "event.json").write_text(value if isinstance(value, str) else json.dumps(value))
        environment = {
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            "GITHUB_REPOSITORY": "acme/model",
            "GITHUB_API_URL": fake.url,
            "GITHUB_SERVER_URL": server,
            "GITHUB_SHA": sha,
            "GITHUB_JOB": job,
            "RUNNER_TEMP": str(tmp_path / "runner"),
            "OSAID_TOKEN": TOKEN,
            **{f"OSAID_{name.upper()}": words for name, words in inputs.items()},
        }
        code = action.main(environment)
        log = capsys.readouterr().out
        assert TOKEN not in log
        found = re.findall(
            r"^([\w-]+)<<(\w+)\n(.*?)\n\2$",
            (tmp_path / "output").read_text("utf-8"),
            re.MULTILINE | re.DOTALL,
        )
        outputs = {name: words for name, _, words in found}
        assert outputs["exit-code"] == str(code)
        return Run(code, log, outputs, (tmp_path / "summary").read_text("utf-8"))

    return once


@pytest.fixture
def system(repo: Repo) -> tuple[Repo, str]:
    """A whole system and its commit."""
    return repo, repo.commit(whole())
