"""The manifest: a folder of cases, then what no file can show: hostile input, the schema, start-up."""

from __future__ import annotations

import re
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from osaid_action import model
from osaid_action.manifest import read as config
from osaid_action.manifest.lines import TooDeepError, lines_of
from osaid_action.manifest.read import ConfigError, ManifestProblem, find, parse
from osaid_action.model import MANIFESTS, DataEntry, Declaration, Manifest, Waiver
from osaid_action.schema import load

CASES = Path(__file__).parents[1] / "manifests"
VALID = sorted((CASES / "valid").glob("*.toml"))
INVALID = sorted(path.parent for path in (CASES / "invalid").glob("*/osaid.toml"))


def problems(text: str | bytes, path: str = "osaid.toml") -> tuple[ManifestProblem, ...]:
    with pytest.raises(ConfigError) as caught:
        parse(path, text if isinstance(text, bytes) else text.encode())
    return caught.value.problems


def manifest(text: str, path: str = "osaid.toml") -> Manifest:
    found = parse(path, text.encode())
    assert found is not None
    return found


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
    for field in ("name", "version", "not_used", "policy", "fail_on", "exclude"):
        assert getattr(inside, field) == getattr(alone, field)
    assert [entry.paths for entry in inside.declarations] == [entry.paths for entry in alone.declarations]
    keys = [f"tool.osaid.{entry.key}" for entry in alone.declarations]
    assert [entry.key for entry in inside.declarations] == keys


def test_full_manifest_becomes_the_model() -> None:
    found = manifest((CASES / "valid" / "full.toml").read_text(encoding="utf-8"))
    assert (found.path, found.name, found.version) == ("osaid.toml", "Tiny", "1.0")
    assert (found.policy, found.fail_on) == ("strict", "incomplete")
    assert found.exclude == ("third_party/", "*.bak")
    assert found.declarations[0] == Declaration(
        component="training-code",
        paths=("train.py", "src/train/**"),
        license="Apache-2.0",
        key="components.training-code",
        line=12,
    )
    weights = [entry for entry in found.declarations if entry.component == "weights"]
    assert [entry.key for entry in weights] == ["components.weights[0]", "components.weights[1]"]
    assert weights[0].places == ("hf:owner/model@v1", "zenodo:1234567")
    assert weights[1].license == "LicenseRef-Adapter-Terms"
    assert found.data is not None
    assert found.data[0] == DataEntry(
        name="The Pile",
        access="public",
        where=("https://pile.eleuther.ai", "arxiv:2101.00027"),
        license="MIT",
        line=34,
    )
    assert found.data[2].reason == "They are confidential by law."
    assert found.not_used == (("evaluation-code", "The release was judged by hand."),)
    assert found.waivers == (
        Waiver(
            item="C4",
            reason="The tokenizer's code is being cleaned up.",
            by="@maintainer",
            until="2027-06-30",
            line=53,
        ),
    )


def test_declarations_follow_the_definition_not_the_file() -> None:
    text = '[components.weights]\npath = "w"\n[components.training-code]\npath = "t"\n'
    assert [entry.component for entry in manifest(text).declarations] == ["training-code", "weights"]


def test_no_data_listed_differs_from_no_data() -> None:
    assert manifest("data = []").data == ()
    assert manifest("").data is None


def test_reasons_become_one_line() -> None:
    text = (CASES / "valid" / "reason-over-lines.toml").read_text(encoding="utf-8")
    assert manifest(text).not_used == (("evaluation-code", "Judged by hand."),)


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
    (problem,) = problems(b"#" * (config.MAX_BYTES + 1))
    assert str(problem) == "osaid.toml: expected at most 1024 KiB, got a larger file"
    assert parse("osaid.toml", b"#" * config.MAX_BYTES) is not None


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
    assert len(found) <= config.MAX_PROBLEMS
    assert all(len(str(problem)) < 500 for problem in found)


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066"])
def test_what_acts_on_a_terminal_is_refused_and_never_printed(character: str) -> None:
    escaped = f"\\u{ord(character):04x}"
    for text in (f'[system]\nname = "{escaped}"', f'"{escaped}" = 1', f'components."{escaped}".path = "x"'):
        assert character not in str(problems(text)[0])


def test_passwords_are_not_printed() -> None:
    (problem,) = problems('[components.weights]\nat = "https://user:secret@example.org/x"')
    assert "secret" not in str(problem)


LINES = """\
# [system]
[system] # line 2
name = 'a # b'
"quoted key" = \"\"\"
[data]
x = 1
\"\"\"
version.major = 1

[[data]] # 10
name = "one"
  [data.sub]
  x = 1
[[data]] # 14
where = [
  "a", # b
  # c, d
  'e' , { k = 1, l = [
    2, 3 ] },
]
  [[data.sub]]
  x = 1
  [[data.sub]]
  y = { z.z = '''
'''  , w = 2 }
"""


