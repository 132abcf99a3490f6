"""`osaid mot`: what is claimed goes into the manifest, what is found comes out, and nothing there is lost."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import yaml
from gitrepo import Repo
from jsonschema import Draft202012Validator
from systems import whole

from osaid_action.commands import main
from osaid_action.manifest.read import parse
from osaid_action.model import Manifest
from osaid_action.mot import document, rating

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

SCHEMA = json.loads((Path(__file__).parent / "files" / "mof_schema.json").read_text("utf-8"))
CLAIMS = """
framework: {name: Model Openness Framework, version: '1.0', date: '2024-12-15'}
release:
  name: Tiny
  version: 1B
  date: '2026-11-01'
  type: language
  architecture: transformer decoder
  producer: Tiny Labs
  contact: tiny@example.org
  repository: https://example.org/tiny
  huggingface: https://huggingface.co/tiny/tiny-1b
  license:
    distribution: {name: mit, path: /LICENSE}
  components:
  - {name: Training code, component_path: /train.py}
  - {name: Inference code, component_path: run/nothing.py, license: MIT}
  - {name: Model parameters (Final), license: gemma}
  - {name: Research paper, component_path: 'https://arxiv.org/abs/2402.00838', license: CC-BY-4.0}
  - {name: Evaluation data, component_path: ../../../etc/passwd, license: unlicensed}
  - {name: Model card, license: Tiny Labs Terms}
  - {name: Sample model outputs, component_path: 'see the page'}
"""


@pytest.fixture
def project(make_repo: object, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A whole system in a repository, and a file of claims; commands run there."""
    repo: Repo = make_repo("project")  # type: ignore[operator]
    for path, text in {**whole(), "claims.yml": CLAIMS}.items():
        (repo.path / path).parent.mkdir(parents=True, exist_ok=True)
        data = text if isinstance(text, bytes) else text.encode()
        (repo.path / path).write_bytes(data)
    (repo.path / "osaid.toml").unlink(missing_ok=True)
    monkeypatch.chdir(repo.path)
    return repo


def manifest() -> Manifest:
    """What the manifest says now."""
    found = parse("osaid.toml", Path("osaid.toml").read_bytes())
    assert found is not None
    return found


