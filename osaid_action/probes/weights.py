"""Weights: does the tree hold files in a weight format, or point to where the weights are?

A file counts by its header, never by its name alone, and is never unpickled.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import Finding, Reference
from ..patterns import lazy
from ..survey import words
from ._formats import identify
from ._links import SIGNALS, URL, from_code, links, unique
from ._rank import Sighting, finding, rate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import File, Survey
    from ._links import Link

__all__ = ["COMPONENT", "SIGNALS", "probe"]

COMPONENT = "weights"
_SUFFIX = lazy(
    r"(?i)\.(safetensors|gguf|ggml|onnx|pth?|pth\.tar|pt|ckpt|h5|hdf5|keras|tflite|mlmodel|msgpack|npz"
    r"|npy|joblib"
    r"|pkl|p|pickle|bin|ftz|cbm|ubj|rds|t7|pb|jit|nnue|weights|caffemodel|params|pdparams"
    r"|data-\d{5}-of-\d{5})$"
)
#: Models saved as text, or under a suffix that says nothing.
_ODD = lazy(r"(?i)[\w.-]{0,80}(?:model|booster|xgb|lgbm?|catboost|bst)[\w.-]{0,80}\.(json|txt|model)")
_ODD_SUFFIXES = words("json txt model ocdbt tar") | {""}
#: What a path with such a suffix must hold to be looked at: for text, the words of `_ODD`.
_LIKE = lazy(r"(?i)model|booster|xgb|lgbm?|catboost|bst|_CHECKPOINT_METADATA|(?<!\.json)(?<!\.txt)$")
_NOT = lazy(
    r"(?i)tokenizer|vocab|mel_filter|filter_?bank|spiece|sentencepiece|train(?:ing)?_args|optimizer"
    r"|scheduler"
    r"|rng_state|(?:^|[/_.-])(?:train|val|valid|test|tokens?|data|ids|features|labels?|embeddings?|mean"
    r"|std|stats?)"
    r"[_.-]?\w{0,30}\.(?:bin|npy|npz|pkl|p|h5|hdf5|pickle|rds)$"
)
_SPEAKS = words(
    "model models weights weight checkpoint checkpoints ckpt ckpts params parameters pretrained trained "
    "network net "
    "classifier regressor estimator pipeline clf forest booster xgb lgbm policy agent"
)
_INDEX = lazy(r"(?i)\.(?:safetensors|bin)\.index(?:\.[\w-]+)?\.json$")
_ORBAX = lazy(r"(?:^|/)(?:manifest\.ocdbt|_CHECKPOINT_METADATA)$")
_ABOUT = lazy(r"(?i)weights?\b|checkpoints?|ckpt|\bmodels?\b|pre-?trained|parameters|download")
_DATA = lazy(r"(?i)\bdata(set|sets)?\b|corpus|corpora")
_PAGE = lazy(r"(?i)\.(png|jpe?g|gif|svg|pdf|mp4|html?|ipynb|py|md|whl|deb|exe|jar)$|datasets")
_LFS = lazy(rb"version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize (\d+)")
_HOLDERS = {"url", "bucket", "release-asset", "zenodo", "torrent", "hf-model", "kaggle"}
_DATA_PATH = words("data datasets dataset eval evals tasks processing")
_KEEPS = words(
    "model models weights checkpoint checkpoints download downloads downloader hub zoo pretrained params"
)
_GETS = words("weights checkpoint checkpoints params model models")
_SIGNED = lazy(r"(?i)presigned")
MIN_BYTES = 1_024
INDEX_BYTES = 4_000_000


def probe(survey: Survey) -> list[Finding]:
    """Files by their header; pointers from documents, scripts and LFS."""
    seen: list[Sighting] = []
    blocked: list[Sighting] = []
    references: list[Reference] = []
    incomplete = _incomplete(survey)
    named = survey.with_suffix(lambda suffix: _SUFFIX.search(f".{suffix}") or suffix in _ODD_SUFFIXES, _LIKE)
    for file in named:
        if not (suffix := _candidate(file)):
            continue
        head = survey.head(file)
        if head is None:
            why = f"named like weights, but not readable: {survey.unreadable[file.path]}"
            blocked.append(Sighting(40, file, None, why))
        elif pointer := _LFS.match(head):
            digest, size = pointer[1].decode(), int(pointer[2])
            references.append(_reference(file, f"lfs:sha256:{digest}"))
            seen.append(rate(file, 40, 1, f"a Git LFS pointer to {size:,} bytes, not the weights themselves"))
        elif sighting := _judge(survey, file, head, suffix, incomplete):
            seen.append(sighting)
    references += [link.reference for link in links(survey) if _points(link)]
    references += _in_code(survey)
    result = finding(COMPONENT, seen, unique(references))
    if result.here == "missing" and blocked:
        return [replace(finding(COMPONENT, blocked, result.references), here="unreadable")]
    return [result]


def _candidate(file: File) -> str:
    """The suffix of a file that may hold weights, or ""."""
    if not file.own or file.place == "docs" or _NOT.search(file.path):
        return ""
    if _ORBAX.search(file.path):
        return "orbax"
    found = _SUFFIX.search(file.name) or _ODD.fullmatch(file.name)
    return found[1].lower() if found and not _INDEX.search(file.name) else ""


def _judge(
    survey: Survey, file: File, head: bytes, suffix: str, incomplete: dict[str, str]
) -> Sighting | None:
    size = survey.tree.size(file.entry)
    about = "size unknown" if size is None else f"{size:,} bytes"
    if suffix == "orbax":
        return rate(file, 85, None, "an Orbax checkpoint's manifest")
    form = identify(head, suffix.rpartition(".")[2], size)
    if form is None:
        form_name, sure = _by_neighbours(survey, file, head), True
    else:
        form_name, sure = form.name, form.sure
    if not form_name or (size is not None and size < MIN_BYTES):
        return None
    if file.path in incomplete:
        return rate(file, 60, None, f"{form_name}, {about}; {incomplete[file.path]}")
    if sure:
        return rate(file, 92, None, f"{form_name}, {about}")
    if file.said(_SPEAKS):
        return rate(file, 75, None, f"{form_name}, {about}, named after a model")
    return rate(file, 32, None, f"{form_name}, {about}: may be weights or data")


def _by_neighbours(survey: Survey, file: File, head: bytes) -> str:
    """OpenVINO, ncnn, Core ML and SavedModel keep the numbers apart from the graph."""
    stem, folder = file.path.rpartition(".")[0], file.path.rpartition("/")[0]
    if not head.strip(b"\0"):
        return ""
    if file.suffix == "bin" and f"{stem}.xml" in survey.by_path:
        graph = survey.text(f"{stem}.xml", 4_096)
        return "OpenVINO weights" if graph and "<net" in graph else ""
    if file.suffix == "bin" and f"{stem}.param" in survey.by_path:
        return "ncnn weights"
    if file.suffix == "bin" and ".mlpackage/" in file.path:
        return "Core ML weights"
    if file.name == "saved_model.pb" and any(survey.tree.entries.below(f"{folder}/variables")):
        return "TensorFlow SavedModel"
    return ""


def _incomplete(survey: Survey) -> dict[str, str]:
    """Shards whose index names more shards than are here, with the count in words."""
    short: dict[str, str] = {}
    for file in survey.with_suffix("json".__eq__, _INDEX):
        if not file.own:
            continue
        try:
            value = json.loads(survey.text(file.path, INDEX_BYTES) or "")
            shards = {str(shard) for shard in value["weight_map"].values()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue
        folder = file.path.removesuffix(file.name)
        here = {folder + shard for shard in shards} & survey.by_path.keys()
        if len(here) < len(shards):
            short |= dict.fromkeys(here, f"{len(here)} of {len(shards)} shards here")
    return short


def _reference(file: File, url: str) -> Reference:
    return Reference(url=url, kind="lfs", path=file.path, line=1)


def _points(link: Link) -> bool:
    kind, url = link.reference.kind, link.reference.url
    if not link.prominent or kind not in _HOLDERS:
        return False
    if kind == "hf-model":
        return True
    if _PAGE.search(url) or (kind == "zenodo" and "badge" in link.around):
        return False
    near = link.around.replace(url, " ")
    return bool(_ABOUT.search(near) or _ABOUT.search(link.section)) and not _DATA.search(near)


def _in_code(survey: Survey) -> Iterator[Reference]:
    """Pointers in code and scripts: URLs of weight files, and scripts that fetch weights."""
    for file in (*survey.code, *survey.shell, *survey.config):
        hit, fetches = file.hit("weight-url"), file.hit("fetches")
        if hit and not file.said(_DATA_PATH):
            url = URL.search(hit.text)
            reference = from_code(file, hit, url[0]) if url else None
            telling = hit.seen > 1 or file.said(_KEEPS)
            if reference and telling and reference.kind in _HOLDERS and not _PAGE.search(reference.url):
                yield reference
        elif fetches and file.role == "shell" and (file.said(_GETS) or _SIGNED.search(fetches.text)):
            yield replace(_reference(file, f"script:{file.path}"), kind="script", line=fetches.line)
