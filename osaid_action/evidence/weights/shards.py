"""Weights in several files: shards with an index or by number, pieces of a split file, parts kept apart."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy
from ..catalog import no_text

if TYPE_CHECKING:
    from collections.abc import Sized

    from ..file import File
    from ..survey import Survey

INDEX = lazy(r"(?i)\.(?:safetensors|bin|h5|msgpack)\.index(?:\.[\w-]+)?\.json$")
#: Shards without a suffix, by number alone.
NUMBERED_ALONE = lazy(r"(?i)(tensor|shard|part|weight|param)s?[-_]?(\d{2,6})(?:[-_]\d{1,6})?")
_LIKE = lazy(r"(?i)-of-\d|index|(?:tensor|shard|part|weight|param)s?[-_]?\d{2,6}(?:[-_]\d{1,6})?$")
_NUMBERED = lazy(r"(?i)[-_.](\d{2,6})-of-(\d{2,6})(?=\.|$)")
_PIECE = lazy(r"(?i)[._-](?:(?:part|split|chunk|piece)s?[._-]?)?(\d{1,3}|a[a-z]{1,2})$")
INDEX_BYTES = 4_000_000
MOST_SHARDS = 100_000


class Shards(NamedTuple):
    """Sets of shards.

    short: by shard, what its set lacks, in words; bare: indexes of which no shard is here, and how many
    they name; sets: by shard, what tells its set from others.
    """

    short: dict[str, str]
    bare: dict[str, int]
    sets: dict[str, object]


def shards(survey: Survey) -> Shards:
    """Every set of shards that is not whole. Indexes are read; without one, the names count."""
    indexes, numbered, alone = _grouped(survey)
    short: dict[str, str] = {}
    bare: dict[str, int] = {}
    sets: dict[str, object] = {}
    for index, wanted in indexes.items():
        here = wanted & survey.by_path.keys()
        sets |= dict.fromkeys(here, index)
        if lacking := _lacking(here, f"{len(wanted)}", len(wanted)):
            short |= dict.fromkeys(here, lacking)
        if wanted and not here:
            bare[index] = len(wanted)
    for (stem, total), some in numbered.items():
        if lacking := _lacking(set(some.values()), f"{total}", total):
            short |= {path: lacking for path in some if path not in sets}
        _tensors(survey, stem, some, short)
    for some in alone.values():
        total = max(some.values()) + (0 in some.values())
        if lacking := _lacking(set(some.values()), f"at least {total}", total):
            short |= dict.fromkeys(some, lacking)
    sets |= {path: key for key, some in (*numbered.items(), *alone.items()) for path in some}
    return Shards(short, bare, sets)


class _Groups(NamedTuple):
    """What each index lists, and files by number: of those that say of how many, and of those that don't."""

    listed: dict[str, set[str]]
    numbered: dict[tuple[str, int], dict[str, int]]
    alone: dict[tuple[str, str], dict[str, int]]


def _grouped(survey: Survey) -> _Groups:
    groups = _Groups({}, defaultdict(dict), defaultdict(dict))
    for file in survey.with_suffix(lambda suffix: suffix == "json" or no_text(suffix), _LIKE.search):
        if file.own and file.suffix == "json" and INDEX.search(file.name):
            groups.listed[file.path] = _listed(survey, file)
        elif "-of-" in file.name and (found := _NUMBERED.search(file.name)):
            stem = file.path[: len(file.path) - len(file.name) + found.start()]
            groups.numbered[stem, int(found[2])][file.path] = int(found[1])
        elif found := NUMBERED_ALONE.fullmatch(file.name):
            groups.alone[file.folder, found[1]][file.path] = int(found[2])
    return groups


def _lacking(here: Sized, said: str, total: int) -> str:
    """What a set lacks of the shards that it is said to have, in words."""
    return f"{len(here)} of {said} shards here" if len(here) < total else ""


def _tensors(survey: Survey, stem: str, some: dict[str, int], short: dict[str, str]) -> None:
    """TensorFlow keeps what its tensors are in an index apart, without which they are bare numbers."""
    if stem.endswith(".data") and f"{stem.removesuffix('.data')}.index" not in survey.by_path:
        for path in some:
            short.setdefault(path, "the index of its tensors is not here")


def _listed(survey: Survey, file: File) -> set[str]:
    try:
        value = json.loads(survey.text(file.path, INDEX_BYTES) or "")
        names = {str(shard) for shard in value["weight_map"].values()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return set()
    folder = file.path.removesuffix(file.name)
    return {folder + name for name in sorted(names)[:MOST_SHARDS]}


def whole_name(name: str) -> str:
    """The name of the file that a first piece was cut from, or ""; later pieces have no header."""
    found = _PIECE.search(name)
    if not found or found[1].lower() not in {"0", "00", "000", "1", "01", "001", "aa", "aaa"}:
        return ""
    return name[: found.start()]


def by_neighbours(survey: Survey, file: File, head: bytes) -> str:
    """Formats that keep the numbers apart from the graph: told by what lies beside."""
    stem, folder = file.path.rpartition(".")[0], file.path.rpartition("/")[0]
    if not head.strip(b"\0"):
        return ""
    if file.suffix == "bin":
        return _beside_bin(survey, file, stem, folder)
    if file.name == "saved_model.pb":
        parts = (f"{folder}/variables/variables.index", f"{folder}/variables/variables.data-00000-of-00001")
        return "TensorFlow SavedModel" if any(part.lstrip("/") in survey.by_path for part in parts) else ""
    if file.name == "model" and f"{folder}/cfg" in survey.by_path and head[0] & 0xF0 == 0x80:
        return "spaCy component"
    if file.name.startswith("checkpoint") and not file.suffix and head[0] & 0xF0 == 0x80:
        whole = head[1:2] > b"\xa0" and b"PLACEHOLDER://" not in head  # those of T5X are kept apart
        return "Flax checkpoint" if whole else ""
    return ""


def _beside_bin(survey: Survey, file: File, stem: str, folder: str) -> str:
    if f"{stem}.xml" in survey.by_path:
        graph = survey.text(f"{stem}.xml", 4_096)
        return "OpenVINO weights" if graph and "<net" in graph else ""
    if f"{stem}.param" in survey.by_path:
        return "ncnn weights"
    if ".mlpackage/" in file.path or ".mlmodelc/" in file.path:
        return "Core ML weights" if "weight" in file.name else ""
    manifest = f"{folder}/model.json".lstrip("/")
    if "shard" in file.name and manifest in survey.by_path:
        graph = survey.text(manifest, INDEX_BYTES)
        return "TensorFlow.js weights" if graph and '"weightsManifest"' in graph else ""
    return ""
