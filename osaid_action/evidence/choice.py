"""Which files are read when there are many: those declared and the likeliest first, then the rest."""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy
from ..repository.places import DOC_NAMES, words, words_of
from ..repository.text import decode, is_binary
from . import written

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from ..repository.tree import Tree
    from .catalog import Catalog
    from .file import File

KIB = 1024


class Bounds(NamedTuple):
    """Most files read of a role, most bytes of one, and most bytes in all."""

    files: int
    bytes: int
    total: int


#: What is always read.
BOUNDS = {
    "code": Bounds(1_500, 256 * KIB, 2_048 * KIB),
    "shell": Bounds(300, 32 * KIB, 1_024 * KIB),
    "config": Bounds(300, 32 * KIB, 1_024 * KIB),
}
#: What is read besides, where something was not found.
REST = {
    "code": Bounds(20_000, 8_192 * KIB, 16_384 * KIB),
    "shell": Bounds(2_000, 256 * KIB, 4_096 * KIB),
    "config": Bounds(2_000, 256 * KIB, 16_384 * KIB),
}
DOC_FILES = 100
#: Configuration files beside each other are mostly alike: tasks, results, translations. So is JSON that
#: has the same name but for numbers: what a run puts out at every step.
ALIKE = 24
_NUMBERS = lazy(r"\d+")
#: JSON beyond any settings file's size: results, vocabularies, annotations.
MOST_SETTINGS = 32 * KIB
#: Whoever writes code by hand rarely writes more of it in one file.
_SUSPICIOUS, _NOBODY_WRITES = 64 * KIB, 1_024 * KIB
_HEAD, _MOST_HEADS = 4 * KIB, 4_000

_HINTS = words(
    "train training trainer pretrain pretraining finetune finetuning sft fit "
    "model models modeling network net arch transformer layers loss "
    "generate generation inference infer predict sample chat transcribe detect "
    "eval evaluate evaluation benchmark metrics val validate optimizer main "
    "data dataset datasets prepare preprocess preprocessing process processing "
    "filter dedup dedupe clean tokenize tokenizer corpus download convert "
    "config configs hyperparameters sweep search run attention learn dpo"
)
_NETWORKS = words("architecture arch model network topology")
_TERMS = lazy(r"(?i)(?:licen[sc]e|copying)(?:\.(?:txt|md|rst))?$")


class Choice(NamedTuple):
    """The files of a role to read, by path, and what was passed over and why, as in `Coverage`."""

    files: list[File]
    left: int = 0
    alike: int = 0
    data: int = 0
    made: tuple[str, ...] = ()


def likeliest(catalog: Catalog, tree: Tree, role: str) -> Choice:
    """The files of a role that are always read: those declared and the likeliest by name."""
    bounds = BOUNDS[role]
    own = _Own(catalog, role)
    wanted = nsmallest(bounds.files, own, key=lambda f: (f.path not in catalog.declared, _rank(f)))
    settings, data = _settings(wanted, tree)
    kept: list[File] = []
    total = bounds.total
    for file, size in settings:
        total -= min(size, bounds.bytes)
        if total < 0:
            break
        kept.append(file)
    return Choice(sorted(kept, key=_path_of), own.count - data - len(kept), own.alike, data)


def rest(catalog: Catalog, tree: Tree, role: str, read: Container[str]) -> Choice:
    """The files of a role that are read besides: what looks copied or generated comes last.

    read: paths that were read to their end. What is no code, or minified, counts as made and is not left.
    """
    bounds = REST[role]
    own = _Own(catalog, role, read)
    copied = _copies(catalog)
    wanted = nsmallest(bounds.files, own, key=lambda f: (_is_late(f, copied), _rank(f)))
    sized, data = _settings(wanted, tree)
    crowded = sum(min(size, bounds.bytes) for _, size in sized) > bounds.total
    peeked = [file for file, size in sized if crowded or size > _SUSPICIOUS][:_MOST_HEADS]
    kinds = dict(zip((f.path for f in peeked), _kinds(peeked, tree), strict=True))
    none = {file.path for file, size in sized if _is_none(kinds.get(file.path, "code"), size)}
    sized.sort(key=lambda pair: kinds.get(pair[0].path) == "generated")
    kept: list[File] = []
    total = bounds.total
    for file, size in sized:
        if file.path not in none and min(size, bounds.bytes) <= total:
            total -= min(size, bounds.bytes)
            kept.append(file)
    left = own.count - data - len(none) - len(kept)
    return Choice(sorted(kept, key=_path_of), left, own.alike, data, tuple(sorted(none)))


