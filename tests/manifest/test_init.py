"""`osaid init`, `declare` and `waive`: what they write, what they leave alone, and what they refuse."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from gitrepo import Repo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from systems import DATA, MIT, ROOT, TRAIN, whole

from osaid_action.commands import cli
from osaid_action.errors import UsageError
from osaid_action.flow import examine as check
from osaid_action.manifest import edit as manifest_edit
from osaid_action.manifest import proposal, wiring
from osaid_action.manifest import read as config
from osaid_action.model import Report
from osaid_action.repository.target import open_tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = "2026-11-23"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    return folder


@pytest.fixture
def osaid(here: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command in the folder; gives what it printed. `fails=CODE` expects that exit code."""

    def run(*arguments: str, fails: int = 0) -> str:
        try:
            code = cli.main(arguments)
        except SystemExit as end:  # argparse
            code = int(end.code or 0)
        said = capsys.readouterr()
        assert code == fails, said
        assert "Traceback" not in said.err
        return said.err if fails else said.out

    return run


def fill(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, contents in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())


def report_on(folder: Path) -> Report:
    with open_tree(str(folder)) as tree:
        return check.examine(tree, today=TODAY)


def statuses(report: Report) -> dict[str, str]:
    return {item.id: item.status for item in report.items}


def system() -> dict[str, str | bytes]:
    """A whole system without a manifest."""
    files = whole()
    del files["osaid.toml"]
    return files


# ------------------------------------------------------------------ init


@pytest.mark.parametrize("missing", [(), ("train.py", "DATA.md"), ("weights/model.safetensors", "LICENSE")])
def test_the_manifest_is_valid_and_changes_no_status(
    here: Path, osaid: Callable[..., str], missing: tuple[str, ...]
) -> None:
    files = system()
    fill(here, {name: text for name, text in files.items() if name not in missing})
    before = report_on(here)
    assert "Wrote osaid.toml: declared " in osaid("init")
    after = report_on(here)
    assert not after.problems
    assert statuses(after) == statuses(before)
    assert after.result == before.result
    declared = tomllib.loads((here / "osaid.toml").read_text(encoding="utf-8"))["components"]
    found = {component.id for component in before.components if component.here == "found"}
    assert set(declared) <= found
    assert not set(missing) & {path for entry in declared.values() for path in _paths(entry)}


def _paths(entry: dict[str, Any]) -> list[str]:
    return [entry["path"]] if isinstance(entry["path"], str) else list(entry["path"])


def test_each_line_has_its_evidence_and_what_is_missing_stands_in_comments(
    here: Path, osaid: Callable[..., str]
) -> None:
    files = system()
    del files["evaluate.py"]
    fill(here, files)
    osaid("init")
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    assert re.search(r'^path = "train\.py"  # certain: line \d+, optimizer step', text, re.MULTILINE)
    assert "# Evaluation code (C3): not found." in text
    assert "# Add the script that evaluates the model" in text
    assert "\n# [components.evaluation-code]\n" in text
    assert '\n# evaluation-code = "why there is none"\n' in text
    assert "license =" not in re.sub("#.*", "", text)


def test_suggestions_are_valid_once_the_comment_sign_is_gone(here: Path, osaid: Callable[..., str]) -> None:
    fill(
        here,
        {
            "LICENSE": MIT,
            "model.py": str(whole()["model.py"]),
            "generate.py": str(whole()["generate.py"]),
            "README.md": "# Tiny\n\nA language model. Weights: https://huggingface.co/ada/tiny and "
            "https://huggingface.co/ada/tiny-large\n\nTrained on https://huggingface.co/datasets/ada/words\n",
        },
    )
    osaid("init")
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    suggested = re.sub(r"^# (?=\[|\w[\w-]* = |  \"|\])", "", text, flags=re.MULTILINE)
    assert suggested != text
    assert 'at = [\n  "hf:ada/tiny",' in suggested.replace("#", "", 0)
    config.parse("osaid.toml", suggested.partition("# What this system does without")[0].encode())


