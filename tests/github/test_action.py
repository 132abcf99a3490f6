"""The action from event to comment, in this process: real events, real git, a GitHub that checks requests."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from fake_github import CONTRACT, FakeGitHub, Fault
from jsonschema import Draft202012Validator
from systems import whole

pytest.importorskip("github")

from osaid_action import schema
from osaid_action.github import action, events
from osaid_action.github import api as github
from osaid_action.report import commands

if TYPE_CHECKING:
    from gitrepo import Repo

TOKEN = "ghs_secret"


def payload(name: str, **changes: Any) -> dict[str, Any]:
    """One of GitHub's example events, with a repository and commits of ours."""
    text = (CONTRACT / "events" / f"{name}.json").read_text("utf-8")
    value: dict[str, Any] = json.loads(text.replace("Codertocat/Hello-World", "acme/model"))
    for path, inner in changes.items():
        table = value
        *parents, last = path.split("__")
        for key in parents:
            table = table[key]
        table[last] = inner
    return value


def pull_request(base: str, head: str, name: str = "synchronize", fork: bool = False) -> dict[str, Any]:
    owner = "eve" if fork else "acme"
    return payload(
        f"pull_request.{name}",
        number=7,
        pull_request__number=7,
        pull_request__base__sha=base,
        pull_request__head__sha=head,
        pull_request__head__repo__full_name=f"{owner}/model",
        pull_request__base__repo__full_name="acme/model",
    )


class Run(NamedTuple):
    code: int
    log: str
    outputs: dict[str, str]
    summary: str

    @property
    def commands(self) -> list[str]:
        """What the runner would take for a command; nothing between stop-commands and its end."""
        lines, word = [], None
        for line in self.log.splitlines():
            if word is None and (stop := re.fullmatch(r"::stop-commands::(\w+)", line)):
                word = stop[1]
            elif word is not None:
                word = None if line == f"::{word}::" else word
            elif re.match(r"\s*::|.*##\[", line):
                lines.append(line)
        return lines


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[FakeGitHub]:
    with FakeGitHub(tmp_path / "server") as one:
        yield one
        assert not one.violations


