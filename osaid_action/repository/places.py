"""What a path alone tells of a file: its role by suffix, the kind of place it stands in, its words."""

from __future__ import annotations

import re
from functools import lru_cache

from ..patterns import lazy

_SUFFIXES = {
    "code": "py pyx ipynb c cc cpp cxx cu cuh h hpp metal rs jl r go js mjs ts tsx java scala kt swift lua m "
    "mm sql nim zig cs fs rb dart ex ml",
    "shell": "sh bash zsh sbatch slurm bat ps1 makefile mk justfile",
    "config": "yaml yml json jsonld cff toml gin cfg conf config ini jsonnet libsonnet hocon prototxt pbtxt",
    "doc": "md markdown rst txt html htm org adoc rmd qmd mdx",
}
ROLES = {suffix: role for role, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
DOC_NAMES = lazy(
    r"(?i)(read[-_ ]?me|model[-_ ]?card|data[-_ ]?(sheet|card|statement)?|dataset[-_ ]?card|card"
    r"|pre-?train\w{0,30}|training|evals?|evaluation|weights)([-_.].*)?$"
)
#: A word of a name, be it written inOneWord or with marks between.
NAME_WORD = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

#: Kinds of place, from what is least a project's own; a folder anywhere on the way decides.
_PLACES = {
    "vendored": "vendor vendored _vendor third_party third-party thirdparty 3rdparty external externals "
    "extern node_modules site-packages submodule submodules deps dependencies",
    "template": "template templates",
    "test": "test tests testing unit_tests unittest unittests fixture fixtures testdata spec specs __tests__ "
    "mock mocks",
    "machinery": ".github .gitlab .circleci .ci ci ci_scripts .devcontainer .vscode",
    "docs": "doc docs documentation website site blog tutorial tutorials",
    "example": "example examples demo demos sample samples recipe recipes contrib playground",
}
_PLACE_OF = {name: place for place, names in _PLACES.items() for name in names.split()}
_ORDER = [*_PLACES, "main"]
_TEST_FOLDER = lazy(r"tests?[-_].*|.{1,80}[-_](?:tests?|fixtures?|testdata)")
_TEST_FILE = lazy(r"(?:test_[^/]{0,120}|[^/]{0,120}_test|conftest)\.\w{1,30}", re.IGNORECASE)
#: In these a script that tests a model is named like a unit test; its text tells which it is.
_SCRIPTS = frozenset({"py", "ipynb", "m", "lua", "r", "jl"})
#: Documents with code that runs between the prose; they count as both.
WOVEN = frozenset({"rmd", "qmd"})
#: Where a project keeps what is its own.
OWN = frozenset({"main", "example", "docs"})


def words(text: str) -> frozenset[str]:
    """Words that a path may hold, separated by spaces."""
    return frozenset(text.split())


def role_of(name: str) -> tuple[str, str]:
    """(suffix in lower case, role) of a file by its name."""
    stem, dot, suffix = name.rpartition(".")
    suffix = suffix.lower() if dot and stem else ""
    role = ROLES.get(suffix or name.lower(), "other")
    if role == "other" and not suffix and DOC_NAMES.match(name):
        role = "doc"
    return suffix, role


def words_in(text: str) -> frozenset[str]:
    """The words of a name or a path, in lower case."""
    return frozenset(map(str.lower, NAME_WORD.findall(text)))


@lru_cache(maxsize=4_096)
def words_of(folder: str) -> frozenset[str]:
    """The words of a folder's path, which many files share."""
    return words_in(folder)


@lru_cache(maxsize=16_384)
def place_of(folder: str) -> str:
    """Kind of place a folder is; the least own of the folders on the way decides."""
    return min(map(_place_named, folder.split("/")), key=_ORDER.index)


@lru_cache(maxsize=16_384)
def _place_named(name: str) -> str:
    lower = name.lower()
    if "{{" in name or "{%" in name or lower.startswith("cookiecutter"):
        return "template"
    place = _PLACE_OF.get(lower, "main")
    return "test" if place == "main" and _TEST_FOLDER.fullmatch(lower) else place


def place_of_file(folder: str, name: str) -> str:
    """Kind of place a file is in; its own name may say that it is a test or a template."""
    place = place_of(folder)
    if place in OWN and named_test(name) and not may_try(name):
        return "test"
    return "template" if "{{" in name or "{%" in name else place


def named_test(name: str) -> bool:
    """True where a file's own name says that it is a test."""
    return _TEST_FILE.fullmatch(name) is not None


def may_try(name: str) -> bool:
    """True for a script that is named as a test and may as well try a model on the test split."""
    return (
        name.rpartition(".")[2].lower() in _SCRIPTS and named_test(name) and not name.startswith("conftest")
    )
