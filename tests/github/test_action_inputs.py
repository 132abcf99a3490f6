"""What the inputs ask for, and what is said of a wrong one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from action_run import Run
from events import payload, pull_request
from fake_github import FakeGitHub
from jsonschema import Draft202012Validator
from locks import SEEN
from systems import whole

from osaid_action import schema
from osaid_action.system.lock import render

if TYPE_CHECKING:
    from gitrepo import Repo


def test_gate_of_input_manifest_and_require(run: Callable[..., Run], repo: Repo) -> None:
    files = whole()
    del files["train.py"]
    files["osaid.toml"] = '[policy]\nfail-on = "incomplete"\n' + str(files["osaid.toml"])
    repo.commit(files)
    value = payload("workflow_dispatch")
    by_manifest = run(repo.path, "workflow_dispatch", value)
    assert (by_manifest.code, "Gate: incomplete, the manifest's." in by_manifest.log) == (1, True)
    by_input = run(repo.path, "workflow_dispatch", value, fail_on="never")
    assert (by_input.code, "Gate: never, the input." in by_input.log) == (0, True)
    assert run(repo.path, "workflow_dispatch", value, fail_on="never", require="osaid").code == 1
    assert run(repo.path, "workflow_dispatch", value, fail_on="never", require="P1 T-P").code == 0
    assert run(repo.path, "workflow_dispatch", value, fail_on="never", require="P1, C2").code == 1
    assert run(repo.path, "workflow_dispatch", value, fail_on="never", require="g7:open-weights").code == 0
    assert run(repo.path, "workflow_dispatch", value, fail_on="never", require="g7:open-source-ai").code == 1


def test_manifest_of_another_name(run: Callable[..., Run], repo: Repo) -> None:
    files = whole()
    files["conf/ours.toml"] = '[system]\nname = "Ours"\n'
    repo.commit(files)
    value = payload("workflow_dispatch")
    assert "Ours" in run(repo.path, "workflow_dispatch", value, manifest="conf/ours.toml").summary
    wrong = run(repo.path, "workflow_dispatch", value, manifest="no.toml")
    assert (wrong.code, wrong.commands) == (2, ["::error title=osaid::no manifest 'no.toml' in this tree"])


@pytest.mark.parametrize(
    ("event", "name", "inputs", "looks"),
    [
        ("schedule", "push", {}, True),
        ("release", "release", {}, True),
        ("push", "push.tag", {}, True),
        ("push", "push", {}, False),
        ("pull_request", "pull_request.opened", {}, False),
        ("push", "push", {"online": "true"}, True),
        ("schedule", "push", {"online": "false"}, False),
        ("schedule", "push", {"offline": "true"}, False),
    ],
)
def test_when_places_elsewhere_are_looked_at(
    run: Callable[..., Run],
    repo: Repo,
    monkeypatch: pytest.MonkeyPatch,
    event: str,
    name: str,
    inputs: dict[str, str],
    looks: bool,
) -> None:
    """A host that is not allowed is refused without a request."""
    weights = 'weights = { at = "https://example.org/model.safetensors#sha256=' + "a" * 64 + '" }'
    manifest = f"[system]\nname = 'M'\n[components]\n{weights}\n"
    head = repo.commit({"osaid.toml": manifest, "README.md": "# M\n"})
    done = run(repo.path, event, payload(name), head, fail_on="never", **inputs)
    assert done.code == 0, done.log
    report = json.loads(Path(done.outputs["report"]).read_text("utf-8"))
    assert any("not looked at this time" in limit for limit in report["limits"]) is looks
    before, _, progress = done.log.partition("[1/1] https://example.org/")
    assert bool(progress) is looks
    if looks:
        word = re.findall(r"^::stop-commands::(\w+)$", before, re.MULTILINE)[-1]
        assert f"\n::{word}::\n" not in before and f"\n::{word}::\n" in progress
    [place] = report["elsewhere"] or [{"why": ""}]
    assert ("example.org" in place["why"]) is looks, place


def test_reports_are_where_the_outputs_say(run: Callable[..., Run], system: tuple[Repo, str]) -> None:
    repo, _ = system
    value = payload("workflow_dispatch")
    files = {"json": "out/report.json", "sarif": "out/report.sarif", "html": "page/index.html"}
    done = run(repo.path, "workflow_dispatch", value, server="https://github.com", **files)
    assert Path(done.outputs["report"]) == repo.path / "out" / "report.json"
    report = json.loads(Path(done.outputs["report"]).read_text("utf-8"))
    Draft202012Validator(schema.load("report")).validate(report)
    assert json.loads(Path(done.outputs["report-sarif"]).read_text("utf-8"))["version"] == "2.1.0"
    assert Path(done.outputs["report-markdown"]).read_text("utf-8").startswith("## ")
    assert Path(done.outputs["report-html"]) == repo.path / "page" / "index.html"
    page = (repo.path / "page" / "index.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    # Files are led to where GitHub shows them.
    assert f"https://github.com/acme/model/blob/{report['target']['commit']}/" in page


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"path": "../elsewhere"}, "path: '../elsewhere' is not inside the workspace"),
        ({"path": "/"}, "path: '/' is not inside the workspace"),
        ({"path": "nowhere"}, "path: there is no folder 'nowhere' in the workspace"),
        ({"json": "../report.json"}, "report: '../report.json' is not inside the workspace"),
        ({"fail_on": "always"}, "fail-on: 'always' is none of never, regression,"),
        ({"policy": "lax"}, "policy: 'lax' is none of strict, working"),
        ({"comment": "yes"}, "comment: 'yes' is none of changes,"),
        ({"summary": "yes"}, "summary: 'yes' is none of true, false"),
        ({"require": "C9"}, "require: nothing is called 'C9'; did you mean C1, C2, C3?"),
        ({"require": ","}, "require names nothing; known: osaid, subject, D1,"),
        ({"rev": "-x"}, "not a revision: '-x'"),
    ],
)
def test_wrong_inputs_are_named(
    run: Callable[..., Run], system: tuple[Repo, str], inputs: dict[str, str], said: str
) -> None:
    done = run(system[0].path, "workflow_dispatch", payload("workflow_dispatch"), **inputs)
    assert done.code in {2, 3}
    assert done.outputs["passed"] == "false"
    assert any(said in line for line in done.commands), done.log


@pytest.mark.parametrize(
    ("inputs", "looks"), [({}, True), ({"online": "false"}, False), ({"offline": "true"}, False)]
)
def test_what_a_pull_request_writes_in_its_lock_is_looked_at(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, inputs: dict[str, str], looks: bool
) -> None:
    """A host that is not allowed is refused without a request; then the lock's words do not count."""
    files = whole()
    del files["train.py"]
    at = "git+https://git.example.org/acme/trainer"
    files["osaid.toml"] += f'\n[components.training-code]\nat = "{at}@v1"\n'
    base = fake.merge_base = repo.commit(files)
    head = repo.commit({"osaid.lock": render([replace(SEEN, place=at)])})
    done = run(repo.path, "pull_request", pull_request(base, head), **inputs)
    assert (done.code, done.outputs["delta"]) == (0, "none"), done.log
    assert ("[1/1] " in done.log) is looks
    warning = "::warning title=osaid::1 of the places that osaid.lock tells of could not be looked at"
    assert any(line.startswith(warning) for line in done.commands)
    assert "own, and was not looked at" in done.summary
    # What landed is the base of the next.
    fake.merge_base, again = head, repo.commit({"notes.md": "x"})
    later = run(repo.path, "pull_request", pull_request(head, again), **inputs)
    assert "[1/1] " not in later.log
    assert "says, not looked at in this run" in later.summary
