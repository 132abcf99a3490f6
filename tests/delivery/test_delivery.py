"""The action, the hook and the image agree with the program. What the action does: tests/github."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from osaid_action import commands as cli
from osaid_action import model
from osaid_action.flow import exits
from osaid_action.github import inputs
from osaid_action.manifest import wiring

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from gitrepo import Repo

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
DELIVERED = ("action.yml", ".pre-commit-hooks.yaml", "Dockerfile", ".dockerignore")


@pytest.mark.parametrize("name", DELIVERED)
def test_github_inputs_are_never_read_from_the_environment(name: str) -> None:
    """act sets INPUT_* in the steps of a composite action, GitHub does not."""
    assert "INPUT_" not in (ROOT / name).read_text(encoding="utf-8")


def test_package_never_reads_github_inputs() -> None:
    for path in (ROOT / "osaid_action").rglob("*.py"):
        assert "INPUT_" not in path.read_text(encoding="utf-8"), path


def test_every_input_goes_through_the_environment_and_nothing_into_the_script() -> None:
    [step] = STEPS
    assert step["shell"] == "bash"
    assert "${{" not in step["run"]
    for name in ACTION["inputs"]:
        assert step["env"][f"OSAID_{name.upper().replace('-', '_')}"] == f"${{{{ inputs.{name} }}}}"
    others = set(step["env"]) - {f"OSAID_{name.upper().replace('-', '_')}" for name in ACTION["inputs"]}
    assert others == {"MSYS2_ARG_CONV_EXCL"}


def test_program_takes_the_inputs_with_their_defaults() -> None:
    given = {
        f"OSAID_{name.upper().replace('-', '_')}": str(row["default"])
        for name, row in ACTION["inputs"].items()
    }
    assert inputs.read(given) == inputs.Inputs(token=ACTION["inputs"]["token"]["default"])
    assert {name.replace("-", "_") for name in ACTION["inputs"]} == set(inputs.Inputs._fields)


def test_outputs_are_written() -> None:
    modules = (ROOT / "osaid_action" / "github").glob("*.py")
    program = "".join(path.read_text(encoding="utf-8") for path in modules)
    for name, output in ACTION["outputs"].items():
        assert output["value"] == f"${{{{ steps.check.outputs.{name} }}}}"
        assert f'"{name}"' in program


@pytest.mark.parametrize(("name", "extras"), [("base", []), ("online", ["hub"])])
def test_action_installs_only_what_is_pinned_with_hashes(name: str, extras: list[str]) -> None:
    """Run `make pins` after a change to the dependencies."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\w)", text.partition("make pins\n")[2].strip())
    pinned = set()
    for entry in entries:
        found = re.match(
            r"([\w.-]+)==[\w.]+(?: ; [^\\]+)? \\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+$", entry
        )
        assert found, entry
        pinned.add(found[1].lower())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"]]
    asked += [one for extra in extras for one in project["optional-dependencies"][extra]]
    assert {re.split(r"[<>=; ]", one)[0].lower().replace("_", "-") for one in asked} <= pinned


def test_inputs_and_outputs_are_described_with_the_programs_words() -> None:
    assert set(model.GATES) <= set(re.findall(r"[\w-]+", ACTION["inputs"]["fail-on"]["description"]))
    assert set(model.POLICIES) <= set(re.findall(r"[\w-]+", ACTION["inputs"]["policy"]["description"]))
    assert set(model.RESULTS) <= set(re.findall(r"[\w-]+", ACTION["outputs"]["result"]["description"]))


def test_how_to_lists_inputs_and_outputs() -> None:
    how_to = (ROOT / "docs" / "how-to" / "github.md").read_text(encoding="utf-8")
    section = how_to.partition("## Use the GitHub Action")[2].partition("\n## ")[0]
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
    assert run_hook(repo)[0] == exits.OK
    repo.git("rm", "--quiet", "evaluate.py")
    code, said = run_hook(repo)
    assert code == exits.NOT_MET
    assert "C3" in said


def test_hook_passes_where_there_is_no_ai_system(repo: Repo) -> None:
    repo.commit({"README.md": "# A parser\n", "parser.py": "def parse(text): ...\n"})
    repo.write("parser.py", "def parse(text): return text\n")
    repo.git("add", "--all")
    assert run_hook(repo)[0] == exits.OK


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
