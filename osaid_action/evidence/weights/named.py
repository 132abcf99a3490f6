"""Files that may hold weights by their names, and what the names say of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import either, lazy
from ...repository.places import words, words_of
from ..catalog import no_text
from .shards import INDEX, NUMBERED_ALONE, whole_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..file import File
    from ..survey import Survey

_SUFFIX = lazy(
    r"(?i)\.(safetensors|gguf|ggml|onnx|ort|pth?|pth\.tar|pt|ckpt|ptl|th|h5|hdf5|keras|tflite|mlmodel"
    r"|msgpack|npz|npy|joblib|pkl|p|pickle|pk|pckl|dill|sav|bin|ftz|cbm|ubj|rds|rdata|t7|pb|jit|nnue"
    r"|weights|caffemodel|params|pdparams|pdiparams|mnn|rknn|kmodel|tmfile|engine|plan|pmml|mdl|model"
    r"|lgb|xgb|klm|arpa|vec|kv|bson|jld2|crfsuite|nn|nemo|rda|data-\d{5}-of-\d{5})(?:\.gz)?$"
)
#: Suffixes of anything: the name must speak of a model, and an unreadable one says nothing.
_ANY = lazy(
    r"(?i)\.(json|txt|dat|raw|mat|c|cc|cpp|h|hpp|inc|zip|rar|7z|tar|tgz|gz|zst|zstd|tzst|xz|txz|bz2|tbz2|lz4)"
    r"(?:\.gz)?$"
)
_ARCHIVES = words("zip rar 7z tar tgz gz zst zstd tzst xz txz bz2 tbz2 lz4")
#: What was compressed is text, or data in rows.
_PACKED_TEXT = lazy(r"(?i)\.(?:jsonl?|csv|tsv|txt|sql|xml|log|parquet|ya?ml)\.(?:zst|zstd|xz|bz2|lz4)$")
#: Suffixes of weights and of nothing else.
_OF_WEIGHTS = words(
    "safetensors gguf ggml onnx pth pt ckpt ptl jit keras tflite mlmodel caffemodel pdparams pdiparams mnn "
    "rknn kmodel tmfile nnue weights ftz cbm pth.tar"
)
#: Suffixes of data as well, and of text.
_OF_DATA_TOO = words("npz npy h5 hdf5 rds rda rdata bson jld2")
_TEXTS_TOO = words("params mdl model vec kv arpa lgb xgb pmml sav engine plan p pk th none")
#: The name of a file at the end of what stands in quotation marks.
_QUOTED = lazy(r"([\w.-]{2,100}\.(?:bson|jld2?|rd[as]|rdata|mat|json|bin|dat|h5|npz|pkl))[\"']")
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
DATA = words(
    "train training val valid validation test dev tokens data dataset ids features feature labels label "
    "embeddings embedding mean std stats targets inputs outputs results history metrics scores predictions "
    "cache index latent latents"
)
#: Folders of what a model is trained on, encoded or not.
_DATA_FOLDERS = words(
    "data dataset datasets corpus corpora features feature embeddings embedding latent latents tokens "
    "processed preprocessed cached cache samples"
)
SPEAKS = words(
    "model models weights weight checkpoint checkpoints ckpt ckpts params parameters pretrained trained "
    "network net nets classifier regressor estimator pipeline clf forest booster xgb xgboost lgb "
    "lgbm lightgbm "
    "catboost bst gbm svm policy policies agent agents classifiers generator "
    "discriminator encoder decoder actor critic rnn cnn dnn lstm gru nnue"
)
OWN_WORDS = SPEAKS - words("pipeline")
KEPT = words("weights weight checkpoints checkpoint ckpts ckpt pretrained")
#: What the path of a text must hold for it to be looked at: the roots of `OWN_WORDS`.
_TEXTS = (".json", ".txt", ".c", ".cc", ".cpp", ".h", ".hpp", ".inc", ".dat", ".raw")
_ROOTS = tuple(word for word in sorted(OWN_WORDS) if not any(other in word for other in OWN_WORDS - {word}))


def candidates(survey: Survey) -> Iterator[tuple[File, str]]:
    """Files that may hold weights, each with its suffix in lower case ("none" for none of weights)."""
    for file in survey.with_suffix(_may_hold, _is_worth):
        if is_own(file) and (suffix := _suffix(file)):
            yield file, suffix


def is_own(file: File) -> bool:
    """True for a file that is the project's own and no stand-in for a test."""
    if not file.own or file.place == "docs" or _NOT.search(file.path):
        return False
    return not (file.said(_FIXTURE) or _RANDOM.search(file.path))


def kept_by_code(survey: Survey) -> frozenset[str]:
    """Ends of paths under which code keeps a model, or takes one from."""
    lines = (hit.text for file in survey.code if file.own and (hit := file.hit("keeps-model")))
    return frozenset(name for line in lines for name in _QUOTED.findall(line))


def is_named_so(file: File, suffix: str) -> bool:
    """True when the name alone makes one expect weights, so that it is told why there are none."""
    if among_data(file):
        return False
    if suffix in _OF_WEIGHTS:
        return True
    binary = suffix not in _TEXTS_TOO and not _ANY.search(file.name)
    return binary and file.named(OWN_WORDS) and not file.named(DATA)


def may_be_any(file: File, suffix: str) -> bool:
    """True for a name that says nothing of weights, so that it decides nothing when it can't be read."""
    return bool(_ANY.search(file.name)) or (suffix in _OF_DATA_TOO and not file.said(OWN_WORDS))


def among_data(file: File) -> bool:
    """True for a file in a folder of data, when its own name does not speak of a model."""
    return not _DATA_FOLDERS.isdisjoint(words_of(file.folder)) and not file.named(SPEAKS)


def _may_hold(suffix: str) -> bool:
    return no_text(suffix) or bool(_ANY.search(f".{suffix}"))


def _is_worth(path: str) -> bool:
    lower = path.lower()
    return not lower.endswith(_TEXTS) or any(root in lower for root in _ROOTS)


def _suffix(file: File) -> str:
    """The suffix of a file that may hold weights, or ""."""
    name = whole_name(file.name) or file.name
    dvc = name.endswith(".dvc")
    name = name.removesuffix(".dvc")
    found = _SUFFIX.search(name)
    if not found and not INDEX.search(name) and (found := _ANY.search(name)):
        archive = found[1].lower() in _ARCHIVES and not _PACKED_TEXT.search(name)
        found = found if file.named(OWN_WORDS) or (archive and file.said(OWN_WORDS)) else None
    alone = _NO_SUFFIX.fullmatch(name) or (NUMBERED_ALONE.fullmatch(name) and file.said(KEPT))
    if not found and not (dvc and file.said(SPEAKS)) and not alone:
        return ""
    suffix = found[1].lower() if found else "none"
    if _TOKENIZER.search(file.path) and suffix not in _NETWORK:
        return ""
    # TensorFlow writes "data" into the names of its tensors.
    of_data = file.named(DATA) and not file.named(SPEAKS) and not suffix.startswith("data-")
    return "" if of_data and suffix not in _NETWORK else suffix
