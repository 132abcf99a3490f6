"""What a tree looks like to the probes: names first, contents only of candidates, all bounded.

Each code and configuration file is read once and reduced to the signals seen in it; documents
are kept whole, because several probes read them. A probe asks the survey and never the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from . import files
from .tree import FILE, GITLINK, Entry, Tree

CODE_BYTES, CODE_FILES = 262_144, 1_500
CONFIG_BYTES, CONFIG_FILES = 65_536, 300
DOC_BYTES, DOC_FILES = 524_288, 150
HEAD_BYTES = 4_096

_SUFFIXES = {
    "code": "py pyx ipynb c cc cpp cxx cu cuh h hpp rs jl r go js mjs ts java scala kt swift lua m mm sql nim zig cs",
    "shell": "sh bash zsh sbatch slurm bat ps1 makefile mk justfile",
    "config": "yaml yml json toml gin cfg ini jsonnet libsonnet hocon",
    "doc": "md markdown rst txt html htm org adoc rmd mdx",
}
ROLES = {suffix: role for role, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_DOC_NAMES = re.compile(
    r"(?i)(read[-_ ]?me|model[-_ ]?card|data[-_ ]?(sheet|card|statement)?|dataset[-_ ]?card|card"
    r"|pre-?train\w*|training|evals?|evaluation|weights)([-_.].*)?$"
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_PLACES = (
    ("vendored", re.compile(r"(?i)(^|/)(vendor(ed)?|third[-_]?party|extern(al)?s?|node_modules|site-packages|submodules?)/")),
    ("template", re.compile(r"\{\{|\{%|(^|/)(templates?|cookiecutter[^/]*)/")),
    ("test", re.compile(r"(?i)(^|/)(tests?|testing|unit_?tests?|fixtures?|testdata|test_data|__tests__|mocks?)/|(^|/)(test_[^/]*|[^/]*_test|conftest)\.\w+$")),
    ("docs", re.compile(r"(?i)(^|/)(docs?|documentation|website|site|blog|tutorials?)/")),
    ("example", re.compile(r"(?i)(^|/)(examples?|demos?|samples?|recipes?|contrib|case[-_]stud\w+|playground)/")),
)  # fmt: skip
_HINTS = frozenset(
    "train training trainer pretrain pretraining finetune finetuning sft dpo fit learn model models modeling "
    "network net arch generate generation inference infer predict sample demo chat transcribe detect eval "
    "evaluate evaluation benchmark metrics val validate data dataset datasets prepare preprocess preprocessing "
    "process processing filter dedup dedupe clean tokenize tokenizer tokenization corpus download convert run "
    "main config configs hyperparameters sweep search loss optimizer layers transformer attention".split()
)


class Signal(NamedTuple):
    """A pattern for one line, tried only where one of the literal needles stands."""

    name: str
    needles: tuple[str, ...]
    pattern: re.Pattern[str]


class Hit(NamedTuple):
    """Where a signal was seen first, and how often (counting stops at 50)."""

    line: int
    text: str
    count: int


def signal(name: str, needles: str, pattern: str) -> Signal:
    """A signal; needles are separated by spaces, and a needle's own space is written as ␣."""
    return Signal(name, tuple(n.replace("␣", " ") for n in needles.split()), re.compile(pattern))


class File:
    """One file of the tree with what its name tells, and the signals seen in it."""

    __slots__ = ("called", "entry", "hits", "path", "place", "role", "words")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.path = entry.path
        name = entry.path.rpartition("/")[2]
        stem, dot, suffix = name.rpartition(".")
        self.role = ROLES.get((suffix if dot and stem else name).lower(), "other")
        if self.role in {"other", "doc"} and not (dot and suffix.lower() == "py"):
            self.role = "doc" if self.role == "doc" or _DOC_NAMES.match(name) and not dot else "other"
        self.place = next((place for place, pattern in _PLACES if pattern.search(entry.path)), "main")
        self.words = tuple(word.lower() for word in _WORDS.findall(entry.path))
        self.called = tuple(word.lower() for word in _WORDS.findall(name))
        self.hits: dict[str, Hit] = {}

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def own(self) -> bool:
        """False for tests, templates and other people's code."""
        return self.place in {"main", "example", "docs"}

    def said(self, *words: str) -> bool:
        """True when the path holds one of the words."""
        return not set(words).isdisjoint(self.words)

    def named(self, *words: str) -> bool:
        """True when the file's own name holds one of the words."""
        return not set(words).isdisjoint(self.called)

    def __getitem__(self, name: str) -> Hit | None:
        return self.hits.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self.hits