def test_docs_have_a_heading_for_each_thing_and_tell_nothing(here: Path, osaid: Callable[..., str]) -> None:
    files = system()
    del files["DATA.md"]
    fill(here, {**files, "README.md": "# Tiny\n\nA language model. The training data is from Wikipedia.\n"})
    before = report_on(here)
    osaid("init", "--docs")
    after = report_on(here)
    assert statuses(after) == statuses(before)
    text = (here / "DATA.md").read_text(encoding="utf-8")
    for words in (
        "Provenance",
        "Scope",
        "obtained and selected",
        "Labeling",
        "filtering",
        "Publicly",
        "third",
    ):
        assert re.search(rf"^## .*{words}", text, re.MULTILINE)
    assert "`README.md:3`" in text
    assert all("TODO" in line for line in text.splitlines() if line and not line.startswith("#"))
    # What a person wrote is never touched.
    (here / "DATA.md").write_text(DATA, encoding="utf-8")
    osaid("init", "--docs", "--update")
    assert (here / "DATA.md").read_text(encoding="utf-8") == DATA


def test_update_adds_what_is_new_and_keeps_the_rest(here: Path, osaid: Callable[..., str]) -> None:
    files = system()
    train = files.pop("train.py")
    fill(here, files)
    mine = (
        '# Mine.\n[components.weights]\n# Keep me.\npath = "weights/model.safetensors"   # as it is\n'
        '# license = "MIT"\n\n# The data.\n[[data]]\nname = "Gutenberg"\naccess = "public"\n'
        'where = "https://www.gutenberg.org"\n\n# [components.training-code]\n# path = "later.py"\n'
    )
    (here / "osaid.toml").write_text(mine, encoding="utf-8")
    osaid("init", "--update")
    once = (here / "osaid.toml").read_text(encoding="utf-8")
    lines = iter(once.splitlines())
    assert all(line in lines for line in mine.splitlines())
    assert once.index("[components.inference-code]") < once.index("# The data.")
    assert "training-code]" not in re.sub("#.*", "", once)
    osaid("init", "--update")
    assert (here / "osaid.toml").read_text(encoding="utf-8") == once
    fill(here, {"train.py": train})
    assert "Changed osaid.toml: declared training-code, training-configuration" in osaid("init", "--update")
    twice = (here / "osaid.toml").read_text(encoding="utf-8")
    assert '# path = "later.py"\n\n# Training code (C2): MIT' in twice
    assert not report_on(here).problems


def test_update_of_pyproject_and_of_a_file_with_other_line_ends(
    here: Path, osaid: Callable[..., str]
) -> None:
    fill(here, system())
    text = '[project]\nname = "tiny"\n\n[tool.osaid.system]\nname = "Tiny"\n\n[tool.ruff]\nfix = true\n'
    fill(here, {"pyproject.toml": text.replace("\n", "\r\n")})
    osaid("init", "--update")
    new = (here / "pyproject.toml").read_bytes().decode()
    assert "\n" not in new.replace("\r\n", "")
    assert new.index("[tool.osaid.components.training-code]") < new.index("[tool.ruff]")
    assert not (here / "osaid.toml").exists()
    assert not report_on(here).problems


def test_dry_run_shows_a_diff_and_writes_nothing(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, system())
    said = osaid("init", "--dry-run", "--pre-commit", "--workflow")
    assert said.startswith("--- /dev/null\n+++ osaid.toml\n")
    assert "+++ .pre-commit-config.yaml\n" in said
    assert "+++ .github/workflows/osaid.yml\n" in said
    assert sorted(path.name for path in here.iterdir()) == sorted({name.split("/")[0] for name in system()})


def test_a_manifest_that_is_there_is_never_overwritten(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**system(), "osaid.toml": "# mine\n"})
    assert "osaid init --update" in osaid("init", fails=2)
    osaid("init", "--docs")
    assert (here / "osaid.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_manifest_with_faults_is_left_alone(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**system(), "osaid.toml": "[components.wieghts]\npath = 'x'\n"})
    for command in (["init", "--update"], ["declare", "weights", "LICENSE"]):
        assert "did you mean weights?" in osaid(*command, fails=2)
    assert "wieghts" in (here / "osaid.toml").read_text(encoding="utf-8")


def test_what_is_no_system_gets_no_manifest(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {"parser.py": "def parse(text): ...\n", "LICENSE": MIT})
    assert "not like the release of an AI system" in osaid("init", fails=2)
    assert not (here / "osaid.toml").exists()
    osaid("init", "--force")
    assert report_on(here).subject == "model"


@pytest.mark.parametrize(
    ("target", "words"),
    [("github:ada/x", "clone it first"), ("no/such/folder", "no such folder"), ("LICENSE", "no such folder")],
)
def test_targets_that_cannot_be_written_to(
    here: Path, osaid: Callable[..., str], target: str, words: str
) -> None:
    fill(here, system())
    assert words in osaid("init", target, fails=2)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that can't be written to"
)
def test_a_folder_that_cannot_be_written_to(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, system())
    here.chmod(0o555)
    try:
        assert "Permission denied" in osaid("init", fails=2)
    finally:
        here.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="told in other words there")
