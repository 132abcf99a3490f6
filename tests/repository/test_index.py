"""The index as a tree, also inside a hook."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import Repo
from trees import contents, opened

MakeRepo = Callable[..., Repo]
ROOT = Path(__file__).parents[2]


def test_staged_is_the_index(repo: Repo) -> None:
    repo.commit({"a": "1", "b": "1", "c": "1"})
    repo.write("a", "staged")
    repo.git("add", "a")
    repo.write("a", "not staged")
    repo.write("new", "untracked")
    repo.git("rm", "--quiet", "--cached", "b")
    (repo.path / "c").unlink()
    with opened(repo, staged=True) as tree:
        assert contents(tree) == {"a": b"staged", "c": b"1"}
        assert tree.dirty
        assert contents(tree.at("HEAD")) == {"a": b"1", "b": b"1", "c": b"1"}


DUMP = (
    "#!/bin/sh\nPYTHONPATH={root} exec {python} -c '"
    "from osaid_action.repository.target import open_tree as o\n"
    'with o("{target}", staged=True) as t: b = list(t.read_many(t.entries, 99))\n'
    'print([(e.path, x.data) for e, x in zip(t.entries, b)], file=open("{out}", "w"))\'\n'
)


@pytest.mark.parametrize("linked", [False, True])
def test_staged_inside_a_hook(repo: Repo, make_repo: MakeRepo, tmp_path: Path, linked: bool) -> None:
    elsewhere = make_repo("elsewhere")
    elsewhere.commit({"its": "own"})
    repo.commit({"a": "1", "b": "1"})
    where = repo
    if linked:
        repo.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
        where = Repo.at(tmp_path / "linked")
    hook = repo.write(".git/hooks/pre-commit")
    hook.chmod(0o755)
    out = tmp_path / "out"

    def seen(*commit: str, target: object = ".") -> str:
        hook.write_text(
            DUMP.format(root=ROOT, python=sys.executable, target=target, out=out), encoding="utf-8"
        )
        where.git("commit", "--quiet", "-m", "x", *commit)
        return out.read_text(encoding="utf-8").strip()

    where.write("a", "2")
    where.write("b", "2")
    where.git("add", "b")
    assert seen("a") == "[('a', b'2'), ('b', b'1')]"
    where.write("a", "3")
    assert seen() == "[('a', b'2'), ('b', b'2')]"
    assert seen("-a") == "[('a', b'3'), ('b', b'2')]"
    where.write("a", "4")
    assert seen("-a", target=elsewhere) == "[('its', b'own')]"
