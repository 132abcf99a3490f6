"""What the hooks say of a problem, and which refs they are told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from systems import whole

from osaid_action.errors import UsageError
from osaid_action.flow import examine as check
from osaid_action.hooks import judged as hooks
from osaid_action.model import GATES
from osaid_action.report import hook

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitrepo import Repo

    from osaid_action.model import Report
    from osaid_action.repository.tree import Tree


def said(repo: Repo, fail_on: str = "regression") -> list[str]:
    """What the hook prints on what is staged."""

    def examine(tree: Tree, before: Tree | None = None) -> Report:
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
    assert any(line.startswith("✗ osaid.toml:6: components.model-card: 'CARD.md' is") for line in lines)
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


def test_what_a_merge_brings_in_is_not_its_doing(repo: Repo) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    repo.git("checkout", "--quiet", "-b", "feature")
    repo.commit({"notes.md": "More.\n"})
    repo.git("checkout", "--quiet", "main")
    repo.git("rm", "--quiet", "evaluate.py")
    repo.commit()
    repo.git("checkout", "--quiet", "feature")
    repo.git("merge", "--quiet", "--no-commit", "--no-ff", "main")
    assert said(repo) == []
    repo.git("rm", "--quiet", "train.py")
    assert said(repo)[0] == "✗ train.py is gone"


def test_what_the_remote_has_already_is_not_a_pushs_doing(repo: Repo, make_repo: Callable[..., Repo]) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    origin = make_repo("origin", "--bare")
    repo.git("remote", "add", "origin", origin.url)
    repo.git("checkout", "--quiet", "-b", "feature")
    was = repo.commit({"notes.md": "More.\n"})
    repo.git("push", "--quiet", "origin", "main", "feature")
    repo.git("checkout", "--quiet", "main")
    repo.git("rm", "--quiet", "evaluate.py")
    repo.commit()
    repo.git("push", "--quiet", "origin", "main")
    repo.git("checkout", "--quiet", "feature")
    repo.git("rebase", "--quiet", "main")

    def examine(tree: Tree, before: Tree | None = None) -> Report:
        return check.examine(tree, fail_on="regression", today="2026-11-23")

    def pushed() -> list[bool]:
        ref = hooks.Pushed("refs/heads/feature", repo.git("rev-parse", "HEAD"), was)
        return [one.report.gate.passed for one in hooks.pushed(str(repo), [ref], "origin", examine)]

    assert pushed() == [True]
    repo.git("rm", "--quiet", "train.py")
    repo.commit()
    assert pushed() == [False]


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


LIBRARY = "# Parsing toolkit\n\nA Python library that parses text.\n"


@pytest.mark.parametrize("fail_on", GATES)
def test_nothing_is_said_where_there_is_no_release(repo: Repo, fail_on: str) -> None:
    repo.write("README.md", LIBRARY)
    repo.git("add", "--all")
    assert said(repo, fail_on) == []
    repo.commit({"parse.py": "print(1)\n"})
    repo.commit({"notes.md": "More.\n"})
    assert said(repo, fail_on) == []


def test_an_empty_index_is_said_only_where_a_gate_was_asked_for(repo: Repo) -> None:
    repo.git("commit", "--quiet", "--allow-empty", "--message=x")
    assert said(repo) == []
    assert said(repo, "terms")[0] == "✗ nothing could be judged: there are no files"


def test_a_release_that_is_not_judged_any_more_is_said(repo: Repo) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    repo.git("rm", "--quiet", *(name for name in files if name != "LICENSE"))
    repo.write("README.md", LIBRARY)
    repo.git("add", "--all")
    lines = said(repo)
    at = next(n for n, line in enumerate(lines) if line.startswith("✗ What this is: was model, now none: "))
    assert lines[at + 1 : at + 3] == [
        "    It was judged as a release, and is not any more.",
        '    → Say which it is in osaid.toml: subject = "model", or "none".',
    ]


def test_what_cannot_be_read_stops_it_where_it_could_be_before(repo: Repo) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    repo.git("rm", "--quiet", "weights/model.safetensors")
    for name in list(files):
        if name.endswith((".py", ".md", ".yaml")):
            repo.write(name, f"# {name}, changed\n")
    repo.git("add", "--all")
    for name in list(files):
        if name.endswith((".py", ".md", ".yaml")):
            oid = repo.git("rev-parse", f":{name}")
            (repo.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    assert said(repo) == [
        "✗ nothing could be judged: 9 of 9 files of code and documents could not be read",
        "    → osaid check --verbose names them.",
        "To skip this once: git commit --no-verify",
    ]


def test_a_file_that_cannot_be_read_is_not_said_to_have_changed(repo: Repo) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    repo.write("train.py", str(files["train.py"]) + "\n")
    repo.git("add", "--all")
    oid = repo.git("rev-parse", ":train.py")
    (repo.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    lines = said(repo)
    assert any(line.startswith("✗ train.py: could not be established: ") for line in lines), lines
    assert not any("any more" in line for line in lines)
