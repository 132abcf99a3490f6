"""Weights: does the tree hold files in a weight format, or point to where the weights are?

A file counts by its header, never by its name alone, and is never unpickled.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...model import Finding, Reference
from ...patterns import either, lazy
from ...repository.places import words
from ..catalog import no_text
from ..code_links import SIGNALS
from ..links import unique
from ..rank import Sighting, finding, rate
from .formats import EITHER, MODEL, NUMBERS, PART, VAGUE, identify
from .pointers import pointers
from .shards import INDEX, by_neighbours, shards, whole_name

if TYPE_CHECKING:
    from ..file import File
    from ..survey import Survey
    from .shards import Shards

__all__ = ["COMPONENT", "HINTS", "SIGNALS", "probe"]

COMPONENT = "weights"
#: Where pointers to weights stand.
HINTS = words("doc code shell config")
_SUFFIX = lazy(
    r"(?i)\.(safetensors|gguf|ggml|onnx|ort|pth?|pth\.tar|pt|ckpt|ptl|th|h5|hdf5|keras|tflite|mlmodel"
    r"|msgpack|npz|npy|joblib|pkl|p|pickle|pk|pckl|dill|sav|bin|ftz|cbm|ubj|rds|rdata|t7|pb|jit|nnue"
    r"|weights|caffemodel|params|pdparams|pdiparams|mnn|rknn|kmodel|tmfile|engine|plan|pmml|mdl|model"
    r"|lgb|xgb|klm|arpa|vec|kv|bson|jld2|crfsuite|data-\d{5}-of-\d{5})(?:\.gz)?$"
)
#: Suffixes of anything: the name must speak of a model, and an unreadable one says nothing.
_ANY = lazy(r"(?i)\.(json|txt|dat|raw|c|cc|cpp|h|hpp|inc|zip|rar|7z|tar|tgz|gz)(?:\.gz)?$")
_SIMULATED = words("checkpoint checkpoints ckpt ckpts params parameters")
_ARCHIVES = frozenset({"zip", "rar", "7z", "tar", "tgz", "gz"})
_KEPT = words("weights weight checkpoints checkpoint ckpts ckpt pretrained")
_NO_SUFFIX = lazy(r"model|checkpoint(?:_\d{1,12})?|params")
_NOT = either(
    r"vocab|mel_filter|filter_?bank|spiece|sentencepiece|train(?:ing)?_args",
    r"optim(?:izer)?(?:[_.-]|$)",
    r"lr_?scheduler",
    r"(?:^|[/_.-])scheduler\.",
    r"rng_state|trainer_state|(?:^|/)\._",
    flags=re.IGNORECASE,
)
_TOKENIZER = lazy(r"(?i)tokenizer|bpe")
#: A tokenizer of sound or pictures is a network; under these suffixes its header can show so.
_NETWORK = frozenset({"safetensors", "onnx", "ckpt", "pt", "pth", "pth.tar"})
_FIXTURE = words("dummy fixture fixtures mock mocks fake")
_RANDOM = lazy(r"(?i)tiny[-_]random|for[-_]tests?\b|random[-_](?:init|weights)|[-_]untrained\b")
_DATA = words(
    "train training val valid validation test dev tokens data dataset ids features feature labels label "
    "embeddings embedding mean std stats targets inputs outputs results history metrics scores predictions "
    "cache index"
)
_SPEAKS = words(
    "model models weights weight checkpoint checkpoints ckpt ckpts params parameters pretrained trained "
    "network net nets classifier regressor estimator pipeline clf forest booster xgb xgboost lgb "
    "lgbm lightgbm "
    "catboost bst gbm svm policy policies agent agents classifiers generator "
    "discriminator encoder decoder actor critic rnn cnn dnn lstm gru"
)
_OWN_WORDS = _SPEAKS - words("pipeline")
#: What the path of a text must hold for it to be looked at: the roots of `_OWN_WORDS`.
_TEXTS = (".json", ".txt", ".c", ".cc", ".cpp", ".h", ".hpp", ".inc", ".dat", ".raw")
_ROOTS = tuple(word for word in sorted(_OWN_WORDS) if not any(other in word for other in _OWN_WORDS - {word}))
_ORBAX = lazy(r"(?:^|/)(?:manifest\.ocdbt|_CHECKPOINT_METADATA)$")
_LFS = lazy(rb"version https://git-lfs\.github\.com/spec/v1\noid sha256:([0-9a-f]{64})\nsize (\d{1,20})\b")
_ANNEX = lazy(rb"/annex/objects/([\w.-]{8,200})")
_DVC = lazy(r"md5: ?([0-9a-f]{32}(?:\.dir)?)")
MIN_BYTES, MIN_NUMBERS = 1_024, 8_192
_SCORES = {MODEL: (92, 92), EITHER: (78, 32), PART: (45, 45), VAGUE: (45, 0), NUMBERS: (78, 0)}


def probe(survey: Survey) -> list[Finding]:
    """Files by their header; pointers from documents, scripts, submodules and large-file tools."""
    seen: list[Sighting] = []
    blocked: list[Sighting] = []
    references: list[Reference] = []
    sets = shards(survey)
    for file in survey.with_suffix(_may_hold, _is_worth):
        if not (suffix := _candidate(file)):
            continue
        head = survey.head(file)
        if head is None:
            if not _ANY.search(file.name):
                why = f"named like weights, but not readable: {survey.unreadable[file.path]}"
                blocked.append(Sighting(40, file, None, why))
        elif pointer := _pointer(file, head):
            references.append(pointer[0])
            seen.append(rate(file, 40, 1, pointer[1]))
        elif sighting := _judge(survey, file, head, suffix, sets):
            seen.append(sighting)
    for path, count in sets.bare.items():
        why = f"an index of {count} shards, none of them here"
        seen.append(rate(survey.by_path[path], 38, None, why))
    result = finding(COMPONENT, seen, unique([*references, *pointers(survey)]))
    if result.here == "missing" and blocked:
        return [replace(finding(COMPONENT, blocked, result.references), here="unreadable")]
    return [result]


def _may_hold(suffix: str) -> bool:
    return no_text(suffix) or bool(_ANY.search(f".{suffix}"))


def _is_worth(path: str) -> bool:
    lower = path.lower()
    return not lower.endswith(_TEXTS) or any(root in lower for root in _ROOTS)


def _candidate(file: File) -> str:
    """The suffix of a file that may hold weights, or ""."""
    if not file.own or file.place == "docs" or _NOT.search(file.path):
        return ""
    if _ORBAX.search(file.path):
        return "orbax"
    name = whole_name(file.name) or file.name
    dvc = name.endswith(".dvc")
    name = name.removesuffix(".dvc")
    found = _SUFFIX.search(name)
    if not found and not INDEX.search(name) and (found := _ANY.search(name)):
        archive = found[1].lower() in _ARCHIVES
        found = found if file.named(_OWN_WORDS) or (archive and file.said(_OWN_WORDS)) else None
    if not found and not (dvc and file.said(_SPEAKS)) and not _NO_SUFFIX.fullmatch(name):
        return ""
    suffix = found[1].lower() if found else "none"
    if _TOKENIZER.search(file.path) and suffix not in _NETWORK:
        return ""
    if file.said(_FIXTURE) or _RANDOM.search(file.path):
        return ""
    return "" if file.named(_DATA) and not file.named(_SPEAKS) and suffix not in _NETWORK else suffix


def _pointer(file: File, head: bytes) -> tuple[Reference, str] | None:
    """A large file's stand-in, by Git LFS, git-annex or DVC, and what it says."""
    if found := _LFS.match(head):
        digest, size = found[1].decode(), int(found[2])
        why = f"a Git LFS pointer to {size:,} bytes, not the weights themselves"
        return Reference(url=f"lfs:sha256:{digest}", kind="lfs", path=file.path, line=1), why
    if len(head) < 400 and (found := _ANNEX.search(head)):
        why = "a git-annex pointer, not the weights themselves"
        return Reference(url=f"annex:{found[1].decode()}", kind="annex", path=file.path, line=1), why
    if file.suffix == "dvc" and (told := _DVC.search(head.decode("utf-8", "replace"))):
        why = "a DVC pointer, not the weights themselves"
        return Reference(url=f"dvc:md5:{told[1]}", kind="dvc", path=file.path, line=1), why
    return None


