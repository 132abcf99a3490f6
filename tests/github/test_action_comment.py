"""The comment on a pull request, from the first push to the last, and whatever GitHub answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from action_run import Run
from events import pull_request
from fake_github import FakeGitHub, Fault
from systems import whole

if TYPE_CHECKING:
    from gitrepo import Repo


def test_comment_over_five_pushes(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    fake.merge_base = base

    def push(files: dict[str, str | bytes], *gone: str) -> Run:
        for name in gone:
            repo.git("rm", "--quiet", name)
        head = repo.commit(files)
        return run(repo.path, "pull_request", pull_request(base, head))

    training = whole()["train.py"]
    created = push({}, "train.py")
    assert (created.code, created.outputs["delta"]) == (1, "worse")
    assert json.loads(created.outputs["missing"]) == ["C2"]
    assert any(line.startswith("::error file=train.py,line=1,title=osaid C2::") for line in created.commands)
    [one] = fake.comments.values()
    assert created.outputs["comment-url"] == one["html_url"]
    link = "[C2](https://osaid.github.io/osaid/rules/C2/)"
    told = f"▼ train.py is gone\n  - **{link}** Training code with arguments and settings: was met"
    assert told in one["body"]

    numbers = "learning_rate = 3e-4\nbatch_size = 32\nweight_decay = 0.1\nepochs = 10\n"
    edited = push({"train.py": str(training).replace(numbers, "")}, "train.yaml")
    assert edited.code == 1
    assert "Comment: edited" in edited.log
    assert edited.outputs["comment-url"] == one["html_url"]

    # What it says is of the newest commit, though nothing else changed.
    assert "Comment: edited" in push({"notes.md": "Nothing to do with it.\n"}).log
    newest = repo.git("rev-parse", "HEAD").strip()
    assert f"commit `{newest[:10]}`" in one["body"]
    writes = len(fake.writes())
    again = run(repo.path, "pull_request", pull_request(base, newest))
    assert "Comment: unchanged" in again.log
    assert again.outputs["comment-url"] == one["html_url"]
    assert len(fake.writes()) == writes

    worse = push({}, "evaluate.py")
    assert json.loads(worse.outputs["missing"]) == ["C2"]
    assert "**[C3](" in one["body"].partition("changes")[2].partition("| |")[0]

    fixed = push({name: whole()[name] for name in ("train.py", "train.yaml", "evaluate.py")})
    assert (fixed.code, fixed.outputs["delta"], fixed.outputs["missing"]) == (0, "none", "[]")
    assert "Nothing of what the Definition asks for." in one["body"]
    assert list(fake.comments.values()) == [one]


def test_nothing_is_posted_where_nothing_changed(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    fake.merge_base = base
    head = repo.commit({"notes.md": "x"})
    value = pull_request(base, head)
    assert run(repo.path, "pull_request", value).outputs["comment-url"] == ""
    assert run(repo.path, "pull_request", value, comment="failure").outputs["comment-url"] == ""
    assert run(repo.path, "pull_request", value, comment="never").outputs["comment-url"] == ""
    assert not fake.comments
    assert run(repo.path, "pull_request", value, comment="always").outputs["comment-url"]
    assert len(fake.comments) == 1


def test_systems_of_one_repository_have_a_comment_each(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo
) -> None:
    both = {f"{folder}/{name}": text for folder in ("a", "b") for name, text in whole().items()}
    fake.merge_base = base = repo.commit(both)
    repo.git("rm", "--quiet", "a/train.py", "b/evaluate.py")
    value = pull_request(base, repo.commit())
    for _ in range(2):
        for folder in ("a", "b"):
            run(repo.path, "pull_request", value, path=folder)
    assert len(fake.comments) == 2
    assert ["**[C2](" in c["body"] for c in fake.comments.values()] == [True, False]


def test_policies_and_keys_have_a_comment_each(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    fake.merge_base = base
    repo.git("rm", "--quiet", "train.py")
    value = pull_request(base, repo.commit())
    steps: list[dict[str, str]] = [
        {},
        {"policy": "strict"},
        {"comment_key": "leg one"},
        {"comment_key": "leg two"},
    ]
    for _ in range(2):
        urls = [run(repo.path, "pull_request", value, **inputs).outputs["comment-url"] for inputs in steps]
        assert len(set(urls)) == len(fake.comments) == len(steps)
    # As GitHub names it after a rename; a key stays.
    run(repo.path, "pull_request", value, comment_key="leg one", job="renamed")
    assert len(fake.comments) == len(steps)
    run(repo.path, "pull_request", value, job="renamed")
    assert len(fake.comments) == len(steps) + 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [("fork", "a token that only reads"), ("dependabot", "the permission pull-requests: write")],
)
def test_tokens_that_only_read(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str], kind: str, said: str
) -> None:
    """Of a fork it can't be otherwise; Dependabot's may write what the job allows."""
    repo, base = system
    fake.merge_base, fake.reads_only = base, True
    repo.git("rm", "--quiet", "train.py")
    value = pull_request(base, repo.commit(), fork=kind == "fork")
    if kind == "dependabot":
        value["sender"]["login"] = "dependabot[bot]"
    done = run(repo.path, "pull_request", value)
    assert (done.code, done.outputs["delta"], done.outputs["comment-url"]) == (1, "worse", "")
    assert "▼ train.py is gone" in done.summary
    wanted = "notice" if kind == "fork" else "warning"
    [one] = [
        line
        for line in done.commands
        if line.startswith(("::notice title=osaid::", "::warning title=osaid::"))
    ]
    assert one.startswith(f"::{wanted} ") and said in one


FAULTS = [
    Fault("POST", "/comments$", 401, message="Bad credentials", times=99),
    Fault("POST", "/comments$", 403, message="Resource not accessible by integration", times=99),
    Fault("POST", "/comments$", 404, message="Not Found", times=99),
    Fault("POST", "/comments$", 409, times=99),
    Fault("POST", "/comments$", 410, times=99),
    Fault("POST", "/comments$", 422, times=99),
    Fault("POST", "/comments$", 429, {"Retry-After": "3600"}, times=99),
    Fault("POST", "/comments$", 403, message="You have exceeded a secondary rate limit", times=99),
    Fault("POST", "/comments$", 500, times=99),
    Fault("POST", "/comments$", 502, body="<html>", times=99),
    Fault("POST", "/comments$", 201, body="<html>", times=99),
    Fault("POST", "/comments$", kind="reset", times=99),
    Fault("GET", ".", 500, times=99),
    Fault("GET", ".", 200, body="not json", times=99),
    Fault("GET", "/comments$", kind="silence", times=99),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.method}-{f.status or f.kind}")
def test_no_fault_changes_the_verdict_or_loses_the_report(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str], fault: Fault
) -> None:
    repo, base = system
    fake.merge_base = base
    repo.git("rm", "--quiet", "train.py")
    fake.faults.append(Fault(**vars(fault)))
    done = run(repo.path, "pull_request", pull_request(base, repo.commit()))
    assert (done.code, done.outputs["delta"], done.outputs["result"]) == (1, "worse", "incomplete")
    assert (done.outputs["comment-url"], done.outputs["missing"]) == ("", '["C2"]')
    assert "▼ train.py is gone" in done.summary
    assert json.loads(Path(done.outputs["report"]).read_text("utf-8"))["result"] == "incomplete"
    [warning] = [line for line in done.commands if line.startswith("::warning title=osaid::")]
    assert "The comment could not be written: " in warning
    assert not fake.comments
