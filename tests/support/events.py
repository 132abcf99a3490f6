"""GitHub's example events (tests/contract/events), with a repository, commits and people of ours."""

from __future__ import annotations

import json
from typing import Any

from fake_github import CONTRACT


def payload(name: str, **changes: Any) -> dict[str, Any]:
    """One of the events. changes: values by their place, `pull_request__base__sha`."""
    text = (CONTRACT / "events" / f"{name}.json").read_text("utf-8")
    value: dict[str, Any] = json.loads(text.replace("Codertocat/Hello-World", "acme/model"))
    for path, inner in changes.items():
        table = value
        *parents, last = path.split("__")
        for key in parents:
            table = table[key]
        table[last] = inner
    return value


def pull_request(base: str, head: str, name: str = "synchronize", fork: bool = False) -> dict[str, Any]:
    """Pull request 7, from a branch of acme or from a fork of eve."""
    owner = "eve" if fork else "acme"
    return payload(
        f"pull_request.{name}",
        number=7,
        pull_request__number=7,
        pull_request__base__sha=base,
        pull_request__head__sha=head,
        pull_request__head__repo__full_name=f"{owner}/model",
        pull_request__base__repo__full_name="acme/model",
    )


def finished(head: str) -> dict[str, Any]:
    """The run of a workflow for a branch of eve's fork."""
    return payload(
        "workflow_run",
        workflow_run__head_sha=head,
        workflow_run__head_branch="patch",
        workflow_run__head_repository__owner__login="eve",
    )
