"""The action, the hook and the image agree with the program, and the action's script works as it stands."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from osaid_action import cli, model, wiring

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitrepo import Repo

ROOT = Path(__file__).parent.parent
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
DELIVERED = ("action.yml", ".pre-commit-hooks.yaml", "Dockerfile", ".dockerignore")


def flags() -> set[str]:
    """Every option of `osaid check`."""
    text = subprocess.run(
        [sys.executable, "-m", "osaid_action", "check", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    ).stdout
    return set(re.findall(r"--[a-z][a-z-]*", text))


def test_every_option_in_use_exists() -> None:
    script = "\n".join(step["run"] for step in STEPS).partition("osaid_action check")
    options = script[0].partition("arguments=")[2] + script[2].partition("\n")[0]
    used = set(re.findall(r"--[a-z][a-z-]*", options))
    assert used
    assert used <= flags()


@pytest.mark.parametrize("name", DELIVERED)
def test_github_inputs_are_never_read_from_the_environment(name: str) -> None:
    """act sets INPUT_* in the steps of a composite action, GitHub does not."""
    assert "INPUT_" not in (ROOT / name).read_text(encoding="utf-8")


def test_package_never_reads_github_inputs() -> None:
    for path in (ROOT / "osaid_action").rglob("*.py"):
        assert "INPUT_" not in path.read_text(encoding="utf-8"), path


def test_every_input_goes_through_the_environment_and_nothing_into_the_script() -> None:
    passed = {value for step in STEPS for value in step.get("env", {}).values()}
    for name in ACTION["inputs"]:
        assert f"${{{{ inputs.{name} }}}}" in passed
    for step in STEPS:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
        for variable, value in step["env"].items():
            assert variable.startswith("OSAID_") == ("${{" in value)
            assert value == "*" or f"${variable}" in step["run"]


def test_outputs_are_written() -> None:
    script = "\n".join(step["run"] for step in STEPS)
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"
        assert f"{name}=" in script


def test_inputs_and_outputs_are_described_with_the_programs_words() -> None:
    assert set(model.GATES) <= set(re.findall(r"[\w-]+", ACTION["inputs"]["fail-on"]["description"]))
    assert set(model.POLICIES) <= set(re.findall(r"[\w-]+", ACTION["inputs"]["policy"]["description"]))
    assert set(model.RESULTS) <= set(re.findall(r"[\w-]+", ACTION["outputs"]["result"]["description"]))


def test_how_to_lists_inputs_and_outputs() -> None:
    how_to = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    section = how_to.partition("## Gate a release")[2].partition("\n## ")[0]
    for name in (*ACTION["inputs"], *ACTION["outputs"]):
        assert f"`{name}`" in section


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_hook_is_a_command_of_the_program(hook: dict[str, Any]) -> None:
    program, *arguments = hook["entry"].split()
    assert program == "osaid"
    options = cli.parser().parse_args(arguments)
    assert (options.command, f"osaid-{options.hook}") == ("hook", hook["id"])
    assert hook["language"] == "python"
    if hook["id"] == "osaid-manifest":
        assert re.search(hook["files"], ".github/osaid.toml")
        assert not re.search(hook["files"], "not-osaid.toml")
        return
    assert options.fail_on == "regression"
    assert hook["always_run"] is True
    assert hook["pass_filenames"] is False
    assert hook["require_serial"] is True
    assert ("pre-push" in hook["stages"]) is (hook["id"] == "osaid-push")


def test_init_names_the_hooks_that_there_are() -> None:
    assert [hook["id"] for hook in HOOKS] == list(wiring.HOOKS)


def run_hook(repo: Repo) -> tuple[int, str]:
    """The hook's entry, as pre-commit would start it in a repository."""
    arguments = HOOKS[0]["entry"].split()[1:]
    done = subprocess.run(
        [sys.executable, "-m", "osaid_action", *arguments],
        cwd=repo.path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_hook_stops_what_is_worse_and_lets_the_rest_pass(repo: Repo) -> None:
    shutil.copytree(ROOT / "examples" / "complete", repo.path, dirs_exist_ok=True)
    repo.commit()
    repo.write("notes.md", "Nothing to do with it.\n")
    repo.git("add", "notes.md")
    assert run_hook(repo)[0] == cli.OK
    repo.git("rm", "--quiet", "evaluate.py")
    code, said = run_hook(repo)
    assert code == cli.NOT_MET
    assert "C3" in said


def test_hook_passes_where_there_is_no_ai_system(repo: Repo) -> None:
    repo.commit({"README.md": "# A parser\n", "parser.py": "def parse(text): ...\n"})
    repo.write("parser.py", "def parse(text): return text\n")
    repo.git("add", "--all")
    assert run_hook(repo)[0] == cli.OK


def test_image_holds_what_the_package_needs() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^USER (?!0\b|root)", dockerfile, re.MULTILINE)
    assert 'ENTRYPOINT ["osaid"]' in dockerfile
    kept = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
        if line.startswith("!")
    }
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", dockerfile, re.MULTILINE)
    assert {name.rstrip("*") for line in copied for name in line.split()} == kept


