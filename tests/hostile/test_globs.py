"""Patterns of a manifest: they mean what git means, bad ones are told, and none takes long."""

from __future__ import annotations

import re
import subprocess
import time
import warnings
from pathlib import Path

import pytest
from gitrepo import Repo
from hypothesis import given, settings
from hypothesis import strategies as st
from program import run

from osaid_action.api import ConfigError, UsageError, check
from osaid_action.manifest.read import parse
from osaid_action.repository import globs
from osaid_action.repository.matches import Paths

#: Folders, names and depths on which the patterns below differ.
TREE = (
    *("a.py", "b.txt", "a/a.py", "a/b/a.py", "a/b/c/d.txt", "b/a/x", "docs/a.md", "docs/x/a.md", "x/docs/b"),
    *(
        "ab",
        "a-b",
        "a]b",
        "a^b",
        "a!b",
        "[z",
        "!x",
        "#x",
        "a\\b",
        "a b",
        "trail ",
        "A.PY",
        "\u00e9.py",
        "foo/bar/baz",
    ),
    *("abc/abc/abc", "build/out/x.o", "lib/build/y", "0x1f", "_a", "aXb/c", "x*y", "x?y", "new\nline"),
)
PATTERNS = (
    *(
        "a.py",
        "*.py",
        "/a.py",
        "/*.py",
        "a",
        "a/",
        "/a",
        "/a/",
        "a/b",
        "/a/b/",
        "a/*",
        "a/**",
        "**/a",
        "**/a/",
    ),
    *(
        "**/b/**",
        "a/**/d.txt",
        "a/**/a.py",
        "docs/*.md",
        "docs/**/*.md",
        "**/docs/*",
        "*",
        "**",
        "*/",
        "**/",
        "/*",
    ),
    *(
        "?",
        "??",
        "a?b",
        "[ab]",
        "a[]]b",
        "a[^]]b",
        "a[!]]b",
        "a[^-]b",
        "a[-x]b",
        "[[:digit:]]x*",
        "[![:alpha:]]*",
    ),
    *(
        "[a-c].*",
        "\\[z",
        "\\!x",
        "\\#x",
        "#x",
        "a\\\\b",
        "a\\ b",
        "trail\\ ",
        "trail ",
        "a b  ",
        "x\\*y",
        "x[*]y",
    ),
    *(
        "*/*/*",
        "a*b*c*",
        "*b*",
        "*a*c*",
        "build",
        "build/",
        "/build",
        "a/b/../b",
        "a//b",
        "***",
        "a**",
        "**a",
        "\u00e9*",
    ),
    *(
        "foo/*/baz",
        "foo/**/baz",
        "foo/**",
        "**/bar",
        "**/bar/baz",
        "*.[ch]",
        "*.o",
        "a/b/c",
        "[[:upper:]]*",
        "/**/x",
        "?//",
        "a//",
        "*//",
        "**//",
        "a//b",
    ),
)
SEVERAL = (
    ("*", "!*.py"),
    ("*.py", "!/a.py"),
    ("a/*", "!a/b"),
    ("a/*", "!a/b/"),
    ("a/", "!a/a.py"),
    ("*", "!*/", "!*.md"),
    ("a.py", "!a.py", "a.py"),
    ("!a.py", "a.py"),
    ("docs", "!docs/a.md"),
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    repo = Repo(tmp_path_factory.mktemp("globs"))
    for path in TREE:
        repo.write(path)
    return repo


def ignored_by_git(repo: Repo, patterns: tuple[str, ...]) -> set[str]:
    (repo.path / ".git/info/exclude").write_text("".join(f"{one}\n" for one in patterns), "utf-8")
    asked = "\0".join(TREE).encode()
    command = ["git", "check-ignore", "--no-index", "--stdin", "-z"]
    done = subprocess.run(command, cwd=repo.path, input=asked, capture_output=True, check=False)
    assert not done.stderr
    return set(filter(None, done.stdout.decode().split("\0")))


@pytest.mark.parametrize("patterns", [*((one,) for one in PATTERNS), *SEVERAL], ids=" ".join)
def test_exclude_means_what_git_means(tree: Repo, patterns: tuple[str, ...]) -> None:
    assert Paths(TREE).ignored(patterns) == ignored_by_git(tree, patterns)


PART = st.text("ab*?.!/[]-\\ ", min_size=1, max_size=7)


@given(st.lists(PART, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, database=None)
def test_any_pattern_that_is_taken_means_what_git_means(patterns: list[str]) -> None:
    good = tuple(one for one in patterns if not globs.fault(globs.rule, one))
    if good:
        # To git a "?" is a byte, to a reader a letter.
        plain = {path for path in TREE if path.isascii()}
        assert Paths(TREE).ignored(good) & plain == ignored_by_git(GIT, good) & plain


@pytest.fixture(autouse=True, scope="module")
def _git(tree: Repo) -> None:
    global GIT
    GIT = tree


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("!", "names nothing"),
        ("/", "names nothing"),
        ("!/", "names nothing"),
        ("\\", "ends in a backslash"),
        ("a\\", "ends in a backslash"),
        ("a\\/b", "ends in a backslash"),
        ("[z-a]x", "runs backwards"),
        ("[a-\\]", "runs backwards"),
        ("[a-[:digit:]]", "runs backwards"),
        ("[[:alpha:]", "not closed"),
        ("a[", "not closed"),
        ("a[]", "not closed"),
        ("[!]", "not closed"),
        ("[[:nothing:]]", "nobody knows"),
    ],
)
def test_a_bad_pattern_is_a_problem_of_the_manifest(repo: Repo, pattern: str, said: str) -> None:
    text = f"# the rest is good\nexclude = [\n  'good/',\n  '{pattern}',\n]\n"
    repo.commit({"osaid.toml": text})
    with pytest.raises(ConfigError) as caught:
        check(str(repo))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line, problem.key) == ("osaid.toml", 4, "exclude[1]")
    assert said in str(problem)


