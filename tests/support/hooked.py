"""Repositories with the hooks in them, installed by pre-commit and by prek from this checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from gitrepo import Repo
from program import installing
from systems import ROOT, whole

from osaid_action import __version__

RUNNERS = ("pre-commit", "prek")
HOOKS = ("osaid-check", "osaid-manifest", "osaid-push")
DELIVERED = (
    "osaid_action",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
    "NOTICE",
    ".pre-commit-hooks.yaml",
)


class Done(NamedTuple):
    """What a git command left behind."""

    code: int
    said: str


class Project:
    """A repository with hooks; `git` gives exit code and everything that was printed."""

    def __init__(self, repo: Repo, environment: dict[str, str]) -> None:
        self.repo = repo
        self.path = repo.path
        self.environment = environment

    def run(self, *command: str | Path, **environment: str) -> Done:
        """Run a program in the repository, out of reach of the checkout that the tests run in."""
        mine = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        done = subprocess.run(
            command,
            cwd=self.path,
            env={**mine, **self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"))

    def git(self, *args: str, wrap: tuple[str, ...] = (), **environment: str) -> Done:
        return self.run(*wrap, "git", *args, **environment)

    def head(self, revision: str = "HEAD") -> str:
        return self.repo.git("rev-parse", revision)

    def at(self, path: Path) -> Project:
        """The same hooks in another work tree."""
        return Project(Repo.at(path), self.environment)

    def blocked(self, *args: str, words: str = "", **environment: str) -> Done:
        """Run a git command that has to be stopped without a new commit."""
        before = self.head()
        done = self.git(*args, **environment)
        assert done.code != 0, done.said
        assert words in done.said, done.said
        assert "Traceback" not in done.said
        assert self.head() == before
        return done

    def passes(self, *args: str, **environment: str) -> Done:
        """Run a git command that has to go through, without a word from the hook."""
        done = self.git(*args, **environment)
        assert done.code == 0, done.said
        assert "✗" not in done.said
        return done


class Runner:
    """pre-commit or prek, with a folder of its own for the environments that it makes."""

    def __init__(self, name: str, source: Path, home: Path) -> None:
        self.name = name
        self.program = program_of(name)
        self.source = source
        self.ready = home / "ready"
        self.environment = {
            "PRE_COMMIT_HOME": str(home),
            "PREK_HOME": str(home),
            "PREK_NO_FAST_PATH": "1",
            # Else a process goes on in the background and asks the index for a newer pip.
            "VIRTUALENV_NO_PERIODIC_UPDATE": "1",
            # prek asks for uv, and finds the one beside it.
            "PATH": os.pathsep.join((str(self.program.parent), os.environ["PATH"])),
            **installing("hooks"),
        }

    def prepare(self) -> None:
        """Make `ready`: a whole system with the hooks and one commit, which tests take copies of."""
        project = Project(Repo(self.ready), self.environment)
        self.configure(project, *HOOKS)
        self.install(project)
        self.configure(project, "osaid-check", "osaid-manifest")
        for name, contents in whole().items():
            project.repo.write(name, contents)
        project.repo.git("add", "--all")
        project.passes("commit", "--quiet", "--message=first")

    def configure(self, project: Project, *hook_ids: str, args: str = "") -> None:
        """Write the file that names the hooks."""
        lines = ["repos:", f"  - repo: {self.source.as_uri()}", f"    rev: v{__version__}", "    hooks:"]
        for hook_id in hook_ids:
            lines += [f"      - id: {hook_id}"] + ([f"        args: {args}"] if args else [])
        project.repo.write(".pre-commit-config.yaml", "\n".join(lines) + "\n")

    def install(self, project: Project) -> None:
        """Put the runner where git looks for its hooks; the environment is made when there is none."""
        kinds = [f"--hook-type={kind}" for kind in ("pre-commit", "pre-merge-commit", "pre-push")]
        done = project.run(self.program, "install", "--install-hooks", *kinds)
        if done.code:
            pytest.fail(f"{self.name} could not make its environment:\n{done.said}")

    def copy_to(self, project: Project) -> None:
        """The same as `install`, without starting a program: nothing in the files is of one repository."""
        shutil.copytree(self.ready / ".git" / "hooks", project.path / ".git" / "hooks", dirs_exist_ok=True)


def program_of(runner: str) -> Path:
    """A runner's program beside the Python that runs the tests; skips when it is not installed."""
    program = Path(sys.executable).parent / runner
    if not program.exists():
        pytest.skip(f"{runner} is not installed: pip install 'osaid[test]'")
    return program


def publish(folder: Path) -> None:
    """Make the repository that the hooks are installed from, as it is published."""
    source = Repo(folder)
    for name in DELIVERED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source.path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source.path / name)
    source.commit()
    source.git("tag", f"v{__version__}")
