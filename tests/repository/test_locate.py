"""Which repository holds a folder, and what it is called."""

from __future__ import annotations

import pytest
from gitrepo import Repo
from trees import opened, paths

from osaid_action.errors import UsageError
from osaid_action.repository.target import open_tree


@pytest.mark.parametrize("inside", [".git", ".git/hooks", ".git/refs/heads"])
def test_target_inside_git_itself(repo: Repo, inside: str) -> None:
    repo.commit({"a": "a"})
    with pytest.raises(UsageError, match=r"inside git's own folder: pass the folder that holds \.git"):
        open_tree(str(repo.path / inside))


def test_an_empty_git_folder_does_not_hide_the_repository_around_it(repo: Repo) -> None:
    repo.commit({"LICENSE": "1", "sub/a": "2"})
    (repo.path / "sub/.git").mkdir()
    with opened(repo.path / "sub") as tree:
        assert paths(tree) == ["a"]
        assert [entry.path for entry in tree.above] == ["../LICENSE"]


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/ada/model.git", "ada/model"),
        ("https://ada:ghp_SECRET@github.com/ada/model", "ada/model"),
        ("https://ghp_SECRET@host/model", "repo"),
        ("ssh://git:SECRET@host:22/ada/model.git/", "ada/model"),
        ("ssh://SECRET@host/model", "repo"),
        ("git@github.com:ada/model.git", "ada/model"),
        ("SECRET@host:model", "repo"),
        ("https://host/group/sub/model", "sub/model"),
        ("https://host/ada/model.git?token=SECRET", "ada/model"),
        ("https://host/ada/model#SECRET", "ada/model"),
        ("https://ada:SEC/RET@host/model", "repo"),
        ("file:///home/ada/model", "repo"),
        ("/home/ada/model", "repo"),
        ("../model", "repo"),
        ("C:\\ada\\model", "repo"),
        ("", "repo"),
    ],
)
def test_name(repo: Repo, url: str, name: str) -> None:
    repo.commit({"a": "1", "sub/b": "2"})
    repo.git("config", "remote.origin.url", url)
    with opened(repo) as tree:
        # Of a folder called "repo" the one above tells more.
        name = f"{repo.path.parent.name}/repo" if name == "repo" else name
        assert tree.name == name
        assert tree.at("HEAD").name == name
    with opened(repo.path / "sub") as tree:
        assert tree.name == "sub"