def documents(catalog: Catalog) -> Choice:
    """The documents to read, those nearest the root first and READMEs before others."""
    own = _Own(catalog, "doc")
    wanted = nsmallest(
        DOC_FILES,
        own,
        key=lambda f: (
            f.path not in catalog.declared,
            f.path.count("/"),
            not f.name.lower().startswith("readme"),
            f.path,
        ),
    )
    return Choice(wanted, own.count - len(wanted))


class _Own:
    """The project's own files of a role but those read and those alike, counted as one goes through them."""

    def __init__(self, catalog: Catalog, role: str, read: Container[str] = ()) -> None:
        self._catalog, self._role, self._read = catalog, role, read
        self.count = self.alike = 0

    def __iter__(self) -> Iterator[File]:
        own = self._catalog.of_role(self._role)
        for file in self._unlike(own) if self._role == "config" else own:
            if file.path not in self._read and (self._role != "doc" or _is_prose(file)):
                self.count += 1
                yield file

    def _unlike(self, wanted: Iterable[File]) -> Iterator[File]:
        """Files, at most ALIKE of one suffix in one folder, and of JSON of one name."""
        seen: Counter[tuple[str, str]] = Counter()
        for file in wanted:
            kinds = [(file.folder, file.suffix)]
            if file.suffix == "json":
                kinds.append(("", _NUMBERS.sub("0", file.name)))
            seen.update(kinds)
            if all(seen[kind] <= ALIKE for kind in kinds) or file.path in self._catalog.declared:
                yield file
            else:
                self.alike += 1


def _settings(wanted: list[File], tree: Tree) -> tuple[list[tuple[File, int]], int]:
    """(files with their sizes, where known, without JSON that is data; how many such there were)."""
    sizes = tree.sizes(file.entry for file in wanted)
    sized = [(file, size or 0) for file, size in zip(wanted, sizes, strict=True)]
    kept = [(file, size) for file, size in sized if file.suffix != "json" or size <= _most_json(file)]
    return kept, len(sized) - len(kept)


def _most_json(file: File) -> int:
    """Bytes beyond which JSON is data; a network that was written out is longer than settings."""
    return 8 * MOST_SETTINGS if file.named(_NETWORKS) else MOST_SETTINGS


def _kinds(files: list[File], tree: Tree) -> Iterator[str]:
    """What the start of each file shows; what can't be read may be code."""
    for file, blob in zip(files, tree.read_many((f.entry for f in files), _HEAD), strict=True):
        readable = blob.data is not None and not is_binary(blob.data)
        yield written.kind(file.suffix, decode(blob.data or b"")) if readable else "code"


def _is_none(kind: str, size: int) -> bool:
    """True for what is no code that somebody wrote; short code may speak of what it generates."""
    return kind in {"minified", "text"} or (kind == "generated" and size > _NOBODY_WRITES)


def _copies(catalog: Catalog) -> frozenset[str]:
    """Folders that have a license file of their own, as copies of somebody else's code have."""
    named = catalog.with_suffix({"", "txt", "md", "rst"}.__contains__, _TERMS.search)
    return frozenset(file.folder for file in named if file.folder and _TERMS.fullmatch(file.name))


def _is_late(file: File, copied: frozenset[str]) -> bool:
    """True for what a generator named, and for what stands in a copy."""
    if written.is_made(file.name):
        return True
    folder = file.folder
    while folder and copied:
        if folder in copied:
            return True
        folder = folder.rpartition("/")[0]
    return False


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