@pytest.mark.parametrize("pattern", ["[z-a]x*", "*[[:nothing:]]", "[b-a]"])
def test_a_bad_glob_of_a_declaration_is_told(pattern: str) -> None:
    with pytest.raises(ConfigError, match=r"osaid\.toml:2: .*glob"):
        parse("osaid.toml", f"[components]\ntraining-code = {{ path = '{pattern}' }}\n".encode())


@pytest.mark.parametrize("command", [("check",), ("hook", "manifest", "osaid.toml"), ("hook", "check")])
def test_every_command_says_so(repo: Repo, command: tuple[str, ...]) -> None:
    repo.commit({"osaid.toml": 'exclude = ["!"]\n', "train.py": "x = 1\n"})
    repo.git("add", "-A")
    done = run(*command, cwd=repo.path)
    assert done.returncode == 2 if command[0] == "check" else done.returncode in {1, 2}
    assert "osaid.toml:1: exclude[0]" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("pattern", ["[a||b]", "[[a]*", "[a--b]*", "[a&&b]", "[a~~b]", "[^[:alpha:]_]*"])
def test_no_pattern_makes_python_warn(pattern: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if not globs.fault(globs.rule, pattern):
            Paths(TREE).ignored((pattern,))
        if not globs.fault(globs.glob, pattern):
            Paths(TREE).named(pattern)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("a", {"a/a.py", "a/b/a.py", "a/b/c/d.txt"}),
        ("a.py", {"a.py"}),
        ("*.py", {"a.py", "\u00e9.py"}),
        ("**/*.py", {"a.py", "a/a.py", "a/b/a.py", "\u00e9.py"}),
        ("a/*", {"a/a.py", "a/b/a.py", "a/b/c/d.txt"}),
        ("*/b", {"a/b/a.py", "a/b/c/d.txt"}),
        ("*/b/", {"a/b/a.py", "a/b/c/d.txt"}),
        ("docs/**/*.md", {"docs/a.md", "docs/x/a.md"}),
        ("[z", {"[z"}),
        ("[", set()),
        ("*[z", {"[z"}),
        ("x*y", {"x*y"}),
        ("!*", {"!x"}),
        ("#*", {"#x"}),
        ("", set(TREE)),
        (".", set(TREE)),
    ],
)
def test_a_declaration_names(pattern: str, names: set[str]) -> None:
    assert set(Paths(TREE).named(pattern)) == names


