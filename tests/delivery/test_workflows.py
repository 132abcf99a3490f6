"""The workflows, the examples and the GitLab template agree with the action and with the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from osaid_action import commands as cli
from osaid_action import model
from osaid_action.commands import formats

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
WORKFLOWS = sorted(
    (*(ROOT / ".github" / "workflows").glob("*.yml"), *(ROOT / "examples" / "workflows").glob("*.yml"))
)
if not (ROOT / ".github").exists():
    pytest.skip("the workflows are not part of the source archive", allow_module_level=True)

workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def load(path: Path) -> dict[Any, Any]:
    value: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return value


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in load(path)["jobs"].values() for step in job.get("steps", ())]


@workflow
def test_the_action_is_used_with_inputs_and_outputs_that_exist(path: Path) -> None:
    ours = [
        step for step in steps(path) if step.get("uses", "").partition("@")[0] in {"./", "$/.", "osaid/osaid"}
    ]
    for step in ours:
        assert set(step.get("with", {})) <= set(ACTION["inputs"])
    names = {step["id"] for step in ours if "id" in step}
    for name, output in re.findall(r"steps\.([\w-]+)\.outputs\.([\w-]+)", path.read_text("utf-8")):
        assert name not in names or output in ACTION["outputs"]


@workflow
def test_rights_are_given_by_job_and_no_more_than_needed(path: Path) -> None:
    whole = load(path)
    assert whole["permissions"] == {}
    for job in whole["jobs"].values():
        assert job["permissions"]
        # A job that calls a workflow has none: those there have.
        assert job.get("timeout-minutes", 45 if "steps" not in job else 1_000) <= 45
    assert "pull_request_target" not in path.read_text("utf-8")


@workflow
def test_every_action_of_others_is_pinned_by_commit_and_says_its_tag(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        used = re.match(r"\s*(?:- )?uses: (\S+)(.*)", line)
        if used and not used[1].startswith(("./", "$/", "osaid/osaid")):
            assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", used[1]), line
            assert re.fullmatch(r" # v\d+\.\d+\.\d+", used[2]), line


@workflow
def test_checkouts_keep_no_token(path: Path) -> None:
    for step in steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_second_workflow_of_the_recipe_checks_nothing_out() -> None:
    path = ROOT / "examples" / "workflows" / "comment.yml"
    assert not any("checkout" in step.get("uses", "") for step in steps(path))
    assert not any("run" in step for step in steps(path))
    assert load(path)["jobs"]["comment"]["permissions"] == {"actions": "read", "pull-requests": "write"}
    first = load(ROOT / "examples" / "workflows" / "pull-request.yml")
    # YAML 1.1 reads the key `on` as true.
    assert load(path)[True]["workflow_run"]["workflows"] == [first["name"]]
    # A run that was stopped, or waits for an approval, has nothing to post; one without a report is not red.
    assert """fromJSON('["success", "failure"]')""" in load(path)["jobs"]["comment"]["if"]
    download, post = steps(path)
    assert download["continue-on-error"] is True
    assert post["with"]["report"].startswith(f"{download['with']['path']}/")


def test_gate_runs_the_action_of_its_own_commit_and_two_calls_live_together() -> None:
    path = ROOT / ".github" / "workflows" / "gate.yml"
    used = [step for step in steps(path) if step.get("id") == "osaid"]
    assert [step["uses"] for step in used] == ["$/."]
    [upload] = [step for step in steps(path) if "upload-artifact" in step.get("uses", "")]
    assert upload["with"]["name"] == "${{ steps.name.outputs.name }}"
    for name in ("path", "policy", "fail-on", "require"):
        assert f"inputs.{name} " in load(path)["concurrency"]["group"]


def test_the_page_is_published_by_a_job_that_runs_nothing_of_the_repository() -> None:
    path = ROOT / "examples" / "workflows" / "page.yml"
    jobs = load(path)["jobs"]
    assert jobs["check"]["permissions"] == {"contents": "read"}
    written = next(step["with"]["html"] for step in jobs["check"]["steps"] if "html" in step.get("with", {}))
    assert written == f"{jobs['check']['steps'][-1]['with']['path']}/index.html"
    [step] = jobs["publish"]["steps"]
    assert step["uses"].startswith("actions/deploy-pages@") and "run" not in step
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}


@pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="needs a POSIX bash")
def test_drift_is_told_from_what_could_not_be_looked_at(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "how-to" / "elsewhere.md").read_text("utf-8")
    workflow = text.partition("## Hear of changes elsewhere")[2].partition("```yaml\n")[2].partition("```")[0]
    script = yaml.safe_load(workflow)["jobs"]["drift"]["steps"][-1]["run"]
    for name, program in {"osaid": "exit $STATUS", "gh": "echo gh $1 $2 >> asked"}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{program}\n")
        (tmp_path / name).chmod(0o755)
    for status, asked in (("0", 0), ("1", 2), ("2", 0), ("3", 0)):
        (tmp_path / "asked").write_text("")
        environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "STATUS": status}
        done = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=False)
        assert done.returncode == (0 if status in "01" else int(status))
        assert len((tmp_path / "asked").read_text().splitlines()) == asked


@pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="needs a POSIX bash")
def test_badges_are_drawn_without_the_right_to_write_and_pushed_as_one_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ROOT / "examples" / "workflows" / "badge.yml"
    jobs = load(path)["jobs"]
    assert jobs["draw"]["permissions"] == {"contents": "read"}
    assert [step["uses"].partition("@")[0] for step in jobs["push"]["steps"] if "uses" in step] == [
        "actions/download-artifact"
    ]
    draw = next(step["run"] for step in jobs["draw"]["steps"] if "run" in step)
    push = jobs["push"]["steps"][-1]["run"]
    # No value of an expression becomes text of a script.
    assert "${{" not in draw + push
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples" / "complete", "whole")
    assert cli.main(["check", "whole", "--output", "json:report.json", "--quiet"]) == 0
    words = [line.split() for line in draw.splitlines() if line.startswith("osaid ")]
    git = {"GITHUB_SERVER_URL": str(tmp_path), "GITHUB_REPOSITORY": "there.git", "TOKEN": "secret"}
    subprocess.run(["git", "init", "--quiet", "--bare", "there.git"], check=True)
    for number in ("1", "2"):
        shutil.rmtree("badges", ignore_errors=True)
        Path("badges").mkdir()
        for one in words:
            assert cli.main([word.replace('"$REPORT"', "report.json") for word in one[1:]]) == 0
        environment = {**os.environ, **git, "GITHUB_SHA": number}
        subprocess.run(["bash", "-e", "-c", push], cwd="badges", env=environment, check=True)
    shown = ["git", "-C", "there.git", "log", "--format=%s", "--name-only", "badges"]
    told = subprocess.run(shown, capture_output=True, text=True, check=True).stdout.split("\n")
    assert list(filter(None, told)) == ["The badge of 2", "osaid.json", "osaid.svg"]
    asked = ["git", "-C", "badges", "credential", "fill"]
    given = subprocess.run(
        asked,
        input="protocol=https\nhost=github.com\n\n",
        capture_output=True,
        text=True,
        env={**os.environ, **git},
        check=True,
    )
    assert "username=x-access-token\npassword=secret\n" in given.stdout
    assert "secret" not in Path("badges/.git/config").read_text("utf-8")


def test_gitlab_component_calls_the_program_as_it_is() -> None:
    header, jobs = yaml.safe_load_all((ROOT / "templates" / "osaid.yml").read_text("utf-8"))
    inputs = header["spec"]["inputs"]
    assert tuple(inputs["fail-on"]["options"]) == model.GATES
    assert set(inputs["policy"]["options"]) == set(model.POLICIES)
    job = jobs["osaid"]
    start, script, note, end = job["script"]
    assert (start, end) == ("status=0; rm -f osaid-report.json", 'exit "$status"')
    script = script.removesuffix(" || status=$?")
    assert note.split()[:4] == ["python3", "-I", "-m", "osaid_action.github.gitlab"]
    # Inputs reach the shell as variables, never as text of the script.
    assert "$[[" not in str(job["script"])
    assert job["rules"][0] == {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}
    values = {"OSAID_POLICY": "strict", "OSAID_FAIL_ON": "review", "OSAID_PATH": "models"}
    words = script.replace(
        '${CI_MERGE_REQUEST_DIFF_BASE_SHA:+--base="$CI_MERGE_REQUEST_DIFF_BASE_SHA"}', "--base=abc"
    )
    for name, value in values.items():
        words = words.replace(f'"${name}"', value)
    options = cli.parser().parse_args(words.split()[1:])
    assert (options.targets, options.fail_on, options.policy, options.base) == (
        ["models"],
        "review",
        "strict",
        "abc",
    )
    written = {formats.output(text, "text").path for text in options.output}
    assert written == {*job["artifacts"]["paths"], job["artifacts"]["reports"]["codequality"]}
