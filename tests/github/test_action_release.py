"""The release of a tag: the tagged commit, its files, the report attached to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from action_run import Run
from events import payload
from fake_github import FakeGitHub, Fault
from systems import whole

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
