"""The release of a tag: the tagged commit, its files, the report attached to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from action_run import Run
from events import payload, pull_request
from fake_github import FakeGitHub, Fault
from systems import TRAIN, whole

if TYPE_CHECKING:
    from gitrepo import Repo


def test_release_is_the_tagged_commit(run: Callable[..., Run], fake: FakeGitHub, repo: Repo) -> None:
    tagged = repo.commit(whole())
    repo.git("tag", "--annotate", "--message=1", "v1")
    repo.git("rm", "--quiet", "train.py")
    head = repo.commit()
    fake.add_release("v1")
    value = payload("release", release__tag_name="v1")
    done = run(repo.path, "release", value, head, attach="true")
    assert done.code == 0, done.log
    report = json.loads(Path(done.outputs["report"]).read_text("utf-8"))
    assert (report["target"]["commit"], report["target"]["dirty"]) == (tagged, False)
    assert [asset["name"] for asset in fake.releases["v1"]] == ["osaid-report.json", "osaid-report.md"]
    writes = len(fake.writes())
    assert "nothing new" in run(repo.path, "release", value, head, attach="true").log
    assert len(fake.writes()) == writes
    repo.git("tag", "v2")
    bad = run(repo.path, "push", payload("push.tag", ref="refs/tags/v2"), head, attach="true")
    assert bad.code == 1
    assert any(
        "could not be attached to the release: there is no release of v2" in line for line in bad.commands
    )


def test_files_named_as_released_have_to_be_there(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo
) -> None:
    files = whole()
    del files["weights/model.safetensors"]
    server = "https://github.com"
    at = f"{server}/acme/model/releases/download/v1/model.safetensors"
    files["osaid.toml"] = f'{files["osaid.toml"]}\n[components.weights]\nat = "{at}"\nlicense = "MIT"\n'
    repo.commit(files)
    repo.git("tag", "v1")
    value = payload("release", release__tag_name="v1")
    fake.add_release("v1")
    lacking = run(repo.path, "release", value, server=server)
    assert lacking.code == 1
    assert "weights: the release v1 has no file model.safetensors" in lacking.log + lacking.summary
    fake.add_asset("v1", "model.safetensors", b"x")
    assert run(repo.path, "release", value, server=server).code == 0
    fake.faults.append(Fault("GET", "/releases/", 500, times=99))
    blind = run(repo.path, "release", value, server=server)
    assert blind.code == 0
    assert any("The files of the release could not be looked at" in line for line in blind.commands)


LIBRARY = {
    "README.md": "# Nets\n\nA Python library that trains networks.\n",
    "nets/train.py": TRAIN,
    "osaid.toml": 'subject = "library"\n',
}


@pytest.mark.parametrize(
    ("event", "name"), [("release", "release"), ("push", "push.tag")], ids=["release", "tag"]
)
@pytest.mark.parametrize(
    ("files", "why"),
    [(LIBRARY, "A library, not the release"), ({}, "there are no files")],
    ids=["library", "empty"],
)
def test_a_release_of_nothing_that_is_judged_is_warned_of_and_not_passed(
    run: Callable[..., Run], repo: Repo, event: str, name: str, files: dict[str, str], why: str
) -> None:
    head = repo.commit(files)
    repo.git("tag", "v1")
    changes = {"release__tag_name": "v1"} if event == "release" else {"ref": "refs/tags/v1"}
    value = payload(name, **changes)
    done = run(repo.path, event, value, head)
    assert (done.code, done.outputs["passed"], done.outputs["result"]) == (0, "false", "not-applicable")
    (warning,) = (line for line in done.commands if "No release was judged" in line)
    assert warning.startswith("::warning title=osaid::")
    assert why in warning
    required = run(repo.path, event, value, head, require="subject")
    assert (required.code, required.outputs["passed"]) == (1 if files else 3, "false")
    assert not any("No release was judged" in line for line in required.commands)
    assert any(
        line.startswith("::error title=osaid::The gate terms, require subject is not met: nothing ")
        for line in required.commands
    )


def test_nothing_is_warned_of_where_a_release_is_judged(run: Callable[..., Run], repo: Repo) -> None:
    head = repo.commit(whole())
    repo.git("tag", "v1")
    value = payload("release", release__tag_name="v1")
    done = run(repo.path, "release", value, head, require="osaid subject")
    assert (done.code, done.outputs["passed"]) == (0, "true")
    assert not any("No release was judged" in line for line in done.commands)


def test_a_pull_request_of_a_library_is_compared(run: Callable[..., Run], repo: Repo) -> None:
    base = repo.commit(LIBRARY)
    head = repo.commit({"notes.md": "More.\n"})
    done = run(repo.path, "pull_request", pull_request(base, head), head, token="")
    assert (done.code, done.outputs["passed"], done.outputs["delta"]) == (0, "true", "none")
    assert not any(line.startswith("::warning") for line in done.commands)
    pushed = run(repo.path, "push", payload("push", before=base, after=head), head)
    assert (pushed.code, pushed.outputs["passed"]) == (0, "false")
    asked = run(repo.path, "push", payload("push", before=base, after=head), head, require="C2")
    assert (asked.code, asked.outputs["passed"]) == (1, "false")
