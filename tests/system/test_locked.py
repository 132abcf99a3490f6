"""What a check makes of a lock: what was seen there counts, dated; what was not is never missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from jsonschema.validators import Draft202012Validator
from locks import COMMIT, OTHER, SEEN, part
from systems import whole

from osaid_action import model, schema
from osaid_action.definition import load
from osaid_action.flow import recall
from osaid_action.flow.examine import examine
from osaid_action.manifest.read import ConfigError
from osaid_action.model import Evidence, Part, Report, Seen
from osaid_action.report import json as as_json
from osaid_action.report import markdown as as_markdown
from osaid_action.report import text as as_text
from osaid_action.report.problems import rows
from osaid_action.repository.cache import Cache
from osaid_action.repository.target import open_tree
from osaid_action.system.lock import render

if TYPE_CHECKING:
    from pathlib import Path


def examined(repo: Repo, entries: list[Seen], at: str = "github:acme/trainer@v1", more: str = "") -> Report:
    """The report on a whole system whose training code is elsewhere."""
    files = whole()
    del files["train.py"]
    files["osaid.toml"] = f'{files["osaid.toml"]}\n[components.training-code]\nat = "{at}"\n{more}'
    if entries:
        files["osaid.lock"] = render(entries)
    repo.commit(files)
    with open_tree(str(repo)) as tree:
        return examine(tree, today="2026-11-23", fail_on="terms")


def item(report: Report, name: str) -> model.Item:
    return next(one for one in report.items if one.id == name)


CONFIGURED = replace(
    SEEN, parts=(*SEEN.parts, replace(SEEN.parts[0], component="training-configuration", outcome="found"))
)


def test_without_a_lock_nothing_is_verified(repo: Repo) -> None:
    report = examined(repo, [])
    assert (item(report, "C2").status, report.result) == ("external", "undetermined")
    assert [(p.place, p.state) for p in report.elsewhere] == [("github:acme/trainer@v1", "unverified")]


def test_what_the_lock_saw_is_met_and_dated(repo: Repo) -> None:
    report = examined(repo, [CONFIGURED])
    assert item(report, "C2").status == "met"
    assert item(report, "C2").evidence[0].path == f"github:acme/trainer@{COMMIT[:10]}#train.py"
    assert report.elsewhere[0].why.startswith(
        "seen 2026-11-01, 22 days ago, by other rules, 2026.11.1: run osaid lock"
    )
    assert report.result == "complete"
    [reference] = next(c for c in report.components if c.id == "training-code").references
    assert reference.verified


def test_code_without_its_settings(repo: Repo) -> None:
    assert item(examined(repo, [SEEN]), "C2").status in {"partial", "needs-review", "met"}


@pytest.mark.parametrize(
    "at", ["github:acme/trainer@v2", "github:acme/trainer", "github:acme/trainer@v1#src"]
)
def test_an_entry_for_another_place_is_ignored_and_said(repo: Repo, at: str) -> None:
    report = examined(repo, [CONFIGURED], at)
    assert item(report, "C2").status == "external"
    assert [p.state for p in report.elsewhere] == ["unverified", "ignored"]


def test_an_entry_that_does_not_tell_of_the_component(repo: Repo) -> None:
    report = examined(repo, [part(component="weights")])
    assert item(report, "C2").status == "external"
    assert "does not tell of training-code there" in report.elsewhere[0].why


def test_restricted_terms_elsewhere_count(repo: Repo) -> None:
    bad = replace(CONFIGURED.parts[0], license="CC-BY-NC-4.0", verdict="restricted", why="no commerce")
    report = examined(repo, [replace(CONFIGURED, parts=(bad, CONFIGURED.parts[1]))])
    assert (item(report, "T-C").status, report.result) == ("unmet", "terms")
    assert "CC-BY-NC-4.0" in item(report, "T-C").why


def test_a_declaration_does_not_outweigh_what_was_read(repo: Repo) -> None:
    bad = replace(CONFIGURED.parts[0], license="CC-BY-NC-4.0", verdict="restricted")
    report = examined(repo, [replace(CONFIGURED, parts=(bad, CONFIGURED.parts[1]))], more='license = "MIT"\n')
    assert item(report, "T-C").status == "unmet"


def test_what_is_gone_is_missing_and_a_problem(repo: Repo) -> None:
    report = examined(repo, [replace(SEEN, state="gone", reason="404", parts=())])
    assert (item(report, "C2").status, report.result) == ("unmet", "incomplete")
    assert "gone" in item(report, "C2").why
    assert any("github:acme/trainer@v1: gone, 404" in problem.message for problem in report.problems)
    assert not report.gate.passed


def test_what_was_not_there_is_a_problem(repo: Repo) -> None:
    report = examined(repo, [part(outcome="missing", license=None, verdict="", evidence=())])
    assert item(report, "C2").status == "unmet"
    assert any("nothing of the kind was seen there" in problem.message for problem in report.problems)


def test_a_problem_at_a_place_has_the_line_where_the_component_names_it(repo: Repo) -> None:
    more = """
