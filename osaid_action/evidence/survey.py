"""What a tree looks like to the probes: names first, contents only of candidates, all bounded.

Each code and configuration file is read once and reduced to the signals seen in it; documents
are kept whole, because several probes read them. A probe asks the survey and never the tree.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from heapq import merge, nsmallest
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from ..repository.cache import Cache
from ..repository.documents import Document, document
from ..repository.listing import FILE, GITLINK
from ..repository.notebooks import notebook_code
from ..repository.places import DOC_NAMES, ROLES, words, words_of
from ..repository.spdx import spdx_tags
from ..repository.text import decode, is_binary
from ..repository.tree import Tree
from . import halves
from .file import File
from .signals import C_COMMENTS, COMMENTS, SHELL_COMMENTS, Hit, Scanner, Signal, family, running, signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..repository.blob import Blob

__all__ = ["File", "Hit", "Signal", "Survey", "family", "no_text", "running", "signal", "words"]

KIB = 1024
#: Most files read of a role, most bytes of one, and most bytes in all.
CODE_FILES, CODE_BYTES, CODE_TOTAL = 1_500, 256 * KIB, 2_048 * KIB
CONFIG_FILES, CONFIG_BYTES, CONFIG_TOTAL = 300, 32 * KIB, 1_024 * KIB
DOC_FILES, DOC_BYTES = 100, 512 * KIB
HEAD_BYTES = 4 * KIB
#: Configuration files beside each other are mostly alike: tasks, results, translations.
ALIKE = 24

_LIKE_C = words("c cc cpp cxx cu cuh h hpp metal rs cs m mm zig")
_PICTURES = words("png jpg jpeg gif svg webp bmp tif tiff ico css mp4 woff woff2 ttf")
_HINTS = words(
    "train training trainer pretrain pretraining finetune finetuning sft fit "
    "model models modeling network net arch transformer layers loss "
    "generate generation inference infer predict sample chat transcribe detect "
    "eval evaluate evaluation benchmark metrics val validate optimizer main "
    "data dataset datasets prepare preprocess preprocessing process processing "
    "filter dedup dedupe clean tokenize tokenizer corpus download convert "
    "config configs hyperparameters sweep search run attention learn dpo"
)


def no_text(suffix: str) -> bool:
    """True for suffixes of neither text nor pictures; "" and unheard-of ones are such."""
    return suffix not in ROLES and suffix not in _PICTURES


class Facts(NamedTuple):
    """What one blob holds: a pure function of its bytes and the role they are read in."""

    hits: dict[str, Hit] = {}  # noqa: RUF012 - never written to
    tags: tuple[tuple[int, str], ...] = ()
    cut: bool = False


class _ByPath(Mapping[str, File]):
    """The files of a tree by path, made when they are asked for; those that were read stay."""

    def __init__(self, tree: Tree, excluded: frozenset[str]) -> None:
        self._entries = tree.entries
        self._excluded = excluded
        self.kept: dict[str, File] = {}

    def __getitem__(self, path: str) -> File:
        if path in self.kept:
            return self.kept[path]
        entry = self._entries.find(path)
        if entry is None or entry.kind != FILE or path in self._excluded:
            raise KeyError(path)
        return File(entry)

    def __iter__(self) -> Iterator[str]:
        return (e.path for e in self._entries if e.kind == FILE and e.path not in self._excluded)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Survey:
    """The files of a tree by role, the signals seen in them, the documents, and what was left out."""

    def __init__(
        self,
        tree: Tree,
        signals: dict[str, tuple[Signal, ...]],
        excluded: frozenset[str] = frozenset(),
        declared: frozenset[str] = frozenset(),
        cache: Cache | None = None,
    ) -> None:
        self.tree = tree
        self.limits: list[str] = list(tree.limits)
        self.unreadable: dict[str, str] = {}
        self.submodules: list[str] = []
        self.by_path = _ByPath(tree, excluded)
        self._rows = self._sorted_by_suffix(excluded)
        self._declared = declared
        for path in declared:
            # What the manifest names is the project's own; a test's fixture stays one.
            file = self.by_path.get(path)
            if file is not None:
                self.by_path.kept[path] = file
                if file.place in {"vendored", "docs", "example"}:
                    file.place = "main"
        self.cache = cache or Cache()
        self._scanners = {role: Scanner(some) for role, some in signals.items()}
        self.code = self._scanned("code", CODE_FILES, CODE_BYTES, CODE_TOTAL)
        self.shell = self._scanned("shell", CONFIG_FILES, CONFIG_BYTES, CONFIG_TOTAL)
        self.config = self._scanned("config", CONFIG_FILES, CONFIG_BYTES, CONFIG_TOTAL)

    def _sorted_by_suffix(self, excluded: frozenset[str]) -> dict[str, array[int]]:
        """Rows of the listing by suffix; a name that is a role of its own counts as one."""
        rows: dict[str, array[int]] = {}
        for row, (path, kind) in enumerate(self.tree.entries.names()):
            if kind == FILE and path not in excluded:
                name = path[path.rfind("/") + 1 :].lower()
                stem, _, suffix = name.rpartition(".")
                suffix = suffix if stem else name if name in ROLES else ""
                if suffix not in rows:
                    rows[suffix] = array("I")
                rows[suffix].append(row)
            elif kind == GITLINK:
                self.submodules.append(path)
        return rows

    def with_suffix(
        self, suffix: Callable[[str], object], like: Callable[[str], object] | None = None
    ) -> Iterator[File]:
        """Files by path, of a wanted suffix (in lower case, "" for none) and with a wanted path."""
        wanted = [rows for name, rows in self._rows.items() if suffix(name)]
        entries = self.tree.entries
        for row in merge(*wanted) if len(wanted) > 1 else chain(*wanted):
            path = entries.path(row)
            if like is None or like(path):
                yield self.by_path.kept.get(path) or File(entries[row])

    def _of_role(self, role: str) -> Iterator[File]:
        """The project's own files of a role."""
        plain = role == "doc"  # READMEs and the like have no suffix
        wanted = self.with_suffix(lambda suffix: ROLES.get(suffix) == role or (plain and not suffix))
        return (file for file in wanted if file.role == role and file.own)

    def _likeliest(self, role: str, most: int) -> list[File]:
        """At most so many files of a role, those declared and the likeliest by name first."""
        count = 0

        def counted(candidates: Iterable[File]) -> Iterator[File]:
            nonlocal count
            for file in candidates:
                count += 1
                yield file

        candidates = counted(self._of_role(role) if role != "config" else self._unlike(self._of_role(role)))
        chosen = nsmallest(most, candidates, key=lambda f: (f.path not in self._declared, _rank(f)))
        if count > most:
            self.limits.append(
                f"{count - most} of {count} {role} files not read: the likeliest {most} by name were"
            )
        return chosen

    def _scanned(self, role: str, most: int, limit: int, total: int) -> list[File]:
        """Files of a role that were read, with what was seen in them."""
        wanted = sorted(self._within(total, role, limit, self._likeliest(role, most)), key=_path_of)
        self.by_path.kept.update((file.path, file) for file in wanted)
        read, in_part = [], []
        for file, facts in zip(wanted, self._facts(wanted, role, limit), strict=True):
            if facts is None:
                continue
            read.append(file)
            file.hits, file.tags = facts.hits, facts.tags
            if facts.cut:
                in_part.append(file.path)
        self._read_in_part(in_part, role)
        return read

    def _within(self, total: int, role: str, limit: int, wanted: list[File]) -> list[File]:
        """As many files as hold at most so many bytes in all, without JSON that is data."""
        kept: list[File] = []
        data = 0
        for file, size in zip(wanted, self.tree.sizes(file.entry for file in wanted), strict=True):
            # JSON beyond any settings file's size: results, vocabularies, annotations.
            if file.suffix == "json" and size is not None and size > limit:
                data += 1
                continue
            total -= min(size or 0, limit)
            if total < 0:
                left = len(wanted) - data - len(kept)
                self.limits.append(
                    f"{left} of {len(wanted)} {role} files not read, being much: the likeliest by name were"
                )
                break
            kept.append(file)
        if data:
            self.limits.append(f"{data} JSON files over {limit // KIB} KiB taken for data, not for settings")
        return kept

    def _facts(self, wanted: list[File], role: str, limit: int) -> Iterator[Facts | None]:
        """What each file holds, remembered or read; None for what can't be read."""
        keys = {
            file.path: f"facts:{role}:{file.suffix}:{file.entry.oid}" for file in wanted if file.entry.oid
        }
        known = self.cache.get_many(keys.values())
        facts = {path: _remembered(known[key]) for path, key in keys.items() if key in known}
        unknown = [file for file in wanted if facts.get(file.path) is None]
        read: list[tuple[File, Blob]] = []
        for file, blob in zip(unknown, self.tree.read_many((f.entry for f in unknown), limit), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
            else:
                read.append((file, blob))

        def look(some: Sequence[tuple[File, Blob]]) -> list[Facts]:
            return [self._read(file, blob, role) for file, blob in some]

        amount = sum(len(blob.data or b"") for _, blob in read)
        for (file, _), answer in zip(read, halves.split(look, read, amount), strict=True):
            facts[file.path] = _remembered(answer)
            if file.path in keys:
                self.cache.put(keys[file.path], answer)
        return (facts.get(file.path) for file in wanted)

    def _read(self, file: File, blob: Blob, role: str) -> Facts:
        cut, data = blob.truncated, blob.data
        if not data or is_binary(data):
            return Facts(cut=cut)
        text = decode(data)
        scanner = self._scanners.get(role, _NOTHING)
        if file.suffix == "ipynb":
            hits, more = _notebook(text, scanner)
        else:
            shell = SHELL_COMMENTS if role == "shell" else COMMENTS
            hits, more = scanner.scan(text, C_COMMENTS if file.suffix in _LIKE_C else shell)
        return Facts(hits, spdx_tags(text), cut or more)

    def _read_in_part(self, paths: list[str], role: str) -> None:
        if paths:
            more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
            self.limits.append(f"{role} files read in part, being long: {', '.join(paths[:3])}{more}")

    def _unlike(self, wanted: Iterable[File]) -> Iterator[File]:
        """Configuration files, at most ALIKE of one suffix in one folder."""
        seen: Counter[tuple[str, str]] = Counter()
        count = left = 0
        for file in wanted:
            beside = (file.path.rpartition("/")[0], file.suffix)
            seen[beside] += 1
            count += 1
            if seen[beside] <= ALIKE or file.path in self._declared:
                yield file
            else:
                left += 1
        if left:
            self.limits.append(
                f"{left} of {count} config files not read: the first {ALIKE} of a kind in a folder were"
            )

    @cached_property
    def documents(self) -> dict[str, Document]:
        """READMEs, cards and other prose by path, root first."""
        wanted = nsmallest(
            DOC_FILES + 1,
            (file for file in self._of_role("doc") if _is_prose(file)),
            key=lambda f: (f.path.count("/"), not f.name.lower().startswith("readme"), f.path),
        )
        if len(wanted) > DOC_FILES:
            self.limits.append(f"documents: only the {DOC_FILES} nearest the root were read")
        wanted = wanted[:DOC_FILES]
        self.by_path.kept.update((file.path, file) for file in wanted)
        read: dict[str, Document] = {}
        in_part = []
        for file, blob in zip(wanted, self.tree.read_many((f.entry for f in wanted), DOC_BYTES), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
            elif not is_binary(blob.data):
                read[file.path] = document(decode(blob.data))
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
        return None if is_binary(blob.data) else decode(blob.data)

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
    hints = len(_HINTS & words_of(file.folder) | _HINTS & file.called)
    return place, file.path.count("/") - 2 * hints, file.path


def _is_prose(file: File) -> bool:
    if file.path in {"index.html", "index.htm"}:
        return True  # the page of a project
    return file.suffix not in {"txt", "html", "htm"} or bool(DOC_NAMES.match(file.name))


_NOTHING = Scanner(())


def _remembered(value: Any) -> Facts | None:
    """Facts from what a cache gives back; None for anything else."""
    try:
        hits, tags, cut = value
        return Facts(
            {str(name): Hit(int(line), str(text), int(seen)) for name, (line, text, seen) in hits.items()},
            tuple((int(line), str(text)) for line, text in tags),
            bool(cut),
        )
    except (AttributeError, TypeError, ValueError):
        return None


def _notebook(text: str, scanner: Scanner) -> tuple[dict[str, Hit], bool]:
    """Signals in a notebook's code cells, with lines of the file."""
    lines = notebook_code(text)
    hits, cut = scanner.scan("\n".join(line for _, line in lines))
    return {name: hit._replace(line=lines[hit.line - 1][0]) for name, hit in hits.items()}, cut
