"""Repositories with hooks: the runners make their environments once in a session."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from hooked import RUNNERS, Project, Runner, publish
from once import once
from systems import whole
from turns import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(params=in_turn(RUNNERS, parts=2))
def runner(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """pre-commit or prek: one of them is of this week, the other is with what is slow."""
    source = once(tmp_path_factory, "published", publish)

    def at(home: Path) -> Runner:
        return Runner(request.param, source, home)

    return at(once(tmp_path_factory, request.param, lambda home: at(home).prepare()))


@pytest.fixture
def make_project(runner: Runner, make_repo: Callable[..., Repo]) -> Callable[..., Project]:
    """Make a repository with hooks: `make_project("osaid-check", args="[--fail-on, incomplete]")`."""

    def make(*hook_ids: str, args: str = "", name: str = "project", repo: Repo | None = None) -> Project:
        project = Project(repo or make_repo(name), runner.environment)
        runner.configure(project, *hook_ids, args=args)
        if repo:
            runner.install(project)
        else:
            runner.copy_to(project)
        return project

    return make


@pytest.fixture
def project(runner: Runner, tmp_path: Path) -> Project:
    """A whole system with `osaid-check` and `osaid-manifest`, and one commit."""
    return Project(Repo.at(shutil.copytree(runner.ready, tmp_path / "project")), runner.environment)


@pytest.fixture
def pushing(make_project: Callable[..., Project], make_repo: Callable[..., Repo]) -> Project:
    """A whole system with `osaid-push`, one commit, and an empty remote."""
    made = make_project("osaid-push")
    made.repo.commit(whole())
    made.repo.git("remote", "add", "origin", make_repo("remote", "--bare").url)
    return made
