"""The log: annotations at their places, and no text of a repository that commands the runner."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from action_run import Run
from events import payload, pull_request
from fake_github import FakeGitHub
from systems import whole

from osaid_action.report import commands

if TYPE_CHECKING:
    from gitrepo import Repo


def test_faults_of_the_manifest_are_shown_at_their_lines(run: Callable[..., Run], repo: Repo) -> None:
    repo.commit({"models/osaid.toml": '[policy]\nterms = "lax"\n\n[unknown]\n'})
    done = run(repo.path, "workflow_dispatch", payload("workflow_dispatch"), path="models")
    assert done.code == 2
    assert [line.partition(",title")[0] for line in done.commands] == [
        "::error file=models/osaid.toml,line=2",
        "::error file=models/osaid.toml,line=4",
    ]


HOSTILE = "@ada #1 [x](https://e.example) <img src=x> `a` **b** \u202e\u200b | ::error::no %0A::warning::no"


def test_hostile_names_change_nothing_but_themselves(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo
) -> None:
    folder = "::error::pwn @ada #1 |`x` <b> %0A::set-output name=passed::true"
    files = whole()
    training = files.pop("train.py")
    files[f"{folder}/train.py"] = training
    files["osaid.toml"] = f'{files["osaid.toml"]}\n[system]\nname = "{HOSTILE[:40]}"\n'.replace("\u202e", "")
    fake.merge_base = base = repo.commit(files)
    (repo.path / folder / "train.py").unlink()
    value = pull_request(base, repo.commit({"LICENSE": f"# {HOSTILE}\n\nYou may not use it. {HOSTILE}\n"}))
    done = run(repo.path, "pull_request", value)
    assert done.code == 1
    [one] = fake.comments.values()
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", one["body"])
    assert "@ada" not in outside
    assert not re.search(r"<(?!/?(details|summary|sub)>|!-- osaid)", outside)
    assert "\u202e" not in one["body"]
    for line in done.commands:
        assert re.match(r"::(error|warning|notice) [^:]*::", line), line
        assert "\n" not in line
    assert done.outputs["passed"] == "false"
    assert not any("set-output" in line and line.startswith("::set-output") for line in done.commands)


def test_command_escapes_what_would_end_it() -> None:
    line = commands.command("error", "a\r\n::b%", title="x,y:z", path="a,b:c.py", line=3)
    assert line == "::error file=a%2Cb%3Ac.py,line=3,title=x%2Cy%3Az::a  \\x3a:b%25"