HARD = [
    ("*a" * 12 + "b", "a" * 60),
    ("*a" * 2_000 + "b", "a" * 4_000),
    ("**/a/" * 25 + "x", "a/" * 100 + "y"),
    ("**/" * 500 + "a*/" * 500 + "x", "a/" * 2_000 + "y"),
    ("*?" * 500 + "b", "a" * 4_000),
    ("*[ab]" * 500 + "c", "a" * 4_000),
    ("*" * 10_000 + "b", "a" * 4_000),
    ("[" * 20_000, "a" * 60),
    ("*" + "[" * 20_000 + "]", "a" * 60),
    ("a" + " " * 50_000 + "b", "a" * 60),
    ("\\a" * 20_000, "a" * 60),
]


def test_the_bait_bites_a_regular_expression() -> None:
    naive = re.compile("[^/]*a" * 8 + "b")
    times = []
    for size in (20, 40):
        start = time.perf_counter()
        assert not naive.fullmatch("a" * size)
        times.append(time.perf_counter() - start)
    assert times[1] > 16 * times[0]


@pytest.mark.parametrize(("pattern", "path"), HARD, ids=[one[:12] for one, _ in HARD])
def test_no_pattern_takes_long(pattern: str, path: str) -> None:
    start = time.perf_counter()
    if not globs.fault(globs.rule, pattern):
        Paths([path]).ignored((pattern,))
    if not globs.fault(globs.glob, pattern):
        Paths([path]).named(pattern)
    assert time.perf_counter() - start < 5


def test_the_case_that_hung_is_checked(tmp_path: Path) -> None:
    stars = "*a" * 12 + "b"
    (tmp_path / "osaid.toml").write_text(
        f'exclude = ["{stars}"]\n[components]\ntraining-code = {{path = "{stars}"}}\n'
    )
    (tmp_path / ("a" * 60)).touch()
    assert run("check", str(tmp_path)).returncode == 1


FILES = [f"folder{n % 40}/file{n}.py" for n in range(16_000)]


def test_many_paths_times_many_files_are_looked_up() -> None:
    start = time.perf_counter()
    paths = Paths(FILES)
    assert sum(len(paths.named(path)) for path in FILES[:8_000]) == 8_000
    assert len(paths.ignored(FILES[:8_000])) == 8_000
    assert len(paths.ignored([f"file{n}.py" for n in range(8_000)])) == 8_000
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize("ask", ["exclude", "path", "all"])
def test_many_globs_times_many_files_are_refused(ask: str) -> None:
    paths = Paths(FILES, tries=100_000)
    with pytest.raises(UsageError, match="too much of 16,000 files"):
        if ask == "exclude":
            paths.ignored([f"*x{n}*" for n in range(2_000)])
        elif ask == "path":
            [paths.named(f"*x{n}*/y") for n in range(2_000)]
        else:
            [paths.named(f"**{'*' * n}") for n in range(2_000)]


def test_what_was_spent_on_exclude_is_spent() -> None:
    paths = Paths(FILES, tries=20_000)
    paths.ignored(("*x*",))
    with pytest.raises(UsageError):
        paths.without(frozenset()).named("*y*")


def test_folders_without_end_are_walked_once() -> None:
    deep = ["/".join(["d"] * depth) + "/f" for depth in range(1, 3_000)]
    start = time.perf_counter()
    assert len(Paths(deep).ignored(("f",))) == len(deep)
    assert time.perf_counter() - start < 5