[components.training-configuration]
at = [
  "https://example.org/a.yaml",
  "github:acme/trainer@v1",
]
[components.inference-code]
path = ["generate.py",
  "gone.py"]
"""
    missing = replace(SEEN.parts[0], component="training-configuration", outcome="missing", evidence=())
    report = examined(repo, [replace(SEEN, parts=(*SEEN.parts, missing))], more=more)
    lines = (repo.path / "osaid.toml").read_text().splitlines()
    told = {problem.message.partition(":")[0]: lines[problem.line - 1] for problem in report.problems}
    assert told["github"] == '  "github:acme/trainer@v1",'
    assert told["components.inference-code"] == '  "gone.py"]'


def test_what_failed_is_never_missing(repo: Repo) -> None:
    report = examined(repo, [replace(SEEN, state="unverified", reason="503, try again later", parts=())])
    assert item(report, "C2").status == "external"
    assert "503" in report.elsewhere[0].why


def test_a_model_made_from_another_owes_more(repo: Repo) -> None:
    weights = replace(SEEN.parts[0], component="weights")
    seen = Seen(
        place="hf:acme/tiny", state="verified", resolved=OTHER, date="2026-11-01", ruleset="1",
        bases=("hf:acme/base",), parts=(weights,),
    )  # fmt: skip
    report = examined(
        repo, [CONFIGURED, seen], more='[components.weights]\nat = "hf:acme/tiny"\nlicense = "MIT"\n'
    )
    for name in ("C2", "T-P"):
        assert item(report, name).status == "needs-review"
        assert f"made from hf:acme/base (hf:acme/tiny@{OTHER[:10]}), whose" in item(report, name).why


@pytest.mark.parametrize(
    ("name", "verdict", "status"),
    [("MIT", "osi-approved", "met"), ("CC-BY-NC-4.0", "restricted", "unmet")],
)
def test_a_base_that_is_a_place_of_the_system_is_judged_with_it(
    repo: Repo, name: str, verdict: str, status: str
) -> None:
    weights = replace(SEEN.parts[0], component="weights")
    tuned = Seen(
        place="hf:acme/tiny", state="verified", resolved=OTHER, date="2026-11-01", ruleset="1",
        bases=("hf:acme/base",), parts=(weights,),
    )  # fmt: skip
    theirs = replace(weights, license=name, verdict=verdict, judged=verdict)
    base = replace(tuned, place="hf:acme/base", bases=(), parts=(theirs,))
    more = '[components.weights]\nat = ["hf:acme/tiny", "hf:acme/base"]\n'
    report = examined(repo, [CONFIGURED, tuned, base], more=more)
    assert (item(report, "C2").status, item(report, "T-P").status) == ("met", status)
    before = examined(repo, [CONFIGURED, tuned], more=more)
    assert item(before, "C2").status == item(before, "T-P").status == "needs-review"


def test_a_gated_dataset_is_not_open(repo: Repo) -> None:
    seen = Seen(
        place="hf:datasets/acme/ds", state="verified", resolved=OTHER, date="2026-11-01", ruleset="1",
        gated="manual", parts=(Part(component="dataset", outcome="found"),),
    )  # fmt: skip
    more = '[[data]]\nname = "DS"\naccess = "open"\nwhere = "hf:datasets/acme/ds"\n'
    report = examined(repo, [CONFIGURED, seen], more=more)
    assert [p.message for p in report.problems if p.kind == "access"] == [
        "DS: listed as open, but hf:datasets/acme/ds is gated (manual)"
    ]


def test_a_dataset_that_a_card_names_and_the_manifest_does_not_list_is_asked_about_once(repo: Repo) -> None:
    seen = Seen(
        place="hf:acme/a", state="verified", resolved=OTHER, date="2026-11-01", ruleset="1",
        datasets=("hf:datasets/acme/ds", "hf:datasets/acme/The-Pile", "hf:datasets/acme/more", "squad"),
        parts=(replace(SEEN.parts[0], component="weights"),),
    )  # fmt: skip
    data = 'where = "https://example.org"\naccess = "open"\n'
    more = (
        '[components.weights]\nat = ["hf:acme/a", "hf:acme/b"]\n'
        '[[data]]\nname = "DS"\naccess = "open"\nwhere = "hf:datasets/acme/ds"\n'
        f'[[data]]\nname = "the pile"\n{data}'
    )
    report = examined(repo, [CONFIGURED, seen, replace(seen, place="hf:acme/b")], more=more)
    [asked] = [problem for problem in report.problems if problem.kind == "question"]
    assert asked.message == (
        "the card of hf:acme/a names hf:datasets/acme/more, squad as data, which no [[data]] lists: "
        "was it trained on that?"
    )
    manifest = (repo.path / "osaid.toml").read_text("utf-8").splitlines()
    assert manifest[asked.line - 1] == "[[data]]"
    assert not any("which no [[data]] lists" in reason for reason in report.gate.reasons)
    assert [(row.level, row.fails) for row in rows(report) if row.message == asked.message] == [
        ("note", False)
    ]
    Draft202012Validator(schema.load("report")).validate(as_json.as_dict(report))
    for words in (as_text.render(report), as_markdown.render(report)):
        assert words.count("To say in the manifest") == 1
        assert "Wrong in the manifest" not in words


def test_the_card_of_a_dataset_tells_of_it_and_of_nothing_else(repo: Repo) -> None:
    words = load().heads["labeling"]
    card = Evidence(path="README.md", line=7, why=f"{words}: “Three of us labeled it”", strength="likely")
    vague = Evidence(path="README.md", line=9, why=f"{load().heads['scope']}, in part: “much”")
    told = Part(
        component="data-documentation",
        outcome="partial",
        evidence=(card, vague),
        heads=(("labeling", "found"),),
    )
    seen = Seen(
        place="hf:datasets/acme/ds", state="verified", resolved=OTHER, date="2026-11-01", ruleset="1",
        parts=(Part(component="dataset", outcome="found"), told),
    )  # fmt: skip
    more = '[[data]]\nname = "DS"\naccess = "open"\nwhere = "hf:datasets/acme/ds"\n'
    report, before = examined(repo, [CONFIGURED, seen], more=more), examined(repo, [CONFIGURED], more=more)
    row = next(row for row in report.data if row.name == "DS")
    ((head, line),) = row.told
    assert (head, line.path, line.line, line.text) == (
        "labeling", f"hf:datasets/acme/ds@{OTHER[:10]}#README.md", 7, "Three of us labeled it",
    )  # fmt: skip
    assert "as osaid.lock says" in line.why
    documents = [next(c for c in one.components if c.id == "data-documentation") for one in (report, before)]
    assert documents[0] == documents[1]


@pytest.mark.parametrize(
    "place", ["s3://bucket/weights", "magnet:?xt=urn:btih:abc", "kaggle:models/o/m", "arxiv:2101.00027"]
)
def test_what_nobody_can_verify_is_said(repo: Repo, place: str) -> None:
    report = examined(repo, [CONFIGURED], place)
    assert item(report, "C2").status == "external"
    assert report.elsewhere[-2].state == "unverifiable" or report.elsewhere[0].state == "unverifiable"


def test_a_submodule_is_verified_at_the_commit_that_the_tree_names(repo: Repo) -> None:
    files = whole()
    del files["train.py"]
    files[".gitmodules"] = '[submodule "t"]\npath = trainer\nurl = https://github.com/acme/trainer.git\n'
    files["osaid.lock"] = render([replace(CONFIGURED, revision=COMMIT)])
    for name, contents in files.items():
        repo.write(name, contents)
    repo.git("add", "--all")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{COMMIT},trainer")
    repo.git("commit", "--quiet", "--message=x")
    with open_tree(str(repo), revision="HEAD") as tree:
        report = examine(tree, today="2026-11-23")
    assert item(report, "C2").status == "met"
    assert report.elsewhere[0].state == "verified"
    # The submodule moves on: what was seen at the old commit tells nothing of the new one.
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{OTHER},trainer")
    repo.git("commit", "--quiet", "--message=y")
    with open_tree(str(repo), revision="HEAD") as tree:
        report = examine(tree, today="2026-11-23")
    assert item(report, "C2").status == "external"


def test_a_lock_with_faults_is_not_passed_over(repo: Repo) -> None:
    repo.commit({**whole(), "osaid.lock": "version = 1\n"})
    with (
        open_tree(str(repo)) as tree,
        pytest.raises(ConfigError, match='expected a key "references"'),
    ):
        examine(tree, today="2026-11-23")


def test_a_remembered_report_is_not_one_of_another_lock(repo: Repo, tmp_path: Path) -> None:
    def status(entries: list[Seen], today: str = "2026-11-23") -> str:
        files = whole()
        del files["train.py"]
        manifest = f"{files['osaid.toml']}\n[components.training-code]\nat = 'github:acme/trainer@v1'\n"
        repo.commit({**files, "osaid.toml": manifest, "osaid.lock": render(entries)})
        with Cache(tmp_path / "cache.sqlite") as cache, open_tree(str(repo)) as tree:
            report = recall.examine(tree, policy=None, fail_on=None, today=today, cache=cache)
        return f"{item(report, 'C2').status} {report.elsewhere[0].why[:28]}"

    assert status([CONFIGURED]) == status([CONFIGURED]) == "met seen 2026-11-01, 22 days ago"
    assert status([CONFIGURED], "2026-11-24") == "met seen 2026-11-01, 23 days ago"
    assert status([]).startswith("external")
    assert status([replace(SEEN, state="gone", reason="404", parts=())]).startswith("unmet")


def test_each_format_tells_of_places_elsewhere(repo: Repo) -> None:
    report = examined(repo, [replace(CONFIGURED, gated="a | <b>x</b>")])
    Draft202012Validator(schema.load("report")).validate(as_json.as_dict(report))
    assert as_json.as_dict(report)["elsewhere"][0]["date"] == "2026-11-01"
    text = " ".join(as_text.render(report).split())
    says = "as osaid.lock says, not looked at in this run: seen 2026-11-01, 22 days ago"
    assert f"github:acme/trainer@v1 {says}" in text
    words = as_markdown.render(report)
    assert f"- `github:acme/trainer@v1` {says}" in words
    assert "<b>" not in words


def test_the_lock_is_beside_its_manifest(repo: Repo) -> None:
    files = whole()
    del files["train.py"]
    manifest = f'{files.pop("osaid.toml")}\n[components.training-code]\nat = "github:acme/trainer@v1"\n'
    repo.commit({**files, ".github/osaid.toml": manifest, ".github/osaid.lock": render([CONFIGURED])})
    with open_tree(str(repo)) as tree:
        assert item(examine(tree, today="2026-11-23"), "C2").status == "met"
