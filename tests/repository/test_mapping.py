"""A tree of names and bytes: the same as one on disk, and no name that a tree could not hold."""

from __future__ import annotations

import os
import sys

import pytest
from gitrepo import Repo
from hypothesis import given, settings
from hypothesis import strategies as st
from trees import contents, paths, reason

from osaid_action.errors import UsageError
from osaid_action.evidence import probes
from osaid_action.repository.listing import LINK, Entry
from osaid_action.repository.mapping import tree_of
from osaid_action.repository.target import open_tree

FILES = {
    "src/train.py": b"import torch\n",
    "LICENSE": b"MIT",
    "empty": b"",
    "dép\udcff": b"\xff\0",
    ".gitignore": b"",
}


_PARTS = ["a", "b", "é", "a\\b", "C:", "\udcff", "\ud800", "\0", "", ".", "..", ".git", ".gIt"]
_PATHS = st.lists(st.sampled_from(_PARTS), max_size=3).map("/".join)


def test_what_is_given_is_what_is_read() -> None:
    with tree_of(FILES, "acme/tiny") as tree:
        assert contents(tree) == FILES
        assert paths(tree) == sorted(FILES, key=os.fsencode)
        assert tree.sizes(tree.entries) == [len(FILES[path]) for path in paths(tree)]
        assert (tree.name, tree.commit, tree.dirty, tree.limits) == ("acme/tiny", None, False, ())
        assert (tree.git, tree.on_disk, tree.above, tree.identity()) == (None, False, (), None)
        assert tree.gaps == 0
        with pytest.raises(UsageError, match="acme/tiny is not in a git repository"):
            tree.at("HEAD")


def test_no_more_is_read_than_was_asked_for() -> None:
    tree = tree_of({"a": b"x" * 100}, "a")
    [entry] = tree.entries
    for limit in (0, 1, 99, 100, 101):
        blob = tree.read(entry, limit)
        assert (blob.data, blob.size, blob.truncated) == (b"x" * min(limit, 100), 100, limit < 100)


def test_what_is_not_there_says_so() -> None:
    tree = tree_of({"a/b": b"1"}, "x")
    strangers = [Entry("a"), Entry("../a"), Entry("/etc/passwd"), Entry("a/b", LINK)]
    assert tree.sizes(strangers) == [None] * 4
    assert [blob.data for blob in tree.read_many(strangers, 9)] == [None] * 4
    assert tree.gaps == 4
    assert tree_of({}, "x").entries == ()


def test_what_comes_later_to_the_mapping_is_not_in_the_tree() -> None:
    files = {"a": b"1"}
    tree = tree_of(files, "x")
    files.clear()
    assert contents(tree) == {"a": b"1"}


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/etc/passwd",
        "//host/a",
        "a//b",
        "a/",
        ".",
        "./a",
        "..",
        "../a",
        "a/../b",
        "a/..",
        ".git",
        ".git/config",
        "a/.git/hooks/x",
        ".GIT/config",
        "a\0b",
        "\0",
        "\ud800",
        "\udcc3\udca9",
        "a/b/c",
    ],
)
def test_names_that_no_tree_holds(path: str) -> None:
    with pytest.raises(UsageError) as caught:
        tree_of({"a/b": b"1", path: b"2"}, "x")
    assert repr(path) in str(caught.value)


@settings(max_examples=200, deadline=None, database=None)
@given(st.dictionaries(_PATHS, st.binary(max_size=4), max_size=4))
def test_any_names_are_held_or_refused(files: dict[str, bytes]) -> None:
    try:
        tree = tree_of(files, "x")
    except UsageError:
        return
    assert contents(tree) == files
    for path in files:
        assert not {"", ".", "..", ".git", ".gIt", "\0", "\ud800"} & set(path.split("/"))


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_probes_see_the_same_as_on_disk(repo: Repo) -> None:
    for path, data in FILES.items():
        repo.write(path, data)
    with open_tree(str(repo)) as there, tree_of(FILES, "repo") as here:
        seen = [probes.survey(tree) for tree in (there, here)]
        found = [probes.run(one) for one in seen]
        assert found[0] == found[1]
        assert (seen[0].limits, seen[0].unreadable) == (seen[1].limits, seen[1].unreadable)


def test_entries_of_other_kinds_say_what_they_are(repo: Repo) -> None:
    repo.commit({"a": "a"})
    (repo.path / "link").symlink_to("a")
    with open_tree(str(repo)) as tree:
        assert reason(tree, "link") == "a symbolic link, not followed"
