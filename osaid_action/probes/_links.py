"""Pointers in documents and scripts, shared by the probes for weights, checkpoints and datasets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Reference
from ..references import from_url
from ..survey import Survey, signal

URL = re.compile(r"(?:https?://|magnet:\?|s3://|gs://)[^\s<>\"'`)\]}|]{4,400}")
SIGNALS = {
    role: (
        signal("weight-url", "://", r"://[^\s\"']+\.(?:safetensors|gguf|pth?|pt|ckpt|onnx|h5|tflite|npz|bin|msgpack|pkl|tar)(?:\b|\")|(?i:://[^\s\"']*(?:params|weights|checkpoint|ckpt|model)[^\s\"']*\.(?:tar|zip|gz|tgz))|releases/download/"),
        signal("data-url", "://", r"(?i)://[^\s\"']*(?:dataset|corpus|corpora|/data/|train)[^\s\"']*|://[^\s\"']+\.(?:jsonl|csv|parquet|zst|arrow|tfrecord|txt\.gz|json\.gz|xz|zip|tar\.gz)\b"),
        signal("load-dataset", "load_dataset(", r"load_dataset\(\s*(?:path\s*=\s*)?[\"']([\w.-]+(?:/[\w.-]+)?)[\"']"),
        signal("fetches", "wget curl urlopen snapshot_download hf_hub_download aria2c gsutil download_url urlretrieve presigned PRESIGNED", r"\b(?:wget|curl|aria2c|gsutil)\b|urlopen\(|urlretrieve\(|snapshot_download\(|hf_hub_download\(|download_url|(?i:presigned_url)"),
    )
    for role in ("code", "shell", "config")
}  # fmt: skip


EVALUATION = re.compile(r"(?i)evaluat|benchmark|test sets?")
_HOME = re.compile(r"(?i)model[-_ ]?card|weights|checkpoints?|models?/|data/|datasets?/")


class Link(NamedTuple):
    """A pointer with the words around it and the section it stands in. prominent: in a README or card; apart: about evaluation."""

    reference: Reference
    around: str
    section: str
    path: str
    line: int
    prominent: bool
    apart: bool


def links(survey: Survey) -> Iterator[Link]:
    """Every pointer in the documents, with its context."""
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        if re.search(r"(?i)change|history|release|contributing|news|plugins?", file.name):
            continue
        prominent = file.place == "main" and (path.count("/") <= 1 or bool(_HOME.search(path)))
        opening = document.sections[0].text + " ".join(s.title + " " + s.text for s in document.sections[1:2])
        apart = bool(EVALUATION.search(opening[:600])) and "train" not in opening[:600].lower()
        for section in document.sections:
            for number, line in section.prose:
                yield from _in_line(path, number, line, section.title, prominent, apart)
        for number, line in document.code:
            yield from _in_line(path, number, line, "code", prominent, apart)


def _in_line(path: str, number: int, line: str, section: str, prominent: bool, apart: bool) -> Iterator[Link]:
    if "://" not in line and "magnet:" not in line:
        return
    for found in URL.finditer(line):
        reference = from_url(found[0])
        if reference is not None:
            around = line[max(0, found.start() - 160) : found.end() + 80]
            place = Reference(
                url=reference.url, kind=reference.kind, revision=reference.revision, path=path, line=number
            )
            yield Link(place, around, section, path, number, prominent, apart)


def unique(references: list[Reference], most: int = 40) -> tuple[Reference, ...]:
    """References without repeats of the same place, in order of first mention."""
    seen: dict[tuple[str, str | None], Reference] = {}
    for reference in references:
        seen.setdefault((reference.url, reference.revision), reference)
    return tuple(seen.values())[:most]