def test_a_folder_where_the_manifest_should_be(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**system(), "osaid.toml/x": ""})
    for command in (["init"], ["declare", "license", "LICENSE"], ["hook", "manifest"]):
        assert "osaid.toml: Is a directory" in osaid(*command, fails=2)


def test_names_that_no_manifest_can_hold(here: Path, osaid: Callable[..., str]) -> None:
    """A file may be called anything; what the manifest would refuse is not put into it."""
    if sys.platform == "win32":
        pytest.skip("such names can't be made here")
    fill(here, {**system(), 'tr"ain\n[x].py': TRAIN, "tr\u202eain.py": TRAIN, "a # b.py": TRAIN})
    Path(os.fsdecode(b"tr\xffain.py")).write_text(TRAIN, encoding="utf-8")
    osaid("init")
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    assert "\u202e" not in text
    assert not report_on(here).problems


# ------------------------------------------------------------------ workflow and pre-commit

LOCAL = "id: x, name: x, language: system, entry: x"
STYLES = {
    "two": """\
repos:
  - repo: https://github.com/ada/x
    rev: v1  # pinned
    hooks:
      - id: x
        # why
""",
    "sample": """\
repos:
-   repo: https://github.com/ada/x
    rev: v1
    hooks:
    -   id: x
        args: [a,
            b]
# end
""",
    "flush": f"""\
# top
fail_fast: true
repos:
- repo: local
  hooks:
  - {{{LOCAL}}}

ci:
  skip: [x]
""",
    "flow": "repos:\n  - {repo: 'https://github.com/ada/x', rev: v1, hooks: [{id: x}]}\n",
    "empty": "repos: []\nci: {}\n",
    "block": """\
repos:
  - repo: local
    hooks:
      - id: x
        name: x
        language: system
        entry: |
          a
          b

ci:
  skip: []
""",
    "anchor": f"""\
repos:
  - &a
    repo: local
    hooks: &h
      - {{{LOCAL}}}
  - repo: local
    hooks: *h
ci: {{}}
""",
    "crlf": "repos:\r\n  - repo: https://github.com/ada/x\r\n    rev: v1\r\n    hooks:\r\n      - id: x\r\n",
    "unended": "repos:\n  - repo: https://github.com/ada/x\n    rev: 'v1'\n    hooks:\n      - id: x",
    "none": "",
    "comment": "# nothing yet\n",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES.keys())
def test_the_hooks_are_added_and_nothing_else_changes(text: str) -> None:
    new = wiring.pre_commit(text)
    entry = {
        "repo": "https://github.com/osaid/osaid",
        "rev": wiring.PIN,
        "hooks": [{"id": name} for name in wiring.HOOKS],
    }
    old = yaml.safe_load(text) or {}
    assert yaml.safe_load(new) == {**old, "repos": [*old.get("repos", []), entry]}
    if "repos: []" not in text:
        kept = new.splitlines(keepends=True)
        for line in text.splitlines():
            assert any(other.rstrip("\r\n") == line for other in kept)
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    assert wiring.pre_commit(new) == new


def test_an_older_pin_is_raised_in_place() -> None:
    old = "repos:\n  - repo: https://github.com/osaid/osaid.git\n    rev: 'v0.0.1' # why\n    hooks: []\n"
    assert wiring.pre_commit(old) == old.replace("v0.0.1", wiring.PIN)
    frozen = old.replace("v0.0.1", "0123456789" * 4)
    assert wiring.pre_commit(frozen) == frozen
    frozen = f"jobs: {{a: {{steps: [{{uses: osaid/osaid@{'0123456789' * 4}}}]}}}}\n"
    assert wiring.workflow({"x.yml": frozen}) == ("x.yml", frozen)