def _judge(survey: Survey, file: File, head: bytes, suffix: str, sets: Shards) -> Sighting | None:
    size = survey.tree.size(file.entry)
    about = "size unknown" if size is None else f"{size:,} bytes"
    if suffix == "orbax":
        return rate(file, 85, None, "an Orbax checkpoint's manifest")
    if file.suffix == "dvc" or (size is not None and size < MIN_BYTES):
        return None
    piece = bool(whole_name(file.name))
    if name := by_neighbours(survey, file, head):
        return _rated(file, 92, f"{name}, {about}", sets)
    form = identify(head, suffix.rpartition(".")[2], None if piece else size)
    if form is None:
        return None
    about += "; the first piece of a file that was split" if piece else ""
    named, unnamed = _SCORES[form.holds]
    if form.holds == NUMBERS:
        enough = size is None or size >= MIN_NUMBERS
        score = named if enough and file.named(_OWN_WORDS) else unnamed
    else:
        speaks = file.named(_SPEAKS) or file.said(_KEPT) if form.holds == VAGUE else file.said(_SPEAKS)
        # Simulations write checkpoints and parameters in HDF5 too.
        speaks = speaks and (form.name != "HDF5" or file.said(_SPEAKS - _SIMULATED))
        score = named if speaks else unnamed
    if form.holds == EITHER and score == unnamed and (form.name.startswith("NumPy") or file.said(_DATA)):
        return None
    tail = {78: ", named after a model", 32: ": may be weights or data"}
    return _rated(file, score, f"{form.name}, {about}{tail.get(score, '')}", sets)


def _rated(file: File, score: int, why: str, sets: Shards) -> Sighting:
    if lacking := sets.short.get(file.path):
        return rate(file, min(score, 60), None, f"{why}; {lacking}")
    return rate(file, score, None, why)