def scan(text: str, signals: Iterable[Signal]) -> dict[str, Hit]:
    """The signals seen in a text, each with the first line that shows it. Comment lines don't count."""
    hits: dict[str, Hit] = {}
    for name, needles, pattern in signals:
        first: tuple[int, str] | None = None
        count = 0
        for needle in needles:
            at = text.find(needle)
            while at >= 0 and count < 50:
                start = text.rfind("\n", 0, at) + 1
                end = text.find("\n", at)
                end = len(text) if end < 0 else end
                line = text[start : min(end, start + files.MAX_LINE)]
                if not line.lstrip().startswith(("#", "//", "*", "--", '"""')) and pattern.search(line):
                    count += 1
                    if first is None or start < first[0]:
                        first = (start, line)
                at = text.find(needle, end)
        if first is not None:
            hits[name] = Hit(text.count("\n", 0, first[0]) + 1, first[1].strip()[:200], count)
    return hits


class Survey:
    """The files of a tree by role, the signals seen in them, the documents, and what was left out."""

    def __init__(self, tree: Tree, signals: dict[str, tuple[Signal, ...]], excluded: frozenset[str]) -> None:
        self.tree = tree
        self.files = [
            File(entry) for entry in tree.entries if entry.kind == FILE and entry.path not in excluded
        ]
        self.submodules = [entry.path for entry in tree.entries if entry.kind == GITLINK]
        self.limits: list[str] = list(tree.limits)
        self.unreadable: dict[str, str] = {}
        self.by_path = {file.path: file for file in self.files}
        self._signals = signals
        self.code = self._scanned("code", CODE_FILES, CODE_BYTES)
        self.shell = self._scanned("shell", CONFIG_FILES, CONFIG_BYTES)
        self.config = self._scanned("config", CONFIG_FILES, CONFIG_BYTES)

    def _scanned(self, role: str, most: int, limit: int) -> list[File]:
        """Files of a role that were read, with their signals set; the likeliest first when there are many."""
        wanted = [file for file in self.files if file.role == role and file.place != "vendored"]
        if len(wanted) > most:
            total = len(wanted)
            wanted = sorted(wanted, key=_rank)[:most]
            wanted.sort(key=lambda file: file.path)
            self.limits.append(
                f"{total - most} of {total} {role} files not read: the likeliest {most} by name were"
            )
        signals = self._signals.get(role, ())
        for file, blob in zip(wanted, self.tree.read_many((f.entry for f in wanted), limit), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
                continue
            if blob.data and not files.is_binary(blob.data):
                text = files.decode(blob.data)
                if file.path.endswith(".ipynb"):
                    file.hits = _notebook(text, signals)
                else:
                    file.hits = scan(text, signals)
        return [file for file in wanted if file.path not in self.unreadable]

    @cached_property
    def documents(self) -> dict[str, files.Document]:
        """READMEs, cards and other prose by path, root first."""
        wanted = [
            f
            for f in self.files
            if f.role == "doc" and f.place not in {"vendored", "test", "template"} and _is_prose(f)
        ]
        wanted.sort(key=lambda f: (f.path.count("/"), not f.name.lower().startswith("readme"), f.path))
        if len(wanted) > DOC_FILES:
            self.limits.append(f"{len(wanted) - DOC_FILES} of {len(wanted)} documents not read")
        wanted = wanted[:DOC_FILES]
        read: dict[str, files.Document] = {}
        for file, blob in zip(wanted, self.tree.read_many((f.entry for f in wanted), DOC_BYTES), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
            elif not files.is_binary(blob.data):
                read[file.path] = files.document(files.decode(blob.data))
        return read

    @cached_property
    def readme(self) -> str | None:
        """Path of the project's README, English first."""
        names = [path for path in self.documents if "/" not in path and path.lower().startswith("readme")]
        return min(names, key=lambda path: (len(path), path), default=None)

    def text(self, path: str, limit: int = DOC_BYTES) -> str | None:
        """The start of one file as text, or None when unreadable or binary."""
        file = self.by_path.get(path)
        if file is None:
            return None
        blob = self.tree.read(file.entry, limit)
        if blob.data is None:
            self.unreadable[path] = blob.reason
            return None
        return None if files.is_binary(blob.data) else files.decode(blob.data)

    def head(self, file: File) -> bytes | None:
        """The first bytes of a file, enough for any format's header."""
        blob = self.tree.read(file.entry, HEAD_BYTES)
        if blob.data is None:
            self.unreadable[file.path] = blob.reason
        return blob.data


def _rank(file: File) -> tuple[int, int, str]:
    hints = len(_HINTS.intersection(file.words))
    return (
        {"main": 0, "example": 1, "docs": 2}.get(file.place, 3),
        file.path.count("/") - 2 * hints,
        file.path,
    )


def _is_prose(file: File) -> bool:
    suffix = file.name.rpartition(".")[2].lower()
    if suffix in {"txt", "html", "htm"}:
        return bool(_DOC_NAMES.match(file.name))
    return True


def _notebook(text: str, signals: Iterable[Signal]) -> dict[str, Hit]:
    lines = files.notebook_code(text)
    hits = scan("\n".join(line for _, line in lines), signals)
    return {name: hit._replace(line=lines[hit.line - 1][0]) for name, hit in hits.items()}
