"""What a tree looks like to the probes: names first, contents only of candidates, all bounded.

Each code and configuration file is read once and reduced to the signals seen in it; documents
are kept whole, because several probes read them. A probe asks the survey and never the tree.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from . import files
from .patterns import lazy
from .tree import FILE, GITLINK, Entry, Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

KIB = 1024
CODE_BYTES, CODE_FILES = 256 * KIB, 1_500
CONFIG_BYTES, CONFIG_FILES = 64 * KIB, 300
DOC_BYTES, DOC_FILES = 512 * KIB, 150
HEAD_BYTES = 4 * KIB
#: Configuration files beside each other are mostly alike: tasks, results, translations.
ALIKE = 24
#: A line of code that tells something is not longer.
MAX_LINE = 1_000
#: Lines of one file tried for one signal, and sightings counted; a hostile file must not cost minutes.
MOST_TRIES, MOST_COUNTED = 2_000, 50

_SUFFIXES = {
    "code": "py pyx ipynb c cc cpp cxx cu cuh h hpp metal rs jl r go js mjs ts tsx java scala kt swift lua m "
    "mm sql nim zig cs fs rb dart ex ml",
    "shell": "sh bash zsh sbatch slurm bat ps1 makefile mk justfile",
    "config": "yaml yml json toml gin cfg ini jsonnet libsonnet hocon",
    "doc": "md markdown rst txt html htm org adoc rmd qmd mdx",
}
ROLES = {suffix: role for role, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}
_DOC_NAMES = lazy(
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
_TEST_FOLDER = lazy(r"tests?[-_].*|.{1,80}[-_](?:tests?|fixtures?|testdata)")
_TEST_FILE = lazy(r"(?:test_[^/]{0,120}|[^/]{0,120}_test|conftest)\.\w{1,30}", re.IGNORECASE)
_OWN = frozenset({"main", "example", "docs"})

_COMMENTS = ("#", "//", "*", "--", '"""', "'''", ">>>", "%%", ";;")
_SHELL_COMMENTS = ("#", "::")
_HINTS = frozenset(
    [
        *("train", "training", "trainer", "pretrain", "pretraining", "finetune", "finetuning", "sft", "fit"),
        *("model", "models", "modeling", "network", "net", "arch", "transformer", "layers", "loss"),
        *(
            "generate",
            "generation",
            "inference",
            "infer",
            "predict",
            "sample",
            "chat",
            "transcribe",
            "detect",
        ),
        *("eval", "evaluate", "evaluation", "benchmark", "metrics", "val", "validate", "optimizer", "main"),
        *("data", "dataset", "datasets", "prepare", "preprocess", "preprocessing", "process", "processing"),
        *("filter", "dedup", "dedupe", "clean", "tokenize", "tokenizer", "corpus", "download", "convert"),
        *("config", "configs", "hyperparameters", "sweep", "search", "run", "attention", "learn", "dpo"),
    ]
)


class Signal(NamedTuple):
    """A pattern for one line, tried only where one of the literal needles stands.

    kinds: for a family of signals, the pattern that sorts what was matched into its named groups;
    each is a signal of its own, called `name-group`.
    quoted: whether words inside quotation marks count; code that a tool looks for or prints does not run.
    """

    name: str
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    kinds: re.Pattern[str] | None = None
    quoted: bool = True

    def names(self, line: str) -> Iterator[str]:
        """The signals that a line shows."""
        if self.kinds is None:
            found = self.pattern.search(line)
            if found and (self.quoted or not _in_quotes(line[: found.start()])):
                yield self.name
            return
        for found in self.pattern.finditer(line):
            kind = self.kinds.fullmatch(next(filter(None, found.groups())))
            if kind is not None:
                yield f"{self.name}-{kind.lastgroup}"


def _in_quotes(before: str) -> bool:
    """True when a quotation mark is open at the end of a part of a line."""
    return any(before.count(mark) % 2 for mark in "\"'`")


class Hit(NamedTuple):
    """Where a signal was seen first, and on how many lines (counting stops at MOST_COUNTED)."""

    line: int
    text: str
    seen: int


def signal(name: str, needles: str, *alternatives: str) -> Signal:
    """A signal of alternatives, each of which may start with (?i).

    Needles are separated by spaces, and a needle's own space is written as ␣.
    """
    joined = "|".join(f"(?i:{a[4:]})" if a.startswith("(?i)") else a for a in alternatives)
    return Signal(name, tuple(n.replace("␣", " ") for n in needles.split()), lazy(joined))


def running(name: str, needles: str, *alternatives: str) -> Signal:
    """A signal of code that runs: not inside quotation marks."""
    return signal(name, needles, *alternatives)._replace(quoted=False)


