"""`git commit` stopped and let through by the hooks for real, under pre-commit and under prek."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from systems import MIT, TRAIN, whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hooked import Project, Runner

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="hooks are those of a POSIX shell")


def test_a_removed_part_stops_the_commit_and_says_what_to_do(project: Project) -> None:
    project.repo.git("rm", "--quiet", "evaluate.py")
    done = project.blocked("commit", "--message=x")
    said = [line.strip() for line in done.said[done.said.index("✗") :].splitlines()]
    assert said[:4] == [
        "✗ evaluate.py is gone",
        "C3 Validation and testing code was met, now unknown; without it fall: study, modify.",
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


def test_a_declared_file_that_moved_stops_nothing(project: Project) -> None:
    text = (project.path / "osaid.toml").read_text(encoding="utf-8")
    project.repo.write("osaid.toml", text + '\n[components.training-code]\npath = "train.py"\n')
    project.repo.git("add", "--all")
    project.passes("commit", "--message=declare it")
    project.repo.git("mv", "train.py", "learn.py")
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
    # What the other side took away is not this commit's doing; what is taken away besides is.
    project.repo.git("rm", "--quiet", "generate.py")
    project.blocked("commit", "--no-edit", words="✗ generate.py is gone")
    project.repo.git("checkout", "--quiet", "HEAD", "--", "generate.py")
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
    inner = Repo.at(outer.path / "trainer")
    inside = make_project("osaid-check", repo=inner)
    inner.git("rm", "--quiet", "train.py")
    inside.blocked("commit", "--message=x", words="✗ train.py is gone")
    outer.repo.git("rm", "--quiet", "--force", "trainer")
    outer.blocked("commit", "--message=x", words="✗")


def test_a_project_that_is_no_release_is_left_alone(make_project: Callable[..., Project]) -> None:
    plain = make_project("osaid-check", "osaid-manifest")
    plain.repo.write("README.md", "# Parsing toolkit\n\nA Python library that parses text.\n")
    plain.repo.write("parser.py", "def parse(text): ...\n")
    plain.repo.write("LICENSE", MIT)
    plain.repo.write("pyproject.toml", "[project]\nname = 'parser'\n")
    plain.repo.git("add", "--all")
    plain.passes("commit", "--message=first")
    plain.repo.write("LICENSE", "All rights reserved.\n")
    plain.repo.git("add", "--all")
    plain.passes("commit", "--message=second")


def test_a_range_is_judged_by_its_ends(project: Project, runner: Runner) -> None:
    """`--from-ref` and `--to-ref` are how the hook runs in continuous integration."""
    project.repo.git("rm", "--quiet", "evaluate.py")
    project.repo.git("commit", "--quiet", "--no-verify", "--message=x")
    for base, code in (("HEAD~1", 1), ("HEAD", 0)):
        done = project.run(runner.program, "run", "osaid-check", f"--from-ref={base}", "--to-ref=HEAD")
        assert done.code == code, done.said
        assert ("✗ evaluate.py is gone" in done.said) is bool(code)


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
