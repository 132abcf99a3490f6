"""Manifests found, read and refused: a folder of cases, then what no file can show, such as hostile input."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from manifests import CASES, manifest, problems, snippets

from osaid_action.manifest.problems import MAX_PROBLEMS, ConfigError
from osaid_action.manifest.read import find, parse
from osaid_action.manifest.source import MAX_BYTES
from osaid_action.model import MANIFESTS, Manifest

VALID = sorted((CASES / "valid").glob("*.toml"))


INVALID = sorted(path.parent for path in (CASES / "invalid").glob("*/osaid.toml"))


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_manifest(path: Path) -> None:
    assert parse("osaid.toml", path.read_bytes()) is not None


@pytest.mark.parametrize("folder", INVALID, ids=lambda folder: folder.name)
def test_invalid_manifest(folder: Path) -> None:
    """expected.txt is what is printed; *** stands for words that differ between Python's versions."""
    with pytest.raises(ConfigError) as caught:
        parse("osaid.toml", (folder / "osaid.toml").read_bytes())
    expected = (folder / "expected.txt").read_text(encoding="utf-8").rstrip("\n")
    pattern = ".*".join(map(re.escape, expected.split("***")))
    assert re.fullmatch(pattern, str(caught.value)), f"expected:\n{expected}\ngot:\n{caught.value}"


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_same_manifest_inside_pyproject(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    headers = re.sub(r"(?m)^(\[+)", r"\1tool.osaid.", text)
    top = re.split(r"(?m)^\[", headers, maxsplit=1)
    embedded = f"[tool.osaid]\n{top[0]}" + "".join(f"[{rest}" for rest in top[1:])
    inside, alone = manifest(embedded, "pyproject.toml"), manifest(text)
    assert inside.path == "pyproject.toml"
    for field in ("name", "version", "about", "not_used", "policy", "fail_on", "exclude"):
        assert getattr(inside, field) == getattr(alone, field)
    assert [entry.paths for entry in inside.declarations] == [entry.paths for entry in alone.declarations]
    keys = [f"tool.osaid.{entry.key}" for entry in alone.declarations]
    assert [entry.key for entry in inside.declarations] == keys


def test_find_without_a_manifest() -> None:
    assert find({}.get) == Manifest()


@pytest.mark.parametrize("name", MANIFESTS)
def test_find_each_name(name: str) -> None:
    header = "tool.osaid.system" if name == "pyproject.toml" else "system"
    files = {"pyproject.toml": b"[project]\n", name: f'[{header}]\nname = "x"\n'.encode()}
    assert find(files.get) == Manifest(path=name, name="x")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        (
            {"osaid.toml": b"", ".github/osaid.toml": b""},
            ".github/osaid.toml: expected one manifest, got osaid.toml and .github/osaid.toml",
        ),
        (
            {"osaid.toml": b"", "pyproject.toml": b"[project]\n\n[tool.osaid]\n"},
            "pyproject.toml:3: tool.osaid: expected one manifest, got osaid.toml and pyproject.toml",
        ),
    ],
)
def test_find_refuses_two_manifests(files: dict[str, bytes], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        find(files.get)
    assert str(caught.value) == f"{message} (move everything into one of them and delete the other)"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[tool.ruff]\n",
        b'[project]\ndependencies = ["osaid"]\n',
        b"tool = 'osaid'\n",
        b"{{ cookiecutter.name }} is not TOML\n",
        b"\xff\xfe",
    ],
)
def test_pyproject_without_a_manifest(text: bytes) -> None:
    assert parse("pyproject.toml", text) is None
    assert parse("sub/pyproject.toml", text) is None


def test_pyproject_problems_name_the_full_key() -> None:
    text = '[project]\nname = "x"\n\n[tool.osaid.components.weights]\nlicense = "no no"\n'
    (problem,) = problems(text, "pyproject.toml")
    assert (problem.line, problem.key) == (5, "tool.osaid.components.weights.license")
    assert str(problems("tool.osaid = 1", "pyproject.toml")[0]) == (
        "pyproject.toml:1: tool.osaid: expected a table, got 1"
    )


def test_all_problems_at_once_in_the_order_of_the_file() -> None:
    found = problems(
        '[policy]\nterms = "loose"\n[components.weights]\npath = "/w"\nat = "x"\nlicense = "a b"\n'
        '[[waivers]]\nitem = "C1"\nreason = "r"\nby = "b"\nuntil = "soon"\n'
    )
    assert [problem.line for problem in found] == [2, 4, 5, 6, 11]


def test_too_large() -> None:
    (problem,) = problems(b"#" * (MAX_BYTES + 1))
    assert str(problem) == "osaid.toml: expected at most 1024 KiB, got a larger file"
    assert parse("osaid.toml", b"#" * MAX_BYTES) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a." * 100_000 + "a = 1",
        '"a b" . ' * 50_000 + "a = 1",
        "x = " + "[" * 100_000,
        "x = " + "{a = " * 50_000,
        "x = " + "{a.a.a.a.a.a.a.a.a = " * 40,
        "".join(f"k{number} = 1\n" for number in range(30_000)),
        "x = [" + "{}," * 50_000 + "]",
        "[[data]]\n" * 15_000,
        "x = 0x" + "f" * 100_000,
        "x = " + "9" * 100_000,
        'x = """' + '"" ' * 100_000,
        '"\\' * 100_000,
        'x = "' + '\\" ' * 100_000,
        '[components.weights]\nlicense = "' + "A OR " * 50_000 + '!"',
        '[components.weights]\nlicense = "' + "(" * 100_000 + 'A"',
        '[components.weights]\nat = "https://' + "a." * 50_000 + '"',
    ],
    ids=lambda text: text[:20],
)
def test_bombs_are_refused_with_few_words(text: str) -> None:
    found = problems(text)
    assert len(found) <= MAX_PROBLEMS
    assert all(len(str(problem)) < 500 for problem in found)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066"])
def test_what_acts_on_a_terminal_is_refused_and_never_printed(character: str) -> None:
    escaped = f"\\u{ord(character):04x}"
    for text in (f'[system]\nname = "{escaped}"', f'"{escaped}" = 1', f'components."{escaped}".path = "x"'):
        assert character not in str(problems(text)[0])


def test_passwords_are_not_printed() -> None:
    (problem,) = problems('[components.weights]\nat = "https://user:secret@example.org/x"')
    assert "secret" not in str(problem)


@settings(max_examples=400)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode), snippets().map(str.encode)))
@example(b"[components]\nweights = [[]]")
@example(b"data = [[1]]\nwaivers = [{until = 07:32:00}]")
@example(b"components.weights.path.x = 1")
def test_any_bytes_give_a_manifest_or_a_config_error(text: bytes) -> None:
    for path in ("osaid.toml", "pyproject.toml"):
        try:
            parse(path, text if path == "osaid.toml" else b"[tool.osaid]\n" + text)
        except ConfigError as error:
            assert error.problems
            assert all(line.isprintable() for line in str(error).split("\n"))


def test_nothing_heavy_is_imported_without_a_manifest() -> None:
    code = (
        "import sys; before = set(sys.modules); from osaid_action.manifest.read import find;"
        "find({'pyproject.toml': b'[project]'}.get);"
        "late = {'jsonschema', 'tomllib', 'tomli', 'importlib.resources', 'difflib'};"
        "print(*late & (set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
