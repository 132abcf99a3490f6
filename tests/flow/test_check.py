"""From a tree to a report: what each thing that is there, missing or declared does to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import Repo
from systems import MIT, README, TRAIN, whole

from osaid_action.flow import examine as check
from osaid_action.flow import recall
from osaid_action.judgment import gate
from osaid_action.manifest.read import ConfigError
from osaid_action.model import Report
from osaid_action.report.json import as_dict
from osaid_action.repository.mapping import tree_of
from osaid_action.repository.target import open_tree

Files = dict[str, str | bytes]
TODAY = "2026-11-22"


def report_on(folder: Path, **options: str) -> Report:
    """Check a folder as of a fixed day."""
    with open_tree(str(folder)) as tree:
        return check.examine(tree, today=TODAY, **options)


@pytest.fixture
def examine(tmp_path: Path) -> Callable[..., Report]:
    """Write files into a folder without git and check it."""

    def run(files: Files, **options: str) -> Report:
        for name, contents in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(contents.encode() if isinstance(contents, str) else contents)
        return report_on(tmp_path, **options)

    return run


def status(report: Report, item: str) -> str:
    return next(row.status for row in report.items if row.id == item)


def why(report: Report, item: str) -> str:
    return next(row.why for row in report.items if row.id == item)


def without(*names: str) -> Files:
    return {name: contents for name, contents in whole().items() if name not in names}


def test_a_whole_system_is_complete(examine: Callable[..., Report]) -> None:
    report = examine(whole())
    assert report.subject == "model"
    bad = {row.id: (row.status, row.why) for row in report.items if row.status not in {"met", "unknown"}}
    assert set(bad) == {"D1"}, bad
    assert status(report, "D1") == "needs-review"
    assert report.result == "complete"
    assert report.gate.passed


def test_terms_that_may_be_among_files_that_were_not_listed_are_not_missing() -> None:
    with tree_of({"README.md": b"# A model\n", "train.py": TRAIN.encode()}, "part") as tree:
        assert status(check.examine(tree, today=TODAY), "T-C") == "unmet"
        tree.whole = False
        report = check.examine(tree, today=TODAY)
    assert status(report, "T-C") == "unknown"
    assert "may be among the files that were not listed" in why(report, "T-C")


def test_strict_policy_wants_a_review_of_the_data(examine: Callable[..., Report]) -> None:
    report = examine(whole(), policy="strict")
    assert report.result == "undetermined"
    assert report.gate.passed


@pytest.mark.parametrize(
    ("gone", "item"),
    [
        ("prepare_data.py", "C1"),
        ("train.py", "C2"),
        ("tokenizer.py", "C4"),
        ("generate.py", "C5"),
        ("model.py", "C6"),
        ("weights/model.safetensors", "P1"),
        ("DATA.md", "D1"),
    ],
)
def test_each_missing_part_is_named(examine: Callable[..., Report], gone: str, item: str) -> None:
    report = examine(without(gone))
    assert status(report, item) == "unmet"
    assert report.result == "incomplete"
    assert not report.gate.passed
    row = next(row for row in report.items if row.id == item)
    assert row.freedoms
    assert row.fix


def test_what_is_owed_if_used_is_asked_until_something_shows_its_use(examine: Callable[..., Report]) -> None:
    files = without("evaluate.py")
    report = examine(files)
    row = next(row for row in report.items if row.id == "C3")
    assert (row.status, report.result) == ("unknown", "undetermined")
    assert row.why.startswith("Was the model validated or tested?") and "[not-used]" in row.why + row.fix
    files["README.md"] = f"{files['README.md']}\nThe model was evaluated on held-out texts.\n"
    report = examine(files)
    row = next(row for row in report.items if row.id == "C3")
    assert (row.status, report.result) == ("unmet", "incomplete")
    assert row.evidence[0].path == "README.md"


def test_training_without_settings_is_partial(examine: Callable[..., Report]) -> None:
    files = without("train.yaml")
    files["train.py"] = "\n".join(
        line for line in str(files["train.py"]).split("\n") if " = " not in line or "l" in line[:2]
    )
    files["train.py"] = files["train.py"].replace("learning_rate = 3e-4\n", "")
    report = examine(files)
    assert status(report, "C2") == "partial"


def test_not_used_needs_a_reason_and_an_item_that_allows_it(examine: Callable[..., Report]) -> None:
    files = without("tokenizer.py", "generate.py")
    files["osaid.toml"] = str(files["osaid.toml"]) + (
        '[not-used]\nsupporting-code = "It reads bytes."\ninference-code = "Nobody needs it."\n'
    )
    report = examine(files)
    assert status(report, "C4") == "not-used"
    assert why(report, "C4") == "It reads bytes."
    assert status(report, "C5") == "unmet"
    assert report.result == "incomplete"


def test_declared_not_used_but_found_is_a_problem(examine: Callable[..., Report]) -> None:
    files = whole()
    files["osaid.toml"] = str(files["osaid.toml"]) + '[not-used]\nevaluation-code = "none"\n'
    report = examine(files)
    assert status(report, "C3") == "met"
    assert any("evaluate.py" in problem.message for problem in report.problems)


def test_a_declared_path_that_is_gone_is_a_problem_with_its_line(examine: Callable[..., Report]) -> None:
    files = whole()
    files["osaid.toml"] = str(files["osaid.toml"]) + '[components.training-code]\npath = "src/train.py"\n'
    report = examine(files)
    [problem] = report.problems
    assert problem.where == "osaid.toml"
    assert problem.line == 6
    assert "src/train.py" in problem.message
    assert (problem.component, problem.path) == ("training-code", "src/train.py")
    # What was found is there, wherever the manifest says it is.
    assert status(report, "C2") == "met"
    assert not gate.of(report, "incomplete").passed


def test_a_declared_path_with_nothing_of_the_kind_is_not_taken_at_its_word(
    examine: Callable[..., Report],
) -> None:
    files = without("train.py")
    files["osaid.toml"] = str(files["osaid.toml"]) + '[components.training-code]\npath = "notes.md"\n'
    files["notes.md"] = "# Notes\n\nNothing here.\n"
    report = examine(files)
    assert status(report, "C2") == "partial"
    assert any("nothing like training-code" in problem.message for problem in report.problems)


def test_what_is_declared_is_read_where_it_would_be_passed_over(examine: Callable[..., Report]) -> None:
    files = without("train.py")
    files["third_party/ours/train.py"] = whole()["train.py"]
    assert status(examine(files), "C2") == "unmet"
    files["osaid.toml"] = str(files["osaid.toml"]) + (
        '[components.training-code]\npath = "third_party/ours"\nlicense = "MIT"\n'
    )
    report = examine(files)
    assert status(report, "C2") == "met"
    assert not report.problems


def test_declaring_a_part_of_the_weights_does_not_make_them_whole(examine: Callable[..., Report]) -> None:
    files = without("weights/model.safetensors")
    shard = whole()["weights/model.safetensors"]
    files["weights/model-00001-of-00002.safetensors"] = shard
    files["weights/model.safetensors.index.json"] = (
        '{"weight_map": {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}}'
    )
    files["osaid.toml"] = (
        str(files["osaid.toml"]) + '[components.weights]\npath = "weights"\nlicense = "MIT"\n'
    )
    assert status(examine(files), "P1") == "partial"


def test_a_place_elsewhere_is_external_and_never_met(examine: Callable[..., Report]) -> None:
    files = without("weights/model.safetensors")
    files["osaid.toml"] = str(files["osaid.toml"]) + (
        '[components.weights]\nat = "hf:ada/tiny@0123456789abcdef0123456789abcdef01234567"\nlicense = "MIT"\n'
    )
    report = examine(files)
    assert status(report, "P1") == "external"
    assert status(report, "T-P") == "met"
    assert report.result == "undetermined"
    assert report.gate.passed
    assert not examine(files, fail_on="review").gate.passed


def test_a_waiver_holds_until_its_day_and_not_after(examine: Callable[..., Report]) -> None:
    files = without("evaluate.py")
    waiver = '[[waivers]]\nitem = "C3"\nreason = "soon"\nby = "ada"\nuntil = {}\n'
    files["osaid.toml"] = str(files["osaid.toml"]) + waiver.format(TODAY)
    report = examine(files)
    assert status(report, "C3") == "waived"
    assert report.result == "complete"
    files["osaid.toml"] = str(whole()["osaid.toml"]) + waiver.format("2026-11-21")
    report = examine(files)
    assert status(report, "C3") == "unknown"
    assert any("ended on 2026-11-21" in problem.message for problem in report.problems)
    assert not examine(files, fail_on="incomplete").gate.passed


def test_excluded_files_do_not_count(examine: Callable[..., Report]) -> None:
    files = whole()
    files["osaid.toml"] = 'exclude = ["/train.py"]\n' + str(files["osaid.toml"])
    assert status(examine(files), "C2") == "unmet"


def test_a_bad_manifest_stops_the_check(examine: Callable[..., Report]) -> None:
    files = whole()
    files["osaid.toml"] = "[components.wieghts]\npath = 1\n"
    with pytest.raises(ConfigError, match=r"osaid\.toml:1"):
        examine(files)


def test_an_ordinary_project_is_not_applicable(examine: Callable[..., Report]) -> None:
    report = examine({"README.md": "# Web\n\nA small web server.\n", "app.py": "print(1)\n", "LICENSE": MIT})
    assert report.subject == "none"
    assert report.result == "not-applicable"
    assert report.gate.passed


def test_a_manifest_makes_a_repository_a_system(examine: Callable[..., Report]) -> None:
    manifest = '[system]\nname = "Later"\nproducer = "Labs"\ndate = 2026-11-01\n'
    report = examine({"osaid.toml": manifest, "app.py": "print(1)\n"})
    assert report.subject == "model"
    assert report.result == "incomplete"
    assert report.target.name == "Later"
    assert as_dict(report)["target"]["about"] == {"producer": "Labs", "date": "2026-11-01"}


def test_silence_about_the_weights_is_said(examine: Callable[..., Report]) -> None:
    files = whole()
    files["README.md"] = "# Tiny\n\nA small language model.\n"
    report = examine(files)
    assert status(report, "T-P") == "needs-review"
    assert "nothing says that it covers the parameters" in why(report, "T-P")
    assert report.result == "terms"
    weights = next(c for c in report.components if c.id == "weights")
    assert weights.terms is not None
    assert weights.terms.assumed


@pytest.mark.parametrize(
    ("statement", "verdict", "passed"),
    [
        ("The weights are licensed under CC BY-NC 4.0.", "restricted", False),
        ("The weights are released under CC BY 4.0.", "open", True),
        ("The model weights are for research purposes only under our license.", "restricted", False),
    ],
)
def test_terms_of_the_weights_come_from_the_readme(
    examine: Callable[..., Report], statement: str, verdict: str, passed: bool
) -> None:
    files = whole()
    files["README.md"] = f"# Tiny\n\nA small language model.\n\n## License\n\nThe code is MIT. {statement}\n"
    report = examine(files)
    weights = next(c for c in report.components if c.id == "weights")
    assert weights.terms is not None
    assert weights.terms.verdict == verdict
    assert (status(report, "T-P") == "met") is passed
    assert status(report, "T-C") == "met"


def test_a_sentence_never_outweighs_an_edited_license(examine: Callable[..., Report]) -> None:
    files = whole()
    files["LICENSE"] = MIT + "\nThe Software may not be used for commercial purposes.\n"
    report = examine(files)
    assert status(report, "T-C") == "unmet"
    assert status(report, "T-P") != "met"
    row = next(row for row in report.licenses if row.path == "LICENSE")
    assert row.verdict == "restricted"
    assert row.clauses


def test_words_beside_a_license_are_for_a_person(examine: Callable[..., Report]) -> None:
    files = whole()
    files["LICENSE"] = MIT + "\nThe garden is open on Mondays and the gardener is called Ada.\n"
    report = examine(files)
    assert next(row.state for row in report.licenses if row.path == "LICENSE") == "extra-text"
    assert status(report, "T-C") == "needs-review"
    assert report.result == "terms"


def test_disagreeing_sources_conflict(examine: Callable[..., Report]) -> None:
    files = whole()
    files["WEIGHTS_LICENSE"] = MIT
    files["README.md"] = README.replace(
        "The code and the model weights", "The code is free. The model weights"
    ).replace("under the MIT License", "under CC BY-NC 4.0")
    report = examine(files)
    weights = next(c for c in report.components if c.id == "weights")
    assert weights.terms is not None
    assert weights.terms.verdict == "conflict"
    assert len(weights.terms.sources) == 2
    assert status(report, "T-P") == "unmet"
    assert "non-commercial" in why(report, "T-P")


def test_a_declaration_does_not_outweigh_what_the_readme_says(examine: Callable[..., Report]) -> None:
    files = whole()
    files["README.md"] = "# Tiny\n\nA small language model.\n\nThe weights are licensed under CC BY-NC 4.0.\n"
    declared = '[components.weights]\npath = "weights"\nlicense = "Apache-2.0"\n'
    files["osaid.toml"] = str(files["osaid.toml"]) + declared
    report = examine(files)
    weights = next(c for c in report.components if c.id == "weights")
    assert weights.terms is not None
    assert (weights.terms.verdict, weights.terms.judged) == ("conflict", "restricted")
    assert status(report, "T-P") == "unmet"


def test_a_declaration_does_not_hide_an_edited_license(examine: Callable[..., Report]) -> None:
    files = whole()
    files["README.md"] = "# Tiny\n\nA small language model.\n"
    files["LICENSE"] = MIT + "\nThe Software may not be used for commercial purposes.\n"
    declared = '[components.training-code]\npath = "train.py"\nlicense = "MIT"\n'
    files["osaid.toml"] = str(files["osaid.toml"]) + declared
    assert status(examine(files), "T-C") == "unmet"


def test_open_terms_do_for_weights_and_not_for_code(examine: Callable[..., Report]) -> None:
    files = whole()
    files["README.md"] = "# Tiny\n\nA small language model.\n"
    files["osaid.toml"] = str(files["osaid.toml"]) + (
        '[components.training-code]\npath = "train.py"\nlicense = "CC0-1.0"\n'
        '[components.weights]\npath = "weights/*.safetensors"\nlicense = "CC0-1.0"\n'
    )
    report = examine(files)
    assert status(report, "T-P") == "met"
    assert status(report, "T-C") == "unmet"
    assert "not OSI-approved" in why(report, "T-C")
    assert status(examine(files, policy="strict"), "T-P") == "unmet"


def test_a_submodule_points_and_is_not_the_thing(repo: Repo, make_repo: Callable[..., Repo]) -> None:
    trainer = make_repo("trainer")
    trainer.commit({"train.py": whole()["train.py"]})
    repo.commit(without("train.py"))
    repo.git("submodule", "add", "--quiet", trainer.url, "trainer")
    repo.commit()
    report = report_on(repo.path)
    assert status(report, "C2") == "external"
    code = next(c for c in report.components if c.id == "training-code")
    assert [reference.kind for reference in code.references] == ["submodule"]
    assert code.references[0].url == trainer.url


def test_the_delta_names_what_got_worse(repo: Repo) -> None:
    repo.commit(whole())
    repo.git("rm", "--quiet", "train.py")
    repo.commit()
    with open_tree(str(repo.path), revision="HEAD") as tree:
        now = check.examine(tree, today=TODAY, fail_on="regression")
        with tree.at("HEAD~1") as before:
            base = check.examine(before, today=TODAY)
            report = recall.against(base, now, before, tree)
            back = recall.against(now, base, tree, before)
    assert report.delta is not None
    changed = {change.id: change for change in report.delta.changes}
    assert (changed["C2"].before, changed["C2"].after) == ("met", "unmet")
    assert (changed["C2"].cause, changed["C2"].path) == ("train.py is gone", "train.py")
    assert report.delta.worse
    assert not report.gate.passed
    assert back.delta is not None
    assert not back.delta.worse
    assert dataclasses.replace(back.gate, fail_on="regression").passed


def test_worse_terms_are_a_regression(repo: Repo) -> None:
    repo.commit(whole())
    repo.commit({"LICENSE": MIT.replace("including without limitation", "excluding any commercial use and")})
    with open_tree(str(repo.path), revision="HEAD") as tree:
        now = check.examine(tree, today=TODAY, fail_on="regression")
        with tree.at("HEAD~1") as before:
            report = recall.against(check.examine(before, today=TODAY), now, before, tree)
    assert report.delta is not None
    assert {change.id for change in report.delta.changes if change.worse} >= {"T-C", "license"}


def test_the_same_tree_gives_the_same_report_in_every_form(repo: Repo, tmp_path: Path) -> None:
    from osaid_action.report import json

    repo.commit(whole())
    bare = repo.clone(tmp_path / "bare", "--bare")
    forms = [
        (str(repo.path), {}),
        (str(repo.path), {"staged": True}),
        (str(repo.path), {"revision": "HEAD"}),
        (str(bare.path), {}),
    ]
    texts = set()
    for target, options in forms:
        with open_tree(target, **options) as tree:
            report = check.examine(tree, today=TODAY)
        report = dataclasses.replace(report, target=dataclasses.replace(report.target, name="x", dirty=False))
        texts.add(json.render(report))
    assert len(texts) == 1