#: Each list holds the one before four times, so the last one has 4^30 entries.
BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 4)}]\n" for n in range(1, 30))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("repos: {a: b}\n", "by hand"),
        ("repos: [{repo: local, hooks: []}]\n", "by hand"),
        ("ci: {}\n", "by hand"),
        ("ci: &a [*a]\nrepos: []\n", "by hand"),
        ("ci: &a {b: 1, c: [*a]}\nrepos:\n  - &d\n    repo: local\n    hooks: [*d]\n", "by hand"),
        ("a0: &a0 [x]\n" + BOMB + "repos: []\n", "by hand"),
        ("- a\n", "not a table"),
        ("a: [\n", "not valid YAML"),
        ("repos:\n  - repo: https://github.com/osaid/osaid\n    hooks: []\n", "without a rev"),
    ],
)
def test_what_cannot_be_added_to_is_said(text: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        wiring.pre_commit(text)


def test_workflow_is_made_pinned_or_left_alone() -> None:
    name, new = wiring.workflow({})
    assert name == wiring.WORKFLOW
    steps = yaml.safe_load(new)["jobs"]["osaid"]["steps"]
    assert steps[-1]["uses"] == f"osaid/osaid@{wiring.PIN}"
    assert wiring.workflow({name: new}) == (name, new)
    ci = 'jobs:\n  a:\n    steps:\n      - uses: a/b@v5\n      - uses: "osaid/osaid@v0.0.1"   # ours\n'
    files = {".github/workflows/ci.yml": ci, ".github/workflows/other.yml": "on: push\n"}
    assert wiring.workflow(files) == (".github/workflows/ci.yml", ci.replace("v0.0.1", wiring.PIN))
    with pytest.raises(UsageError, match="does not use"):
        wiring.workflow({wiring.WORKFLOW: "on: push\n"})


def test_files_go_to_the_top_of_the_repository(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, contents in system().items():
        repo.write(f"models/tiny/{name}", contents)
    repo.write(".pre-commit-config.yaml", STYLES["sample"])
    repo.commit()
    monkeypatch.chdir(repo.path / "models" / "tiny")
    assert cli.main(["init", "--pre-commit", "--workflow"]) == 0
    assert (repo.path / "models/tiny/osaid.toml").exists()
    assert (repo.path / ".github/workflows/osaid.yml").exists()
    assert "osaid-push" in (repo.path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert not (repo.path / "osaid.toml").exists()
    before = repo.git("status", "--porcelain")
    assert cli.main(["init", "--pre-commit", "--workflow"]) == 0
    assert repo.git("status", "--porcelain") == before


def test_links_are_not_written_through(here: Path, osaid: Callable[..., str], tmp_path: Path) -> None:
    fill(here, system())
    (tmp_path / "elsewhere.yaml").write_text("repos: []\n", encoding="utf-8")
    (here / ".pre-commit-config.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert "symbolic link" in osaid("init", "--pre-commit", fails=2)
    assert (tmp_path / "elsewhere.yaml").read_text(encoding="utf-8") == "repos: []\n"
    assert not (here / "osaid.toml").exists()


# ------------------------------------------------------------------ declare and waive


def test_declare_makes_a_manifest_and_changes_one(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {"src/train/a.py": TRAIN, "b.py": TRAIN, "LICENSE": MIT})
    said = osaid("declare", "training-code", "src/train", "--license", "Apache-2.0")
    assert said == (
        "Wrote osaid.toml: training-code is src/train\nThen: git add osaid.toml && osaid check --staged\n"
    )
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    assert text.endswith('\n[components.training-code]\npath = "src/train"\nlicense = "Apache-2.0"\n')
    fill(here, {"osaid.toml": text.replace('"src/train"', '"src/train"  # the trainer') + "# end\n"})
    osaid("declare", "training-code", "b.py", "--add")
    osaid("declare", "training-code", "b.py", "--add")
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    assert 'path = ["src/train", "b.py"]' in text
    assert text.endswith("# end\n")
    osaid("declare", "training-code", "b.py")
    assert 'path = "b.py"' in (here / "osaid.toml").read_text(encoding="utf-8")
    osaid("declare", "weights", "hf:ada/tiny@v1", "github:ada/tiny")
    table = tomllib.loads((here / "osaid.toml").read_text(encoding="utf-8"))["components"]
    assert table == {
        "training-code": {"path": "b.py", "license": "Apache-2.0"},
        "weights": {"at": ["hf:ada/tiny@v1", "github:ada/tiny"]},
    }


def test_declare_from_a_folder_below_finds_the_manifest_above(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.commit({"src/train.py": TRAIN})
    monkeypatch.chdir(repo.path / "src")
    assert cli.main(["declare", "training-code", "train.py"]) == 0
    assert 'path = "src/train.py"' in (repo.path / "osaid.toml").read_text(encoding="utf-8")
    assert cli.main(["declare", "training-code", str(repo.path.parent)]) == 2
    assert "is outside" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("declare", "wieghts", "LICENSE"), "weights"),
        (("declare", "weights"), "name a path"),
        (("declare", "weights", "no-such-file"), "no such file or folder: no-such-file"),
        (("declare", "weights", "hf:"), "expected hf:owner/model"),
        (("declare", "weights", "LICENSE", "--license", "Apache 2"), "expected an SPDX expression"),
        (("declare", "evaluation-code", "LICENSE"), "not-used"),
        (("declare", "dataset", "LICENSE"), "2 entries"),
        (("declare", "model-card", "LICENSE", "--add", "--license", "MIT"), "entries of their own"),
        (("waive", "C33", "--reason", "x", "--by", "me", "--until", "2027-01-31"), "expected one of"),
        (("waive", "C3", "--reason", " ", "--by", "me", "--until", "2027-01-31"), "reason"),
        (("waive", "C3", "--reason", "x", "--by", "me", "--until", "tomorrow"), "2027-06-30"),
        (("waive", "C3", "--reason", "x", "--by", "me", "--until", "2026-11-22"), "has passed"),
        (("waive", "C3", "--reason", "x"), "--by"),
        (("completion", "fish"), "zsh"),
        (("schema", "model"), "manifest"),
        (("hook",), "HOOK"),
        (("diff",), "BASE"),
    ],
)
def test_wrong_use_changes_nothing_and_says_why(
    here: Path, osaid: Callable[..., str], arguments: tuple[str, ...], words: str
) -> None:
    text = (
        '[not-used]\nevaluation-code = "None."\n\n[components.model-card]\nlicense = "Apache-2.0"\n\n'
        '[[components.dataset]]\npath = "a"\n\n[[components.dataset]]\npath = "b"\n'
    )
    fill(here, {"LICENSE": MIT, "osaid.toml": text})
    assert words in osaid(*arguments, fails=2)
    assert (here / "osaid.toml").read_text(encoding="utf-8") == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_can_be_quoted(text: str) -> None:
    assert tomllib.loads(f"a = {proposal.quoted(text)}") == {"a": text}


def test_waive_adds_and_renews(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**whole(), "osaid.toml": "# Mine.\ndata = []\n"})
    (here / "evaluate.py").unlink()
    osaid("waive", "C3", "--reason", 'Being "cleaned" up.', "--by", "@ada", "--until", "2027-06-30")
    first = (here / "osaid.toml").read_text(encoding="utf-8")
    assert first.startswith('# Mine.\ndata = []\n\n[[waivers]]\nitem = "C3"\n')
    assert statuses(report_on(here))["C3"] == "waived"
    fill(here, {"osaid.toml": first.replace("2027-06-30", "2027-06-30  # agreed")})
    osaid("waive", "C3", "--reason", "Again.", "--by", "@ada", "--until", "2027-12-31")
    assert "until = 2027-12-31  # agreed" in (here / "osaid.toml").read_text(encoding="utf-8")
    osaid("waive", "D1", "--reason", "Later.", "--by", "@ada", "--until", "2027-12-31")
    assert len(tomllib.loads((here / "osaid.toml").read_text(encoding="utf-8"))["waivers"]) == 2


def test_a_table_that_cannot_be_added_to_is_said_with_what_to_put_in() -> None:
    place = manifest_edit.Place(Path(), text='components = { weights = { path = "a" } }\n')
    with pytest.raises(UsageError, match=r"by hand:\n\[components.license\]\npath = \"LICENSE\""):
        manifest_edit.declare(place, "license", ["LICENSE"], [], None, add=False)
    changed = manifest_edit.declare(place, "weights", ["b"], [], None, add=False)
    assert changed == 'components = { weights = { path = "b" } }\n'


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "# a comment",
            '[components.weights]\npath = "w"  # here',
            '[components.training-code]\npath = [\n  "a",  # one\n  "b",\n]',
            '[[data]]\nname = "x"\naccess = "public"\nwhere = "https://a.org"',
            "[[waivers]]\nitem = \"C1\"\nreason = '''\n[components.x]\n'''\nby = \"b\"\nuntil = 2030-01-01",
            '[system]\nname = "s"',
            '# [components.license]\n# path = "LICENSE"',
            '[policy]\nterms = "strict"',
        ]
    ),
    unique=True,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_edits_keep_every_line_and_every_value(parts: list[str], end: str) -> None:
    text = end.join("\n".join([*parts, ""]).split("\n"))
    place = manifest_edit.Place(Path(), text=text)
    new = manifest_edit.declare(place, "license", ["LICENSE"], [], "MIT", add=False)
    new = manifest_edit.waive(place._replace(text=new), "D1", "r", "b", config.date(2031, 1, 1))
    old_lines = [line for line in text.splitlines() if line.strip()]
    remaining = iter(new.splitlines())
    assert all(line in remaining for line in old_lines)
    values = tomllib.loads(new)
    assert values["components"].pop("license") == {"path": "LICENSE", "license": "MIT"}
    assert values["waivers"].pop()["item"] == "D1"
    values = {key: value for key, value in values.items() if value or key not in {"components", "waivers"}}
    assert values == tomllib.loads(text)


