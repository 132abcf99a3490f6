"""Pointers in documents and scripts, shared by the probes for weights, checkpoints and datasets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..model import Reference
from ..patterns import lazy
from ..references import from_url
from ..survey import signal
from ._about import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..files import Document
    from ..survey import File, Hit, Survey

URL = lazy(r"(?:https?://|magnet:\?|s3://|gs://)[^\s<>\"'`)\]}|]{4,400}")
SIGNALS = {
    role: (
        signal(
            "weight-url",
            "://",
            r"://[^\s\"']{1,400}\.(?:safetensors|gguf|pth?|pt|ckpt|onnx|h5|tflite|npz|bin|msgpack|pkl"
            r"|caffemodel)(?:\b|\")",
            r"(?i:://[^\s\"']{0,400}(?:params|weights|checkpoint|ckpt|model)[^\s\"']{0,100}\.(?:tar|zip"
            r"|gz|tgz))",
        ),
        signal(
            "data-url",
            "://",
            r"(?i)://[^\s\"']{0,400}(?:dataset|corpus|corpora|/data/|train)",
            r"://[^\s\"']{1,400}\.(?:jsonl|csv|parquet|zst|arrow|tfrecord|txt\.gz|json\.gz|xz|zip"
            r"|tar\.gz)\b",
        ),
        signal(
            "load-dataset",
            "load_dataset( dataset_name dataset_path path:",
            r"load_dataset\(\s{0,20}(?:path\s{0,20}=\s{0,20})?[\"'][\w.-]+(?:/[\w.-]+)?[\"']",
        ),
        signal(
            "fetches",
            "wget curl urlopen snapshot_download hf_hub_download aria2c gsutil download_url urlretrieve "
            "presigned PRESIGNED",
            r"\b(?:wget|curl|aria2c|gsutil)\b|urlopen\(|urlretrieve\(|snapshot_download\("
            r"|hf_hub_download\(",
            r"download_url|(?i:presigned_url)",
        ),
    )
    for role in ("code", "shell", "config")
}
EVALUATION = lazy(r"(?i)evaluat|benchmark|test sets?|\bassess")
_HOME = lazy(r"(?i)model[-_ ]?card|weights|checkpoints?|models?/|data/|datasets?/")
_NO_HOME = lazy(r"(?i)change|history|release|contributing|news|plugins?|roadmap|conduct|security")
_DATA_PAGE = lazy(
    r"(?i)^https?://[^/]{3,80}/(?:[^?#\s]{0,120}/)?(?:datasets?|corpora|corpus)[/_-][^?#\s]{2,200}$"
)


#: A line with fewer words than this tells of its link together with the line before.
FEW = 5
_WORD = lazy(r"[^\W\d_]{2,}")


class Link(NamedTuple):
    """A pointer with the words around it and the section it stands in.

    prominent: in a README or card; apart: in a document about evaluation; front: in front matter.
    """

    reference: Reference
    around: str
    section: str
    prominent: bool
    apart: bool
    front: bool = False


@once
def links(survey: Survey) -> tuple[Link, ...]:
    """Every pointer in the documents, with its context."""
    found: list[Link] = []
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        if _NO_HOME.search(file.name):
            continue
        prominent = file.place == "main" and (path.count("/") <= 1 or bool(_HOME.search(path)))
        apart = is_evaluation(document)
        for where, lines in (*((s.title, s.prose) for s in document.sections), ("code", document.code)):
            before = ""
            for number, line in lines:
                for reference, around in _in_line(path, number, line):
                    if len(_words_of(around)) < FEW:
                        around = f"{before[-200:]} {around}"
                    found.append(Link(reference, around, where, prominent, apart))
                before = line
        found += _in_front(path, document, prominent)
    return tuple(found)


def _words_of(around: str) -> list[str]:
    return _WORD.findall(URL.sub(" ", around))


def is_evaluation(document: Document) -> bool:
    """True when a document's opening speaks of evaluation and not of training."""
    opening = document.sections[0].text[:600] + " ".join(
        s.title + " " + s.text[:600] for s in document.sections[1:2]
    )
    return bool(EVALUATION.search(opening[:600])) and "train" not in opening[:600].lower()


def _in_line(path: str, number: int, line: str) -> Iterator[tuple[Reference, str]]:
    if "://" not in line and "magnet:" not in line:
        return
    for found in URL.finditer(line):
        reference = from_url(found[0]) or _data_page(found[0])
        if reference is not None:
            around = line[max(0, found.start() - 160) : found.end() + 80]
            yield replace(reference, path=path, line=number), around


def _data_page(url: str) -> Reference | None:
    """A page that calls itself a dataset's, at a host we do not know."""
    return (
        Reference(url=url.rstrip(".,;:"), kind="url")
        if _DATA_PAGE.match(url.rstrip(".,;:/") + "/x")
        else None
    )


def _in_front(path: str, document: Document, prominent: bool) -> Iterator[Link]:
    """Datasets that a card names in its front matter."""
    named = document.front.get("datasets")
    for name in named if isinstance(named, list) else [named]:
        reference = from_url(f"https://huggingface.co/datasets/{name}") if isinstance(name, str) else None
        if reference is not None:
            yield Link(
                replace(reference, path=path, line=1), "datasets", "front matter", prominent, False, True
            )


def from_code(file: File, hit: Hit, url: str) -> Reference | None:
    """The place that a URL in code points to."""
    reference = from_url(url)
    return replace(reference, path=file.path, line=hit.line) if reference else None


def unique(references: list[Reference], most: int = 40) -> tuple[Reference, ...]:
    """References without repeats of the same place, in order of first mention."""
    seen: dict[tuple[str, str | None], Reference] = {}
    for reference in references:
        seen.setdefault((reference.url, reference.revision), reference)
    return tuple(seen.values())[:most]