def family(name: str, needles: str, kinds: re.Pattern[str], *alternatives: str) -> Signal:
    """A family of signals: each alternative has a group, and `kinds` says what the group's words are."""
    return signal(name, needles, *alternatives)._replace(kinds=kinds)


def words(text: str) -> frozenset[str]:
    """Words that a path may hold, separated by spaces."""
    return frozenset(text.split())


class File:
    """One file of the tree with what its name tells, and the signals seen in it."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.path = entry.path
        folder, _, self.name = entry.path.rpartition("/")
        self.suffix, self.role = _role(self.name)
        self.place = _place(folder)
        if self.place in _OWN and _TEST_FILE.fullmatch(self.name):
            self.place = "test"
        elif "{{" in self.name or "{%" in self.name:
            self.place = "template"
        self.hits: dict[str, Hit] = {}
        self.tags: tuple[tuple[int, str], ...] = ()

    @property
    def own(self) -> bool:
        """False for tests, templates, machinery and other people's code."""
        return self.place in _OWN

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the whole path, in lower case."""
        return frozenset(word.lower() for word in _WORDS.findall(self.path))

    @cached_property
    def called(self) -> frozenset[str]:
        """The words of the file's own name, in lower case."""
        return frozenset(word.lower() for word in _WORDS.findall(self.name))

    def said(self, of: frozenset[str]) -> bool:
        """True when the path holds one of the words."""
        return not of.isdisjoint(self.words)

    def named(self, of: frozenset[str]) -> bool:
        """True when the file's own name holds one of the words."""
        return not of.isdisjoint(self.called)

    def hit(self, *names: str) -> Hit | None:
        """The first of these signals that was seen here."""
        return next((self.hits[name] for name in names if name in self.hits), None)

    def seen(self, *names: str) -> int:
        """On how many lines these signals were seen."""
        return sum(self.hits[name].seen for name in names if name in self.hits)


def _role(name: str) -> tuple[str, str]:
    """(suffix in lower case, role) of a file by its name."""
    stem, dot, suffix = name.rpartition(".")
    suffix = suffix.lower() if dot and stem else ""
    role = ROLES.get(suffix or name.lower(), "other")
    if role == "other" and not suffix and _DOC_NAMES.match(name):
        role = "doc"
    return suffix, role


@lru_cache(maxsize=65_536)
def _place(folder: str) -> str:
    """Kind of place a folder is; the least own of the folders on the way decides."""
    if not folder:
        return "main"
    parent, _, name = folder.rpartition("/")
    above = _place(parent)
    lower = name.lower()
    here = _PLACE_OF.get(lower, "main")
    if "{{" in name or "{%" in name or lower.startswith("cookiecutter"):
        here = "template"
    elif here == "main" and _TEST_FOLDER.fullmatch(lower):
        here = "test"
    order = [*_PLACES, "main"]
    return min(above, here, key=order.index)


def scan(
    text: str, signals: Iterable[Signal], comments: tuple[str, ...] = _COMMENTS
) -> tuple[dict[str, Hit], bool]:
    """(the signals seen in a text, whether a bound cut it short). Comment lines don't count."""
    hits: dict[str, Hit] = {}
    cut = False
    for one in signals:
        tried: set[int] = set()
        seen: dict[str, dict[int, str]] = {}
        for needle in one.needles:
            at = text.find(needle)
            while at >= 0 and (one.kinds or len(seen.get(one.name, ())) < MOST_COUNTED):
                start = text.rfind("\n", 0, at) + 1
                end = text.find("\n", at)
                end = len(text) if end < 0 else end
                if start not in tried:
                    if len(tried) == MOST_TRIES:
                        cut = True
                        break
                    tried.add(start)
                    line = text[start : min(end, start + MAX_LINE)]
                    if not line.lstrip().startswith(comments):
                        for name in one.names(line):
                            seen.setdefault(name, {})[start] = line
                at = text.find(needle, end)
        for name, lines in seen.items():
            first = min(lines)
            hits[name] = Hit(text.count("\n", 0, first) + 1, lines[first].strip()[:200], len(lines))
    return hits, cut


