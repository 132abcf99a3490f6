"""Dataset: does the tree hold training data, or point to where they can be had?"""

from __future__ import annotations

import re

from ..model import Finding, Reference
from ..survey import Survey
from ._links import URL, Link, from_url, links, unique
from ._rank import Sighting, finding, rate

COMPONENT = "dataset"
_SUFFIX = re.compile(
    r"(?i)\.(csv|tsv|jsonl|json|parquet|arrow|tfrecords?|txt|txt\.gz|jsonl\.gz|jsonl\.zst|npz|npy|h5|hdf5|lmdb|zip|tar\.gz|cif|pdb|wav|flac|fasta|bin|pkl|sqlite|db)$"
)
_NAMED = {"data", "dataset", "datasets", "train", "training", "corpus", "corpora", "raw", "processed"}
_SAMPLE = {
    "sample",
    "samples",
    "toy",
    "mini",
    "tiny",
    "dummy",
    "demo",
    "example",
    "examples",
    "small",
    "test",
    "tests",
}
_NOT = re.compile(
    r"(?i)package(-lock)?\.json|tsconfig|requirements|config|vocab|tokenizer|\.github|results?|eval|benchmark|figure|assets?/|schema|cmake|readme|robots|license|setup"
)
_ABOUT = re.compile(r"(?i)\bdata(?:sets?)?\b|corpus|corpora|training set|trained on")
_EVALUATED = re.compile(r"(?i)eval|benchmark|test set|leaderboard|zero-?shot")
MIN_BYTES, MUCH = 2_000, 500_000


def probe(survey: Survey) -> list[Finding]:
    """Data files by place, name and size; pointers by kind and the words around them."""
    seen: list[Sighting] = []
    apart = {link.path.rpartition("/")[0] for link in links(survey) if link.apart and "/" in link.path}
    for file in survey.files:
        if (
            file.role in {"code", "shell"}
            or file.path in survey.documents
            or not _SUFFIX.search(file.name)
            or _NOT.search(file.path)
            or not file.own
        ):
            continue
        folder = file.path.rpartition("/")[0]
        if folder in apart:
            continue
        sampled = bool(_SAMPLE.intersection(file.called)) and re.search(
            r"\.(jsonl|csv|parquet|tsv)$", file.name
        )
        if (
            not _NAMED.intersection(file.words)
            and not sampled
            and not re.search(r"(?i)data|train|corpus|tasks", file.name)
        ):
            continue
        size = survey.tree.size(file.entry)
        if size is not None and size < MIN_BYTES and not sampled:
            continue
        sample = bool(_SAMPLE.intersection(file.words))
        if size is None:
            score, why = 72, "named like training data; its size is not known here"
        elif sample or size < MUCH:
            score, why = 45, f"{'a sample' if sample else 'a small data file'}, {size:,} bytes"
        else:
            score, why = 78, f"a data file, {size:,} bytes"
        seen.append(rate(file, score, None, why))
    references = [link.reference for link in links(survey) if _points(link)]
    for file in (*survey.code, *survey.shell, *survey.config):
        if not file.own or file.said(
            "eval", "evals", "evaluation", "benchmark", "tasks", "test", "generate", "inference"
        ):
            continue
        if (hit := file["load-dataset"]) and (
            named := re.search(r"load_dataset\(\s*(?:path\s*=\s*)?[\"']([\w.-]+(?:/[\w.-]+)?)[\"']", hit.text)
        ):
            references.append(
                Reference(url=f"hf:datasets/{named[1]}", kind="hf-dataset", path=file.path, line=hit.line)
            )
        elif (
            (hit := file["data-url"])
            and (url := URL.search(hit.text))
            and (file.said("data", "dataset", "datasets", "download", "corpora", "prepare"))
        ):
            reference = from_url(url[0])
            if reference and not re.search(
                r"(?i)params|weights|\.pt\b|\.pth\b|arxiv|github\.com/[^/]+/[^/]+$", reference.url
            ):
                references.append(
                    Reference(
                        url=reference.url,
                        kind=reference.kind,
                        revision=reference.revision,
                        path=file.path,
                        line=hit.line,
                    )
                )
    return [finding(COMPONENT, seen, unique(references))]


def _points(link: Link) -> bool:
    kind, url = link.reference.kind, link.reference.url
    context = link.around.replace(url, " ") + " " + link.section
    if link.apart:
        return False
    if kind == "hf-dataset" or kind == "kaggle" and "datasets" in url:
        return not _EVALUATED.search(context)
    if kind in {"zenodo", "bucket", "torrent", "url", "doi"}:
        if re.search(
            r"(?i)\.(png|jpe?g|gif|svg|pdf|mp4|ipynb|py|md|pt|pth|bin|safetensors)$|colab|shields\.io|discord|twitter|arxiv",
            url,
        ):
            return False
        return (
            bool(re.search(r"(?i)\bdata(?:sets?)?\b|corpus", context))
            and bool(re.search(r"(?i)download|train|corpus|dump|available|obtain|from", context))
            and not _EVALUATED.search(context)
        )
    return False
