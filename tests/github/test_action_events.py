"""Which events there are, what each is compared with, and how strict it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from action_run import Run
from events import payload
from fake_github import CONTRACT, FakeGitHub

from osaid_action.github import events

if TYPE_CHECKING:
    from gitrepo import Repo


def test_pushes(run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]) -> None:
    repo, before = system
    repo.git("rm", "--quiet", "evaluate.py")
    after = repo.commit()
    worse = run(repo.path, "push", payload("push", before=before, after=after, deleted=False, created=False))
    assert (worse.code, worse.outputs["delta"]) == (0, "worse")
    assert "Gate: never, the default for push." in worse.log
    assert "### What this push changes" in worse.summary
    assert not fake.comments
    new = run(repo.path, "push", payload("push", before="0" * 40, after=after, created=True, deleted=False))
    assert (new.code, new.outputs["delta"]) == (0, "unknown")
    assert "nothing was on this branch before" in new.log
    assert run(repo.path, "push", payload("push", before=before, after=after), fail_on="regression").code == 1
    forced = run(repo.path, "push", payload("push", before="d" * 40, after=after, deleted=False))
    assert (forced.code, forced.outputs["delta"]) == (0, "unknown")
    assert run(repo.path, "push", payload("push", before=before, after="0" * 40, deleted=True)).code == 0


@pytest.mark.parametrize(
    ("event", "name", "gate"),
    [
        ("merge_group", "merge_group", "regression"),
        ("workflow_dispatch", "workflow_dispatch", "never"),
        ("schedule", "workflow_dispatch", "never"),
        ("workflow_run", "workflow_run", "never"),
        ("pull_request", "pull_request.opened", "regression"),
        ("release", "release", "terms"),
        ("push", "push.tag", "terms"),
        ("push", "push", "never"),
        ("something_new", "push", "never"),
    ],
)
def test_default_gate_of_each_event(
    run: Callable[..., Run], repo: Repo, event: str, name: str, gate: str
) -> None:
    head = repo.commit({"README.md": "# A parser\n"})
    done = run(repo.path, event, payload(name), head)
    assert done.code == 0, done.log
    assert f"Gate: {gate}, the default for" in done.log
    assert done.outputs["result"] == "not-applicable"


def test_merge_group_is_compared_with_its_base(run: Callable[..., Run], system: tuple[Repo, str]) -> None:
    repo, base = system
    repo.git("rm", "--quiet", "train.py")
    head = repo.commit()
    value = payload("merge_group", merge_group__base_sha=base, merge_group__head_sha=head)
    done = run(repo.path, "merge_group", value)
    assert (done.code, done.outputs["delta"]) == (1, "worse")


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "[" * 100_000, '{"pull_request": 3}'])
def test_events_that_are_none(run: Callable[..., Run], system: tuple[Repo, str], text: str) -> None:
    for event in ("pull_request", "push", "release", "merge_group", "workflow_run"):
        done = run(system[0].path, event, text, system[1])
        assert done.code == 0, done.log
        assert done.outputs["result"] == "complete"


def test_every_example_event_is_read() -> None:
    for path in sorted((CONTRACT / "events").glob("*.json")):
        event = path.name.partition(".")[0]
        context = events.read({"GITHUB_EVENT_NAME": event}, json.loads(path.read_text("utf-8")))
        assert context.event == event
        assert context.base or context.unknown
    assert events.read({}, {}).gate == "never"
