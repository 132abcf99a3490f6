"""Which files are read when there are many: those declared and the likeliest by name, within bounds."""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from typing import TYPE_CHECKING, NamedTuple

from ..repository.places import DOC_NAMES, words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..repository.tree import Tree
    from .catalog import Catalog
    from .file import File

KIB = 1024


class Bounds(NamedTuple):
    """Most files read of a role, most bytes of one, and most bytes in all."""

    files: int
    bytes: int
    total: int


BOUNDS = {
    "code": Bounds(1_500, 256 * KIB, 2_048 * KIB),
    "shell": Bounds(300, 32 * KIB, 1_024 * KIB),
    "config": Bounds(300, 32 * KIB, 1_024 * KIB),
}
DOC_FILES = 100
#: Configuration files beside each other are mostly alike: tasks, results, translations.
ALIKE = 24

_HINTS = words(
    "train training trainer pretrain pretraining finetune finetuning sft fit "
    "model models modeling network net arch transformer layers loss "
    "generate generation inference infer predict sample chat transcribe detect "
    "eval evaluate evaluation benchmark metrics val validate optimizer main "
    "data dataset datasets prepare preprocess preprocessing process processing "
    "filter dedup dedupe clean tokenize tokenizer corpus download convert "
    "config configs hyperparameters sweep search run attention learn dpo"
)


def choose(catalog: Catalog, tree: Tree, role: str, limits: list[str]) -> list[File]:
    """The files of a role to read, by path; what is left out is added to the limits."""
    likeliest = _likeliest(catalog, role, BOUNDS[role].files, limits)
    return sorted(_within(BOUNDS[role], tree, role, likeliest, limits), key=_path_of)


def documents(catalog: Catalog, limits: list[str]) -> list[File]:
    """The documents to read, those nearest the root first and READMEs before others."""
    wanted = nsmallest(
        DOC_FILES + 1,
        (file for file in catalog.of_role("doc") if _is_prose(file)),
        key=lambda f: (f.path.count("/"), not f.name.lower().startswith("readme"), f.path),
    )
    if len(wanted) > DOC_FILES:
        limits.append(f"documents: only the {DOC_FILES} nearest the root were read")
    return wanted[:DOC_FILES]


def _likeliest(catalog: Catalog, role: str, most: int, limits: list[str]) -> list[File]:
    """At most so many files of a role, those declared and the likeliest by name first."""
    count = 0

    def counted(candidates: Iterable[File]) -> Iterator[File]:
        nonlocal count
        for file in candidates:
            count += 1
            yield file

    own = catalog.of_role(role)
    candidates = counted(own if role != "config" else _unlike(own, catalog.declared, limits))
    chosen = nsmallest(most, candidates, key=lambda f: (f.path not in catalog.declared, _rank(f)))
    if count > most:
        limits.append(f"{count - most} of {count} {role} files not read: the likeliest {most} by name were")
    return chosen


def _unlike(wanted: Iterable[File], declared: frozenset[str], limits: list[str]) -> Iterator[File]:
    """Configuration files, at most ALIKE of one suffix in one folder."""
    seen: Counter[tuple[str, str]] = Counter()
    count = left = 0
    for file in wanted:
        beside = (file.path.rpartition("/")[0], file.suffix)
        seen[beside] += 1
        count += 1
        if seen[beside] <= ALIKE or file.path in declared:
            yield file
        else:
            left += 1
    if left:
        limits.append(
            f"{left} of {count} config files not read: the first {ALIKE} of a kind in a folder were"
        )


def _within(bounds: Bounds, tree: Tree, role: str, wanted: list[File], limits: list[str]) -> list[File]:
    """As many files as hold at most so many bytes in all, without JSON that is data."""
    kept: list[File] = []
    data, total = 0, bounds.total
    for file, size in zip(wanted, tree.sizes(file.entry for file in wanted), strict=True):
        # JSON beyond any settings file's size: results, vocabularies, annotations.
        if file.suffix == "json" and size is not None and size > bounds.bytes:
            data += 1
            continue
        total -= min(size or 0, bounds.bytes)
        if total < 0:
            left = len(wanted) - data - len(kept)
            limits.append(
                f"{left} of {len(wanted)} {role} files not read, being much: the likeliest by name were"
            )
            break
        kept.append(file)
    if data:
        limits.append(f"{data} JSON files over {bounds.bytes // KIB} KiB taken for data, not for settings")
    return kept


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
