"""Weights: does the tree hold files in a weight format, or point to where the weights are?

A file counts by its header, never by its name alone, and is never unpickled.
"""

from __future__ import annotations

import re
import struct

from ..model import Finding, Reference
from ..survey import File, Survey
from ._links import SIGNALS as SIGNALS
from ._links import URL, Link, from_url, links, unique
from ._rank import Sighting, finding, rate

COMPONENT = "weights"
_SUFFIX = re.compile(
    r"(?i)\.(safetensors|gguf|ggml|onnx|pth?|pth\.tar|pt|ckpt|h5|hdf5|keras|tflite|mlmodel|msgpack|npz|npy|joblib|pkl|p"
    r"|pickle|bin|pb|jit|nnue|weights|caffemodel|params|pdparams|data-00000-of-\d+)$"
)
_SURE = {
    "safetensors",
    "gguf",
    "onnx",
    "tflite",
    "keras",
    "pth",
    "pth.tar",
    "pt",
    "ckpt",
    "nnue",
    "pdparams",
    "caffemodel",
    "jit",
    "mlmodel",
}
_NOT = re.compile(
    r"(?i)tokenizer|vocab|mel_filter|filter_?bank|spiece|sentencepiece|train(ing)?_args|optimizer|scheduler|rng_state|(^|[/_.-])(train|val|valid|test|tokens?|data|ids|features|embeddings?)[_.-]?\w*\.(bin|npy|npz|pkl|p|h5|hdf5)$"
)
_ABOUT = re.compile(r"(?i)weights?\b|checkpoints?|ckpt|\bmodels?\b|pre-?trained|parameters|download")
_DATA = re.compile(r"(?i)\bdata(set|sets)?\b|corpus|corpora")
_LFS = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize (\d+)")
_HOLDERS = {"url", "bucket", "release-asset", "zenodo", "torrent", "hf-model", "kaggle"}
MIN_BYTES = 1_024


def probe(survey: Survey) -> list[Finding]:
    """Files by their header; pointers from documents, scripts and LFS."""
    seen: list[Sighting] = []
    references: list[Reference] = []
    blocked: list[Sighting] = []
    for file in survey.files:
        suffix = _SUFFIX.search(file.name)
        if not suffix or not file.own or file.place == "docs" or _NOT.search(file.path):
            continue
        head = survey.head(file)
        if head is None:
            blocked.append(
                Sighting(40, file, None, f"named like weights, not readable: {survey.unreadable[file.path]}")
            )
            continue
        if pointer := _LFS.match(head):
            digest, size = pointer[1].decode(), int(pointer[2])
            references.append(
                Reference(url=f"lfs:sha256:{digest}", kind="lfs", revision=None, path=file.path, line=1)
            )
            seen.append(Sighting(0, file, 1, f"Git LFS pointer to {size:,} bytes"))
            continue
        form, size = _format(head, suffix[1].lower()), survey.tree.size(file.entry) or 0
        if form and size >= MIN_BYTES:
            seen.append(rate(file, 92 if suffix[1].lower() in _SURE else 75, None, f"{form}, {size:,} bytes"))
    references += [link.reference for link in links(survey) if _points(link)]
    references += _in_code(survey)
    result = finding(COMPONENT, seen, unique(references))
    if result.here == "missing" and blocked:
        blocked_finding = finding(COMPONENT, blocked, result.references)
        return [
            Finding(
                component=COMPONENT,
                here="unreadable",
                evidence=blocked_finding.evidence,
                references=result.references,
            )
        ]
    return [result]


def _points(link: Link) -> bool:
    kind, url = link.reference.kind, link.reference.url
    if not link.prominent:
        return False
    if kind == "hf-model":
        return True
    if "badge" in link.around and kind == "zenodo":
        return False
    if kind in {"torrent", "bucket", "zenodo", "release-asset", "kaggle", "url"}:
        if re.search(r"(?i)\.(png|jpe?g|gif|svg|pdf|mp4|html?|ipynb|py|md)$", url) or "datasets" in url:
            return False
        near = link.around.replace(url, " ")
        return bool(_ABOUT.search(near) or _ABOUT.search(link.section)) and not _DATA.search(near)
    return False


def _in_code(survey: Survey) -> list[Reference]:
    """Pointers in code and scripts: URLs of weight files, and scripts that fetch weights."""
    found = []
    for file in (*survey.code, *survey.shell, *survey.config):
        hit = file["weight-url"]
        if (
            hit
            and file.own
            and not file.said("data", "datasets", "dataset", "eval", "evals", "tasks", "processing")
        ):
            url = URL.search(hit.text)
            reference = from_url(url[0]) if url else None
            listed = hit.count > 1 or file.said(
                "model",
                "models",
                "weights",
                "checkpoint",
                "checkpoints",
                "download",
                "downloads",
                "hub",
                "zoo",
                "pretrained",
                "params",
            )
            if reference and listed and reference.kind in _HOLDERS:
                found.append(
                    Reference(
                        url=reference.url,
                        kind=reference.kind,
                        revision=reference.revision,
                        path=file.path,
                        line=hit.line,
                    )
                )
        elif (
            (hit := file["fetches"])
            and file.role == "shell"
            and file.own
            and (file.said("weights", "checkpoint", "params", "model") or "PRESIGNED" in hit.text.upper())
        ):
            found.append(Reference(url=f"script:{file.path}", kind="script", path=file.path, line=hit.line))
    return found


def _format(head: bytes, suffix: str) -> str:
    """Name of the weight format whose header this is, or ""."""
    if len(head) >= 9 and head[8:9] == b"{" and 2 <= struct.unpack("<Q", head[:8])[0] <= 100_000_000:
        return "safetensors"
    if head[:4] in {b"GGUF", b"GGML", b"lmgg", b"tjgg"}:
        return "GGUF"
    if head[:4] == b"PK\x03\x04":
        if b".keras" in head or suffix == "keras" or b"model.weights" in head:
            return "Keras archive"
        return (
            "PyTorch archive"
            if suffix in {"pt", "pth", "bin", "ckpt", "jit", "pth.tar", "tar"}
            else "NumPy archive"
            if suffix == "npz"
            else ""
        )
    if head[:8] == b"\x89HDF\r\n\x1a\n":
        return "HDF5"
    if head[4:8] == b"TFL3":
        return "TensorFlow Lite"
    if head[:1] == b"\x80" and head[1:2] in {b"\x02", b"\x03", b"\x04", b"\x05"}:
        return {
            "pt": "PyTorch pickle",
            "pth": "PyTorch pickle",
            "pth.tar": "PyTorch pickle",
            "bin": "PyTorch pickle",
            "ckpt": "PyTorch pickle",
        }.get(suffix, "pickle" if suffix in {"joblib", "pkl"} else "")
    if suffix == "onnx" and head[:1] == b"\x08":
        return "ONNX"
    if suffix == "tar" or head[257:262] == b"ustar":
        return ""
    return {
        "nnue": "NNUE network",
        "pdparams": "Paddle parameters",
        "caffemodel": "Caffe model",
        "msgpack": "Flax msgpack",
    }.get(suffix, "")