# ------------------------------------------------------------------ the action's script, for real


class Run(NamedTuple):
    """What one run of the action's script left behind."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str


@pytest.fixture(scope="module")
def runner_temp(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One RUNNER_TEMP for all runs: the second finds the environment that the first made."""
    return tmp_path_factory.mktemp("runner")


@pytest.fixture
def run_action(runner_temp: Path, tmp_path: Path) -> Callable[..., Run]:
    """Run the script with inputs as GitHub would: through `env:`, with a fresh output and summary file."""
    bash = shutil.which("bash")
    if bash is None or sys.platform == "win32":
        pytest.skip("needs bash, with paths as on POSIX systems")

    def run(workspace: Path, **inputs: str) -> Run:
        [step] = STEPS
        values = {name: str(given["default"]) for name, given in ACTION["inputs"].items()}
        values |= {name.replace("_", "-"): value for name, value in inputs.items()}
        environment = {
            variable: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda name: values[name[1]], value)
            for variable, value in step["env"].items()
        }
        output, summary = tmp_path / "output", tmp_path / "summary"
        output.write_text("")
        summary.write_text("")
        environment |= {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "RUNNER_TEMP": str(runner_temp),
            "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])),
        }
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        script = tmp_path / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            [bash, "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=workspace,
            env={**kept, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        return Run(
            done.returncode,
            done.stdout.decode("utf-8"),
            dict(line.split("=", 1) for line in lines),
            summary.read_text(encoding="utf-8"),
        )

    return run


def test_action_reports_and_keeps_the_exit_code(run_action: Callable[..., Run], repo: Repo) -> None:
    shutil.copytree(ROOT / "examples", repo.path / "examples")
    # Modules of the workspace that the script would import if it were not started in isolation.
    for name in ("venv.py", "json.py", "secrets.py", "osaid_action.py", "pip.py"):
        repo.write(name, "raise SystemExit('imported from the workspace')\n")
    commit = repo.commit()

    good = run_action(repo.path, path="examples/complete", fail_on="incomplete")
    assert good.code == 0, good.log
    assert good.outputs["passed"] == "true"
    assert good.outputs["exit-code"] == "0"
    report = json.loads(Path(good.outputs["report"]).read_text(encoding="utf-8"))
    assert report["result"] == good.outputs["result"]
    assert report["target"]["commit"] == commit
    assert good.summary.startswith("## ")
    assert "Open Source AI Definition" in good.log

    bad = run_action(repo.path, path="examples/incomplete", rev="HEAD")
    assert bad.code == 1, bad.log
    assert bad.outputs["passed"] == "false"
    assert bad.outputs["result"] == "incomplete"
    assert bad.outputs["report"] != good.outputs["report"]
    assert "::error title=osaid::" in bad.log

    repo.git("rm", "--quiet", "examples/complete/evaluate.py")
    repo.commit()
    worse = run_action(repo.path, path="examples/complete", base=commit, fail_on="regression")
    assert worse.code == 1, worse.log
    assert "Against" in worse.summary


def test_action_takes_no_value_for_an_option_or_a_command(run_action: Callable[..., Run], repo: Repo) -> None:
    repo.commit({"README.md": "# Nothing\n"})
    for inputs in (
        {"path": "--help"},
        {"path": "$(touch pwned)"},
        {"rev": "--output=pwned"},
        {"policy": "'; touch pwned; '"},
        {"path": "github:owner/name"},
    ):
        run = run_action(repo.path, **inputs)
        assert run.code == 2, run.log
        assert run.outputs == {"passed": "false", "exit-code": "2"}
    assert not (repo.path / "pwned").exists()


def test_action_shows_commands_in_a_report_as_text(run_action: Callable[..., Run], repo: Repo) -> None:
    """A line of the log that begins with `::` is a command to the runner, unless those are stopped."""
    repo.commit({"osaid.toml": '[system]\nname = "::error::not from us"\n'})
    run = run_action(repo.path, fail_on="never")
    stop = re.search(r"^::stop-commands::([0-9a-f]{32})$", run.log, re.MULTILINE)
    assert stop
    inside = run.log[stop.end() : run.log.index(f"::{stop[1]}::")]
    assert "error::not from us" in inside
    assert "error::not from us" not in run.log.replace(inside, "")
