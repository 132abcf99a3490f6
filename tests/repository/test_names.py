"""Names that no program expects, from disk, the index and commits."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
from gitrepo import Repo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trees import contents, opened, paths

STRANGE = [
    b"new\nline",
    b"tab\there",
    b'quo"te',
    b"-rf",
    b":(glob)*",
    b"\xff\xfe",
    b"\xc3\xa9",
    b" lead",
    b"a\\b",
    b"?? x",
]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_strange_names(repo: Repo) -> None:
    for name in (*STRANGE, b":(glob)folder/" + STRANGE[5]):
        path = Path(repo.path / os.fsdecode(name))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name)
    expected = {os.fsdecode(name): name for name in (*STRANGE, b":(glob)folder/" + STRANGE[5])}

    def check(folder: Path) -> None:
        with opened(folder) as tree:
            assert contents(tree) == expected

    check(repo.path)  # untracked
    repo.commit()
    check(repo.path)
    for options in ({"staged": True}, {"revision": "HEAD"}):
        with opened(repo, **options) as tree:
            assert contents(tree) == expected
            assert paths(tree) == sorted(expected)
    for name in STRANGE:
        (repo.path / os.fsdecode(name)).write_bytes(name * 2)
    with opened(repo) as tree:
        assert contents(tree)["new\nline"] == b"new\nline" * 2
    with opened(repo.path / ":(glob)folder") as tree:
        assert contents(tree) == {os.fsdecode(STRANGE[5]): b":(glob)folder/" + STRANGE[5]}
    shutil.rmtree(repo.path / ".git")
    with opened(repo) as tree:
        assert set(paths(tree)) == set(expected)


NAME = st.binary(min_size=1, max_size=12).filter(
    lambda name: (
        not set(name) & {0, 0x2F} and name.lower() not in (b".", b"..") and b"git" not in name.lower()
    )
)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@settings(
    max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.sets(st.lists(NAME, min_size=1, max_size=2).map(tuple), min_size=1, max_size=5))
def test_any_name(tmp_path_factory: pytest.TempPathFactory, names: set[tuple[bytes, ...]]) -> None:
    repo = Repo(tmp_path_factory.mktemp("names"))
    folders = {name[0] for name in names if len(name) == 2}
    wanted = {os.fsdecode(b"/".join(name)) for name in names if len(name) == 2 or name[0] not in folders}
    for name in wanted:
        repo.write(name, os.fsencode(name))
    repo.git("add", "--all")
    expected = {name: os.fsencode(name) for name in wanted}
    with opened(repo) as tree:
        assert contents(tree) == expected
    with opened(repo, staged=True) as tree:
        assert contents(tree) == expected