def test_lines_of_keys() -> None:
    lines = lines_of(LINES)
    expected = {
        ("system",): 2,
        ("system", "name"): 3,
        ("system", "quoted key"): 4,
        ("system", "version"): 8,
        ("system", "version", "major"): 8,
        ("data",): 10,
        ("data", 0): 10,
        ("data", 0, "name"): 11,
        ("data", 0, "sub"): 12,
        ("data", 0, "sub", "x"): 13,
        ("data", 1): 14,
        ("data", 1, "where"): 15,
        ("data", 1, "where", 0): 16,
        ("data", 1, "where", 1): 18,
        ("data", 1, "where", 2): 18,
        ("data", 1, "where", 2, "k"): 18,
        ("data", 1, "where", 2, "l"): 18,
        ("data", 1, "where", 2, "l", 0): 19,
        ("data", 1, "where", 2, "l", 1): 19,
        ("data", 1, "sub"): 21,
        ("data", 1, "sub", 0): 21,
        ("data", 1, "sub", 0, "x"): 22,
        ("data", 1, "sub", 1): 23,
        ("data", 1, "sub", 1, "y"): 24,
        ("data", 1, "sub", 1, "y", "z"): 24,
        ("data", 1, "sub", 1, "y", "z", "z"): 24,
        ("data", 1, "sub", 1, "y", "w"): 25,
    }
    assert lines == expected


WORDS = st.text(string.ascii_letters + "-_", min_size=1, max_size=6)
SCALARS = st.one_of(
    st.integers(-9, 9).map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.sampled_from(["1.5", "2027-06-30", "nan", "'''\n'''", '"""\n\n"a" """', '"a\\"b # ["', "'{,'"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda values: "[\n" + ",\n # c\n".join(values) + "]"),
        st.dictionaries(WORDS, inner, max_size=3).map(
            lambda table: "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
        ),
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(WORDS, VALUES), max_size=6, unique_by=lambda pair: pair[0].lower()))
def test_lines_of_any_table(pairs: list[tuple[str, str]]) -> None:
    """Each key of a table is found on the line where we wrote it, whatever its value spans."""
    text, expected = "[[t]]\n", {}
    for key, value in pairs:
        expected[key] = text.count("\n") + 1
        text += f"{key} = {value} # {key}\n"
    lines = lines_of(text)
    assert {key[2]: line for key, line in lines.items() if len(key) == 3} == expected


def snippets() -> st.SearchStrategy[str]:
    """Texts made of the pieces that manifests are made of, so that many of them parse."""
    words = [
        "[components.weights]",
        "[[components.weights]]",
        "[[data]]",
        "[[waivers]]",
        "[not-used]",
        "[policy]",
    ]
    keys = ["path", "at", "license", "name", "access", "where", "until", "item", "weights", "data", "terms"]
    values = [
        '"MIT"',
        '"hf:a/b"',
        "[]",
        "{}",
        '["x", 1]',
        "1",
        "nan",
        "2027-06-30",
        "1979-05-27T07:32:00",
        '"\\u001b"',
    ]
    pair = st.tuples(st.sampled_from(keys), st.sampled_from(values)).map(" = ".join)
    return st.lists(st.sampled_from(words) | pair | st.text(max_size=5), max_size=12).map("\n".join)


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


@given(st.text(max_size=300) | snippets())
def test_lines_of_any_text(text: str) -> None:
    try:
        lines = lines_of(text)
    except TooDeepError:
        return
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())


def test_schema_is_valid_and_says_the_words_of_the_model() -> None:
    from jsonschema.validators import Draft202012Validator

    schema = load("manifest")
    Draft202012Validator.check_schema(schema)
    parts = schema["properties"]
    assert schema["$id"].endswith("/osaid_action/schema/manifest.schema.json")
    assert tuple(parts["components"]["properties"]) == model.COMPONENTS
    assert tuple(parts["not-used"]["properties"]) == model.COMPONENTS
    assert tuple(parts["policy"]["properties"]["terms"]["enum"]) == model.POLICIES
    assert tuple(parts["policy"]["properties"]["fail-on"]["enum"]) == model.GATES
    assert tuple(schema["$defs"]["data-entry"]["properties"]["access"]["enum"]) == model.ACCESS


def test_every_key_of_the_schema_tells_an_editor_what_it_means() -> None:
    waiting: list[object] = [load("manifest")]
    keys = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        if not isinstance(node, dict):
            continue
        waiting += node.values()
        for key, value in node.get("properties", {}).items():
            # The `if` of data entries repeats a key only to look at it.
            if value.keys() != {"const"}:
                assert value["title"], key
                assert value["description"].endswith("."), key
                keys += 1
    assert keys > 40


def test_unknown_schema() -> None:
    with pytest.raises(KeyError):
        load("nothing")


def test_nothing_heavy_is_imported_without_a_manifest() -> None:
    code = (
        "import sys; before = set(sys.modules); from osaid_action.manifest.read import find;"
        "find({'pyproject.toml': b'[project]'}.get);"
        "late = {'jsonschema', 'tomllib', 'tomli', 'importlib.resources', 'difflib'};"
        "print(*late & (set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []
