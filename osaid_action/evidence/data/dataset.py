"""Dataset: does the tree hold training data, or point to where they can be had?"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from ...patterns import either, lazy
from ...repository.places import words
from ..links import unique
from ..rank import FOUND, Sighting, finding, rate, unreadable
from ..signals import signal
from ..stand_ins import StandIn, stand_in
from .pointers import pointers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Evidence, Finding, Reference
    from ..file import File
    from ..survey import Survey

COMPONENT = "dataset"
HINTS = words("doc code shell config")
_SUFFIX = lazy(
    r"(?i)\.(csv|tsv|jsonl|json|parquet|arrow|feather|tfrecords?|txt|txt\.gz|csv\.gz|jsonl\.gz"
    r"|jsonl\.zst|npz|npy|h5|hdf5|lmdb|zip|tar\.gz|tgz|cif|pdb|wav|flac|mp3|fasta|bin|pkl|sqlite|db"
    r"|mat|arff|mid|xyz|rds)$"
)
_TABLE = lazy(r"(?i)\.(jsonl|csv|parquet|tsv|arrow)$")
_NAMED = words("data dataset datasets train training corpus corpora raw processed")
_NAME = words("data dataset datasets train training corpus corpora tasks")
_TRAINS = words("train training corpus corpora dataset datasets raw")
_SAMPLE = words("sample samples toy mini tiny demo example examples small test tests")
_NOT = either(
    # A project's own machinery
    r"package(-lock)?\.json|tsconfig|requirements|config|vocab|tokenizer|results?|(?<![a-z])eval|bench|figure",
    r"assets?/|schema|cmake|readme|robots|license|setup|tasks/|checkpoint|weights|\.index\.json",
    r"(?<![a-z])logs?(?![a-z])",
    r"locale|i18n|metadata",
    # What a run puts out, and what goes with data
    r"(?:^|[/_.-])(?:predictions?|outputs?|submissions?|plots?|figs?|curves?|history|losses|metrics"
    r"|leaderboards?|ablations?|stats|statistics|maps?|mapping|index|indices|ids|splits?|folds?"
    r"|labels?_map|hash(?:es)?|checksums?|sha\d{0,3}|md5|class_names|categories|glossary|dictionary"
    r"|lexicon|stat|means?|std|norm(?:s|ali[sz]ation)?|scalers?|coordinat(?:es?|ions?)|grids?|masks?)[/_.-]",
    # Lists of what data are made of, and of words
    r"(?:^|/)mix(?:es|tures?)?/|(?:^|[/_.-])(?:stop|bad|naughty|swear)[_-]?words?[/_.-]",
    r"(?:^|[/_.-])(?:domains|urls|links)\.\w{1,10}$|(?:^|/)datasets\.(?:txt|json|csv)$",
    # Stand-ins of tests
    r"(?<![a-z])(?:dummy|mock|fixtures?|smoke)(?![a-z])",
    # What is measured on
    r"/(?:val|valid|validation|test|dev|eval)/(?:[^/]{1,100}/){0,4}[^/]{1,100}$",
    r"(^|[/_.-])(test|val|valid|validation|dev)[_.-]?\w{0,30}\.\w{1,30}$",
    flags=re.IGNORECASE,
)
_MEDIA = lazy(
    r"(?i)\.(?:jpe?g|png|bmp|tiff?|webp|ppm|wav|flac|mp3|ogg|midi?|dcm|nii\.gz|cif|pdb|xyz|ply|obj)$"
)
#: Roots of the words above, of which a path must hold one.
_NEAR = ("data", "train", "corp", "raw", "process", "task", *sorted(_SAMPLE))
_TRAINS_ON = lazy(rf"(?i){'|'.join(sorted(_TRAINS))}")
_OPENS = (
    r"(?:open|read_csv|read_json|read_parquet|read_table|loadtxt|genfromtxt|fread|read\.csv)"
    r"\(\s{0,9}[rf]?[\"']"
)
_OPENED_TEXT = _OPENS + r"(?:[\w.-]{1,80}/){0,8}([\w.-]{1,120}\.[a-z]{2,7})[\"']"
_OPENED = lazy(_OPENED_TEXT)
_NAMES = lazy(r"[`(/]([\w.-]{1,120}\.(?:csv|tsv|jsonl|json|parquet|txt|zip|arff|mat))[`)]")
_READABLE = frozenset({"csv", "tsv", "jsonl", "json", "parquet", "txt", "zip", "arff", "mat", "gz"})
SIGNALS = {"code": (signal("opens", _OPENED_TEXT),)}
MIN_BYTES, MUCH, SMALL = 2_000, 500_000, 400
FEW_FILES, MANY_FILES = 20, 50
MOST_FILES, MOST_LINES = 5_000, 3_000


def probe(survey: Survey) -> list[Finding]:
    """Data files by place, name and size; pointers by kind and the words around them."""
    linked = survey.links
    apart = {link.reference.path.rpartition("/")[0] for link in linked if link.apart} - {""}
    read = _read_by_name(survey)
    references: list[Reference] = []
    seen = list(_media(survey, apart))

    def is_near(path: str) -> bool:
        lower = path.lower()
        return any(word in lower for word in _NEAR) or path.rpartition("/")[2] in read

    near = survey.with_suffix(_may_be_data, is_near)
    candidates = [file for file in near if _candidate(survey, file, read, apart)]
    if len(candidates) > MOST_FILES:
        survey.limits.append(f"{len(candidates) - MOST_FILES} of {len(candidates)} data files not looked at")
        candidates = candidates[:MOST_FILES]
    sizes = survey.tree.sizes(f.entry for f in candidates)
    stands, closed = _stand_ins(survey, candidates, sizes)
    for file, size in zip(candidates, sizes, strict=True):
        if pointer := stands.get(file.path):
            references.append(pointer.reference)
            seen.append(rate(file, 40, 1, f"{pointer.why}, not the data themselves"))
        elif file.suffix != "dvc" and (sighting := _judge(file, size)):
            seen.append(sighting)
    references += pointers(survey)
    if not (references or survey.learns):
        seen = [sighting for sighting in seen if sighting.score >= FOUND]  # the rest is a program's
    return [finding(COMPONENT, seen, unique(references), closed)]


def _may_be_data(suffix: str) -> bool:
    return suffix in {"gz", "zst", "dvc"} or bool(_SUFFIX.search(f".{suffix}"))


def _media(survey: Survey, apart: set[str]) -> Iterator[Sighting]:
    """Folders of many pictures or recordings to train on."""
    folders: dict[str, list[File]] = defaultdict(list)
    for file in survey.with_suffix(_may_be_medium, _TRAINS_ON.search):
        if _is_own(file, apart) and _is_medium(file):
            folders[file.path.partition("/")[0]].append(file)
    for folder, files in folders.items():
        if len(files) >= FEW_FILES:
            why = f"{len(files):,} pictures or recordings under {folder}/"
            yield rate(files[0], 75 if len(files) >= MANY_FILES else 40, None, why)


def _is_own(file: File, apart: set[str]) -> bool:
    return file.own and file.place != "docs" and file.path.rpartition("/")[0] not in apart


def _may_be_medium(suffix: str) -> bool:
    return suffix == "gz" or bool(_MEDIA.search(f".{suffix}"))


def _is_medium(file: File) -> bool:
    return bool(_MEDIA.search(file.name)) and file.said(_TRAINS) and not _NOT.search(file.path)


def _read_by_name(survey: Survey) -> frozenset[str]:
    """Names of files that code opens, and of those that documents set in code or link to."""
    opened = (_OPENED.search(hit.text) for file in survey.code if file.own and (hit := file.hit("opens")))
    said = (
        name
        for path, document in survey.documents.items()
        if "/" not in path
        for _, line in document.prose[:MOST_LINES]
        for name in _NAMES.findall(line)
    )
    return frozenset({found[1] for found in opened if found}.union(said))


def _stand_ins(
    survey: Survey, files: list[File], sizes: list[int | None]
) -> tuple[dict[str, StandIn], list[Evidence]]:
    """What the small ones among some files stand for, by path, and those that can't be read."""
    small = [f for f, size in zip(files, sizes, strict=True) if f.suffix == "dvc" or (size and size < SMALL)]
    found = list(zip(small, survey.heads(small), strict=True))
    closed = [unreadable(file, survey.unreadable[file.path]) for file, head in found if head is None]
    return {
        file.path: pointer for file, head in found if head and (pointer := stand_in(file.path, head))
    }, closed


def _candidate(survey: Survey, file: File, read: frozenset[str], apart: set[str]) -> bool:
    if not _is_own(file, apart) or _is_medium(file):
        return False
    if file.suffix == "dvc":
        return file.said(_NAMED)
    if file.role in {"code", "shell"} or not _SUFFIX.search(file.name) or _NOT.search(file.path):
        return False
    if file.path in survey.documents:
        return False
    if file.said(_NAMED) or file.named(_NAME) or _is_sample(file):
        return True
    return file.name in read and file.suffix in _READABLE


def _is_sample(file: File) -> bool:
    return file.named(_SAMPLE) and bool(_TABLE.search(file.name))


def _judge(file: File, size: int | None) -> Sighting | None:
    if size is None:
        return rate(file, 72, None, "named like training data; its size is not known here")
    if size < MIN_BYTES and not (_is_sample(file) and size):
        return None
    lookup = file.suffix in {"json", "db"} and not file.said(_TRAINS) and not file.named(_NAME)
    if size < MUCH and lookup:
        return None  # tables that a program looks things up in
    if file.said(_SAMPLE):
        return rate(file, 45, None, f"a sample, {size:,} bytes")
    if size < MUCH:
        return rate(file, 45, None, f"a small data file, {size:,} bytes")
    return rate(file, 78, None, f"a data file, {size:,} bytes")
