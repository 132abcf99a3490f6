"""Weights in several files: shards with an index or by number, pieces of a split file, parts kept apart."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy
from ..catalog import no_text

if TYPE_CHECKING:
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
    """short: shard to what is lacking, in words; bare: indexes of which no shard is here."""

    short: dict[str, str]
    bare: dict[str, int]


def shards(survey: Survey) -> Shards:
    """Every set of shards that is not whole. Indexes are read; without one, the names count."""
    short: dict[str, str] = {}
    bare: dict[str, int] = {}
    listed: set[str] = set()
    numbered: dict[tuple[str, int], set[int]] = defaultdict(set)
    of: dict[str, tuple[str, int]] = {}
    alone: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for file in survey.with_suffix(lambda suffix: suffix == "json" or no_text(suffix), _LIKE.search):
        if file.own and file.suffix == "json" and INDEX.search(file.name):
            wanted = _listed(survey, file)
            here = wanted & survey.by_path.keys()
            listed |= here
            if len(here) < len(wanted):
                short |= dict.fromkeys(here, f"{len(here)} of {len(wanted)} shards here")
                if not here:
                    bare[file.path] = len(wanted)
        elif "-of-" in file.name and (found := _NUMBERED.search(file.name)):
            group = file.path[: len(file.path) - len(file.name) + found.start()], int(found[2])
            numbered[group].add(int(found[1]))
            of[file.path] = group
        elif found := NUMBERED_ALONE.fullmatch(file.name):
            alone[file.folder, found[1]][file.path] = int(found[2])
    for path, group in of.items():
        count, total = len(numbered[group]), group[1]
        if count < total and path not in listed:
            short[path] = f"{count} of {total} shards here"
        elif ".data-" in path and f"{group[0].removesuffix('.data')}.index" not in survey.by_path:
            short.setdefault(path, "the index of its tensors is not here")
    for some in alone.values():
        numbers = set(some.values())
        total = max(numbers) + (0 in numbers)
        if len(numbers) < total:
            short |= dict.fromkeys(some, f"{len(numbers)} of at least {total} shards here")
    return Shards(short, bare)


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