class Survey:
    """The files of a tree by role, the signals seen in them, the documents, and what was left out."""

    def __init__(
        self,
        tree: Tree,
        signals: dict[str, tuple[Signal, ...]],
        excluded: frozenset[str] = frozenset(),
        declared: frozenset[str] = frozenset(),
    ) -> None:
        self.tree = tree
        self.files = [
            File(entry) for entry in tree.entries if entry.kind == FILE and entry.path not in excluded
        ]
        self.submodules = [entry.path for entry in tree.entries if entry.kind == GITLINK]
        self.limits: list[str] = list(tree.limits)
        self.unreadable: dict[str, str] = {}
        self.by_path = {file.path: file for file in self.files}
        self._declared = declared
        for path in declared & self.by_path.keys():
            # What the manifest names is the project's own; a test's fixture stays one.
            if self.by_path[path].place in {"vendored", "docs", "example"}:
                self.by_path[path].place = "main"
        self._signals = signals
        self.code = self._scanned("code", CODE_FILES, CODE_BYTES)
        self.shell = self._scanned("shell", CONFIG_FILES, CONFIG_BYTES)
        self.config = self._scanned("config", CONFIG_FILES, CONFIG_BYTES)

    def _scanned(self, role: str, most: int, limit: int) -> list[File]:
        """Files of a role that were read, with their signals set; the likeliest first when there are many."""
        wanted = [file for file in self.files if file.role == role and file.own]
        if role == "config":
            wanted = self._unlike(wanted)
        if len(wanted) > most:
            self.limits.append(
                f"{len(wanted) - most} of {len(wanted)} {role} files not read: the likeliest {most} by "
                f"name were"
            )
            wanted.sort(key=lambda file: (file.path not in self._declared, _rank(file)))
            wanted = sorted(wanted[:most], key=_path_of)
        signals = self._signals.get(role, ())
        in_part = []
        for file, blob in zip(wanted, self.tree.read_many((f.entry for f in wanted), limit), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
                continue
            cut = blob.truncated
            # JSON beyond any settings file's size is data: results, vocabularies, annotations.
            if blob.data and not files.is_binary(blob.data) and not (cut and file.suffix == "json"):
                text = files.decode(blob.data)
                file.tags = files.spdx_tags(text)
                if file.suffix == "ipynb":
                    file.hits, more = _notebook(text, signals)
                else:
                    comments = _SHELL_COMMENTS if role == "shell" else _COMMENTS
                    file.hits, more = scan(text, signals, comments)
                cut = cut or more
            if cut:
                in_part.append(file.path)
        self._read_in_part(in_part, role)
        return [file for file in wanted if file.path not in self.unreadable]

    def _read_in_part(self, paths: list[str], role: str) -> None:
        if paths:
            more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
            self.limits.append(f"{role} files read in part, being long: {', '.join(paths[:3])}{more}")

    def _unlike(self, wanted: list[File]) -> list[File]:
        """Configuration files, at most ALIKE of one suffix in one folder."""
        seen: Counter[tuple[str, str]] = Counter()
        kept = []
        for file in wanted:
            beside = (file.path.rpartition("/")[0], file.suffix)
            seen[beside] += 1
            if seen[beside] <= ALIKE or file.path in self._declared:
                kept.append(file)
        if len(kept) < len(wanted):
            self.limits.append(
                f"{len(wanted) - len(kept)} of {len(wanted)} config files not read: "
                f"the first {ALIKE} of a kind in a folder were"
            )
        return kept

    @cached_property
    def documents(self) -> dict[str, files.Document]:
        """READMEs, cards and other prose by path, root first."""
        wanted = [file for file in self.files if file.role == "doc" and file.own and _is_prose(file)]
        wanted.sort(key=lambda f: (f.path.count("/"), not f.name.lower().startswith("readme"), f.path))
        if len(wanted) > DOC_FILES:
            self.limits.append(f"{len(wanted) - DOC_FILES} of {len(wanted)} documents not read")
        wanted = wanted[:DOC_FILES]
        read: dict[str, files.Document] = {}
        in_part = []
        for file, blob in zip(wanted, self.tree.read_many((f.entry for f in wanted), DOC_BYTES), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
            elif not files.is_binary(blob.data):
                read[file.path] = files.document(files.decode(blob.data))
                if read[file.path].front_error:
                    self.limits.append(f"{file.path}: front matter not read, {read[file.path].front_error}")
                if blob.truncated:
                    in_part.append(file.path)
        self._read_in_part(in_part, "document")
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


def _path_of(file: File) -> str:
    return file.path


def _rank(file: File) -> tuple[int, int, str]:
    """What is read first when there is too much: the project's own, hinting names, near the root."""
    place = {"main": 0, "example": 1}.get(file.place, 2)
    return place, file.path.count("/") - 2 * len(_HINTS & file.words), file.path


def _is_prose(file: File) -> bool:
    return file.suffix not in {"txt", "html", "htm"} or bool(_DOC_NAMES.match(file.name))


def _notebook(text: str, signals: Iterable[Signal]) -> tuple[dict[str, Hit], bool]:
    """Signals in a notebook's code cells, with lines of the file."""
    lines = files.notebook_code(text)
    hits, cut = scan("\n".join(line for _, line in lines), signals)
    return {name: hit._replace(line=lines[hit.line - 1][0]) for name, hit in hits.items()}, cut