# ------------------------------------------------------------------ the rest


def test_diff_is_the_delta_alone(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import json

    monkeypatch.chdir(repo.path)
    assert cli.main(["diff", "HEAD"]) == 2
    assert "no commit yet" in capsys.readouterr().err
    first = repo.commit(whole())
    repo.git("rm", "--quiet", "train.py")
    second = repo.commit()
    assert cli.main(["diff", first, second]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"  Against {first[:10]}\n    ▼ C2")
    assert cli.main(["diff", first, "--format", "markdown"]) == 1
    assert "- ▼ **C2**" in capsys.readouterr().out
    assert cli.main(["diff", second, first, "--format", "json"]) == 0
    table = json.loads(capsys.readouterr().out)
    assert table["target"]["commit"] == first
    assert (table["delta"]["base"], table["delta"]["worse"]) == (second, False)
    assert cli.main(["diff", "HEAD"]) == 0
    assert "nothing changed" in capsys.readouterr().out
    assert cli.main(["diff", "HEAD", first, "--staged"]) == 2


@pytest.mark.parametrize("name", ["lock", "manifest", "report"])
def test_schema_prints_the_file_that_ships(osaid: Callable[..., str], name: str) -> None:
    path = ROOT / "osaid_action" / "schema" / f"{name}.schema.json"
    assert osaid("schema", name) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_the_commands(osaid: Callable[..., str], shell: str) -> None:
    pytest.importorskip("shtab", reason='shtab is not installed: pip install "osaid[completion]"')
    text = osaid("completion", shell)
    assert "--fail-on" in text
    assert "declare" in text
    if shell == "bash" and shutil.which("bash"):
        import subprocess

        subprocess.run(["bash", "-n"], input=text.encode(), check=True)


def test_completion_without_shtab_says_what_to_install(
    osaid: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert 'pip install "osaid[completion]"' in osaid("completion", "bash", fails=2)


def test_manifest_hook(here: Path, osaid: Callable[..., str]) -> None:
    fill(
        here,
        {"osaid.toml": "data = []\n", "sub/.github/osaid.toml": "[[data\n", "pyproject.toml": "[project]\n"},
    )
    assert osaid("hook", "manifest") == ""
    assert osaid("hook", "manifest", "osaid.toml", "pyproject.toml") == ""
    assert "sub/.github/osaid.toml:1" in osaid(
        "hook", "manifest", "osaid.toml", "sub/.github/osaid.toml", fails=2
    )
    fill(here, {"pyproject.toml": "[tool.osaid]\ndata = []\n"})
    assert "expected one manifest" in osaid("hook", "manifest", "pyproject.toml", fails=2)