@pytest.fixture
def run(
    tmp_path: Path, fake: FakeGitHub, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Run]:
    """Run the action in a workspace; inputs by their names with underscores."""
    client = github.GitHub

    def quick(token: str, repository: str, api: str) -> github.GitHub:
        return client(token, repository, api, timeout=2, patience=8.0, pause=0.01)

    monkeypatch.setattr(github, "GitHub", quick)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")

    def once(workspace: Path, event: str, value: Any, sha: str = "", **inputs: str) -> Run:
        for name in ("output", "summary"):
            (tmp_path / name).write_text("")
        (tmp_path / "event.json").write_text(value if isinstance(value, str) else json.dumps(value))
        environment = {
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_EVENT_NAME": event,
            "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
            "GITHUB_OUTPUT": str(tmp_path / "output"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            "GITHUB_REPOSITORY": "acme/model",
            "GITHUB_API_URL": fake.url,
            "GITHUB_SERVER_URL": fake.url,
            "GITHUB_SHA": sha,
            "GITHUB_JOB": "osaid",
            "RUNNER_TEMP": str(tmp_path / "runner"),
            "OSAID_TOKEN": TOKEN,
            **{f"OSAID_{name.upper()}": words for name, words in inputs.items()},
        }
        code = action.main(environment)
        log = capsys.readouterr().out
        assert TOKEN not in log
        found = re.findall(
            r"^([\w-]+)<<(\w+)\n(.*?)\n\2$",
            (tmp_path / "output").read_text("utf-8"),
            re.MULTILINE | re.DOTALL,
        )
        outputs = {name: words for name, _, words in found}
        assert outputs["exit-code"] == str(code)
        return Run(code, log, outputs, (tmp_path / "summary").read_text("utf-8"))

    return once


@pytest.fixture
def system(repo: Repo) -> tuple[Repo, str]:
    """A whole system and its commit."""
    return repo, repo.commit(whole())


def server_of(repo: Repo, tmp_path: Path) -> None:
    """The same repository where the fake serves it."""
    (tmp_path / "server" / "acme").mkdir(parents=True, exist_ok=True)
    repo.git(
        "clone",
        "--quiet",
        "--bare",
        "--no-local",
        str(repo.path),
        str(tmp_path / "server" / "acme" / "model.git"),
    )


def test_comment_over_five_pushes(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    fake.merge_base = base

    def push(files: dict[str, str | bytes], *gone: str) -> Run:
        for name in gone:
            repo.git("rm", "--quiet", name)
        head = repo.commit(files)
        return run(repo.path, "pull_request", pull_request(base, head))

    training = whole()["train.py"]
    created = push({}, "train.py")
    assert (created.code, created.outputs["delta"]) == (1, "worse")
    assert json.loads(created.outputs["missing"]) == ["C2"]
    assert any(
        line.startswith("::error file=osaid.toml,line=1,title=osaid C2::") for line in created.commands
    )
    [one] = fake.comments.values()
    assert created.outputs["comment-url"] == one["html_url"]
    assert (
        "▼ **C2** Training code with arguments and settings: was met by `train.py`, now missing"
        in one["body"]
    )

    edited = push({"train.py": str(training).partition("optimizer =")[0]})
    assert edited.code == 1
    assert "Comment: edited" in edited.log
    after_edit = one["body"]
    assert edited.outputs["comment-url"] == one["html_url"]

    writes = len(fake.writes())
    unchanged = push({"notes.md": "Nothing to do with it.\n"})
    assert "Comment: unchanged" in unchanged.log
    assert unchanged.outputs["comment-url"] == one["html_url"]
    assert (len(fake.writes()), one["body"]) == (writes, after_edit)

    worse = push({}, "evaluate.py")
    assert json.loads(worse.outputs["missing"]) == ["C2", "C3"]
    assert "**C3**" in one["body"].partition("changes")[2].partition("| |")[0]

    fixed = push({"train.py": training, "evaluate.py": whole()["evaluate.py"]})
    assert (fixed.code, fixed.outputs["delta"], fixed.outputs["missing"]) == (0, "none", "[]")
    assert "Nothing of what the Definition asks for." in one["body"]
    assert list(fake.comments.values()) == [one]


def test_nothing_is_posted_where_nothing_changed(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    fake.merge_base = base
    head = repo.commit({"notes.md": "x"})
    value = pull_request(base, head)
    assert run(repo.path, "pull_request", value).outputs["comment-url"] == ""
    assert run(repo.path, "pull_request", value, comment="failure").outputs["comment-url"] == ""
    assert run(repo.path, "pull_request", value, comment="never").outputs["comment-url"] == ""
    assert not fake.comments
    assert run(repo.path, "pull_request", value, comment="always").outputs["comment-url"]
    assert len(fake.comments) == 1


def test_systems_of_one_repository_have_a_comment_each(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo
) -> None:
    both = {f"{folder}/{name}": text for folder in ("a", "b") for name, text in whole().items()}
    fake.merge_base = base = repo.commit(both)
    repo.git("rm", "--quiet", "a/train.py", "b/evaluate.py")
    value = pull_request(base, repo.commit())
    for _ in range(2):
        for folder in ("a", "b"):
            run(repo.path, "pull_request", value, path=folder)
    assert len(fake.comments) == 2
    assert ["**C2**" in c["body"] for c in fake.comments.values()] == [True, False]


def test_merge_commit_is_compared_with_its_first_parent(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    """What landed on the base since the branch began is no doing of the branch."""
    repo, start = system
    repo.git("switch", "--quiet", "--create", "branch")
    head = repo.commit({"notes.md": "x"})
    repo.git("switch", "--quiet", "main")
    repo.git("rm", "--quiet", "evaluate.py")
    repo.commit()
    repo.git("merge", "--quiet", "--no-edit", "branch")
    done = run(repo.path, "pull_request", pull_request(start, head))
    assert (done.code, done.outputs["delta"]) == (0, "none")
    assert not any("/compare/" in request.path for request in fake.requests)


def test_branch_checkout_is_compared_with_the_merge_base(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, start = system
    repo.git("switch", "--quiet", "--create", "branch")
    head = repo.commit({"notes.md": "x"})
    repo.git("switch", "--quiet", "main")
    repo.git("mv", "train.py", "elsewhere.py")
    tip = repo.commit({"more.md": "x"})
    repo.git("switch", "--quiet", "branch")
    fake.merge_base = start
    assert run(repo.path, "pull_request", pull_request(tip, head)).outputs["delta"] == "none"
    assert any(request.path.endswith(f"/compare/{tip}...{head}") for request in fake.requests)


def test_base_is_fetched_for_a_checkout_of_depth_one(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path
) -> None:
    fake.merge_base = base = repo.commit({f"models/one/{name}": text for name, text in whole().items()})
    repo.git("rm", "--quiet", "models/one/train.py")
    head = repo.commit()
    server_of(repo, tmp_path)
    checkout = repo.clone(tmp_path / "checkout", "--depth=1")
    before = (checkout.path / ".git" / "config").read_text()
    done = run(checkout.path, "pull_request", pull_request(base, head), path="models/one")
    assert (done.code, done.outputs["delta"]) == (1, "worse")
    assert "was met by `train.py`, now missing" in done.summary
    asked = [request for request in fake.requests if "git-upload-pack" in request.path]
    assert asked
    assert {request.token for request in asked} == {TOKEN}
    # Nothing is left in the checkout: not the commit, not a setting.
    assert (checkout.path / ".git" / "config").read_text() == before
    checkout.git("cat-file", "-e", base, fail=True)


def test_folder_that_the_base_had_not_yet(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path
) -> None:
    fake.merge_base = base = repo.commit({"README.md": "# Models\n"})
    head = repo.commit({f"models/one/{name}": text for name, text in whole().items()})
    server_of(repo, tmp_path)
    checkout = repo.clone(tmp_path / "checkout", "--depth=1")
    for workspace in (repo.path, checkout.path):
        done = run(workspace, "pull_request", pull_request(base, head), path="models/one")
        assert (done.code, done.outputs["delta"]) == (0, "better"), done.log


def test_base_of_a_partial_clone_is_read_whole(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path
) -> None:
    fake.merge_base = base = repo.commit(whole())
    head = repo.commit({"train.py": "print('a trainer no more')\n"})
    server_of(repo, tmp_path)
    checkout = repo.clone(tmp_path / "checkout", "--filter=blob:none")
    done = run(checkout.path, "pull_request", pull_request(base, head))
    assert "was met by `train.py`, now missing" in done.summary


def test_checkout_of_the_base_is_no_verdict_on_the_change(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    repo.git("switch", "--quiet", "--create", "branch")
    repo.git("rm", "--quiet", "train.py")
    head = repo.commit()
    fake.merge_base = base
    value = pull_request(base, head)
    assert run(repo.path, "pull_request_target", value).outputs["delta"] == "worse"
    repo.git("switch", "--quiet", "main")
    done = run(repo.path, "pull_request_target", value)
    assert (done.code, done.outputs["delta"]) == (0, "unknown")
    assert "checks out the base itself" in done.summary


def test_faults_of_the_manifest_are_shown_at_their_lines(run: Callable[..., Run], repo: Repo) -> None:
    repo.commit({"models/osaid.toml": '[policy]\nterms = "lax"\n\n[unknown]\n'})
    done = run(repo.path, "workflow_dispatch", payload("workflow_dispatch"), path="models")
    assert done.code == 2
    assert [line.partition(",title")[0] for line in done.commands] == [
        "::error file=models/osaid.toml,line=2",
        "::error file=models/osaid.toml,line=4",
    ]


@pytest.mark.parametrize("reason", ["offline", "gone", "no-git"])
def test_base_that_cannot_be_had_is_said(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path, reason: str
) -> None:
    base = repo.commit(whole())
    head = repo.commit({"notes.md": "x"})
    checkout = repo.clone(tmp_path / "checkout", "--depth=1").path
    fake.merge_base = base
    if reason == "no-git":
        checkout = tmp_path / "plain"
        for name, text in whole().items():
            path = checkout / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    value = pull_request(base, head)
    done = run(checkout, "pull_request", value, offline="true" if reason == "offline" else "false")
    assert (done.code, done.outputs["delta"]) == (0, "unknown")
    assert "Not known: the base could not be read" in done.summary
    assert any("What got worse could not be established" in line for line in done.commands)
    assert bool(fake.requests) == (reason != "offline")


def test_pushes(run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]) -> None:
    repo, before = system
    repo.git("rm", "--quiet", "evaluate.py")
    after = repo.commit()
    worse = run(repo.path, "push", payload("push", before=before, after=after, deleted=False, created=False))
    assert (worse.code, worse.outputs["delta"]) == (0, "worse")
    assert "Gate: never, the default for push." in worse.log
    assert "### What this push changes" in worse.summary
    assert not fake.comments
    new = run(repo.path, "push", payload("push", before="0" * 40, after=after, created=True, deleted=False))
    assert (new.code, new.outputs["delta"]) == (0, "unknown")
    assert "nothing was on this branch before" in new.log
    assert run(repo.path, "push", payload("push", before=before, after=after), fail_on="regression").code == 1
    forced = run(repo.path, "push", payload("push", before="d" * 40, after=after, deleted=False))
    assert (forced.code, forced.outputs["delta"]) == (0, "unknown")
    assert run(repo.path, "push", payload("push", before=before, after="0" * 40, deleted=True)).code == 0


@pytest.mark.parametrize(
    ("event", "name", "gate"),
    [
        ("merge_group", "merge_group", "never"),
        ("workflow_dispatch", "workflow_dispatch", "never"),
        ("schedule", "workflow_dispatch", "never"),
        ("workflow_run", "workflow_run", "never"),
        ("pull_request", "pull_request.opened", "regression"),
        ("release", "release", "terms"),
        ("push", "push.tag", "terms"),
        ("push", "push", "never"),
        ("something_new", "push", "never"),
    ],
)
def test_default_gate_of_each_event(
    run: Callable[..., Run], repo: Repo, event: str, name: str, gate: str
) -> None:
    head = repo.commit({"README.md": "# A parser\n"})
    done = run(repo.path, event, payload(name), head)
    assert done.code == 0, done.log
    assert f"Gate: {gate}, the default for" in done.log
    assert done.outputs["result"] == "not-applicable"


@pytest.mark.parametrize(
    ("event", "name", "inputs", "looks"),
    [
        ("schedule", "push", {}, True),
        ("release", "release", {}, True),
        ("push", "push.tag", {}, True),
        ("push", "push", {}, False),
        ("pull_request", "pull_request.opened", {}, False),
        ("push", "push", {"online": "true"}, True),
        ("schedule", "push", {"online": "false"}, False),
        ("schedule", "push", {"offline": "true"}, False),
    ],
)
def test_when_places_elsewhere_are_looked_at(
    run: Callable[..., Run],
    repo: Repo,
    monkeypatch: pytest.MonkeyPatch,
    event: str,
    name: str,
    inputs: dict[str, str],
    looks: bool,
) -> None:
    """A host that is not allowed is refused without a request."""
    weights = 'weights = { at = "https://example.org/model.safetensors#sha256=' + "a" * 64 + '" }'
    manifest = f"[system]\nname = 'M'\n[components]\n{weights}\n"
    head = repo.commit({"osaid.toml": manifest, "README.md": "# M\n"})
    done = run(repo.path, event, payload(name), head, fail_on="never", **inputs)
    assert done.code == 0, done.log
    report = json.loads(Path(done.outputs["report"]).read_text("utf-8"))
    assert any("not looked at this time" in limit for limit in report["limits"]) is looks
    before, _, progress = done.log.partition("[1/1] https://example.org/")
    assert bool(progress) is looks
    if looks:
        word = re.findall(r"^::stop-commands::(\w+)$", before, re.MULTILINE)[-1]
        assert f"\n::{word}::\n" not in before and f"\n::{word}::\n" in progress
    [place] = report["elsewhere"] or [{"why": ""}]
    assert ("example.org" in place["why"]) is looks, place


def test_merge_group_is_compared_with_its_base(run: Callable[..., Run], system: tuple[Repo, str]) -> None:
    repo, base = system
    repo.git("rm", "--quiet", "train.py")
    head = repo.commit()
    value = payload("merge_group", merge_group__base_sha=base, merge_group__head_sha=head)
    assert run(repo.path, "merge_group", value).outputs["delta"] == "worse"


def test_gate_of_input_manifest_and_require(run: Callable[..., Run], repo: Repo) -> None:
    files = whole()
    del files["train.py"]
    files["osaid.toml"] = '[policy]\nfail-on = "incomplete"\n' + str(files["osaid.toml"])
    repo.commit(files)
    value = payload("workflow_dispatch")
    by_manifest = run(repo.path, "workflow_dispatch", value)
    assert (by_manifest.code, "Gate: incomplete, the manifest's." in by_manifest.log) == (1, True)
    by_input = run(repo.path, "workflow_dispatch", value, fail_on="never")
    assert (by_input.code, "Gate: never, the input." in by_input.log) == (0, True)
    assert run(repo.path, "workflow_dispatch", value, fail_on="never", require="osaid").code == 1
    assert run(repo.path, "workflow_dispatch", value, fail_on="never", require="P1 T-P").code == 0
    assert run(repo.path, "workflow_dispatch", value, fail_on="never", require="P1, C2").code == 1


def test_manifest_of_another_name(run: Callable[..., Run], repo: Repo) -> None:
    files = whole()
    files["conf/ours.toml"] = '[system]\nname = "Ours"\n'
    repo.commit(files)
    value = payload("workflow_dispatch")
    assert "Ours" in run(repo.path, "workflow_dispatch", value, manifest="conf/ours.toml").summary
    wrong = run(repo.path, "workflow_dispatch", value, manifest="no.toml")
    assert (wrong.code, wrong.commands) == (2, ["::error title=osaid::no manifest 'no.toml' in this tree"])


def test_release_is_the_tagged_commit(run: Callable[..., Run], fake: FakeGitHub, repo: Repo) -> None:
    tagged = repo.commit(whole())
    repo.git("tag", "--annotate", "--message=1", "v1")
    repo.git("rm", "--quiet", "train.py")
    head = repo.commit()
    fake.add_release("v1")
    value = payload("release", release__tag_name="v1")
    done = run(repo.path, "release", value, head, attach="true")
    assert done.code == 0, done.log
    report = json.loads(Path(done.outputs["report"]).read_text("utf-8"))
    assert (report["target"]["commit"], report["target"]["dirty"]) == (tagged, False)
    assert [asset["name"] for asset in fake.releases["v1"]] == ["osaid-report.json", "osaid-report.md"]
    writes = len(fake.writes())
    assert "nothing new" in run(repo.path, "release", value, head, attach="true").log
    assert len(fake.writes()) == writes
    repo.git("tag", "v2")
    bad = run(repo.path, "push", payload("push.tag", ref="refs/tags/v2"), head, attach="true")
    assert bad.code == 1
    assert any(
        "could not be attached to the release: there is no release of v2" in line for line in bad.commands
    )


def test_release_that_is_not_in_the_checkout_is_fetched(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path
) -> None:
    repo.commit(whole())
    repo.git("tag", "v1")
    repo.git("rm", "--quiet", "train.py")
    repo.commit()
    server_of(repo, tmp_path)
    checkout = repo.clone(tmp_path / "checkout", "--depth=1", "--no-tags")
    done = run(checkout.path, "release", payload("release", release__tag_name="v1"))
    assert (done.code, done.outputs["missing"]) == (0, "[]")


def test_files_named_as_released_have_to_be_there(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo
) -> None:
    files = whole()
    del files["weights/model.safetensors"]
    at = f"{fake.url}/acme/model/releases/download/v1/model.safetensors".replace(
        fake.url, "https://github.com"
    )
    files["osaid.toml"] = f'{files["osaid.toml"]}\n[components.weights]\nat = "{at}"\nlicense = "MIT"\n'
    repo.commit(files)
    repo.git("tag", "v1")
    value = payload("release", release__tag_name="v1")
    monkey = pytest.MonkeyPatch()
    place = action._place
    monkey.setattr(action, "_place", lambda *a: place(*a)._replace(server="https://github.com"))
    try:
        fake.add_release("v1")
        lacking = run(repo.path, "release", value)
        assert lacking.code == 1
        assert "weights: the release v1 has no file model.safetensors" in lacking.log + lacking.summary
        fake.add_asset("v1", "model.safetensors", b"x")
        assert run(repo.path, "release", value).code == 0
        fake.faults.append(Fault("GET", "/releases/", 500, times=99))
        blind = run(repo.path, "release", value)
        assert blind.code == 0
        assert any("The files of the release could not be looked at" in line for line in blind.commands)
    finally:
        monkey.undo()


@pytest.mark.parametrize("kind", ["fork", "dependabot"])
def test_tokens_that_only_read(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str], kind: str
) -> None:
    repo, base = system
    fake.merge_base, fake.reads_only = base, True
    repo.git("rm", "--quiet", "train.py")
    value = pull_request(base, repo.commit(), fork=kind == "fork")
    if kind == "dependabot":
        value["sender"]["login"] = "dependabot[bot]"
    done = run(repo.path, "pull_request", value)
    assert (done.code, done.outputs["delta"], done.outputs["comment-url"]) == (1, "worse", "")
    assert "was met by `train.py`" in done.summary
    notices = [line for line in done.commands if line.startswith("::notice title=osaid::")]
    assert len(notices) == 1
    assert "a token that only reads" in notices[0]
    assert not any(line.startswith("::warning title=osaid::") for line in done.commands)


FAULTS = [
    Fault("POST", "/comments$", 401, message="Bad credentials", times=99),
    Fault("POST", "/comments$", 403, message="Resource not accessible by integration", times=99),
    Fault("POST", "/comments$", 404, message="Not Found", times=99),
    Fault("POST", "/comments$", 409, times=99),
    Fault("POST", "/comments$", 410, times=99),
    Fault("POST", "/comments$", 422, times=99),
    Fault("POST", "/comments$", 429, {"Retry-After": "3600"}, times=99),
    Fault("POST", "/comments$", 403, message="You have exceeded a secondary rate limit", times=99),
    Fault("POST", "/comments$", 500, times=99),
    Fault("POST", "/comments$", 502, body="<html>", times=99),
    Fault("POST", "/comments$", 201, body="<html>", times=99),
    Fault("POST", "/comments$", kind="reset", times=99),
    Fault("GET", ".", 500, times=99),
    Fault("GET", ".", 200, body="not json", times=99),
    Fault("GET", "/comments$", kind="silence", times=99),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda f: f"{f.method}-{f.status or f.kind}")
def test_no_fault_changes_the_verdict_or_loses_the_report(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str], fault: Fault
) -> None:
    repo, base = system
    fake.merge_base = base
    repo.git("rm", "--quiet", "train.py")
    fake.faults.append(Fault(**vars(fault)))
    done = run(repo.path, "pull_request", pull_request(base, repo.commit()))
    assert (done.code, done.outputs["delta"], done.outputs["result"]) == (1, "worse", "incomplete")
    assert (done.outputs["comment-url"], done.outputs["missing"]) == ("", '["C2"]')
    assert "was met by `train.py`" in done.summary
    assert json.loads(Path(done.outputs["report"]).read_text("utf-8"))["result"] == "incomplete"
    [warning] = [line for line in done.commands if line.startswith("::warning title=osaid::")]
    assert "The comment could not be written: " in warning
    assert not fake.comments


def test_reports_are_where_the_outputs_say(run: Callable[..., Run], system: tuple[Repo, str]) -> None:
    repo, _ = system
    value = payload("workflow_dispatch")
    done = run(repo.path, "workflow_dispatch", value, json="out/report.json", sarif="out/report.sarif")
    assert Path(done.outputs["report"]) == repo.path / "out" / "report.json"
    report = json.loads(Path(done.outputs["report"]).read_text("utf-8"))
    Draft202012Validator(schema.load("report")).validate(report)
    assert json.loads(Path(done.outputs["report-sarif"]).read_text("utf-8"))["version"] == "2.1.0"
    assert Path(done.outputs["report-markdown"]).read_text("utf-8").startswith("## ")


@pytest.mark.parametrize(
    ("inputs", "said"),
    [
        ({"path": "../elsewhere"}, "path: '../elsewhere' is not inside the workspace"),
        ({"path": "/"}, "path: '/' is not inside the workspace"),
        ({"path": "nowhere"}, "path: there is no folder 'nowhere' in the workspace"),
        ({"json": "../report.json"}, "report: '../report.json' is not inside the workspace"),
        ({"fail_on": "always"}, "fail-on: 'always' is none of never, regression,"),
        ({"policy": "lax"}, "policy: 'lax' is none of strict, working"),
        ({"comment": "yes"}, "comment: 'yes' is none of changes,"),
        ({"summary": "yes"}, "summary: 'yes' is none of true, false"),
        ({"require": "C9"}, "require: 'C9' is none of osaid,"),
        ({"rev": "-x"}, "not a revision: '-x'"),
    ],
)
def test_wrong_inputs_are_named(
    run: Callable[..., Run], system: tuple[Repo, str], inputs: dict[str, str], said: str
) -> None:
    done = run(system[0].path, "workflow_dispatch", payload("workflow_dispatch"), **inputs)
    assert done.code in {2, 3}
    assert done.outputs["passed"] == "false"
    assert any(said in line for line in done.commands), done.log


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', "[" * 100_000, '{"pull_request": 3}'])
def test_events_that_are_none(run: Callable[..., Run], system: tuple[Repo, str], text: str) -> None:
    for event in ("pull_request", "push", "release", "merge_group", "workflow_run"):
        done = run(system[0].path, event, text, system[1])
        assert done.code == 0, done.log
        assert done.outputs["result"] == "complete"


def test_every_example_event_is_read() -> None:
    for path in sorted((CONTRACT / "events").glob("*.json")):
        event = path.name.partition(".")[0]
        context = events.read({"GITHUB_EVENT_NAME": event}, json.loads(path.read_text("utf-8")))
        assert context.event == event
        assert context.base or context.unknown
    assert events.read({}, {}).gate == "never"


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


# ------------------------------------------------------------------ the recipe for forks


def reported(run: Callable[..., Run], fake: FakeGitHub, repo: Repo, base: str) -> dict[str, Any]:
    """What the first workflow leaves behind."""
    fake.reads_only, fake.merge_base = True, base
    repo.git("rm", "--quiet", "train.py")
    done = run(repo.path, "pull_request", pull_request(base, repo.commit(), fork=True))
    fake.reads_only = False
    value: dict[str, Any] = json.loads(Path(done.outputs["report"]).read_text("utf-8"))
    return value


def finished(head: str) -> dict[str, Any]:
    return payload(
        "workflow_run",
        workflow_run__head_sha=head,
        workflow_run__head_branch="patch",
        workflow_run__head_repository__owner__login="eve",
    )


def test_report_of_a_fork_is_posted_by_the_second_workflow(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str], tmp_path: Path
) -> None:
    repo, base = system
    report = reported(run, fake, repo, base)
    report["items"][0]["title"] = "Certified by the OSI"
    workspace = tmp_path / "second"
    workspace.mkdir()
    (workspace / "osaid-report.json").write_text(json.dumps(report))
    pull = fake.example("get /repos/{owner}/{repo}/pulls")[0]
    pull["number"] = 9
    pull["head"] |= {"label": "eve:patch", "sha": "c" * 40}
    fake.pulls.append(pull)

    done = run(workspace, "workflow_run", finished("c" * 40), report="osaid-report.json")
    assert done.code == 0, done.log
    [one] = fake.comments.values()
    assert one["issue_url"].endswith("/issues/9")
    assert "was met by `train.py`, now missing" in one["body"]
    assert "not checked again" in one["body"]
    assert "Certified" not in one["body"]
    assert done.outputs["comment-url"] == one["html_url"]

    # The commit is no longer the branch's: nothing is written.
    gone = run(workspace, "workflow_run", finished("d" * 40), report="osaid-report.json")
    assert (gone.code, len(fake.comments)) == (0, 1)
    assert any("no open pull request is at the commit" in line for line in gone.commands)


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "nul", '{"items": []}', "[" * 100_000, "x" * 5_000_001, '{"schema_version": "1.0"}'],
)
def test_report_of_a_fork_that_is_none_is_refused(
    run: Callable[..., Run], fake: FakeGitHub, tmp_path: Path, text: str
) -> None:
    workspace = tmp_path / "second"
    workspace.mkdir()
    (workspace / "r.json").write_text(text)
    done = run(workspace, "workflow_run", finished("c" * 40), report="r.json")
    assert done.code == 2
    assert done.commands[0].startswith("::error title=osaid::the report ")
    assert not fake.requests
    lost = run(workspace, "workflow_run", finished("c" * 40), report="../r.json")
    assert lost.code == 2


def test_read_back_report_has_the_same_comment(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    from osaid_action.github import received
    from osaid_action.report import json as as_json

    repo, base = system
    text = json.dumps(reported(run, fake, repo, base))
    again = received.read(text.encode())
    first = json.loads(text)
    second = as_json.as_dict(again)
    for key in ("target", "result", "policy", "delta", "gate", "limits", "problems"):
        assert second[key] == first[key], key
    assert [i["status"] for i in second["items"]] == [i["status"] for i in first["items"]]
