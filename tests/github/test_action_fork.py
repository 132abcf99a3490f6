"""The recipe for forks: what the first workflow reports, the second posts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from action_run import Run
from events import finished, pull_request
from fake_github import FakeGitHub

if TYPE_CHECKING:
    from gitrepo import Repo


def reported(run: Callable[..., Run], fake: FakeGitHub, repo: Repo, base: str) -> dict[str, Any]:
    """What the first workflow leaves behind."""
    fake.reads_only, fake.merge_base = True, base
    repo.git("rm", "--quiet", "train.py")
    done = run(repo.path, "pull_request", pull_request(base, repo.commit(), fork=True))
    fake.reads_only = False
    value: dict[str, Any] = json.loads(Path(done.outputs["report"]).read_text("utf-8"))
    return value


def test_report_of_a_fork_is_posted_by_the_second_workflow(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str], tmp_path: Path
) -> None:
    repo, base = system
    report = reported(run, fake, repo, base)
    report["items"][0]["title"] = "Certified by the OSI"
    workspace = tmp_path / "second"
    workspace.mkdir()
    (workspace / "osaid-report.json").write_text(json.dumps(report))
    pull = fake.example("get /repos/{owner}/{repo}/pulls")[0]
    pull["number"] = 9
    pull["head"] |= {"label": "eve:patch", "sha": "c" * 40}
    fake.pulls.append(pull)

    done = run(workspace, "workflow_run", finished("c" * 40), report="osaid-report.json")
    assert done.code == 0, done.log
    [one] = fake.comments.values()
    assert one["issue_url"].endswith("/issues/9")
    assert "▼ train.py is gone\n  - **[C2](" in one["body"]
    assert "not checked again" in one["body"]
    assert "Certified" not in one["body"]
    assert done.outputs["comment-url"] == one["html_url"]

    # The commit is no longer the branch's: nothing is written.
    gone = run(workspace, "workflow_run", finished("d" * 40), report="osaid-report.json")
    assert (gone.code, len(fake.comments)) == (0, 1)
    assert any("no open pull request is at the commit" in line for line in gone.commands)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "nul", '{"items": []}', "[" * 100_000, "x" * 5_000_001, '{"schema_version": "1.0"}'],
)
def test_report_of_a_fork_that_is_none_is_refused(
    run: Callable[..., Run], fake: FakeGitHub, tmp_path: Path, text: str
) -> None:
    workspace = tmp_path / "second"
    workspace.mkdir()
    (workspace / "r.json").write_text(text)
    done = run(workspace, "workflow_run", finished("c" * 40), report="r.json")
    assert done.code == 2
    assert done.commands[0].startswith("::error title=osaid::the report ")
    assert not fake.requests
    lost = run(workspace, "workflow_run", finished("c" * 40), report="../r.json")
    assert lost.code == 2


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("gate", "require", ["C2` <img src=x> @acme/all"]),
        ("gate", "require", ["C2"] * 10_000),
        ("delta", "result_before", "complete @acme/all\n# Certified"),
        ("delta", "result_after", "certified"),
    ],
)
def test_report_of_a_fork_names_what_is_known(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str], part: str, field: str, value: object
) -> None:
    from osaid_action.errors import UsageError
    from osaid_action.flow import received

    repo, base = system
    report = reported(run, fake, repo, base)
    received.read(json.dumps(report).encode())
    report[part][field] = value
    with pytest.raises(UsageError, match=part):
        received.read(json.dumps(report).encode())


def test_read_back_report_has_the_same_comment(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    from osaid_action.flow import received
    from osaid_action.report import json as as_json

    repo, base = system
    text = json.dumps(reported(run, fake, repo, base))
    again = received.read(text.encode())
    first = json.loads(text)
    second = as_json.as_dict(again)
    for key in ("target", "result", "policy", "delta", "gate", "limits", "problems"):
        assert second[key] == first[key], key
    assert [i["status"] for i in second["items"]] == [i["status"] for i in first["items"]]
