"""The hooks, for real: `git commit` and `git push` stopped and let through by pre-commit and by prek."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from gitrepo import Repo
from systems import MIT, ROOT, TRAIN, whole

from osaid_action import __version__
from osaid_action import commands as cli
from osaid_action.errors import UsageError
from osaid_action.flow import examine as check
from osaid_action.hooks import judged as hooks
from osaid_action.report import hook

if TYPE_CHECKING:
    from collections.abc import Callable

    from osaid_action.model import Report
    from osaid_action.repository.tree import Tree

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="hooks are those of a POSIX shell")

RUNNERS = ("pre-commit", "prek")
DELIVERED = ("osaid_action", "pyproject.toml", "README.md", "LICENSE", "NOTICE", ".pre-commit-hooks.yaml")


class Done(NamedTuple):
    """What a git command left behind."""

    code: int
    said: str


def outside() -> dict[str, str]:
    """The environment without what would put this checkout before the package that the hook installed."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


class Project:
    """A repository with the hooks installed; `git` gives exit code and everything that was printed."""

    def __init__(self, repo: Repo, environment: dict[str, str]) -> None:
        self.repo = repo
        self.path = repo.path
        self.environment = environment

    def git(self, *args: str, wrap: tuple[str, ...] = (), **environment: str) -> Done:
        done = subprocess.run(
            [*wrap, "git", *args],
            cwd=self.path,
            env={**outside(), **self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        return Done(done.returncode, done.stdout.decode("utf-8", "replace"))

    def head(self, revision: str = "HEAD") -> str:
        return self.repo.git("rev-parse", revision)

    def at(self, path: Path) -> Project:
        """The same hooks in another work tree."""
        other = Repo.__new__(Repo)
        other.path = path
        return Project(other, self.environment)

    def blocked(self, *args: str, words: str = "", **environment: str) -> Done:
        """Run a git command that has to be stopped without a new commit."""
        before = self.head() if words != "first" else ""
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


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hook repository as it is published, and the runners' own folders: environments are made once."""
    folder = tmp_path_factory.mktemp("hooks")
    source = folder / "osaid"
    source.mkdir()
    for name in DELIVERED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, source / name)
    settings = folder / "gitconfig"
    settings.write_text("[user]\nname = Ada\nemail = ada@example.org\n", encoding="utf-8")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": str(settings)}
    for command in (
        ["init", "--quiet"],
        ["add", "--all"],
        ["commit", "--quiet", "--message=all"],
        ["tag", f"v{__version__}"],
    ):
        subprocess.run(["git", *command], cwd=source, env=environment, check=True)
    return folder


def config_of(homes: Path, *hook_ids: str, args: str = "") -> str:
    lines = ["repos:", f"  - repo: {(homes / 'osaid').as_uri()}", f"    rev: v{__version__}", "    hooks:"]
    for hook_id in hook_ids:
        lines += [f"      - id: {hook_id}"] + ([f"        args: {args}"] if args else [])
    return "\n".join(lines) + "\n"


def runner_command(name: str) -> Path:
    """The runner's program beside the Python that runs the tests; skips when it is not installed."""
    program = Path(sys.executable).parent / name
    if not program.exists():
        pytest.skip(f"{name} is not installed: pip install 'osaid[test]'")
    return program


@pytest.fixture(params=RUNNERS)
def make_project(
    request: pytest.FixtureRequest, homes: Path, make_repo: Callable[..., Repo]
) -> Callable[..., Project]:
    """Make a repository with hooks: `make_project("osaid-check", args="[--fail-on, incomplete]")`."""
    program = runner_command(request.param)
    environment = {
        "PRE_COMMIT_HOME": str(homes / "pre-commit"),
        "PREK_HOME": str(homes / "prek"),
        "PREK_NO_FAST_PATH": "1",
        "PATH": os.pathsep.join((str(program.parent), os.environ["PATH"])),
    }

    def make(*hook_ids: str, args: str = "", name: str = "project", repo: Repo | None = None) -> Project:
        project = Project(repo or make_repo(name), environment)
        project.repo.write(".pre-commit-config.yaml", config_of(homes, *hook_ids, args=args))
        kinds = [f"--hook-type={kind}" for kind in ("pre-commit", "pre-merge-commit", "pre-push")]
        done = subprocess.run(
            [program, "install", "--install-hooks", *kinds],
            cwd=project.path,
            env={**outside(), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        if done.returncode:
            pytest.fail(f"{request.param} could not make its environment:\n{done.stdout.decode()}")
        return project

    return make


@pytest.fixture
def project(make_project: Callable[..., Project]) -> Project:
    """A whole system with `osaid-check` and `osaid-manifest` installed, and one commit."""
    made = make_project("osaid-check", "osaid-manifest")
    for name, contents in whole().items():
        made.repo.write(name, contents)
    made.repo.git("add", "--all")
    made.passes("commit", "--quiet", "--message=first")
    return made


# ------------------------------------------------------------------ commits


def test_a_removed_part_stops_the_commit_and_says_what_to_do(project: Project) -> None:
    project.repo.git("rm", "--quiet", "evaluate.py")
    done = project.blocked("commit", "--message=x")
    said = [line.strip() for line in done.said[done.said.index("✗") :].splitlines()]
    assert said[:4] == [
        "✗ evaluate.py is gone",
        "C3 Validation and testing code was met, now unmet; without it fall: study, modify.",
        (
            "→ git restore --source=HEAD --staged --worktree evaluate.py, or say where it is: "
            "osaid declare evaluation-code PATH."
        ),
        "To skip this once: SKIP=osaid-check git commit",
    ]
    project.repo.git("restore", "--source=HEAD", "--staged", "--worktree", "evaluate.py")
    project.repo.write("notes.md", "Nothing.\n")
    project.repo.git("add", "--all")
    project.passes("commit", "--message=x")


def test_it_can_be_skipped_once(project: Project) -> None:
    project.repo.git("rm", "--quiet", "evaluate.py")
    project.passes("commit", "--message=x", SKIP="osaid-check")


def test_a_moved_file_is_named_with_its_new_place(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.path)
    text = (project.path / "osaid.toml").read_text(encoding="utf-8")
    project.repo.write("osaid.toml", text + '\n[components.training-code]\npath = "train.py"\n')
    project.repo.git("add", "--all")
    project.passes("commit", "--message=declare it")
    project.repo.git("mv", "train.py", "learn.py")
    done = project.blocked("commit", "--message=x", words="✗ train.py moved to learn.py")
    parts = ("training-code", "training-configuration")
    commands = " && ".join(f"osaid declare {part} learn.py" for part in parts)
    assert f"→ {commands}, then stage osaid.toml." in done.said
    for part in parts:
        assert cli.main(["declare", part, "learn.py"]) == 0
    project.repo.git("add", "osaid.toml")
    project.passes("commit", "--message=x")


def test_terms_made_worse_are_one_problem(project: Project) -> None:
    project.repo.write("LICENSE", MIT + "\nYou may not use it commercially.\n")
    project.repo.git("add", "--all")
    done = project.blocked("commit", "--message=x", words="✗ LICENSE: was MIT (osi-approved), now ")
    assert "T-C License of the code" in done.said
    assert "git diff --staged -- LICENSE" in done.said


def test_a_manifest_that_no_longer_holds_stops_the_commit(project: Project) -> None:
    project.repo.write("osaid.toml", '[components.wieghts]\npath = "x"\n')
    project.repo.git("add", "--all")
    done = project.blocked("commit", "--message=x", words="did you mean weights?")
    # Both hooks say it, each for itself: one of them may be the only one installed.
    assert "osaid.toml:1" in done.said


def test_a_commit_that_mends_a_broken_manifest_passes(project: Project) -> None:
    good = (project.path / "osaid.toml").read_text(encoding="utf-8")
    project.repo.write("osaid.toml", "[[data\n")
    project.repo.git("add", "--all")
    project.repo.git("commit", "--quiet", "--no-verify", "--message=broken")
    project.repo.write("osaid.toml", good)
    project.repo.git("add", "--all")
    project.passes("commit", "--message=x")


def test_first_commit_passes_and_strictness_is_an_argument(make_project: Callable[..., Project]) -> None:
    strict = make_project("osaid-check", args="[--fail-on, incomplete]")
    strict.repo.write("LICENSE", MIT)
    strict.repo.write("train.py", TRAIN)
    strict.repo.git("add", "--all")
    done = strict.git("commit", "--message=first")
    assert done.code != 0
    assert "✗ C5 Inference code: looked for, not found" in done.said
    assert "Without it fall: use, study, modify." in done.said
    for name, contents in whole().items():
        strict.repo.write(name, contents)
    strict.repo.git("add", "--all")
    strict.passes("commit", "--message=first")


def test_the_index_counts_and_not_the_work_tree(project: Project) -> None:
    # Staged bad, work tree clean.
    project.repo.git("rm", "--quiet", "--cached", "train.py")
    assert (project.path / "train.py").exists()
    project.blocked("commit", "--message=x", words="C2")
    project.repo.git("reset", "--quiet", "--hard")
    # Staged clean, work tree bad.
    project.repo.write("notes.md", "Nothing.\n")
    project.repo.git("add", "notes.md")
    (project.path / "train.py").unlink()
    project.passes("commit", "--message=x")
    assert not (project.path / "train.py").exists()


def test_partial_staging(project: Project) -> None:
    project.repo.write("train.py", "print('not yet')\n")
    project.repo.git("add", "train.py")
    project.repo.write("train.py", TRAIN)
    project.blocked("commit", "--message=x", words="✗ train.py")
    assert (project.path / "train.py").read_text(encoding="utf-8") == TRAIN
    project.repo.git("add", "train.py")
    project.repo.write("train.py", "print('not yet')\n")
    project.repo.write("notes.md", "Nothing.\n")
    project.repo.git("add", "notes.md")
    project.passes("commit", "--message=x")


def test_commit_all_and_commit_of_named_files(project: Project) -> None:
    """Git gives the hook an index of its own for these."""
    (project.path / "train.py").unlink()
    project.blocked("commit", "--all", "--message=x", words="C2")
    project.repo.write("notes.md", "Nothing.\n")
    project.repo.git("add", "notes.md")
    project.passes("commit", "--message=x", "notes.md")
    project.blocked("commit", "--message=x", "train.py", words="C2")


def test_amend(project: Project) -> None:
    project.repo.write("notes.md", "Nothing.\n")
    project.repo.git("add", "--all")
    project.passes("commit", "--message=x")
    project.passes("commit", "--amend", "--message=y")
    project.repo.git("rm", "--quiet", "train.py")
    project.blocked("commit", "--amend", "--message=z", words="C2")


def test_merge(project: Project) -> None:
    project.repo.git("switch", "--quiet", "--create=bad")
    project.repo.git("rm", "--quiet", "train.py")
    project.repo.git("commit", "--quiet", "--no-verify", "--message=bad")
    project.repo.git("switch", "--quiet", "--create=good", "main")
    project.repo.write("notes.md", "Nothing.\n")
    project.repo.git("add", "--all")
    project.passes("commit", "--message=good")
    project.repo.git("switch", "--quiet", "main")
    project.repo.write("more.md", "More.\n")
    project.repo.git("add", "--all")
    project.passes("commit", "--message=more")
    project.passes("merge", "--no-edit", "good")
    project.blocked("merge", "--no-edit", "bad", words="✗ train.py is gone")
    project.repo.git("merge", "--abort")


def test_merge_with_a_conflict(project: Project) -> None:
    project.repo.git("switch", "--quiet", "--create=other")
    project.repo.write("train.py", TRAIN.replace("epochs = 10", "epochs = 20"))
    project.repo.git("rm", "--quiet", "evaluate.py")
    project.repo.git("add", "--all")
    project.repo.git("commit", "--quiet", "--no-verify", "--message=other")
    project.repo.git("switch", "--quiet", "main")
    project.repo.write("train.py", TRAIN.replace("epochs = 10", "epochs = 30"))
    project.repo.git("add", "--all")
    project.passes("commit", "--message=main")
    project.repo.git("merge", "other", fail=True)
    project.repo.write("train.py", TRAIN)
    project.repo.git("add", "train.py")
    project.blocked("commit", "--no-edit", words="✗ evaluate.py is gone")
    project.repo.git("checkout", "--quiet", "HEAD", "--", "evaluate.py")
    project.passes("commit", "--no-edit")


def test_rebase(project: Project) -> None:
    """Git runs no hook for a commit that it replays, and one for what is committed by hand on the way."""
    project.repo.git("switch", "--quiet", "--create=topic")
    for name in ("a.md", "b.md"):
        project.repo.write(name, "Nothing.\n")
        project.repo.git("add", "--all")
        project.passes("commit", f"--message={name}")
    project.repo.git("switch", "--quiet", "main")
    project.repo.write("c.md", "Nothing.\n")
    project.repo.git("add", "--all")
    project.passes("commit", "--message=c")
    project.repo.git("switch", "--quiet", "topic")
    project.passes("rebase", "main")
    edit = {"GIT_SEQUENCE_EDITOR": "sed -i.bak -e '1s/^pick/edit/'"}
    project.passes("rebase", "--interactive", "HEAD~2", **edit)
    project.repo.git("rm", "--quiet", "train.py")
    project.blocked("commit", "--amend", "--no-edit", words="✗ train.py is gone")
    project.repo.git("reset", "--quiet", "--hard")
    project.passes("commit", "--amend", "--no-edit")
    project.passes("rebase", "--continue")


def test_cherry_pick(project: Project) -> None:
    project.repo.git("switch", "--quiet", "--create=other")
    project.repo.write("train.py", TRAIN.replace("epochs = 10", "epochs = 20"))
    project.repo.git("rm", "--quiet", "evaluate.py")
    project.repo.git("add", "--all")
    project.repo.git("commit", "--quiet", "--no-verify", "--message=other")
    project.repo.git("switch", "--quiet", "main")
    project.repo.write("train.py", TRAIN.replace("epochs = 10", "epochs = 30"))
    project.repo.git("add", "--all")
    project.passes("commit", "--message=main")
    project.repo.git("cherry-pick", "other", fail=True)
    project.repo.write("train.py", TRAIN)
    project.repo.git("add", "train.py")
    project.blocked("cherry-pick", "--continue", words="✗ evaluate.py is gone", GIT_EDITOR="true")
    project.repo.git("checkout", "--quiet", "HEAD", "--", "evaluate.py")
    project.passes("cherry-pick", "--continue", GIT_EDITOR="true")


def test_worktree(project: Project, tmp_path: Path) -> None:
    project.repo.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    side = project.at(tmp_path / "side")
    side.repo.git("rm", "--quiet", "train.py")
    side.blocked("commit", "--message=x", words="✗ train.py is gone")
    # The main work tree has an index of its own.
    project.passes("commit", "--allow-empty", "--message=x")


def test_submodules(make_project: Callable[..., Project], make_repo: Callable[..., Repo]) -> None:
    """Taking out the submodule that holds the trainer is worse; inside it the hooks work as well."""
    trainer = make_repo("trainer")
    trainer.commit(whole())
    files = {**whole(), "DATA.md": whole()["DATA.md"]}
    del files["train.py"]
    outer = make_project("osaid-check", name="outer")
    for name, contents in files.items():
        outer.repo.write(name, contents)
    outer.repo.git("submodule", "--quiet", "add", trainer.url, "trainer")
    outer.repo.git("add", "--all")
    outer.passes("commit", "--message=first")
    inner = Repo.__new__(Repo)
    inner.path = outer.path / "trainer"
    inside = make_project("osaid-check", repo=inner)
    inner.git("rm", "--quiet", "train.py")
    inside.blocked("commit", "--message=x", words="✗ train.py is gone")
    outer.repo.git("rm", "--quiet", "--force", "trainer")
    outer.blocked("commit", "--message=x", words="✗")


def test_a_project_that_is_no_release_is_left_alone(make_project: Callable[..., Project]) -> None:
    plain = make_project("osaid-check", "osaid-manifest")
    plain.repo.write("parser.py", "def parse(text): ...\n")
    plain.repo.write("LICENSE", MIT)
    plain.repo.write("pyproject.toml", "[project]\nname = 'parser'\n")
    plain.repo.git("add", "--all")
    plain.passes("commit", "--message=first")
    plain.repo.write("LICENSE", "All rights reserved.\n")
    plain.repo.git("add", "--all")
    plain.passes("commit", "--message=second")


def test_a_range_is_judged_by_its_ends(project: Project) -> None:
    """`--from-ref` and `--to-ref` are how the hook runs in continuous integration."""
    runner = "prek" if (project.path / ".git/hooks/pre-commit").read_text().count("prek") else "pre-commit"
    program = runner_command(runner)
    project.repo.git("rm", "--quiet", "evaluate.py")
    project.repo.git("commit", "--quiet", "--no-verify", "--message=x")
    for ends, code in ((("HEAD~1", "HEAD"), 1), (("HEAD", "HEAD"), 0)):
        done = subprocess.run(
            [program, "run", "osaid-check", f"--from-ref={ends[0]}", f"--to-ref={ends[1]}"],
            cwd=project.path,
            env={**outside(), **project.environment},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert ("✗ evaluate.py is gone" in done.stdout) is bool(code)


def test_a_warm_hook_needs_no_network(project: Project) -> None:
    cut_off = ("unshare", "--map-root-user", "--net")
    if shutil.which("unshare") is None or subprocess.run([*cut_off, "true"], check=False).returncode:
        pytest.skip("unshare can't take the network away here")
    project.repo.git("rm", "--quiet", "evaluate.py")
    done = project.git("commit", "--message=x", wrap=cut_off)
    assert done.code != 0
    assert "✗ evaluate.py is gone" in done.said
    project.repo.git("reset", "--quiet", "--hard")
    project.repo.write("osaid.toml", f"{whole()['osaid.toml']}# changed\n")
    project.repo.git("add", "--all")
    assert project.git("commit", "--message=x", wrap=cut_off).code == 0


# ------------------------------------------------------------------ pushes


@pytest.fixture
def pushing(make_project: Callable[..., Project], make_repo: Callable[..., Repo]) -> Project:
    """A whole system with `osaid-push` installed, one commit, and an empty remote."""
    made = make_project("osaid-push")
    remote = make_repo("remote", "--bare")
    made.repo.commit(whole())
    made.repo.git("remote", "add", "origin", remote.url)
    return made


def stopped(project: Project, *args: str, words: str) -> None:
    done = project.git("push", *args)
    assert done.code != 0, done.said
    assert words in done.said, done.said
    assert "To skip this once: SKIP=osaid-push git push" in done.said


def test_push_of_what_is_worse_is_stopped(pushing: Project) -> None:
    pushing.passes("push", "--set-upstream", "origin", "main")
    pushing.repo.git("rm", "--quiet", "train.py")
    pushing.repo.commit()
    stopped(pushing, words="✗ train.py is gone")
    pushing.repo.write("train.py", TRAIN)
    pushing.repo.commit()
    pushing.passes("push")


def test_push_judges_what_is_pushed_and_not_the_work_tree(pushing: Project) -> None:
    pushing.passes("push", "origin", "main")
    pushing.repo.git("switch", "--quiet", "--create=bad")
    pushing.repo.git("rm", "--quiet", "train.py")
    pushing.repo.commit()
    # The bad branch is checked out, and the good one is pushed.
    pushing.repo.git("branch", "good", "main")
    pushing.repo.git("switch", "--quiet", "good")
    pushing.repo.write("notes.md", "Nothing.\n")
    pushing.repo.commit()
    pushing.repo.git("switch", "--quiet", "bad")
    pushing.passes("push", "origin", "good")
    # The good branch is checked out, and the bad one is pushed.
    pushing.repo.git("switch", "--quiet", "main")
    stopped(pushing, "origin", "bad", words="✗ train.py is gone")


def test_first_push_to_an_empty_remote(pushing: Project) -> None:
    pushing.repo.git("rm", "--quiet", "train.py")
    pushing.repo.commit()
    # There is nothing to be worse than.
    pushing.passes("push", "origin", "main")


def test_strict_first_push_judges_the_commit(
    make_project: Callable[..., Project], make_repo: Callable[..., Repo]
) -> None:
    made = make_project("osaid-push", args="[--fail-on, incomplete]")
    made.repo.git("remote", "add", "origin", make_repo("remote", "--bare").url)
    made.repo.commit({"LICENSE": MIT, "train.py": TRAIN})
    made.repo.git("switch", "--quiet", "--create=whole")
    made.repo.commit(whole())
    stopped(made, "origin", "main", words="✗ C5 Inference code")
    made.passes("push", "origin", "whole")


def test_deleted_branches_and_tags(pushing: Project) -> None:
    pushing.passes("push", "origin", "main", "main:refs/heads/other")
    pushing.passes("push", "origin", ":other")
    pushing.repo.git("tag", "--annotate", "--message=1.0", "v1.0")
    pushing.passes("push", "origin", "v1.0")
    pushing.repo.git("tag", "a-file", pushing.head("HEAD:train.py"))
    pushing.passes("push", "origin", "v1.0", "--force")
    pushing.repo.git("rm", "--quiet", "train.py")
    pushing.repo.commit()
    pushing.repo.git("tag", "v1.1")
    stopped(pushing, "origin", "v1.1", words="✗ train.py is gone")


def with_git_hook(repo: Repo) -> None:
    """Put `osaid hook push` of this checkout where git looks for its pre-push hook."""
    text = f'exec env PYTHONPATH="{ROOT}" "{sys.executable}" -m osaid_action hook push "$@"'
    repo.write(".git/hooks/pre-push", f"#!/bin/sh\n{text}\n").chmod(0o755)


def several_refs(project: Project) -> Done:
    """Push a good branch, a bad one and a tag of a file in one go; the bad one has to stop it."""
    project.passes("push", "origin", "main")
    repo = project.repo
    repo.git("switch", "--quiet", "--create=a-good")
    repo.write("notes.md", "Nothing.\n")
    repo.commit()
    repo.git("tag", "a-file", project.head("HEAD:train.py"))
    repo.git("switch", "--quiet", "--create=bad", "main")
    repo.git("rm", "--quiet", "train.py")
    repo.commit()
    repo.git("switch", "--quiet", "main")
    done = project.git("push", "origin", "a-good", "bad", "a-file")
    assert done.code != 0, done.said
    assert "bad, against" in done.said
    assert "a-good, against" not in done.said
    project.passes("push", "origin", "a-good", "a-file")
    project.passes("push", "origin", ":a-good")
    return done


def test_git_alone_hands_over_every_ref(make_repo: Callable[..., Repo]) -> None:
    """Without a runner, `osaid hook push` is git's own hook and judges each of several refs."""
    repo = make_repo("alone")
    repo.commit(whole())
    repo.git("remote", "add", "origin", make_repo("remote", "--bare").url)
    with_git_hook(repo)
    assert "To skip this once: git push --no-verify" in several_refs(Project(repo, {})).said


def test_a_runner_keeps_gits_own_hook_and_so_every_ref_is_judged(
    make_project: Callable[..., Project], make_repo: Callable[..., Repo]
) -> None:
    """A runner tells its hooks of one ref; a hook that was there before it was installed hears of all."""
    repo = make_repo("project")
    with_git_hook(repo)
    project = make_project("osaid-push", repo=repo)
    repo.commit(whole())
    repo.git("remote", "add", "origin", make_repo("remote", "--bare").url)
    several_refs(project)


# ------------------------------------------------------------------ what is said


def said(repo: Repo, fail_on: str = "regression") -> list[str]:
    """What the hook prints on what is staged."""

    def examine(tree: Tree) -> Report:
        return check.examine(tree, fail_on=fail_on, today="2026-11-23")

    return hook.render(hooks.staged(str(repo), examine), "git commit --no-verify").splitlines()


def test_one_file_that_several_items_rest_on_is_one_problem(repo: Repo) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    assert said(repo) == []
    repo.git("rm", "--quiet", "DATA.md")
    first, items, mend, skip = said(repo)
    assert first == "✗ DATA.md is gone"
    for item in ("D1", "D2", "D3", "T-D"):
        assert f"{item} " in items
    assert items.endswith("fall: study, modify, use, share.")
    assert "osaid declare data-documentation PATH." in mend
    assert skip == "To skip this once: git commit --no-verify"


def test_what_is_edited_away_is_said_with_its_last_place(repo: Repo) -> None:
    repo.commit(whole())
    repo.write("train.py", "print('not yet')\n")
    repo.git("add", "--all")
    assert said(repo)[0] == "✗ train.py:14: not seen there any more: optimizer step, and gradients at line 13"


def test_an_expired_waiver_and_a_broken_declaration(repo: Repo) -> None:
    repo.commit(whole())
    waiver = '[[waivers]]\nitem = "D1"\nreason = "r"\nby = "b"\nuntil = 2020-01-01\n'
    text = '[components.model-card]\npath = "CARD.md"\n\n' + waiver
    repo.write("osaid.toml", str(whole()["osaid.toml"]) + text)
    repo.git("add", "--all")
    lines = said(repo)
    assert any(line.startswith("✗ osaid.toml:5: components.model-card: 'CARD.md' is") for line in lines)
    assert "    → osaid declare model-card PATH, then stage osaid.toml." in lines
    assert any(line.startswith("✗ osaid.toml:8: the waiver of D1 by b ended on 2020-01-01") for line in lines)
    assert "    → osaid waive D1 --reason WHY --by WHO --until DATE, then stage osaid.toml." in lines


@pytest.mark.parametrize("name", ["evil\x1b[31m.py", "a b'c.py", "::error::x.py", "\u202egnp.py"])
def test_names_cannot_act_on_a_terminal_or_a_log(repo: Repo, name: str) -> None:
    files = whole()
    del files["osaid.toml"]
    files[name] = files.pop("train.py")
    repo.commit(files)
    repo.git("rm", "--quiet", f"./{name}")
    text = "\n".join(said(repo))
    assert "is gone" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\n::" not in text.replace(" ::", "\n::")


def test_every_problem_takes_three_lines_at_most(repo: Repo) -> None:
    repo.commit(whole())
    for name in (*whole(), "weights"):
        repo.git("rm", "--quiet", "-r", "--ignore-unmatch", "--", name)
    repo.write("README.md", "# Tiny\n\nA small language model, its weights.\n")
    repo.write("model.py", str(whole()["model.py"]))
    repo.git("add", "--all")
    for strictness in ("regression", "review"):
        *lines, last = said(repo, strictness)
        assert last.startswith("To skip this once")
        starts = [n for n, line in enumerate(lines) if line.startswith("✗ ")]
        assert starts[0] == 0
        ends = [*starts[1:], len(lines)]
        assert all(end - start <= 3 for start, end in zip(starts, ends, strict=True))
        assert len({lines[start] for start in starts}) == len(starts)


ZEROS = "0" * 40
ONE, TWO = "1" * 40, "2" * 40


def test_refs_of_lines() -> None:
    lines = [
        f"refs/heads/main {ONE} refs/heads/main {TWO}\n",
        f"refs/heads/new {ONE} refs/heads/new {ZEROS}\n",
        f"(delete) {ZEROS} refs/heads/old {TWO}\n",
        f"refs/notes/commits {ONE} refs/notes/commits {TWO}\n",
        f"HEAD~1 {ONE} refs/heads/x {'0' * 64}\n",
    ]
    assert hooks.refs_of({}, lines) == [
        hooks.Pushed("refs/heads/main", ONE, TWO),
        hooks.Pushed("refs/heads/new", ONE),
        hooks.Pushed("HEAD~1", ONE),
    ]


@pytest.mark.parametrize(
    ("environment", "ref"),
    [
        ({"PRE_COMMIT_FROM_REF": ONE, "PRE_COMMIT_TO_REF": TWO}, hooks.Pushed(TWO, TWO, ONE)),
        ({"PRE_COMMIT_LOCAL_BRANCH": "refs/heads/a"}, hooks.Pushed("refs/heads/a", "refs/heads/a")),
        ({}, hooks.Pushed("HEAD", "HEAD")),
    ],
)
def test_refs_of_a_runner(environment: dict[str, str], ref: hooks.Pushed) -> None:
    assert hooks.refs_of({"PRE_COMMIT": "1", **environment}, ["not read"]) == [ref]


def test_lines_that_are_not_gits() -> None:
    with pytest.raises(UsageError, match="pre-push"):
        hooks.refs_of({}, ["what is this\n"])
