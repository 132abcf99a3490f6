"""What a path alone tells of a file: its role by suffix, the kind of place it stands in, its words."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..patterns import lazy

if TYPE_CHECKING:
    from ..evidence.signals import Hit
    from .tree import Entry

_SUFFIXES = {
    "code": "py pyx ipynb c cc cpp cxx cu cuh h hpp metal rs jl r go js mjs ts tsx java scala kt swift lua m "
    "mm sql nim zig cs fs rb dart ex ml",
    "shell": "sh bash zsh sbatch slurm bat ps1 makefile mk justfile",
    "config": "yaml yml json jsonld cff toml gin cfg ini jsonnet libsonnet hocon prototxt pbtxt",
    "doc": "md markdown rst txt html htm org adoc rmd qmd mdx",
}
ROLES = {suffix: role for role, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
DOC_NAMES = lazy(
    r"(?i)(read[-_ ]?me|model[-_ ]?card|data[-_ ]?(sheet|card|statement)?|dataset[-_ ]?card|card"
    r"|pre-?train\w{0,30}|training|evals?|evaluation|weights)([-_.].*)?$"
)
_WORDS = lazy(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

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
_OWN = frozenset({"main", "example", "docs"})


def words(text: str) -> frozenset[str]:
    """Words that a path may hold, separated by spaces."""
    return frozenset(text.split())


class File:
    """One file of the tree with what its name tells, and the signals seen in it."""

    __slots__ = ("_called", "entry", "folder", "hits", "name", "path", "place", "role", "suffix", "tags")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.path = entry.path
        self.folder, _, self.name = entry.path.rpartition("/")
        self.suffix, self.role = role_of(self.name)
        self.place = place_of(self.folder)
        if self.place in _OWN and _TEST_FILE.fullmatch(self.name):
            self.place = "test"
        elif "{{" in self.name or "{%" in self.name:
            self.place = "template"
        self._called: frozenset[str] | None = None
        self.hits: dict[str, Hit] = {}
        self.tags: tuple[tuple[int, str], ...] = ()

    @property
    def own(self) -> bool:
        """False for tests, templates, machinery and other people's code."""
        return self.place in _OWN

    @property
    def words(self) -> frozenset[str]:
        """The words of the whole path, in lower case."""
        return words_of(self.folder) | self.called

    @property
    def called(self) -> frozenset[str]:
        """The words of the file's own name, in lower case."""
        if self._called is None:
            self._called = frozenset(map(str.lower, _WORDS.findall(self.name)))
        return self._called

    def said(self, of: frozenset[str]) -> bool:
        """True when the path holds one of the words."""
        return not of.isdisjoint(words_of(self.folder)) or not of.isdisjoint(self.called)

    def named(self, of: frozenset[str]) -> bool:
        """True when the file's own name holds one of the words."""
        return not of.isdisjoint(self.called)

    def hit(self, *names: str) -> Hit | None:
        """The first of these signals that was seen here."""
        return next((self.hits[name] for name in names if name in self.hits), None)

    def seen(self, *names: str) -> int:
        """On how many lines these signals were seen."""
        return sum(self.hits[name].seen for name in names if name in self.hits)


def role_of(name: str) -> tuple[str, str]:
    """(suffix in lower case, role) of a file by its name."""
    stem, dot, suffix = name.rpartition(".")
    suffix = suffix.lower() if dot and stem else ""
    role = ROLES.get(suffix or name.lower(), "other")
    if role == "other" and not suffix and DOC_NAMES.match(name):
        role = "doc"
    return suffix, role


@lru_cache(maxsize=4_096)
def words_of(folder: str) -> frozenset[str]:
    """The words of a folder's path, in lower case."""
    return frozenset(map(str.lower, _WORDS.findall(folder)))


@lru_cache(maxsize=16_384)
def place_of(folder: str) -> str:
    """Kind of place a folder is; the least own of the folders on the way decides."""
    if not folder:
        return "main"
    parent, _, name = folder.rpartition("/")
    above = place_of(parent)
    lower = name.lower()
    here = _PLACE_OF.get(lower, "main")
    if "{{" in name or "{%" in name or lower.startswith("cookiecutter"):
        here = "template"
    elif here == "main" and _TEST_FOLDER.fullmatch(lower):
        here = "test"
    return min(above, here, key=_ORDER.index)
