"""The documents are true: what they repeat is what the program says, what they show is what it prints."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import shlex
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from osaid_action import commands as cli
from osaid_action.definition import SITE, load, page
from osaid_action.evidence import probes
from osaid_action.manifest import read as config
from osaid_action.report import problems
from osaid_action.repository.target import open_tree

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import reference  # noqa: E402  # a script beside the package, not a part of it
import rules  # noqa: E402  # the same

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="sessions are those of a POSIX shell")

DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
REFRESH = "out of date: run python tools/reference.py --write"

document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path, *kinds: str) -> list[str]:
    """The fenced blocks of some kinds, also those inside lists, without their indentation."""
    found = re.finditer(r"^( *)```([\w-]*)\n(.*?)^\1```$", text_of(path), re.MULTILINE | re.DOTALL)
    return [re.sub(rf"^{block[1]}", "", block[3], flags=re.MULTILINE) for block in found if block[2] in kinds]


def prose(path: Path) -> str:
    """A document without its fenced blocks."""
    return re.sub(r"^( *)```.*?^\1```$", "", text_of(path), flags=re.MULTILINE | re.DOTALL)


def invocations(block: str) -> list[list[str]]:
    """The arguments of each `osaid ...` in a shell block; in a session, of the lines with a prompt."""
    found = []
    lines = block.splitlines()
    if lines[:1] and lines[0].startswith("$ "):
        lines = [line[2:] for line in lines if line.startswith("$ ")]
    for line in lines:
        lexer = shlex.shlex(line, posix=True, punctuation_chars="|;&<>")
        lexer.whitespace_split = True
        lexer.commenters = "#"
        try:
            words = list(lexer)
        except ValueError:  # A quote that goes on in the next line.
            continue
        if words[:1] != ["osaid"]:
            continue
        end = next((place for place, word in enumerate(words) if set(word) <= set("|;&<>")), len(words))
        found.append(words[1:end])
    return found


@pytest.mark.parametrize("path", reference.documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_document_is_up_to_date(path: Path) -> None:
    assert reference.normal(text_of(path)) == reference.normal(reference.fresh(path)), REFRESH


def test_reference_is_the_same_bytes_again() -> None:
    assert reference.reference() == reference.reference()


def test_every_module_says_what_it_does() -> None:
    rows = dict(reference.modules())
    assert all(rows.values()), [name for name, words in rows.items() if not words]
    folders = {name.rpartition("/")[0] for name in rows} - {""}
    assert folders == set(reference.ROOMS)


def test_every_dependency_has_its_reason() -> None:
    project = re.search(
        r"^dependencies = \[(.*?)^\]", text_of(ROOT / "pyproject.toml"), re.MULTILINE | re.DOTALL
    )
    assert project
    named = {name.lower() for name in re.findall(r'^ *"([\w.-]+?)[<>=~;" ]', project[1], re.MULTILINE)}
    section = text_of(ROOT / "docs" / "architecture.md").partition("## Dependencies")[2]
    named |= {"huggingface_hub", "distributed", "duckdb"}  # the extras `hub` and `survey`
    assert named == {name.lower() for name in re.findall(r"^\| ([\w.-]+) \|", section, re.MULTILINE)} - {
        "package",
        "---",
        "git",
    }


def test_tutorial_ends_with_a_gate_that_is_met() -> None:
    sessions = blocks(ROOT / "docs" / "tutorial.md", "console")
    assert "not passed" in sessions[1]
    assert "passed.\n" in sessions[-2]
    assert "exit code 0" in sessions[-2]
    assert "✗ train.py is gone" in sessions[-1]
    assert "exit code 1" in sessions[-1]


@document
def test_commands_are_ones_that_the_program_takes(path: Path) -> None:
    parser = cli.parser()
    for block in blocks(path, "console", "sh"):
        for arguments in invocations(block):
            parser.parse_args(arguments)


@document
def test_manifests_are_valid(path: Path) -> None:
    if path.name == "reference.md":
        pytest.skip("its manifests are those of `osaid explain`, where each line is one of several ways")
    for block in blocks(path, "toml"):
        name = "pyproject.toml" if "[tool.osaid" in block else "osaid.toml"
        assert config.parse(name, block.encode()) is not None


@document
def test_yaml_parses(path: Path) -> None:
    for block in blocks(path, "yaml"):
        assert yaml.safe_load(block)


@document
def test_links_lead_somewhere(path: Path) -> None:
    text = prose(path)
    targets = re.findall(r"\]\(([^)\s]+)\)", text) + re.findall(r"^\[[^\]]+\]: (\S+)$", text, re.MULTILINE)
    for target in targets:
        if re.match(r"https://[\w.-]+(/|$)", target):
            continue
        name, _, anchor = target.partition("#")
        other = (path.parent / name).resolve() if name else path
        assert other.exists(), target
        if anchor:
            assert anchor in anchors(other), target


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE)
    return {reference.slug(heading) for heading in headings}


@document
def test_headings_are_unique(path: Path) -> None:
    if path.name == "CHANGELOG.md":
        pytest.skip("each release has the same headings")
    headings = [reference.slug(heading) for heading in re.findall(r"^#+ (.*)$", prose(path), re.MULTILINE)]
    assert len(headings) == len(set(headings))


#: How the words may stand: for terms, for the OSI's list, and in the sentence that denies them.
ALLOWED = re.compile(
    r"OSI-approved|licenses that the OSI approved|list of approved terms"
    r"|certifies nobody|not a certification",
    re.IGNORECASE,
)
VERDICT = re.compile(r"\b(?:complian\w*|certif\w+|approv\w+)", re.IGNORECASE)


@document
def test_no_words_that_only_the_osi_could_say(path: Path) -> None:
    assert not VERDICT.findall(ALLOWED.sub("", " ".join(text_of(path).split())))


@document
def test_spelling_is_american(path: Path) -> None:
    british = r"\b\w*(?:licence|labell|colour|behaviour|favour|organis|recognis|catalogue|centre)\w*"
    assert not re.findall(british, prose(path), re.IGNORECASE)


@document
def test_lines_are_short_enough_to_review(path: Path) -> None:
    long = [line for line in prose(path).splitlines() if len(line) > 120 and line.lstrip()[:1] != "|"]
    assert path.name == "reference.md" or not long


def test_probe_in_contributing_works(tmp_path: Path) -> None:
    [code] = blocks(ROOT / "CONTRIBUTING.md", "python")
    (tmp_path / "example.py").write_text(code, encoding="utf-8")
    spec = importlib.util.spec_from_file_location(
        "osaid_action.evidence.code.example", tmp_path / "example.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "search.py").write_text("import optuna\nstudy = optuna.create_study()\n", encoding="utf-8")
    with open_tree(str(folder)) as tree:
        [finding] = module.probe(probes.survey(tree))
    assert finding.component == module.COMPONENT
    assert (finding.evidence[0].path, finding.evidence[0].line) == ("search.py", 2)


@pytest.mark.parametrize("name", rules.examples())
def test_example_of_a_rule_is_what_its_page_says(name: str) -> None:
    example = rules.examples()[name]
    [required] = [item.required for item in load().items if item.id == name]
    assert rules.judged(name, example["passes"]).status in {"met", "needs-review"}
    assert rules.judged(name, example["fails"]).status in ({"unmet", "partial"} if required else {"unknown"})


def test_every_rule_has_a_page() -> None:
    for rule in problems.rules():
        path, _, anchor = page(rule.id).removeprefix(f"{SITE}rules/").partition("#")
        other = ROOT / "docs" / "rules" / f"{path.strip('/') or 'index'}.md"
        assert not anchor or anchor in anchors(other)
        assert other.is_file()


def test_messages_in_trouble_are_those_of_the_program() -> None:
    sources = [*(ROOT / "osaid_action").rglob("*.py"), ROOT / "action.yml"]
    said = re.sub(r'"\s*\n\s*f?"', "", "\n".join(map(text_of, sources)))
    quoted = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", text_of(ROOT / "docs" / "troubleshooting.md"))
    parts = [part.strip(" ,") for words in quoted for part in words.split("...")]
    assert len(parts) > 9
    assert [part for part in parts if part not in said] == []


def test_recorded_sessions_refuse_a_traceback(tmp_path: Path) -> None:
    shell = reference.Shell(tmp_path)
    with pytest.raises(RuntimeError, match="not fit to be recorded"):
        shell.run("echo 'Traceback (most recent call last):'")


def test_commands_of_a_session() -> None:
    body = "$ python -c '\n> print(1)\n> '\n> not a command\n$ osaid check\noutput\n> quoted output\n"
    assert reference.commands(body) == ["python -c '\nprint(1)\n'\nnot a command", "osaid check"]


def test_license_is_the_whole_apache_license() -> None:
    digest = hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest()
    assert digest == "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"