def test_claims_become_declarations(project: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mot", "import", "claims.yml"]) == 0
    said = capsys.readouterr()
    found = manifest()
    assert (found.name, found.version) == ("Tiny", "1B")
    assert dict(found.about) == {
        "producer": "Tiny Labs",
        "date": "2026-11-01",
        "type": "language",
        "architecture": "transformer decoder",
        "url": "https://example.org/tiny",
        "contact": "tiny@example.org",
    }
    rows = {d.component: (d.paths, tuple(p.url for p in d.places), d.license) for d in found.declarations}
    assert rows == {
        "training-code": (("train.py",), (), "MIT"),
        "inference-code": ((), (), "MIT"),
        # Where nothing else is said, parameters are on the page of the Hub.
        "weights": ((), ("hf:tiny/tiny-1b",), "LicenseRef-Gemma-Terms"),
        "research-paper": ((), ("arxiv:2402.00838",), "CC-BY-4.0"),
        "sample-outputs": ((), (), "MIT"),
        "license": (("LICENSE",), (), None),
    }
    for words in (
        "Inference code: 'run/nothing.py' is not in this tree: not written",
        "Evaluation data: '../../../etc/passwd' is not in this tree: not written",
        "Model card: 'Tiny Labs Terms' is no license that osaid knows",
        "Sample model outputs: 'see the page' is not in this tree: not written",
    ):
        assert words in said.err
    assert "osaid lock" in said.out


def test_nothing_in_the_manifest_is_lost(project: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    old = (
        '# mine\n[system]\nname = "Mine"  # a name\n\n[components.training-code]\npath = "train.py"\n'
        '[not-used]\nevaluation-code = "None."\n[[data]]\nname = "A"\naccess = "open"\nwhere = "b"\n# end\n'
    )
    Path("osaid.toml").write_text(old, encoding="utf-8")
    assert main(["mot", "import", "claims.yml"]) == 0
    new = Path("osaid.toml").read_text(encoding="utf-8")
    before, after = tomllib.loads(old), tomllib.loads(new)
    assert after["system"]["name"] == "Mine" and after["system"]["producer"] == "Tiny Labs"
    assert after["components"]["training-code"] == before["components"]["training-code"]
    assert (after["not-used"], after["data"]) == (before["not-used"], before["data"])
    assert all(line in new.splitlines() for line in old.splitlines())
    assert "Training code: osaid.toml says it already, which stays" in capsys.readouterr().err
    assert main(["mot", "import", "claims.yml"]) == 0
    assert "nothing to add" in capsys.readouterr().out
    assert Path("osaid.toml").read_text(encoding="utf-8") == new


@pytest.mark.parametrize(
    "where",
    [
        "**/*",
        "/*",
        "[",
        "..",
        "/",
        "a\\0b",
        "x" * 1_500,
        "C:\\\\x",
        "file:///etc/passwd",
        "~",
        "train.py/x",
        "a:",
    ],
)
def test_a_path_that_is_none_is_told(project: Repo, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = f'release:\n  name: T\n  components:\n  - {{name: Training code, component_path: "{where}"}}\n'
    Path("t.yml").write_text(text, encoding="utf-8")
    assert main(["mot", "import", "t.yml"]) == 0
    assert "Training code: " in capsys.readouterr().err
    assert not manifest().declarations


@pytest.mark.parametrize(
    "fields",
    [
        "date: '2026-02-30'",
        "date: soon",
        "type: text",
        "type: ''",
        "repository: 'http://example.org'",
        "repository: 'https:///x'",
        "huggingface: 'https://huggingface.co'\n  license: {data: {name: MIT}}",
    ],
)
def test_what_a_manifest_can_not_say_is_left_out(project: Repo, fields: str) -> None:
    text = f"release:\n  name: T\n  {fields}\n  components:\n  - name: Model parameters (Final)\n"
    Path("t.yml").write_text(text, encoding="utf-8")
    assert main(["mot", "import", "t.yml"]) == 0
    assert not {"date", "type"} & dict(manifest().about).keys()
    assert not any(one.places for one in manifest().declarations)


def test_words_that_act_on_a_terminal_are_refused(project: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'release:\n  name: "a\\u202eb\\x1b[2J"\n  components: []\n'
    Path("t.yml").write_text(text, encoding="utf-8")
    assert main(["mot", "evaluate", "t.yml"]) == 0
    assert main(["mot", "import", "t.yml"]) == 2
    said = capsys.readouterr()
    assert "without control characters" in said.err
    assert "\u202e" not in said.out + said.err and "\x1b" not in said.out + said.err
    assert not Path("osaid.toml").exists()


def test_a_dry_run_writes_nothing(project: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mot", "import", "claims.yml", "--dry-run"]) == 0
    assert '+name = "Tiny"' in capsys.readouterr().out
    assert not Path("osaid.toml").exists()


def test_what_was_imported_holds_and_is_no_evidence(project: Repo) -> None:
    main(["mot", "import", "claims.yml"])
    from osaid_action import check

    report = check(".")
    rows = {component.id: component for component in report.components}
    assert not [problem for problem in report.problems if problem.kind == "declaration"]
    # Said to be elsewhere, and read by nobody.
    assert rows["research-paper"].here == "missing" and rows["research-paper"].declared
    assert rows["sample-outputs"].here == "missing" and not rows["sample-outputs"].declared


def test_what_is_found_is_exported(project: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    main(["mot", "import", "claims.yml"])
    capsys.readouterr()
    assert main(["mot", "export"]) == 0
    text = capsys.readouterr().out
    value = yaml.safe_load(text)
    assert not list(Draft202012Validator(SCHEMA).iter_errors(value))
    release = document.read(text.encode(), "out")
    assert release.fields["producer"] == "Tiny Labs"
    assert release.fields["repository"] == "https://example.org/tiny"
    assert release.fields["huggingface"] == "https://huggingface.co/tiny/tiny-1b"
    listed = {one.part.component: one for one in release.components}
    assert listed["training-code"].component_path == "train.py"
    assert listed["training-code"].license == "MIT"
    assert listed["research-paper"].component_path == "https://arxiv.org/abs/2402.00838"
    assert "evaluation-data" not in listed and "sample-outputs" not in listed
    assert rating.rate(release).label is None


def test_what_nobody_said_is_asked_for(project: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["mot", "export", "."]) == 0
    said = capsys.readouterr()
    assert not list(Draft202012Validator(SCHEMA).iter_errors(yaml.safe_load(said.out)))
    assert "producer: not known; [system] in osaid.toml can say it" in said.err
    assert "date" not in yaml.safe_load(said.out)["release"]


def test_a_file_is_rated(project: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    text = "release:\n  name: T\n  components:\n  - {name: Datasets, license: PDDL-1.0}\n"
    text += "  - {name: Training code, license: MIT}\n  - {name: Model card, license: Gemma}\n"
    Path("t.yml").write_text(text + "  - {name: Data card}\n", encoding="utf-8")
    assert main(["mot", "evaluate", "t.yml"]) == 0
    said = capsys.readouterr().out
    for line in (
        "t.yml: Unclassified",
        "Class III - Open Model: 0%",
        "✗ Datasets: PDDL-1.0, open by osaid's lists, not by the tool's",
        "✓ Training code: MIT",
        "✗ Model card: Gemma, not open",
        "✗ Data card: no license",
        "- Technical report: not listed",
    ):
        assert line in said
    assert "Sample" not in said


@pytest.mark.parametrize(
    "words",
    [
        ["import"],
        ["evaluate"],
        ["import", "a", "b"],
        ["export", "a", "b"],
        ["import", "nothing.yml"],
        ["evaluate", "train.py"],
    ],
)
def test_what_cannot_be_done_is_said(
    project: Repo, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["mot", *words]) == 2
    assert capsys.readouterr().err.startswith("osaid: ")
    assert not Path("osaid.toml").exists()
